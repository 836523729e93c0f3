"""A figure beside the target a department has set for it: on target, off target, or not to be told.

A figure comes as the least and the most it may be. Where both are on one side of the target the answer is clear, and
else it is not: of officers it is what is published that is compared, so a target tells no count that is hidden.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from planning.records.half_years import half_year_of
from planning.targets.figures import HALF_YEAR, PERCENT, TargetFigure
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL
from planning.words.formats import short_day, tenths, whole_number

Ends = tuple[float, float]
"""The least and the most a figure may be; NaN where nothing is known of it."""
Measure = Callable[[date, date], Ends]
"""Gives a figure counted between two days, both included; what is there now ignores them."""
ON_TARGET: Final = "on target"
OFF_TARGET: Final = "off target"
NO_FIGURE: Final = "no data"
TARGET_STATES: Final = (ON_TARGET, OFF_TARGET, CANNOT_TELL, NO_FIGURE)
UNKNOWN: Final = (math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Target:
    """What a department wants a figure to be, and by when.

    Attributes
    ----------
    figure : TargetFigure
    value : int
    by : date
        The last day that counts.
    area : str
        The area it is for, as records name one; ``DEPARTMENT_LEVEL`` for the whole department.
    set_by : str
        Who set it last.
    """

    figure: TargetFigure
    value: int
    by: date
    area: str = DEPARTMENT_LEVEL
    set_by: str = ""

    @property
    def since(self) -> date:
        """The first day that counts, of what is counted over a half-year."""
        return half_year_of(self.by).since


def target_state(target: Target, ends: Ends) -> str:
    """Return how a figure stands to its target, one of ``TARGET_STATES``.

    Examples
    --------
    >>> from planning.targets.figures import find_figure
    >>> six = Target(find_figure("meetings-held"), 6, date(2026, 6, 30))
    >>> [target_state(six, ends) for ends in ((6, 6), (4, 5), (4, 6), (float("nan"), 6))]
    ['on target', 'off target', 'cannot tell', 'no data']
    >>> few = Target(find_figure("slots-open"), 6, date(2026, 6, 30))
    >>> [target_state(few, ends) for ends in ((6, 6), (4, 5), (4, 7), (7, 9))]
    ['on target', 'on target', 'cannot tell', 'off target']
    """
    low, high = ends
    if math.isnan(low) or math.isnan(high):
        return NO_FIGURE
    sure, maybe = (low, high) if target.figure.at_least else (-high, -low)
    wanted = target.value if target.figure.at_least else -target.value
    if sure >= wanted:
        return ON_TARGET
    return CANNOT_TELL if maybe >= wanted else OFF_TARGET


def off_by(target: Target, ends: Ends) -> Ends:
    """Return by how much a figure is off its target, at least and at most; none is 0.

    Examples
    --------
    >>> from planning.targets.figures import find_figure
    >>> off_by(Target(find_figure("slots-open"), 6, date(2026, 6, 30)), (7, 9))
    (1, 3)
    >>> off_by(Target(find_figure("meetings-held"), 6, date(2026, 6, 30)), (4, 4))
    (2, 2)
    """
    low, high = ends
    if target.figure.at_least:
        return max(0, target.value - high), max(0, target.value - low)
    return max(0, low - target.value), max(0, high - target.value)


def count_until(target: Target, measure: Measure, today: date) -> Ends:
    """Return a figure as it counts for a target: up to its day, or to today where that comes first.

    Nothing is known of a half-year that has not begun.
    """
    if target.figure.over != HALF_YEAR:
        return measure(target.since, today)
    return UNKNOWN if today < target.since else measure(target.since, min(today, target.by))


def target_sentence(target: Target, ends: Ends, today: date) -> str:
    """Return a target and how far the figure is from it.

    Examples
    --------
    >>> from planning.targets.figures import find_figure
    >>> six, today = Target(find_figure("meetings-held"), 6, date(2026, 6, 30)), date(2026, 5, 4)
    >>> target_sentence(six, (4, 4), today)
    'Target 6, by June 30: **2 short**.'
    >>> target_sentence(six, (7, 7), today), target_sentence(six, (5, 7), today)
    ('Target 6, by June 30: **on target**.', 'Target 6, by June 30: **can’t tell** (5 to 7).')
    >>> slots = Target(find_figure("slots-open"), 10, date(2026, 6, 30))
    >>> target_sentence(slots, (12, 15), today)
    'Target 10 or fewer, by June 30: **2 to 5 too many**.'
    """
    wanted = f"{whole_number(target.value)}{target.figure.unit}" + (
        "" if target.figure.at_least or not target.value else " or fewer"
    )
    return f"Target {wanted}, by {short_day(target.by, today)}: {state_words(target, ends, today)}."


def state_words(target: Target, ends: Ends, today: date) -> str:
    """Return how far a figure is from its target, with what decides between ``**``.

    Examples
    --------
    >>> from planning.targets.figures import find_figure
    >>> share = Target(find_figure("people-reached"), 60, date(2026, 6, 30))
    >>> [state_words(share, ends, date(2026, 5, 4)) for ends in ((50.2, 55.5), (58.0, 61.0), UNKNOWN)]
    ['**4.5 to 9.8 points short**', '**can’t tell** (58.0 to 61.0%)', '**no data**']
    """
    unit, state = target.figure.unit, target_state(target, ends)
    if state == NO_FIGURE:
        return "not begun" if target.figure.over == HALF_YEAR and today < target.since else "**no data**"
    if state == CANNOT_TELL:
        return f"**can’t tell** ({_range(ends, unit)})"
    if state == ON_TARGET:
        return "**on target**"
    return f"**{_off(off_by(target, ends), unit)} {'short' if target.figure.at_least else 'too many'}**"


def _off(ends: Ends, unit: str) -> str:
    """Return by how much, shares in points."""
    return _range(ends, unit).replace(PERCENT, "") + (" points" if unit == PERCENT else "")


def _range(ends: Ends, unit: str) -> str:
    low, high = ((tenths if unit == PERCENT else whole_number)(end) for end in ends)
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def due_next(targets: Iterable[Target], figure: str, area: str, today: date) -> Target | None:
    """Return the target of a figure and area that is due next; else the one due last, until half a year has passed.

    Examples
    --------
    >>> from planning.targets.figures import find_figure
    >>> held = find_figure("meetings-held")
    >>> both = [Target(held, 6, date(2026, 6, 30)), Target(held, 8, date(2026, 12, 31))]
    >>> [due_next(both, held.key, "department", day).value for day in (date(2026, 6, 30), date(2026, 7, 1))]
    [6, 8]
    >>> due_next(both[:1], held.key, "department", date(2026, 7, 1)).value
    6
    >>> due_next(both[:1], held.key, "department", date(2027, 1, 1)) is None
    True
    """
    own = sorted((one for one in targets if one.figure.key == figure and one.area == area), key=lambda one: one.by)
    coming = [one for one in own if one.by >= today]
    if coming:
        return coming[0]
    return own[-1] if own and own[-1].by >= half_year_of(today).before.since else None


def beside_target(
    targets: Iterable[Target], figure: str, measure: Measure, today: date, area: str = DEPARTMENT_LEVEL
) -> str:
    """Return the target of a figure that counts today, and how far it is from it; empty where none is set."""
    target = due_next(targets, figure, area, today)
    return "" if target is None else target_sentence(target, count_until(target, measure, today), today)
