"""The records of the demo: a year of Harbor Falls, every partner, promise and figure invented.

The demo department has no folder, so its records are kept in a temporary file, one for each process, and are gone
when the program ends. The year always ends today, so that something is overdue and something is to come; what
happens in it comes from a fixed seed.
"""

from __future__ import annotations

import itertools
import threading
import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from geodata.clock import day_of, utc_now
from geodata.demo.documents import add_documents, add_evidence
from geodata.demo.harbor_falls import DEMO_ZONE
from geodata.demo.story import BOARDS, CONCERNS, CONTACTS, MEETINGS, OWNERS, PARTNERS, REMARKS, TARGETS, TOLD_HOW
from geodata.demo.ways import add_last_year, add_ways
from geodata.records import concerns, events
from geodata.records.engine import open_temporary_store
from geodata.records.seen import Seen
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.records.half_years import half_year_of
from planning.records.roles import Actor
from planning.vocabulary import ADMIN, ANNOUNCED, CANCELLED, COMMANDER, COORDINATOR, HELD, PLANNED, REPORTED_BACK

SEED = 20269
_OF_DEMO = uuid.uuid5(uuid.NAMESPACE_URL, "demo")
DEMO_SEEN = Seen(None, "demo")
"""The demo, which never changes."""
BY_COORDINATOR = Actor("coordinator@harborfalls.example", COORDINATOR)
BY_SERGEANT = Actor("sergeant@harborfalls.example", COORDINATOR)
BY_ADMIN = Actor("admin@harborfalls.example", ADMIN)


def open_demo_records(today: date | None = None) -> Store:
    """Return a store with the demo's records, in a file that is gone when the program ends.

    Examples
    --------
    >>> store = open_demo_records(date(2026, 6, 1))
    >>> sorted(store.frame(BY_COORDINATOR, "event")["state"].unique())
    ['announced', 'cancelled', 'held', 'planned', 'reported back']
    """
    store = open_temporary_store(zone=DEMO_ZONE, seen=DEMO_SEEN)
    fill_demo_records(store, today or store.today())
    store.invented_by = BY_ADMIN.name
    return store


_held: list[Store] = []
_lock = threading.Lock()


def demo_store() -> Store:
    """Return the demo's records of this process, made the first time they are asked for."""
    with _lock:
        if not _held:
            _held.append(open_demo_records())
        return _held[0]


def fill_demo_records(store: Store, today: date) -> None:
    """Write the demo's year into an empty store, each time with the same ids.

    The store's clock is turned back meanwhile and set right again.
    """
    clock = _Clock(today - timedelta(days=400))
    usual, store.clock = (store.clock, store.next_batch), clock
    store.next_batch = (str(uuid.uuid5(_OF_DEMO, str(number))) for number in itertools.count()).__next__
    try:
        partners = store.together(BY_COORDINATOR, lambda work: _add_partners(work, today))
        store.together(BY_COORDINATOR, lambda work: add_documents(work, today))
        clock.day = today
        store.together(BY_COORDINATOR, lambda work: add_evidence(work, today))
        clock.day = today - timedelta(days=400)
        store.together(BY_COORDINATOR, lambda work: _add_boards(work, partners, today))
        store.together(BY_ADMIN, _add_people)
        _hold_meetings(store, clock, today)
        _hear_concerns(store, clock, today)
        clock.day = today
        store.together(BY_COORDINATOR, lambda work: add_ways(work, today))
        store.together(BY_COORDINATOR, lambda work: add_last_year(work, today))
        clock.day = half_year_of(today).since
        store.together(BY_ADMIN, lambda work: _set_targets(work, today))
    finally:
        store.clock, store.next_batch = usual


class _Clock:
    """Tells the moment that the story has reached."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        moment, now = datetime.combine(self.day, time(17), UTC), utc_now()
        # In the morning of its last day the story has not come further than that.
        return min(moment, now) if self.day == day_of(now, DEMO_ZONE) else moment


def _add_partners(work: Work, today: date) -> dict[str, str]:
    ids = {row["organisation"]: work.add("partner", row).id for row in PARTNERS}
    for organisation, name, position, days in CONTACTS:
        expires = today + timedelta(days=days)
        contact = {
            "partner_id": ids[organisation],
            "name": name,
            "position": position,
            "phone": "555-0110",
            "email": f"{name.split()[-1].lower()}@partner.example",
            "confirmed_on": expires - timedelta(days=365),
            "expires_on": expires,
        }
        work.add("partner_contact", contact)
    for organisation, venue_id, said in REMARKS:
        remark = {"partner_id": ids[organisation], "venue_id": venue_id, "said": said, "said_on": work.today}
        work.add("venue_remark", remark)
    work.add(
        "venue",
        {
            "venue_id": "V01",
            "name": "Capstan Street Elementary",
            "capacity": 90,
            "step_free": True,
            "host_partner_id": ids["Welcome House"],
            "hours": "after 4 p.m.",
        },
    )
    return ids


def _add_boards(work: Work, partners: dict[str, str], today: date) -> None:
    for name, seats in BOARDS.items():
        board = work.add("board", {"name": name, "meets": "every other month"})
        for number, (language, area, filled) in enumerate(seats):
            seat: dict[str, Any] = {"board_id": board.id, "language": language, "area_id": area, "filled": filled}
            if filled:
                seat["since"] = today - timedelta(days=380)
                seat["partner_id"] = list(partners.values())[number]
            work.add("seat", seat)


def _set_targets(work: Work, today: date) -> None:
    """Set what the demo's department wants by the end of the running half-year."""
    for figure, area, value in TARGETS:
        work.add("target", {"figure": figure, "area_id": area, "value": value, "by_day": half_year_of(today).until})


def _add_people(work: Work) -> None:
    for subject, role in ((BY_COORDINATOR.name, COORDINATOR), (BY_SERGEANT.name, COORDINATOR), (BY_ADMIN.name, ADMIN)):
        work.add("person", {"subject_kind": "email", "subject": subject, "role": role})
    work.add("person", {"subject_kind": "group", "subject": "command staff", "role": COMMANDER})


def _hold_meetings(store: Store, clock: _Clock, today: date) -> None:
    rng = np.random.default_rng(SEED)
    for offset, venue_id, venue, area, languages, state in MEETINGS:
        day = today + timedelta(days=offset)
        clock.day = min(day, today) - timedelta(days=40)
        event = store.add(
            BY_COORDINATOR,
            "event",
            {
                "title": f"Meet your police: {venue}",
                "state": PLANNED,
                "date": day,
                "starts_at": "18:30",
                "venue_id": venue_id,
                "venue_name": venue,
                "areas": [area],
                "languages": list(languages),
            },
        )
        _carry_on(store, clock, event, state, rng)


def _carry_on(store: Store, clock: _Clock, event: Record, state: str, rng: np.random.Generator) -> None:
    """Take an event as far as it has got, each step on its own day."""
    day: date = event["date"]
    if state == PLANNED:
        return
    clock.day = min(day - timedelta(days=21), clock.day + timedelta(days=20))
    event = events.move(store, BY_COORDINATOR, event.id, ANNOUNCED, event.version)
    if state == ANNOUNCED:
        return
    if state == CANCELLED:
        clock.day = day - timedelta(days=6)
        why = "The hall flooded. The interpreter had six days’ notice."
        events.move(store, BY_SERGEANT, event.id, CANCELLED, event.version, went_wrong=why)
        return
    clock.day = day
    used = [language for language in event["languages"] if rng.random() < 0.85]
    wrong = "" if len(used) == len(event["languages"]) else "One interpreter did not come."
    cost = float(300 + 180 * len(used))
    event = events.move(
        store, BY_COORDINATOR, event.id, HELD, event.version, interpreters_used=used, cost=cost, went_wrong=wrong
    )
    came = {language: int(rng.integers(6, 60)) for language in event["languages"]} | {
        "english": int(rng.integers(3, 15))
    }
    events.record_attendance(store, BY_COORDINATOR, event.id, came, seen={})
    if state == REPORTED_BACK:
        clock.day = day + timedelta(days=20)
        events.move(store, BY_COORDINATOR, event.id, REPORTED_BACK, event.version)


def _hear_concerns(store: Store, clock: _Clock, today: date) -> None:
    held = {
        record["areas"][0]: record.id for record in store.records(BY_COORDINATOR, "event") if record["date"] < today
    }
    for number, (ago, language, area, theme, text, answered, told) in enumerate(CONCERNS):
        clock.day = today - timedelta(days=ago)
        concern = concerns.raise_concern(
            store,
            BY_COORDINATOR,
            {
                "text": text,
                "language": language,
                "area_id": area,
                "theme": theme,
                "owner": OWNERS[number % len(OWNERS)],
                "event_id": held.get(area),
                "public_text": text if number % 2 == 0 else None,
            },
        )
        if answered is None:
            continue
        clock.day += timedelta(days=answered)
        reply = concerns.reply(store, BY_SERGEANT, concern.id, f"Looked into ({theme}). See what we did.", clock.day)
        if told is not None:
            clock.day += timedelta(days=told)
            how = TOLD_HOW[number % len(TOLD_HOW)]
            concerns.tell(store, BY_COORDINATOR, reply.id, clock.day, how, reply.version)
