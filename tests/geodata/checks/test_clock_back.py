"""A clock that was set back: saves go by their number, looks at persons are noted, and one sentence says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from geodata.checks.clock_back import SET_IT
from geodata.checks.doctor import examine
from geodata.clock import utc_now
from geodata.department.department import load_department, save_department
from geodata.department.history import read_history
from geodata.department.version_list import bring_version_back, list_versions
from geodata.departments import writer_for
from geodata.records.audit import disagreements
from geodata.records.department_writes import unlike_history
from geodata.records.engine import open_store
from outreach import cli
from planning.records.roles import Actor
from tests.four_square import four_square_department

ADA = Actor("ada@pd.example", "admin")
LATER = timedelta(days=400)


def test_what_was_saved_before_the_clock_was_set_back_stays_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, by = tmp_path / "d", writer_for(tmp_path / "d", ADA)
    monkeypatch.setattr("geodata.department.versions.utc_now", lambda: datetime.now(UTC) + LATER)
    first = save_department(four_square_department(), folder, by=by)
    store = open_store(folder, "", clock=lambda: utc_now() + LATER)
    store.note_view(ADA, "roster", "looked at")
    monkeypatch.undo()

    said = CliRunner().invoke(cli, ["settings", str(folder), "--time-zone", "America/Denver"])
    assert said.exit_code == 0 and "The clock of this computer says" in said.output and SET_IT in said.output
    later = load_department(folder)
    assert later.settings.time_zone == "America/Denver"
    assert list_versions(folder)["version"].tolist()[0] == later.version  # the newest first, by its number
    history = read_history(folder)
    assert history is not None and not unlike_history(open_store(folder, ""), history)
    bring_version_back(folder, first.version, by, seen=later.version)
    assert load_department(folder).settings.time_zone == ""

    now = open_store(folder, "")
    now.note_view(ADA, "roster", "looked at")
    now.note_view(ADA, "roster", "looked at")
    assert len(now.audit(ADA, action="view", kind="roster")) == 2  # one of then, one of now
    assert not disagreements(now)
    finding = next(one for one in examine(folder) if one.subject == "clock")
    assert finding.status == "look" and finding.fix == SET_IT
    assert finding.finding.startswith("The clock of this computer says")
