"""What a benchmark says of growth and of ratios is what its rows say."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.growth import growth
from benchmarks.made.country import build_country
from benchmarks.made.side_by_side import Taken, ratios, told_ratio


def test_the_exponent_is_that_of_the_larger_sizes() -> None:
    fixed_cost = [("need", "areas", n, 0.5 + n**1.5 / 1e3, 3.0) for n in (10, 10_000, 20_000, 40_000)]
    table = growth(pd.DataFrame(fixed_cost, columns=["work", "by", "size", "seconds", "megabytes"]))
    assert table["exponent"].tolist() == [1.5]
    assert table[["from", "to", "MB_at_last"]].to_numpy().tolist() == [[10, 40_000, 3]]


def test_ratios_are_taken_round_by_round() -> None:
    ours, theirs = Taken((1.0, 4.0, 2.0), (1.0, 1.0, 1.0)), Taken((2.0, 4.0, 8.0), (4.0, 2.0, 1.0))
    assert ratios(ours, theirs) == (0.5, 1.0, 0.25)
    assert told_ratio(ours, theirs) == "0.50 (0.25 to 1.00), processor 0.50 (0.25 to 1.00)"


def test_made_ground_is_the_same_for_its_seed_and_has_what_real_ground_has() -> None:
    country, again = build_country(64, 20, 3, seed=1), build_country(64, 20, 3, seed=1)
    assert country.points.equals(again.points) and country.areas.equals(again.areas)
    assert not country.points.equals(build_country(64, 20, 3, seed=2).points)
    assert country.tracts.is_valid.all() and country.areas.is_valid.all()
    assert country.tracts.area.sum() == pytest.approx(country.tracts.union_all().area)  # tracts do not overlap
    assert (
        country.points["geoid"].str[:11].tolist()
        == country.tracts.loc[
            country.tracts.sindex.query(country.points.geometry, predicate="within")[1], "geoid"
        ].tolist()
    )
