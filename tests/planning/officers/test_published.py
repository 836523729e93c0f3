"""What is shown outside the roster: everything follows from the bands, and the bands give nothing away."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.published import (
    HAVE_COLUMNS,
    as_range,
    count_speakers,
    publish_coverage,
    publish_residents,
    publish_speakers,
    sum_published,
)
from planning.officers.speakers import CITY_WIDE, Speaker
from tests.examples import examples

BEATS, DISTRICTS, SHIFTS, LANGUAGES = ("b1", "b2", "b3"), ("d1", "d2"), ("day", "night"), ("korean", "spanish")
NESTING = [{"b1": "d1", "b2": "d1", "b3": "d2"}, {"d1": "department", "d2": "department"}]
LEVELS = ["beat", "district", "department"]
AREAS = {"beat": BEATS, "district": DISTRICTS, "department": ("department",)}
TIERS = ("certified", "tested", "self_reported")


@st.composite
def forces(draw: st.DrawFn) -> list[Speaker]:
    force = []
    for k in range(draw(st.integers(0, 14))):
        place = draw(st.sampled_from([*BEATS, *DISTRICTS, "Traffic"]))
        places = (CITY_WIDE,)
        if place in DISTRICTS:
            places = (("district", place), CITY_WIDE)
        if place in BEATS:
            places = (("beat", place), ("district", NESTING[0][place]), CITY_WIDE)
        tiers = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(TIERS), min_size=1))
        force.append(Speaker(f"{k}", place, draw(st.sampled_from(SHIFTS)), tiers, places))
    return force


def count(force: list[Speaker]) -> pd.DataFrame:
    return count_speakers(force, AREAS, SHIFTS, LANGUAGES)


@examples(10)
@given(forces(), st.sampled_from(LEVELS))
def test_gaps_tests_and_sums_are_made_of_the_bands_alone(force: list[Speaker], level: str) -> None:
    counts = count(force)
    posts = counts.loc[counts["level"] == level, ["level", "area_id", "shift", "language"]]
    posts = posts.assign(need=900.0, posts=1.0, required=1.58)
    told = publish_speakers(counts)
    coverage = publish_coverage(posts, told)
    exact = coverage.merge(counts, on=["level", "area_id", "shift", "language"], suffixes=("", "_exact"))
    verified = exact["have_certified_exact"] + exact["have_tested_exact"]
    gap = (1.58 - verified).clip(lower=0)
    closes = np.minimum(exact["have_self_exact"], gap)
    for name, truth in (("gap", gap), ("test", closes)):
        assert ((coverage[f"{name}_low"] <= truth + 1e-9) & (truth <= coverage[f"{name}_high"] + 1e-9)).all()
    # The same bands, whatever the counts behind them, give the same coverage: nothing else goes in.
    again = publish_coverage(posts, told.copy())
    pd.testing.assert_frame_equal(coverage, again)
    numbers = [column for column in coverage.columns if column.startswith("have_") and column in HAVE_COLUMNS]
    assert all(pd.api.types.is_string_dtype(coverage[column]) for column in numbers)
    sums = sum_published(coverage)
    assert (sums["gap_low"] <= sums["gap_high"]).all() and set(sums["language"]) == set(LANGUAGES)


def test_those_of_a_pool_may_be_needed_where_posts_are() -> None:
    force = [Speaker(str(k), "d1", "day", {"korean": "tested"}, (("district", "d1"), CITY_WIDE)) for k in range(4)]
    counts = count_speakers(force, {"district": DISTRICTS, "department": ("department",)}, ["day"], ["korean"])
    told = publish_speakers(counts)
    rows = [("district", "d1", 1.0, 1.58), ("district", "d2", 0.0, 0.0), ("department", "department", 1.0, 1.58)]
    posts = pd.DataFrame(rows, columns=["level", "area_id", "posts", "required"])
    table = publish_coverage(posts.assign(shift="day", language="korean", need=900.0), told).set_index("area_id")
    assert table.loc["d1", ["gap_low", "gap_high"]].tolist() == [0.0, 0.0]
    assert table.loc["department", ["gap_low", "gap_high"]].tolist() == [0.0, 1.58]  # the four may stay in d1


def test_without_a_roster_nothing_is_told_and_nothing_is_zero() -> None:
    posts = pd.DataFrame(
        {
            "level": ["beat"],
            "area_id": "1",
            "shift": "day",
            "language": "korean",
            "need": 900.0,
            "posts": 1.0,
            "required": 1.58,
        }
    )
    table = publish_coverage(posts, pd.DataFrame())
    assert table[["gap_low", "gap_high", "test_high"]].isna().all(axis=None)
    assert sum_published(table)["gap_high"].isna().all()
    assert as_range(*table.loc[0, ["gap_low", "gap_high"]]) == "can’t tell"


@examples(25)
@given(st.lists(st.lists(st.floats(0, 60), min_size=2, max_size=2), min_size=1, max_size=5))
def test_residents_under_ten_cannot_be_worked_out(people: list[list[float]]) -> None:
    areas = [f"a{k}" for k in range(len(people))]
    residents = pd.DataFrame(people, index=areas, columns=["korean", "arabic"])
    above = dict.fromkeys(areas, "department")
    told = publish_residents({"beat": residents, "department": residents.sum().to_frame("department").T}, [above])
    whole = residents.round().astype(int)
    small = told[(told["level"] == "beat")].copy()
    small["count"] = [
        whole.loc[area, language] for area, language in zip(small["area_id"], small["language"], strict=True)
    ]
    assert not (small["is_shown"] & small["count"].between(1, 9)).any()
    # Linear algebra: what is not shown is free in every equation that a reader has.
    cells = [(row.level, row.area_id, row.language) for row in told.itertuples()]
    hidden = [k for k, row in enumerate(told.itertuples()) if not row.is_shown]
    rows = []
    for language in ("korean", "arabic"):
        row = np.zeros(len(cells))
        for area in areas:
            row[cells.index(("beat", area, language))] = 1
        row[cells.index(("department", "department", language))] = -1
        rows.append(row)
    if hidden:
        matrix = np.array(rows)[:, hidden]
        free = np.linalg.svd(matrix)[2][np.linalg.matrix_rank(matrix) :]
        assert len(free) and (np.abs(free).max(axis=0) > 1e-9).all()


def test_a_language_with_a_missing_figure_is_left_alone_and_the_floor_only_goes_up() -> None:
    table = pd.DataFrame({"korean": [4.0, math.nan], "arabic": [30.0, 40.0]}, index=["e", "w"])
    assert set(publish_residents({"beat": table})["language"]) == {"arabic"}
    assert not publish_residents({"beat": table}, floor=35)["is_shown"].all()
    with pytest.raises(InputError, match="floor cannot be under 10"):
        publish_residents({"beat": table}, floor=5)
    assert publish_residents({"beat": table[["korean"]]}).empty


def test_totals_over_shifts_are_published_too() -> None:
    force = [Speaker(str(k), "Traffic", "day", {"korean": "tested"}, (CITY_WIDE,)) for k in range(5)]
    told = publish_speakers(count_speakers(force, {"department": ["department"]}, SHIFTS, LANGUAGES))
    row = told[(told["shift"] == ALL_SHIFTS) & (told["language"] == "korean")].iloc[0]
    assert (row["have_tested"], row["have_certified"], row["have_tested_low"]) == ("5", "0", 5.0)
