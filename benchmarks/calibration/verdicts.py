"""How often a verdict is wrong, by how far the truth lies from the threshold, and who decided."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.calibration.hold import COMBINED, MOST_OF_THE_WAY
from benchmarks.calibration.truth import Level
from planning.arrays import Floats
from planning.languages.groups import ALL, LANGUAGES
from planning.verdicts.both_errors import ENDS, judged_rows, read_by_ends
from planning.verdicts.both_errors import KEYS as CELL
from planning.verdicts.by_figures import judge
from planning.verdicts.thresholds import PRESETS, ThresholdRule, build_verdict_details, find_rule
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY

ESTIMATE, MARGIN, UNMARKED = "estimate alone", "estimate and margin", "margin, boundary not in doubt"
AS_SHOWN = "as shown"
"""Who decides: a peer who reads the figure alone; the estimate with its margin, as rules are read; the same for one
who passes over every verdict where the threshold lies within the bracket; the product, as its screens and papers show
it; and, given by name, an interval."""

DISTANCES = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 4.0)
"""Where the classes of distance begin: the truth divided by the true threshold."""
DISTANCE_NAMES = (
    "under 0.25",
    "0.25-0.5",
    "0.5-0.75",
    "0.75-0.9",
    "0.9-1",
    "1-1.1",
    "1.1-1.25",
    "1.25-1.5",
    "1.5-2",
    "2-4",
    "4 and more",
)

JUDGED = {
    **{
        (one.share, one.share_strict, one.count, one.floor, one.always): one
        for one in PRESETS.values()
        if not one.by_rank
    },
    "rank": find_rule("nyc_ll30"),
}
"""One rule for each arithmetic of the presets; of ranks, six. Thresholds of few people are in ``chances``."""

KEYS = ("rule", "level", "form", "lump", "distance", "decider")
COUNTED = ("cells", "given", "false_met", "false_not_met")


def count_verdicts(level: Level, need: pd.DataFrame, intervals: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how many cells got a verdict, and how many were wrong, for every preset and decider.

    A lump reaches a threshold if the largest single language in it does. Languages that a rule asks for
    whatever the census says are left out: their verdict is no estimate.
    """
    inside = need[need["area_id"].isin(level.form)].reset_index(drop=True)
    rows = inside[inside["language"] != ALL].reset_index(drop=True)
    form = rows["area_id"].map(level.form)
    lump = rows["language"].map(lambda language: LANGUAGES[language].is_lump).astype(bool)
    parts = []
    for rule in JUDGED.values():
        reaches, ratio = true_state(rule, level.truth, rows)
        distance = np.array(DISTANCE_NAMES)[np.searchsorted(DISTANCES, ratio, side="right") - 1]
        counted = ~rows["language"].isin(rule.always).to_numpy()
        for decider, verdict in _decided(inside, rule, level.name, intervals).items():
            yes = np.isin(verdict, (MET, NOTICE_ONLY))
            counts = pd.DataFrame(
                {
                    "rule": rule.name,
                    "level": level.name,
                    "form": form,
                    "lump": lump,
                    "distance": distance,
                    "decider": decider,
                    "cells": 1,
                    "given": yes | (verdict == NOT_MET),
                    "false_met": yes & ~reaches,
                    "false_not_met": (verdict == NOT_MET) & reaches,
                }
            )
            parts.append(counts[counted])
    # One grouping at the end: forty small ones took as long as the verdicts themselves.
    return pd.concat(parts, ignore_index=True).groupby(list(KEYS), as_index=False)[list(COUNTED)].sum()


def true_state(rule: ThresholdRule, truth: pd.DataFrame, rows: pd.DataFrame) -> tuple[np.ndarray, Floats]:
    """Return whether the largest language of each cell truly reaches the rule, and truth / threshold."""
    true = truth.loc[pd.MultiIndex.from_frame(rows[["area_id", "language"]])]
    people, pop5 = true["largest"].to_numpy(dtype=float), true["pop5"].to_numpy(dtype=float)
    if rule.by_rank:
        threshold = _rank_line(rows["area_id"], people, rule.top_n or 0)
        return people > threshold, people / np.maximum(threshold, 0.5)
    share_count = np.full(people.shape, np.nan) if rule.share is None else rule.share * pop5
    limits = [limit for limit in (share_count, rule.count) if limit is not None and not np.isnan(limit).all()]
    threshold = (
        np.minimum.reduce(np.broadcast_arrays(*limits))
        if rule.combine == "min"
        else np.maximum.reduce(np.broadcast_arrays(*limits))
    )
    return rule.reaches(people, share_count), people / threshold


def _rank_line(area: pd.Series, people: Floats, top_n: int) -> Floats:
    """Return the line between the n-th and the next language of each area, halfway between the two."""
    line = {}
    for name, group in pd.Series(people).groupby(area.to_numpy()):
        order = np.sort(group.to_numpy())[::-1]
        line[name] = (order[top_n - 1] + order[top_n]) / 2
    return area.map(line).to_numpy(dtype=float)


def by_interval(need: pd.DataFrame, intervals: pd.DataFrame, rule: ThresholdRule) -> np.ndarray:
    """Return what the ends of an interval alone decide, everywhere, row by row.

    A rule that lets the estimate alone decide is not followed in that: there is an interval to decide by.
    """
    rows = judged_rows(need)
    laid = rows[CELL].merge(intervals, on=CELL, how="left")
    low, high = (laid[end].to_numpy(dtype=float) for end in ENDS)
    return judge(read_by_ends(rows, low, high), replace(rule, decide="interval")).verdict


def _decided(
    need: pd.DataFrame, rule: ThresholdRule, level: str, intervals: dict[str, pd.DataFrame]
) -> dict[str, np.ndarray]:
    """Return the verdicts of every decider, in the order of the need table's languages."""
    details = build_verdict_details(need, rule, level, reasons=False)
    by_estimate = build_verdict_details(need, replace(rule, decide="estimate"), level, reasons=False)
    shown = build_verdict_details(need, rule, level, intervals=intervals[COMBINED], reasons=False)
    by_margin = details["verdict"].to_numpy(dtype=object)
    by_ends = {name: by_interval(need, ends, rule) for name, ends in intervals.items() if name != MOST_OF_THE_WAY}
    return {
        ESTIMATE: by_estimate["verdict"].to_numpy(dtype=object),
        MARGIN: by_margin,
        AS_SHOWN: shown["verdict"].to_numpy(dtype=object),
        UNMARKED: np.where(details["boundary_doubt"].to_numpy(dtype=bool), CANNOT_TELL, by_margin),
        **by_ends,
    }
