"""A file of records that was emptied, cut off or spoiled: one sentence, nothing touched, and a backup puts it right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geodata.department.department import save_department
from geodata.records.backup import copy_database
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.upkeep import restore_records
from geodata.records.whole_file import is_broken
from planning.errors import PlanningError
from planning.records.roles import Actor
from tests.four_square import four_square_department

ADA = Actor("ada@pd.example", "admin")


def test_a_file_that_is_not_whole_is_said_kept_and_restored(tmp_path: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "d").folder
    assert folder is not None
    store = open_store(folder, "")
    store.record_view(ADA, "roster", "looked at")
    backup = tmp_path / "backup.sqlite"
    copy_database(store.database, backup)
    store.database.engine.dispose()
    records = folder / RECORDS_FILE
    assert not is_broken(records)
    whole = records.read_bytes()
    spoiled = whole[:8192] + b"\xff" * 8192 + whole[16384:]
    for content in (b"", whole[:1], whole[:100], whole[: len(whole) // 2], whole[:-1], b"none" * 5000, spoiled):
        records.write_bytes(content)
        assert is_broken(records)
        if content != spoiled:
            with pytest.raises(PlanningError, match="restore the last backup") as refused:
                open_store(folder, "")
            assert "\n" not in str(refused.value)
        assert records.read_bytes() == content
    said = restore_records(folder, backup)
    assert "The broken file is kept as" in said
    (kept,) = (folder / "backups").glob("records-broken-*")
    assert kept.read_bytes() == spoiled and kept.stat().st_mode & 0o077 == records.stat().st_mode & 0o077 == 0
    assert len(open_store(folder, "").audit(ADA, action="view")) == 1


def test_a_file_that_somebody_holds_is_not_broken(tmp_path: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "d").folder
    assert folder is not None
    open_store(folder, "").database.engine.dispose()
    with closing(sqlite3.connect(folder / RECORDS_FILE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert not is_broken(folder / RECORDS_FILE)
