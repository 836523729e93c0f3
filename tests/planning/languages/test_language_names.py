"""Which census group each language's names belong to: no name in two, and families where the Bureau counts them."""

from __future__ import annotations

from collections import Counter

import pytest

from planning.languages.groups import LANGUAGES
from planning.languages.language_names import CODES, GROUP_OF, OTHER_NAMES, find_language_group

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


@pytest.mark.parametrize(("group", "names"), FAMILIES.items())
def test_families_stand_where_the_bureau_counts_them(group: str, names: tuple[str, ...]) -> None:
    assert {find_language_group(name) for name in names} == {group}


def test_no_name_belongs_to_two_groups_and_every_code_means_one() -> None:
    listed = Counter(
        name.casefold()
        for group in LANGUAGES.values()
        for name in {*group.may_hide, group.name, *OTHER_NAMES.get(group.id, ())}
    )
    assert [name for name, times in listed.items() if times > 1] == []
    assert set(OTHER_NAMES) <= set(LANGUAGES)
    assert all(name.casefold() in GROUP_OF for name in CODES.values())
    assert find_language_group("Georgian") is None  # a person decides
