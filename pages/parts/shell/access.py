"""Who is looking, and which page they may open. Denied unless allowed.

Two modes. *Local*: the server answers this computer only, and whoever sits at it works alone, in the role that
``COMMON_TONGUE_ROLE`` names. *Shared*: people sign in with the department's own account (OpenID Connect), and
their role is read from the records at every click, so that a removal works at the next one. A server that other
machines can reach, or that knows a sign-in, is never local; a shared one without a sign-in shows nothing.
"""

from __future__ import annotations

import getpass
import logging
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

from geodata.records.people import appoint_first_admin, role_of
from geodata.records.store import Store
from pages.parts.shell import account
from pages.parts.shell.page import Page
from pages.parts.shell.places import let_see
from pages.parts.shell.shown import shown_department
from planning.errors import AccessError, PlanningError, UnknownNameError
from planning.records.roles import Actor
from planning.vocabulary import ADMIN, ROLES
from server.mode import ASKED_THROUGH_ANOTHER, came_from_elsewhere, is_shared

ROLE_VARIABLE = "COMMON_TONGUE_ROLE"
FIRST_ADMIN_VARIABLE = "COMMON_TONGUE_FIRST_ADMIN"

LOCAL_ROLE = ADMIN
"""One person at one computer does everything, unless ``COMMON_TONGUE_ROLE`` says less."""

log = logging.getLogger("common_tongue")


@dataclass(frozen=True, slots=True)
class Visitor:
    """How somebody stands at the door.

    Attributes
    ----------
    actor : Actor or None
        Who came in; None if nobody did, and then ``sentence`` says why.
    renew : callable
        Asks again who this is, when a page is long drawn and a file is taken away only now.
    can_sign_in, can_sign_out : bool
        What may help.
    """

    actor: Actor | None
    sentence: str = ""
    renew: Callable[[], Actor] | None = None
    can_sign_in: bool = False
    can_sign_out: bool = False


def current_visitor(open_records: Callable[[], Store]) -> Visitor:
    """Return who is at the door, asked anew with every click; until that is known nobody is told where files are.

    Raises
    ------
    AccessError
        If the server is set up so that nobody could be told apart.
    """
    let_see(None)
    visitor = _at_the_door(open_records)
    let_see(visitor.actor)
    return visitor


def _at_the_door(open_records: Callable[[], Store]) -> Visitor:
    if not is_shared():
        actor = local_actor()
        return Visitor(actor, renew=lambda: actor)
    account.require_configured()
    if not account.is_signed_in():
        _tell_once("nobody", lambda: log.warning("refused: a person who is not signed in"))
        return Visitor(None, "Sign in with your department's account.", can_sign_in=True)
    claims = account.read_claims()
    store = open_records()
    try:
        actor = require_member(store, claims)
    except account.SessionEndedError as error:
        _tell_refused(store, Actor(claims.email or "(no address)", ""), "sign-in", "they signed in too long ago")
        return Visitor(None, str(error), can_sign_in=True, can_sign_out=True)
    except AccessError as error:
        _tell_refused(store, Actor(claims.email or "(no address)", ""), "sign-in", "they have no role")
        return Visitor(None, str(error), can_sign_out=True)
    _tell_once(("signed in", actor, shown_department()), lambda: store.record_sign_in(actor))
    return Visitor(actor, renew=lambda: require_member(store, claims), can_sign_out=True)


def local_actor() -> Actor:
    """Return the one person of local mode.

    Raises
    ------
    AccessError
        If the request came from elsewhere after all, through a proxy or under another host's name.
    UnknownNameError
        If ``COMMON_TONGUE_ROLE`` is no role.
    """
    if came_from_elsewhere(st.context.headers.items()):
        what, fix = ASKED_THROUGH_ANOTHER
        raise AccessError(what, fix=fix)
    role = os.environ.get(ROLE_VARIABLE, "").strip().lower() or LOCAL_ROLE
    if role not in ROLES:
        raise UnknownNameError(f"role ({ROLE_VARIABLE})", role, ROLES)
    return Actor(f"{getpass.getuser()} at this computer", role)


def require_member(store: Store, claims: account.Claims) -> Actor:
    """Return who has signed in, with the role the records give them now.

    Raises
    ------
    SessionEndedError
        If they signed in too long ago.
    AccessError
        If they have no role.
    """
    account.require_fresh(claims)
    if not claims.is_confirmed:
        raise AccessError("your account’s email address is not confirmed", fix="confirm it with your sign-in provider")
    role = role_of(store, claims.email, claims.groups) or _first_admin(store, claims)
    if role is None:
        raise AccessError(
            f"you are signed in as {claims.email or 'a person without an email address'} and have no role here",
            fix="ask an administrator of this dashboard for one",
        )
    return Actor(claims.email or f"account {claims.subject}", role)


def _first_admin(store: Store, claims: account.Claims) -> str | None:
    """Make the person the server was told of the first administrator; nobody once there is one."""
    first = os.environ.get(FIRST_ADMIN_VARIABLE, "").strip().casefold()
    if not first or claims.email != first:
        return None
    try:
        appoint_first_admin(store, claims.email)
    except PlanningError:  # there is one, or was this one and is no more
        return None
    return role_of(store, claims.email)


def require_page(page: Page, actor: Actor, store: Store) -> None:
    """Return nothing if the actor may open the page; leaves a line in the audit trail if not.

    Raises
    ------
    AccessError
        If they may not.
    """
    if not page.is_open_to(actor.role):
        _tell_refused(store, actor, "page", page.path)
        raise AccessError("Your role can’t open this page", value=actor.role, fix="ask your administrator")


def _tell_refused(store: Store, actor: Actor, kind: str, note: str) -> None:
    def tell() -> None:
        log.warning("refused: %s (%s) wanted %s %s", actor.name, actor.role or "no role", kind, note)
        store.record_refusal(actor, kind, note)

    _tell_once((actor, kind, note), tell)


def _tell_once(what: Hashable, tell: Callable[[], None]) -> None:
    """Tell something once a session: a page is drawn with every click."""
    noted = st.session_state.setdefault("told-at-the-door", set())
    if what not in noted:
        noted.add(what)
        tell()
