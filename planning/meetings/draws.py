"""How much of a plan is only sampling error: the demand redrawn within its margins, and the plan made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from planning.arrays import Flags
from planning.errors import InfeasibleError, InputError, SolverLimitError
from planning.meetings.demand import Demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.redraw import reached_by_draw, redraw_persons, without_margin
from planning.meetings.sites import Sites
from planning.meetings.solve import Reach, require_reach, select
from planning.meetings.solving.problem import NOBODY, build_problem
from planning.meetings.solving.rooms import Rooms
from planning.meetings.solving.wishes import known_seats
from planning.need.need import LanguageTable
from planning.wanted import require_wanted

DRAWS = 100
DRAWS_FOR_CUTS = 40
"""Draws that tell which rooms may be full."""
NOISE_SHARE = 0.5
"""A site chosen in fewer of the draws than this share was chosen by noise: another data year would as soon drop it."""
LOW, HIGH = 10.0, 90.0
"""Percentiles of the range told."""
GOOD_ENOUGH = 5e-3
"""A draw is solved this closely: far below what sampling error moves."""

MADE_WITH_WISHES = 10
MANY_ENTRIES = 2_000_000
"""Where wishes send every draw to HiGHS, or a city has more points, sites and languages than this in reach of each
other, so many plans are made again: a fixed number, since one by the clock would differ from run to run."""


@dataclass(frozen=True, slots=True)
class PlanDraws:
    """What redrawing the demand says of a plan.

    Attributes
    ----------
    asked, made : int
        Draws asked for, and those for which the plan was made anew: all, or ``MADE_WITH_WISHES``, or none where rooms
        fill up and the goal is another than to reach the most people, which takes too long to do again. None either
        where no figure has a margin.
    seed : int
    chosen : mapping of site id to int
        In how many of the draws made the best plan uses the site; every site that any draw chose.
    reached_low, reached_high : float
        The 10th and 90th percentile, over all draws, of the persons that this plan (not the draw's own) reaches, as far
        as they find a seat where seats are counted.
    by_language : DataFrame indexed by language, columns low, high
        The same by language, seats not counted.
    regret : float
        The median, over the draws, of how much better the draw's own plan is, as a share of it.
    range_draws : int
        Draws behind the range.
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
    range_draws: int
    without_margin: float

    @property
    def has_margins(self) -> bool:
        """Whether any figure could be redrawn: else nothing is known of sampling error."""
        return self.without_margin < 1

    def by_noise(self, site_id: str) -> bool | None:
        """Return whether only noise chose a site; None where no plan was made anew."""
        return self.chosen.get(site_id, 0) < NOISE_SHARE * self.made if self.made else None

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


def reached_percent(plan: MeetingPlan, draws: PlanDraws | None) -> tuple[float, float]:
    """Return the share of its people a plan reaches by its test runs, in percent, at least and at most.

    NaN where there are no runs, or no figure has a margin: then nothing says how far the share may be off.
    """
    whole = sum(plan.demand.values())
    if draws is None or not draws.has_margins or not whole:
        return float("nan"), float("nan")
    return 100 * draws.reached_low / whole, 100 * draws.reached_high / whole


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
) -> PlanDraws:
    """Redraw the demand and make the plan again each time, from the plan that is there.

    Parameters
    ----------
    plan : MeetingPlan
        Made from the same ``demand``, ``sites``, ``options`` and reach.
    table : LanguageTable
        The one the demand was built from.
    draws, seed : int
        The same seed gives the same draws. How many lie behind the range of persons reached is fixed; ``draws``
        are those for which the plan is made anew, see ``PlanDraws.made``.

    Notes
    -----
    Sampling error only. That a tract's people may live elsewhere in it than its population points say is another
    error, and stays out of these ranges.
    """
    if draws < 1:
        raise InputError("the number of test runs must be 1 or more", value=draws, fix="enter 100, for example")
    reach = require_reach(demand, sites, options, within, travel)
    unknown = without_margin(demand, table)
    cuts = _cuts(plan, demand, sites, table, options, reach, seed)
    by_draw = reached_by_draw(demand, table, [cut.is_reached for cut in cuts], seed)
    low, high = np.percentile(by_draw[0], [LOW, HIGH], axis=0)
    served = by_draw.sum(axis=2) + np.array([[cut.seats] for cut in cuts])
    whole = np.percentile(served.min(axis=0), [LOW, HIGH])
    is_seated = known_seats(sites, options.turnout) is not None
    made = _to_make(draws, options, reach, len(demand.languages), is_seated) if unknown < 1 else 0
    closely = replace(options, mip_gap=max(options.mip_gap, GOOD_ENOUGH))
    chosen: Counter[str] = Counter()
    regrets: list[float] = []
    for persons in redraw_persons(demand, table, made, seed):
        require_wanted()
        try:
            found = select(replace(demand, persons=persons), sites, closely, reach, plan.interpreted, quick=True)
        except (InfeasibleError, SolverLimitError):
            # The wishes cannot all be kept with this draw's people (a target out of reach): no site is chosen.
            continue
        used = found.interpreted.any(axis=1) | sites.locked
        chosen.update(sites.ids[site] for site in np.flatnonzero(used))
        own = (reach.within.astype(float) @ found.interpreted.astype(float)) > 0
        here = min(float(np.where(cut.is_reached, persons, 0.0).sum()) + cut.seats for cut in cuts)
        best = found.value if is_seated else float(np.where(own, persons, 0.0).sum())
        regrets.append(max(1.0 - here / best, 0.0) if best > NOBODY else 0.0)
    return PlanDraws(
        asked=draws,
        made=made,
        seed=seed,
        chosen=dict(sorted(chosen.items(), key=lambda item: (-item[1], item[0]))),
        reached_low=float(whole[0]),
        reached_high=float(whole[1]),
        by_language=pd.DataFrame({"low": low, "high": high}, index=list(demand.languages)),
        regret=float(np.median(regrets)) if regrets else 0.0,
        range_draws=by_draw.shape[1],
        without_margin=unknown,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """Some full rooms, and who is within reach of a meeting of the plan elsewhere: no more than both are served."""

    is_reached: Flags
    seats: float


def _cuts(
    plan: MeetingPlan,
    demand: Demand,
    sites: Sites,
    table: LanguageTable,
    options: MeetingOptions,
    reach: Reach,
    seed: int,
) -> tuple[_Cut, ...]:
    """Return the cuts of ``rooms.Rooms.fill`` that some draws run into, that of no room first.

    The least over these is what a draw serves, or above it by what a cut not seen would take away: one that fewer than
    one draw in ``DRAWS_FOR_CUTS`` runs into.
    """
    seats = known_seats(sites, options.turnout)
    full = {np.zeros(len(sites.candidates), dtype=bool).tobytes()}
    if seats is not None:
        for persons in (demand.persons, *redraw_persons(demand, table, DRAWS_FOR_CUTS, seed)):
            drawn = build_problem(reach.within, replace(demand, persons=persons), sites, options)
            full.add(Rooms(drawn).fill(plan.interpreted).full.tobytes())
    cuts = []
    for one in sorted(full):
        shut = np.frombuffer(one, dtype=bool)
        elsewhere = np.where(shut[:, None], False, plan.interpreted).astype(float)
        room = 0.0 if seats is None else float(seats[shut].sum())
        cuts.append(_Cut((reach.within.astype(float) @ elsewhere) > 0, room))
    return tuple(cuts)


def _to_make(draws: int, options: MeetingOptions, reach: Reach, languages: int, is_seated: bool) -> int:
    """Return for how many draws the plan is made anew: by what is asked, never by the clock."""
    if is_seated and (options.objective != "reach" or options.weighs_people):
        return 0
    is_long = options.limits_choice or options.objective == "fewest" or reach.within.nnz * languages > MANY_ENTRIES
    return min(draws, MADE_WITH_WISHES) if is_long else draws
