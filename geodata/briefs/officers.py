"""The officers of a place, from what is published of them and from nothing else.

A place is made up of whole areas; what is told of it is the sum of what is told of those. So no two places, however
they are cut, tell more by their difference than the published counts do (docs/adr/0011).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geodata.briefs.place import Place, whole_areas
from geodata.department.department import Department
from geodata.department.names import level_word
from geodata.officers.posts import nesting, station_level
from planning.briefs.brief import OfficerLine
from planning.languages.groups import language_name
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.published import HAVE_COLUMNS
from planning.officers.slot_states import count_slots, slots_sentence
from planning.words.formats import whole_number

NO_ROSTER = "This department has no roster, so officers aren’t counted."
SMALL = "Counts of 1 or 2 officers are shown as a range."


def officer_lines(department: Department, published: pd.DataFrame, place: Place) -> tuple[tuple[OfficerLine, ...], str]:
    """Return the officers of a place by language and tier, and how they are counted, or why not.

    Parameters
    ----------
    published : DataFrame as ``planning.officers.published.publish_speakers`` gives it; empty without a roster
    """
    if published.empty:
        return (), NO_ROSTER
    areas = _areas(department, place)
    if not areas:
        return (), "Officers are counted by whole beats, and no beat lies in this shape as a whole."
    rows = _rows_of(published[published["shift"] == ALL_SHIFTS], areas)
    sums = rows.groupby("language", sort=False)[
        [f"{name}_{end}" for name in HAVE_COLUMNS for end in ("low", "high")]
    ].sum()
    there = sums[sums.max(axis=1) > 0]
    order = there.sort_values([f"{name}_high" for name in HAVE_COLUMNS], ascending=False, kind="stable")
    lines = tuple(
        OfficerLine(str(language), language_name(str(language)), *_ends(row)) for language, row in order.iterrows()
    )
    if not lines and not _are_stationed_by(department, areas):
        return (), f"Officers are assigned by {level_word(station_level(department))}, so none is counted here."
    said = SMALL if lines else "No officer here speaks one of the named languages, by the roster."
    split = len(place.touched) - len(place.beats)
    cut = f" {whole_number(split)} beats lie in it only in part, and their officers are not counted." if split else ""
    return lines, f"{said}{cut}"


def slots_here(department: Department, coverage: pd.DataFrame, place: Place) -> str:
    """Return how the slots of a place stand, as a sentence; empty where none are set in it.

    ``coverage``: as ``planning.officers.published.publish_coverage`` gives it.
    """
    rows = coverage_here(department, coverage, place)
    return slots_sentence(count_slots(rows)) if len(rows) else ""


def coverage_here(department: Department, coverage: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the rows of ``coverage`` whose slots are set in a place as a whole."""
    return _rows_of(coverage, _parts(department, place))


def counts_officers(department: Department, published: pd.DataFrame, place: Place) -> bool:
    """Return whether the officers of a place are counted, so that none there says something."""
    areas = _areas(department, place)
    return not published.empty and bool(areas) and _are_stationed_by(department, areas)


def _are_stationed_by(department: Department, areas: Sequence[tuple[str, str]]) -> bool:
    """Return whether one of some areas is as coarse as what most officers are assigned to."""
    order = department.levels.index
    stationed = order(station_level(department))
    return any(order(level) >= stationed for level, _ in areas)


def _areas(department: Department, place: Place) -> list[tuple[str, str]]:
    return whole_areas(department, place, nesting(department)[0])


def _parts(department: Department, place: Place) -> list[tuple[str, str]]:
    """Return every area of every level that lies in a place as a whole: slots are set at one level each."""
    found = []
    for level in nesting(department)[0]:
        groups = pd.Series(department.area_groups(level))
        found += [(level, str(area)) for area, own in groups.groupby(groups) if set(own.index) <= place.beats]
    return found


def _rows_of(table: pd.DataFrame, areas: Sequence[tuple[str, str]]) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(table[["level", "area_id"]])
    return table[keys.isin(areas)]


def _ends(row: pd.Series) -> list[tuple[float, float]]:
    return [(float(row[f"{name}_low"]), float(row[f"{name}_high"])) for name in HAVE_COLUMNS]
