"""The figures of many agencies at once, by the functions that answer for one department, and equal to them.

The weights of each agency are those of a department of that one area; laid over each other they are one crosswalk, in
which areas may share people. Every figure is a sum over the entries of its own row, in the order of the tracts, so that
what stands in other rows changes no bit of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from geodata.department.answers import LEVEL_OF_BASE, PreparedDepartment, in_areas
from planning.need.crosswalk import OUTSIDE, Crosswalk
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need
from planning.rules import ThresholdRule
from planning.verdicts.several import strongest
from planning.verdicts.thresholds import build_verdict_details
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL


@dataclass(frozen=True, slots=True)
class Figures:
    """What a batch says of some agencies.

    Attributes
    ----------
    need : DataFrame
        See ``planning.need.need.build_need``; ``area_id`` is the agency's.
    verdicts : DataFrame
        See ``planning.verdicts.thresholds.build_verdict_details``.
    """

    need: pd.DataFrame
    verdicts: pd.DataFrame


def stack(prepared: Sequence[PreparedDepartment], tract_ids: tuple[str, ...]) -> Crosswalk:
    """Return the weights of departments of one area each as one crosswalk, a row each; nothing is outside.

    Parameters
    ----------
    tract_ids : tuple of str
        Those of all of them, in order.
    """
    column = {tract: k for k, tract in enumerate(tract_ids)}
    data, places, ends = [np.empty(0)], [np.empty(0, dtype=np.intp)], [0]
    sizes, unit = np.zeros(len(tract_ids)), prepared[0].crosswalk.size_unit
    for one in prepared:
        walk = one.crosswalk
        own = np.array([column[tract] for tract in walk.tract_ids], dtype=np.intp)
        sizes[own] = walk.tract_size
        row = walk.weights[[0]]
        row.sort_indices()
        data.append(row.data)
        places.append(own[row.indices])
        ends.append(ends[-1] + row.nnz)
    ids = tuple(one.crosswalk.area_ids[0] for one in prepared)
    shape = (len(ids) + 1, len(tract_ids))
    weights = csr_array((np.concatenate(data), np.concatenate(places), [*ends, ends[-1]]), shape=shape)
    return Crosswalk(tract_ids, (*ids, OUTSIDE), weights, sizes, unit)


def build_figures(
    crosswalk: Crosswalk, table: LanguageTable, rule: ThresholdRule, day: date, per_person: float
) -> Figures:
    """Return need and verdicts of every row of a stacked crosswalk.

    Parameters
    ----------
    per_person : float
        ``planning.need.intervals.clustering`` of the whole table of which ``table`` is a part.
    """
    factor = np.full(len(crosswalk.area_ids), per_person)
    need = build_need(crosswalk, table)
    ranges = build_intervals(crosswalk, table, per_person=factor)
    verdicts = _verdicts(need, ranges, rule, day)
    return Figures(need[need["area_id"] != OUTSIDE].reset_index(drop=True), verdicts)


def level_of_rule(rule: ThresholdRule) -> str:
    """Return the level at which a rule is read in a department of one area; see ``answers.level_of``.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> level_of_rule(find_rule("hawaii_hrs_321c_3")), level_of_rule(find_rule("king_county"))
    ('department', 'beat')
    """
    if rule.limbs:
        return min((level_of_rule(limb) for limb in rule.limbs), key=(BEAT_LEVEL, DEPARTMENT_LEVEL).index)
    return LEVEL_OF_BASE.get(rule.base, BEAT_LEVEL)


def _verdicts(need: pd.DataFrame, ranges: pd.DataFrame, rule: ThresholdRule, day: date) -> pd.DataFrame:
    level = level_of_rule(rule)
    if not rule.limbs:
        return build_verdict_details(need, rule, level, day, intervals=ranges)
    same = {area: area for area in need["area_id"].unique() if area != OUTSIDE}
    laid = []
    for limb in rule.limbs:
        at = level_of_rule(limb)
        table = build_verdict_details(need, limb, at, day, intervals=ranges)
        laid.append(table if at == level else in_areas(table, at, same, same, need))
    return strongest(laid, rule.limbs)
