from __future__ import annotations

import numpy as np
import pytest

from planning.errors import InfeasibleError, InputError, SchemaError, UnknownNameError
from planning.meetings.sites import POLICE_REASON, VETO_REASON, build_sites


@pytest.fixture
def venues(build_venues):
    """Four places; v004 is v001 listed again, v003 a police building, v002 vetoed by its own list."""
    venues = build_venues(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0], [1.0, 0.0]]))
    venues["police_building"] = [False, None, False, True, False]
    venues["veto"] = [None, None, "community objected", None, " "]
    return venues


def test_police_and_vetoed_are_out_with_the_reason(venues):
    sites = build_sites(venues, vetoes={"v000": "burnt down"})
    assert sites.ids == ("v001",)
    assert dict(zip(sites.left_out["site_id"], sites.left_out["reason"], strict=True)) == {
        "v000": "burnt down",
        "v002": "community objected",
        "v003": POLICE_REASON,
    }


def test_a_veto_by_id_needs_no_reason(venues):
    reasons = build_sites(venues, vetoes=["v000"]).left_out.set_index("site_id")["reason"]
    assert reasons["v000"] == VETO_REASON


def test_police_buildings_only_when_asked_for(venues):
    assert build_sites(venues, include_police=True).ids == ("v000", "v001", "v003")
    locked = build_sites(venues, locks=["v003"])
    assert locked.ids == ("v000", "v001", "v003")
    assert locked.locked.tolist() == [False, False, True]


def test_a_place_listed_twice_is_one(venues):
    sites = build_sites(venues, locks=["v004"])
    assert sites.ids == ("v000", "v001")
    assert sites.locked.tolist() == [False, True]
    assert build_sites(venues, vetoes=["v004"]).ids == ("v000",)


def test_order_of_the_list_does_not_matter(venues):
    shuffled = build_sites(venues.sample(frac=1, random_state=3))
    assert shuffled.candidates.equals(build_sites(venues).candidates)


def test_wishes_that_contradict_are_refused(venues):
    with pytest.raises(InputError, match="venue 'v000' is both locked in and skipped \\(skipped in this plan\\)"):
        build_sites(venues, locks=["v000"], vetoes=["v000"])
    with pytest.raises(InputError, match=r"'v002' is both locked in and skipped \(community objected\)"):
        build_sites(venues, locks=["v002"])
    with pytest.raises(UnknownNameError, match="no venue 'v09'"):
        build_sites(venues, vetoes=["v09"])
    with pytest.raises(UnknownNameError, match="no venue 'x'"):
        build_sites(venues, locks=["x"])
    with pytest.raises(InfeasibleError, match="no venue is left"):
        build_sites(venues, vetoes=["v000", "v001"])
    with pytest.raises(InputError, match="two venues have the same ID"):
        build_sites(venues.assign(venue_id="v1"))
    with pytest.raises(SchemaError, match="no column 'veto'"):
        build_sites(venues.drop(columns="veto"))
