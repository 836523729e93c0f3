"""Whatever goes wrong, only who looks after the server is told where its files are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.department.department import save_department
from geodata.department.history import HISTORY_FILE
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import place_of
from geodata.records.engine import RECORDS_FILE, open_store
from pages.parts.shell.access import ROLE_VARIABLE
from pages.parts.shell.places import without_places
from planning.records.roles import ROLES
from planning.vocabulary import ADMIN
from tests.four_square import four_square_department
from tests.pages.record_forms import said


def newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / RECORDS_FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


FAULTS: dict[str, Callable[[Path], object]] = {
    "gone": shutil.rmtree,
    "a version gone": lambda folder: shutil.rmtree(folder / "versions"),
    "no history": lambda folder: (folder / HISTORY_FILE).write_text("{"),
    "newer history": lambda folder: (folder / HISTORY_FILE).write_text('{"format": 99}'),
    "settings": lambda folder: (place_of(folder)[0] / SETTINGS_FILE).write_text("name = "),
    "a setting": lambda folder: (place_of(folder)[0] / SETTINGS_FILE).write_text('name = "x"'),
    "provenance": lambda folder: (place_of(folder)[0] / "provenance.json").write_text("["),
    "no beats": lambda folder: (place_of(folder)[0] / "beats.parquet").unlink(),
    "cut beats": lambda folder: (place_of(folder)[0] / "beats.parquet").write_bytes(b"PAR1"),
    "a folder": lambda folder: _folder_for_file(place_of(folder)[0] / "tracts.parquet"),
    "empty records": lambda folder: (folder / RECORDS_FILE).write_bytes(b""),
    "other records": lambda folder: (folder / RECORDS_FILE).write_bytes(b"x" * 9999),
    "newer records": newer,
}


def _folder_for_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = save_department(four_square_department(), tmp_path_factory.mktemp("kept") / "d").folder
    assert folder is not None
    open_store(folder, "").database.engine.dispose()
    return folder


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_department_tells_no_path_but_to_the_administrator(
    fault: str, whole: Path, tmp_path: Path, draw: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "our place" / "d"
    shutil.copytree(whole, folder)
    FAULTS[fault](folder)
    role = sorted(set(ROLES) - {ADMIN})[len(fault) % (len(ROLES) - 1)]  # each role has its turn
    monkeypatch.setenv(ROLE_VARIABLE, role)
    app = draw("overview", folder)
    told = said(app)
    assert app.error and not app.exception
    assert str(tmp_path) not in told and "our place" not in told and "pytest" not in told, told


def test_the_administrator_is_told_which_file(
    whole: Path, tmp_path: Path, draw: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(whole, tmp_path / "d")
    FAULTS["no history"](tmp_path / "d")
    monkeypatch.setenv(ROLE_VARIABLE, ADMIN)
    assert str(tmp_path) in said(draw("overview", tmp_path / "d"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cannot write /srv/x/y.csv: full", "cannot write y.csv: full"),
        ("'/usr/lib/d' is no department", "'d' is no department"),
        (r"C:\Users\kim\d\beats.parquet cannot be read", "beats.parquet cannot be read"),
        ("see https://a.gov/b/c.csv or 24/7 and/or 1/2", "see https://a.gov/b/c.csv or 24/7 and/or 1/2"),
        ("a unit Sector 3/Beat 4, /nowhere/such/place", "a unit Sector 3/Beat 4, /nowhere/such/place"),
    ],
)
def test_a_path_is_told_from_what_only_has_a_stroke(text: str, shown: str) -> None:
    assert without_places(text) == shown
