"""Layers of two figures: how many of the people a plan reaches, and need beside officers short."""

from __future__ import annotations

import math

import pandas as pd

from geodata.department.rows import area_rows, rows_of
from geodata.maps.classes import class_of, round_breaks
from geodata.maps.layers import AreaMark, Layer, MapFacts, mark_of, plain_layer, used_legend
from geodata.maps.officer_layers import gap_cells
from geodata.maps.palette import BOTH_LOOKS, REACH_LOOKS
from planning.languages.groups import language_name
from planning.officers.published import as_range
from planning.words.formats import capitalized, whole_number
from planning.words.wording import MISSING, people_with_error, percent, rounded_people

REACH_BREAKS = (0.2, 0.4, 0.6, 0.8)
REACH_WORDS = dict(
    zip(
        REACH_LOOKS,
        ("Under 20% reached", "20% to under 40%", "40% to under 60%", "60% to under 80%", "80% or more"),
        strict=True,
    )
)
STEPS = 3
GAP_BREAKS = (1e-9, 2.0)
GAP_WORDS = ("fully staffed", "under 2 officers short", "2 or more officers short")


def reached_layer(facts: MapFacts, rows: pd.DataFrame, language: str) -> Layer:
    """Return which share of the people a meeting plan reaches in their own language, in greens.

    Parameters
    ----------
    rows : DataFrame with area_id, people, reached
        One row an area of the level: see ``geodata.meetings.answers.reached_by_area``. Whoever the plan does not count
        is in neither column. No row, and nobody: nothing to reach.
    """
    found = {row.area_id: (row.people, row.reached) for row in rows_of(rows)}
    marks = tuple(
        _reached_mark(facts, area, *found.get(area, (0.0, 0.0)))
        for area in sorted(set(facts.department.area_groups(facts.level).values()))
    )
    words = REACH_WORDS | {"none": "No one the plan counts lives here"}
    return Layer(f"Reached by the plan, {language_name(language)}", marks, used_legend(marks, words), facts.level)


def _reached_mark(facts: MapFacts, area: str, people: float, reached: float) -> AreaMark:
    if not people > 0:
        return mark_of(facts, facts.level, area, "none", ("No one the plan counts lives here",))
    share = reached / people
    look = REACH_LOOKS[sum(share >= edge for edge in REACH_BREAKS)]
    line = f"{percent(share)} reached: {rounded_people(reached)} of {rounded_people(people)} LEP residents"
    return mark_of(facts, facts.level, area, look, (line,), value=share)


def need_and_gap_layer(facts: MapFacts, coverage: pd.DataFrame, language: str) -> Layer:
    """Return need and officers short at once, three classes of each: blue for people, orange for officers short.

    Parameters
    ----------
    coverage : DataFrame
        As ``planning.officers.published.publish_coverage`` gives it. At its level the areas are drawn: an area
        without a slot there is short of nobody.
    """
    level, cells = gap_cells(facts.department, coverage)
    if cells.empty or cells["gap_high"].isna().all():
        return plain_layer(facts, level, "No slots and roster to compare with")
    rows = area_rows(facts.need(level), language)
    breaks = round_breaks(rows["lep"].tolist(), STEPS)
    gaps = cells.set_index("area_id")
    marks = tuple(
        _both_mark(facts, level, row, breaks, gaps.loc[row.area_id] if row.area_id in gaps.index else None)
        for row in rows_of(rows)
    )
    people = (
        f"Fewer than {whole_number(breaks[0])} LEP residents",
        f"{whole_number(breaks[0])} to {whole_number(breaks[1] - 1)} LEP residents",
        f"{whole_number(breaks[1])} or more LEP residents",
    )
    words = {
        BOTH_LOOKS[need][gap]: f"{people[need]}, {GAP_WORDS[gap]}"
        for need in reversed(range(STEPS))
        for gap in reversed(range(STEPS))
    }
    legend = used_legend(marks, words | {"missing": MISSING}, "Stripes: low reliability, or slots we can’t tell")
    return Layer(f"LEP residents and officers short, {language_name(language)}", marks, legend, level)


def _both_mark(facts: MapFacts, level: str, row: object, breaks: tuple[float, ...], gap: pd.Series | None) -> AreaMark:
    area, lep, moe, grade = (getattr(row, name) for name in ("area_id", "lep", "lep_moe", "grade"))
    low, high = (0.0, 0.0) if gap is None else (float(gap["gap_low"]), float(gap["gap_high"]))
    if math.isnan(lep) or (gap is not None and math.isnan(high)):
        return mark_of(facts, level, area, "missing", (MISSING,))
    need = ("0", "1", "2").index(class_of(max(lep, 1e-9), breaks, ("0", "1", "2")))
    look = BOTH_LOOKS[need][sum(high >= edge for edge in GAP_BREAKS)]
    short = f"{as_range(low, high)} officers short" if high > 0 else "Fully staffed, or no slot needed"
    unsure = (grade == "low" and lep > 0) or (gap is not None and bool(gap["open"]))
    lines = (capitalized(people_with_error(lep, moe, "LEP residents")), short)
    return mark_of(facts, level, area, look, lines, doubt=unsure, value=lep)
