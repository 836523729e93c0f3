"""A department's folder: whole versions, one switch, and nothing lost between two who write at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.department.attach import Attached, save_attached
from geodata.department.department import Department, load_department, save_department, write_files
from geodata.department.history import HISTORY_FILE, read_history
from geodata.department.rules import load_rules, put_in_force, save_rule
from geodata.department.settings import settings_text
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import Kept, Writer, bring_back, kept_versions, version_place, write_version
from geodata.fetch.another_year import load_year
from planning.errors import AccessError, ConflictError, InputError
from planning.records.roles import Actor
from tests.four_square import four_square_department
from tests.geodata.department.killed_saves import RULE

ADMIN = Writer(Actor("ann@pd.example", "admin"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_department(four_square_department(), tmp_path / "four")
    return tmp_path / "four"


def roster(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"officer_id": ids, "unit": "west"})


def with_roster(department: Department, *ids: str) -> Attached:
    changed = replace(department, roster=roster(*ids))
    return Attached(changed, (), what="roster: a new file", seen=department.version)


def with_radius(department: Department, radius_m: float) -> Attached:
    changed = replace(department, settings=replace(department.settings, radius_m=radius_m))
    return Attached(changed, (), what="reach", seen=department.version)


def officers(department: Department) -> list[str]:
    return [] if department.roster is None else department.roster["officer_id"].tolist()


def test_each_write_is_a_version_and_equal_files_are_there_once(folder: Path) -> None:
    first = load_department(folder)
    second = save_attached(with_roster(first, "7"), ADMIN)
    assert first.place is not None and second.place is not None
    assert kept_versions(folder) == tuple(sorted((first.version, second.version)))
    assert officers(load_department(folder)) == ["7"]
    assert not (first.place / "roster.parquet").exists()
    assert (first.place / "beats.parquet").samefile(second.place / "beats.parquet")
    assert not (first.place / SETTINGS_FILE).samefile(second.place / SETTINGS_FILE)
    history = read_history(folder)
    assert history is not None
    assert [(write.number, write.before, write.after, write.what) for write in history.writes] == [
        (1, "", first.version, "made"),
        (2, first.version, second.version, "roster: a new file"),
    ]
    assert (history.writes[1].who, history.writes[1].role) == ("ann@pd.example", "admin")
    assert save_attached(with_roster(second, "7"), ADMIN).version == second.version
    assert len(kept_versions(folder)) == 2, "the same again is no version"


def test_a_second_writer_is_brought_on_top_where_nothing_clashes(folder: Path) -> None:
    seen = load_department(folder)
    save_attached(with_roster(seen, "7"), ADMIN)
    save_attached(with_radius(seen, 1500.0), ADMIN)
    save_rule(seen, RULE, by=ADMIN)
    now = load_department(folder)
    assert (officers(now), now.settings.radius_m, list(load_rules(now).rules)) == (["7"], 1500.0, ["ours"])
    relief = replace(seen, settings=replace(seen.settings, relief_factor=1.7))
    save_attached(Attached(relief, (), seen=seen.version), ADMIN)
    settings = load_department(folder).settings
    assert (settings.radius_m, settings.relief_factor) == (1500.0, 1.7), "two settings of one file"
    put_in_force(load_department(folder), "ours", ADMIN)
    assert load_department(folder).settings.rule == "ours"


@pytest.mark.parametrize("change", [with_roster, with_radius])
def test_a_second_writer_of_the_same_is_refused_with_both_and_none_is_lost(folder: Path, change: Callable) -> None:  # type: ignore[type-arg]
    seen = load_department(folder)
    one, other = (("7",), ("8",)) if change is with_roster else ((1500.0,), (900.0,))
    theirs = save_attached(change(seen, *one), ADMIN)
    with pytest.raises(ConflictError, match="has changed") as refused:
        save_attached(change(seen, *other), Writer(Actor("bo@pd.example", "admin")))
    assert load_department(folder).version == theirs.version
    history = read_history(folder)
    assert history is not None and history.now == theirs.version
    kept = history.writes[-1]
    assert (kept.state, kept.who, kept.before) == ("refused", "bo@pd.example", seen.version)
    assert theirs.version in str(refused.value) and kept.after in str(refused.value)
    assert (version_place(folder, kept.after) / SETTINGS_FILE).is_file()
    bring_back(folder, kept.after, ADMIN, check=lambda _: None)
    again = load_department(folder)
    assert (officers(again) == ["8"]) if change is with_roster else (again.settings.radius_m == 900.0)


def test_an_older_version_is_brought_back_whole(folder: Path) -> None:
    first = load_department(folder)
    second = save_attached(with_roster(first, "7"), ADMIN)
    bring_back(folder, first.version, ADMIN, seen=second.version, check=lambda _: None)
    assert load_department(folder).content_hash == first.content_hash
    with pytest.raises(ConflictError):
        bring_back(folder, second.version, ADMIN, seen=second.version, check=lambda _: None)
    with pytest.raises(InputError, match="not kept"):
        bring_back(folder, "0" * 16, ADMIN, check=lambda _: None)
    with pytest.raises(AccessError):
        bring_back(folder, second.version, Writer(Actor("lee", "coordinator")), check=lambda _: None)
    assert load_department(folder).version == first.version


def old_folder(folder: Path) -> dict[str, bytes]:
    """Write a department as the program kept it before there were versions."""
    write_files(four_square_department(), folder)
    (folder / "rules").mkdir()
    (folder / "rules" / "ours.toml").write_text("title = 'half'")
    newer = replace(four_square_department(), settings=replace(four_square_department().settings, vintage=2022))
    write_files(newer, folder / "vintages" / "2022")
    (folder / "records.sqlite").write_bytes(b"kept")
    (folder / "notes.txt").write_text("mine")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_old_folder_is_taken_over_at_its_first_opening_without_loss(tmp_path: Path) -> None:
    before = old_folder(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "copy")
    opened = load_department(tmp_path / "old")
    place = opened.place
    assert place is not None and opened.content_hash == four_square_department().content_hash
    stays = {"records.sqlite", "notes.txt"}
    assert {name: (place / name).read_bytes() for name in before if name not in stays} == {
        name: content for name, content in before.items() if name not in stays
    }
    left = {path.name for path in (tmp_path / "old").iterdir()}
    assert left == {"records.sqlite", "notes.txt", "versions", HISTORY_FILE}
    assert (tmp_path / "old" / "records.sqlite").read_bytes() == b"kept"
    assert load_year(tmp_path / "old", 2022).settings.vintage == 2022
    assert load_department(tmp_path / "copy").version == opened.version, "named by what it holds"
    shutil.copy(tmp_path / "copy" / HISTORY_FILE, tmp_path / "copy" / "kept")
    (tmp_path / "copy" / SETTINGS_FILE).write_text(settings_text(opened.settings))  # left behind by a kill
    (tmp_path / "copy" / "versions" / ".saving-x").mkdir()
    save_attached(with_roster(load_department(tmp_path / "copy"), "7"), ADMIN)
    assert {path.name for path in (tmp_path / "copy").glob("*")} == left | {"kept"}
    assert not list((tmp_path / "copy" / "versions").glob(".saving-*"))


def test_an_edit_by_hand_counts_at_once_and_has_a_name_from_the_next_write_on(folder: Path) -> None:
    first = load_department(folder)
    assert first.place is not None
    file = first.place / SETTINGS_FILE
    file.write_text(file.read_text().replace("radius_m = 2000.0", "radius_m = 900.0"))
    edited = load_department(folder)
    assert edited.settings.radius_m == 900.0 and edited.version != first.version
    now = save_attached(with_roster(edited, "7"), ADMIN)
    assert (now.settings.radius_m, officers(now)) == (900.0, ["7"])
    history = read_history(folder)
    assert history is not None
    assert [write.after for write in history.writes] == [first.version, edited.version, now.version]
    bring_back(folder, first.version, ADMIN, check=lambda _: None)
    assert load_department(folder).settings.radius_m == 2000.0, "what was written over by hand is not lost"


def test_old_versions_go_by_number_and_age_and_never_while_they_may_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        save_attached(with_roster(load_department(folder), str(number)), ADMIN)
    assert len(kept_versions(folder)) == 5

    def write(kept: Kept, *ids: str) -> None:
        from geodata.department.versions import Change

        department = replace(load_department(folder), roster=roster(*ids))
        write_version(folder, Change("x", lambda place: write_files(department, place)), ADMIN, lambda _: kept)

    write(Kept(versions=2, days=0), "a")
    assert len(kept_versions(folder)) == 6, "somebody may still read them"
    monkeypatch.setattr("geodata.department.versions.STILL_READ", -pd.Timedelta(days=1))
    write(Kept(versions=3, days=30), "b")
    assert len(kept_versions(folder)) == 3
    write(Kept(versions=3, days=0), "c")
    assert kept_versions(folder) == (load_department(folder).version,)


@pytest.mark.parametrize(
    ("role", "change", "allowed"),
    [
        ("recruiter", lambda seen, by: save_attached(with_roster(seen, "7"), by), True),
        ("coordinator", lambda seen, by: save_attached(with_roster(seen, "7"), by), False),
        ("coordinator", lambda seen, by: save_attached(with_radius(seen, 900.0), by), False),
        ("coordinator", lambda seen, by: save_rule(seen, RULE, by=by), True),
        ("coordinator", lambda seen, by: put_in_force(seen, "king_county", by), False),
        ("admin", lambda seen, by: put_in_force(seen, "king_county", by), True),
        ("commander", lambda seen, by: save_rule(seen, RULE, by=by), False),
    ],
)
def test_the_folder_itself_asks_who_writes(folder: Path, role: str, change: Callable, allowed: bool) -> None:  # type: ignore[type-arg]
    seen, by = load_department(folder), Writer(Actor("sam@pd.example", role))
    if allowed:
        change(seen, by)
        assert load_department(folder).version != seen.version
        return
    with pytest.raises(AccessError):
        change(seen, by)
    assert load_department(folder).version == seen.version


def test_the_command_lists_compares_opens_and_undoes(folder: Path) -> None:
    def run(*words: object) -> tuple[int, str]:
        outcome = CliRunner().invoke(cli, [str(word) for word in words])
        return outcome.exit_code, outcome.output

    first = load_department(folder).version
    second = save_attached(with_radius(load_department(folder), 900.0)).version
    code, said = run("versions", folder)
    assert code == 0 and [line.split()[-1] for line in said.splitlines()[1:]] == ["now", "kept"]
    assert "at the command line" in said
    code, said = run("versions", folder, "--compare", first[:8], second)
    assert code == 0 and said.splitlines()[1].split() == ["setting", "radius_m", "2000.0", "900.0"]
    assert run("need", folder / "versions" / first)[0] == 0
    code, said = run("attach", folder / "versions" / first, "--roster", folder / "versions" / first / "department.toml")
    assert code == 2
    assert run("versions", folder, "--undo")[0] == 0 and load_department(folder).settings.radius_m == 2000.0
    assert run("versions", folder, "--bring-back", second[:6])[0] == 0
    assert load_department(folder).settings.radius_m == 900.0
    code, said = run("versions", folder, "--bring-back", "beef")
    assert code == 2 and "there is no version 'beef'" in said
    file = version_place(folder, second) / SETTINGS_FILE
    file.write_text("name = ")
    assert "cannot be read" in run("need", folder)[1]
    code, said = run("versions", folder, "--undo")
    assert code == 0 and load_department(folder).version == second, said
