"""Margins from variance replicates: the formula by hand, the covariance it holds, and nothing else that moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.inputs.replicates import LEP_LINES, with_replicates
from planning.examples import TRACTS, four_square_crosswalk, four_square_table
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need, people_by_area, people_together
from planning.need.replicates import Entries, errors_of
from planning.officers.recruiting import build_residents_near
from tests.examples import examples
from tests.replicates import replicates_of

NW, NE, SW, SE = TRACTS
SPANISH, KOREAN = (LEP_LINES[LANGUAGE_IDS.index(name)] for name in ("spanish", "korean"))
UP = np.tile([1.0, -1.0], 40)
ACROSS = np.tile([1.0, 1.0, -1.0, -1.0], 20)
"""Errors that have nothing to do with those of ``UP``."""
UNIT = 1.645 * 2
"""The margin of a figure whose replicates are one person off: 1.645 times the root of 4/80 times 80."""


def off_by(figures: dict[tuple[str, int], np.ndarray], table: LanguageTable | None = None) -> LanguageTable:
    """Return the four-square table with these errors of these figures, and none of the others."""
    table = table or four_square_table()
    frame = replicates_of(table)
    columns = frame.columns[3:]
    frame[columns] = np.tile(frame[["estimate"]].to_numpy(), (1, 80))
    for (geoid, line), off in figures.items():
        there = (frame["geoid"] == geoid) & (frame["line"] == line)
        frame.loc[there, columns] = (frame.loc[there, ["estimate"]].to_numpy() + off).astype(np.float32)
    return with_replicates(table, frame)


def row(frame: pd.DataFrame, area: str, language: str) -> pd.Series:
    return frame[(frame["area_id"] == area) & (frame["language"] == language)].iloc[0]


def whole_city() -> Crosswalk:
    return Crosswalk.from_triples({(tract, "city"): 1.0 for tract in TRACTS}, TRACTS, ("city",), np.full(4, 1000.0))


def test_the_margin_by_hand() -> None:
    table = off_by({(NW, SPANISH): 10 * UP, (SW, SPANISH): 6 * ACROSS})
    west = row(build_need(four_square_crosswalk(), table), "west", "spanish")
    # NW whole, half of SW; their errors cross, and the zeros of no other tract are in the area.
    assert west["lep_moe"] == pytest.approx(UNIT * np.hypot(10, 3))
    with_a_zero = row(build_need(whole_city(), table), "city", "spanish")
    assert with_a_zero["lep_moe"] == pytest.approx(np.sqrt((UNIT * np.hypot(10, 6)) ** 2 + 12**2))


def test_errors_that_go_together_add_up_and_opposed_ones_vanish() -> None:
    for second, moe in ((10 * UP, 20 * UNIT), (-10 * UP, 0.0), (10 * ACROSS, np.sqrt(200) * UNIT)):
        table = off_by({(NW, SPANISH): 10 * UP, (SW, SPANISH): second})
        city = row(build_need(whole_city(), table), "city", "spanish")
        assert city["lep_moe"] == pytest.approx(np.hypot(moe, 12))
        assert people_together(whole_city(), table, pd.DataFrame({"area_id": ["city"], "language": "spanish"}))[
            1
        ] == pytest.approx(np.hypot(moe, 12))


def test_languages_of_one_tract_go_together_too() -> None:
    table = off_by({(NW, SPANISH): 10 * UP, (SW, SPANISH): 0 * UP, (NE, KOREAN): -10 * UP})
    assert row(build_need(whole_city(), table), "city", ALL)["lep_moe"] == pytest.approx(12.0)
    pairs = pd.DataFrame({"area_id": "city", "language": ["spanish", "korean"]})
    assert people_together(whole_city(), table, pairs) == (800.0, pytest.approx(12.0))
    assert people_by_area(whole_city(), table, pairs)["city"] == (800.0, pytest.approx(12.0))


def test_a_share_is_made_anew_in_every_replicate() -> None:
    # 100 of 1,000 in NW; both rise by a tenth together, so that the share stands still.
    table = off_by({(NW, SPANISH): 10 * UP, (NW, 1): 100 * UP})
    alone = Crosswalk.from_triples({(NW, "a"): 1.0}, TRACTS, ("a",), np.full(4, 1000.0))
    assert row(build_need(alone, table), "a", "spanish")["share_moe"] == pytest.approx(0.0, abs=1e-9)
    by_hand = [(100 + 10 * up) / (1000 - 100 * up) for up in (1, -1)]
    against = row(build_need(alone, off_by({(NW, SPANISH): 10 * UP, (NW, 1): -100 * UP})), "a", "spanish")
    assert against["share_moe"] == pytest.approx(1.645 * np.sqrt(4 / 80 * 40 * sum((r - 0.1) ** 2 for r in by_hand)))


def test_a_zero_keeps_its_margin_and_a_tract_without_replicates_its_own() -> None:
    table = four_square_table()
    frame = replicates_of(table)
    without = with_replicates(table, frame[frame["geoid"] != SW])
    assert without.replicates is not None and without.replicates.tracts_without == 1
    city = row(build_need(whole_city(), without), "city", "spanish")
    assert city["lep_moe"] == pytest.approx(np.sqrt(50**2 + 50**2 + 12**2))  # two tracts of Spanish, each by itself
    nobody = row(build_need(whole_city(), without), "city", "arabic")
    assert nobody["lep_moe"] == 12.0


def test_a_margin_that_the_table_lacks_is_that_of_the_replicates() -> None:
    table = four_square_table()
    frame = replicates_of(table)
    table.lep_moe.loc[NW, "spanish"] = np.nan
    with_them = with_replicates(table, frame)
    west = row(build_need(four_square_crosswalk(), with_them), "west", "spanish")
    assert west["lep_moe"] > 0
    assert row(build_intervals(four_square_crosswalk(), with_them), "west", "spanish")["lep_interval_high"] > 200
    assert np.isnan(row(build_need(four_square_crosswalk(), table), "west", "spanish")["lep_moe"])


def test_figures_whose_errors_have_nothing_in_common_go_by_the_usual_formula() -> None:
    table = four_square_table()
    table.lep.loc[NE, "chinese"], table.lep.loc[SE, "slavic"] = 300.0, 40.0
    exact = with_replicates(table, replicates_of(table, apart=True))
    for walk in (four_square_crosswalk(), whole_city()):
        usual, now = build_need(walk, table), build_need(walk, exact)
        for column in ("lep", "lep_moe", "pop5_moe", "very_well_moe", "lep_low", "lep_high", "missing_share"):
            np.testing.assert_allclose(now[column], usual[column], rtol=1e-6)
        ends = ["lep_interval_low", "lep_interval_high"]
        np.testing.assert_allclose(build_intervals(walk, exact)[ends], build_intervals(walk, table)[ends], rtol=1e-6)
    points = pd.DataFrame({"x": 0.0, "y": 0.0, "pop": 250.0, "tract_id": TRACTS, "area_id": "west"})
    venue = pd.DataFrame({"venue_id": ["V"], "name": "Hall", "lon": 0.0, "lat": 0.0, "x": 0.0, "y": 0.0})
    near = [build_residents_near(points, one, venue, "spanish", 5.0)["moe"].iloc[0] for one in (table, exact)]
    assert near[0] == pytest.approx(near[1], rel=1e-6) and near[0] > 0


@examples(200, quick=6)
@given(seed=st.integers(0, 10**6), language=st.sampled_from(["spanish", "korean"]))
def test_whole_tracts_and_one_cell_have_the_published_margin(seed: int, language: str) -> None:
    table = four_square_table()
    tract = table.lep.index[table.lep[language] > 0][0]
    exact = with_replicates(table, replicates_of(table, seed=seed))
    walk = Crosswalk.from_triples({(tract, "a"): 1.0}, TRACTS, ("a",), np.full(4, 1000.0))
    found = row(build_need(walk, exact), "a", language)
    assert found["lep_moe"] == pytest.approx(table.lep_moe.loc[tract, language], rel=1e-5)
    assert found["pop5_moe"] == pytest.approx(table.pop5_moe[tract], rel=1e-5)
    assert people_together(walk, exact, pd.DataFrame({"area_id": ["a"], "language": [language]}))[1] == pytest.approx(
        table.lep_moe.loc[tract, language], rel=1e-5
    )


@examples(200, quick=6)
@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 0.95))
def test_margins_of_parts_are_never_more_than_the_plain_sum(seed: int, share: float) -> None:
    table = four_square_table()
    exact = with_replicates(table, replicates_of(table, seed=seed))
    walk = Crosswalk.from_triples({(SW, "a"): share, (NW, "a"): 1.0}, TRACTS, ("a",), np.full(4, 1000.0))
    moe = row(build_need(walk, exact), "a", "spanish")["lep_moe"]
    assert 50 * (1 - share) - 1e-3 <= moe <= 50 * (1 + share) + 1e-3


def test_replicates_of_another_figure_are_none() -> None:
    table = four_square_table()
    frame = replicates_of(table)
    table.lep.loc[NW, "spanish"] = 120.0
    city = row(build_need(whole_city(), with_replicates(table, frame)), "city", "spanish")
    assert city["lep_moe"] == pytest.approx(np.sqrt(50**2 + 50**2 + 12**2))  # NW by itself, by its own margin


def test_without_replicates_nothing_is_touched() -> None:
    table = four_square_table()
    assert with_replicates(table, None) is table
    exact = with_replicates(table, replicates_of(table))
    assert with_replicates(exact, None).replicates is None
    assert replace(exact, replicates=None).lep.equals(table.lep)
    errors = errors_of(np.array([[np.nan]]), np.full((1, 1, 80), 3.0))
    assert not errors.known.any() and Entries(1, np.array([0]), np.array([0]), np.ones(1)).errors(
        np.array([[5.0]]), np.array([[2.0]]), errors
    ).moe.tolist() == [2.0]
