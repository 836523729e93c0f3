"""An area beside the rest of the department, by hand, and how often an area that is as the rest is called another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.examples import TRACTS, four_square_crosswalk, four_square_table
from planning.languages.groups import LANGUAGE_IDS
from planning.need.beside_rest import AREA, REST, build_beside_rest, rest_sentence
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import Z_90
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable

BOTH = four_square_crosswalk().grouped({"east": AREA, "west": REST})


def test_the_ends_are_those_of_both_intervals_together() -> None:
    table = four_square_table()
    found = build_beside_rest(BOTH, table).set_index("language").loc["spanish"]
    ends = build_intervals(BOTH, table).query("language == 'spanish'").set_index("area_id")
    # East has none of 1,500 people, west 150 of 1,500.
    assert (found["share"], found["rest_share"]) == (0.0, pytest.approx(0.1))
    assert found["low"] == pytest.approx((0.0 - ends.loc[REST, "lep_interval_high"]) / 1500)
    assert found["high"] == pytest.approx(
        (ends.loc[AREA, "lep_interval_high"] - ends.loc[REST, "lep_interval_low"]) / 1500
    )
    assert "speakers of Spanish are 0%" in rest_sentence(
        found.to_frame().T.assign(language="spanish"), "spanish", "East"
    )


def test_what_is_missing_is_no_difference_and_no_sentence() -> None:
    table = four_square_table()
    table.lep.loc[[TRACTS[1], TRACTS[3]], "korean"] = np.nan
    found = build_beside_rest(BOTH, table)
    assert found.set_index("language").loc["korean", "verdict"] == "cannot tell"
    assert rest_sentence(found, "korean", "East") == ""


def test_an_area_that_is_as_the_rest_is_seldom_called_another() -> None:
    """Ten tracts of 1,000 with 100 speakers each, 15 surveys: about one in ten may be called clear, seldom is."""
    random, ids = np.random.default_rng(1), tuple(f"99001{k:06d}" for k in range(10))
    walk = Crosswalk.from_triples(
        {(tract, AREA if k < 3 else REST): 1.0 for k, tract in enumerate(ids)}, ids, (AREA, REST), np.full(10, 1000.0)
    )
    index, clear = pd.Index(ids), 0
    nothing = pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str")
    for _ in range(15):
        lep = pd.DataFrame(0.0, index=index, columns=list(LANGUAGE_IDS))
        moe = lep + 12.0
        lep["spanish"], moe["spanish"] = np.maximum(0, random.normal(100, 50 / Z_90, 10)).round(), 50.0
        table = LanguageTable(lep["korean"] + 1000, moe["korean"], lep, moe, lep * 0, moe, nothing)
        found = build_beside_rest(walk, table).set_index("language")
        clear += found.loc["spanish", "verdict"] in ("more", "fewer")
    assert clear <= 2
