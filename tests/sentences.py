"""The texts of a module that people read, found in its syntax, and the words that none of them may have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from tests.tree import modules, named, tree_of

ROOMS = ("planning", "geodata", "pages", "commands", "dashboard.py")

BANNED = re.compile(
    r"\b(organis|recognis)\w*|\b(cent|met)res?\b|colour|harbour|\banew\b"
    r"|per cent|telephone|e-mail|leaflet|set-up|whilst|towards"
    r"|\b(some|any|every|no)body\b|\b(whom|whoever|lest|shall|mend)\b"
    r"|cannot (tell|be told)|\bnot told\b|writ.* down\b|asked for"
    r"|\black(s|ing)?\b|take .*along|taken? away|\bgive (a|an|at|one)\b"
    r"|verdict|evidence|\bposts?\b|(in|the) force\b|\blumps?\b|bracket"
    r"|\bmet\b|\bpromis|\bstand(s|ing)?\b|veto|\bdraws?\b|levers?\b|sensib"
    r"|[\d}] %|\(±|; | — |and/or|\(s\)|[\d}] and more|\d{4}-\d\d|\b[012]\d:\d"
    r"|\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\bMOE\b|HiGHS",
    re.IGNORECASE,
)
"""What docs/style.md does not let a person read."""

QUOTED = re.compile(r"`[^`]*`")
"""A value of a file, or what is typed: told as it is."""

PROGRAM = re.compile(r"^import |<style>|^body \{|^\s*body \{|\{% macro|\bDROP FUNCTION\b|^(INSERT|UPDATE) ")
"""Text for another program, not for a person."""

NOT_READ = frozenset({"re.compile", "re.sub", "re.search", "re.match", "re.fullmatch", "getLogger", "sa.text", "text"})
"""Calls whose texts are patterns, or SQL."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a module, its values left out: ``{} people``."""

    path: str
    line: int
    words: str


@cache
def all_texts() -> tuple[Text, ...]:
    """Return every text that people read, of all modules."""
    return tuple(Text(named(path), line, words) for path in modules(*ROOMS) for line, words in texts_of(tree_of(path)))


def texts_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and words of each text that is no docstring, key, pattern, program or word of a file.

    A text of one lower-case word is taken for a key, as columns, options and values of files are written, but for
    the noun of a count.
    """
    passed = {id(node) for node in _unread(tree)}
    nouns = {id(one) for node in ast.walk(tree) if _counts(node) for one in node.args}
    for node in ast.walk(tree):
        if _is_command(node) and (told := ast.get_docstring(node)):
            yield node.lineno, told
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            words = "".join(piece.value if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value
        else:
            continue
        if (" " in words.strip() or words[:1].isupper() or id(node) in nouns) and not (
            words.isupper() or PROGRAM.search(words)
        ):
            yield node.lineno, words


def _is_command(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    """Return whether a function is a command, whose docstring is its help."""
    return isinstance(node, ast.FunctionDef) and any(
        re.search(r"\b(command|group)\(", ast.unparse(mark)) for mark in node.decorator_list
    )


def _counts(node: ast.AST) -> TypeGuard[ast.Call]:
    """Return whether a call writes a count with its noun, so that its single words are read."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "counted"


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from (below for piece in node.values if isinstance(piece, ast.Constant) for below in ast.walk(piece))
            yield from (piece.format_spec for piece in node.values if isinstance(piece, ast.FormattedValue))
            yield from _specs(node)
        elif isinstance(node, ast.Subscript):
            yield from ast.walk(node.slice)
        elif isinstance(node, ast.Compare):
            yield from (node.left, *node.comparators)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in NOT_READ:
            yield from (below for one in node.args for below in ast.walk(one))


def _specs(node: ast.JoinedStr) -> Iterator[ast.AST]:
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue) and piece.format_spec:
            yield from ast.walk(piece.format_spec)


def banned_in(words: str) -> str:
    """Return the first banned word of a text, or nothing."""
    found = BANNED.search(QUOTED.sub("", words))
    return found.group() if found else ""
