"""The figures for which a department may set a target, a row each.

To add one: a row here, and how it is counted in ``geodata.targets.measures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planning.errors import UnknownNameError

HALF_YEAR, NOW, PLAN = "half-year", "now", "plan"
"""Over what a figure is counted: the half-year of the target's day up to that day; what is there now; a plan."""
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A figure of the department's own work.

    Attributes
    ----------
    key : str
        Stored with a target.
    title : str
    kind : str
        The kind of record that somebody must be allowed to read to be told it.
    at_least : bool
        Whether more of it is better; else less is.
    over : str
        ``HALF_YEAR``, ``NOW`` or ``PLAN``.
    by_area : bool
        Whether an area may have a target of its own.
    unit : str
        ``PERCENT`` for a share in percent; empty for a count.
    """

    key: str
    title: str
    kind: str
    at_least: bool
    over: str
    by_area: bool = False
    unit: str = ""


MEETINGS_HELD, MEETINGS_REPORTED = "meetings-held", "meetings-reported"
PEOPLE_REACHED = "people-reached"
CONCERNS_ANSWERED, CONCERNS_OVERDUE = "concerns-answered", "concerns-overdue"
TRANSLATIONS_APPROVED, TRANSLATIONS_MISSING = "translations-approved", "translations-missing"
SLOTS_OPEN, LANGUAGE_TESTS, INTERPRETER_CALLS = "slots-open", "language-tests", "interpreter-calls"

_ROWS = (
    TargetFigure(MEETINGS_HELD, "Meetings held in a half-year", "event", True, HALF_YEAR, by_area=True),
    TargetFigure(MEETINGS_REPORTED, "Meetings reported back in a half-year", "event", True, HALF_YEAR),
    TargetFigure(PEOPLE_REACHED, "LEP residents a meeting plan reaches, %", "event", True, PLAN, unit=PERCENT),
    TargetFigure(CONCERNS_ANSWERED, "Concerns answered in a half-year", "concern", True, HALF_YEAR),
    TargetFigure(CONCERNS_OVERDUE, "Overdue concerns", "concern", False, NOW, by_area=True),
    TargetFigure(TRANSLATIONS_APPROVED, "Translations approved in a half-year", "translation", True, HALF_YEAR),
    TargetFigure(TRANSLATIONS_MISSING, "Translations missing", "translation", False, NOW, by_area=True),
    TargetFigure(SLOTS_OPEN, "Slots without a verified officer", "figures", False, NOW, by_area=True),
    TargetFigure(LANGUAGE_TESTS, "Officers’ language tests in a half-year", "roster", True, HALF_YEAR),
    TargetFigure(INTERPRETER_CALLS, "Calls to interpreters in a half-year", "figures", True, HALF_YEAR),
)

TARGET_FIGURES: Mapping[str, TargetFigure] = MappingProxyType({row.key: row for row in _ROWS})
"""Every figure by its key."""


def find_figure(key: str) -> TargetFigure:
    """Return the figure of this key.

    Raises
    ------
    UnknownNameError
        If there is none.

    Examples
    --------
    >>> find_figure("meetings-held").title
    'Meetings held in a half-year'
    """
    try:
        return TARGET_FIGURES[key]
    except KeyError:
        raise UnknownNameError("figure with a target", key, TARGET_FIGURES) from None
