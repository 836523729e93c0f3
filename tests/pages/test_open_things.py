"""What a person opened stays with what it acts on: popovers, expanders and buttons are named by it, never by place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "pages").rglob("*.py"))
OPENS = frozenset({"popover", "expander"})
PRESSED = frozenset({"button", "toggle", "popover", "expander"})
COUNTS = frozenset({"enumerate", "range"})


def calls(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def key_of(call: ast.Call) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == "key"), None)


def places(tree: ast.AST) -> set[str]:
    """Return the names that hold where something stands in a list."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.For | ast.comprehension) or not isinstance(node.iter, ast.Call):
            continue
        if isinstance(node.iter.func, ast.Name) and node.iter.func.id in COUNTS:
            target = node.target.elts[0] if isinstance(node.target, ast.Tuple) else node.target
            found |= {name.id for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def loose(tree: ast.Module) -> list[str]:
    """Return what a person could open or press that is named by its place, or not named at all though it opens."""
    unnamed = [ast.unparse(call.args[0]) for call in calls(tree, OPENS) if key_of(call) is None]
    by_place = [
        ast.unparse(call)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in calls(function, PRESSED)
        if (key := key_of(call)) is not None
        and {name.id for name in ast.walk(key) if isinstance(name, ast.Name)} & places(function)
    ]
    return unnamed + by_place


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_opens_is_named_by_what_it_acts_on(path: Path) -> None:
    assert loose(ast.parse(path.read_text("utf-8"))) == []


def test_a_place_in_a_list_is_found_out() -> None:
    loop = "def f(rows):\n    for n, row in enumerate(rows):\n"
    text = f"{loop}        st.popover('A')\n        st.button('B', key=f'b-{{n}}')"
    assert len(loose(ast.parse(text))) == 2
    assert loose(ast.parse(text.replace("'A'", "'A', key=row.id").replace("{n}", "{row.id}"))) == []
