"""From places to days: meetings spread over a season, clear of observances and of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise

import numpy as np

from planning.arrays import Indices
from planning.errors import InputError
from planning.highs import LinearModel
from planning.meetings.season.observances import ASK, AVOID, IGNORE, Observance
from planning.words.formats import days_between

TUESDAY, WEDNESDAY, THURSDAY, SATURDAY = 1, 2, 3, 5
EVENING, MORNING = time(18, 30), time(10, 30)
USUAL_MINUTES = 120
NO_DAY = 10_000.0
"""The cost of a meeting without a day: more than any detour within a season."""
ORDER = 1e-3
"""The order of the plan decides only between days that are equally near."""
SPACING_SECONDS = 20.0


Part = tuple[date, date]


@dataclass(frozen=True, slots=True)
class SeasonWishes:
    """When meetings may be.

    Attributes
    ----------
    first, last : date
    starts : mapping of weekday (0 is Monday) to time
        The weekdays that may be used, and when a meeting begins on each.
    weeks_apart : int
        Not twice in a place within so many weeks, before or after: by what is held or planned there, and in this plan.
    minutes : int
        How long a meeting lasts.
    """

    first: date
    last: date
    starts: Mapping[int, time] = field(
        default_factory=lambda: {TUESDAY: EVENING, WEDNESDAY: EVENING, THURSDAY: EVENING, SATURDAY: MORNING}
    )
    weeks_apart: int = 8
    minutes: int = USUAL_MINUTES

    def __post_init__(self) -> None:
        """Refuse a season without days."""
        if self.last < self.first:
            raise InputError("the schedule ends before it begins", value=self.last, fix="swap the dates")
        if not self.starts:
            raise InputError("no weekday is selected for meetings", fix="choose 1 or more")
        if not all(0 <= weekday <= 6 for weekday in self.starts):
            raise InputError("a weekday is a number from 0, Monday, to 6", value=sorted(self.starts))
        if self.weeks_apart < 0 or self.minutes <= 0:
            raise InputError("weeks apart and minutes can’t be below zero", value=(self.weeks_apart, self.minutes))


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting of the season.

    Attributes
    ----------
    site_id, name : str
    languages : tuple of str
    day : date or None
        None if no day in its part of the season is free; ``notes`` say why.
    starts : time or None
    notes : tuple of str
        What to ask the community about, or what was in the way.
    """

    site_id: str
    name: str
    languages: tuple[str, ...]
    day: date | None
    starts: time | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A meeting without a day yet."""

    site_id: str
    name: str
    languages: tuple[str, ...]


def plan_season(
    places: Sequence[Place],
    wishes: SeasonWishes,
    observances: Sequence[Observance] = (),
    taken: Mapping[str, Sequence[date]] | None = None,
) -> tuple[Slot, ...]:
    """Give every meeting a day.

    The season is cut into as many equal parts as there are meetings, and each part takes one. A meeting may be on a
    day of the chosen weekdays that no observance to be avoided keeps from its languages, and not within
    ``weeks_apart`` weeks of another meeting at its place (``taken``: site id to days, held or planned; or in this
    plan). Which meeting
    goes into which part, and on which day, is chosen so that the days lie as near to the middles of the parts as can
    be, in the order of the plan where that is equal (an assignment problem, solved exactly).

    Returns
    -------
    tuple of Slot
        By day; those without a day last.

    Examples
    --------
    >>> halls = [Place("v1", "Hall", ("korean",)), Place("v2", "School", ("spanish",))]
    >>> [str(slot.day) for slot in plan_season(halls, SeasonWishes(date(2026, 9, 1), date(2026, 10, 31)))]
    ['2026-09-15', '2026-10-15']
    """
    from scipy.optimize import linear_sum_assignment

    if not places:
        return ()
    parts = _parts(wishes.first, wishes.last, len(places))
    if len({place.site_id for place in places}) < len(places):
        return _sorted(_spaced(places, parts, wishes, observances, taken or {}), wishes)
    best = [[_best_day(place, part, wishes, observances, taken or {}) for part in parts] for place in places]
    cost = np.array(
        [[NO_DAY if day is None else _far(day, part) for day, part in zip(row, parts, strict=True)] for row in best]
    )
    order = np.abs(np.subtract.outer(np.arange(len(places)), np.arange(len(parts))))
    rows, columns = linear_sum_assignment(cost + order * ORDER / len(places) ** 2)
    slots = [
        _slot(places[row], best[row][column], parts[column], wishes, observances)
        for row, column in zip(rows, columns, strict=True)
    ]
    return _sorted(slots, wishes)


def slot_on(place: Place, day: date, starts: time | None, observances: Sequence[Observance] = ()) -> Slot:
    """Return a meeting on a day that was chosen already; its notes say what the day falls on.

    Examples
    --------
    >>> fair = Observance("Street fair", date(2026, 9, 15), date(2026, 9, 15), (), AVOID)
    >>> slot_on(Place("v1", "Hall", ("korean",)), date(2026, 9, 15), EVENING, [fair]).notes
    ('its day falls on Street fair',)
    """
    falls = tuple(
        f"its day falls on {one.name}" if one.strength == AVOID else f"ask about {one.name}"
        for one in observances
        if one.strength != IGNORE and one.concerns(day, place.languages)
    )
    return Slot(place.site_id, place.name, place.languages, day, starts, falls)


def _sorted(slots: Sequence[Slot], wishes: SeasonWishes) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: (slot.day is None, slot.day or wishes.last, slot.site_id)))


def _spaced(
    places: Sequence[Place],
    parts: Sequence[Part],
    wishes: SeasonWishes,
    observances: Sequence[Observance],
    taken: Mapping[str, Sequence[date]],
) -> list[Slot]:
    """Give every meeting a day where a place comes twice: the days of its meetings depend on each other.

    One column for each meeting and free day; a meeting and a part take one day at most, and so do the meetings of one
    place in every ``weeks_apart`` weeks. A day is worth the more the nearer it lies to the middle of its part.
    """
    options = [
        (number, part, day)
        for number, place in enumerate(places)
        for part, span in enumerate(parts)
        for day in _free_days(place, span, wishes, observances, taken)
    ]
    chosen: dict[int, tuple[int, date]] = {}
    if options:
        linear = LinearModel()
        worth = [
            NO_DAY
            - _cost(day, parts[part], places[number], observances)
            - abs(number - part) * ORDER / len(places) ** 2
            for number, part, day in options
        ]
        columns = linear.add_columns(np.array(worth), integer=True)
        numbers, used = (np.array([option[k] for option in options]) for k in (0, 1))
        for rows in (numbers, used):
            linear.add_rows(rows, columns, np.ones(len(columns)), np.ones(int(rows.max()) + 1))
        _keep_apart(linear, columns, [(places[number].site_id, day) for number, _, day in options], wishes.weeks_apart)
        run = linear.solve(None, SPACING_SECONDS, 0.0)
        if run.values is not None:
            chosen = {options[k][0]: options[k][1:] for k in np.flatnonzero(run.values > 0.5).tolist()}
    left = [part for part in range(len(parts)) if part not in {part for part, _ in chosen.values()}]
    slots = []
    for number, place in enumerate(places):
        part, day = chosen[number] if number in chosen else (left.pop(0), None)
        slots.append(_slot(place, day, parts[part], wishes, observances))
    return slots


def _keep_apart(linear: LinearModel, columns: Indices, options: Sequence[tuple[str, date]], weeks: int) -> None:
    """Let the meetings of one place take one day at most of any so many weeks."""
    span = max(7 * weeks, 1)
    for site in sorted({site for site, _ in options}):
        own = [(column, day.toordinal()) for column, (one, day) in zip(columns, options, strict=True) if one == site]
        for begin in sorted({day for _, day in own}):
            near = np.array([column for column, day in own if begin <= day < begin + span])
            linear.add_rows(np.zeros(len(near), dtype=np.intp), near, np.ones(len(near)), np.ones(1))


def _parts(first: date, last: date, count: int) -> list[Part]:
    days = (last - first).days + 1
    if days < count:
        raise InputError(f"the schedule has fewer days than the {count} meetings", value=days, fix="make it longer")
    edges = [round(days * number / count) for number in range(count + 1)]
    return [(first + timedelta(start), first + timedelta(end - 1)) for start, end in pairwise(edges)]


def _far(day: date, part: Part) -> float:
    middle = part[0].toordinal() + (part[1].toordinal() - part[0].toordinal()) / 2
    return abs(day.toordinal() - middle)


def _best_day(
    place: Place,
    part: Part,
    wishes: SeasonWishes,
    observances: Sequence[Observance],
    taken: Mapping[str, Sequence[date]],
) -> date | None:
    free = _free_days(place, part, wishes, observances, taken)
    return min(free, key=lambda day: (_cost(day, part, place, observances), day), default=None)


def _free_days(
    place: Place,
    part: Part,
    wishes: SeasonWishes,
    observances: Sequence[Observance],
    taken: Mapping[str, Sequence[date]],
) -> list[date]:
    days = [part[0] + timedelta(number) for number in range((part[1] - part[0]).days + 1)]
    return [day for day in days if not _in_the_way(place, day, wishes, observances, taken)]


def _cost(day: date, part: Part, place: Place, observances: Sequence[Observance]) -> float:
    """Return the days to the middle of a part, and one for each community that is to be asked about the day."""
    return _far(day, part) + sum(one.strength == ASK and one.concerns(day, place.languages) for one in observances)


def _in_the_way(
    place: Place,
    day: date,
    wishes: SeasonWishes,
    observances: Sequence[Observance],
    taken: Mapping[str, Sequence[date]],
) -> bool:
    if day.weekday() not in wishes.starts:
        return True
    if any(abs((day - other).days) < 7 * wishes.weeks_apart for other in taken.get(place.site_id, ())):
        return True
    return any(one.strength == AVOID and one.concerns(day, place.languages) for one in observances)


def _may_keep_away(one: Observance, part: Part, place: Place) -> bool:
    return one.meets(part) and one.concerns(max(one.first, part[0]), place.languages)


def _slot(place: Place, day: date | None, part: Part, wishes: SeasonWishes, observances: Sequence[Observance]) -> Slot:
    if day is None:
        between = days_between(part[0], part[1])
        names = sorted({o.name for o in observances if o.strength != IGNORE and _may_keep_away(o, part, place)})
        notes = (f"no open date from {between}" + (f": {', '.join(names)}" if names else ""),)
        return Slot(place.site_id, place.name, place.languages, None, None, notes)
    ask = tuple(
        f"ask about {one.name}" for one in observances if one.strength == ASK and one.concerns(day, place.languages)
    )
    return Slot(place.site_id, place.name, place.languages, day, wishes.starts[day.weekday()], ask)
