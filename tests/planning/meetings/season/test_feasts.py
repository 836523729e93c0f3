"""The feasts of communities: as the calendars have them, and brought by the languages of a meeting."""

from __future__ import annotations

import csv
import warnings
from collections import Counter
from datetime import date, timedelta
from importlib import resources

import pytest

from planning.languages.groups import LANGUAGE_IDS, LANGUAGES
from planning.languages.named import find_named
from planning.meetings.season.observances import AVOID, FEASTS, Observance, built_in_observances, known_years
from planning.meetings.season.season import Place, SeasonWishes, plan_season

YEARS = range(2025, 2036)


def days_of(name: str, language: str) -> list[date]:
    first, last = known_years()
    return [
        one.first
        for one in built_in_observances(date(first, 1, 1), date(last, 12, 31))
        if one.name.startswith(name) and find_named(language).spoken in one.languages
    ]


def test_the_table_is_what_the_calendars_give() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # holidays knows the moon until 2035, and says so of the year after
        from benchmarks.observances import feasts

        made = feasts()
    text = resources.files("planning.meetings.season").joinpath(FEASTS).read_text(encoding="utf-8")
    assert made == list(csv.DictReader(text.splitlines())), "renew it: python -m benchmarks.observances"


def test_no_two_feasts_of_one_name_begin_on_one_day() -> None:
    every = built_in_observances(date(2025, 1, 1), date(2035, 12, 31))
    assert max(Counter((one.name, one.first) for one in every).values()) == 1


@pytest.mark.parametrize(
    ("language", "day", "name"),
    [
        ("Russian", date(2027, 1, 7), "Orthodox Christmas"),
        ("Serbian", date(2035, 1, 7), "Orthodox Christmas"),
        ("Amharic", date(2026, 1, 7), "Orthodox Christmas"),
        ("Tigrinya", date(2026, 1, 7), "Orthodox Christmas"),
        ("Armenian", date(2026, 1, 6), "Armenian Christmas"),
        ("Greek", date(2027, 5, 2), "Orthodox Easter"),
        ("Ukrainian", date(2028, 4, 16), "Orthodox Easter"),
        ("Amharic", date(2031, 4, 13), "Orthodox Easter"),
        ("Romanian", date(2035, 4, 29), "Orthodox Easter"),
        ("Amharic", date(2027, 9, 12), "Enkutatash"),
        ("Tigrinya", date(2028, 1, 20), "Timkat"),
        ("Somali", date(2026, 3, 20), "Eid al-Fitr"),
        ("Urdu", date(2026, 3, 21), "Eid al-Fitr"),
        ("Pashto", date(2033, 12, 23), "Eid al-Fitr"),
        ("Dari", date(2033, 1, 2), "Eid al-Fitr"),
        ("Bengali", date(2026, 5, 28), "Eid al-Adha"),
        ("Hindi", date(2028, 10, 17), "Diwali"),
        ("Tamil", date(2026, 11, 8), "Diwali"),
        ("Telugu", date(2025, 10, 20), "Diwali"),
        ("Gujarati", date(2035, 10, 30), "Diwali"),
        ("Nepali", date(2027, 10, 29), "Diwali"),
        ("Nepali", date(2026, 10, 20), "Dashain"),
        ("Punjabi", date(2028, 4, 13), "Vaisakhi"),
        ("Punjabi", date(2027, 4, 14), "Vaisakhi"),
        ("Khmer", date(2026, 4, 16), "New year in April"),
        ("Persian", date(2028, 3, 20), "Nowruz"),
        ("Kurdish", date(2026, 3, 21), "Nowruz"),
        ("Khmer", date(2026, 5, 1), "Vesak"),
        ("Thai", date(2026, 5, 31), "Vesak"),
        ("Korean", date(2026, 5, 24), "Buddha's Birthday"),
        ("Korean", date(2028, 1, 28), "Seollal"),
        ("Vietnamese", date(2030, 2, 1), "Tet"),
        ("Chinese", date(2030, 2, 3), "Lunar New Year"),
        ("Mongolian", date(2025, 3, 1), "Tsagaan Sar"),
        ("Haitian Creole", date(2026, 5, 18), "Haitian Flag Day"),
        ("Mam", date(2026, 12, 12), "Our Lady of Guadalupe"),
        ("Spanish", date(2026, 11, 2), "Day of the Dead"),
    ],
)
def test_a_feast_is_kept_free_for_its_language_and_its_group(language: str, day: date, name: str) -> None:
    kept = [one for one in built_in_observances(day, day) if one.name.startswith(name) and one.strength == AVOID]
    spoken = find_named(language).spoken
    assert [one.concerns(day, [tongue]) for one in kept for tongue in (spoken, spoken.partition(":")[0])] == [True] * 2


def test_the_traps_of_the_calendars() -> None:
    assert [day.year for day in days_of("Ramadan", "Arabic")].count(2030) == 2
    assert [day + timedelta(1) for day in days_of("Ramadan", "Urdu") if day.year in (2030,)] == [
        date(2030, 1, 5),
        date(2030, 12, 26),
    ]
    assert len(days_of("Eid al-Fitr", "Somali")) == 12  # twice in 2033
    assert days_of("Orthodox Christmas", "Ukrainian") == []  # December 25, as everybody's
    seollal, spring, tet = (
        {day.year: day for day in days_of(name, language)}
        for name, language in (("Seollal", "Korean"), ("Lunar New Year", "Chinese"), ("Tet", "Vietnamese"))
    )
    assert [year for year in YEARS if seollal[year] != spring[year]] == [2027, 2028]
    assert [year for year in YEARS if tet[year] != spring[year]] == [2030]
    easters = [(day + timedelta(2)).strftime("%-m-%d") for day in days_of("Orthodox Easter", "Greek")]
    assert easters == ["4-20", "4-12", "5-02", "4-16", "4-08", "4-28", "4-13", "5-02", "4-24", "4-09", "4-29"]
    enkutatash = {day.year for day in days_of("Enkutatash", "Amharic") if day.day == 12}
    assert enkutatash == {2027, 2031, 2035}


def test_a_meeting_for_a_group_keeps_the_days_of_every_language_inside_free() -> None:
    """Around Orthodox Christmas no Slavic meeting, around Eid none in a lump that holds Somali or Urdu."""
    days = {"slavic": date(2027, 1, 7), "other": date(2026, 3, 20), "other_asian_pacific": date(2026, 11, 8)}
    begins = SeasonWishes(date(2026, 1, 1), date(2026, 1, 2)).starts[1]
    for language, day in [*days.items(), ("french_haitian", date(2026, 5, 18))]:
        wishes = SeasonWishes(day, day, {day.weekday(): begins})
        for spoken, is_free in ((language, False), ("german_west_germanic", True)):
            slots = plan_season([Place("v", "Hall", (spoken,))], wishes, built_in_observances(day, day))
            assert (slots[0].day == day) is is_free


def test_every_group_but_west_germanic_has_days_of_its_own() -> None:
    every = built_in_observances(date(2026, 1, 1), date(2026, 12, 31))
    feasts = [one for one in every if one.languages]
    with_days = {one for one in LANGUAGE_IDS if any(feast.concerns(feast.first, [one]) for feast in feasts)}
    assert with_days == set(LANGUAGES) - {"german_west_germanic"}


def test_days_are_named_by_languages_people_know() -> None:
    fair = Observance("Fair", date(2026, 5, 9), date(2026, 5, 9), ("Farsi", "somali", "korean"))
    assert fair.languages == ("other_indo_european:Persian", "other:Somali", "korean")
