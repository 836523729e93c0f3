"""Threshold rules against need: met, not met, notice only or cannot tell, each with its reason.

The census asked a sample, so a figure near a threshold decides nothing. A verdict is given only where the
whole 90 % interval lies on one side: with e the people who speak English less than "very well", m their
margin and T the threshold in persons, ``met`` where e - m reaches T, ``not met`` where e + m does not, else
``cannot tell``. The margin of the population that a share is taken of is not in it: it is small beside m,
and the rules speak of a share of a count.

Both errors. The margin says nothing of the boundary, and too little of few people. Given the intervals with both
errors, a verdict is given only if it stands with them too (``planning.verdicts.both_errors``); the interval, and what
the margin alone says, stay beside it.

Lumps. A group of several languages is never ``met`` by its sum. If the whole group stays under T, so does
every language in it (``not met``); otherwise one of them may pass, and the census cannot say which.

Cells that are missing. The people they leave out could all speak the language. So ``not met`` stands only
if the figure would stay under T with every one of them added; they never speak against ``met``.

Local evidence is never added to a figure. It stands beside it in the sentence, and decides only through a
rule's clause on use of services (``planning.verdicts.by_use``); that is the one way a lump can be ``met``.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats
from planning.need.evidence import sentences_beside
from planning.need.intervals import SPREAD_COLUMNS
from planning.rules import PRESETS, ThresholdRule, build_rule, find_rule, parse_rule
from planning.verdicts.both_errors import KEYS, HeldAgainst, hold_against, judged_rows
from planning.verdicts.by_figures import Figures, Judged, judge
from planning.verdicts.by_use import Standing
from planning.verdicts.case import build_cases
from planning.verdicts.chance import chance_said, chance_sentence, chances_where
from planning.verdicts.encouraged import encourage, encouraged_sentence
from planning.verdicts.reasons import before_rule
from planning.verdicts.several import strongest
from planning.vocabulary import BEAT_LEVEL, CANNOT_TELL, DEPARTMENT_LEVEL

__all__ = [
    "DOUBT_COLUMNS",
    "MARGIN_COLUMNS",
    "PRESETS",
    "VERDICT_COLUMNS",
    "ThresholdRule",
    "build_rule",
    "build_verdict_details",
    "find_rule",
    "parse_rule",
]

VERDICT_COLUMNS = (
    *("area_id", "language", "lep", "lep_moe", "threshold", "verdict", "verdict_by_margin", "reason"),
    *("lep_interval_low", "lep_interval_high", "encouraged", "chance", "chance_said"),
)
"""The columns of a verdict table, in the order they are written: the two of the interval are the range that decided."""

DOUBT_COLUMNS = ("sampling_doubt", "boundary_doubt", "group_doubt", "missing_doubt", "census_verdict", "use")
"""What ``build_verdict_details`` adds: see there."""

MARGIN_COLUMNS = ("reason_by_margin",)
"""The sentence that belongs to ``verdict_by_margin``."""


def build_verdict_details(
    need: pd.DataFrame,
    rule: ThresholdRule,
    level: str,
    today: date | None = None,
    uses: pd.DataFrame | None = None,
    *,
    intervals: pd.DataFrame | None = None,
    reasons: bool = True,
) -> pd.DataFrame:
    """Return a verdict for every area and language, with its reason and what is in doubt about it, each kind apart.

    Parameters
    ----------
    need : DataFrame
        A need table, see ``planning.need.need``. Rows of ``all`` and of ``(outside)`` get no verdict.
    rule : ThresholdRule
    level : str
        What the areas are: ``beat``, ``department``, or a level between.
    today : date, optional
        If given, reasons say when the rule's review is overdue.
    uses : DataFrame, optional
        Local evidence in the same areas, from ``planning.need.evidence.place_evidence``.
    intervals : DataFrame with ``planning.need.intervals.INTERVAL_COLUMNS``, optional
        Of the same areas. With them a verdict that does not stand with both errors is "cannot tell"; without them the
        margin alone decides.
    reasons : bool
        Whether the sentences are written, which takes longer than all the rest; else they are empty.

    Returns
    -------
    DataFrame with ``VERDICT_COLUMNS``, ``DOUBT_COLUMNS`` and ``MARGIN_COLUMNS``
        In the order of ``need``. ``threshold`` in persons; NaN for a rule by rank, or where the area's people
        are not known.
        ``lep_interval_low``, ``lep_interval_high``: the range with both errors that decided; NaN where none did, see
        ``planning.verdicts.both_errors``.
        ``encouraged``: ``yes`` where material is encouraged though not asked for, ``cannot tell``, or empty.
        ``chance``, ``chance_said``: where both errors leave it open, how likely the rule is met; else NaN and empty.
        See ``planning.verdicts.chance``.
        ``sampling_doubt``: the margin spans the threshold (or the floor, or the rank), there is none, or it is too
        small for so few people.
        ``boundary_doubt``: the area cuts tracts so that the threshold lies within the split bracket, or so that
        the verdict by the margin does not stand with both errors.
        ``group_doubt``: several languages together, of which one may pass.
        ``missing_doubt``: those left out of the figure could lift it over the threshold, or there is no figure.
        ``census_verdict``: the verdict before use of services. ``use``: ``in``, ``maybe``, or empty.
        ``verdict_by_margin``, ``reason_by_margin``: verdict and sentence by the margin alone.

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
    >>> from planning.need.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> details = build_verdict_details(need, find_rule("hawaii_hrs_321c_3"), "beat")
    >>> korean = details.query("area_id == 'east' and language == 'korean'").iloc[0]
    >>> print(korean["verdict"], korean["threshold"])
    met 75.0
    >>> print(korean["reason"])
    Korean: 600 LEP residents (give or take 50). The threshold is 75: 5% of 1,500 residents age 5 and older, or 1,000,
    whichever is less. Qualifies: 600 − 50 is at least 75. The rule itself applies to the whole jurisdiction of the
    agency. Here it is used for this area as a planning threshold. Planning threshold: Hawaii HRS 321C-3, text as of
    Jan. 1, 2025.

    Half of one of the two tracts of ``west`` is elsewhere, and with it perhaps all of its speakers:

    >>> from dataclasses import replace
    >>> from planning.need.intervals import build_intervals
    >>> crosswalk, table = four_square_crosswalk(), four_square_table()
    >>> need, rule = build_need(crosswalk, table), replace(find_rule("hawaii_hrs_321c_3"), share=0.06)
    >>> details = build_verdict_details(need, rule, "beat", intervals=build_intervals(crosswalk, table))
    >>> west = details.query("area_id == 'west' and language == 'spanish'").iloc[0]
    >>> west["verdict"], bool(west["boundary_doubt"]), west["verdict_by_margin"]
    ('cannot tell', True, 'met')
    """
    if rule.limbs:
        each = [
            build_verdict_details(need, limb, level, today, uses, intervals=intervals, reasons=reasons)
            for limb in rule.limbs
        ]
        return strongest(each, rule.limbs)
    rows = judged_rows(need)
    alone = judge(rows, rule)
    held = HeldAgainst.nothing(len(rows)) if intervals is None else hold_against(rows, alone, rule, intervals)
    census = np.where(held.fallen, CANNOT_TELL, alone.verdict).astype(object)
    beside = {} if uses is None else sentences_beside(uses)
    by_margin = Standing.of(rows, alone.verdict, rule, uses, beside)
    shown = Standing.of(rows, census, rule, uses, beside) if held.fallen.any() else by_margin
    cases = build_cases(rows, alone.figures, rule).assign(
        surely_above=alone.surely_above,
        maybe_above=alone.maybe_above,
        level_is_base=is_base(rule, level),
        overdue=today is not None and rule.is_due_for_review(today),
        is_whole=level == DEPARTMENT_LEVEL,
    )
    doubts = _doubts(alone.figures, cases, rule, alone.verdict)
    doubts["boundary_doubt"] = doubts["boundary_doubt"] | (held.fallen & held.is_cut)
    doubts["sampling_doubt"] = doubts["sampling_doubt"] | (held.fallen & ~held.is_cut)
    sentences = margin_sentences = [""] * len(rows)
    if reasons:
        sentences = shown.sentences(_with_both(cases, alone, held), rule)
        margin_sentences = by_margin.sentences_unlike(shown, sentences, cases, rule)
    by_range = shown.verdict == census
    chance = _chance(rows, rule, alone.figures, (shown.verdict == CANNOT_TELL) & by_range, intervals)
    if reasons:
        sentences = [before_rule(text, chance_sentence(one)) for text, one in zip(sentences, chance, strict=True)]
    tier = encourage(rows, shown.verdict, rule, intervals)
    if reasons and tier.any():
        sentences = [
            before_rule(text, encouraged_sentence(one, rule)) for text, one in zip(sentences, tier, strict=True)
        ]
    return pd.DataFrame(
        {
            "area_id": rows["area_id"],
            "language": rows["language"],
            "lep": rows["lep"],
            "lep_moe": rows["lep_moe"],
            "threshold": alone.figures.threshold,
            "verdict": pd.array(shown.verdict, dtype="str"),
            "verdict_by_margin": pd.array(by_margin.verdict, dtype="str"),
            "reason": pd.array(sentences, dtype="str"),
            "lep_interval_low": np.where(by_range, held.low, np.nan),
            "lep_interval_high": np.where(by_range, held.high, np.nan),
            "encouraged": pd.array(tier, dtype="str"),
            "chance": chance,
            "chance_said": pd.array([chance_said(one) for one in chance], dtype="str"),
            **doubts,
            "census_verdict": pd.array(census, dtype="str"),
            "use": pd.array(shown.use, dtype="str"),
            "reason_by_margin": pd.array(margin_sentences, dtype="str"),
        },
        columns=[*VERDICT_COLUMNS, *DOUBT_COLUMNS, *MARGIN_COLUMNS],
    )


def _chance(
    rows: pd.DataFrame, rule: ThresholdRule, figures: Figures, open_: Flags, intervals: pd.DataFrame | None
) -> Floats:
    """Return the chance that the rule is met, where both errors alone leave it open.

    There is none for several languages together and for ranks, and none where people are left out of the figure: what
    is not known there is no error of a figure.
    """
    if intervals is None or not {*SPREAD_COLUMNS} <= {*intervals} or not rule.by_number or rule.decide == "estimate":
        return np.full(len(rows), np.nan)
    laid = rows[[*KEYS, "lep", "lep_moe"]].merge(intervals[[*KEYS, *SPREAD_COLUMNS]], on=KEYS, how="left")
    given = open_ & ~figures.is_lump & (figures.left_out == 0)
    return chances_where(given, laid, np.maximum(figures.threshold, rule.floor))


def _with_both(cases: pd.DataFrame, alone: Judged, held: HeldAgainst) -> pd.DataFrame:
    """Return the cases with what their sentences tell of both errors."""
    return cases.assign(
        margin_verdict=np.where(held.fallen, alone.verdict, "").astype(object),
        both_low=held.low,
        both_high=held.high,
        both_lower_reaches=held.lower_reaches,
        is_cut=held.is_cut,
    )


def _doubts(figures: Figures, cases: pd.DataFrame, rule: ThresholdRule, census: np.ndarray) -> dict[str, Flags]:
    open_, lower, upper = census == CANNOT_TELL, cases["lower_reaches"].to_numpy(), cases["upper_reaches"].to_numpy()
    no_figure = np.isnan(figures.lep) | (~np.isnan(figures.lep) & np.isnan(figures.threshold) & (not rule.by_rank))
    if rule.by_rank:
        spans, lifted = np.ones(len(census), dtype=bool), figures.left_out > 0
    else:
        spans = np.isnan(figures.margin) | (lower != upper) | (lower & (figures.lower < rule.floor))
        lifted = ~upper & (figures.left_out > 0)
    return {
        "sampling_doubt": open_ & ~no_figure & spans & ~(figures.is_lump & lower),
        "boundary_doubt": cases["cut_matters"].to_numpy(),
        "group_doubt": open_ & figures.is_lump & ~no_figure,
        "missing_doubt": open_ & (no_figure | lifted),
    }


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
        return level not in {BEAT_LEVEL, DEPARTMENT_LEVEL}
    if rule.base == "city":
        return level == DEPARTMENT_LEVEL
    return rule.base in {level, "project area"}
