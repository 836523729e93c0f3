"""docs/style.md held over every text that people read: its banned words, and formats made in one place."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest

from planning.vocabulary import SHOWN, VERDICTS
from tests.sentences import ROOMS, Text, all_texts, banned_in, texts_of
from tests.tree import ROOT, modules, named, tree_of

GUIDE = ROOT / "docs" / "style.md"

NAMED_SO = (
    Text("planning/vocabulary.py", 0, "not met"),
    Text("planning/vocabulary.py", 0, "cannot tell"),
    Text("planning/materials/answers.py", 0, "not asked for"),
    Text("geodata/materials/papers.py", 0, "not asked for"),
    Text("geodata/demo/officers.py", 0, "day; evening"),
    Text("commands/officers.py", 0, "levers --ids"),
    Text("commands/officers.py", 0, "levers --exact"),
)
"""Words of files and of the command line, as they are written there."""

LEFT: dict[str, int] = {}
"""How many texts of a module are still to be rewritten; only ever fewer."""

READ = re.compile(r",|%")
"""A format that a person reads: thousands set apart, a day, a percent."""

ISO = re.compile(r"%Y-?%m-?%d(T%H:?%M:?%S(%f)?Z)?|%H:?%M")
"""How files write days and times."""

MADE_IN = ("planning/words/", "planning/lists.py")


def test_no_text_has_a_banned_word():
    named = {(text.path, text.words) for text in NAMED_SO}
    found = [text for text in all_texts() if banned_in(text.words) and (text.path, text.words) not in named]
    counts = Counter(text.path for text in found)
    more = [
        f"{text.path}:{text.line} «{banned_in(text.words)}» in {text.words[:90]!r}"
        for text in found
        if counts[text.path] > LEFT.get(text.path, 0)
    ]
    assert more == [], "see docs/style.md"


def test_the_list_of_what_is_left_only_shrinks():
    counts = Counter(text.path for text in all_texts() if banned_in(text.words))
    assert {path: (counts[path], left) for path, left in LEFT.items() if counts[path] < left} == {}


def test_the_rules_say_percent_as_the_guide_does():
    files = sorted((ROOT / "planning" / "rules").glob("*.toml"))
    assert len(files) > 10
    assert [path.name for path in files if re.search(r"\d %|per cent", path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("word", sorted(VERDICTS))
def test_every_verdict_has_its_words_on_screen(word):
    assert banned_in(SHOWN[word]) == ""


def formats_of(tree: ast.Module) -> list[tuple[int, str]]:
    """Return the formats that a module makes itself: in an f-string, a ``format`` or a ``strftime``."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            found += [(node.lineno, str(piece.value)) for piece in node.format_spec.values if hasattr(piece, "value")]
        elif isinstance(node, ast.Attribute) and node.attr == "format" and isinstance(node.value, ast.Constant):
            found += [(node.lineno, spec) for spec in re.findall(r"\{:([^}]*)\}", str(node.value.value))]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "strftime":
            found += [(node.lineno, str(one.value)) for one in node.args if isinstance(one, ast.Constant)]
    return [(line, spec) for line, spec in found if READ.search(spec) and not ISO.fullmatch(spec)]


def test_formats_are_made_in_one_place():
    made = [
        f"{named(path)}:{line} makes {spec!r}"
        for path in modules(*ROOMS)
        if not named(path).startswith(MADE_IN)
        for line, spec in formats_of(tree_of(path))
    ]
    assert made == [], "planning/words/formats.py writes numbers, money, days, times and distances"


def test_the_walk_finds_texts_and_passes_by_keys_docstrings_and_patterns():
    tree = ast.parse(
        '"""Not met."""\nimport re\nx = frame["not met"]\ny = re.compile("no body here")\n'
        'def say(n):\n    """Verdict."""\n    return f"{n:,} not met", "met", "Met"\n'
    )
    assert sorted(texts_of(tree)) == [(7, "Met"), (7, "{} not met")]
    assert formats_of(tree) == [(7, ",")]


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("30 % of people", "0 %"),
        ("Nobody came", "Nobody"),
        ("about 40 people (±12)", "(±"),
        ("on 2026-12-07", "2026-12"),
        ("4 May 2026", "4 May"),
        ("30% of people, about 40 (give or take 12)", ""),
        ("The shift starts at 6 p.m.", ""),
    ],
)
def test_what_is_banned(words, hit):
    assert banned_in(words) == hit


def test_the_guide_says_what_the_test_holds():
    block = GUIDE.read_text(encoding="utf-8").split("```")[1]
    from tests.sentences import BANNED

    for line in block.split("\n"):
        for word in filter(None, line.split("   ")):
            assert BANNED.search(word.strip()), f"docs/style.md bans {word!r} and the test does not"
