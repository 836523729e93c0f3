"""A plan, the board and the calendar say the same days: the board's day stands once a meeting is on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from geodata.department.department import Department
from geodata.meetings.calendars import Entry, calendar_ics, event_entries, meeting_title, places_of, read_time
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.meetings.season.observances import Observance, known_years
from planning.meetings.season.pack import MeetingPack, Task, task_holidays, tasks_of
from planning.records.roles import Actor
from planning.vocabulary import CANCELLED, PLANNED

Day = tuple[date, time | None]


def days_on_board(events: Iterable[Record]) -> dict[str, Day]:
    """Return the day and time of each meeting of a plan that is on the board and has one, by site."""
    return {
        str(event["site_id"]): (event["date"], read_time(event["starts_at"]))
        for event in events
        if event["date"] is not None and event["state"] != CANCELLED
    }


def as_planned(pack: MeetingPack, minutes: int) -> dict[str, Any]:
    """Return what the board takes over from a season: day, time, length, interpreters, and a title."""
    slot = pack.slot
    return {
        "title": meeting_title(slot.name),
        "date": slot.day,
        "starts_at": None if slot.starts is None else f"{slot.starts:%H:%M}",
        "minutes": minutes,
        "interpreters": pack.interpreters,
    }


def move_to_season(store: Store, actor: Actor, plan_id: str, packs: Sequence[MeetingPack], minutes: int) -> int:
    """Give the planned meetings of a plan the days of a season, all of them or none; return how many moved.

    A meeting that was announced already stays where people were told it is.
    """
    days = {pack.slot.site_id: as_planned(pack, minutes) for pack in packs if pack.slot.day is not None}

    def steps(work: Work) -> int:
        moved = 0
        for event in work.find("event", meeting_plan_id=plan_id):
            new = days.get(str(event["site_id"]))
            if new is None or event["state"] != PLANNED:
                continue
            changed = {name: new[name] for name in ("date", "starts_at", "minutes", "interpreters")}
            if any(event[name] != value for name, value in changed.items()):
                work.change("event", event.id, changed, event.version)
                moved += 1
        return moved

    return store.together(actor, steps)


def board_entries(
    department: Department, events: Sequence[Record], own_days: Sequence[Observance] = ()
) -> tuple[Entry, ...]:
    """Return the meetings of the board as they stand in calendars.

    Parameters
    ----------
    events : sequence of Record
        Deleted ones among them, so that they are struck where somebody has them.
    own_days : sequence of Observance
        The days the department keeps free.
    """
    venues = department.venues
    places = {} if venues is None else places_of(venues.assign(lon=venues.geometry.x, lat=venues.geometry.y))
    dated = [event["date"] for event in events if event["date"] is not None]
    return event_entries(
        events, department.settings.name, places, _holidays(dated, own_days), department.settings.is_demo
    )


def event_tasks(day: date, own_days: Sequence[Observance] = ()) -> tuple[Task, ...]:
    """Return what is to be done for a meeting of the board on a day, as its calendar has it."""
    return tasks_of(day, _holidays([day], own_days))


def _holidays(days: Sequence[date], own_days: Sequence[Observance]) -> tuple[Observance, ...]:
    first, last = known_years()
    known = [day for day in days if first <= day.year <= last]
    return task_holidays(own_days, min(known), max(known)) if known else tuple(own_days)


def board_calendar(department: Department, events: Sequence[Record], own_days: Sequence[Observance] = ()) -> bytes:
    """Return the board as iCalendar; see ``geodata.meetings.calendars``."""
    entries = board_entries(department, events, own_days)
    return calendar_ics(entries, department.zone, f"Meetings, {department.settings.name}")
