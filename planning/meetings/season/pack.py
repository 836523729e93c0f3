"""What each meeting needs: interpreters, headsets, copies, the days things are due, and what nobody is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planning.errors import InputError
from planning.languages.groups import language_name
from planning.lists import listed
from planning.meetings.season.observances import AVOID, Observance, built_in_observances, known_years, with_own
from planning.meetings.season.season import SATURDAY, Slot
from planning.words.formats import whole_number

INTERPRETERS_PER_LANGUAGE = 2
"""Simultaneous interpreting takes a team of at least two (MasterWord, "In-person interpreting")."""
SPARE_COPIES = 1.25
SPARE_HEADSETS = 1.1
CANCEL_BUSINESS_DAYS = 5
"""Interpreters are cancelled without cost up to so many business days ahead (UW-Madison Extension, 2022)."""
RELEASE_MINUTES = 30

CHECKLIST = (
    "Don’t ask anyone for ID, address, birthplace, or immigration status, at the door or later",
    "No one has to sign in. Count people, don’t list them",
    "Take no photos or video without asking the people in them",
    "Say the purpose in every language at the start, and let people add to the agenda",
    "Give interpreters the agenda and names beforehand",
    f"An interpreter no one needs after {RELEASE_MINUTES} minutes can leave",
    "Officers say who they are and why they are there. No one is arrested or questioned at the meeting",
    "Make sure the room is step-free or has another way in",
    "Arrange child care, food, and drinks",
    "Note each question without names, with who will answer and by when",
    "Afterward, record attendance by language as counts, and report back to the people who asked",
)
"""Practice after ILRC, SEDL, Policing Project, San Francisco's language access checklist and King County Code 2.15."""

FLYER_FIELDS = {
    "headline": "Headline",
    "about": "What it is about, in one or two sentences",
    "when_where": "Day, time, and venue, and how to get there",
    "offered": "Interpreters, child care, and food",
    "safe": "No one will ask for ID or immigration status",
    "contact": "Who to ask, and how",
}
"""Text fields of a flyer; people fill them in each language. Nothing is translated by machine."""

LEAD_TIMES = (
    (49, "Ask the partner and the community whether the venue and day work"),
    (42, "Book the venue"),
    (35, "Send the flyer text to the people who write it in each language"),
    (28, "Book the interpreters, 2 for each language"),
    (21, "Hand out flyers, through the partner first"),
    (14, "Reserve headsets and print the copies"),
    (10, "Send the agenda, names, and papers to the interpreters"),
    (2, "Call the partner, the venue, and the interpreters"),
    (0, "Hold the meeting"),
    (-3, "Debrief with the partner and interpreters, and note each question"),
    (-21, "Report back to the people who attended"),
)


@dataclass(frozen=True, slots=True)
class LanguageNeeds:
    """What one language takes at one meeting.

    Attributes
    ----------
    language : str
    within_reach : float
        Persons who speak it within reach of the meeting.
    expected : int
        Of them, those who are expected to come, whether or not there are seats.
    interpreters, headsets, copies : int
        For as many as there are seats.
    """

    language: str
    within_reach: float
    expected: int
    interpreters: int
    headsets: int
    copies: int


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and the day it is due; None where the meeting has no day."""

    due: date | None
    days_before: int
    what: str


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """Everything for one meeting.

    Attributes
    ----------
    slot : Slot
    needs : tuple of LanguageNeeds
    seats : float or None
        None where the capacity is not known.
    partner : str
        Whom to call; empty where nobody is known.
    tasks : tuple of Task
        By day.
    flyers : mapping of language to mapping of field to text
        As people filled them; empty texts where nobody has yet.
    notes : tuple of str
    """

    slot: Slot
    needs: tuple[LanguageNeeds, ...]
    seats: float | None
    partner: str
    tasks: tuple[Task, ...]
    flyers: Mapping[str, Mapping[str, str]]
    notes: tuple[str, ...]

    @property
    def interpreters(self) -> int:
        """Interpreters in all."""
        return sum(need.interpreters for need in self.needs)

    @property
    def headsets(self) -> int:
        """Headsets in all."""
        return sum(need.headsets for need in self.needs)


def task_holidays(observances: Sequence[Observance], first: date, last: date) -> tuple[Observance, ...]:
    """Return the days of a season's list with the built-in ones of the weeks before and after, when tasks are due.

    Examples
    --------
    >>> season = date(2027, 1, 10), date(2027, 3, 1)
    >>> [one.name for one in task_holidays((), *season)][:2]
    ['Thanksgiving', 'Our Lady of Guadalupe']
    """
    before, after = (timedelta(days) for days in (LEAD_TIMES[0][0], -LEAD_TIMES[-1][0]))
    known_from, known_to = known_years()
    earliest = min(first, max(first - before, date(known_from, 1, 1)))
    latest = max(last, min(last + after, date(known_to, 12, 31)))
    around = built_in_observances(earliest, latest)
    return with_own((one for one in around if not one.meets((first, last))), observances)


def build_pack(
    slot: Slot,
    within_reach: Mapping[str, float],
    turnout: float,
    seats: float | None = None,
    partner: str = "",
    flyers: Mapping[str, Mapping[str, str]] | None = None,
    observances: Sequence[Observance] = (),
) -> MeetingPack:
    """Return what one meeting needs.

    Parameters
    ----------
    slot : Slot
    within_reach : mapping of language to float
        Persons there, whoever else reaches them; a language without a figure still gets its interpreters.
    turnout : float
        The share of them who are expected to come: an assumption of whoever plans, not a figure of the census.
    seats : float, optional
        Of the place; if fewer than are expected, headsets and copies are for those who fit, in proportion, and a note
        says so.
    partner : str
        Whom to call.
    flyers : mapping of language to mapping
        Texts people wrote, by ``FLYER_FIELDS``.
    observances : sequence of Observance
        Holidays are no business days for cancelling.

    Examples
    --------
    >>> slot = Slot("v1", "Hall", ("korean",), date(2026, 9, 16), None, ())
    >>> pack = build_pack(slot, {"korean": 600.0}, turnout=0.05)
    >>> pack.needs[0]
    LanguageNeeds(language='korean', within_reach=600.0, expected=30, interpreters=2, headsets=33, copies=38)
    >>> [str(task.due) for task in pack.tasks if "without cost" in task.what]
    []
    """
    if not 0 < turnout <= 1:
        raise InputError(
            "the turnout must be a share above 0 and up to 1", value=turnout, fix="enter 0.05, for example"
        )
    expected = {language: math.ceil(round(within_reach.get(language, 0.0) * turnout, 6)) for language in slot.languages}
    notes: tuple[str, ...] = slot.notes
    whole = sum(expected.values())
    few = [language for language, persons in expected.items() if persons <= INTERPRETERS_PER_LANGUAGE]
    fit = 1.0
    if seats is not None and not math.isnan(seats) and whole > seats:
        notes += (
            (
                f"about {whole_number(whole)} people may attend, but the room holds {whole_number(seats)}. "
                "Hold two meetings, or include room capacity in the plan"
            ),
        )
        fit = seats / whole
    needs = tuple(_needs(one, within_reach.get(one, 0.0), expected[one], fit) for one in slot.languages)
    if few:
        notes += (
            (
                f"for {listed([language_name(one) for one in few])}, no more people may attend than interpreters. "
                "Ask first whether anyone needs interpretation, or limit the interpreted languages in the plan"
            ),
        )
    if not partner:
        notes += ("no partner for this venue yet. Find out who hosts it",)
    return MeetingPack(slot, needs, seats, partner, tasks_of(slot.day, observances), _fields(slot, flyers or {}), notes)


def _needs(language: str, within_reach: float, expected: int, fit: float) -> LanguageNeeds:
    seated = math.ceil(round(expected * fit, 6))
    return LanguageNeeds(
        language,
        within_reach,
        expected,
        INTERPRETERS_PER_LANGUAGE,
        math.ceil(round(seated * SPARE_HEADSETS, 6)),
        math.ceil(round(seated * SPARE_COPIES, 6)),
    )


def tasks_of(day: date | None, observances: Sequence[Observance] = ()) -> tuple[Task, ...]:
    """Return what is to be done for a meeting on a day, by day; without a day nothing is due yet.

    Examples
    --------
    >>> [f"{task.due:%b %d}: {task.what}" for task in tasks_of(date(2026, 9, 16))][:2]
    ['Jul 29: Ask the partner and the community whether the venue and day work', 'Aug 05: Book the venue']
    """
    tasks = [_task(day, before, what, observances) for before, what in LEAD_TIMES]
    what = f"Last day to cancel interpreters at no cost ({CANCEL_BUSINESS_DAYS} business days ahead)"
    if day is None:
        tasks.append(Task(None, 7, what))
    else:
        last = business_days_before(day, CANCEL_BUSINESS_DAYS, observances)
        tasks.append(Task(last, (day - last).days, what))
    return tuple(sorted(tasks, key=lambda task: -task.days_before))


def _task(day: date | None, before: int, what: str, observances: Sequence[Observance]) -> Task:
    """Return a task on its day, or on the business day before it, after it if it comes after the meeting."""
    if day is None:
        return Task(None, before, what)
    due, step = day - timedelta(before), timedelta(-1 if before > 0 else 1)
    while before and not _is_business_day(due, observances):
        due += step
    return Task(due, (day - due).days, what)


def _is_business_day(day: date, observances: Sequence[Observance]) -> bool:
    holidays = (one for one in observances if not one.languages and one.strength == AVOID)
    return day.weekday() < SATURDAY and not any(one.first <= day <= one.last for one in holidays)


def business_days_before(day: date, count: int, observances: Sequence[Observance] = ()) -> date:
    """Return the day that lies so many business days before; weekends and holidays of everybody do not count.

    Examples
    --------
    >>> business_days_before(date(2026, 9, 16), 5)
    datetime.date(2026, 9, 9)
    """
    while count:
        day -= timedelta(1)
        count -= _is_business_day(day, observances)
    return day


def _fields(slot: Slot, flyers: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        language: {field: str(flyers.get(language, {}).get(field, "")) for field in FLYER_FIELDS}
        for language in slot.languages
    }


def languages_text(slot: Slot) -> str:
    """Return the languages of a meeting by name."""
    return ", ".join(language_name(language) for language in slot.languages)
