"""What a person opened stays with what it acts on: popovers, expanders and buttons are named by it, never by place."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.records.engine import open_store
from geodata.records.store import command_line_actor
from tests.tree import modules, named, tree_of

FILES = [*modules("pages")]
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


def test_what_opens_is_named_by_what_it_acts_on() -> None:
    assert {named(path): found for path in FILES if (found := loose(tree_of(path)))} == {}


INPUTS = PRESSED | {
    *("form", "checkbox", "selectbox", "text_input", "text_area", "number_input", "date_input", "time_input"),
    *(
        "multiselect",
        "radio",
        "slider",
        "segmented_control",
        "pills",
        "file_uploader",
        "download_button",
        "data_editor",
    ),
}
CHOSEN_IN = frozenset({"dataframe"})


def in_lists(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what is drawn once for each of a list: bodies of loops, and the functions that they call."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    regions: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.For):
            regions += node.body
        elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
            regions.append(node)
    met: set[str] = set()
    while regions:
        region = regions.pop()
        yield region
        for call in ast.walk(region):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in functions.keys() - met
            ):
                met.add(call.func.id)
                regions.append(functions[call.func.id])


def nameless(tree: ast.Module) -> list[str]:
    """Return what stands in a list and has no key made from what it acts on, and tables that keep a choice by place."""
    found = []
    for region in in_lists(tree):
        for call in calls(region, INPUTS):
            passed_on = any(keyword.arg is None for keyword in call.keywords)
            first = call.args[0] if call.args and call.func.attr == "form" else None  # type: ignore[attr-defined]
            key = key_of(call) or first
            says = key is not None and any(isinstance(node, ast.Name | ast.Attribute) for node in ast.walk(key))
            if not says and not passed_on:
                found.append(ast.unparse(call))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            by_rows = "key_by(" in ast.unparse(function)
            tables = [call for call in calls(function, CHOSEN_IN) if any(k.arg == "on_select" for k in call.keywords)]
            found += [] if by_rows else [ast.unparse(call) for call in tables]
    return found


def test_what_stands_in_a_list_is_named_by_what_it_acts_on() -> None:
    assert {named(path): found for path in FILES if (found := nameless(tree_of(path)))} == {}


def test_a_field_for_secrets_stands_in_a_form() -> None:
    """Streamlit loses what was typed into one that stands alone and is left with the Tab key."""
    loose_ones = []
    for path in FILES:
        tree = tree_of(path)
        secret = {call for call in calls(tree, frozenset({"text_input"})) if "type='password'" in ast.unparse(call)}
        withs = [node for node in ast.walk(tree) if isinstance(node, ast.With)]
        forms = [node for node in withs if "st.form(" in ast.unparse(node.items[0])]
        inside = {node for form in forms for node in ast.walk(form) if isinstance(node, ast.Call)}
        asked = {call.func.id for call in inside if isinstance(call.func, ast.Name)}
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in asked]
        inside |= {node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call)}
        loose_ones += [ast.unparse(call) for call in secret - inside]
    assert loose_ones == []


def test_what_has_no_name_in_a_list_is_found_out() -> None:
    card = "def card(row):\n    st.button('Edit')\n"
    assert nameless(ast.parse(card)) == []
    assert nameless(ast.parse(f"{card}[card(row) for row in rows]")) == ["st.button('Edit')"]
    table = "def f(rows):\n    st.dataframe(rows, on_select=act, key=K)"
    assert len(nameless(ast.parse(table))) == 1
    assert nameless(ast.parse(table.replace("K", "key_by('t', rows)"))) == []


def test_a_place_in_a_list_is_found_out() -> None:
    loop = "def f(rows):\n    for n, row in enumerate(rows):\n"
    text = f"{loop}        st.popover('A')\n        st.button('B', key=f'b-{{n}}')"
    assert len(loose(ast.parse(text))) == 2
    assert loose(ast.parse(text.replace("'A'", "'A', key=row.id").replace("{n}", "{row.id}"))) == []


def acts_on(app: AppTest) -> dict[str, tuple[str, ...]]:
    """Return what each control of a page acts on, by its key: the ids that it hands to what it does."""
    state = app.session_state._state._state._new_widget_state
    found = {}
    for widget_id, control in state.widget_metadata.items():
        texts = tuple(one for one in control.callback_args or () if isinstance(one, str))
        found[widget_id.split("-", 2)[-1]] = (
            *texts,
            *(one.id for one in control.callback_args or () if hasattr(one, "id")),
        )
    return found


LISTS = (
    ("partners/partners", "partner_contact", {"confirmed_on": date(2020, 1, 1), "expires_on": date(2020, 6, 1)}),
    pytest.param("followup/concerns", "concern", {"raised_on": date(2020, 1, 1)}, marks=pytest.mark.slow),
    pytest.param("followup/events", "event", {"date": date(2020, 1, 1)}, marks=pytest.mark.slow),
    pytest.param("partners/partners", "partner", {"organisation": "AAA"}, marks=pytest.mark.slow),
    pytest.param("people", "person", {"subject": "aaa@pd.example"}, marks=pytest.mark.slow),
    pytest.param("meetings", "venue", {"name": "AAA"}, marks=pytest.mark.slow),
)
"""Pages and sections with lists of records, and what puts one of them first or last."""


@pytest.mark.parametrize(("page", "kind", "moved"), LISTS)
def test_a_key_acts_on_the_same_record_after_one_is_deleted_and_the_order_has_changed(
    draw: Callable[..., AppTest], year: Path, page: str, kind: str, moved: dict[str, object]
) -> None:
    path, _, section = page.partition("/")
    address = {"section": section} if section else {}
    before = acts_on(draw(path, year, **address))
    store, actor = open_store(year, ""), command_line_actor()
    there = store.records(actor, kind)
    store.change(actor, kind, there[-1].id, moved, there[-1].version)
    if len(there) > 2:
        store.delete(actor, kind, there[1].id, there[1].version)
    app = draw(path, year, **address)
    assert not app.exception and not app.error
    after = acts_on(app)
    assert any(before[key] for key in before.keys() & after.keys())
    assert {key for key in before.keys() & after.keys() if before[key] != after[key]} == set()
