"""Keys of the feed: one a client, with a role, made and stopped by an administrator.

Only a key's SHA-256 is kept, and the key itself is told once. Whoever has it has what its role may take away, until it
is stopped.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from geodata.records.store import Store
from geodata.records.work import Record
from planning.errors import AccessError
from planning.records.roles import Actor
from planning.vocabulary import ADMIN

KIND = "gis_key"
ASKING = Actor("the GIS feed", ADMIN)
"""Looks a key up; what is read by it is read in the key's own role."""
KEY = re.compile(r"[A-Za-z0-9_-]{43}")
CALLED = "GIS client: "
"""Before a client's name in the audit trail."""


def make_key(store: Store, actor: Actor, client: str, role: str) -> str:
    """Make a key for a client, and return it: it is told this once.

    Raises
    ------
    AccessError
        If whoever asks is no administrator.
    InputError
        If the client has no name, or there is no such role.
    """
    key = secrets.token_urlsafe(32)
    store.add(actor, KIND, {"client": client.strip(), "role": role, "key_sha256": _mark(key)})
    return key


def living_keys(store: Store, actor: Actor) -> tuple[Record, ...]:
    """Return the keys that were made and not stopped."""
    return store.records(actor, KIND)


def stop_key(store: Store, actor: Actor, key_id: str) -> None:
    """Stop a key: the next question by it is refused."""
    key = store.get(actor, KIND, key_id)
    store.delete(actor, KIND, key.id, key.version)


def client_of(store: Store, key: str) -> Actor:
    """Return who asks by a key, in the role it was made for.

    Raises
    ------
    AccessError
        If there is no such key any more. One sentence for all of it, so that it tells nothing.
    """
    found = store.records(ASKING, KIND, key_sha256=_mark(key)) if KEY.fullmatch(key) else ()
    if not found:
        raise AccessError("this key opens nothing", fix="ask the administrator for a key")
    return Actor(f"{CALLED}{found[0]['client']}", found[0]["role"])


def is_open(store: Store) -> bool:
    """Return whether anybody has a key: without one there is no feed."""
    return bool(store.records(ASKING, KIND))


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
