"""What is written is kept with the department that was seen, and with places that it still has, or not at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.department.department import Department, load_department, save_department
from geodata.departments import open_for, open_records, writer_for
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.seen import seen_in
from geodata.records.store import command_line_actor
from geodata.records.upkeep import backup_records, restore_records
from planning.errors import InputError
from planning.records.roles import Actor
from tests.four_square import four_square_department

ANN = Actor("ann@pd.example", "admin")
CONCERN = {
    "text": "No light at the stop",
    "theme": "lighting",
    "raised_on": "2026-01-05",
    "due_on": "2026-02-05",
    "owner": "Traffic unit",
    "language": "korean",
}


def made(folder: Path) -> Department:
    return save_department(four_square_department(), folder, by=writer_for(folder, ANN))


def test_a_store_of_one_department_does_not_take_what_was_written_for_another(tmp_path: Path) -> None:
    here, there = made(tmp_path / "here"), made(tmp_path / "there")
    store = open_store(tmp_path / "here", "")
    assert store.as_seen(seen_in(here)).seen.department == here.identity
    for other in (seen_in(there), open_for("demo", ANN).store.seen):
        with pytest.raises(InputError, match="written for another department"):
            store.as_seen(other)
    with pytest.raises(InputError, match="written for another department"):
        open_records("demo").as_seen(seen_in(here))


def test_a_folder_that_was_made_anew_meanwhile_is_another_department(tmp_path: Path) -> None:
    opened = open_for(made(tmp_path / "d").folder or "", ANN)
    before = open_for(tmp_path / "d", ANN)
    shutil.rmtree(tmp_path / "d")
    made(tmp_path / "d")
    for store in (opened.store, before.store):
        with pytest.raises(InputError, match="written for another department"):
            store.add(ANN, "board", {"name": "Harbor board"})
    assert open_records(tmp_path / "d").records(ANN, "board") == ()


def test_records_of_another_department_are_not_opened_nor_restored_unless_they_are_taken_over(tmp_path: Path) -> None:
    for name in ("a", "b"):
        made(tmp_path / name)
        open_store(tmp_path / name, "").add(ANN, "board", {"name": f"board of {name}"})
    backup = tmp_path / "a.sqlite"
    backup_records(tmp_path / "a", backup)
    with pytest.raises(InputError, match="records are of another department"):
        restore_records(tmp_path / "b", backup)
    assert [board["name"] for board in open_store(tmp_path / "b", "").records(ANN, "board")] == ["board of b"]

    moved = save_department(four_square_department(), tmp_path / "moved").folder or tmp_path
    shutil.copy(backup, moved / RECORDS_FILE)  # as somebody does who moves files by hand
    with pytest.raises(InputError, match="records are of another department"):
        open_for(moved, ANN)
    told = CliRunner().invoke(cli, ["restore", str(moved), str(backup), "--of-another", "--yes"])
    assert told.exit_code == 0, told.output
    store = open_for(moved, ANN).store
    assert store.add(ANN, "board", {"name": "one more"}).version == 1
    assert len(store.records(ANN, "board")) == 2


def test_a_new_department_is_not_noted_in_the_records_of_another(tmp_path: Path) -> None:
    made(tmp_path / "a")
    (tmp_path / "b").mkdir(mode=0o700)
    backup_records(tmp_path / "a", tmp_path / "b" / RECORDS_FILE)
    with pytest.raises(InputError, match="records are of another department"):
        made(tmp_path / "b")
    assert not (tmp_path / "b" / "versions.json").exists()


def test_places_chosen_in_a_version_that_was_replaced_are_asked_for_in_the_new_one(tmp_path: Path) -> None:
    old, *others = made(tmp_path / "d").beats["area_id"]
    opened = open_for(tmp_path / "d", ANN)
    concern = opened.store.add(ANN, "concern", CONCERN | {"area_id": old})
    beats = opened.department.beats.assign(area_id=opened.department.beats["area_id"].replace(old, "new"))
    save_department(
        replace(opened.department, beats=beats), tmp_path / "d", replace=True, by=writer_for(tmp_path / "d", ANN)
    )
    with pytest.raises(InputError, match=f"no longer has {old}"):
        opened.store.add(ANN, "concern", CONCERN | {"area_id": old})
    assert len(opened.store.records(ANN, "concern")) == 1
    # What still fits is kept, though it was written before another version; so is a place that stood there before.
    assert opened.store.add(ANN, "concern", CONCERN | {"area_id": others[0]}).version == 1
    assert opened.store.change(ANN, "concern", concern.id, {"owner": "Parks"}, concern.version).version == 2
    now = open_for(tmp_path / "d", command_line_actor()).store
    assert now.seen == seen_in(load_department(tmp_path / "d"))
    assert now.add(ANN, "concern", CONCERN | {"area_id": "new"}).version == 1


def test_a_server_started_for_another_department_does_not_write_into_its_database(
    postgres: Any, template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "other")
    monkeypatch.setenv(URL_VARIABLE, postgres.new_database(template))
    own = open_for(made(tmp_path / "own").folder or "", ANN).store
    own.add(ANN, "board", {"name": "Harbor board"})
    with pytest.raises(InputError, match="records are of another department"):
        open_for(tmp_path / "other", ANN)
    with pytest.raises(InputError, match="records are of another department"):
        made(tmp_path / "new")
    assert [board["name"] for board in own.records(ANN, "board")] == ["Harbor board"]
