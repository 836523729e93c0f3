from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.errors import InputError, SchemaError, UnknownNameError
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.meetings.demand import build_demand

TRACT, OTHER, EMPTY = "99001000100", "99001000200", "99001000300"


@pytest.fixture
def points() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "x": [3.0, 1.0, 2.0, 4.0],
            "y": 0.0,
            "pop": [100.0, 300.0, 50.0, 20.0],
            "tract_id": pd.array([TRACT, TRACT, OTHER, None], dtype="str"),
            "area_id": pd.array([None, "a", "a", "a"], dtype="str"),
        },
        index=[10, 11, 12, 13],
    )


@pytest.fixture
def table(build_table):
    lep = pd.DataFrame({"spanish": [80.0, 10.0, 7.0], "korean": [40.0, np.nan, 0.0]}, index=[TRACT, OTHER, EMPTY])
    return build_table(lep)


def test_outside_points_count_below_the_line_but_not_above_it(points, table):
    demand = build_demand(points, table, ["korean", "spanish"])
    assert demand.languages == ("spanish", "korean")
    assert demand.points.index.to_list() == [11, 12, 13]
    assert demand.persons.tolist() == [[60.0, 30.0], [10.0, 0.0], [0.0, 0.0]]
    assert demand.persons.sum(axis=0).tolist() == [70.0, 30.0]
    assert demand.left_out.outside == {"spanish": 20.0, "korean": 10.0}


def test_outside_points_take_part_when_asked_for(points, table):
    demand = build_demand(points, table, ["spanish"], include_outside=True)
    assert demand.persons.sum() == 90.0
    assert demand.left_out.outside == {"spanish": 0.0}


def test_who_is_left_out_is_told(points, table):
    left_out = build_demand(points, table, ["spanish", "korean"]).left_out
    assert left_out.people_without_tract == 20.0


def test_a_language_without_a_column_is_absent_not_zero(points, table):
    demand = build_demand(points, table)
    assert demand.languages == ("spanish", "korean")
    assert demand.absent_languages == tuple(k for k in NAMED_LANGUAGE_IDS if k not in demand.languages)
    with pytest.raises(SchemaError, match="the language table has no numbers for arabic"):
        build_demand(points, table, ["arabic"])


def test_a_lump_takes_part_only_by_name(points, build_table):
    table = build_table(pd.DataFrame({"spanish": [1.0], "slavic": [9.0]}, index=[TRACT]))
    assert build_demand(points, table).languages == ("spanish",)
    assert build_demand(points, table, ["slavic", "spanish"]).languages == ("spanish", "slavic")


def test_languages_that_make_no_sense_are_refused(points, table):
    with pytest.raises(InputError, match="meetings are interpreted in named languages, not in 'all' languages"):
        build_demand(points, table, ["all"])
    with pytest.raises(InputError, match="you named no language"):
        build_demand(points, table, [])
    with pytest.raises(UnknownNameError, match="did you mean 'spanish'"):
        build_demand(points, table, ["spansih"])
    with pytest.raises(SchemaError, match="no column 'tract_id'"):
        build_demand(points.drop(columns="tract_id"), table)


def test_order_of_the_points_does_not_matter(build_town):
    town = build_town(seed=4, points=60, venues=3, languages=3)
    shuffled = town.points.sample(frac=1, random_state=1)
    first, second = town.demand(), build_demand(shuffled, town.table)
    assert first.points.equals(second.points)
    assert np.array_equal(first.persons, second.persons)


def test_people_spread_add_up_to_the_tracts(build_town):
    town = build_town(seed=5, points=80, venues=3, languages=4)
    populated = town.table.lep.loc[town.table.lep.index.isin(town.points["tract_id"])]
    demand = town.demand()
    for language, persons in zip(demand.languages, demand.persons.sum(axis=0), strict=True):
        assert persons == pytest.approx(populated[language].sum(), rel=1e-12)
