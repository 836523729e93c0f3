"""The audit trail has every write to a department, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.checks.doctor import examine
from geodata.department.attach import Attached, save_attached
from geodata.department.department import load_department, save_department
from geodata.department.history import Write, read_history
from geodata.department.versions import Writer
from geodata.departments import open_for, writer_for
from geodata.records.department_writes import AuditTrail, unlike_history
from geodata.records.engine import URL_VARIABLE, open_store
from geodata.records.store import Store
from planning.errors import ConflictError, StoreError
from planning.records.roles import Actor
from tests.four_square import four_square_department
from tests.geodata.records.conftest import DATABASES

ANN = Actor("ann@pd.example", "admin")


@pytest.fixture(params=DATABASES)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A department with its records in its folder, or in a database beside its versions."""
    if request.param != "sqlite":
        databases = request.getfixturevalue("postgres")
        monkeypatch.setenv(URL_VARIABLE, databases.new_database(request.getfixturevalue("template")))
    save_department(four_square_department(), tmp_path / "four", by=writer_for(tmp_path / "four", ANN))
    return tmp_path / "four"


def change(folder: Path, radius_m: float, by: Writer, seen: str | None = None) -> None:
    department = load_department(folder)
    changed = replace(department, settings=replace(department.settings, radius_m=radius_m))
    save_attached(Attached(changed, (), what="reach", seen=seen or department.version), by)


def rows(store: Store, folder: Path) -> list[tuple[str, str, int, str, str]]:
    trail = store.audit(ANN, kind="department").sort_values("number")
    history = read_history(folder)
    assert history is not None and set(trail["record_id"]) == {history.department}
    lines = trail.to_dict("records")
    return [(r["who"], r["action"], r["version"], r["old"]["version"], r["new"]["version"]) for r in lines]


def test_each_write_is_begun_and_done_with_who_and_from_which_version_to_which(folder: Path) -> None:
    first = load_department(folder).version
    change(folder, 900.0, writer_for(folder, ANN))
    second = load_department(folder).version
    with pytest.raises(ConflictError):
        change(folder, 800.0, writer_for(folder, Actor("bo@pd.example", "admin")), seen=first)
    history = read_history(folder)
    assert history is not None
    store = open_store(folder)
    assert rows(store, folder) == [
        ("ann@pd.example", "begun", 1, "", first),
        ("ann@pd.example", "done", 1, "", first),
        ("ann@pd.example", "begun", 2, first, second),
        ("ann@pd.example", "done", 2, first, second),
        ("bo@pd.example", "conflict", 3, first, history.writes[-1].after),
    ]
    found = {item.subject: item for item in examine(folder)}
    assert found["department writes"].finding == "All 3 writes are in the audit trail."


class Killed(BaseException):
    """Stands for the end of the program: nothing catches it."""


@pytest.mark.parametrize("step", ["begun", "ended"])
def test_what_a_kill_left_open_is_noted_at_the_next_opening(
    folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_department(folder).version
    real = getattr(AuditTrail, step)

    def killed(self: AuditTrail, history: object, write: Write) -> None:
        if step == "begun":
            real(self, history, write)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(AuditTrail, step, killed)
        with pytest.raises(Killed):
            change(folder, 900.0, writer_for(folder, ANN))
    history, store = read_history(folder), open_store(folder)
    assert history is not None and len(unlike_history(store, history)) == 1
    assert {item.subject: item.status for item in examine(folder)}["department writes"] == "look"
    opened = open_for(folder, ANN)
    assert (opened.department.version == before) == (step == "begun")
    assert unlike_history(store, history) == ()
    assert [row[1] for row in rows(store, folder)] == ["begun", "done", "begun", {"begun": "dropped"}.get(step, "done")]


def test_where_the_trail_cannot_be_written_nothing_is_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_department(folder).version

    def full(*_: object) -> None:
        raise StoreError("the disk that holds the records is full. Nothing was saved")

    monkeypatch.setattr(AuditTrail, "begun", full)
    with pytest.raises(StoreError):
        change(folder, 900.0, writer_for(folder, ANN))
    assert load_department(folder).version == before


def test_the_command_line_is_noted_and_what_was_written_without_records_comes_later(tmp_path: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "four").folder
    assert folder is not None and not (folder / "records.sqlite").exists()
    roster = tmp_path / "roster.csv"
    roster.write_text("officer_id,unit,shift,language,tier\n1,west,day,Spanish,certified\n")
    outcome = CliRunner().invoke(cli, ["attach", str(folder), "--roster", str(roster)])
    assert outcome.exit_code == 0, outcome.output
    assert [(row[0].split(" ", 1)[1], row[1]) for row in rows(open_store(folder), folder)] == [
        ("at the command line", "begun"),
        ("at the command line", "done"),
    ] * 2
