"""Every page's address: what it holds comes back as it was, the usual is left out, and nonsense does no harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages import PAGES
from pages.parts.shell.address import Clock, Day, Days, Flag, Ids, Kept, Number, OneOf, Several, Text, by_id
from pages.parts.widgets.sections import SECTION

Draw = Callable[..., AppTest]
NOWHERE: Any = SimpleNamespace()
NONSENSE = ("", "x", "-1", "1e999", "nan", "99999999999", "2026-13-45", "%00", "<img src=x>", "a.b.c", "2510")
SECTIONS = {"materials": "next", "partners": "directory", "followup": "not-met", "roster": "training"}
"""Where most controls of a page are drawn."""


def other(kind: Any, usual: Any) -> Any:
    """A value that is not the usual one; None where the kind has none that is known beforehand."""
    match kind:
        case Number():
            step = 1 if isinstance(kind.low, int) and isinstance(kind.high, int) else 0.5
            return kind.low + step if usual is None or usual == kind.high else min(usual + step, kind.high)
        case Flag():
            return not usual
        case Day():
            return usual + timedelta(days=3)
        case Days():
            return usual[0], usual[0] + timedelta(days=3)
        case Clock():
            return time(9, 15)
        case OneOf():
            return None if callable(kind.options) else next(o for o in reversed(kind.options) if o != usual)
        case Several():
            return [kind.options[1]]  # type: ignore[index]
    return None


def draw_at(draw: Draw, path: str, query: dict[str, str]) -> AppTest:
    query = query | ({"section": SECTIONS[path]} if path in SECTIONS else {})
    return draw(path, **query)


def kept_of(path: str) -> tuple[Kept, ...]:
    return next(page.kept for page in PAGES if page.path == path)


def fixed(path: str) -> dict[str, tuple[Kept, Any]]:
    """The controls of a page of which another value is known, by their name in the address."""
    usual = {one.name: one.usual for one in kept_of(path) if not callable(one.usual) and not callable(one.key)}
    found = {one.name: (one, other(one.kind, usual[one.name])) for one in kept_of(path) if one.name in usual}
    # A section chooses what is drawn; a course or goal what is asked: they keep their own values here.
    return {name: pair for name, pair in found.items() if pair[1] is not None and name not in ("section", "goal")}


WITH_ADDRESS = [page.path for page in PAGES if page.kept]


@pytest.mark.parametrize("path", ["meetings", "materials", "coverage", "followup"])
def test_a_link_shows_what_was_shown_and_says_it_again(path: str, draw: Draw) -> None:
    expected = fixed(path)
    assert expected
    app = draw_at(draw, path, {name: one.kind.write(value) for name, (one, value) in expected.items()})
    assert not app.exception and not app.error
    for name, (one, value) in expected.items():
        assert app.session_state[str(one.key)] == value, name
        assert app.query_params[name] in (one.kind.write(value), [one.kind.write(value)])


@pytest.mark.parametrize("path", ["meetings", "recruiting"])
def test_nonsense_in_an_address_is_passed_over_and_the_usual_is_left_out(path: str, draw: Draw) -> None:
    app = draw(path, **{one.name: "<img src=x>" for one in kept_of(path)})
    assert not app.exception and not app.error
    usual = {one.name for one in kept_of(path) if not isinstance(one.kind, Ids)}
    assert not usual & set(app.query_params)


@pytest.mark.slow
@pytest.mark.parametrize("path", WITH_ADDRESS)
@pytest.mark.parametrize("text", NONSENSE)
def test_no_page_fails_on_any_text_in_its_address(path: str, text: str, draw: Draw) -> None:
    assert not draw(path, **{one.name: text for one in kept_of(path)}).exception


@pytest.mark.slow
@pytest.mark.parametrize("path", WITH_ADDRESS)
def test_the_usual_value_is_what_an_untouched_control_says(path: str, draw: Draw) -> None:
    app = draw_at(draw, path, {})
    assert set(app.query_params) <= {"section"}
    drawn = {widget.key for part in (app.main, app.sidebar) for widget in _widgets(part) if widget.key}
    for one in kept_of(path):
        if isinstance(one.key, str) and one.key in drawn and not callable(one.usual) and one.name != "section":
            assert app.session_state[one.key] == one.usual, one.name


def _widgets(part: Any) -> list[Any]:
    kinds = ("number_input", "selectbox", "multiselect", "toggle", "checkbox", "slider", "date_input", "time_input")
    return [widget for kind in kinds for widget in part.get(kind)]


def test_no_page_uses_a_name_twice_or_one_that_every_page_uses() -> None:
    for page in PAGES:
        names = [one.name for one in page.kept]
        assert len(set(names)) == len(names)
        assert not {"level", "area", "language", "department"} & set(names)


def test_a_page_has_at_most_five_sections_and_its_first_is_usual() -> None:
    for page in PAGES:
        for one in page.kept:
            if one.name == SECTION and not callable(one.kind.options):
                assert one.usual == one.kind.options[0] and len(one.kind.options) <= 5, page.path


@pytest.mark.property
@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable()), max_size=5, unique=True))
def test_ids_with_any_sign_come_back(ids: list[str]) -> None:
    assert Ids().read(Ids().write(ids), NOWHERE) == ids
    assert Ids(by_id).read(Ids(by_id).write(dict.fromkeys(ids, "why")), NOWHERE) == dict.fromkeys(ids, "")


@pytest.mark.property
@given(st.text(max_size=30))
def test_every_kind_reads_a_text_or_refuses_it(text: str) -> None:
    kinds: tuple[Any, ...] = (
        Number(1, 9),
        Number(0.5, 9.0, may_be_blank=True),
        OneOf(("a", "b")),
        Several(("a", "b")),
        Flag(),
        Day(),
    )
    for kind in (*kinds, Days(), Clock(), Text(int), Ids()):
        try:
            value = kind.read(text, NOWHERE)
        except (ValueError, OverflowError):
            continue
        assert kind.takes(value, NOWHERE)
        assert kind.takes(kind.read(kind.write(value), NOWHERE), NOWHERE)


def test_each_kind_writes_what_it_reads() -> None:
    pairs: tuple[tuple[Any, Any, str], ...] = (
        (Number(0, 9), 3, "3"),
        (Number(0.0, 9.0), 0.22, "0.22"),
        (Number(0.0, 9.0, may_be_blank=True), None, ""),
        (Flag(), True, "1"),
        (Day(), date(2026, 12, 7), "2026-12-07"),
        (Clock(), time(18, 30), "1830"),
        (Several(("a", "b", "c")), ["c", "a"], "c.a"),
    )
    for kind, value, text in pairs:
        assert (kind.write(value), kind.read(text, NOWHERE)) == (text, value)
