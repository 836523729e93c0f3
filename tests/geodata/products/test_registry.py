"""No way out without a row: every download, command and paper says what it is, and the registry how it is made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from geodata.products.registry import PRODUCTS
from tests.tree import modules, named, tree_of

MUST_SAY = {"show_downloads": "made", "show": "stamp", "exports.about": "stamp"}
"""What takes figures out, and the argument that says what they are."""
ELSEWHERE = {
    "pages/parts/partners/directory.py": "records of partners, for the public",
    "commands/shared.py": "hands on what it is given",
    "pages/parts/widgets/downloads.py": "hands on what it is given",
    "pages/parts/overview/brief_panel.py": "a brief says itself what it is made from",
    "pages/parts/public/sheets.py": "cards and invitations for the public: they hold no figure",
    "commands/public.py": "cards and invitations for the public: they hold no figure",
    "commands/brief.py": "a brief says itself what it is made from",
}
PAPERS = {"plan_bytes", "paper_pdf", "paper_html", "write_paper"}


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    return tuple(
        (named(path), node)
        for path in modules("pages", "commands")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
    )


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".", 1)[-1]


def named_products() -> Iterator[str]:
    for _, call in calls():
        place = {"Making": 0, "stamped": 1, "stamp_department": 1}.get(name_of(call))
        given = call.args[place] if place is not None and len(call.args) > place else None
        if isinstance(given, ast.Constant):
            yield str(given.value)
        for one in call.args:  # the table and the paper of a command on materials
            if isinstance(one, ast.Tuple) and name_of(call) == "_write":
                yield from (str(part.value) for part in one.elts if isinstance(part, ast.Constant))


def test_every_way_out_says_what_it_is() -> None:
    silent = [
        f"{path}:{call.lineno}"
        for path, call in calls()
        if (word := MUST_SAY.get(ast.unparse(call.func))) is not None
        and path not in ELSEWHERE
        and word not in {keyword.arg for keyword in call.keywords}
    ]
    assert silent == []


def test_every_paper_says_what_it_was_made_from() -> None:
    silent = [
        f"{path}:{call.lineno}"
        for path, call in calls()
        if name_of(call) in PAPERS
        and path not in ELSEWHERE
        and not (call.args and "made_from" in ast.unparse(call.args[0]))
    ]
    assert silent == []


def test_what_is_named_is_in_the_registry_and_the_other_way_round() -> None:
    assert {*named_products(), "officers-tests", "officers-moves", "brief"} == set(PRODUCTS)
