"""Meetings as iCalendar: one entry a meeting for good, which calendars replace when it moves and strike when it is off.

RFC 5545: the UID never changes; SEQUENCE grows with every save, and DTSTAMP and LAST-MODIFIED are its moment, as there
is no METHOD (one would ask for an organizer's address, and the product sends no mail). Every time has its zone, and the
zone its rules, so that summer time is right wherever the calendar is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pandas as pd

from geodata.records.work import Record
from planning.languages.spoken import spoken_name
from planning.lists import counted, listed
from planning.meetings.season.observances import Observance
from planning.meetings.season.pack import MeetingPack, Task, languages_text, tasks_of
from planning.meetings.season.season import USUAL_MINUTES
from planning.vocabulary import CANCELLED

if TYPE_CHECKING:
    import icalendar

FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts seconds from here, so that a file, and what was saved after it, are in order without a memory."""
REFRESH = "PT1H"
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting in a calendar.

    Attributes
    ----------
    uid : str
        The same for good, whatever else changes.
    title, place, about : str
    day : date
    starts : time or None
        None: it stands in the calendar as a day.
    minutes : int
    where : (lat, lon) or None
    tasks : tuple of Task
    done : frozenset of str
        Those of the tasks that are done, by their words.
    revision : int
        Grows with every save.
    changed : datetime in UTC
    is_off : bool
        Whether the meeting is called off.
    """

    uid: str
    title: str
    place: str
    about: str
    day: date
    starts: time | None
    minutes: int
    where: tuple[float, float] | None
    tasks: tuple[Task, ...]
    done: frozenset[str]
    revision: int
    changed: datetime
    is_off: bool = False

    @property
    def sequence(self) -> int:
        """The revision as calendars count it: higher after every save, and than in any file taken before it."""
        return max(0, int((self.changed - FIRST_MOMENT).total_seconds())) + self.revision


def meeting_uid(department: str, plan_id: str | None, name: str) -> str:
    """Return what a meeting is called in calendars for good.

    Parameters
    ----------
    department : str
        Its name, so that the meetings of two do not pass for each other in one calendar.
    plan_id : str or None
        Of the plan that it was made of; None for one that was planned by hand.
    name : str
        The site of the plan, else the id of the event.

    Examples
    --------
    >>> meeting_uid("Test PD", "p1", "V05") == meeting_uid("Test PD", "p1", "V05") != meeting_uid("Other", "p1", "V05")
    True
    """
    house = hashlib.sha256(department.encode()).hexdigest()[:12]
    return f"{'.'.join(part for part in (name, plan_id) if part)}@{house}.common-tongue"


def read_time(text: str | None) -> time | None:
    """Return a time of day as people write it; None where it is none.

    Examples
    --------
    >>> [str(read_time(text)) for text in ("18:30", "6:30 p.m.", "7 PM", "12 am", "noon", "after work", "25:00")]
    ['18:30:00', '18:30:00', '19:00:00', '00:00:00', '12:00:00', 'None', 'None']
    """
    said = (text or "").strip().lower()
    if said in ("noon", "midnight"):
        return time(12) if said == "noon" else time(0)
    found = _CLOCK.fullmatch(said)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def event_entries(
    events: Iterable[Record],
    department: str,
    places: Mapping[str, tuple[float, float]],
    holidays: Sequence[Observance] = (),
    is_demo: bool = False,
) -> tuple[Entry, ...]:
    """Return the meetings of the board that have a day; one that was called off or deleted is struck, not left out.

    Parameters
    ----------
    events : iterable of Record
        Of the kind ``event``, deleted ones among them.
    places : mapping of venue id to (lat, lon)
    holidays : sequence of Observance
        No business days, on which no task is due.
    """
    return tuple(
        Entry(
            uid=meeting_uid(
                department, event["meeting_plan_id"], str(event["site_id"] if event["meeting_plan_id"] else event.id)
            ),
            title=event["title"],
            place=event["venue_name"] or "",
            about=_about(event, is_demo),
            day=event["date"],
            starts=read_time(event["starts_at"]),
            minutes=event["minutes"] or USUAL_MINUTES,
            where=places.get(str(event["venue_id"])),
            tasks=tasks_of(event["date"], holidays),
            done=frozenset(event["tasks_done"]),
            revision=event.version,
            changed=event.updated_at,
            is_off=event.deleted or event["state"] == CANCELLED,
        )
        for event in events
        if event["date"] is not None
    )


def _about(event: Record, is_demo: bool) -> str:
    lines = [
        "DEMO: place and figures are invented." if is_demo else "",
        f"Starts {event['starts_at']}" if event["starts_at"] and read_time(event["starts_at"]) is None else "",
        f"Languages: {listed([spoken_name(one) for one in event['languages']])}" if event["languages"] else "",
        counted(event["interpreters"], "interpreter") if event["interpreters"] else "",
    ]
    return "\n".join(line for line in lines if line)


def pack_entries(
    packs: Sequence[MeetingPack],
    minutes: int,
    department: str,
    plan_id: str | None,
    places: Mapping[str, tuple[float, float]],
    at: datetime,
    about: Mapping[str, str],
) -> tuple[Entry, ...]:
    """Return the meetings of a season that have a day and are not on the board.

    Parameters
    ----------
    at : datetime in UTC
        When the file is made: what is made later replaces it.
    about : mapping of site id to text
    """
    seen: dict[str, int] = {}
    entries = []
    for pack in packs:
        slot = pack.slot
        seen[slot.site_id] = seen.get(slot.site_id, 0) + 1
        if slot.day is None:
            continue
        again = "" if seen[slot.site_id] == 1 else f"-{seen[slot.site_id]}"
        entries.append(
            Entry(
                uid=meeting_uid(department, plan_id, slot.site_id + again),
                title=meeting_title(slot.name),
                place=slot.name,
                about=about.get(slot.site_id, f"Interpreted: {languages_text(slot)}"),
                day=slot.day,
                starts=slot.starts,
                minutes=minutes,
                where=places.get(slot.site_id),
                tasks=pack.tasks,
                done=frozenset(),
                revision=0,
                changed=at,
            )
        )
    return tuple(entries)


def places_of(venues: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return where venues are (``venue_id, lon, lat``) as calendars have it: latitude first; unknown ones left out."""
    rows = venues[["venue_id", "lon", "lat"]].dropna().itertuples(index=False)
    return {str(venue): (float(lat), float(lon)) for venue, lon, lat in rows}


def meeting_title(place: str) -> str:
    """Return what a meeting at a place is called.

    Examples
    --------
    >>> meeting_title("Capstan Street Elementary")
    'Community meeting at Capstan Street Elementary'
    """
    return f"Community meeting at {place}"


def calendar_ics(entries: Iterable[Entry], zone: ZoneInfo, name: str, *, with_tasks: bool = True) -> bytes:
    """Return entries as an iCalendar file; the same entries, the same bytes.

    Parameters
    ----------
    zone : ZoneInfo
        The time the meetings are held in.
    name : str
        What the calendar is called.
    with_tasks : bool
        Whether what is to be done beforehand stands in it too, each on its day.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Common Tongue//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        calendar.add_component(_meeting(entry, zone))
        if with_tasks:
            for task in entry.tasks:
                if task.due is not None and task.days_before:
                    calendar.add_component(_task(entry, task))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _meeting(entry: Entry, zone: ZoneInfo) -> icalendar.Event:
    event = _component(entry, entry.uid, entry.title)
    event.add("location", entry.place)
    if entry.where is not None:
        event.add("geo", entry.where)
    if entry.starts is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(1))
    else:
        begins = datetime.combine(entry.day, entry.starts, tzinfo=zone)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=entry.minutes))
    event.add("description", entry.about)
    return event


def _task(entry: Entry, task: Task) -> icalendar.Event:
    assert task.due is not None
    mark = hashlib.sha256(task.what.encode()).hexdigest()[:8]
    what = f"Done: {task.what}" if task.what in entry.done else task.what
    todo = _component(entry, f"{mark}.{entry.uid}", f"{what} ({entry.place or entry.title})")
    todo.add("dtstart", task.due)
    todo.add("dtend", task.due + timedelta(1))
    todo.add("transp", "TRANSPARENT")
    return todo


def _component(entry: Entry, uid: str, summary: str) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("summary", summary)
    return event
