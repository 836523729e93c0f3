from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from geodata.department import answers
from planning.examples import TRACTS, four_square_crosswalk, four_square_table
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import OUTSIDE, Crosswalk
from planning.need.estimates import sum_moe
from planning.need.need import NEED_COLUMNS, LanguageTable, build_need, people_by_area, people_together
from tests.examples import examples

NW, NE, SW, SE = TRACTS
ADDED_UP = ["lep", "very_well", "pop5"]
CITIES = examples(60)


def table_of(lep: np.ndarray, very_well: np.ndarray, pop5: np.ndarray, moe: np.ndarray) -> LanguageTable:
    index = pd.Index([f"t{k}" for k in range(len(pop5))], name="geoid")

    def frame(cells: np.ndarray) -> pd.DataFrame:
        return pd.DataFrame(cells.astype(float), index=index, columns=list(LANGUAGE_IDS))

    return LanguageTable(
        pop5=pd.Series(pop5.astype(float), index=index),
        pop5_moe=pd.Series(moe[:, 0].astype(float), index=index),
        lep=frame(lep),
        lep_moe=frame(moe),
        very_well=frame(very_well),
        very_well_moe=frame(moe * 2),
        reasons=pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str"),
    )


@st.composite
def cities(draw: st.DrawFn) -> tuple[Crosswalk, LanguageTable]:
    """Draw tracts cut among areas, some whole and some partly outside, and a table that is possible."""
    tracts, areas = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (tracts, len(LANGUAGE_IDS))
    lep = random.integers(0, 400, shape) * (random.random(shape) < draw(st.sampled_from([0.2, 0.8])))
    very_well = random.integers(0, 400, shape)
    pop5 = (lep + very_well).sum(axis=1) + random.integers(0, 3000, tracts)
    weights = random.random((areas + 1, tracts)) * (random.random((areas + 1, tracts)) < 0.6)
    weights[areas] += weights.sum(axis=0) == 0
    weights /= weights.sum(axis=0)
    ids = tuple(f"a{k}" for k in range(areas)), tuple(f"t{k}" for k in range(tracts))
    triples = {(ids[1][t], ids[0][a]): weights[a, t] for a in range(areas) for t in range(tracts)}
    crosswalk = Crosswalk.from_triples(triples, ids[1], ids[0], pop5.astype(float))
    return crosswalk, table_of(lep, very_well, pop5, random.integers(3, 200, shape))


def by_key(need: pd.DataFrame) -> pd.DataFrame:
    return need.set_index(["area_id", "language"]).sort_index()


def test_four_squares_by_hand(four_square_need):
    spanish, korean = four_square_need.loc[("west", "spanish")], four_square_need.loc[("east", "korean")]
    assert spanish[["lep", "pop5", "share", "very_well"]].tolist() == [150, 1500, 0.1, 300]
    assert spanish["lep_moe"] == pytest.approx(math.hypot(50, 25))
    assert [spanish["lep_low"], spanish["lep_high"]] == [100, 200]
    # SE has no Korean: its margin of 12, halved, counts once as the zero's.
    assert korean["lep_moe"] == pytest.approx(math.hypot(50, 6))
    assert four_square_need.loc[("east", "spanish"), "lep_moe"] == 12
    assert four_square_need.loc[(OUTSIDE, "spanish"), ["lep", "lep_low", "lep_high"]].tolist() == [50, 0, 100]
    assert four_square_need.loc[("west", ALL), "lep_moe"] == pytest.approx(math.sqrt(50**2 + 25**2 + 12**2))


def test_columns_and_rows_are_those_of_files():
    need = build_need(four_square_crosswalk(), four_square_table())
    assert tuple(need.columns) == NEED_COLUMNS
    assert need["area_id"].unique().tolist() == ["east", "west", OUTSIDE]
    assert need["language"].tolist() == [*LANGUAGE_IDS, ALL] * 3


@CITIES
@given(cities())
def test_areas_and_outside_add_up_to_the_tracts(city):
    crosswalk, table = city
    total = build_need(crosswalk, table).groupby("language")[ADDED_UP].sum()
    for language in LANGUAGE_IDS:
        assert total.loc[language, "lep"] == pytest.approx(table.lep[language].sum(), rel=1e-9)
        assert total.loc[language, "very_well"] == pytest.approx(table.very_well[language].sum(), rel=1e-9)
    assert total.loc[ALL, "lep"] == pytest.approx(table.lep.to_numpy().sum(), rel=1e-9)
    np.testing.assert_allclose(total["pop5"], table.pop5.sum(), rtol=1e-9)


@CITIES
@given(cities())
def test_estimate_lies_in_its_bracket(city):
    need = build_need(*city).dropna(subset=["lep"])
    slack = 1e-9 * (1 + need["lep"])
    assert (need["lep_low"] <= need["lep"] + slack).all()
    assert (need["lep"] <= need["lep_high"] + slack).all()
    assert (need["lep_low"] >= 0).all()


@CITIES
@given(cities())
def test_margin_is_the_sum_rule_over_the_weighted_cells(city):
    crosswalk, table = city
    need = by_key(build_need(crosswalk, table))
    weights = crosswalk.weights.toarray()
    for row, area in enumerate(crosswalk.area_ids):
        inside = weights[row] > 0
        if not inside.any():
            continue
        scale = weights[row][inside, None]
        for language, columns in (("korean", ["korean"]), (ALL, list(LANGUAGE_IDS))):
            cells, moes = (table.lep[columns].to_numpy()[inside], table.lep_moe[columns].to_numpy()[inside] * scale)
            moe = need.loc[(area, language), "lep_moe"]
            assert moe == pytest.approx(sum_moe(cells.ravel(), moes.ravel()), rel=1e-9)
            assert moes.max() <= moe * (1 + 1e-12)
            assert moe <= moes.sum() * (1 + 1e-12)


@CITIES
@given(cities(), st.randoms(use_true_random=False))
def test_order_of_tracts_and_areas_does_not_matter(city, random):
    crosswalk, table = city
    dense = crosswalk.weights.toarray()
    tracts = random.sample(range(len(crosswalk.tract_ids)), len(crosswalk.tract_ids))
    areas = random.sample(range(len(crosswalk.area_ids) - 1), len(crosswalk.area_ids) - 1)
    triples = {
        (crosswalk.tract_ids[t], crosswalk.area_ids[a]): dense[a, t] for t in tracts for a in areas if dense[a, t]
    }
    shuffled = Crosswalk.from_triples(
        triples,
        tuple(crosswalk.tract_ids[t] for t in tracts),
        tuple(crosswalk.area_ids[a] for a in areas),
        crosswalk.tract_size[tracts],
    )
    figures = [column for column in NEED_COLUMNS[2:] if column != "grade"]
    found, expected = by_key(build_need(shuffled, table)), by_key(build_need(crosswalk, table))
    pd.testing.assert_frame_equal(found[figures], expected[figures], rtol=1e-9, atol=1e-9)


@CITIES
@given(cities())
def test_grouping_first_equals_summing_after(city):
    crosswalk, table = city
    group_of = {area: "north" if k % 2 else "south" for k, area in enumerate(crosswalk.area_ids[:-1])}
    grouped = by_key(build_need(crosswalk.grouped(group_of), table))
    need = build_need(crosswalk, table)
    summed = need.groupby([need["area_id"].replace(group_of), "language"])[ADDED_UP].sum(min_count=1)
    pd.testing.assert_frame_equal(
        grouped[ADDED_UP], summed.rename_axis(grouped.index.names), rtol=1e-9, check_like=True
    )


@CITIES
@given(cities())
def test_areas_of_whole_tracts_have_no_boundary_error(city):
    _, table = city
    tracts = tuple(table.pop5.index)
    whole = {(tract, f"a{k % 2}"): 1.0 for k, tract in enumerate(tracts)}
    need = build_need(Crosswalk.from_triples(whole, tracts, ("a0", "a1"), np.ones(len(tracts))), table)
    pd.testing.assert_series_equal(need["lep_low"], need["lep"], check_names=False, check_exact=True)
    pd.testing.assert_series_equal(need["lep_high"], need["lep"], check_names=False, check_exact=True)


def test_a_missing_cell_is_left_out_and_told():
    table = four_square_table()
    lep = table.lep.copy()
    lep.loc[SW, "spanish"] = np.nan
    need = by_key(build_need(four_square_crosswalk(), replace(table, lep=lep)))
    west = need.loc[("west", "spanish")]
    assert west["lep"] == 100
    assert west["missing_share"] == pytest.approx(500 / 1500)
    assert need.loc[("west", "korean"), "missing_share"] == 0
    assert need.loc[(OUTSIDE, "spanish"), "missing_share"] == 0.5


def test_an_area_with_nothing_known_is_missing_not_zero():
    table = four_square_table()
    lep = table.lep.copy()
    lep.loc[[NE, SE], "korean"] = np.nan
    east = by_key(build_need(four_square_crosswalk(), replace(table, lep=lep))).loc[("east", "korean")]
    assert east[["lep", "lep_moe", "lep_low", "lep_high", "share"]].isna().all()
    assert pd.isna(east["grade"])
    assert east["missing_share"] == 1


def test_a_table_without_a_language_has_no_total():
    table = four_square_table()
    need = by_key(build_need(four_square_crosswalk(), replace(table, lep=table.lep.assign(arabic=np.nan))))
    assert need.loc[("west", ALL), ["lep", "lep_moe"]].isna().all()
    assert need.loc[("west", "spanish"), "lep"] == 150


def test_a_tract_the_table_lacks_is_missing():
    table = four_square_table()
    lacking = replace(table, **{name: getattr(table, name).drop(SW) for name in ("pop5", "lep", "lep_moe")})
    west = by_key(build_need(four_square_crosswalk(), lacking)).loc[("west", "spanish")]
    assert [west["lep"], west["pop5"]] == [100, 1000]
    assert west["missing_share"] == pytest.approx(500 / 1500)


def test_a_table_without_margins_has_figures_and_no_margins():
    table = four_square_table()
    need = build_need(four_square_crosswalk(), replace(table, lep_moe=table.lep_moe * np.nan))
    assert need["lep_moe"].isna().all()
    assert need["grade"].isna().all()
    assert need["lep"].sum() == 2 * (100 + 100 + 600)


@pytest.mark.city
@pytest.mark.parametrize("level", ["beat", "PRECINCT", "department"])
def test_portland_adds_up_to_its_tracts(portland, level):
    total = answers.need(portland, level).groupby("language")[ADDED_UP].sum()
    tracts = portland.department.language.lep
    for language in LANGUAGE_IDS:
        assert total.loc[language, "lep"] == pytest.approx(tracts[language].sum(), rel=1e-9)
    assert total.loc[ALL, "lep"] == pytest.approx(tracts.to_numpy().sum(), rel=1e-9)
    np.testing.assert_allclose(total["pop5"], portland.department.language.pop5.sum(), rtol=1e-9)


def test_all_areas_together_have_the_margin_of_the_tracts(four_square_need):
    walk, table = four_square_crosswalk(), four_square_table()
    everywhere = four_square_need.reset_index()[["area_id", "language"]]
    everywhere = everywhere[everywhere["language"] != ALL]
    people, moe = people_together(walk, table, everywhere)
    cells, moes = table.lep.to_numpy().ravel(), table.lep_moe.to_numpy().ravel()
    assert people == pytest.approx(cells.sum())
    assert moe == pytest.approx(sum_moe(cells.tolist(), moes.tolist()))


def test_one_area_together_is_its_row(four_square_need):
    rows = four_square_need.drop(index=ALL, level="language").reset_index()
    west = rows[rows["area_id"] == "west"]
    whole = four_square_need.loc[("west", ALL)]
    people, moe = people_together(four_square_crosswalk(), four_square_table(), west)
    assert (people, moe) == pytest.approx((whole["lep"], whole["lep_moe"]))
    assert people_together(four_square_crosswalk(), four_square_table(), west[:0]) == (0.0, 0.0)


def test_every_area_by_itself_is_what_its_rows_are_together(four_square_need):
    walk, table = four_square_crosswalk(), four_square_table()
    table.lep.loc[TRACTS[0], "spanish"] = np.nan
    rows = four_square_need.drop(index=ALL, level="language").reset_index()
    by_area = people_by_area(walk, table, rows.sample(frac=1.0, random_state=1))
    assert by_area == {area: people_together(walk, table, pairs) for area, pairs in rows.groupby("area_id")}
    assert people_by_area(walk, table, rows[:0]) == {}


def test_a_missing_cell_is_left_out_of_what_is_together():
    table = four_square_table()
    table.lep.loc[table.lep.index[0], "spanish"] = np.nan
    people, moe = people_together(
        four_square_crosswalk(), table, pd.DataFrame({"area_id": ["west"], "language": ["spanish"]})
    )
    assert people == pytest.approx(50.0)
    assert np.isfinite(moe)


def test_a_share_is_of_those_whose_tract_has_a_figure():
    table = four_square_table()
    table.lep.loc[TRACTS[0], "spanish"] = 100.0
    table.lep.loc[TRACTS[2], "spanish"] = np.nan
    need = build_need(both_in_one(1000.0), table).set_index(["area_id", "language"]).loc[("one", "spanish")]
    assert (need["share"], need["pop5"], need["missing_share"]) == (0.1, 2000.0, 0.5)


def test_a_tract_without_points_counts_with_its_people():
    table = four_square_table()
    table.pop5.loc[TRACTS[2]], table.pop5.loc[TRACTS[0]] = 4000.0, 500.0
    table.lep.loc[TRACTS[2], "spanish"] = np.nan
    need = build_need(both_in_one(0.0), table).set_index(["area_id", "language"]).loc[("one", "spanish")]
    assert need["missing_share"] == pytest.approx(4000 / 4500)


def both_in_one(people: float) -> Crosswalk:
    """Return one area of the tracts NW and SW with so many people at points each; where SW has none, NW has 500."""
    nw, sw = TRACTS[0], TRACTS[2]
    return Crosswalk.from_triples(
        {(nw, "one"): 1.0, (sw, "one"): 1.0}, (nw, sw), ("one",), np.array([people or 500.0, people])
    )


@pytest.mark.parametrize(
    ("west", "missing", "expected"),
    [(1.0, False, "high"), (0.5, False, "low"), (1.0, True, "low")],
    ids=["sure", "where in a cut tract they live", "what the table leaves out"],
)
def test_a_grade_counts_the_boundary_and_what_is_left_out(west, missing, expected):
    """1,000 (±100) of 5,000 people is firm; in half a tract 0 to 1,000 are possible, and half may have no figure."""
    table = four_square_table()
    table.lep.loc[TRACTS[0], "spanish"], table.lep_moe.loc[TRACTS[0], "spanish"] = 1000.0, 100.0
    table.pop5.loc[TRACTS[0]] = 5000.0
    if missing:
        table.lep.loc[TRACTS[1], "spanish"] = math.nan
    weights = csr_array(np.array([[west, float(missing), 0.0, 0.0], [1 - west, 0.0, 1.0, 1.0]]))
    walk = replace(four_square_crosswalk(), weights=weights, area_ids=("west", "rest"))
    row = build_need(walk, table).query("area_id == 'west' and language == 'spanish'").iloc[0]
    assert row["grade"] == expected
