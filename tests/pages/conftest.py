"""Departments for the screens: the demo, one stripped of all that may be missing, one with hostile names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import fill_demo_records
from geodata.department.department import Department, save_department
from geodata.departments import DEPARTMENT_VARIABLE
from geodata.records.engine import RECORDS_FILE, open_store


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package for each page drawn without a browser: 2 s a page.

    The same search, done once: what is installed does not change while the tests run.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def bare_department(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo without venues, roster, population points, margins of error and "very well" lines."""
    demo = build_demo()
    nothing = demo.language.lep * np.nan
    table = replace(
        demo.language,
        pop5_moe=demo.language.pop5_moe * np.nan,
        lep_moe=nothing,
        very_well=nothing,
        very_well_moe=nothing,
    )
    bare = replace(demo, language=table, venues=None, roster=None, population=None)
    return _saved(bare, tmp_path_factory, "bare")


@pytest.fixture(scope="session")
def _year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = _saved(build_demo(), tmp_path_factory, "year")
    store = open_store(folder, "")
    fill_demo_records(store, store.clock().date())
    store.database.engine.dispose()
    kept = tmp_path_factory.mktemp("year-kept") / RECORDS_FILE
    _copy_records(folder / RECORDS_FILE, kept)
    return folder, kept


@pytest.fixture
def year(_year: tuple[Path, Path]) -> Path:
    """The demo with records of its own: a year of meetings and concerns that a test may change.

    One folder for all tests, so that it is prepared once; its records are put back for each.
    """
    folder, kept = _year
    _copy_records(kept, folder / RECORDS_FILE)
    return folder


def _copy_records(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _saved(department: Department, factory: pytest.TempPathFactory, name: str) -> Path:
    folder = factory.mktemp(name) / "department"
    save_department(department, folder)
    return folder


def _draw(path: str) -> None:
    from pages import OPENED_BY, PAGES
    from pages.parts.shell import access, context, messages, state
    from pages.parts.widgets import frame

    page = next(page for page in PAGES if page.path == path)
    state.hold(page.held)
    with messages.guard(page.title):
        visitor = access.current_visitor(context.open_records)
        access.require_page(page, visitor.actor, context.open_records())
        opened = context.open_context(visitor.actor, OPENED_BY, renew=visitor.renew)
        frame.show_frame(page, opened, visitor)
        page.render(opened)


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Draw one page of a department and return it; nothing of the page is stubbed but the browser."""

    def drawn(
        path: str, department: Path | str = "demo", session: Mapping[str, object] | None = None, **query: str
    ) -> AppTest:
        monkeypatch.setenv(DEPARTMENT_VARIABLE, str(department))
        app = AppTest.from_function(_draw, kwargs={"path": path}, default_timeout=60)
        for name, value in (session or {}).items():
            app.session_state[name] = value
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return drawn
