"""Every living language is known at every door, and none is taken for another."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib.resources import files

import pytest

from planning.languages.living import UNCOUNTED, LivingLanguage, find_living
from planning.languages.matching import accept_suggestions, build_review, suggest_language
from planning.languages.named import NAMED_LANGUAGES, NamedLanguage
from planning.languages.spoken import clean_spoken, group_of, is_one_language, spoken_name, written_as

ROWS = list(csv.DictReader(files("planning.languages").joinpath("living.csv").read_text("utf-8").splitlines()))
PRINTED_BY_INTERPRETER_LINES = (
    *("Chinese Mandarin", "Mandarin Chinese", "Brazilian Portuguese", "Portuguese Brazilian", "Sorani", "Kurmanji"),
    *("Rohingya", "Q'anjob'al", "Q’anjob’al", "Kanjobal", "K'iche'", "Quiche", "Mixteco Bajo", "Triqui", "Zapotec"),
    *("Nahuatl", "Garifuna", "Uyghur", "Georgian", "Pulaar", "Bambara", "Soninke", "Fuzhou", "Toishanese", "Kirundi"),
    *("Maay Maay", "Cape Verdean", "American Sign Language", "ASL", "Chin", "Karen", "Krio", "Jamaican", "Turkish"),
)


@pytest.mark.parametrize("name", PRINTED_BY_INTERPRETER_LINES)
def test_what_interpreter_lines_print_is_taken(name: str) -> None:
    spoken = clean_spoken(name)
    assert clean_spoken(spoken) == spoken and is_one_language(spoken) and spoken_name(spoken)
    review = build_review([name])
    assert len(review) <= 1


@pytest.mark.parametrize(
    ("name", "group"),
    [
        *(("Quechua", "other"), ("Mam", "other"), ("Hungarian", "other"), ("Jamaican", "other"), ("Nahuatl", "other")),
        *(("Turkish", "other_asian_pacific"), ("Tamil", "other_asian_pacific"), ("Chin", "other_asian_pacific")),
        *(("Romani", "other_indo_european"), ("Kabuverdianu", "other_indo_european"), ("Fuzhou", "chinese")),
        *(("Georgian", UNCOUNTED), ("Basque", UNCOUNTED), ("American Sign Language", UNCOUNTED)),
    ],
)
def test_groups(name: str, group: str) -> None:
    assert group_of(clean_spoken(name)) == group


def test_every_living_language_is_taken() -> None:
    assert len(ROWS) > 6_500
    for row in ROWS:
        found = find_living(row["name"])
        if row["named"]:
            assert isinstance(found, NamedLanguage) and found.name == row["named"]
        else:
            assert isinstance(found, LivingLanguage) and found.name == row["name"]
            assert clean_spoken(found.spoken) == found.spoken == f"{UNCOUNTED}:{found.name}"
            assert written_as(found.spoken) is None


def test_no_suggestion_crosses_to_another_language() -> None:
    for row in ROWS:
        for name in filter(None, (row["name"], *row["other_names"].split("; "))):
            near = suggest_language(name)
            assert near is None or near.confidence < 0.85 or near.meant == row["named"], (name, near)
    for one in NAMED_LANGUAGES.values():
        for name in one.names:
            near = suggest_language(name)
            assert near is None or near.confidence < 0.85 or near.group == one.group, (name, near)
    assert accept_suggestions(build_review(["Georgian", "Kosraean", "To", "Spansih"]), 0.85) == {"Spansih": "spanish"}


def test_sign_languages_stand_apart() -> None:
    asl = find_living("ASL")
    assert isinstance(asl, LivingLanguage) and asl.is_signed
    assert sum("Sign Language" in row["name"] for row in ROWS) > 100


def test_the_table_is_read_when_it_is_first_asked() -> None:
    code = "import planning.languages.spoken as s, planning.languages.living as l; s.clean_spoken('Korean'); "
    code += "print(l._by_name.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Karenni", "other_asian_pacific:Kayah"),
        ("Chin, Falam", "other_asian_pacific:Chin"),
        ("Serbo Croatian", "slavic:Serbo-Croatian"),
        ("Haitian-Creole", "french_haitian:Haitian Creole"),
        ("Acholi", "other:Acholi"),
        ("Mauritian Creole", "uncounted:Morisyen"),
    ],
)
def test_a_name_is_known_whatever_its_marks_and_the_order_of_its_words(written: str, spoken: str) -> None:
    assert clean_spoken(written) == spoken


@pytest.mark.parametrize(
    ("written", "not_this"),
    [("Hakka-Chinese", "Chin"), ("Mauritien Creole", "Haitian Creole"), ("Penan", "Chamorro"), ("Chamm", "Chamorro")],
)
def test_a_suggestion_of_several_words_is_as_sure_as_its_worst_word(written: str, not_this: str) -> None:
    near = suggest_language(written)
    assert near is None or near.meant != not_this or near.confidence < 0.85
