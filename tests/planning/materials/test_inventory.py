"""The matrix, what a rule asks for, and the copies that follow from it."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.examples import four_square_crosswalk, four_square_table
from planning.materials.answers import cell_states, matrix_answer
from planning.materials.asked import build_asked, people_by_language
from planning.materials.copies import CopyRates, build_copies, build_print_list, share_handouts
from planning.materials.inventory import (
    DOCUMENT_COLUMNS,
    TRANSLATION_COLUMNS,
    Inventory,
    build_matrix,
    compare_inventories,
)
from planning.need.evidence import USE_COLUMNS
from planning.need.need import build_need
from planning.rules import find_rule
from planning.verdicts.thresholds import build_verdict_details
from tests.examples import examples

DAY = pd.Timestamp("2026-03-01")
EARLIER = pd.Timestamp("2025-03-01")
KHMER = "other_asian_pacific:Khmer"


def inventory(*translations: tuple, source: pd.Timestamp = DAY) -> Inventory:
    documents = pd.DataFrame(
        [["o", "Invitation", "outreach", source, 1.0, 90.0], ["v", "Your rights", "vital", source, 2.0, 500.0]],
        columns=list(DOCUMENT_COLUMNS),
    )
    return Inventory(documents, pd.DataFrame(list(translations), columns=list(TRANSLATION_COLUMNS)))


def test_vital_documents_stand_first_and_an_empty_cell_has_nothing_in_stock():
    held = inventory(("v", "korean", "approved", DAY, "KCS", 40.0, "desk"))
    matrix = build_matrix(held, ["korean", KHMER])
    assert matrix["title"].tolist() == ["Your rights"] * 2 + ["Invitation"] * 2
    assert matrix["copies"].tolist() == [40.0, 0.0, 0.0, 0.0]
    assert matrix["language_name"].tolist()[:2] == ["Korean", "Khmer"]


@pytest.mark.parametrize(
    ("made_from", "source", "version", "usable"),
    [
        (DAY, DAY, "current", True),
        (EARLIER, DAY, "behind", False),
        (pd.NaT, DAY, "date not known", False),
        (pd.NaT, pd.NaT, "current", True),  # what has no date cannot fall behind
    ],
)
def test_how_a_translation_stands_to_its_english(made_from, source, version, usable):
    held = inventory(("v", "korean", "approved", made_from, None, math.nan, None), source=source)
    row = build_matrix(held, ["korean"]).iloc[0]
    assert (row["version"], row["usable"]) == (version, usable)


def test_nothing_is_written_in_a_group_of_several():
    with pytest.raises(
        InputError, match="Other Asian and Pacific Island is a combined group, and nothing is written in it"
    ):
        build_matrix(inventory(), ["other_asian_pacific"])


def test_a_cell_twice_or_an_unknown_state_is_refused():
    row = ("v", "korean", "approved", DAY, None, 1.0, None)
    with pytest.raises(InputError, match="twice"):
        build_matrix(inventory(row, row))
    with pytest.raises(InputError, match=r"this is not a translation status \(got 'nearly'\)"):
        build_matrix(inventory(("v", "korean", "nearly", DAY, None, 1.0, None)))


def test_needed_have_out_of_date_and_missing():
    held = inventory(
        ("v", "korean", "approved", DAY, None, 1.0, None),
        ("v", "arabic", "approved", EARLIER, None, 1.0, None),
        ("v", "spanish", "draft", DAY, None, 1.0, None),
        ("v", "chinese", "withdrawn", DAY, None, 1.0, None),
    )
    matrix = build_matrix(held, ["korean", "arabic", "spanish", "chinese", "tagalog"])
    vital = matrix[matrix["document_id"] == "v"]
    asked = {"korean", "arabic", "spanish", "chinese"}
    assert cell_states(vital, asked).tolist() == ["have", "out of date", "on its way", "missing", "not asked for"]
    assert matrix_answer(vital, asked) == (
        "**4 languages qualify**, so you need 4 translations of 1 document: **1 ready**, 1 outdated, 1 in "
        "progress, and **1 missing** (1 of a vital document)."
    )


def test_a_file_that_leaves_something_out_changes_nothing_of_it():
    before = inventory(("v", "korean", "approved", DAY, "KCS", 40.0, "desk"))
    silent = inventory(("v", "korean", "approved", pd.NaT, None, math.nan, None))
    assert compare_inventories(before, silent).empty
    says = inventory(
        ("v", "korean", "draft", DAY, "KCS", 12.0, "desk"), ("v", "arabic", "none", None, None, None, None)
    )
    changes = compare_inventories(before, says)
    assert changes[["language", "field", "before", "after"]].values.tolist() == [
        ["korean", "copies", 40.0, 12.0],
        ["korean", "state", "approved", "draft"],
    ]


def details(rule, uses=None):
    need = build_need(four_square_crosswalk(), four_square_table())
    return build_verdict_details(need, rule, "beat", uses=uses)


def test_a_language_inside_a_lump_is_asked_for_only_where_the_rule_brings_it_in():
    line = pd.DataFrame(
        [["east", KHMER, "interpreter calls", "line", 90.0, 90.0, EARLIER, DAY, "high"]], columns=list(USE_COLUMNS)
    )
    by_use = replace(find_rule("dc_code_2_1933"), agency_use_count=50)
    asked = build_asked(details(by_use, line), by_use, line)
    own = asked[asked["language"] == KHMER]
    assert own[["area_id", "verdict", "basis"]].values.tolist() == [["east", "met", "use of services"]]
    assert math.isnan(people_by_language(asked).set_index("language").loc[KHMER, "people"])
    without = find_rule("dc_code_2_1933")
    assert KHMER not in set(build_asked(details(without, line), without, line)["language"])
    always = replace(without, always=("other:Somali",))
    named = build_asked(details(always), always)
    assert set(named.loc[named["language"] == "other:Somali", "area_id"]) == {"west", "east"}


def cells(people: list[float], stock: float, **facts: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    matrix = pd.DataFrame(
        {
            "document_id": ["d"],
            "title": ["A"],
            "document_class": ["vital"],
            "language": ["korean"],
            "language_name": ["Korean"],
            "state": ["approved"],
            "version": ["current"],
            "copies": [stock],
            "pages": [3.0],
        }
    ).assign(**facts)
    asked = pd.DataFrame(
        {
            "area_id": [str(number) for number in range(len(people))],
            "language": "korean",
            "people": people,
            "people_moe": 1.0,
            "verdict": "met",
        }
    )
    return matrix, asked


@examples(25)
@given(
    st.lists(st.floats(0, 5000), min_size=1, max_size=6), st.integers(0, 900), st.sampled_from([0.0, 0.05, 0.1, 1.0])
)
def test_stock_is_shared_out_whole_and_to_the_last_copy(people, stock, rate):
    matrix, asked = cells(people, float(stock))
    copies = build_copies(matrix, asked, CopyRates({"vital": rate, "outreach": 0.0}))
    assert copies["from_stock"].sum() == min(stock, copies["needed"].sum())
    assert (copies["from_stock"] % 1 == 0).all() and (copies["to_print"] >= 0).all()
    assert (copies["needed"] >= copies["people"] * rate - 1e-6).all()
    prints = build_print_list(copies, matrix, CopyRates(bundle=25))
    assert prints["copies"].sum() % 25 == 0 and prints["copies"].sum() >= copies["to_print"].sum()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, "ready to print"),
        ({"state": "none"}, "there is no translation yet"),
        ({"state": "draft"}, "the translation is not approved yet"),
        ({"version": "behind"}, "the translation is outdated or undated"),
        ({"copies": math.nan}, "stock has not been counted"),
    ],
)
def test_why_copies_wait(facts, reason):
    matrix, asked = cells([100.0], 0.0, **facts)
    row = build_copies(matrix, asked, CopyRates()).iloc[0]
    assert row["reason"].startswith(reason)
    assert row["can_print"] == (reason in ("ready to print", "stock has not been counted"))


def test_no_figure_gives_no_number_of_copies():
    matrix, asked = cells([math.nan, 100.0], 6.0)
    copies = build_copies(matrix, asked, CopyRates())
    assert math.isnan(copies["needed"][0]) and copies["from_stock"][1] == 6.0
    prints = build_print_list(copies, matrix, CopyRates(bundle=1))
    assert prints[["copies", "sheets", "areas_without_figure"]].values.tolist() == [[4.0, 8.0, 1]]


@examples(15)
@given(st.floats(1, 900), st.integers(1, 7))
def test_what_is_handed_out_is_what_is_needed(people, places):
    matrix, asked = cells([people], 0.0)
    copies = build_copies(matrix, asked, CopyRates())
    points = pd.DataFrame({"area_id": "0", "venue_id": [str(n) for n in range(places)], "name": "Place"})
    shared = share_handouts(copies, points)["copies"]
    assert shared.sum() == copies["needed"].sum()
    assert shared.max() - shared.min() <= 1
