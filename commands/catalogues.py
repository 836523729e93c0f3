"""The catalogues of the public's strings, renewed from the source by ``python -m commands.catalogues``.

Every call of ``say`` and ``say_many`` in ``planning`` names one string. What it names must stand in the source as
text, so that none is missed: anything else is refused.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from planning.errors import InputError
from planning.words.catalogue import KEYWORDS, TEMPLATE, new_catalogue, read_catalogue

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "planning" / "words" / "catalogues"
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in the head of every file, so that one renewed without a change is the same file."""


def strings_in(source: str, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the context and the texts, one or two, of every string that a module names.

    Raises
    ------
    InputError
        If a context or a text is not written out there.

    Examples
    --------
    >>> list(strings_in('where = "card"\\nwords.say(where, "Call " "{number}", number=n)', "x.py"))
    [('card', ('Call {number}',))]
    """
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    scopes: list[ast.Module | ast.FunctionDef] = [tree, *functions]
    for scope in scopes:
        named = {
            node.targets[0].id: node.value.value
            for node in scope.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in _calls(scope):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if called in KEYWORDS:
                texts = [_text(one, named) for one in node.args[: KEYWORDS[called]]]
                if None in texts:
                    raise InputError(
                        f"{path} line {node.lineno}: a string for the public is not written out",
                        fix="give its context and text as text, so that it gets into the catalog",
                    )
                yield str(texts[0]), tuple(str(one) for one in texts[1:])


def _calls(scope: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of a function or module, but not those of functions inside it."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.FunctionDef):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls(child)


def _text(node: ast.expr, named: Mapping[str, object]) -> str | None:
    value = named.get(node.id) if isinstance(node, ast.Name) else getattr(node, "value", None)
    return value if isinstance(value, str) else None


HEADER = "Strings of the papers for the public. Made by `make catalogues`."


def build_template() -> Catalog:
    """Return the template, made from the source."""
    made = Catalog(
        project="Common Tongue",
        header_comment=f"# {HEADER}",
        creation_date=FIRST_DAY,
        revision_date=FIRST_DAY,
        fuzzy=False,
    )
    for path in sorted((ROOT / "planning").rglob("*.py")):
        name, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if not any(f".{call}(" in source for call in KEYWORDS):
            continue
        for context, texts in strings_in(source, name):
            made.add(texts if len(texts) > 1 else texts[0], context=context, locations=[(name, 0)])
    return made


def renewed(tag: str, held: bytes, template: Catalog) -> bytes:
    """Return the drafts of a language with new strings empty and gone ones left out."""
    made, before = new_catalogue(tag), read_catalogue(held)
    for one in template:
        if one.id:
            old = before.get(one.id, context=one.context)
            made.add(one.id, old.string if old else "", context=one.context, locations=one.locations)
    made.creation_date = made.revision_date = FIRST_DAY
    made.header_comment = before.header_comment
    return as_file(made)


def as_file(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file."""
    content = BytesIO()
    write_po(content, catalogue, width=110, include_lineno=False, sort_output=False)
    return content.getvalue()


def renew() -> None:
    """Write the template and the drafts anew."""
    template = build_template()
    (FOLDER / TEMPLATE).write_bytes(as_file(template))
    for path in sorted(FOLDER.glob("*.po")):
        path.write_bytes(renewed(path.stem, path.read_bytes(), template))


if __name__ == "__main__":
    renew()
    sys.stdout.write(f"{TEMPLATE} and the drafts written\n")
