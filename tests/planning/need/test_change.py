"""What has changed between two surveys: against figures by hand, and over many surveys that did not change."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.change_pairs import pairs_of
from planning.errors import SchemaError
from planning.examples import four_square_crosswalk, four_square_table
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.change import Survey, boundary_of_change, build_change, overlap
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NO_CLEAR_CHANGE


def survey(table: LanguageTable | None = None) -> Survey:
    return Survey(four_square_crosswalk(), table or four_square_table())


def with_more(language: str, tract: int, people: float) -> LanguageTable:
    table = four_square_table()
    changed = replace(table, lep=table.lep.copy())
    changed.lep.loc[changed.lep.index[tract], language] += people
    return changed


def cell(change: pd.DataFrame, area: str, language: str) -> pd.Series:
    return change.set_index(["area_id", "language"]).loc[(area, language)]


def test_the_range_of_a_change_by_hand():
    """East is whole tracts: the sides of the two surveys' sampling intervals are squared, added, and rooted."""
    now = with_more("korean", 1, 400)
    found = cell(build_change(survey(), survey(now), same_tracts=True), "east", "korean")
    (older, newer) = (
        build_intervals(four_square_crosswalk(), table, 0.0).set_index(["area_id", "language"]).loc[("east", "korean")]
        for table in (four_square_table(), now)
    )
    below = math.hypot(1000 - newer["lep_interval_low"], older["lep_interval_high"] - 600)
    above = math.hypot(newer["lep_interval_high"] - 1000, 600 - older["lep_interval_low"])
    assert (found["then"], found["now"], found["change"]) == (600, 1000, 400)
    assert found["change_low"] == pytest.approx(400 - below)
    assert found["change_high"] == pytest.approx(400 + above)
    assert found["verdict"] == (MORE if below < 400 else NO_CLEAR_CHANGE)


def test_where_a_tract_is_cut_its_change_may_be_on_the_other_side():
    """Half of it is in west: 0.5 x 0.5 x (1000^2 - two margins of 50 as standard errors), rooted, at 90 %."""
    now = with_more("spanish", 2, 1000)
    error = boundary_of_change(four_square_crosswalk(), four_square_table(), now)
    by_hand = 1.645 * math.sqrt(0.25 * (1000**2 - 2 * (50 / 1.645) ** 2))
    assert error.set_index(["area_id", "language"]).loc[("west", "spanish"), "error"] == pytest.approx(
        by_hand, rel=1e-3
    )
    west = cell(build_change(survey(), survey(now), same_tracts=True), "west", "spanish")
    assert (west["change"], west["verdict"]) == (500, NO_CLEAR_CHANGE)


def test_a_change_of_a_whole_tract_has_no_boundary():
    now = with_more("spanish", 0, 1000)
    error = boundary_of_change(four_square_crosswalk(), four_square_table(), now)
    assert error.set_index(["area_id", "language"]).loc[("west", "spanish"), "error"] == 0
    west = cell(build_change(survey(), survey(now), same_tracts=True), "west", "spanish")
    assert west["verdict"] == MORE


def test_tracts_that_are_not_the_same_take_the_whole_range_of_both():
    now = with_more("spanish", 2, 300)
    apart = cell(build_change(survey(), survey(now), same_tracts=False), "west", "spanish")
    ends = [
        build_intervals(four_square_crosswalk(), table).set_index(["area_id", "language"]).loc[("west", "spanish")]
        for table in (four_square_table(), now)
    ]
    below = math.hypot(300 - ends[1]["lep_interval_low"], ends[0]["lep_interval_high"] - 150)
    assert apart["change_low"] == pytest.approx(150 - below)


def test_a_figure_that_is_missing_in_one_survey_is_no_change():
    now = four_square_table()
    now = replace(now, lep=now.lep.copy())
    now.lep.loc[now.lep.index[1], "korean"] = np.nan
    found = cell(build_change(survey(), survey(now), same_tracts=True), "east", "korean")
    assert found["verdict"] == CANNOT_TELL
    assert math.isnan(found["change_low"])


def test_a_table_without_margins_tells_no_change():
    now = four_square_table()
    now = replace(now, lep_moe=now.lep_moe * np.nan)
    assert set(build_change(survey(), survey(now), same_tracts=True)["verdict"]) == {CANNOT_TELL}


def test_other_areas_are_refused():
    crosswalk = four_square_crosswalk()
    other = replace(crosswalk, area_ids=tuple(f"{area}!" for area in crosswalk.area_ids))
    with pytest.raises(SchemaError, match="not of the same areas"):
        build_change(survey(), Survey(other, four_square_table()), same_tracts=True)


@pytest.mark.parametrize(("one", "other", "share"), [(2018, 2023, False), (2019, 2023, True), (2023, 2018, False)])
def test_five_year_surveys_overlap(one, other, share):
    assert overlap(one, other) is share


@given(st.lists(st.integers(-90, 2000), min_size=4, max_size=4), st.booleans())
def test_what_becomes_more_from_one_side_becomes_fewer_from_the_other(people, same):
    table = four_square_table()
    now = replace(table, lep=(table.lep + np.array(people)[:, None]).clip(lower=0))
    there, back = (
        build_change(*pair, same_tracts=same).set_index(["area_id", "language"])
        for pair in ((survey(), survey(now)), (survey(now), survey()))
    )
    turned = back["verdict"].map({MORE: FEWER, FEWER: MORE}).fillna(back["verdict"])
    assert there["verdict"].tolist() == turned.loc[there.index].tolist()
    assert np.allclose(there["change_low"], -back["change_high"].loc[there.index], equal_nan=True)
    assert set(there.index.get_level_values("language")) == {ALL, *LANGUAGE_IDS}
    clear = there[there["verdict"].isin((MORE, FEWER))]
    assert (np.sign(clear["change_low"]) == np.sign(clear["change_high"])).all()


def test_few_unchanged_figures_are_called_changed_and_large_changes_are_noticed():
    """A small part of ``outreach.py bench change_pairs``."""
    found = pairs_of("clusters", 3, 1)
    found = found[found["same_tracts"]].assign(called=found["verdict"].isin((MORE, FEWER)))
    unchanged = found[~found["changed"] & (found["size"] >= 50)]
    assert unchanged["called"].mean() <= 0.12
    noticed = found[found["changed"] & (-found["true"] >= 1.25 * found["noticeable"])]
    assert len(noticed) >= 3
    assert (noticed["verdict"] == FEWER).mean() >= 0.75
