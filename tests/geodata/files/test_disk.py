"""A disk that is full, read-only or closed to us: one sentence, the old state whole, and nothing left of the try."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.department.department import load_department, save_department
from geodata.department.version_files import PROVENANCE_FILE, SETTINGS_FILE
from geodata.department.versions import place_of
from geodata.papers.exports import write_file
from geodata.records.backup import copy_database
from geodata.records.engine import open_store
from planning.errors import InputError, PlanningError
from tests.four_square import four_square_department


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let this process write files of so many bytes only, as ``ulimit -f`` does."""
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, nearly full."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    (place / "filled").write_bytes(b"x" * 180_000)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_the_old_file_and_nothing_of_the_new(small_disk: Path, tmp_path: Path) -> None:
    write_file(small_disk / "plan.csv", b"old")
    with pytest.raises(InputError, match="the disk is full: free some space"):
        write_file(small_disk / "plan.csv", b"x" * 100_000)
    store = open_store(save_department(four_square_department(), tmp_path / "d").folder, "")
    with pytest.raises(InputError, match="the disk is full: free some space"):
        copy_database(store.database, small_disk / "backup.sqlite")
    with pytest.raises(PlanningError, match="disk"):
        save_department(four_square_department(), small_disk / "d")
    assert (small_disk / "plan.csv").read_bytes() == b"old"
    assert [path.name for path in small_disk.iterdir() if path.is_file()] in (
        ["filled", "plan.csv"],
        ["plan.csv", "filled"],
    )
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(InputError, match="the disk is read-only"):
        write_file(small_disk / "plan.csv", b"new")


def test_a_file_larger_than_may_be_leaves_nothing(tmp_path: Path) -> None:
    write_file(tmp_path / "plan.csv", b"old")
    with files_of_at_most(1000), pytest.raises(InputError, match="larger than this account may write"):
        write_file(tmp_path / "plan.csv", b"x" * 5000)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"plan.csv": b"old"}


def test_a_department_that_cannot_be_saved_stands_as_it_stood(tmp_path: Path) -> None:
    saved = save_department(four_square_department(), tmp_path / "d")
    folder, other = saved.folder, replace(saved, settings=replace(saved.settings, name="Another name"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with files_of_at_most(1000), pytest.raises(PlanningError):
        save_department(other, folder, replace=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert load_department(folder).settings.name


def test_each_file_of_a_department_cut_off_is_one_sentence_with_a_mend(tmp_path: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "d").folder
    place = place_of(folder)[0]
    for name in (*(path.name for path in place.glob("*.parquet")), SETTINGS_FILE, PROVENANCE_FILE):
        whole = (place / name).read_bytes()
        for size in (0, 1, len(whole) // 2, len(whole) - 1):
            (place / name).write_bytes(whole[:size])
            try:
                load_department(folder)
            except PlanningError as error:
                assert error.what and error.fix and "\n" not in str(error), (name, size)
            else:
                assert size == len(whole) - 1 and name.endswith((".toml", ".json")), (name, size)  # a last line break
        (place / name).write_bytes(whole)
    assert load_department(folder).settings.name
