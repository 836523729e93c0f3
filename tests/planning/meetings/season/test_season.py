"""Days for meetings, and what each meeting needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError, UnknownNameError
from planning.meetings.season.observances import (
    AVOID,
    IGNORE,
    Observance,
    built_in_observances,
    known_years,
    observances_frame,
    read_observances,
)
from planning.meetings.season.pack import CHECKLIST, FLYER_FIELDS, build_pack, business_days_before, task_holidays
from planning.meetings.season.paper import season_paper, tasks_frame
from planning.meetings.season.season import Place, SeasonWishes, plan_season
from tests.examples import examples

SEASON = SeasonWishes(date(2026, 2, 1), date(2026, 4, 30))


def halls(*languages: tuple[str, ...]) -> list[Place]:
    return [Place(f"v{number}", f"Hall {number}", spoken) for number, spoken in enumerate(languages)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 19), "Martin Luther King Jr. Day"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 11, 26), "Thanksgiving"),
        (date(2027, 2, 6), "Lunar New Year"),
        (date(2026, 3, 20), "Eid al-Fitr"),
        (date(2026, 4, 3), "Holy Week, Thursday to Easter"),
        (date(2026, 12, 25), "Christmas Eve and Christmas"),
        (date(2026, 9, 21), "Yom Kippur"),
    ],
)
def test_known_days_are_in_the_built_in_list(day: date, name: str) -> None:
    assert name in {one.name for one in built_in_observances(day, day)}


def test_years_that_the_list_does_not_know_are_refused() -> None:
    with pytest.raises(InputError, match="the built-in list has no observances before 2025 or after 2035"):
        built_in_observances(date(known_years()[1] + 1, 1, 1), date(known_years()[1] + 1, 6, 1))


@examples(80)
@given(
    count=st.integers(1, 12),
    first=st.dates(date(2025, 6, 1), date(2029, 1, 1)),
    weeks=st.integers(12, 40),
    language=st.sampled_from(["arabic", "vietnamese", "spanish"]),
)
def test_days_are_spread_free_and_allowed(count: int, first: date, weeks: int, language: str) -> None:
    wishes = SeasonWishes(first, first + timedelta(weeks=weeks))
    free = built_in_observances(wishes.first, wishes.last)
    places = halls(*[(language,)] * count)
    slots = plan_season(places, wishes, free)
    assert {slot.site_id for slot in slots} == {place.site_id for place in places}
    days = [slot.day for slot in slots if slot.day is not None]
    assert days == sorted(set(days))
    for slot in slots:
        if slot.day is None:
            assert "no open date" in slot.notes[0]
            continue
        assert wishes.first <= slot.day <= wishes.last
        assert slot.starts == wishes.starts[slot.day.weekday()]
        assert not any(one.strength == AVOID and one.concerns(slot.day, slot.languages) for one in free)
    part = 7 * weeks / count
    assert all(later - earlier <= timedelta(2 * part + 1) for earlier, later in pairwise(days) if len(days) == count)


def test_a_feast_moves_only_the_meetings_in_its_languages() -> None:
    week = SeasonWishes(date(2026, 2, 16), date(2026, 2, 20), {1: time(18)})  # one Tuesday: Lunar New Year
    tet = built_in_observances(week.first, week.last)
    assert plan_season(halls(("spanish",)), week, tet)[0].day == date(2026, 2, 17)
    missed = plan_season(halls(("vietnamese",)), week, tet)[0]
    assert missed.day is None
    assert "Tet" in missed.notes[0] and "Seollal" not in missed.notes[0]
    fasting = SeasonWishes(date(2026, 2, 23), date(2026, 2, 27))
    ramadan = plan_season(halls(("arabic",)), fasting, built_in_observances(fasting.first, fasting.last))[0]
    assert ramadan.day is not None
    assert ramadan.notes == ("ask about Ramadan: the fast ends at sunset",)


def test_not_twice_in_a_place_within_the_weeks() -> None:
    wishes = SeasonWishes(date(2026, 6, 1), date(2026, 8, 31), weeks_apart=4)
    near = plan_season(halls(("spanish",)), wishes, (), {"v0": [date(2026, 7, 15)]})[0]
    assert near.day is not None and abs((near.day - date(2026, 7, 15)).days) >= 28
    barred = SeasonWishes(date(2026, 6, 1), date(2026, 8, 31), weeks_apart=52)
    assert plan_season(halls(("spanish",)), barred, (), {"v0": [date(2026, 7, 15)]})[0].day is None


@pytest.mark.parametrize("weeks", [0, 2, 4, 6])
def test_a_place_that_comes_twice_in_a_plan_is_kept_apart(weeks: int) -> None:
    wishes = SeasonWishes(date(2026, 6, 1), date(2026, 8, 31), weeks_apart=weeks)
    twice = [Place(site, site, ("spanish",)) for site in ("a", "a", "b", "a", "b")]
    slots = plan_season(twice, wishes, (), {"b": [date(2026, 7, 15)]})
    assert slots == plan_season(twice, wishes, (), {"b": [date(2026, 7, 15)]})
    assert len({slot.day for slot in slots}) == 5 if weeks < 6 else sum(slot.day is not None for slot in slots) == 4
    days = [(slot.site_id, slot.day) for slot in slots if slot.day] + [("b", date(2026, 7, 15))]
    for number, (site, day) in enumerate(days):
        near = [abs((day - other).days) for one, other in days[:number] if one == site]
        assert all(gap >= max(7 * weeks, 1) for gap in near)


def test_the_order_of_the_plan_is_kept_where_it_costs_nothing() -> None:
    slots = plan_season(halls(*[("spanish",)] * 5), SeasonWishes(date(2026, 6, 1), date(2026, 8, 31)))
    assert [slot.site_id for slot in slots] == ["v0", "v1", "v2", "v3", "v4"]


def test_seasons_that_make_no_sense_are_refused() -> None:
    with pytest.raises(InputError, match="ends before"):
        SeasonWishes(date(2026, 2, 2), date(2026, 2, 1))
    with pytest.raises(InputError, match="weekday"):
        SeasonWishes(date(2026, 2, 1), date(2026, 2, 2), {})
    with pytest.raises(InputError, match="fewer days"):
        plan_season(halls(("spanish",), ("spanish",)), SeasonWishes(date(2026, 2, 3), date(2026, 2, 3)))


def test_an_edited_list_comes_back_as_it_was_and_odd_rows_are_told() -> None:
    built_in = built_in_observances(SEASON.first, SEASON.last)
    frame = observances_frame(built_in)
    assert read_observances(frame) == built_in
    blank = pd.DataFrame([{"name": None, "first": None, "last": None, "languages": None, "strength": None}])
    assert read_observances(pd.concat([frame, blank.astype(object)], ignore_index=True)) == built_in
    added = frame.iloc[:0].copy()
    added.loc[0] = ["School fair", "2026-03-07", None, None, None]
    assert read_observances(added) == (Observance("School fair", date(2026, 3, 7), date(2026, 3, 7)),)
    with pytest.raises(InputError, match="the day of 'School fair' can’t be read"):
        read_observances(added.assign(first="soon"))
    with pytest.raises(UnknownNameError):
        read_observances(added.assign(languages="klingon"))
    assert read_observances(added.assign(languages="Somali, Farsi"))[0].languages == (
        "other:Somali",
        "other_indo_european:Persian",
    )
    assert read_observances(added.assign(languages="chinese korean"))[0].languages == ("chinese", "korean")


def test_two_interpreters_a_language_and_what_follows_from_who_comes() -> None:
    slot = plan_season(halls(("spanish", "korean")), SEASON)[0]
    pack = build_pack(slot, {"spanish": 1000.0, "korean": 101.0}, turnout=0.1, seats=300.0, partner="Grace Church")
    assert [(n.language, n.expected, n.interpreters, n.headsets, n.copies) for n in pack.needs] == [
        ("spanish", 100, 2, 110, 125),
        ("korean", 11, 2, 13, 14),
    ]
    assert (pack.interpreters, pack.headsets, pack.notes) == (4, 123, ())
    crowded = build_pack(slot, {"spanish": 1000.0, "korean": 101.0}, turnout=0.1, seats=55.0)
    # Who is expected stays, in the row as in the note; headsets and copies are for those who fit.
    assert [(n.expected, n.headsets, n.copies) for n in crowded.needs] == [(100, 55, 63), (11, 7, 8)]
    assert "about 111 people may attend, but the room holds 55" in crowded.notes[0] and "no partner" in crowded.notes[1]


def test_tasks_count_back_from_the_day_and_holidays_are_no_business_days() -> None:
    pack = build_pack(plan_season(halls(("spanish",)), SEASON)[0], {"spanish": 10.0}, 0.05)
    assert pack.slot.day is not None
    due = {task.what: task.due for task in pack.tasks}
    assert due["Book the venue"] == pack.slot.day - timedelta(42)
    assert [task.due for task in pack.tasks] == sorted(task.due for task in pack.tasks)
    labor_day = built_in_observances(date(2026, 9, 1), date(2026, 9, 30))
    assert business_days_before(date(2026, 9, 10), 5) == date(2026, 9, 3)
    assert business_days_before(date(2026, 9, 10), 5, labor_day) == date(2026, 9, 2)


def test_nobody_is_asked_for_identification_and_flyers_are_written_by_people() -> None:
    assert any("ID" in item and "immigration status" in item for item in CHECKLIST)
    slot = plan_season(halls(("korean",)), SEASON)[0]
    pack = build_pack(slot, {"korean": 100.0}, 0.05, flyers={"korean": {"headline": "만납시다"}})
    assert pack.flyers["korean"]["headline"] == "만납시다"
    assert all(pack.flyers["korean"][field] == "" for field in FLYER_FIELDS if field != "headline")
    paper = season_paper("Season", "", [pack], [], is_demo=False)
    told = [block.text for block in paper.blocks if hasattr(block, "text")]
    assert "**Headline**: 만납시다" in told
    assert any(text.startswith("A person writes the text") for text in told)
    assert len(tasks_frame([pack])) == len(pack.tasks)


def test_a_flyer_that_runs_from_right_to_left_says_so_with_its_language() -> None:
    slot = plan_season(halls(("arabic",)), SEASON)[0]
    pack = build_pack(slot, {"arabic": 100.0}, 0.05, flyers={"arabic": {"headline": "لقاء"}})
    paper = season_paper("Season", "", [pack], [], is_demo=False)
    set_so = [(block.lang, block.direction) for block in paper.blocks if getattr(block, "text", "") == "لقاء"]
    assert set_so == [("ar", "rtl")]


def test_no_task_is_due_on_a_weekend_or_a_holiday_before_the_season_either() -> None:
    wishes = SeasonWishes(date(2027, 1, 18), date(2027, 3, 1))
    slot = plan_season(halls(("korean",)), SeasonWishes(date(2027, 1, 23), date(2027, 1, 23)))[0]
    assert slot.day == date(2027, 1, 23)  # a Saturday; four weeks before it is the day after Christmas
    pack = build_pack(slot, {"korean": 600.0}, 0.05, observances=task_holidays((), wishes.first, wishes.last))
    due = {task.what: task.due for task in pack.tasks}
    assert due["Book the interpreters, 2 for each language"] == date(2026, 12, 23)
    assert due["Hold the meeting"] == slot.day
    assert all(day.weekday() < 5 for what, day in due.items() if what != "Hold the meeting")
    assert [task.due for task in pack.tasks] == sorted(task.due for task in pack.tasks)


def test_few_who_are_expected_are_told_before_interpreters_are_booked() -> None:
    slot = plan_season(halls(("korean", "tagalog")), SEASON)[0]
    pack = build_pack(slot, {"korean": 600.0, "tagalog": 30.0}, 0.05, seats=10, partner="Church")
    assert "for Tagalog, no more people may attend than interpreters" in pack.notes[-1]
    assert "about 32 people may attend, but the room holds 10. Hold two meetings" in pack.notes[0]


def test_days_to_be_ignored_are_as_any_other() -> None:
    whole = Observance("Festival", SEASON.first, SEASON.last)
    kept_free = plan_season(halls(("korean",)), SEASON, [whole])[0]
    assert kept_free.day is None and "Festival" in kept_free.notes[0]
    ignored = plan_season(halls(("korean",)), SEASON, [replace(whole, strength=IGNORE)])[0]
    assert ignored.day is not None and ignored.notes == ()
    assert business_days_before(date(2026, 3, 16), 1, [replace(whole, strength=IGNORE)]) == date(2026, 3, 13)
