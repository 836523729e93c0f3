"""Languages as records keep them."""

from __future__ import annotations

import pytest

from planning.errors import InputError, UnknownNameError
from planning.languages.groups import LANGUAGES
from planning.languages.spoken import clean_spoken, group_of, spoken_name


@pytest.mark.parametrize("group", LANGUAGES.values(), ids=lambda group: group.id)
def test_every_group_and_all_it_may_hide(group: object) -> None:
    assert clean_spoken(group.id) == clean_spoken(group.name.upper()) == group.id
    for name in group.may_hide:
        spoken = clean_spoken(name.lower())
        assert (group_of(spoken), spoken_name(spoken)) == (group.id, name)
        assert clean_spoken(spoken) == spoken


@pytest.mark.parametrize("wrong", ["klingon", "all", "", "other_asian: Lao"])
def test_unknown(wrong: str) -> None:
    with pytest.raises(UnknownNameError, match="there is no language"):
        clean_spoken(wrong)


@pytest.mark.parametrize("wrong", ["korean: Seoul", "other:", "other: 555", "other: " + "x" * 61, "other: a<b>"])
def test_not_a_name(wrong: str) -> None:
    with pytest.raises(InputError):
        clean_spoken(wrong)


def test_a_language_the_list_does_not_know_stands_in_its_lump() -> None:
    assert clean_spoken("other: Ewe") == "other:Ewe"
    assert spoken_name("other:Ewe") == "Ewe"
