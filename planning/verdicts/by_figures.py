"""What figures alone decide: each language of each area against a rule, before any use of services.

The plain rule of ``planning.verdicts.thresholds``, for whichever ends of an interval it is given: those of the
margin, or those that count the boundary too (``planning.verdicts.both_errors``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats
from planning.languages.groups import LANGUAGES
from planning.languages.spoken import group_of
from planning.rules import ThresholdRule
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY

PRECISION = 6
"""Decimals of a person that count: what lies behind them is rounding of sums, not people."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the verdicts of all rows rest on, one array entry a row; persons."""

    lep: Floats
    margin: Floats
    lower: Floats
    upper: Floats
    left_out: Floats
    """People whose cells are missing, at most."""
    pop5: Floats
    share_count: Floats
    threshold: Floats
    is_lump: Flags

    @classmethod
    def of(cls, rows: pd.DataFrame, rule: ThresholdRule) -> Figures:
        """Return the figures of the rows of a need table."""
        lep, moe, pop5, missing = (
            rows[name].to_numpy(dtype=float) for name in ("lep", "lep_moe", "pop5", "missing_share")
        )
        margin = np.where(np.isnan(lep), np.nan, 0.0) if rule.decide == "estimate" else moe
        share_count = np.full(len(rows), np.nan) if rule.share is None else (rule.share * pop5).round(PRECISION)
        lumps = rows["language"].map({group.id: group.is_lump for group in LANGUAGES.values()})
        return cls(
            lep=lep,
            margin=margin,
            lower=(lep - margin).round(PRECISION),
            upper=(lep + margin).round(PRECISION),
            left_out=_left_out(missing, pop5),
            pop5=pop5,
            share_count=share_count,
            threshold=_threshold(share_count, rule),
            is_lump=lumps.to_numpy(dtype=bool),
        )

    @property
    def most(self) -> Floats:
        """The upper end, with everybody who is left out of the figure."""
        return self.upper + self.left_out

    @property
    def nobody(self) -> Flags:
        """Where the table counts nobody at all, so that there is nothing to be told apart."""
        counted: Flags = (self.pop5 == 0) & (self.lep == 0) & (self.left_out == 0)
        return counted

    @property
    def unknown(self) -> Floats:
        """As many missing figures."""
        return np.full(self.lep.shape, np.nan)


def _left_out(missing_share: Floats, pop5: Floats) -> Floats:
    """Return how many people the missing cells may leave out: their share, on top of the people counted."""
    missing = np.nan_to_num(missing_share, nan=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        people = np.where(pop5 > 0, missing / (1 - missing) * pop5, np.inf)
    return np.where(missing > 0, people, 0.0)


def _threshold(share_count: Floats, rule: ThresholdRule) -> Floats:
    if rule.count is None:
        return share_count
    if rule.share is None:
        return np.full(share_count.shape, float(rule.count))
    smaller_or_larger = np.minimum if rule.combine == "min" else np.maximum
    return smaller_or_larger(share_count, rule.count)


def ranks(rows: pd.DataFrame, figures: Figures) -> tuple[Floats, Floats]:
    """Return how many languages of the same area have more people: for certain, and at most."""
    area = pd.factorize(rows["area_id"])[0]
    group = rows["language"].map({language: k for k, language in enumerate(LANGUAGES)}).to_numpy(dtype=int)
    shape = (int(area.max(initial=-1)) + 1, len(LANGUAGES))
    # A language the table lacks may have anybody: from nobody to everybody.
    lower, upper = np.zeros(shape), np.full(shape, np.inf)
    lower[area, group] = np.where(np.isnan(figures.lower), 0.0, figures.lower)
    upper[area, group] = np.where(np.isnan(figures.most), np.inf, figures.most)
    lump = np.array([one.is_lump for one in LANGUAGES.values()])
    others = ~np.eye(len(LANGUAGES), dtype=bool)[group]
    own_lower, own_upper = lower[area, group][:, None], upper[area, group][:, None]
    surely = (others & ~lump & (lower[area] > own_upper)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        hidden = np.where(own_lower > 0, np.floor(upper[area] / own_lower), np.inf)
    named = np.where(own_lower > 0, upper[area] >= own_lower, np.inf)
    maybe = np.where(others, np.where(lump, hidden, named), 0.0).sum(axis=1)
    return surely.astype(float), maybe


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts by figures alone, one array entry a row.

    Attributes
    ----------
    figures : Figures
    verdict : array of str
    surely_above, maybe_above : array
        For a rule by rank: how many languages have more people for certain, and how many may have; else NaN.
    """

    figures: Figures
    verdict: np.ndarray
    surely_above: Floats
    maybe_above: Floats


def judge(rows: pd.DataFrame, rule: ThresholdRule) -> Judged:
    """Return the verdict of every row by estimate and margin.

    Parameters
    ----------
    rows : DataFrame
        Rows of a need table, without ``all`` and ``(outside)``; a rule by rank needs every language of an area.
    rule : ThresholdRule

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> from planning.rules import find_rule
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> rows = need[(need["area_id"] == "east") & (need["language"] == "korean")]
    >>> judge(rows, find_rule("dc_code_2_1933")).verdict.tolist()
    ['met']
    """
    figures = Figures.of(rows, rule)
    surely, maybe = ranks(rows, figures) if rule.by_rank else (figures.unknown, figures.unknown)
    if rule.by_rank:
        verdict = _by_rank(figures, rule, surely, maybe)
    elif rule.by_number:
        verdict = _by_number(figures, rule)
    else:  # A list names what it asks for; the census says nothing of use.
        verdict = np.full(len(rows), NOT_MET if rule.by_list else CANNOT_TELL, dtype=object)
    verdict[rows["language"].isin({group_of(language) for language in rule.always}).to_numpy()] = MET
    return Judged(figures, verdict, surely, maybe)


def _by_number(figures: Figures, rule: ThresholdRule) -> np.ndarray:
    known = ~np.isnan(figures.upper) & ~np.isnan(figures.threshold)
    reached = known & rule.reaches(figures.lower, figures.share_count) & ~figures.is_lump & (figures.lower > 0)
    conditions = [
        (known & ~rule.reaches(figures.most, figures.share_count)) | figures.nobody,
        reached & (figures.lower >= rule.floor),
        reached & (figures.most < rule.floor),
    ]
    return np.select(conditions, [NOT_MET, MET, NOTICE_ONLY], CANNOT_TELL).astype(object)


def _by_rank(figures: Figures, rule: ThresholdRule, surely: Floats, maybe: Floats) -> np.ndarray:
    top_n = rule.top_n or 0
    never, surely_is = surely >= top_n, (maybe < top_n) & ~figures.is_lump
    if rule.count is not None:
        known = ~np.isnan(figures.upper)
        never |= known & ~rule.reaches(figures.most, figures.share_count)
        surely_is &= known & rule.reaches(figures.lower, figures.share_count)
    return np.select([never, surely_is], [NOT_MET, MET], CANNOT_TELL).astype(object)
