"""A department that tests may change, put back as it was made before each."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from geodata.department.department import Department, save_department
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.store import Store


class Kept:
    """A department with records of its own, as it was made: one folder, so that it is prepared once a process."""

    def __init__(self, department: Department, folder: Path, fill: Callable[[Store], object]) -> None:
        self.folder = folder / "department"
        self.made = folder / "as-made"
        save_department(department, self.folder)
        store = open_store(self.folder, "")
        fill(store)
        store.database.engine.dispose()
        shutil.copytree(self.folder, self.made, ignore=shutil.ignore_patterns(f"{RECORDS_FILE}*"))
        _copy_records(self.folder / RECORDS_FILE, self.made / RECORDS_FILE)

    def as_made(self) -> Path:
        """Put back what a test has changed, with the times of the files, by which the server knows them."""
        _copy_records(self.made / RECORDS_FILE, self.folder / RECORDS_FILE)
        for there in _files(self.folder):
            if not (self.made / there).exists():
                (self.folder / there).unlink()
        for file in _files(self.made):
            made, there = self.made / file, self.folder / file
            if not there.exists() or _known_by(made) != _known_by(there):
                shutil.copy2(made, there)
        return self.folder


def _files(folder: Path) -> list[Path]:
    """Return the files below a folder but the records, which are open: by their place in it."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(RECORDS_FILE))
    return [file.relative_to(folder) for file in files]


def _known_by(file: Path) -> tuple[int, int]:
    return file.stat().st_mtime_ns, file.stat().st_size


def _copy_records(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
