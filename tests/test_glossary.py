"""docs/glossary.md: one meaning a word; and the second meanings that were mended do not come back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from planning import vocabulary
from tests.tree import ROOT, modules, named, tree_of

PAGE = ROOT / "docs" / "glossary.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| word", "| ---"))
]
WORDS = [row[0] for row in ROWS]

KEPT_MEANINGS = {
    r"standings?": r"planning/(verdicts/|materials/asked\.py)",
    r"told": r"(planning|geodata)/records/|geodata/demo/|planning/vocabulary\.py|pages/parts/followup/",
    r"promise[sd]?": r"(planning|geodata)/records/|commands/promises\.py",
    r"briefs?": r"planning/(need/area_brief\.py|briefs/)|geodata/(briefs|papers|products)/|pages/(parts/)?overview|"
    r"commands/(brief|report)\.py",
    r"unmet": r"$",
}
"""A part of a name, and where alone names may have it. Constants such as ``NOT_MET`` are words of files, and pass."""

STORED = {"met_discount", "met_months"}
"""Names that plans on record and the command line have."""

SECOND_MEANINGS = {
    r"cover(age|ed|s)?": r"planning/meetings/|geodata/meetings/|pages/parts/meetings/|planning/need/",
    r"met": r"(planning|geodata|pages/parts)/meetings/|planning/records/|pages/parts/(followup|widgets)/",
    r"answers": r"geodata/setup/|pages/parts/setup/",
}
"""A part of a name, and where no name may have it."""


def names_of(tree: ast.Module) -> Iterator[str]:
    """Yield every name that a module gives or uses, but for modules it imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def parts_of(name: str) -> list[str]:
    """Return the words of a name: ``showNot_met`` is show, not, met."""
    return [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


@cache
def all_names() -> dict[str, set[str]]:
    """Return the names of every module, read when the first test asks."""
    return {named(path): {*names_of(tree_of(path))} for path in modules()}


def found(part: str, path: str) -> list[str]:
    names = {*all_names()[path], Path(path).stem}
    return sorted(
        name
        for name in names
        if not name.isupper() and name not in STORED and any(re.fullmatch(part, one) for one in parts_of(name))
    )


def test_every_row_has_a_word_a_meaning_and_a_place():
    assert len(ROWS) > 80
    assert all(len(row) == 3 and all(row) for row in ROWS)


def test_no_word_stands_twice_and_they_stand_in_order():
    lower = [word.lower() for word in WORDS]
    assert lower == sorted(set(lower))


def test_every_place_is_there():
    paths = {path for row in ROWS for path in re.findall(r"`([\w/]+\.(?:py|md))`", row[2])}
    assert len(paths) > 30
    assert sorted(path for path in paths if not (ROOT / path).is_file()) == []


def test_every_word_that_files_and_records_share_is_explained():
    shared = {value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, str)}
    assert sorted(shared - set(WORDS)) == []


@pytest.mark.parametrize("part", KEPT_MEANINGS)
def test_a_word_keeps_to_its_one_meaning(part):
    astray = {path: found(part, path) for path in all_names() if not re.match(KEPT_MEANINGS[part], path)}
    assert {path: names for path, names in astray.items() if names} == {}


@pytest.mark.parametrize("part", SECOND_MEANINGS)
def test_a_second_meaning_does_not_come_back(part):
    astray = {path: found(part, path) for path in all_names() if re.match(SECOND_MEANINGS[part], path)}
    assert {path: names for path, names in astray.items() if names} == {}


def test_nobody_is_met_or_not_met_on_a_screen():
    written = re.compile(r"[Nn]ot (yet )?met\b|nobody (has )?met|everybody met|Weak promise|weak_promise")
    rooms = ("pages/parts/followup/", "pages/followup.py", "planning/records/", "planning/need/weak_margins.py")
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in all_names() if path.startswith(rooms)}
    assert [path for path, text in texts.items() if written.search(text)] == []


def test_the_parts_of_a_name():
    assert parts_of("weak_promises") == ["weak", "promises"]
    assert parts_of("CurrentStanding") == ["current", "standing"]
