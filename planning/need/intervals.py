"""One interval for both errors: where the truth lies, 90 times in 100, whether or not an area cuts tracts.

``planning.need.need`` keeps sampling (``lep_moe``) and boundary (``lep_low``, ``lep_high``) apart, and so should
whoever explains a figure. But a claim of 90 % needs one interval, and neither of the two keeps it alone: the margin
knows nothing of the boundary, the bracket nothing of the sample. This one is an addition beside both.

Three steps, each from the literature:

1. *Bounds.* Of an area that cuts tracts only a least and a most are known (method of bounds: Duncan and Davis
   1953, "An Alternative to Ecological Correlation", American Sociological Review 18). Each is an estimate with
   a sampling error of its own. Of a cut tract the whole count may be in the area, so its margin goes into the
   most unshrunk.
2. *From bounds to an interval.* Imbens and Manski (2004), "Confidence Intervals for Partially Identified
   Parameters", Econometrica 72: go c standard errors below the least and above the most, with c such that the
   truth is held with 90 % wherever between the bounds it lies. c falls from 1.645 (no bracket) to 1.28
   (a bracket wide beside the sampling error: the truth cannot be near both ends at once).
3. *Few people.* A survey that meets no speaker has not shown that there is none, yet publishes 0 +/- 12. As
   the variance of a count grows with the count itself, we ask, with Wilson (1927), "Probable Inference",
   Journal of the American Statistical Association 22, which true counts would make this estimate likely. That
   moves the interval up by c^2 k / 2 persons, k being the variance of an estimate per person counted.

How well it holds, on cities whose truth is known: docs/calibration.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from planning.arrays import Flags, Floats
from planning.errors import InputError
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable, entries_of
from planning.need.replicates import Errors, only

SPREAD_COLUMNS = ("parted", "tracts_worth", "per_person")
"""What ``planning.verdicts.chance`` goes by. ``parted``: the sum over tracts of w (1 - w) n^2, w being the part of a
tract inside and n its speakers; ``tracts_worth``: the sum of w; ``per_person``: the variance per person counted."""

INTERVAL_COLUMNS = ("area_id", "language", "lep_interval_low", "lep_interval_high", "is_cut", *SPREAD_COLUMNS)
"""The columns of an interval table; ``is_cut``: whether the area holds a part only of some tract's people."""

CUT_PERSONS = 0.5
"""An area is cut where so many people, or more, are parted from it by its borders, or from others by them."""

HOLD_RATE = float(2 * ndtr(Z_90) - 1)
"""What the Bureau's factor of 1.645 holds on two sides: 90 %."""
Z_ONE_SIDED = float(ndtri(HOLD_RATE))
"""The factor of Imbens and Manski for a bracket without end, 1.28: 90 % on one side."""

TYPICAL_CLUSTERING = 40.0
"""``clustering`` where a table has nobody to tell it from; real and simulated tables give 35 to 50."""


def build_intervals(
    crosswalk: Crosswalk, table: LanguageTable, boundary: float = 1.0, per_person: Floats | None = None
) -> pd.DataFrame:
    """Return the combined 90 % interval of every area and language, ``all`` and ``(outside)`` included.

    Parameters
    ----------
    crosswalk : Crosswalk
    table : LanguageTable
    boundary : float
        How far the interval goes from the estimate towards the ends of the bracket: 1, all the way, keeps its
        promise wherever in a cut tract the speakers live; less is narrower and rests on their being somewhat
        spread, see docs/calibration.md; 0 is the interval of the sampling alone. Verdicts are held against 1, the
        interval that is shown.
    per_person : array, shape (areas,), optional
        The variance of an estimate per person counted, where it is known area by area; that of the whole table,
        ``clustering``, unless given.

    Returns
    -------
    DataFrame with ``INTERVAL_COLUMNS``
        Persons who speak English less than "very well", in the order of ``planning.need.need.build_need``. NaN
        where a figure or a margin is missing. As in the need table, people of tracts whose cell is missing are
        not in it.

    Raises
    ------
    InputError
        If ``boundary`` is not from 0 to 1.

    Notes
    -----
    With least L and most M of the bracket (drawn in towards the estimate if ``boundary`` is below 1), their
    standard errors s_L and s_M (root of squares, of zero
    estimates only the largest margin, once), k = ``clustering(table)`` and d = c^2 k / 2:

        low  = L + d - sqrt(max((c s_L)^2, c^2 k L) + d^2)
        high = M + d + sqrt((c s_M)^2 + d^2),   at most the people of the area and their margins

    It holds the truth of the five years surveyed, over samples, as far as sampling and boundaries go. It
    does not hold what no margin holds (people not found, wrong answers, change since), nor population points
    that are wrong or older than the table. It can be wide: a beat smaller than a tract is told little by a
    tract table, and the interval says so.

    Examples
    --------
    Half of one of the two tracts of ``west`` is elsewhere; all or none of its speakers may be:

    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> intervals = build_intervals(four_square_crosswalk(), four_square_table())
    >>> west = intervals.query("area_id == 'west' and language == 'spanish'")
    >>> west[["lep_interval_low", "lep_interval_high"]].round(1).values.tolist()
    [[63.8, 258.1]]
    """
    if not 0 <= boundary <= 1:
        raise InputError(
            "the boundary share must be from 0 to 1", value=boundary, fix="1 uses the whole possible range"
        )
    entries = _Entries(crosswalk, table)
    factor = np.full(len(crosswalk.area_ids), clustering(table)) if per_person is None else per_person
    languages = list(LANGUAGE_IDS)
    cells, moes = entries.along(table.lep[languages]), entries.along(table.lep_moe[languages])
    errors = entries.lep_errors
    ends = [
        _interval(entries, cells[:, [k]], moes[:, [k]], only(errors, k), factor, boundary)
        for k in range(len(languages))
    ]
    if table.lep[languages].isna().all().any():  # a sum of some languages is not a sum of all
        cells = np.full(cells.shape, np.nan)
    ends.append(_interval(entries, cells, moes, errors, factor, boundary))
    low, high = (np.column_stack(side).ravel() for side in zip(*ends, strict=True))
    parted = [entries.parted(cells[:, k]) for k in range(len(languages))] + [entries.parted(cells.sum(axis=1))]
    names = (*LANGUAGE_IDS, ALL)
    return pd.DataFrame(
        {
            "area_id": np.repeat(np.array(crosswalk.area_ids, dtype=object), len(names)),
            "language": names * len(crosswalk.area_ids),
            "lep_interval_low": low,
            "lep_interval_high": high,
            "is_cut": np.repeat(entries.is_cut, len(names)),
            "parted": np.column_stack(parted).ravel(),
            "tracts_worth": np.repeat(entries.by_area(entries.weight), len(names)),
            "per_person": np.repeat(factor, len(names)),
        },
        columns=list(INTERVAL_COLUMNS),
    )


def clustering(table: LanguageTable) -> float:
    """Return the variance of an estimate per person counted: sum of SE^2 / sum of estimates, over all cells.

    It tells in persons how far one interview reaches: its weight, times the speakers found together in one
    household, times what unequal weights add.

    Examples
    --------
    >>> from planning.examples import four_square_table
    >>> round(clustering(four_square_table()), 2)
    3.46
    """
    lep, moe = table.lep.to_numpy(dtype=float), table.lep_moe.to_numpy(dtype=float)
    known = (lep > 0) & ~np.isnan(moe)
    if not known.any():
        return TYPICAL_CLUSTERING
    return float(((moe[known] / Z_90) ** 2).sum() / lep[known].sum())


def critical_value(bracket_in_se: Floats) -> Floats:
    """Return c of Imbens and Manski: ndtr(c + bracket) - ndtr(-c) = 0.90.

    Parameters
    ----------
    bracket_in_se : array
        Width of the bracket divided by the larger standard error of its ends.

    Examples
    --------
    >>> critical_value(np.array([0.0, 1.0, 10.0])).round(3).tolist()
    [1.645, 1.339, 1.282]
    """
    least, most = np.full(bracket_in_se.shape, Z_ONE_SIDED), np.full(bracket_in_se.shape, Z_90)
    for _ in range(30):
        middle = (least + most) / 2
        enough = ndtr(middle + bracket_in_se) - ndtr(-middle) >= HOLD_RATE
        least, most = np.where(enough, least, middle), np.where(enough, middle, most)
    return most


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Least and most by area, with the standard error of each; persons."""

    least: Floats
    most: Floats
    least_se: Floats
    most_se: Floats


class _Entries:
    """A crosswalk as flat arrays, one entry a non-zero weight."""

    def __init__(self, crosswalk: Crosswalk, table: LanguageTable) -> None:
        self.entries = entries_of(crosswalk)
        self.weight = self.entries.weight
        tracts = pd.Index(crosswalk.tract_ids)
        self.lep_errors = None if table.replicates is None else table.replicates.along(tracts).lep
        self._tracts = tracts[self.entries.column]
        pop5, pop5_moe = self.along(table.pop5.to_frame())[:, 0], self.along(table.pop5_moe.to_frame())[:, 0]
        # A tract whose population is not known bounds nothing.
        self.people = np.where(np.isnan(pop5), np.inf, pop5)
        self.at_most = self.by_area(self.weight * (self.people + np.nan_to_num(pop5_moe)))
        with np.errstate(invalid="ignore"):
            parted = np.nan_to_num(np.minimum(self.weight, 1 - self.weight) * self.people, nan=0.0, posinf=np.inf)
        self.is_cut: Flags = self.by_area(np.maximum(parted, 0.0)) >= CUT_PERSONS

    def along(self, frame: pd.DataFrame) -> Floats:
        cells: Floats = frame.reindex(self._tracts).to_numpy(dtype=float)
        return cells

    def by_area(self, values: Floats) -> Floats:
        return self.entries.by_area(values)

    def parted(self, lep: Floats) -> Floats:
        """Return how far speakers could be parted by the borders: persons squared."""
        return self.by_area(self.weight * (1 - np.minimum(self.weight, 1)) * np.nan_to_num(lep) ** 2)

    def standard_error(self, weight: Floats, cells: Floats, moes: Floats, errors: Errors | None) -> Floats:
        """Return the sampling error of a weighted sum of cells; each entry has a weight of its own."""
        # Cells without a margin count nothing here: ``_interval`` gives the area no interval.
        return replace(self.entries, weight=weight).errors(cells, np.nan_to_num(moes), errors).moe / Z_90

    def bounds(self, cells: Floats, moes: Floats, errors: Errors | None, boundary: float) -> _Bounds:
        lep = np.nan_to_num(cells).sum(axis=1)
        inside = self.weight * self.people
        with np.errstate(invalid="ignore"):
            elsewhere = np.where(self.weight >= 1, 0.0, (1 - self.weight) * self.people)
        # Where a bound rests on the size of the part and not on the count, the count's error is not in it.
        rests_on_count = (lep > elsewhere) | (self.weight >= 1)
        may_be_inside = lep <= inside

        def drawn_in(end: Floats, estimate: Floats) -> Floats:
            drawn: Floats = boundary * end + (1 - boundary) * estimate
            return drawn

        estimate = self.by_area(self.weight * lep)
        weights = (drawn_in(counts.astype(float), self.weight) for counts in (rests_on_count, may_be_inside))
        least_se, most_se = (self.standard_error(weight, cells, moes, errors) for weight in weights)
        return _Bounds(
            least=drawn_in(self.by_area(np.maximum(0.0, lep - elsewhere)), estimate),
            most=drawn_in(self.by_area(np.minimum(lep, inside)), estimate),
            least_se=least_se,
            most_se=most_se,
        )


def _interval(
    entries: _Entries, cells: Floats, moes: Floats, errors: Errors | None, per_person: Floats, boundary: float
) -> tuple[Floats, Floats]:
    """Return the ends by area for the sum of some columns of the table, laid along the entries."""
    bounds = entries.bounds(cells, moes, errors, boundary)
    known = ~np.isnan(cells)
    nobody_knows = entries.by_area(known.any(axis=1).astype(float)) == 0
    replicated = np.zeros_like(known) if errors is None else errors.known[entries.entries.column] & (cells != 0)
    no_margin = entries.by_area((known & np.isnan(moes) & ~replicated).any(axis=1).astype(float)) > 0
    known = ~nobody_knows & ~no_margin

    larger_se = np.maximum(np.maximum(bounds.least_se, bounds.most_se), 1e-9)
    c = critical_value((bounds.most - bounds.least) / larger_se)
    shift = c**2 * per_person / 2
    below = np.maximum((c * bounds.least_se) ** 2, c**2 * per_person * bounds.least)
    low = np.maximum(0.0, bounds.least + shift - np.sqrt(below + shift**2))
    high = bounds.most + shift + np.sqrt((c * bounds.most_se) ** 2 + shift**2)
    high = np.minimum(high, np.maximum(entries.at_most, bounds.most))
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
