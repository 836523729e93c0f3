"""Whether this server is for one person at this computer or for several people, and what local mode refuses."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from planning.errors import UnknownNameError

MODE_VARIABLE = "COMMON_TONGUE_MODE"
LOCAL, SHARED = "local", "shared"

FORWARDED = ("forwarded", "via", "x-real-ip", "x-forwarded", "x-client-ip", "x-cluster-client-ip", "true-client-ip")
"""What a proxy adds to a request, beside everything that begins with ``x-forwarded-``."""

HOST = re.compile(r"(\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9.\-]+))(:\d{1,5})?")
"""A Host header: one name or address, and perhaps a port."""

ASKED_THROUGH_ANOTHER = (
    "this dashboard is in local mode, for this computer only, and was asked through another",
    f"set {MODE_VARIABLE}={SHARED} and a sign-in; docs/deploy.md says how",
)


def sign_in_settings() -> Mapping[str, Any]:
    """Return the settings of the sign-in, whole or not; none if there is none."""
    if not st.secrets.load_if_toml_exists():
        return {}
    auth = st.secrets.get("auth", {})
    return auth if isinstance(auth, Mapping) else {}


def is_shared() -> bool:
    """Return whether several people use this server.

    Raises
    ------
    UnknownNameError
        If ``COMMON_TONGUE_MODE`` is neither local nor shared.
    """
    mode = os.environ.get(MODE_VARIABLE, "").strip().lower()
    if mode not in ("", LOCAL, SHARED):
        raise UnknownNameError(f"mode ({MODE_VARIABLE})", mode, (LOCAL, SHARED))
    return mode == SHARED or not is_loopback(str(st.get_option("server.address") or "")) or bool(sign_in_settings())


def is_loopback(host: str) -> bool:
    """Return whether a name or an address is this computer, as this computer itself calls it.

    Examples
    --------
    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "localhost.evil.example", "0.0.0.0", "")]
    [True, True, True, False, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """Return a Host header without its port; empty if it is not one name and perhaps a number.

    Examples
    --------
    >>> [host_name(host) for host in ("localhost:8501", "[::1]:8501", "Evil.example", "localhost:8501@evil.example")]
    ['localhost', '::1', 'evil.example', '']
    """
    found = HOST.fullmatch(host)
    return (found["six"] or found["name"]).lower() if found else ""


def came_from_elsewhere(headers: Iterable[tuple[str, str]]) -> bool:
    """Return whether a request was passed on, or asks for another computer: local mode answers neither.

    Examples
    --------
    >>> came_from_elsewhere([("Host", "127.0.0.1:8501")])
    False
    >>> came_from_elsewhere([("Host", "127.0.0.1:8501"), ("X-Forwarded-Prefix", "/")])
    True
    >>> came_from_elsewhere([("Host", "rebound.example:8501")])
    True
    """
    hosts = []
    for name, value in headers:
        lower = name.lower().replace("_", "-")
        if lower in FORWARDED or lower.startswith("x-forwarded-"):
            return True
        if lower == "host":
            hosts.append(value)
    return len(hosts) > 1 or any(not is_loopback(host_name(host)) for host in hosts)
