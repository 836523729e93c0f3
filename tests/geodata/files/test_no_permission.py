"""An account without permission: one sentence each, the old state whole, nothing left of the try. As another user."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.checks.doctor import examine
from geodata.department.department import load_department, save_department
from geodata.department.history import HISTORY_FILE
from geodata.department.version_files import MANIFEST_FILE
from geodata.department.versions import place_of
from geodata.papers.exports import write_file
from geodata.records.backup import copy_database
from geodata.records.engine import open_store
from planning.errors import PlanningError
from planning.records.roles import Actor
from tests.four_square import four_square_department

NOBODY = 65534
ADA = Actor("ada@pd.example", "admin")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do what follows as an account that is not the administrator of the machine."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of that account, where every account may come."""
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    found = Path(tempfile.mkdtemp(prefix="common-tongue-test-"))
    warm = save_department(four_square_department(), found / "warm").folder  # Python itself may be closed to the other
    open_store(warm, "")
    examine(warm)
    shutil.rmtree(warm)
    os.chown(found, NOBODY, NOBODY)
    yield found
    for path in (found, *found.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(found)


def close(folder: Path, to: int = 0) -> None:
    """Give a folder to root, so that others may look and not write; or back."""
    os.chown(folder, to, to)
    folder.chmod(0o755 if to == 0 else 0o700)


def sentence_of(attempt: Callable[[], object]) -> str:
    """Return what is said of a try that is refused: one line with a mend, as every command and page shows it."""
    with pytest.raises(PlanningError) as refused, as_nobody():
        attempt()
    assert refused.value.fix and "\n" not in str(refused.value)
    return str(refused.value)


def test_each_file_that_may_not_be_read_or_written_is_one_sentence(place: Path) -> None:
    with as_nobody():
        saved = save_department(four_square_department(), place / "d")
        folder = saved.folder
        assert folder is not None
        store = open_store(folder, "")
        store.record_view(ADA, "roster", "looked at")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".sqlite" not in path.name}
    other = replace(saved, settings=replace(saved.settings, name="Another name"))

    parts = [path for path in sorted(place_of(folder)[0].glob("*.*")) if path.name != MANIFEST_FILE]
    for path in (*parts, folder / HISTORY_FILE):
        path.chmod(0)
        sentence_of(lambda: load_department(folder))
        path.chmod(0o600)
    for shut in (folder, folder / "versions"):
        close(shut)
        assert "permission" in sentence_of(lambda: save_department(other, folder, replace=True)).lower()
        close(shut, to=NOBODY)
    (folder / "records.sqlite").chmod(0o400)
    sentence_of(lambda: open_store(folder, "").record_view(ADA, "roster", "again"))
    (folder / "records.sqlite").chmod(0o600)

    (place / "shut").mkdir(0o755)
    for attempt in (
        lambda: write_file(place / "shut/x.csv", b"x"),
        lambda: copy_database(store.database, place / "shut/b.sqlite"),
        lambda: save_department(other, place / "shut/d"),
    ):
        assert "permission" in sentence_of(attempt).lower()
    close(folder)
    with as_nobody():
        assert any(one.subject == "write permission" and one.status == "stop" for one in examine(folder))
    close(folder, to=NOBODY)
    assert {path: path.read_bytes() for path in before} == before
    assert list((place / "shut").iterdir()) == []
    with as_nobody():
        assert load_department(folder).content_hash == saved.content_hash
        assert len(open_store(folder, "").audit(ADA, action="view")) == 1
