"""Let an address that somebody typed reach the public internet, and nothing else.

A server that fetches what a visitor names can be sent at itself, at its neighbours and at the metadata service
of its cloud. So the name is resolved once, every address it stands for must be public, and the connection is
made to exactly the address that was checked: a second answer of the name server is never asked for.
"""

from __future__ import annotations

import ipaddress
import socket
import urllib.parse
from typing import Any

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from geodata.fetch.web_answers import NoAnswerError
from planning.errors import AccessError, InputError

SCHEMES = ("http", "https")
ALLOW_PRIVATE_VARIABLE = "COMMON_TONGUE_ALLOW_PRIVATE"


def require_web_address(address: str) -> str:
    """Return the address if it is one of the web, without a user name or a fragment.

    Raises
    ------
    InputError
        For a path, another scheme, or an address with a password in it.

    Examples
    --------
    >>> require_web_address(" https://data.example.gov/beats.geojson#map ")
    'https://data.example.gov/beats.geojson'
    >>> require_web_address("file:///etc/passwd")
    Traceback (most recent call last):
    ...
    planning.errors.InputError: only addresses that begin with https:// or http:// are fetched (got 'file'): give the
    address of the layer on the web.
    """
    try:
        parts = urllib.parse.urlsplit(address.strip())
        has_host, has_password = bool(parts.hostname), "@" in parts.netloc
        _ = parts.port
    except ValueError:
        raise InputError("that is no address of the web", value=address[:80], fix="copy it from the browser") from None
    if parts.scheme.lower() not in SCHEMES:
        raise InputError(
            "only addresses that begin with https:// or http:// are fetched",
            value=parts.scheme[:20],
            fix="give the address of the layer on the web",
        )
    if not has_host or has_password or any(letter.isspace() or not letter.isprintable() for letter in address.strip()):
        raise InputError(
            "that address can’t be fetched: it has no host, or has a blank or a user name in it",
            fix="copy the address of the layer from the browser",
        )
    return urllib.parse.urlunsplit(parts._replace(fragment=""))


def public_addresses(host: str, port: int | None) -> list[str]:
    """Return the numeric addresses of a host, all of them public.

    Raises
    ------
    AccessError
        If any of them is private, loopback, link-local, multicast or reserved.
    NoAnswerError
        If the name is not known.

    Examples
    --------
    >>> public_addresses("8.8.8.8", 443)
    ['8.8.8.8']
    >>> public_addresses("127.0.0.1", 80)
    Traceback (most recent call last):
    ...
    planning.errors.AccessError: '127.0.0.1' is inside a private network and is not fetched: use a public address, or
    have the operator set COMMON_TONGUE_ALLOW_PRIVATE=1.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers:
        raise NoAnswerError(f"no server is known by the name {host[:80]!r}", fix="check the address and the connection")
    if not all(is_public(number) for number in numbers):
        raise AccessError(
            f"{host[:80]!r} is inside a private network and is not fetched",
            fix=f"use a public address, or have the operator set {ALLOW_PRIVATE_VARIABLE}=1",
        )
    return numbers


def is_public(number: str) -> bool:
    """Return whether a numeric address is on the public internet.

    Examples
    --------
    >>> [is_public(n) for n in ("8.8.8.8", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False, False]
    """
    address = ipaddress.ip_address(number.split("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if address in ipaddress.ip_network("64:ff9b::/96"):  # an IPv4 address behind a translator
        inner = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    if inner is not None and not is_public(str(inner)):
        return False
    return address.is_global and not address.is_multicast


class _PinnedConnection(HTTPConnection):
    """Connects to the address that was checked, not to what the name says a moment later."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        self._dns_host = public_addresses(name, self.port)[0]
        try:
            return super()._new_conn()
        finally:
            self._dns_host = name


class _PinnedSecureConnection(_PinnedConnection, HTTPSConnection):
    """The same, encrypted: HTTPSConnection stands behind it in the order of methods."""


class _PinnedPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PinnedConnection


class _PinnedSecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _PinnedSecureConnection


class PublicOnlyAdapter(HTTPAdapter):
    """A transport for ``requests`` that opens connections to public addresses only.

    Through a proxy of the operator the name is checked here as well; what the proxy may reach is the proxy's rule.
    """

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools whose connections are checked."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PinnedPool, "https": _PinnedSecurePool}

    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Check the host, also where a proxy will make the connection."""
        parts = urllib.parse.urlsplit(request.url)
        public_addresses(parts.hostname or "", parts.port)
        return super().send(request, *args, **kwargs)
