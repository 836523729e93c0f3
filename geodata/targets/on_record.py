"""The targets on record, and the figures that stand beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from geodata.change.half_years import COUNTERS, Days, count_between
from geodata.departments import Opened
from geodata.records.work import Record
from planning.materials.answers import MISSING
from planning.officers.slot_states import open_range
from planning.records.followup import HELD_STATES
from planning.records.half_years import half_year_of
from planning.targets.beside import UNKNOWN, Ends, Measure, Target, beside_target
from planning.targets.figures import (
    CONCERNS_OVERDUE,
    MEETINGS_HELD,
    SLOTS_OPEN,
    TARGET_FIGURES,
    TRANSLATIONS_MISSING,
    find_figure,
)
from planning.vocabulary import OVERDUE
from planning.words.formats import month_words, whole_number

KIND = "target"


def load_targets(opened: Opened) -> tuple[Target, ...]:
    """Return the targets of a department; none for whoever may not read them, or not what they are about."""
    if not opened.may("read", KIND):
        return ()
    found = (target_of(row) for row in opened.store.records(opened.actor, KIND))
    return tuple(target for target in found if opened.may("read", target.figure.kind))


def target_of(record: Record) -> Target:
    """Return a target as it stands in the records."""
    figure = find_figure(record["figure"])
    return Target(figure, record["value"], record["by_day"], record["area_id"], record.updated_by)


def counted(opened: Opened, key: str) -> Measure:
    """Return how a figure of ``geodata.change.half_years.COUNTERS`` is counted in the whole department."""

    def measure(since: date, until: date) -> Ends:
        counts = COUNTERS[key].count(opened, (Days(since, until),))
        return UNKNOWN if counts is None else _exactly(counts[0])

    return measure


def measures_of(
    events: pd.DataFrame | None, board: pd.DataFrame | None, cells: pd.DataFrame, coverage: pd.DataFrame
) -> Mapping[str, Measure]:
    """Return how the figures are counted that an area may have a target for.

    Parameters
    ----------
    events, board : DataFrame or None
        Meetings and concerns of the place; None where they may not be read.
    cells : DataFrame with cell_state
        Translations that are asked for there.
    coverage : DataFrame
        Its slots, from what is published of the roster.
    """

    def held(since: date, until: date) -> Ends:
        if events is None:
            return UNKNOWN
        days = events.loc[events["state"].isin(HELD_STATES), "date"]
        return _exactly(count_between(days, (Days(since, until),))[0])

    def overdue(since: date, until: date) -> Ends:
        return UNKNOWN if board is None else overdue_ends(board)

    return {
        MEETINGS_HELD: held,
        CONCERNS_OVERDUE: overdue,
        TRANSLATIONS_MISSING: lambda since, until: missing_ends(cells),
        SLOTS_OPEN: lambda since, until: open_range(coverage),
    }


def overdue_ends(board: pd.DataFrame) -> Ends:
    """Return how many concerns of a board are overdue."""
    return _exactly(float((board["state"] == OVERDUE).sum()))


def missing_ends(cells: pd.DataFrame) -> Ends:
    """Return how many translations are missing; ``cells``: with ``cell_state``.

    Of no cells nothing is known: no language surely qualifies, or no documents are listed.
    """
    return _exactly(float((cells["cell_state"] == MISSING).sum())) if len(cells) else UNKNOWN


def beside_line(opened: Opened, key: str, targets: Iterable[Target], measure: Measure | None = None) -> str:
    """Return a figure of the whole department beside the last half-year and its target; empty where neither is known.

    Parameters
    ----------
    measure : callable, optional
        How the figure is counted, unless ``COUNTERS`` has it.
    """
    measure, today, lines = measure or counted(opened, key), opened.today, []
    if key in COUNTERS:
        running = half_year_of(today)
        before = running.before
        (now, _), (then, _) = measure(running.since, today), measure(before.since, before.until)
        if not (math.isnan(now) and math.isnan(then)):
            since = f"since {month_words(running.since)}"
            lines.append(f"{COUNTERS[key].title}: {_written(now)} {since}, {_written(then)} in {before.name}.")
    if said := beside_target(targets, key, measure, today):
        lines += [said] if lines else [f"{TARGET_FIGURES[key].title}: {said[0].lower()}{said[1:]}"]
    return " ".join(lines)


def _written(count: float) -> str:
    return "no count on record" if math.isnan(count) else whole_number(count)


def _exactly(count: float) -> Ends:
    return count, count
