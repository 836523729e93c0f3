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

Local evidence is never added to a figure. It stands beside it in the sentence, and decides only through a
rule's clause on use of services (``planning.agency_use``); that is the one way a lump can be ``met``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from planning.agency_use import IN, MAYBE, judge_use, use_sentence
from planning.crosswalk import OUTSIDE
from planning.estimates import Floats
from planning.evidence import beside
from planning.languages import ALL
from planning.reasons import Case, build_reason
from planning.rules import PRESETS, ThresholdRule, build_rule, find_rule, parse_rule
from planning.spoken import group_of
from planning.threshold_figures import PRECISION, Figures, Flags, ranks

__all__ = [
    "CANNOT_TELL",
    "DOUBT_COLUMNS",
    "MET",
    "NOTICE_ONLY",
    "NOT_MET",
    "PRESETS",
    "VERDICTS",
    "VERDICT_COLUMNS",
    "ThresholdRule",
    "build_rule",
    "build_verdict_details",
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

DOUBT_COLUMNS = ("sampling_doubt", "boundary_doubt", "group_doubt", "missing_doubt", "census_verdict", "use")
"""What ``build_verdict_details`` adds: see there."""


def build_verdicts(
    need: pd.DataFrame,
    rule: ThresholdRule,
    level: str,
    today: date | None = None,
    uses: pd.DataFrame | None = None,
) -> pd.DataFrame:
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
    uses : DataFrame, optional
        Local evidence in the same areas, from ``planning.evidence.place_evidence``.

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
    return build_verdict_details(need, rule, level, today, uses)[list(VERDICT_COLUMNS)]


def build_verdict_details(
    need: pd.DataFrame,
    rule: ThresholdRule,
    level: str,
    today: date | None = None,
    uses: pd.DataFrame | None = None,
    *,
    reasons: bool = True,
) -> pd.DataFrame:
    """Return the verdicts with what is in doubt about each, the kinds of doubt apart.

    Parameters
    ----------
    need, rule, level, today, uses
        As for ``build_verdicts``.
    reasons : bool
        Whether the sentences are written, which takes longer than all the rest; else they are empty.

    Returns
    -------
    DataFrame with ``VERDICT_COLUMNS`` and ``DOUBT_COLUMNS``
        ``sampling_doubt``: the margin spans the threshold (or the floor, or the rank), or there is none.
        ``boundary_doubt``: the area cuts tracts so that the threshold lies within the split bracket; it never
        changes the verdict. ``group_doubt``: several languages together, of which one may pass.
        ``missing_doubt``: those left out of the figure could lift it over the threshold, or there is no figure.
        ``census_verdict``: the verdict before use of services. ``use``: ``in``, ``maybe``, or empty.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> details = build_verdict_details(need, find_rule("dc_code_2_1933"), "beat")
    >>> west = details.query("area_id == 'west' and language == 'spanish'").iloc[0]
    >>> west["verdict"], bool(west["sampling_doubt"]), bool(west["boundary_doubt"])
    ('met', False, False)
    """
    rows = need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE)].reset_index(drop=True)
    figures = Figures.of(rows, rule)
    surely, maybe = ranks(rows, figures) if rule.by_rank else (figures.unknown, figures.unknown)
    census = _rank_verdicts(figures, rule, surely, maybe) if rule.by_rank else _verdicts(figures, rule)
    census[rows["language"].isin({group_of(language) for language in rule.always}).to_numpy()] = MET
    use, told = _use(rows, census, rule, uses)
    cases = _cases(rows, figures, rule).assign(
        verdict=census,
        surely_above=surely,
        maybe_above=maybe,
        level_is_base=is_base(rule, level),
        overdue=today is not None and rule.is_due_for_review(today),
        local=pd.array(told, dtype="str"),
    )
    sentences = [build_reason(Case(*values), rule) for values in _as_tuples(cases)] if reasons else [""] * len(rows)
    by_use = [use == IN, (use == MAYBE) & (census == NOT_MET)]
    return pd.DataFrame(
        {
            "area_id": rows["area_id"],
            "language": rows["language"],
            "lep": rows["lep"],
            "lep_moe": rows["lep_moe"],
            "threshold": figures.threshold,
            "verdict": pd.array(np.select(by_use, [MET, CANNOT_TELL], census), dtype="str"),
            "reason": pd.array(sentences, dtype="str"),
            **_doubts(figures, cases, rule, census),
            "census_verdict": pd.array(census, dtype="str"),
            "use": pd.array(use, dtype="str"),
        },
        columns=[*VERDICT_COLUMNS, *DOUBT_COLUMNS],
    )


def _use(
    rows: pd.DataFrame, census: np.ndarray, rule: ThresholdRule, uses: pd.DataFrame | None
) -> tuple[np.ndarray, list[str]]:
    """Return how each row stands by use of services, and what its reason tells of local evidence."""
    standing = np.full(len(rows), "", dtype=object)
    told = [""] * len(rows)
    if uses is None or uses.empty:
        return standing, told
    for area, index in rows.groupby("area_id", sort=False).groups.items():
        here = uses[uses["area_id"] == area]
        if here.empty:
            continue
        groups = dict(zip(rows.loc[index, "language"], census[index], strict=True))
        judged = judge_use(here, groups, rule) if rule.by_use else ()
        for row in index:
            group = str(rows.at[row, "language"])
            own = tuple(use for use in judged if group_of(use.spoken) == group)
            found = {use.standing for use in own}
            standing[row] = IN if IN in found else MAYBE if MAYBE in found else ""
            sentences = (use_sentence(own, rule), beside(here, str(area), group))
            told[row] = " ".join(sentence for sentence in sentences if sentence)
    return standing, told


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


def _verdicts(figures: Figures, rule: ThresholdRule) -> np.ndarray:
    known = ~np.isnan(figures.upper) & ~np.isnan(figures.threshold)
    reached = known & rule.reaches(figures.lower, figures.share_count) & ~figures.is_lump & (figures.lower > 0)
    nobody = (figures.pop5 == 0) & (figures.lep == 0) & (figures.left_out == 0)
    conditions = [
        (known & ~rule.reaches(figures.most, figures.share_count)) | nobody,
        reached & (figures.lower >= rule.floor),
        reached & (figures.most < rule.floor),
    ]
    return np.select(conditions, [NOT_MET, MET, NOTICE_ONLY], CANNOT_TELL).astype(object)


def _rank_verdicts(figures: Figures, rule: ThresholdRule, surely: Floats, maybe: Floats) -> np.ndarray:
    top_n = rule.top_n or 0
    conditions = [surely >= top_n, (maybe < top_n) & ~figures.is_lump]
    return np.select(conditions, [NOT_MET, MET], CANNOT_TELL).astype(object)


def _cases(rows: pd.DataFrame, figures: Figures, rule: ThresholdRule) -> pd.DataFrame:
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
