"""The layer of officers: how many are short, from what is published of the roster."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from geodata.department.department import Department
from geodata.department.rows import gap_by_area, rows_of
from geodata.maps.classes import class_of
from geodata.maps.layers import Layer, MapFacts, mark_of, plain_layer, used_legend
from geodata.maps.palette import GAP_LOOKS
from planning.officers.published import as_range
from planning.vocabulary import DEPARTMENT_LEVEL


def gap_layer(facts: MapFacts, level: str, cells: pd.DataFrame) -> Layer:
    """Return how many officers are lacking, in oranges; without a roster, how many the posts take.

    Parameters
    ----------
    cells : DataFrame
        As ``geodata.department.rows.gap_by_area`` gives it.
    """
    has_roster = facts.department.roster is not None
    breaks = (1.0, 2.0, 4.0, 8.0)
    marks = tuple(
        mark_of(
            facts,
            level,
            row.area_id,
            class_of(row.gap_high if has_roster else row.required, breaks, GAP_LOOKS),
            (_gap_line(row), *((f"{row.open:.0f} slots we can’t tell",) if row.open else ())),
            doubt=bool(row.open) and row.open > 0 and not math.isnan(row.posts),
            value=row.gap_high if has_roster else row.required,
        )
        for row in rows_of(cells)
    )
    ranges = ("under 1 officer", "1 to under 2", "2 to under 4", "4 to under 8", "8 or more")
    words = dict(zip(GAP_LOOKS, ranges, strict=True))
    words |= {"none": "Fully staffed, or no slot needed" if has_roster else "no slot needed", "missing": "can’t tell"}
    title = "Verified officers short, at most" if has_roster else "Officers needed (no roster)"
    legend = used_legend(marks, words, "Stripes: for some slots, the census can’t tell")
    return Layer(title, marks, legend, level)


def gap_of(facts: MapFacts, table: pd.DataFrame) -> Layer:
    """Return the gap on the map, at the level with most posts that is no pool.

    Parameters
    ----------
    table : DataFrame
        As ``planning.officers.published.publish_coverage`` gives it.
    """
    level, cells = gap_cells(facts.department, table)
    return gap_layer(facts, level, cells) if len(cells) else plain_layer(facts, level, "No slot in any area")


def gap_cells(department: Department, table: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return the level with most posts that is no pool, and its areas as ``gap_by_area`` gives them."""
    own = table[table["level"] != DEPARTMENT_LEVEL]
    level = str(own["level"].mode().iloc[0]) if len(own) else department.coarsest_level
    return level, gap_by_area(own[own["level"] == level])


def _gap_line(row: Any) -> str:
    if math.isnan(row.posts):
        return "Can’t tell whether a slot is needed"
    if math.isnan(row.gap_high):
        return f"{row.posts:.0f} slots. Add a roster to see officers short"
    if not row.posts:
        return "No slot needed"
    return f"{as_range(row.gap_low, row.gap_high)} officers short for {row.posts:.0f} slots"
