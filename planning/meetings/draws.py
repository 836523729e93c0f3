"""How much of a plan is only sampling error: the demand redrawn within its margins, and the plan made again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from planning.arrays import Floats
from planning.errors import InfeasibleError, InputError, SolverLimitError
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.sites import Sites
from planning.meetings.solve import require_reach, select
from planning.meetings.solving.problem import NOBODY
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable

DRAWS = 100
NOISE_SHARE = 0.5
"""A site chosen in fewer of the draws than this share was chosen by noise: another data year would as soon drop it."""
LOW, HIGH = 10.0, 90.0
"""Percentiles of the range told."""
GOOD_ENOUGH = 5e-3
"""A draw is solved this closely: far below what sampling error moves."""

FEWEST_MADE = 10
"""With fewer plans made anew nothing is said of how often a site is chosen."""


@dataclass(frozen=True, slots=True)
class PlanDraws:
    """What redrawing the demand says of a plan.

    Attributes
    ----------
    asked, made : int
        Draws asked for, and those for which the plan was made anew before time was up.
    seed : int
    chosen : mapping of site id to int
        In how many of the draws made the best plan uses the site; every site that any draw chose.
    reached_low, reached_high : float
        The 10th and 90th percentile, over all draws, of the persons that this plan (not the draw's own) reaches.
    by_language : DataFrame indexed by language, columns low, high
        The same by language.
    regret : float
        The median, over the draws, of how much better the draw's own plan is, as a share of it.
    without_margin : float
        Share of the persons counted whose figure has no margin of error: they are never redrawn.
    """

    asked: int
    made: int
    seed: int
    chosen: Mapping[str, int]
    reached_low: float
    reached_high: float
    by_language: pd.DataFrame
    regret: float
    without_margin: float

    @property
    def cut_short(self) -> bool:
        """Whether time was up before there were enough to say how often a site is chosen."""
        return self.made < min(self.asked, FEWEST_MADE)

    def by_noise(self, site_id: str) -> bool | None:
        """Return whether only noise chose a site; None where too few draws were made to say."""
        return None if not self.made or self.cut_short else self.chosen.get(site_id, 0) < NOISE_SHARE * self.made

    def as_json(self) -> dict[str, object]:
        """Return the draws as the command line writes them."""
        return {
            "asked": self.asked,
            "made": self.made,
            "seed": self.seed,
            "chosen": dict(self.chosen),
            "reached_low": self.reached_low,
            "reached_high": self.reached_high,
            "regret": self.regret,
            "without_margin": self.without_margin,
        }


def redraw_persons(demand: Demand, table: LanguageTable, draws: int, seed: int) -> Iterator[Floats]:
    """Yield demand redrawn within its margins of error, as arrays shaped like ``demand.persons``.

    Every tract and language is drawn by itself from a gamma distribution with the published estimate as its mean
    and MOE / 1.645 as its standard deviation: as a normal distribution where the margin is small, and never below
    nobody where it is large. All points of a tract rise and fall together. A cell without a margin stays as it
    is, and so does an estimate of zero: where nobody was found, drawing would invent people on average.

    Examples
    --------
    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> points = pd.DataFrame({"x": [0.0], "y": [0.0], "pop": [300.0], "tract_id": [TRACTS[0]], "area_id": ["west"]})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> drawn = [float(persons[0, 0]) for persons in redraw_persons(demand, four_square_table(), 2000, seed=0)]
    >>> round(np.mean(drawn)), round(np.std(drawn) * 1.645)  # of 100 people, with a margin of 50
    (100, 50)
    """
    tracts, row = np.unique(demand.points["tract_id"].astype("str").fillna("").to_numpy(dtype=str), return_inverse=True)
    cells = list(demand.languages)
    estimate = table.lep.reindex(tracts)[cells].to_numpy(dtype=float)
    se = table.lep_moe.reindex(tracts)[cells].to_numpy(dtype=float) / Z_90
    random = np.random.default_rng(seed)
    drawable = (estimate > 0) & (se > 0)
    mean, spread = np.where(drawable, estimate, 1.0), np.where(drawable, se, 1.0)
    for _ in range(draws):
        factor = random.gamma((mean / spread) ** 2, spread**2 / mean) / mean
        yield demand.persons * np.where(drawable, factor, 1.0)[row]


def draw_plans(
    plan: MeetingPlan,
    demand: Demand,
    sites: Sites,
    table: LanguageTable,
    options: MeetingOptions,
    *,
    within: csr_array | None = None,
    travel: csr_array | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    seconds: float = 20.0,
) -> PlanDraws:
    """Redraw the demand and make the plan again each time, from the plan that is there.

    Parameters
    ----------
    plan : MeetingPlan
        Made from the same ``demand``, ``sites``, ``options`` and reach.
    table : LanguageTable
        The one the demand was built from.
    draws, seed : int
        The same seed gives the same draws; only a time limit that is hit makes the result depend on the machine.
    seconds : float
        No further plan is made anew after this time. The range of persons reached takes no time: it is over all draws.

    Notes
    -----
    Sampling error only. That a tract's people may live elsewhere in it than its population points say is another
    error, and stays out of these ranges. Where seats share people out, the ranges count everybody within reach.
    """
    if draws < 1:
        raise InputError("the number of draws must be at least one", value=draws, fix="give for example 100")
    began = time.perf_counter()
    reach = require_reach(demand, sites, options, within, travel)
    is_reached = (reach.within.astype(float) @ plan.interpreted.astype(float)) > 0
    closely = replace(options, mip_gap=max(options.mip_gap, GOOD_ENOUGH), time_limit=min(options.time_limit, seconds))
    chosen: Counter[str] = Counter()
    reached: list[Floats] = []
    regrets: list[float] = []
    made = 0
    for persons in redraw_persons(demand, table, draws, seed):
        reached.append(np.where(is_reached, persons, 0.0).sum(axis=0))
        if made and time.perf_counter() - began > seconds:
            continue
        made += 1
        try:
            found = select(replace(demand, persons=persons), sites, closely, reach, plan.interpreted, quick=True)
        except (InfeasibleError, SolverLimitError):
            # The wishes cannot all be kept with this draw's people (a target out of reach): no site is chosen.
            continue
        used = found.interpreted.any(axis=1) | sites.locked
        chosen.update(sites.ids[site] for site in np.flatnonzero(used))
        own = (reach.within.astype(float) @ found.interpreted.astype(float)) > 0
        best = float(np.where(own, persons, 0.0).sum())
        regrets.append(max(1.0 - float(reached[-1].sum()) / best, 0.0) if best > NOBODY else 0.0)
    by_draw = np.array(reached)
    low, high = np.percentile(by_draw, [LOW, HIGH], axis=0)
    whole = np.percentile(by_draw.sum(axis=1), [LOW, HIGH])
    return PlanDraws(
        asked=draws,
        made=made,
        seed=seed,
        chosen=dict(sorted(chosen.items(), key=lambda item: (-item[1], item[0]))),
        reached_low=float(whole[0]),
        reached_high=float(whole[1]),
        by_language=pd.DataFrame({"low": low, "high": high}, index=list(demand.languages)),
        regret=float(np.median(regrets)) if regrets else 0.0,
        without_margin=_without_margin(demand, table),
    )


def _without_margin(demand: Demand, table: LanguageTable) -> float:
    moe = table.lep_moe.reindex(demand.points["tract_id"])[list(demand.languages)].to_numpy(dtype=float)
    whole = float(demand.persons.sum())
    return float(demand.persons[np.isnan(moe)].sum()) / whole if whole > 0 else 0.0
