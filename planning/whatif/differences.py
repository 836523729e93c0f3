"""What two beat maps make of one survey: each figure before and after, and the error of their difference.

Both maps are filled from the same survey, so their figures are not two samples: what did not move is in both with the
same error, and cancels. With A the figure of an area after and B before, A - B is what lives on the ground that came
less what lives on the ground that went. That is a sum over tracts with the weights' difference, and its sampling
margin is the margin of such a sum (U.S. Census Bureau 2020, "Understanding and Using American Community Survey Data",
chapter 8; with variance replicates their own). The ground that came, and that which went, may cut tracts: how many of a
tract's speakers live on it is as unknown as for any area, so both are taken as areas, with the interval that knows both
errors (``planning.need.intervals``). Where an area has gained and lost, the distances of the two add up, since both may
be parts of one tract.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from planning.arrays import Floats
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.change import MOST_LEFT_OUT
from planning.need.crosswalk import OUTSIDE, WHOLE, Crosswalk
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need
from planning.need.replicates import Entries, only
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NEW_AREA, NO_AREA, SAME, WITHIN

DIFFERENCE_COLUMNS = (
    "area_id",
    "language",
    "before",
    "before_moe",
    "after",
    "after_moe",
    "change",
    "change_moe",
    "change_low",
    "change_high",
    "verdict",
)
"""The columns of a table of differences, in the order they are written."""


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """The ground that changed hands between two maps.

    Attributes
    ----------
    gained, lost : Crosswalk
        Of each area of either map, the share of every tract's people who live on ground that came to it, and on ground
        that went. An area may have both of one tract.
    """

    gained: Crosswalk
    lost: Crosswalk


def build_differences(before: Crosswalk, after: Crosswalk, moved: Moved, table: LanguageTable) -> pd.DataFrame:
    """Return the people of every area and language before and after, and what is known of the difference.

    Parameters
    ----------
    before, after : Crosswalk
        Of the same tracts.
    moved : Moved
    table : LanguageTable

    Returns
    -------
    DataFrame with ``DIFFERENCE_COLUMNS``
        One row an area of either map and language, ``all`` included; what lies outside all areas is left out. Persons;
        90 %. ``change_moe`` knows the sample alone, ``change_low`` and ``change_high`` both errors. ``verdict`` is
        ``more`` or ``fewer`` where the difference is larger than its margin and zero lies outside both ends, else
        ``within the margins``; ``the same`` where no ground changed hands; ``new area`` and ``no longer an area``
        where one side has no figure; ``cannot tell`` where a figure or a margin of the ground is missing.

    Examples
    --------
    East gets the whole north-west tract: 100 Spanish speakers (±50) more, whatever the margins of its 600 others.

    >>> from planning.examples import TRACTS, four_square_crosswalk, four_square_table
    >>> before, size = four_square_crosswalk(), np.full(4, 1000.0)
    >>> kept = {(TRACTS[2], "west"): 0.5, (TRACTS[3], "east"): 0.5, (TRACTS[1], "east"): 1.0}
    >>> after = Crosswalk.from_triples(kept | {(TRACTS[0], "east"): 1.0}, TRACTS, ("east", "west"), size)
    >>> areas = ("east", "west")
    >>> gained, lost = (Crosswalk.from_triples({(TRACTS[0], area): 1.0}, TRACTS, areas, size) for area in areas)
    >>> found = build_differences(before, after, Moved(gained, lost), four_square_table())
    >>> found.query("language == 'spanish'")[["area_id", "before", "after", "change", "change_moe", "verdict"]].values
    array([['east', 0.0, 100.0, 100.0, 50.0, 'more'],
           ['west', 150.0, 50.0, -100.0, 50.0, 'fewer']], dtype=object)
    """
    old, new = (build_need(walk, table)[["area_id", "language", "lep", "lep_moe"]] for walk in (before, after))
    both = old.merge(new, on=["area_id", "language"], how="outer", suffixes=("_before", "_after"))
    sides = {f"lep{what}_{side}": f"{side}{what}" for side in ("before", "after") for what in ("", "_moe")}
    rank = both["language"].map({language: k for k, language in enumerate((*LANGUAGE_IDS, ALL))})
    found = both.assign(rank=rank)[both["area_id"] != OUTSIDE].sort_values(["area_id", "rank"]).rename(columns=sides)
    for side, walk in (("gained", moved.gained), ("lost", moved.lost)):
        found = found.merge(_on_ground(walk, table, side), on=["area_id", "language"], how="left")
    found = found.merge(_margins(before, after, table), on=["area_id", "language"], how="left")
    in_both = found["area_id"].isin(before.area_ids) & found["area_id"].isin(after.area_ids)
    found["change"] = found["gained"] - found["lost"]
    # They may be two parts of one tract, of which one has what the other lacks: so their doubts add up.
    below = (found["gained"] - found["gained_low"]) + (found["lost_high"] - found["lost"])
    above = (found["gained_high"] - found["gained"]) + (found["lost"] - found["lost_low"])
    found["change_low"], found["change_high"] = found["change"] - below, found["change"] + above
    unknown = (found[["gained_missing", "lost_missing"]].max(axis=1) > MOST_LEFT_OUT) | found["change_low"].isna()
    ends = ["change", "change_moe", "change_low", "change_high"]
    found[ends] = found[ends].where(in_both)
    beyond = found["change"].abs() > found["change_moe"].fillna(0.0)
    found["verdict"] = np.select(
        [
            ~found["area_id"].isin(before.area_ids),
            ~found["area_id"].isin(after.area_ids),
            ~found["area_id"].isin(_with_ground(moved.gained) | _with_ground(moved.lost)),
            unknown,
            beyond & (found["change_low"] > 0),
            beyond & (found["change_high"] < 0),
        ],
        [NEW_AREA, NO_AREA, SAME, CANNOT_TELL, MORE, FEWER],
        WITHIN,
    )
    return found[list(DIFFERENCE_COLUMNS)].reset_index(drop=True)


def _on_ground(walk: Crosswalk, table: LanguageTable, side: str) -> pd.DataFrame:
    """Return the people of some ground by area, their interval, and the share of the people without a figure."""
    need, ends = build_need(walk, table), build_intervals(walk, table)
    found = pd.DataFrame(
        {
            "area_id": need["area_id"],
            "language": need["language"],
            side: need["lep"],
            f"{side}_low": ends["lep_interval_low"].to_numpy(),
            f"{side}_high": ends["lep_interval_high"].to_numpy(),
            f"{side}_missing": need["missing_share"],
        }
    )
    none = ~found["area_id"].isin(_with_ground(walk))
    names = [side, f"{side}_low", f"{side}_high", f"{side}_missing"]
    found.loc[none, names] = 0.0  # no ground has nobody on it, and that is known
    return found


def _margins(before: Crosswalk, after: Crosswalk, table: LanguageTable) -> pd.DataFrame:
    """Return the sampling margin of each difference, of the areas that both maps have."""
    areas = sorted(set(before.area_ids) & set(after.area_ids) - {OUTSIDE})
    weights = (_rows(after, areas) - _rows(before, areas)).tocoo()
    real = np.abs(weights.data) > WHOLE
    entries = Entries(len(areas), weights.row[real], weights.col[real], weights.data[real])
    tracts = pd.Index(before.tract_ids)
    cells, moes = (_along(frame, tracts)[entries.column] for frame in (table.lep, table.lep_moe))
    errors = None if table.replicates is None else table.replicates.along(tracts).lep
    whole = cells * np.nan if table.absent_languages() else cells
    columns = {
        language: entries.errors(cells[:, [k]], moes[:, [k]], only(errors, k)).moe
        for k, language in enumerate(LANGUAGE_IDS)
    } | {ALL: entries.errors(whole, moes, errors).moe}
    found = pd.DataFrame(columns, index=pd.Index(areas, name="area_id"))
    return found.melt(ignore_index=False, var_name="language", value_name="change_moe").reset_index()


def _with_ground(walk: Crosswalk) -> set[str]:
    """Return the areas that have any ground."""
    return {area for area, count in zip(walk.area_ids, np.diff(walk.weights.indptr), strict=True) if count}


def _rows(walk: Crosswalk, areas: list[str]) -> csr_array:
    row = {area: k for k, area in enumerate(walk.area_ids)}
    return csr_array(walk.weights[[row[area] for area in areas]])


def _along(frame: pd.DataFrame, tracts: pd.Index) -> Floats:
    cells: Floats = frame.reindex(tracts)[list(LANGUAGE_IDS)].to_numpy(dtype=float)
    return cells
