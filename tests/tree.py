"""The modules of the product and their syntax, for tests that look at how it is written: each parsed once a process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rooms import parsed

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("planning", "geodata", "pages", "commands")

LOOKED_AT_BY = (
    "tests/test_layers.py",
    "tests/test_glossary.py",
    "tests/test_reachability.py",
    "tests/test_sentences.py",
    "tests/planning/test_vocabulary.py",
    "tests/geodata/test_clock.py",
    "tests/geodata/department/test_windows.py",
    "tests/geodata/products/test_registry.py",
    "tests/pages/test_open_things.py",
)
"""Who parses much of the product: one process runs them all, so that they share what is parsed."""


def modules(*rooms: str) -> Iterator[Path]:
    """Yield every module of these floors or files, of all floors unless told, but what migrations did once."""
    for room in rooms or FLOORS:
        found = sorted((ROOT / room).rglob("*.py")) or [ROOT / room]
        yield from (path for path in found if "migrations" not in path.parts)


def tree_of(path: Path | str) -> ast.Module:
    """Return the syntax of a module; nobody may change it."""
    return parsed((ROOT / path).read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """Return a module by its place in the product."""
    return path.relative_to(ROOT).as_posix()
