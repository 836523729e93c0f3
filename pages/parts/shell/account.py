"""The account somebody signed in with: what the department's sign-in says about them, and for how long.

Streamlit keeps its sign-in cookie for 30 days, and a copy of it still works after signing out. So the age of the
session is measured here, at every click, against the moment the sign-in was issued.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from planning.errors import AccessError, InputError
from server.mode import sign_in_settings

HOURS_VARIABLE = "COMMON_TONGUE_SESSION_HOURS"
GROUPS_VARIABLE = "COMMON_TONGUE_GROUPS_CLAIM"

SESSION_HOURS = 8.0
"""A working day. ``COMMON_TONGUE_SESSION_HOURS`` may say otherwise, up to ``MOST_SESSION_HOURS``."""
MOST_SESSION_HOURS = 24.0
GROUPS_CLAIM = "groups"
MOST_GROUPS = 500
CLOCK_SKEW_S = 300
"""Two machines' clocks may differ this much."""

SHORTEST_SECRET = 32
SHARED_SETTINGS = ("redirect_uri", "cookie_secret")
PROVIDER_SETTINGS = ("client_id", "client_secret", "server_metadata_url")


class SessionEndedError(AccessError):
    """Somebody signed in too long ago."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the sign-in says about somebody: the little that is used.

    Attributes
    ----------
    email : str
        In lower case; empty if there is none.
    groups : tuple of str
    subject : str
        The account's own id.
    issued : float
        When they signed in, in seconds since 1970; NaN if the sign-in does not say.
    is_confirmed : bool
        False where the sign-in says that the address was never confirmed.
    """

    email: str
    groups: tuple[str, ...]
    subject: str
    issued: float
    is_confirmed: bool


def require_configured() -> None:
    """Return nothing if people can sign in.

    Raises
    ------
    AccessError
        If there is no sign-in, or something of it is missing. No value of a setting is repeated.
    """
    settings = sign_in_settings()
    missing = [name for name in (*SHARED_SETTINGS, *PROVIDER_SETTINGS) if not settings.get(name)]
    if missing:
        raise AccessError(
            "this dashboard is shared and has no sign-in, so it shows nothing",
            fix=f"set {', '.join(missing)} under [auth] in .streamlit/secrets.toml. docs/deploy.md says how",
        )
    if len(str(settings["cookie_secret"])) < SHORTEST_SECRET:
        raise AccessError(
            "the cookie_secret of this dashboard's sign-in is too short to be safe",
            fix=f"make one of at least {SHORTEST_SECRET} random signs",
        )


def is_signed_in() -> bool:
    """Return whether there is an account at all, of whatever age."""
    return bool(st.user.get("is_logged_in", False))


def read_claims() -> Claims:
    """Return what the sign-in says about who is looking."""
    return claims_from(st.user.to_dict(), os.environ.get(GROUPS_VARIABLE, "").strip() or GROUPS_CLAIM)


def claims_from(user: Mapping[str, Any], groups_claim: str = GROUPS_CLAIM) -> Claims:
    """Return the claims that are used out of all that there are.

    Examples
    --------
    >>> claims_from({"email": "Kim@PD.example", "groups": ["outreach"], "sub": "7", "iat": 1700000000})
    Claims(email='kim@pd.example', groups=('outreach',), subject='7', issued=1700000000.0, is_confirmed=True)
    """
    groups = user.get(groups_claim, ())
    named = [groups] if isinstance(groups, str) else groups if isinstance(groups, list | tuple) else []
    return Claims(
        email=str(user.get("email") or "").strip().casefold(),
        groups=tuple(name for name in named if isinstance(name, str))[:MOST_GROUPS],
        subject=str(user.get("sub") or ""),
        issued=_moment(user.get("iat", user.get("auth_time"))),
        is_confirmed=user.get("email_verified", True) not in (False, "false"),
    )


def _moment(value: object) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known else math.nan  # type: ignore[arg-type]


def session_hours() -> float:
    """Return for how many hours somebody stays signed in.

    Raises
    ------
    InputError
        If the setting is no number of hours.
    """
    text = os.environ.get(HOURS_VARIABLE, "").strip()
    if not text:
        return SESSION_HOURS
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not 0 < hours <= MOST_SESSION_HOURS:
        raise InputError(
            f"{HOURS_VARIABLE} must be above 0 and at most {MOST_SESSION_HOURS:.0f}", value=text, fix="give hours"
        )
    return hours


def require_fresh(claims: Claims, now: float | None = None) -> None:
    """Return nothing if somebody signed in recently enough.

    Raises
    ------
    SessionEndedError
        If not, or if the sign-in does not say when.

    Examples
    --------
    >>> kim = Claims("kim@pd.example", (), "7", issued=1000.0, is_confirmed=True)
    >>> require_fresh(kim, now=1000.0 + 8 * 3600)
    >>> require_fresh(kim, now=1001.0 + 8 * 3600)
    Traceback (most recent call last):
        ...
    pages.parts.shell.account.SessionEndedError: you signed in more than 8 hours ago: sign in again.
    """
    moment = time.time() if now is None else now
    hours = session_hours()
    if not claims.issued - CLOCK_SKEW_S <= moment <= claims.issued + hours * 3600:
        raise SessionEndedError(f"you signed in more than {hours:g} hours ago", fix="sign in again")
