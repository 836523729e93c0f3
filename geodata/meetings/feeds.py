"""Calendars to subscribe to: an address with a key of its own, for one person, as far as that person may read.

Only the key's SHA-256 is kept, so that nobody who reads the records can read the calendar by it. Whoever has the key
has what its maker may read now: a role taken away, or a person switched off, closes the calendar at the next question.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from geodata.records.people import last_sign_ins, person_role
from geodata.records.store import Store
from geodata.records.work import Record
from planning.errors import AccessError
from planning.records.roles import Actor, may
from planning.vocabulary import ADMIN

SEEN_WITHIN = timedelta(days=30)
"""Who came in by a group of the sign-in has no row: their calendar lasts so long after they signed in last."""
ASKING = Actor("a calendar", ADMIN)
"""Looks a key up; what is read by it is read as its maker."""


def make_feed(store: Store, actor: Actor) -> str:
    """Make a calendar for whoever asks, and return its key, which is told this once.

    Raises
    ------
    AccessError
        If they may not read meetings.
    """
    key = secrets.token_urlsafe(32)
    store.add(actor, "calendar_feed", {"key_sha256": _mark(key), "role": actor.role})
    return key


def own_feeds(store: Store, actor: Actor) -> tuple[Record, ...]:
    """Return the calendars that somebody has made and not stopped."""
    return tuple(feed for feed in store.records(actor, "calendar_feed") if feed.created_by == actor.name)


def stop_feed(store: Store, actor: Actor, feed_id: str) -> None:
    """Stop a calendar of one's own; an administrator may stop anybody's.

    Raises
    ------
    AccessError
        If it is somebody else's.
    """
    feed = store.get(actor, "calendar_feed", feed_id)
    if feed.created_by != actor.name and actor.role != ADMIN:
        raise AccessError("this calendar is another person’s", fix="ask them, or an administrator")
    store.delete(actor, "calendar_feed", feed.id, feed.version)


def reader_of(store: Store, key: str, *, shared: bool) -> Actor:
    """Return whose calendar a key opens, with the role they have now.

    Parameters
    ----------
    shared : bool
        Whether people sign in to this server; a calendar made by whoever sits at the computer is then nobody's.

    Raises
    ------
    AccessError
        If there is no such calendar any more, or its maker may not read meetings now. One sentence for all of it, so
        that it tells nothing.
    """
    closed = AccessError("there is no such calendar", fix="make a new address on the page Follow-up")
    found = store.records(ASKING, "calendar_feed", key_sha256=_mark(key))
    if not found:
        raise closed
    (feed,) = found
    actor = Actor(feed.created_by, feed["role"])
    if shared:
        known, role = person_role(store, feed.created_by)
        if known:
            actor = Actor(feed.created_by, role or "")
        else:
            seen = last_sign_ins(store, ASKING).get(feed.created_by)
            if seen is None or store.clock() - seen > SEEN_WITHIN:
                raise closed
    if not may(actor, "read", "event"):
        raise closed
    return actor


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
