"""Drawing one page without a browser; nothing of the page is stubbed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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
