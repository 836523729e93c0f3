"""What has changed between two surveys, area by area and language by language, and what cannot be told apart.

*Sampling.* Each survey's figure has a 90 % interval. The interval of the difference is recovered from the two (MOVER,
"method of variance estimates recovery": Zou and Donner 2008, "Construction of confidence limits about effect measures",
Statistics in Medicine 27): the lower side of one stands against the upper side of the other, each squared, since two
surveys that share no year asked other people.

*Boundary.* Where an area cuts a tract, nobody knows how many of the tract's speakers live inside. Where both surveys
have the same tracts, that part is taken to be the same in both years: then a tract without a change gives an area
without one, whatever the part is. Of a tract that has changed, the part of the change that came inside is uncertain by
at most what all or none of it would be (``boundary_of_change``). Where the tracts are not the same, each survey's whole
interval with both errors is set against the other's, which is wider.

A change is told only where zero lies outside. How often an unchanged figure is called changed, and how large a change
is noticed: docs/change.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Floats
from planning.errors import SchemaError
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need, entries_of
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NO_CLEAR_CHANGE

SURVEY_YEARS = 5
"""A survey of five years shares interviews with one whose last year is less than five years away."""

Z_80_ONE_SIDED = 0.8416212335729143
"""The quantile of the normal distribution that 8 in 10 lie below."""

MOST_LEFT_OUT = 0.01
"""Where the shares of people without a figure differ by more in the two surveys, they are not of the same people."""

CHANGE_COLUMNS = (
    "area_id",
    "language",
    "then",
    "then_moe",
    "now",
    "now_moe",
    "change",
    "change_moe",
    "change_low",
    "change_high",
    "verdict",
    "noticeable",
)
"""The columns of a change table, in the order they are written."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey carried to areas: its table, and where its tracts lie in them."""

    crosswalk: Crosswalk
    table: LanguageTable


def overlap(one: int, other: int) -> bool:
    """Return whether two five-year surveys, named by their last years, share a year.

    Examples
    --------
    >>> overlap(2019, 2023), overlap(2019, 2024)
    (True, False)
    """
    return abs(one - other) < SURVEY_YEARS


def build_change(then: Survey, now: Survey, *, same_tracts: bool) -> pd.DataFrame:
    """Return what is known of the change from one survey to another.

    Parameters
    ----------
    then, now : Survey
        Of the same areas, by two surveys that share no year.
    same_tracts : bool
        Whether both have the same tracts with the same ground; then ``now``'s weights say for both which are cut.

    Returns
    -------
    DataFrame with ``CHANGE_COLUMNS``
        One row an area and language, ``all`` and ``(outside)`` included. Persons. ``change_moe`` knows the surveys
        alone; ``change_low`` and ``change_high`` hold both errors, and ``verdict`` goes by them: more, fewer, no clear
        change; or cannot tell where a figure or a margin is missing in either survey (then the ends are NaN), or where
        the two leave out unlike shares of the people. ``noticeable`` is how large a true change must be to be noticed
        8 times in 10.

    Raises
    ------
    SchemaError
        If the two are not of the same areas.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> then = Survey(four_square_crosswalk(), four_square_table())
    >>> change = build_change(then, then, same_tracts=True)
    >>> change["change"].dropna().unique().tolist(), change["verdict"].unique().tolist()
    ([0.0], ['no clear change'])
    """
    if sorted(then.crosswalk.area_ids) != sorted(now.crosswalk.area_ids):
        raise SchemaError("the two surveys are not of the same areas", fix="compare years of one department")
    older, newer = (_figures(one, 0.0 if same_tracts else 1.0) for one in (then, now))
    both = newer.merge(older, on=["area_id", "language"], suffixes=("_now", "_then"))
    found = both[["area_id", "language"]].assign(
        then=both["lep_then"], then_moe=both["lep_moe_then"], now=both["lep_now"], now_moe=both["lep_moe_now"]
    )
    found["change"] = found["now"] - found["then"]
    found["change_moe"] = np.hypot(found["then_moe"], found["now_moe"])
    below = np.hypot(_side(both, "now", "low"), _side(both, "then", "high"))
    above = np.hypot(_side(both, "now", "high"), _side(both, "then", "low"))
    if same_tracts:
        error = found[["area_id", "language"]].merge(boundary_of_change(now.crosswalk, then.table, now.table))["error"]
        below, above = np.hypot(below, error), np.hypot(above, error)
    unlike = (both["missing_share_now"] - both["missing_share_then"]).abs() > MOST_LEFT_OUT
    found["change_low"] = (found["change"] - below).mask(unlike)
    found["change_high"] = (found["change"] + above).mask(unlike)
    found["verdict"] = np.select(
        [found["change_low"].isna() | found["change_high"].isna(), found["change_low"] > 0, found["change_high"] < 0],
        [CANNOT_TELL, MORE, FEWER],
        NO_CLEAR_CHANGE,
    )
    found["noticeable"] = (below + above) / 2 * (1 + Z_80_ONE_SIDED / Z_90)
    return found[list(CHANGE_COLUMNS)]


def _figures(survey: Survey, boundary: float) -> pd.DataFrame:
    """Return the need of a survey with the ends of an interval that goes so far towards the bracket's."""
    need = build_need(survey.crosswalk, survey.table)
    ends = build_intervals(survey.crosswalk, survey.table, boundary)
    figures = need[["area_id", "language", "lep", "lep_moe", "missing_share"]]
    return figures.assign(low=ends["lep_interval_low"].to_numpy(), high=ends["lep_interval_high"].to_numpy())


def _side(both: pd.DataFrame, survey: str, end: str) -> pd.Series:
    """Return how far an end of a survey's interval is from its estimate."""
    return (both[f"lep_{survey}"] - both[f"{end}_{survey}"]).abs()


def boundary_of_change(crosswalk: Crosswalk, then: LanguageTable, now: LanguageTable) -> pd.DataFrame:
    """Return how far the changes of cut tracts may have happened on the other side of an area's border.

    Parameters
    ----------
    crosswalk : Crosswalk
        Of the tracts that both tables have.

    Returns
    -------
    DataFrame with area_id, language, error
        Persons, 90 %. Tracts without a figure in either year are left out.

    Notes
    -----
    With w the part of a tract's people inside, d its change and s the standard error of d, the squared standard error
    is the sum of w (1 - w) (d^2 - s^2), at least 0: no part between none and all has a larger variance around w than
    w (1 - w) (Bhatia and Davis 2000, "A better bound on the variance", American Mathematical Monthly 107), and s^2 of
    d^2 is the surveys' own.

    Examples
    --------
    Half of a tract is in ``west``; its Spanish speakers went from 100 (±50) to 1,100 (±50), of whom 500 are counted
    there, give or take 822:

    >>> from dataclasses import replace
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> then = four_square_table()
    >>> now = replace(then, lep=then.lep.copy())
    >>> now.lep.loc[now.lep.index[2], "spanish"] += 1000
    >>> ends = boundary_of_change(four_square_crosswalk(), then, now)
    >>> ends.query("area_id == 'west' and language == 'spanish'")["error"].round().tolist()
    [822.0]
    """
    entries = entries_of(crosswalk)
    tracts = pd.Index(crosswalk.tract_ids)[entries.column]
    inside = np.minimum(entries.weight, 1.0)

    def error(languages: list[str]) -> Floats:
        cells = [table.lep.reindex(tracts)[languages].sum(axis=1, skipna=False) for table in (then, now)]
        squares = [table.lep_moe.reindex(tracts)[languages].pow(2).sum(axis=1) for table in (then, now)]
        moved = ((cells[1] - cells[0]) ** 2 - (squares[0] + squares[1]) / Z_90**2).fillna(0.0).to_numpy(dtype=float)
        return Z_90 * np.sqrt(np.maximum(0.0, entries.by_area(inside * (1 - inside) * moved)))

    errors = {language: error([language]) for language in LANGUAGE_IDS} | {ALL: error(list(LANGUAGE_IDS))}
    return (
        pd.DataFrame(errors, index=pd.Index(crosswalk.area_ids, name="area_id"))
        .melt(ignore_index=False, var_name="language", value_name="error")
        .reset_index()
    )


def count_verdicts(change: pd.DataFrame, language: str) -> dict[str, int]:
    """Return how many areas have more, fewer, no clear change, and cannot be told, of one language or of ``all``.

    Examples
    --------
    >>> count_verdicts(pd.DataFrame({"language": ["all", "all"], "verdict": [MORE, NO_CLEAR_CHANGE]}), ALL)[MORE]
    1
    """
    found = change.loc[change["language"] == language, "verdict"].value_counts()
    return {verdict: int(found.get(verdict, 0)) for verdict in (MORE, FEWER, NO_CLEAR_CHANGE, CANNOT_TELL)}
