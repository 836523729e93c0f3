"""The one table of language names: every row holds, no name means two groups, and every door knows every name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from planning.languages.groups import LANGUAGES
from planning.languages.matching import LONGEST_CODE, decided_language, suggest_language
from planning.languages.named import GROUP_OF, NAMED_LANGUAGES, NamedLanguage, find_language_group, find_named
from planning.languages.spoken import clean_spoken, group_of

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
FAMILIES = {
    "spanish": ("Castilian", "Español"),
    "french_haitian": ("Cajun", "Kreyol"),
    "german_west_germanic": ("Yiddish", "Dutch", "Afrikaans", "Frisian"),
    "slavic": ("Bulgarian", "Macedonian", "Belarusian"),
    "other_indo_european": ("Swedish", "Danish", "Albanian", "Pashto", "Kurdish", "Irish", "Cape Verdean", "Sinhala"),
    "chinese": ("Hakka", "Taiwanese", "Toishanese"),
    "other_asian_pacific": ("Turkish", "Uzbek", "Mongolian", "Malayalam", "Cebuano", "Tongan", "Burmese"),
    "other": ("Hungarian", "Finnish", "Hebrew", "Assyrian", "Hausa", "Navajo", "Mixteco", "Quechua"),
}
each_group = pytest.mark.parametrize("group", LANGUAGES)


def languages_of(group: str) -> list[NamedLanguage]:
    return [language for language in NAMED_LANGUAGES.values() if language.group == group]


def folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def test_every_row_is_of_a_group() -> None:
    assert sum(len(languages_of(group)) for group in LANGUAGES) == len(NAMED_LANGUAGES)


@each_group
def test_a_row_says_its_tag_and_where_it_comes_from(group: str) -> None:
    for language in languages_of(group):
        assert language.source.split("; ")[0] in ("Census code list", "roster spellings"), language
        assert language.bcp47 is None or TAG.fullmatch(language.bcp47), language
        assert language.direction in ("ltr", "rtl"), language
        assert all(name == name.strip() != "" for name in (*language.names, *language.short_forms)), language
        assert all(re.fullmatch("[a-z]+", form) for form in language.short_forms), language


@each_group
def test_every_door_knows_every_name(group: str) -> None:
    for language in languages_of(group):
        for name in language.names:
            assert group_of(clean_spoken(name.upper())) == group_of(clean_spoken(name)) == group, name
            assert find_language_group(name) == decided_language(name, {}) == group, name
        assert clean_spoken(language.name) == language.spoken == clean_spoken(language.spoken)
        for form in filter(None, (*language.short_forms, language.bcp47)):
            suggested = suggest_language(form)
            assert suggested is not None and (suggested.group, suggested.meant) == (group, language.name), form
            # A code alone decides nothing in a roster; records take the tag, which somebody chose to write.
            assert len(form) > LONGEST_CODE or decided_language(form, {}) is None, form
        assert language.bcp47 is None or find_named(language.bcp47) == language


def test_no_name_and_no_short_form_stands_in_two_rows() -> None:
    english = Counter(
        spelling
        for one in NAMED_LANGUAGES.values()
        for spelling in {folded(name) for name in (one.name, *one.other_names)} | {*one.short_forms, one.bcp47}
        if spelling
    )
    assert [spelling for spelling, times in english.items() if times > 1] == []
    groups: dict[str, set[str]] = {}
    for one in NAMED_LANGUAGES.values():
        for name in one.names:
            groups.setdefault(folded(name), set()).add(one.group)
    assert [name for name, found in groups.items() if len(found) > 1] == []


@pytest.mark.parametrize("group", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_that_a_group_names_has_a_row_in_it(group: object) -> None:
    for name in group.may_hide or (group.name,):
        assert NAMED_LANGUAGES[name].group == group.id
    if not group.may_hide:
        own = NAMED_LANGUAGES[group.name]
        assert (own.autonym, own.bcp47, own.direction) == (group.autonym, group.bcp47, group.direction)


def test_nothing_that_was_known_is_lost() -> None:
    # Rosters knew 169 names and records 270 with their tags, 325 together, before there was one table.
    tags = {one.bcp47 for one in NAMED_LANGUAGES.values() if one.bcp47}
    assert len({*GROUP_OF, *tags}) >= 325


@pytest.mark.parametrize(("group", "names"), FAMILIES.items())
def test_families_stand_where_the_bureau_counts_them(group: str, names: tuple[str, ...]) -> None:
    assert {find_language_group(name) for name in names} == {group}


def test_what_a_person_decides_is_not_listed() -> None:
    assert find_language_group("Georgian") is None
