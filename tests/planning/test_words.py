"""Persons in sentences are whole, wherever a sentence is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planning.words.wording import people_with_error, rounded_people, whole_people

ROOT = Path(__file__).resolve().parents[2]
PART_OF_A_PERSON = re.compile(
    r"\{[^{}]*:[^{}]*(?:\.[1-9]\d*[a-z]?|g)\}[^\"{}\w]{0,3} ?(?:LEP |more |fewer )?(?:people|persons?|residents?)\b"
)
"""A number written with decimals, or with as many as it takes, before people."""


@pytest.mark.parametrize("folder", ["planning", "geodata", "pages", "commands"])
def test_no_sentence_writes_a_part_of_a_person(folder):
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for match in PART_OF_A_PERSON.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("people", [0.2, 1.5, 47.4, 651.216, 999.5, 4213.3, 61_249.9])
def test_every_way_to_write_people_writes_whole_ones(people):
    for text in (whole_people(people), rounded_people(people), people_with_error(people, people / 3)):
        assert "." not in text
