"""Calendars to subscribe to hold floors and roles: one key, one person, as far as they may read at that moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from geodata.meetings.feeds import SEEN_WITHIN, make_feed, own_feeds, reader_of, stop_feed
from geodata.records.engine import open_temporary_store
from geodata.records.store import Store
from planning.errors import AccessError
from planning.records.roles import Actor

ADA = Actor("ada@pd.example", "admin")
KIM = Actor("kim@pd.example", "coordinator")
SITTING = Actor("kim at this computer", "admin")


class Clock:
    moment = datetime(2026, 9, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def store() -> Store:
    store = open_temporary_store(clock=Clock())
    store.add(ADA, "person", {"subject_kind": "email", "subject": ADA.name, "role": "admin"})
    return store


def closed(store: Store, key: str, *, shared: bool = True) -> bool:
    with pytest.raises(AccessError, match="there is no such calendar"):
        reader_of(store, key, shared=shared)
    return True


def test_a_key_opens_what_its_maker_may_read_now(store: Store) -> None:
    person = store.add(ADA, "person", {"subject_kind": "email", "subject": KIM.name, "role": "coordinator"})
    key = make_feed(store, KIM)
    assert reader_of(store, key, shared=True) == KIM
    assert closed(store, key[:-1] + ("a" if key[-1] != "a" else "b")) and closed(store, "")
    person = store.change(ADA, "person", person.id, {"role": "recruiter"}, person.version)
    assert reader_of(store, key, shared=True).role == "recruiter"
    person = store.change(ADA, "person", person.id, {"role": "viewer"}, person.version)
    assert closed(store, key), "a viewer reads no meetings"
    store.change(ADA, "person", person.id, {"role": "coordinator", "active": False}, person.version)
    assert closed(store, key)


def test_whoever_came_by_a_group_has_a_calendar_as_long_as_they_sign_in(store: Store) -> None:
    key = make_feed(store, KIM)
    assert closed(store, key)
    store.record_sign_in(KIM)
    assert reader_of(store, key, shared=True) == KIM
    store.clock.moment = Clock.moment + SEEN_WITHIN + timedelta(minutes=1)
    assert closed(store, key)


def test_a_key_is_not_in_the_records_and_is_stopped_by_its_maker_alone(store: Store) -> None:
    key = make_feed(store, KIM)
    (feed,) = own_feeds(store, KIM)
    kept = str(store.audit(ADA).to_dict()) + str(dict(feed.values))
    assert key not in kept and len(key) == 43
    lee = Actor("lee@pd.example", "coordinator")
    assert own_feeds(store, lee) == ()
    with pytest.raises(AccessError, match="another person’s"):
        stop_feed(store, lee, feed.id)
    stop_feed(store, KIM, feed.id)
    assert closed(store, key) and own_feeds(store, KIM) == ()
    with pytest.raises(AccessError):
        make_feed(store, Actor("eva@pd.example", "viewer"))


def test_a_calendar_of_one_computer_is_nobodys_on_a_shared_server(store: Store) -> None:
    key = make_feed(store, SITTING)
    assert reader_of(store, key, shared=False) == SITTING
    assert closed(store, key, shared=True)
