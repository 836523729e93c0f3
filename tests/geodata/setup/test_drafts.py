"""Drafts hold rosters: they go when nobody has touched them for long, whoever looks."""

from __future__ import annotations

import os
from pathlib import Path

from geodata.clock import utc_now
from geodata.setup.draft import DRAFTS_FOLDER, ENTRIES_FILE, KEPT_DAYS, begin_draft, forget_old_drafts, list_drafts
from planning.records.roles import Actor

KIM = Actor("kim@pd.example", "coordinator")


def aged(path: Path, days: float) -> None:
    at = utc_now().timestamp() - days * 86_400
    os.utime(path, (at, at))


def test_drafts_that_nobody_touched_for_long_go_with_their_rosters(tmp_path: Path) -> None:
    old, recent, left = (begin_draft(tmp_path, KIM) for _ in range(3))
    for draft in (old, left):
        (draft.folder / "roster.parquet").write_bytes(b"ids")
    aged(old.folder / ENTRIES_FILE, KEPT_DAYS + 1)
    aged(recent.folder / ENTRIES_FILE, KEPT_DAYS - 1)
    (left.folder / ENTRIES_FILE).unlink()  # of a program that was killed
    aged(left.folder, KEPT_DAYS + 1)
    (tmp_path / DRAFTS_FOLDER / "notes").mkdir()  # nothing of the program's
    aged(tmp_path / DRAFTS_FOLDER / "notes", KEPT_DAYS + 1)

    assert [draft.id for draft in list_drafts(tmp_path, KIM)] == [recent.id]
    assert {path.name for path in (tmp_path / DRAFTS_FOLDER).iterdir()} == {recent.id, "notes"}
    forget_old_drafts(tmp_path / "not there")
