"""Drawing one page without a browser; nothing of the page is stubbed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.departments import DEPARTMENT_VARIABLE


def _draw(path: str) -> None:
    from pages import OPENED_BY, PAGES
    from pages.parts.shell import access, context, messages, state
    from pages.parts.widgets import frame

    page = next(page for page in PAGES if page.path == path)
    state.hold(page.keys)
    with messages.guard(page.title):
        visitor = access.current_visitor(context.open_records)
        access.require_page(page, visitor.actor, context.open_records())
        opened = context.open_context(visitor.actor, OPENED_BY, renew=visitor.renew)
        frame.show_page(page, opened, visitor)


def draw_page(
    patch: pytest.MonkeyPatch,
    path: str,
    department: Path | str = "demo",
    session: Mapping[str, object] | None = None,
    **query: str,
) -> AppTest:
    """Return one page of a department as it is drawn first, for a session and an address."""
    patch.setenv(DEPARTMENT_VARIABLE, str(department))
    app = AppTest.from_function(_draw, kwargs={"path": path}, default_timeout=60)
    for name, value in (session or {}).items():
        app.session_state[name] = value
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def open_section(app: AppTest, section: str) -> AppTest:
    """Return the page with another of its sections open, by its id, as a press on the bar of sections opens it."""
    bar = next(group for group in app.segmented_control if group.label == "Section of this page")
    return bar.set_value(section).run()


def every_view() -> list[dict[str, str]]:
    """Return what to draw to see every section of every page: its path, and the section where it has several."""
    from pages import PAGES

    views = []
    for page in PAGES:
        (sections,) = [one.kind.options for one in page.kept if one.name == "section"] or [("",)]
        sections = ("",) if callable(sections) else sections
        views += [{"path": page.path} | ({"section": section} if section else {}) for section in sections]
    return views


def sentence_tables(app: AppTest) -> list[pd.DataFrame]:
    """Return the tables of sentences on a page, as they are read."""
    bodies = [str(one.proto.body) for one in app.get("html") if 'class="ct-sentences"' in str(one.proto.body)]
    return [_as_frame(body) for body in bodies]


def _as_frame(body: str) -> pd.DataFrame:
    head, *rows = (
        [html.unescape(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    )
    return pd.DataFrame(rows, columns=head)
