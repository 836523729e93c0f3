"""Threshold rules against need: met, not met, notice only or cannot tell, each with its reason.

The census asked a sample, so a figure near a threshold decides nothing. A verdict is given only where the
whole 90 % interval lies on one side: with e the people who speak English less than "very well", m their
margin and T the threshold in persons, ``met`` where e - m reaches T, ``not met`` where e + m does not, else
``cannot tell``. The margin of the population that a share is taken of is not in it: it is small beside m,
and the rules speak of a share of a count.

Lumps. A group of several languages is never ``met`` by its sum. If the whole group stays under T, so does
every language in it (``not met``); otherwise one of them may pass, and the census cannot say which.

Cells that are missing. The people they leave out could all speak the language. So ``not met`` stands only
if the figure would stay under T with every one of them added; they never speak against ``met``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planning.crosswalk import OUTSIDE
from planning.estimates import Floats
from planning.languages import ALL, LANGUAGES
from planning.reasons import Case, build_reason
from planning.rules import PRESETS, ThresholdRule, build_rule, find_rule, parse_rule

__all__ = [
    "CANNOT_TELL",
    "MET",
    "NOTICE_ONLY",
    "NOT_MET",
    "PRESETS",
    "VERDICTS",
    "VERDICT_COLUMNS",
    "ThresholdRule",
    "build_rule",
    "build_verdicts",
    "find_rule",
    "parse_rule",
]

MET = "met"
NOT_MET = "not met"
CANNOT_TELL = "cannot tell"
NOTICE_ONLY = "notice only"
VERDICTS = (MET, NOT_MET, CANNOT_TELL, NOTICE_ONLY)

VERDICT_COLUMNS = ("area_id", "language", "lep", "lep_moe", "threshold", "verdict", "reason")
"""The columns of a verdict table, in the order they are written."""

PRECISION = 6
"""Decimals of a person that count: what lies behind them is rounding of sums, not people."""

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def build_verdicts(need: pd.DataFrame, rule: ThresholdRule, level: str, today: date | None = None) -> pd.DataFrame:
    """Return a verdict for every area and language, with the sentence of reasoning.

    Parameters
    ----------
    need : DataFrame
        A need table, see ``planning.need``. Rows of ``all`` and of ``(outside)`` get no verdict.
    rule : ThresholdRule
    level : str
        What the areas are: ``beat``, ``department``, or a level between.
    today : date, optional
        If given, reasons say when the rule's review is overdue.

    Returns
    -------
    DataFrame with ``VERDICT_COLUMNS``
        In the order of ``need``. ``threshold`` in persons; NaN for a rule by rank, or where the area's people
        are not known.

    Notes
    -----
    T = share * pop5, or the count, or the smaller or larger of the two as the rule says. With a floor F
    (for example 50 people), a group that reaches T is ``met`` if e - m >= F and ``notice only`` if e + m
    < F. A rule by rank takes the n languages with the most people: ``met`` if, at worst, fewer than n
    others have as many; a lump whose upper end is U may hide U / (e - m) such languages. Nobody at all
    never meets a threshold.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> verdicts = build_verdicts(need, find_rule("hawaii_hrs_321c_3"), "beat")
    >>> korean = verdicts.query("area_id == 'east' and language == 'korean'").iloc[0]
    >>> print(korean["verdict"], korean["threshold"])
    met 75.0
    >>> print(korean["reason"])
    Korean: 600 people (±50) speak English less than very well; the threshold is 75 (5 % of 1,500 people
    5 and over, or 1,000, whichever is less). Met: 600 − 50 is at least 75. The rule itself is read for the
    whole jurisdiction of the agency; here it is applied to this area as a planning threshold. Planning
    threshold: Hawaii HRS 321C-3, as of 2025-01-01.
    """
    rows = need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE)].reset_index(drop=True)
    figures = _Figures.of(rows, rule)
    surely, maybe = _ranks(rows, figures) if rule.by_rank else (figures.unknown, figures.unknown)
    verdict = _rank_verdicts(figures, rule, surely, maybe) if rule.by_rank else _verdicts(figures, rule)
    verdict[rows["language"].isin(rule.always).to_numpy()] = MET
    cases = _cases(rows, figures, rule).assign(
        verdict=verdict,
        surely_above=surely,
        maybe_above=maybe,
        level_is_base=is_base(rule, level),
        overdue=today is not None and rule.is_due_for_review(today),
    )
    reasons = [build_reason(Case(*values), rule) for values in _as_tuples(cases)]
    return pd.DataFrame(
        {
            "area_id": rows["area_id"],
            "language": rows["language"],
            "lep": rows["lep"],
            "lep_moe": rows["lep_moe"],
            "threshold": figures.threshold,
            "verdict": pd.array(verdict, dtype="str"),
            "reason": pd.array(reasons, dtype="str"),
        },
        columns=list(VERDICT_COLUMNS),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
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
    def of(cls, rows: pd.DataFrame, rule: ThresholdRule) -> _Figures:
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


def _verdicts(figures: _Figures, rule: ThresholdRule) -> np.ndarray:
    known = ~np.isnan(figures.upper) & ~np.isnan(figures.threshold)
    reached = known & rule.reaches(figures.lower, figures.share_count) & ~figures.is_lump & (figures.lower > 0)
    nobody = (figures.pop5 == 0) & (figures.lep == 0) & (figures.left_out == 0)
    conditions = [
        (known & ~rule.reaches(figures.most, figures.share_count)) | nobody,
        reached & (figures.lower >= rule.floor),
        reached & (figures.most < rule.floor),
    ]
    return np.select(conditions, [NOT_MET, MET, NOTICE_ONLY], CANNOT_TELL).astype(object)


def _rank_verdicts(figures: _Figures, rule: ThresholdRule, surely: Floats, maybe: Floats) -> np.ndarray:
    top_n = rule.top_n or 0
    conditions = [surely >= top_n, (maybe < top_n) & ~figures.is_lump]
    return np.select(conditions, [NOT_MET, MET], CANNOT_TELL).astype(object)


def _ranks(rows: pd.DataFrame, figures: _Figures) -> tuple[Floats, Floats]:
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


def _cases(rows: pd.DataFrame, figures: _Figures, rule: ThresholdRule) -> pd.DataFrame:
    """Return what the reasons are told from, as columns named as the fields of ``Case``."""
    low, high = (rows[name].to_numpy(dtype=float).round(PRECISION) for name in ("lep_low", "lep_high"))
    straddles = ~rule.reaches(low, figures.share_count) & rule.reaches(high, figures.share_count)
    return pd.DataFrame(
        {
            "language": rows["language"],
            "lep": figures.lep,
            "moe": rows["lep_moe"],
            "margin": figures.margin,
            "low": low,
            "high": high,
            "pop5": figures.pop5,
            "missing_share": rows["missing_share"],
            "threshold": figures.threshold,
            "lower_reaches": rule.reaches(figures.lower, figures.share_count),
            "upper_reaches": rule.reaches(figures.upper, figures.share_count),
            "cut_matters": straddles & ~np.isnan(low) & ~np.isnan(figures.threshold),
            "table_has_moe": bool(rows["lep_moe"].notna().any()),
        }
    )


def _as_tuples(cases: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return cases[[field.name for field in fields(Case)]].itertuples(index=False, name=None)


def is_base(rule: ThresholdRule, level: str) -> bool:
    """Whether the rule itself is read for areas of this level.

    Any level between beat and department may be a district or a local office's area; any area may be a
    project's.

    Examples
    --------
    >>> is_base(find_rule("hawaii_hrs_321c_3"), "department"), is_base(find_rule("king_county"), "beat")
    (True, True)
    """
    if rule.base in {"district", "local office area"}:
        return level not in {"beat", "department"}
    return rule.base in {level, "project area"}
