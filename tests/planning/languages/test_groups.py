from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from planning.errors import UnknownNameError
from planning.languages.groups import (
    LANGUAGE_IDS,
    LANGUAGES,
    NAMED_LANGUAGE_IDS,
    POPULATION_LINE,
    find_language,
    language_name,
)

LAYOUT = "a969fdb10d34dddc"
"""Start of the SHA-256 of every group's id, line and label, as read off the table shell of C16001."""

every_group = pytest.mark.parametrize("group", LANGUAGES.values(), ids=LANGUAGES)


def test_the_layout_of_the_table_is_pinned():
    text = "\n".join(f"{group.id}|{group.lep_line}|{group.acs_label}" for group in LANGUAGES.values())
    assert hashlib.sha256(text.encode()).hexdigest().startswith(LAYOUT)


def test_lines_step_by_three_and_end_with_the_table():
    lines = [group.lep_line for group in LANGUAGES.values()]
    assert lines[0] == 5
    assert lines[-1] == 38
    assert {after - before for before, after in pairwise(lines)} == {3}


def test_groups_cover_every_line_but_the_total_and_english_only():
    lines = [
        line for group in LANGUAGES.values() for line in (group.lep_line - 2, group.very_well_line, group.lep_line)
    ]
    assert lines == list(range(3, 39))
    assert POPULATION_LINE == 1


@pytest.mark.parametrize(("language", "line"), [("korean", 20), ("chinese", 23), ("vietnamese", 26), ("tagalog", 29)])
def test_lines_that_circulate_mislabelled(language, line):
    assert find_language(language).lep_line == line


def test_ids_are_those_of_files_and_commands():
    assert LANGUAGE_IDS == (
        "spanish",
        "french_haitian",
        "german_west_germanic",
        "slavic",
        "other_indo_european",
        "korean",
        "chinese",
        "vietnamese",
        "tagalog",
        "other_asian_pacific",
        "arabic",
        "other",
    )
    assert NAMED_LANGUAGE_IDS == ("spanish", "korean", "chinese", "vietnamese", "tagalog", "arabic")


@every_group
def test_every_group(group):
    assert group.very_well_line == group.lep_line - 1
    assert group.is_lump != (group.id in NAMED_LANGUAGE_IDS)
    # Nobody prints a leaflet in a lump: it has no name of its own to print, and no tag.
    assert (group.autonym is None) == (group.bcp47 is None) == group.is_lump
    assert (group.direction == "rtl") == (group.id == "arabic")


def test_no_language_hides_in_two_groups():
    hidden = [name for group in LANGUAGES.values() for name in group.may_hide]
    named = [LANGUAGES[language].name for language in NAMED_LANGUAGE_IDS]
    assert len(set(hidden + named)) == len(hidden + named)


def test_names():
    assert language_name("all") == "All languages"
    assert language_name("chinese") == "Chinese"
    with pytest.raises(UnknownNameError, match="did you mean 'vietnamese'"):
        find_language("vietnamse")
