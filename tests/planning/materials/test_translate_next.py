"""What to translate next is exactly the best that the budget buys: held against trying every list."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InfeasibleError, InputError
from planning.materials.translate_next import TRANSLATE, UPDATE, TranslationCosts, build_candidates, choose_translations
from tests.examples import examples


def rows_of(items: list[tuple[str, float, float]]) -> pd.DataFrame:
    """Candidates of class, people and cost."""
    return pd.DataFrame(
        {
            "document_id": [str(number) for number in range(len(items))],
            "title": [f"Document {number}" for number in range(len(items))],
            "language": "korean",
            "document_class": [item[0] for item in items],
            "people": [float(item[1]) for item in items],
            "cost": [float(item[2]) for item in items],
            "people_a_page": [float(item[1]) for item in items],
        }
    )


def best_by_trying(items: list[tuple[str, float, float]], budget: float) -> tuple[float, float, float]:
    """People of vital, people of outreach, money: the best of every list there is."""
    best = (0.0, 0.0, 0.0)
    for taken in itertools.product((False, True), repeat=len(items)):
        chosen = [item for item, is_in in zip(items, taken, strict=True) if is_in]
        cost = sum(item[2] for item in chosen)
        if cost <= budget:
            vital, outreach = (sum(i[1] for i in chosen if i[0] == name) for name in ("vital", "outreach"))
            best = max(best, (vital, outreach, -cost))
    return best


item = st.tuples(st.sampled_from(["vital", "outreach"]), st.integers(1, 40), st.integers(1, 30))


@examples(40)
@given(st.lists(item, min_size=1, max_size=8), st.integers(0, 120))
def test_no_other_list_serves_more(items, budget):
    purchase = choose_translations(rows_of(items), float(budget))
    bought = purchase.bought
    people = bought.groupby("document_class")["people"].sum()
    found = (people.get("vital", 0.0), people.get("outreach", 0.0), -purchase.cost)
    assert found == pytest.approx(best_by_trying(items, budget))
    assert bought["cost"].sum() <= budget


def test_a_vital_document_goes_before_any_number_of_people():
    purchase = choose_translations(rows_of([("vital", 1, 100), ("outreach", 9000, 100)]), 100.0)
    assert purchase.bought["document_class"].tolist() == ["vital"]


def test_money_that_vital_documents_leave_buys_outreach():
    purchase = choose_translations(rows_of([("vital", 10, 60), ("outreach", 5, 40), ("outreach", 6, 41)]), 100.0)
    assert purchase.bought["people"].tolist() == [10.0, 5.0]
    assert purchase.cost == 100.0


def test_what_a_person_decides_goes_before_the_figures():
    rows = rows_of([("vital", 100, 50), ("outreach", 1, 50)])
    wanted = choose_translations(rows, 50.0, in_any_case=[("1", "korean")])
    assert wanted.bought["document_id"].tolist() == ["1"]
    refused = choose_translations(rows, 50.0, not_now=[("0", "korean")])
    assert refused.bought["document_id"].tolist() == ["1"]
    assert refused.rows.set_index("document_id").loc["0", "reason"] == "Not now: you removed it."
    with pytest.raises(
        InfeasibleError, match=r"what you want in any case costs \$100\.00, more than the budget \(got '\$60\.00'\)"
    ):
        choose_translations(rows, 60.0, in_any_case=[("0", "korean"), ("1", "korean")])


def test_every_row_says_why():
    rows = rows_of([("vital", 100, 50), ("vital", 30, 60), ("vital", 10, 900), ("outreach", 0, 5)])
    rows.loc[len(rows)] = ["9", "No length", "korean", "vital", 50.0, math.nan, math.nan]
    rows.loc[len(rows)] = ["8", "No figure", "other_asian_pacific:Khmer", "vital", math.nan, 5.0, math.nan]
    reasons = choose_translations(rows, 100.0).rows.set_index("document_id")["reason"]
    assert reasons["0"].startswith("On the list: no other list")
    assert reasons["1"] == (
        "Not on the list: $50 is left, and no swap for it would serve more people, vital documents first."
    )
    assert reasons["2"] == "Not on the list: it costs $900, more than the whole budget."
    assert reasons["3"] == "Not on the list: by the estimate, it serves no one."
    assert reasons["9"] == "No price: its words and pages have not been counted."
    assert reasons["8"].startswith("Your decision: the census counts Khmer together with other languages")


@pytest.mark.parametrize("budget", [-1.0, math.nan, 1e12])
def test_what_is_no_budget(budget):
    with pytest.raises(InputError, match="this can’t be a budget"):
        choose_translations(rows_of([("vital", 1, 1)]), budget)


def test_costs_by_words_pages_language_and_update():
    matrix = pd.DataFrame(
        {
            "document_id": list("abcde"),
            "title": list("abcde"),
            "document_class": "vital",
            "language": ["korean", "korean", "arabic", "korean", "korean"],
            "language_name": "x",
            "state": ["none", "none", "none", "approved", "draft"],
            "version": [None, None, None, "behind", "current"],
            "pages": [2.0, 2.0, 1.0, 1.0, 1.0],
            "words": [400.0, math.nan, 100.0, 1000.0, 100.0],
        }
    )
    people = pd.DataFrame(
        [["korean", 600.0, 50.0, 1, "census"], ["arabic", 90.0, 9.0, 1, "census"]],
        columns=["language", "people", "people_moe", "areas", "basis"],
    )
    costs = TranslationCosts(0.2, {"arabic": 0.5}, least_per_job=60.0, words_per_page=300.0, update_share=0.5)
    found = build_candidates(matrix, people, costs).set_index("document_id")
    assert found["cost"].to_dict() == {"a": 80.0, "b": 120.0, "c": 60.0, "d": 100.0}  # the draft is on its way
    assert found["action"].to_dict() == {"a": TRANSLATE, "b": TRANSLATE, "c": TRANSLATE, "d": UPDATE}
    assert found["words_guessed"].to_dict() == {"a": False, "b": True, "c": False, "d": False}
    assert found.loc["a", "people_a_page"] == 300.0


def test_a_language_the_table_lacks_is_not_said_to_be_counted_with_others():
    rows = rows_of([("vital", 1, 10), ("vital", 1, 10)]).assign(people=math.nan, language=["korean", "other:Somali"])
    reasons = choose_translations(rows, 5.0).rows["reason"].tolist()
    assert reasons[0].startswith("Your decision: the census has no number for Korean")
    assert reasons[1].startswith("Your decision: the census counts Somali together with other languages")
