"""Departments for the screens: the demo, one stripped of all that may be missing, one with hostile names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import fill_demo_records
from geodata.records.engine import open_store
from geodata.records.store import Store
from pages.parts.kept.beside import Done, Task
from planning.meetings import redraw
from tests.pages.drawing import draw_page
from tests.pages.kept import Kept


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package for each page drawn without a browser: 2 s a page.

    The same search, done once: what is installed does not change while the tests run.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def _waited_for_by_joining() -> Iterator[None]:
    """AppTest asks every millisecond whether the page is drawn; joining its thread leaves the processor to the page."""
    asked = local_script_runner.require_widgets_deltas

    def joined(runner: LocalScriptRunner, timeout: float = 3) -> None:
        runner._script_thread.join(timeout)
        asked(runner, 0.0 if runner._script_thread.is_alive() else timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", joined)
        yield


@pytest.fixture(scope="session", autouse=True)
def _few_draws() -> Iterator[None]:
    """Few redraws and a short search: what is asked here is how a plan is told, not how good or steady it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pages.parts.kept.meetings.PAGE_DRAWS", 4)
        patch.setattr("pages.parts.meetings.controls.PAGE_LIMIT_S", 3.0)
        # Without a browser a page is not drawn again by itself: it waits for what is worked out beside it.
        patch.setattr(Task, "at_once", _waited_for)
        yield


def _waited_for(task: Task[Any]) -> Done[Any] | None:
    task.begin()
    return task.wait(60)


@pytest.fixture(autouse=True)
def _short_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a page alone: what other tests hold of a range rests on as many draws as the product makes."""
    monkeypatch.setattr(redraw, "FEWEST_FOR_RANGE", 1_000)
    monkeypatch.setattr(redraw, "NUMBERS_FOR_RANGE", 1_000)


@pytest.fixture(scope="session")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Kept:
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
    return Kept(bare, tmp_path_factory.mktemp("bare"), lambda store: None)


@pytest.fixture
def bare_department(_bare: Kept) -> Path:
    """The demo without venues, roster, population points, margins of error, "very well" lines and any record."""
    return _bare.as_made()


@pytest.fixture(scope="session")
def _year(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(build_demo(), tmp_path_factory.mktemp("year"), lambda store: fill_demo_records(store, store.today()))


@pytest.fixture
def year(_year: Kept) -> Path:
    """The demo with records of its own: a year of meetings and concerns that a test may change."""
    return _year.as_made()


@pytest.fixture
def store(year: Path) -> Store:
    """The records of that year."""
    return open_store(year, "")


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Draw one page of a department and return it; see ``tests.pages.drawing.draw_page``."""
    return partial(draw_page, monkeypatch)
