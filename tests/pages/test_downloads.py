"""Every download of every page: what a spreadsheet opens is in words, rounded, dated, and says what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from geodata.papers.exports import BOM
from pages.parts.widgets import downloads
from tests.pages.drawing import every_view

Draw = Callable[..., AppTest]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SNAKE = re.compile(r"\b[a-z0-9]+(_[a-z0-9]+)+\b")
QUICK = (
    {"path": "materials", "section": "next"},
    {"path": "followup", "section": "not-met"},
    {"path": "recruiting", "section": "residents"},
)
OTHERS = [view for view in every_view() if view not in QUICK]


def taken(draw: Draw, patch: pytest.MonkeyPatch, path: str, **query: str) -> dict[str, bytes]:
    """Press every download of a page; what is made is what a person gets."""
    made: dict[str, Callable[[], bytes]] = {}

    def noted(content: Callable[[], bytes], file_name: str, **facts: Any) -> Callable[[], bytes]:
        made[file_name] = content
        return content

    patch.setattr(downloads, "noted", noted)
    app = draw(path, **query)
    assert not app.exception
    return {name: content() for name, content in made.items() if name.endswith((".xlsx", ".csv"))}


def check_workbook(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content))
    table, notes = book["Table"], book["Notes"]
    assert table.freeze_panes and table.auto_filter.ref
    for row in table:
        for cell in row:
            assert cell.data_type != "f"
            if isinstance(cell.value, str):
                assert not UUID.search(cell.value) and not SNAKE.search(cell.value), (cell.coordinate, cell.value)
            if isinstance(cell.value, float) and not cell.value.is_integer():
                assert cell.number_format != "General", cell.coordinate
    said = [str(row[0].value) for row in notes if row[0].value]
    assert any("Not for immigration" in line for line in said)
    assert not any(re.search(r"sha256\s*$", line) for line in said)


def check(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".xlsx"):
            check_workbook(content)
        else:
            assert content.startswith(BOM)
            assert re.fullmatch(r"[a-z0-9_,]+", content[len(BOM) :].split(b"\n")[0].decode().strip()), name


@pytest.mark.parametrize("where", QUICK, ids=str)
def test_a_spreadsheet_is_for_a_person(where: dict[str, str], draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    files = taken(draw, monkeypatch, **where)
    assert files
    check(files)


@pytest.mark.slow
@pytest.mark.parametrize("where", OTHERS, ids=str)
def test_every_other_one_is_too(where: dict[str, str], draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    check(taken(draw, monkeypatch, **where))
