"""A word that files and records share is written in one place, and everybody else goes by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from planning import vocabulary
from tests.tree import modules, named, tree_of

HOME = "planning/vocabulary.py"

DISTINCTIVE = {
    *("not met", "cannot tell", "notice only", "custom area"),
    *("certified", "premium", "self_reported"),
    *("admin", "coordinator", "recruiter", "commander", "viewer"),
    *("planned", "announced", "reported back", "cancelled", "overdue", "answered"),
}
"""The words that mean nothing else where they are the whole of a text; ``met`` and ``open`` name columns too."""

ELSEWHERE = {("planning/records/followup.py", "answered"): "a column of the yearly account"}


def words_of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each text of a module that is not a docstring, nor a piece of a longer sentence, with its line."""
    passed_by = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    passed_by |= {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    passed_by |= {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
        for piece in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_by:
            yield node.value, node.lineno


def test_every_distinctive_word_has_a_name():
    named = {value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, str)}
    assert named >= DISTINCTIVE


def test_every_name_has_a_word_of_its_own():
    words = [value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, str)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("room", ["planning", "geodata", "pages", "commands"])
def test_the_distinctive_words_are_written_once(room):
    written = [
        f"{path}:{line} writes {word!r}"
        for path in map(named, modules(room))
        if path != HOME
        for word, line in words_of(tree_of(path))
        if word in DISTINCTIVE and (path, word) not in ELSEWHERE
    ]
    assert written == []


def test_the_walk_finds_a_word_and_passes_by_sentences_and_docstrings():
    tree = ast.parse('"""cannot tell"""\ndef say(x):\n    """not met"""\n    return f"not met{x}", "notice only"\n')
    assert list(words_of(tree)) == [("notice only", 4)]
