"""A what-if must not become a way to work out counts of officers that are hidden."""

from __future__ import annotations

import pytest

from planning.errors import InputError, UnknownNameError
from planning.officers.published import count_speakers, publish_speakers
from planning.officers.speakers import Speaker
from planning.whatif.officers import move_published
from planning.whatif.scenario import HireOfficers, MoveOfficers, VerifyOfficers

AREAS = {"beat": ["e", "w"], "city": ["city"]}
PLACES = {("beat", area): [("beat", area), ("city", "city")] for area in "ew"} | {("city", "city"): [("city", "city")]}


def force(tested: int, self_rated: int = 0, unit: str = "e"):
    places = (("beat", unit), ("city", "city"))
    tiers = ["tested"] * tested + ["self_reported"] * self_rated
    speakers = [Speaker(f"{unit}{k}", unit, "day", {"korean": tier}, places) for k, tier in enumerate(tiers)]
    return publish_speakers(count_speakers(speakers, AREAS, ["day", "night"], ["korean"]))


def told(table, area: str, shift: str = "day", rating: str = "tested") -> str:
    rows = table[(table["area_id"] == area) & (table["shift"] == shift)]
    return str(rows[f"have_{rating}"].iloc[0])


HIRE = HireOfficers(1, "korean", "beat", "e", "day")
MOVE = MoveOfficers(1, "korean", "beat", "e", "day", "w", "night")
VERIFY = VerifyOfficers(1, "korean", "beat", "e", "day")


@pytest.mark.parametrize("steps", [[HIRE], [MOVE], [VERIFY], [HIRE, HIRE, MOVE], [MOVE, VERIFY, HIRE]])
def test_one_officer_and_two_look_the_same_before_and_after(steps) -> None:
    one, two = (move_published(force(count, count), steps, PLACES) for count in (1, 2))
    assert one.equals(two)
    assert force(1, 1).equals(force(2, 2))


def test_a_hire_counts_in_the_area_and_every_coarser_one_and_in_all_shifts() -> None:
    after = move_published(force(2), [HIRE, HIRE], PLACES)
    assert {told(after, area, shift) for area in ("e", "city") for shift in ("day", "all")} == {"3-4"}
    assert {told(after, "w", shift) for shift in ("day", "night", "all")} == {"0"}
    assert told(after, "e", "night") == "0"


def test_a_move_leaves_the_city_as_it_is_and_takes_with_it_what_may_be_there() -> None:
    before = force(5)
    after = move_published(before, [MoveOfficers(2, "korean", "beat", "e", "day", "w", "day")], PLACES)
    assert (told(after, "e"), told(after, "w"), told(after, "city")) == ("3", "2", "5")
    after = move_published(force(2), [MoveOfficers(2, "korean", "beat", "e", "day", "w", "day")], PLACES)
    # One or two are there: of two who move, at least one does, and what stays may be none.
    assert (told(after, "e"), told(after, "w"), told(after, "city")) == ("0", "1-2", "1-2")
    other_shift = move_published(before, [MOVE], PLACES)
    assert (told(other_shift, "city", "day"), told(other_shift, "city", "night")) == ("4", "1")
    assert told(other_shift, "city", "all") == "5"


def test_who_is_tested_is_no_longer_one_who_only_says_so() -> None:
    after = move_published(force(0, 4), [VerifyOfficers(3, "korean", "beat", "e", "day")], PLACES)
    assert (told(after, "e", rating="self"), told(after, "e")) == ("1", "3")
    assert (told(after, "city", "all", "self"), told(after, "city", "all")) == ("1", "3")


def test_more_than_may_be_there_is_refused_by_what_is_published_alone() -> None:
    for count in (1, 2):
        with pytest.raises(InputError, match="at most 2"):
            move_published(force(count), [MoveOfficers(3, "korean", "beat", "e", "day", "w", "day")], PLACES)
    with pytest.raises(InputError, match="none"):
        move_published(force(2), [VERIFY], PLACES)
    for step in (
        HireOfficers(1, "klingon", "beat", "e", "day"),
        HireOfficers(1, "korean", "beat", "x", "day"),
        HireOfficers(1, "korean", "beat", "e", "all"),
        HireOfficers(1, "korean", "sector", "e", "day"),
    ):
        with pytest.raises(UnknownNameError):
            move_published(force(2), [step], PLACES)
