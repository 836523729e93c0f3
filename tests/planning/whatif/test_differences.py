"""The difference two maps make of one survey, by hand in the four-square city and by its variance replicates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geodata.inputs.replicates import with_replicates
from planning.examples import TRACTS, four_square_crosswalk, four_square_table
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.intervals import build_intervals
from planning.need.replicates import VARIANCE_FACTOR
from planning.whatif.differences import Moved, build_differences
from tests.replicates import replicates_of

NW, NE, SW, SE = TRACTS
AREAS = ("east", "west")
SIZE = np.full(4, 1000.0)


def crosswalk(weights: dict[tuple[str, str], float], areas: tuple[str, ...] = AREAS) -> Crosswalk:
    return Crosswalk.from_triples(weights, TRACTS, areas, SIZE)


def test_only_the_ground_that_moved_is_in_the_difference() -> None:
    """West gives its half of SW, 50 of 100 Spanish (±50), to east: ±25, though west is ±56 before and ±50 after."""
    after = crosswalk({(NW, "west"): 1.0, (NE, "east"): 1.0, (SE, "east"): 0.5, (SW, "east"): 0.5})
    moved = Moved(crosswalk({(SW, "east"): 0.5}), crosswalk({(SW, "west"): 0.5}))
    found = build_differences(four_square_crosswalk(), after, moved, four_square_table())
    east, west = (found.query(f"language == 'spanish' and area_id == '{area}'").iloc[0] for area in AREAS)
    assert (east["before"], east["after"], west["before"], west["after"]) == (0.0, 50.0, 150.0, 100.0)
    assert (east["change"], west["change"]) == (50.0, -50.0)
    assert east["change_moe"] == west["change_moe"] == pytest.approx(25.0)
    assert west["before_moe"] == pytest.approx(np.hypot(50, 25))
    # Half of a tract moved: all of its 100 speakers may live there, or none. That is what its own interval says.
    half = build_intervals(crosswalk({(SW, "half"): 0.5}, ("half",)), four_square_table())
    ends = half.query("area_id == 'half' and language == 'spanish'").iloc[0]
    assert east["change_low"] == pytest.approx(ends["lep_interval_low"])
    assert east["change_high"] == pytest.approx(ends["lep_interval_high"])
    assert (west["change_low"], west["change_high"]) == pytest.approx((-east["change_high"], -east["change_low"]))
    assert east["verdict"] == west["verdict"] == "within the margins"
    korean = found.query("language == 'korean' and area_id == 'west'").iloc[0]
    assert (korean["change"], korean["verdict"]) == (0.0, "within the margins")


def test_ground_that_is_exchanged_leaves_doubt_though_the_shares_are_the_same() -> None:
    """East and west swap their halves of one tract: each has as much of it as before, and other people."""
    halves = {(NE, "east"): 0.5, (NE, "west"): 0.5}
    moved = Moved(crosswalk(halves), crosswalk(halves))
    walk = crosswalk(halves)
    found = build_differences(walk, walk, moved, four_square_table()).query("language == 'korean'")
    assert found["change"].tolist() == [0.0, 0.0]
    assert (found["change_low"] < -400).all() and (found["change_high"] > 400).all()
    assert found["verdict"].tolist() == ["within the margins"] * 2


def test_what_nobody_moved_is_the_same_and_what_is_not_known_cannot_be_told() -> None:
    table = four_square_table()
    table = replace(table, lep=table.lep.copy())
    table.lep.loc[NW, "korean"] = np.nan
    before = four_square_crosswalk()
    after = crosswalk({(NW, "east"): 1.0, (NE, "east"): 1.0, (SW, "west"): 0.5, (SE, "east"): 0.5})
    moved = Moved(crosswalk({(NW, "east"): 1.0}), crosswalk({(NW, "west"): 1.0}))
    found = build_differences(before, after, moved, table).set_index(["area_id", "language"])
    assert found.loc[("east", "korean"), "verdict"] == "cannot tell"
    assert found.loc[("east", "spanish"), "verdict"] == "more"
    none = Moved(crosswalk({}), crosswalk({}))
    assert set(build_differences(before, before, none, four_square_table())["verdict"]) == {"the same"}


def test_areas_that_come_and_go_have_one_figure_and_no_difference() -> None:
    after = crosswalk({(NW, "all of it"): 1.0, (NE, "all of it"): 1.0}, ("all of it",))
    moved = Moved(crosswalk({}, (*AREAS, "all of it")), crosswalk({}, (*AREAS, "all of it")))
    found = build_differences(four_square_crosswalk(), after, moved, four_square_table()).query("language == 'all'")
    found = found.set_index("area_id")
    assert found["verdict"].to_dict() == {
        "all of it": "new area",
        "east": "no longer an area",
        "west": "no longer an area",
    }
    assert np.isnan(found.loc["east", "after"]) and np.isnan(found.loc["all of it", "before"])
    assert found["change"].isna().all()


def test_with_replicates_the_margin_is_that_of_the_difference_in_every_replicate() -> None:
    table = four_square_table()
    frame = replicates_of(table, seed=3)
    after = crosswalk({(NW, "east"): 0.7, (NW, "west"): 0.3, (NE, "west"): 1.0, (SW, "west"): 0.5, (SE, "east"): 0.5})
    before = four_square_crosswalk()
    moved = Moved(crosswalk({(NW, "east"): 0.7, (NE, "west"): 1.0}), crosswalk({(NW, "west"): 0.7, (NE, "east"): 1.0}))
    found = build_differences(before, after, moved, with_replicates(table, frame))
    found = found.set_index(["area_id", "language"])["change_moe"]
    # Spanish is line 5, Korean line 20: of these two only NW and NE have figures that are not zero and moved.
    rows = frame.set_index(["geoid", "line"]).drop(columns="estimate").astype(float)
    spanish, korean = 0.7 * (rows.loc[(NW, 5)] - 100.0), rows.loc[(NE, 20)] - 600.0
    for language, off, zero in (("spanish", spanish, 12.0), ("korean", korean, 0.7 * 12.0)):
        expected = np.sqrt(Z_90**2 * VARIANCE_FACTOR * (off**2).sum() + zero**2)
        assert found["east", language] == pytest.approx(expected)
    both = np.sqrt(Z_90**2 * VARIANCE_FACTOR * ((spanish - korean) ** 2).sum() + 12.0**2)
    assert found["east", "all"] == pytest.approx(both)
