"""The token of local mode: who else has an account on this computer is not let in.

A port of this computer answers whoever is on it, of whatever account. As a notebook does, the server prints an
address with a token in it. Where the kernel tells (Linux), who runs the server and asks it needs none.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import secrets
import sys
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

TOKEN_VARIABLE = "COMMON_TONGUE_TOKEN"
PARAMETER = "token"
COOKIE = "common_tongue_token"

ESTABLISHED = "01"
"""In the kernel's table. A connection that its program has let go of stands there under nobody's account."""


@cache
def token() -> str:
    """Return the token of this server: the one it was given, or one made at its start."""
    return os.environ.get(TOKEN_VARIABLE, "").strip() or secrets.token_urlsafe(24)


def announce(host: str, port: int) -> None:
    """Print the address with the token in it, as a notebook does."""
    print(
        f"  For this account only. Where the token is asked for: http://{host}:{port}/?{PARAMETER}={token()}",
        flush=True,
    )


def is_required_of_all() -> bool:
    """Return whether also who runs the server needs the token: they chose one."""
    return bool(os.environ.get(TOKEN_VARIABLE, "").strip())


def is_same(given: str, wanted: str) -> bool:
    """Return whether two secrets are the same, in a time that tells nothing of them."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def as_cookie() -> str:
    """Return what a browser keeps: not the token itself, and nothing else that a cookie could not hold."""
    return hashlib.sha256(f"{COOKIE}:{token()}".encode()).hexdigest()


def cookie_name(port: int) -> str:
    """Return the cookie the token is kept in; browsers share cookies among the ports of one computer."""
    return f"{COOKIE}_{port}"


def take_from(query: str) -> tuple[str, str]:
    """Return the token of an address, and the rest of its query.

    Examples
    --------
    >>> take_from("area=7&token=secret&language=Spanish")
    ('secret', 'area=7&language=Spanish')
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    given = next((value for name, value in pairs if name == PARAMETER), "")
    return given, urlencode([pair for pair in pairs if pair[0] != PARAMETER])


def is_same_account(client: tuple[str, int] | None, server: tuple[str, int] | None) -> bool:
    """Return whether the program at the other end runs under this server's own account; False where nobody can say."""
    if client is None or server is None or not sys.platform.startswith("linux"):
        return False
    wanted = (_as_the_kernel_writes(*client), _as_the_kernel_writes(*server))
    return account_of(wanted, Path("/proc/net")) == os.getuid()


def account_of(ends: tuple[str, str], folder: Path) -> int | None:
    """Return whose a connection is, by the kernel's tables in ``folder``; None if it is not there.

    Parameters
    ----------
    ends : tuple of str
        The addresses of the one who asks and of the one who is asked, as the tables have them.
    """
    for table in ("tcp", "tcp6"):
        try:
            rows = (folder / table).read_text(encoding="ascii").splitlines()[1:]
        except (OSError, ValueError):
            continue
        for row in rows:
            parts = row.split()
            if len(parts) > 7 and (_v4(parts[1]), _v4(parts[2])) == ends and parts[3] == ESTABLISHED:
                return int(parts[7])
    return None


_MAPPED = "0000000000000000FFFF0000"
"""What stands before an IPv4 address that is written as IPv6."""


def _v4(address: str) -> str:
    return address.removeprefix(_MAPPED) if len(address) > len(_MAPPED) + 12 else address


def _as_the_kernel_writes(host: str, port: int) -> str:
    """Return an address in the kernel's hexadecimal, each four bytes in the order of this machine."""
    packed = ipaddress.ip_address(host.partition("%")[0]).packed
    groups = (packed[k : k + 4] for k in range(0, len(packed), 4))
    written = "".join(f"{int.from_bytes(group, sys.byteorder):08X}" for group in groups)
    return f"{written.removeprefix(_MAPPED)}:{port:04X}"
