"""Small towns for the meeting planner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.meetings.demand import Demand, build_demand
from planning.meetings.sites import Sites, build_sites
from planning.need.need import LanguageTable


@dataclass(frozen=True)
class Town:
    points: pd.DataFrame
    table: LanguageTable
    venues: pd.DataFrame

    def demand(self, **choices: object) -> Demand:
        return build_demand(self.points, self.table, **choices)

    def sites(self, **choices: object) -> Sites:
        return build_sites(self.venues, **choices)


def make_table(lep: pd.DataFrame) -> LanguageTable:
    """A table with these LEP columns; languages not given are not in it."""
    whole = lep.reindex(columns=list(LANGUAGE_IDS)).astype(float)
    nothing = whole * np.nan
    return LanguageTable(
        pop5=pd.Series(1000.0, index=lep.index),
        pop5_moe=pd.Series(100.0, index=lep.index),
        lep=whole,
        lep_moe=nothing,
        very_well=nothing,
        very_well_moe=nothing,
        reasons=pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str"),
    )


def make_venues(xy: np.ndarray) -> pd.DataFrame:
    count = len(xy)
    return pd.DataFrame(
        {
            "venue_id": pd.array([f"v{k:03d}" for k in range(count)], dtype="str"),
            "name": pd.array([f"Hall {k}" for k in range(count)], dtype="str"),
            "x": xy[:, 0],
            "y": xy[:, 1],
            "lon": xy[:, 0] / 1e5,
            "lat": xy[:, 1] / 1e5,
            "police_building": pd.array([False] * count, dtype="boolean"),
            "veto": pd.array([None] * count, dtype="str"),
        }
    )


def make_town(seed: int, points: int, venues: int, languages: int, side_m: float = 6000.0) -> Town:
    """A random town: one tract to about four points, whole persons, many zeros."""
    random = np.random.default_rng(seed)
    tracts = [f"9900100{k:04d}" for k in range(max(points // 4, 1))]
    people = random.lognormal(3, 1.2, (len(tracts), languages)).round()
    people[random.random(people.shape) < 0.3] = 0.0
    lep = pd.DataFrame(people, index=tracts, columns=list(NAMED_LANGUAGE_IDS[:languages]))
    xy = random.uniform(0, side_m, (points, 2))
    return Town(
        points=pd.DataFrame(
            {
                "x": xy[:, 0],
                "y": xy[:, 1],
                "pop": random.integers(1, 400, points).astype(float),
                "tract_id": pd.array(random.choice(tracts, points), dtype="str"),
                "area_id": pd.array(random.choice(["north", "south"], points), dtype="str"),
            }
        ),
        table=make_table(lep),
        venues=make_venues(random.uniform(0, side_m, (venues, 2))),
    )


@pytest.fixture(scope="session")
def build_town() -> Callable[..., Town]:
    return make_town


@pytest.fixture(scope="session")
def build_table() -> Callable[[pd.DataFrame], LanguageTable]:
    return make_table


@pytest.fixture(scope="session")
def build_venues() -> Callable[[np.ndarray], pd.DataFrame]:
    return make_venues
