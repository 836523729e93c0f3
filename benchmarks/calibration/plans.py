"""Does a plan made from the sample serve the people who are there? And is a bilingual gap real?"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from benchmarks.calibration.city import City
from benchmarks.calibration.ground import BLOCK_M, BLOCKS, SIDE
from benchmarks.calibration.truth import Level, block_people, true_need
from benchmarks.calibration.verdicts import AS_SHOWN, MARGIN
from planning.arrays import Floats
from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.meetings.demand import Demand, LeftOut, build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.meetings.sites import build_sites
from planning.meetings.solve import find_within, solve_meetings
from planning.need.need import LanguageTable
from planning.officers.cells import build_gaps, require_officers
from planning.officers.posts import build_posts
from planning.officers.service import Requirement
from planning.officers.speakers import Speaker
from planning.verdicts.thresholds import build_verdict_details, find_rule

VENUES = 40
OPTIONS = MeetingOptions(meetings=6, radius_m=1500.0, languages_per_meeting=3, mip_gap=0.002)
RULE = "hawaii_hrs_321c_3"
_NAMED = [LANGUAGE_IDS.index(language) for language in NAMED_LANGUAGE_IDS]


class PlanTruth:
    """The best plan of a city if everybody's place and language were known, and what other plans reach."""

    def __init__(self, city: City, seed: int) -> None:
        ground = city.ground
        people = block_people(city)
        tract_ids, beat_ids = np.array(ground.tract_ids), np.array(ground.beat_ids)
        self.points = pd.DataFrame(
            {
                "x": ground.x,
                "y": ground.y,
                "pop": people,
                "tract_id": tract_ids[ground.tract],
                "area_id": beat_ids[ground.beat],
            }
        )
        self.sites = build_sites(_venues(seed))
        self.true_persons = city.true_lep(np.arange(BLOCKS), BLOCKS)[:, _NAMED]

    def demand_from(self, table: LanguageTable) -> Demand:
        """Return what the product would plan with."""
        return build_demand(self.points, table)

    @cached_property
    def demand(self) -> Demand:
        """Return the truth."""
        nobody = LeftOut(0.0, {})
        lived_in = (self.points["pop"] > 0).to_numpy()
        return Demand(self.points[lived_in], NAMED_LANGUAGE_IDS, self.true_persons[lived_in], (), nobody)

    @cached_property
    def best(self) -> float:
        """Return the persons whom the best plan reaches."""
        return self.reached(solve_meetings(self.demand, self.sites, OPTIONS))

    def reached(self, plan: MeetingPlan) -> float:
        """Return the true persons whom a plan reaches, each in their own language."""
        within = find_within(self.demand, self.sites, OPTIONS).astype(float)
        heard = (within @ plan.interpreted.astype(float)) > 0
        return float((self.demand.persons * heard).sum())

    def share_of_best(self, table: LanguageTable) -> float:
        """Return what the plan made from a table reaches, as a share of what the best plan reaches."""
        return self.reached(solve_meetings(self.demand_from(table), self.sites, OPTIONS)) / self.best


def _venues(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng([seed, VENUES])
    place = rng.uniform(0, SIDE * BLOCK_M, (VENUES, 2))
    ids = [f"v{k:02d}" for k in range(VENUES)]
    return pd.DataFrame(
        {
            "venue_id": ids,
            "name": ids,
            "x": place[:, 0],
            "y": place[:, 1],
            "lon": 0.0,
            "lat": 0.0,
            "police_building": False,
            "veto": None,
        }
    )


def count_gaps(level: Level, need: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """Return, by form of area and verdict, how many gaps above zero there are, how many are real, how many missed.

    Posts by the default rule in every beat, by the verdict as shown and by the margin alone; the roster holds one
    tested Spanish speaker in every third beat. A gap is real if it is above zero with the true counts too.
    """
    rule = find_rule(RULE)
    details = build_verdict_details(need, rule, level.name, intervals=intervals, reasons=False)
    true = _gap(level, build_verdict_details(true_need(need, level.truth), rule, level.name, reasons=False))
    real = true["gap"].to_numpy(dtype=float) > 0
    parts = []
    by_margin = details.assign(verdict=details["verdict_by_margin"])
    for decider, verdicts in {AS_SHOWN: details, MARGIN: by_margin}.items():
        found = _gap(level, verdicts)
        said = found["gap"].to_numpy(dtype=float) > 0
        counts = pd.DataFrame(
            {
                "form": found["area_id"].map(level.form),
                "verdict": decider,
                "said": said,
                "said_and_real": said & real,
                "real": real,
                "not_told": found["gap"].isna() & real,
            }
        )
        parts.append(counts.groupby(["form", "verdict"], as_index=False).sum())
    return pd.concat(parts, ignore_index=True)


def _gap(level: Level, verdicts: pd.DataFrame) -> pd.DataFrame:
    posts = build_posts(verdicts[verdicts["area_id"].isin(level.form)], ["day"]).assign(level=level.name)
    tested = {"spanish": "tested"}
    force = [Speaker(area, area, "day", tested, ((level.name, area),)) for area in list(level.form)[::3]]
    return build_gaps(require_officers(posts, Requirement()), force)


def summary(shares: Floats) -> dict[str, float]:
    """Return how often plans were within 5 % of the best, and how good they were."""
    return {
        "plans": float(shares.size),
        "within_5_percent": float((shares >= 0.95).mean()),
        "median": float(np.median(shares)),
        "worst": float(shares.min()),
    }
