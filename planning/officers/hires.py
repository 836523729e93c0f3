"""The fewest hires, by language set, that close what testing and moves leave open; and hires by year.

Formulation. At a place (level, area, shift) let d_l officers lack in language l. A hire speaks a set S of one or two
languages beside English, serves at one place, and gives one officer's time, shared over the languages of S: who is
bilingual in two counts once. With n_pS hires and x_pSl their time,

    minimise    sum n_pS
    subject to  sum_S x_pSl >= d_pl,   sum_l x_pSl <= n_pS,   n_pS whole

Of hires who speak the same pair at one place at most one needs to share their time (time can be swapped until the
others serve one language each), so a pair takes one column and a single language as many as it lacks officers.
A place is independent of every other. Solved with HiGHS; the bound is the solver's.

Hires by year. An officer hired today is capable after the lead time (about one year: Corona), and every year a part
of the verified speakers leaves. So that the stock grows evenly to its target, each year's recruits replace the
leavers of the year in which they will be ready, and add that year's growth.
"""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats, Indices
from planning.errors import InputError, SolverLimitError
from planning.highs import LinearModel
from planning.languages.groups import find_language
from planning.officers.assignment import NOTHING

HIRE_COLUMNS = ("level", "area_id", "shift", "languages", "hires", "closes")
YEAR_COLUMNS = ("year", "start", "leavers", "joiners", "end", "target", "recruit")

_PLACE = ["level", "area_id", "shift"]


@dataclass(frozen=True, slots=True)
class HirePlan:
    """Hires by place and language set.

    Attributes
    ----------
    hires : DataFrame with ``HIRE_COLUMNS``
        ``languages`` is a language id, or two with a plus between; ``closes`` in officers.
    total : int
        People to hire.
    bound : int
        No plan needs fewer.
    closes : float
        Officers lacking that they close: all that is given.
    seconds : float
    """

    hires: pd.DataFrame
    total: int
    bound: int
    closes: float
    seconds: float

    def by_languages(self) -> pd.DataFrame:
        """Return the hires by language set, the most first: languages, hires."""
        sums = self.hires.groupby("languages", sort=True)["hires"].sum()
        return sums.sort_values(ascending=False, kind="stable").reset_index()


def plan_hires(
    cells: pd.DataFrame,
    pairs: Collection[tuple[str, str]] | None = None,
    time_limit: float = 20.0,
    mip_gap: float = 1e-6,
) -> HirePlan:
    """Return the fewest hires that close the gaps.

    Parameters
    ----------
    cells : DataFrame with level, area_id, shift, language, lacking
        What is left open; NaN and zero close themselves.
    pairs : collection of (language, language), optional
        Pairs one person may be found to speak; every pair unless told. An empty one asks for single languages.

    Raises
    ------
    SolverLimitError
        If no plan was found in time.

    Examples
    --------
    >>> cells = pd.DataFrame({"level": "beat", "area_id": "1", "shift": "day", "language": ["korean", "spanish"],
    ...     "lacking": [0.4, 1.58]})
    >>> plan = plan_hires(cells)
    >>> plan.total, plan.by_languages().values.tolist()
    (2, [['korean + spanish', 1], ['spanish', 1]])
    >>> plan_hires(cells, pairs=()).total
    3
    """
    began = time.perf_counter()
    allowed = None if pairs is None else {tuple(sorted(find_language(x).id for x in pair)) for pair in pairs}
    lacking = cells[cells["lacking"] > NOTHING]
    options = list(_options(lacking, allowed))
    if not options:
        return HirePlan(_as_hires([]), 0, 0, 0.0, time.perf_counter() - began)
    linear, columns = _build(lacking, options)
    run = linear.solve(_single_hires(options, columns, lacking), time_limit, mip_gap)
    if run.values is None:
        raise SolverLimitError("there was no time to find a hiring plan", value=time_limit, fix="allow more seconds")
    chosen = np.asarray(run.values)[: len(options)] > 0.5
    hires = _as_hires([(*option, worth) for option, worth in _worth(options, run.values, columns, chosen)])
    bound = math.ceil(-run.bound - 1e-6) if math.isfinite(run.bound) else 0
    return HirePlan(
        hires, int(hires["hires"].sum()), bound, float(lacking["lacking"].sum()), time.perf_counter() - began
    )


def plan_years(
    have: float, hires: float, years: int, attrition: float, lead_years: int = 1, first_year: int = 1
) -> pd.DataFrame:
    """Return how many to recruit each year, so that the gap is closed in so many years and stays closed.

    Parameters
    ----------
    have : float
        Verified speakers now.
    hires : float
        Speakers lacking, to be added over the years.
    years : int
        Years until the target is met, more than the lead time.
    attrition : float
        Part of the speakers who leave in a year. There is no general figure: take the department's own.
    lead_years : int
        Years from recruiting to a capable officer; about one.
    first_year : int
        What the first year is called.

    Returns
    -------
    DataFrame with ``YEAR_COLUMNS``
        One row a year. ``joiners`` were recruited ``lead_years`` before; until the first of them is ready nobody
        joins and the stock falls. ``recruit`` is whole: who must begin in that year. The last ``lead_years``
        rows recruit for the leavers of the years after.

    Examples
    --------
    >>> plan_years(10, 4, years=3, attrition=0.1)[["year", "leavers", "joiners", "end", "recruit"]].values.tolist()
    [[1.0, 1.0, 0.0, 9.0, 4.0], [2.0, 0.9, 4.0, 12.1, 4.0], [3.0, 1.21, 4.0, 14.89, 1.0]]
    """
    _require_years(have, hires, years, attrition, lead_years)
    growth = hires / (years - lead_years)
    stock, joining = float(have), [0] * lead_years
    rows = []
    for year in range(years):
        leavers = stock * attrition
        joiners = joining[year]
        end = stock - leavers + joiners
        ahead = _stock_ahead(end, joining[year + 1 :], attrition)
        target = min(have + growth * (year + 1), have + hires)
        recruit = max(0, math.ceil(target - ahead * (1 - attrition) - NOTHING))
        joining.append(recruit)
        planned = min(have + growth * max(year + 1 - lead_years, 0), have + hires)
        rows.append((first_year + year, stock, leavers, joiners, end, planned, recruit))
        stock = end
    return pd.DataFrame(rows, columns=list(YEAR_COLUMNS))


def _stock_ahead(stock: float, joining: Iterable[int], attrition: float) -> float:
    """Return the stock once those already recruited have joined."""
    for joiners in joining:
        stock = stock * (1 - attrition) + joiners
    return stock


def _require_years(have: float, hires: float, years: int, attrition: float, lead_years: int) -> None:
    if not (have >= 0 and hires >= 0 and math.isfinite(have + hires)):
        raise InputError("speakers and hires must be 0 or more", value=(have, hires), fix="see the shortage table")
    if not 0 <= attrition < 1:
        raise InputError("attrition is a share of those who leave in a year", value=attrition, fix="enter 0.06 for 6%")
    if lead_years < 1 or years <= lead_years:
        raise InputError(
            "the shortage can’t be filled before the first recruits are ready",
            value=years,
            fix=f"enter more than {max(lead_years, 1)} years, and a lead time of 1 or more",
        )


Option = tuple[tuple[str, str, str], tuple[str, ...]]
"""One person who may be hired: place, and the languages spoken."""


def _options(lacking: pd.DataFrame, allowed: set[tuple[str, ...]] | None) -> Iterable[Option]:
    for place, rows in lacking.groupby(_PLACE, sort=True):
        needs = dict(zip(rows["language"], rows["lacking"], strict=True))
        key = (str(place[0]), str(place[1]), str(place[2]))
        for language in sorted(needs):
            yield from [(key, (language,))] * math.ceil(needs[language] - NOTHING)
        for pair in combinations(sorted(needs), 2):
            if allowed is None or pair in allowed:
                yield key, pair


def _build(lacking: pd.DataFrame, options: Sequence[Option]) -> tuple[LinearModel, list[tuple[int, int]]]:
    """Return the model and, for each column of time, (option, cell)."""
    cells = {
        (level, area, shift, language): k
        for k, (level, area, shift, language) in enumerate(
            lacking[[*_PLACE, "language"]].itertuples(index=False, name=None)
        )
    }
    linear = LinearModel()
    hire = linear.add_columns(np.full(len(options), -1.0), integer=True)
    times = [(k, cells[(*place, language)]) for k, (place, spoken) in enumerate(options) for language in spoken]
    columns = linear.add_columns(np.zeros(len(times)))
    option, cell = (np.array(part) for part in zip(*times, strict=True))
    each = np.arange(len(options))
    linear.add_rows(
        rows=np.concatenate([option, each]),
        columns=np.concatenate([columns, hire]),
        values=np.concatenate([np.ones(len(times)), np.full(len(options), -1.0)]),
        upper=np.zeros(len(options)),
    )
    linear.add_rows(cell, columns, np.full(len(times), -1.0), -lacking["lacking"].to_numpy(dtype=float))
    _add_order(linear, options, hire)
    return linear, times


def _add_order(linear: LinearModel, options: Sequence[Option], hire: Indices) -> None:
    """Of equal hires the first comes first, so that equal plans are looked at once."""
    same = [k for k in range(1, len(options)) if options[k] == options[k - 1]]
    if same:
        later = np.array(same)
        each = np.arange(len(later))
        linear.add_rows(
            rows=np.concatenate([each, each]),
            columns=np.concatenate([hire[later], hire[later - 1]]),
            values=np.concatenate([np.ones(len(later)), np.full(len(later), -1.0)]),
            upper=np.zeros(len(later)),
        )


def _single_hires(options: Sequence[Option], times: Sequence[tuple[int, int]], lacking: pd.DataFrame) -> Floats:
    """Return the plan without pairs, to start from: everybody serves one language."""
    values = np.zeros(len(options) + len(times))
    left = lacking["lacking"].to_numpy(dtype=float).copy()
    for k, (option, cell) in enumerate(times):
        if len(options[option][1]) == 1:
            values[option] = 1.0
            values[len(options) + k] = min(1.0, left[cell])
            left[cell] -= values[len(options) + k]
    return values


def _worth(
    options: Sequence[Option], values: Floats, times: Sequence[tuple[int, int]], chosen: Flags
) -> Iterable[tuple[Option, float]]:
    given = np.zeros(len(options))
    for k, (option, _) in enumerate(times):
        given[option] += values[len(options) + k]
    return ((options[k], float(given[k])) for k in np.flatnonzero(chosen).tolist())


def _as_hires(rows: Sequence[tuple[tuple[str, str, str], tuple[str, ...], float]]) -> pd.DataFrame:
    listed = [(*place, " + ".join(spoken), 1, worth) for place, spoken, worth in rows]
    table = pd.DataFrame(listed, columns=list(HIRE_COLUMNS))
    return table.groupby([*_PLACE, "languages"], as_index=False, sort=True).agg(
        hires=("hires", "sum"), closes=("closes", "sum")
    )
