"""The figures behind verdicts: interval, threshold, those left out, and ranks, one array entry a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.languages.groups import LANGUAGES
from planning.need.estimates import Floats
from planning.rules import ThresholdRule

PRECISION = 6
"""Decimals of a person that count: what lies behind them is rounding of sums, not people."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


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
