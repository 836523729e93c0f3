"""Promises and who is not served, on a city of two areas that can be checked by eye."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from planning.errors import InputError
from planning.records.followup import (
    EVENT_MOVES,
    OTHER_THEMES,
    Accountability,
    build_accountability,
    concern_board,
    median_days_to_answer,
    require_move,
)
from planning.records.unserved import EVERYWHERE, UNSERVED_REASONS, Done, find_unserved
from planning.records.voices import missing_at_table

TODAY = date(2024, 6, 30)


def days(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)), dtype="datetime64[s]")


def pairs(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_id", "language"], dtype="str")


def need(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area_id", "language", "lep"]).assign(lep_moe=10.0)


@pytest.fixture
def board() -> pd.DataFrame:
    concerns = pd.DataFrame(
        {
            "id": ["open", "late", "later", "answered", "told"],
            "text": ["o", "l", "ll", "a", "t"],
            "theme": ["light", "light", "noise", None, "light"],
            "public_text": [None, "Late!", None, "Why?", "Lamp"],
            "raised_on": days("2024-06-20", "2024-05-01", "2024-04-01", "2024-05-01", "2024-03-01"),
            "due_on": days("2024-07-20", "2024-06-01", "2024-05-01", "2024-06-01", "2024-04-01"),
        }
    )
    replies = pd.DataFrame(
        {
            "concern_id": ["answered", "told", "told"],
            "text": ["because", "first", "second"],
            "answered_on": days("2024-05-11", "2024-03-21", "2024-04-10"),
            "told_on": days(None, "2024-04-01", "2024-05-01"),
            "told_how": [None, "leaflet", "meeting"],
        }
    )
    return concern_board(concerns, replies, TODAY)


def test_board_in_order_of_shame(board: pd.DataFrame) -> None:
    assert board["id"].tolist() == ["later", "late", "open", "answered", "told"]
    assert board["state"].tolist() == ["overdue", "overdue", "open", "answered", "told"]
    assert board["days_overdue"].tolist() == [60, 29, 0, 0, 0]
    assert board["days_open"].tolist() == [90, 60, 10, 60, 31]
    assert board.set_index("id").loc["told", ["answer", "told_how"]].tolist() == ["second", "meeting"]


def test_days_to_answer_are_from_the_first_answer(board: pd.DataFrame) -> None:
    assert board["days_to_answer"].dropna().tolist() == [10, 20]
    assert median_days_to_answer(board) == 15.0
    assert np.isnan(median_days_to_answer(board[board["state"] == "open"]))


def test_due_today_is_not_overdue(board: pd.DataFrame) -> None:
    one = board[["id", "raised_on"]].head(1).assign(due_on=pd.Timestamp(TODAY))
    empty = pd.DataFrame({"concern_id": [], "text": [], "answered_on": days(), "told_on": days(), "told_how": []})
    assert concern_board(one, empty, TODAY)["state"].tolist() == ["open"]


@pytest.mark.parametrize("before", EVENT_MOVES)
@pytest.mark.parametrize("after", EVENT_MOVES)
def test_events_move_along_their_states_only(before: str, after: str) -> None:
    allowed = {
        ("planned", "announced"),
        ("announced", "held"),
        ("held", "reported back"),
        ("planned", "cancelled"),
        ("announced", "cancelled"),
    }
    if before == after or (before, after) in allowed:
        require_move(before, after)
    else:
        with pytest.raises(InputError, match=f"an event that is {before} can’t become {after}"):
            require_move(before, after)


def test_missing_at_the_table() -> None:
    table = need(
        ("A", "korean", 300),
        ("A", "spanish", 900),
        ("B", "korean", 500),
        ("B", "spanish", 0),
        ("B", "all", 900),
        ("(outside)", "korean", 99),
        ("B", "other_asian_pacific", 40),
    )
    seats = pairs(("A", "korean"), (EVERYWHERE, "spanish"), ("B", "korean"), ("B", "other_asian_pacific:Khmer"))
    missing = missing_at_table(table, seats.assign(filled=[True, True, False, True]))
    assert missing.to_dict("records") == [
        {"area_id": "B", "language": "korean", "lep": 500, "lep_moe": 10, "seats": 1, "filled": 0}
    ]


def test_who_is_not_served() -> None:
    table = need(("A", "korean", 300), ("A", "spanish", 900), ("B", "korean", 500), ("B", "chinese", 20))
    meetings = pairs(("A", "spanish"), ("A", "korean"), ("B", "korean")).assign(
        held_on=days("2024-01-10", "2022-01-10", "2024-09-01")
    )
    done = Done(
        meetings=meetings,
        partners=pairs((EVERYWHERE, "spanish"), ("A", "korean")),
        seats=pairs(("A", "spanish")),
        documents=pairs((EVERYWHERE, "spanish"), (EVERYWHERE, "korean")),
        officers=pairs(("A", "spanish"), ("A", "korean")),
    )
    table = find_unserved(table, done, TODAY, months=12).set_index(["area_id", "language"])
    assert table.index.tolist() == [("B", "korean"), ("A", "korean"), ("B", "chinese")]  # Spanish in A lacks nothing
    assert table.loc[("B", "korean"), list(UNSERVED_REASONS)].tolist() == [True, True, True, False, True]
    assert table.loc[("A", "korean"), list(UNSERVED_REASONS)].tolist() == [True, False, True, False, False]
    assert table["missing"].tolist() == [4, 2, 5]
    assert table["nothing_done"].tolist() == [False, False, True]
    assert table["last_meeting"].tolist()[1] == pd.Timestamp("2022-01-10")
    assert table["last_meeting"].isna().tolist() == [True, False, True]  # a meeting to come is not one held
    with pytest.raises(InputError, match="the number of months must be 1 or more"):
        find_unserved(need(("A", "korean", 1)), done, TODAY, months=0)


def test_without_a_roster_nobody_says_that_no_officer_is_capable() -> None:
    done = Done(pairs().assign(held_on=days()), pairs(("B", "korean")), pairs(), pairs(), officers=None)
    table = find_unserved(need(("A", "korean", 300), ("B", "korean", 200)), done, TODAY)
    assert table["no_officer"].isna().all()
    assert table["missing"].tolist() == [4, 3]
    assert table["nothing_done"].tolist() == [True, False]  # of what is known


def test_a_meeting_counts_for_its_months() -> None:
    done = Done(pairs(("A", "korean")).assign(held_on=days("2024-03-01")), pairs(), pairs(), pairs(), pairs())
    table = need(("A", "korean", 300))
    assert [find_unserved(table, done, TODAY, months=m)["no_meeting"].item() for m in (3, 4)] == [True, False]


def test_accountability_hides_small_numbers(board: pd.DataFrame) -> None:
    events = pd.DataFrame(
        {
            "id": ["1", "2", "3"],
            "state": ["held", "reported back", "planned"],
            "date": days("2024-02-01", "2024-03-01", "2024-04-01"),
            "languages": [("korean",), ("korean", "other:Somali"), ("spanish",)],
        }
    )
    attendance = pd.DataFrame(
        {
            "event_id": ["1", "2", "2", "3"],
            "language": ["korean", "korean", "other:Somali", "spanish"],
            "persons": [30.0, 25, 4, 50],
        }
    )
    report = build_accountability(events, attendance, board, date(2024, 1, 1), TODAY)
    assert (report.meetings_held, report.languages) == (2, ("Korean", "Somali"))
    assert report.attendance["persons"].isna().tolist() == [True, True, False]
    assert report.attendance["persons"].iloc[-1] == 59
    assert report.concerns.isna().to_numpy().sum() > 0 and np.isnan(report.days_to_answer)
    assert report.published["asked"].tolist() == ["Lamp", "Late!", "Why?"]
    assert report.published["answer"].isna().tolist() == [False, True, True]  # not before the community was told


def test_an_answer_they_have_still_to_be_told_is_not_published() -> None:
    asked = pd.DataFrame(
        {
            "id": ["a"],
            "theme": ["light"],
            "public_text": ["Lamp?"],
            "raised_on": days("2024-03-01"),
            "due_on": days("2024-04-01"),
        }
    )
    replies = pd.DataFrame(
        {
            "concern_id": ["a", "a"],
            "text": ["A lamp is ordered.", "Draft: no money."],
            "answered_on": days("2024-03-21", "2024-05-01"),
            "told_on": days("2024-04-01", None),
            "told_how": ["leaflet", None],
        }
    )
    table = concern_board(asked, replies, TODAY)
    assert table["answer"].tolist() == ["Draft: no money."]  # for the board of those who may read it
    published = account_of(table).published
    assert published[["answer", "told_how"]].values.tolist() == [["A lamp is ordered.", "leaflet"]]


def account_of(board: pd.DataFrame) -> Accountability:
    events = pd.DataFrame({"id": [], "state": [], "date": days(), "languages": []})
    attendance = pd.DataFrame({"event_id": [], "language": [], "persons": []})
    return build_accountability(events, attendance, board, date(2024, 1, 1), TODAY)


def test_a_theme_of_few_is_not_named_and_counts_with_the_others() -> None:
    themes = ["Lighting", *["lighting "] * 11, *["traffic"] * 7, *["What Mr. Ito asked"] * 4, *["total"] * 12, None]
    raised = pd.Series([pd.Timestamp("2024-03-01")] * len(themes))
    asked = pd.DataFrame(
        {
            "id": [str(k) for k in range(len(themes))],
            "theme": themes,
            "public_text": None,
            "raised_on": raised,
            "due_on": raised,
        }
    )
    replies = pd.DataFrame({"concern_id": [], "text": [], "answered_on": days(), "told_on": days(), "told_how": []})
    concerns = account_of(concern_board(asked, replies, TODAY)).concerns
    assert concerns["total"].to_dict() == {"lighting": 12, OTHER_THEMES: 24, "total": 36}
