"""Backup, restore, and what the doctor sees."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geodata.checks.doctor import examine
from geodata.department.department import save_department
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import place_of
from geodata.fetch.cache import CACHE_VARIABLE, FetchCache
from geodata.records.backup import sqlite_revision
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.migrate import newest_revision
from geodata.records.store import Store
from geodata.records.upkeep import backup_records, restore_records
from outreach import cli
from planning.errors import InputError, StoreError
from tests.four_square import four_square_department
from tests.geodata.records.conftest import ADMIN, KIM
from tests.geodata.records.every_kind import contents, fill


@pytest.fixture
def department(tmp_path: Path) -> Path:
    return save_department(four_square_department(), tmp_path / "department").folder


@pytest.fixture
def store(department: Path, address: str, programs: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    if address:
        monkeypatch.setenv(URL_VARIABLE, address)
    return open_store(department)


def statuses(department: Path) -> dict[str, str]:
    return {finding.subject: finding.status for finding in examine(department)}


def test_round_trip(store: Store, department: Path, tmp_path: Path) -> None:
    fill(store)
    before, target = contents(store), tmp_path / "backup.file"
    assert "all records written" in backup_records(department, target)
    board = store.add(KIM, "board", {"name": "Made after the backup"})
    store.change(KIM, "board", board.id, {"meets": "Mondays"}, 1)
    said = restore_records(department, target)
    again = open_store(department)
    assert contents(again) == before
    assert contents(store) == before  # a program that had it open sees it too
    assert [row["note"] for _, row in again.audit(ADMIN, action="export").iterrows()][-1:] == ["backup of all records"]
    # What stood there before the restore is not lost either.
    kept = Path(said.rpartition(" ")[2])
    restore_records(department, kept)
    assert "Made after the backup" in open_store(department).frame(KIM, "board")["name"].tolist()


def test_a_backup_is_taken_while_others_write_and_is_whole(store: Store, department: Path, tmp_path: Path) -> None:
    fill(store)
    if store.database.is_sqlite:
        with closing(sqlite3.connect(department / RECORDS_FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            from geodata.records.backup import copy_database

            copy_database(store.database, tmp_path / "b.sqlite")
        assert sqlite_revision(tmp_path / "b.sqlite") == newest_revision()
        assert not list(tmp_path.glob("b.sqlite-*"))  # one file, nothing beside it


def test_a_backup_is_never_written_over(store: Store, department: Path, tmp_path: Path) -> None:
    target = tmp_path / "b"
    target.write_text("last week's")
    with pytest.raises(InputError, match="already a file"):
        backup_records(department, target)
    assert target.read_text() == "last week's"
    with pytest.raises(InputError, match="cannot write"):
        backup_records(department, tmp_path / "nowhere" / "b")


@pytest.mark.parametrize("content", [b"", b"hello", b"-- PostgreSQL database dump\n", None])
def test_what_is_no_backup_is_refused(store: Store, department: Path, tmp_path: Path, content: bytes | None) -> None:
    fill(store)
    before = contents(store)
    source = tmp_path / "b"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(InputError, match=r"not a backup|no file"):
        restore_records(department, source)
    assert contents(store) == before


def test_a_backup_of_newer_software_is_refused(store: Store, department: Path, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "b"
    backup_records(department, target)
    if store.database.is_sqlite:
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
            connection.commit()
    else:
        target.write_text(target.read_text().replace(f"stdin;\n{newest_revision()}", "stdin;\n9999"))
    with pytest.raises(StoreError, match="newer version"):
        restore_records(department, target)


SPOILED_SQLITE = {
    "trigger 'evil'": "CREATE TRIGGER evil AFTER INSERT ON boards BEGIN DELETE FROM seats; END",
    "view 'evil'": "CREATE VIEW evil AS SELECT * FROM people",
    "table 'evil'": "CREATE TABLE evil (x)",
    "index 'evil'": "CREATE INDEX evil ON boards (name)",
    "the columns of 'boards'": "ALTER TABLE boards ADD COLUMN evil TEXT DEFAULT 1",
    "is missing the table 'seats'": "DROP TABLE seats",
    "boards.name": "UPDATE boards SET name = x'00'",
    "boards.version": "UPDATE boards SET version = 'one'",
    "it is different there": "UPDATE boards SET name = 'Rewritten'",
    "a version is missing": "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE kind = 'board'",
    "do not fit together": "DELETE FROM boards",
}
SPOILED_POSTGRESQL = {
    "trigger 'evil'": "CREATE TRIGGER evil BEFORE INSERT ON public.boards FOR EACH ROW EXECUTE FUNCTION public.f();",
    "function 'evil'": "CREATE OR REPLACE FUNCTION public.evil() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    "view 'evil'": "CREATE VIEW public.evil AS SELECT 1;",
    "table 'evil'": "CREATE TABLE public.evil (x int);",
    "a command": "\\! touch evil",
    "a statement": "DO $$ BEGIN DROP TABLE public.people; END $$;",
    "cut off": "COPY public.boards (id) FROM stdin;",
}


def test_a_backup_with_more_in_it_than_records_is_refused_before_anything_is_replaced(
    store: Store, department: Path, tmp_path: Path
) -> None:
    fill(store)
    before, good = contents(store), tmp_path / "good"
    backup_records(department, good)
    kept = sorted((department / "backups").glob("*")) if (department / "backups").exists() else []
    spoiled = SPOILED_SQLITE if store.database.is_sqlite else SPOILED_POSTGRESQL
    for said, statement in spoiled.items():
        bad = tmp_path / f"bad-{len(said)}-{abs(hash(said))}"
        if store.database.is_sqlite:
            shutil.copy(good, bad)
            with closing(sqlite3.connect(bad)) as connection:
                connection.executescript(statement)
                connection.commit()
        else:
            bad.write_text(f"{good.read_text()}{statement}\n")
        with pytest.raises(InputError, match=re.escape(said)):
            restore_records(department, bad)
        assert contents(store) == before, said
    # Nothing is left of the tries, not even a backup of what was not replaced.
    assert sorted((department / "backups").glob("*")) == kept
    assert not list(department.glob(".restore-*"))


def test_a_restore_brings_back_the_guard_of_the_audit_trail(store: Store, department: Path, tmp_path: Path) -> None:
    fill(store)
    unguarded = "DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_update"
    if not store.database.is_sqlite:
        unguarded = "DROP TRIGGER audit_no_change ON audit; DROP TRIGGER audit_no_truncate ON audit"
    assert statuses(department)["trail kept"] == "fine"
    with store.database.engine.begin() as connection:
        for statement in unguarded.split("; "):
            connection.exec_driver_sql(statement)
    assert statuses(department)["trail kept"] == "stop"
    rows = contents(store)
    backup_records(department, tmp_path / "b")
    restore_records(department, tmp_path / "b")
    assert statuses(department)["trail kept"] == "fine"
    assert contents(store) == rows
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW looks_in AS SELECT * FROM people")
    foreign = next(finding for finding in examine(department) if finding.subject == "trail kept")
    assert foreign.status == "stop" and "the view 'looks_in'" in foreign.finding


def test_missing_programs_are_named(
    department: Path, tmp_path: Path, postgres: object, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, postgres.new_database(template))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="the program pg_dump is not on this machine"):
        backup_records(department, tmp_path / "b.sql")
    assert not (tmp_path / "b.sql").exists()


def test_the_demo_and_no_department(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the demo's records end with the program"):
        backup_records("demo", tmp_path / "b")
    with pytest.raises(InputError, match="no department in"):
        restore_records(tmp_path, tmp_path / "b")
    assert [finding.status for finding in examine("demo")] == ["fine", "fine", "fine"]


def test_the_doctor_finds_nothing_wrong(store: Store, department: Path, tmp_path: Path) -> None:
    fill(store)
    found = statuses(department)
    assert found.pop("backups") == found.pop("department writes") == "look"  # nobody has opened it yet
    assert found.pop("disk") in ("fine", "look", "stop")  # the machine's own
    wanted = {
        "department files",
        "caches",
        "write permission",
        "versions",
        "database",
        "tables",
        "audit trail",
        "trail kept",
        "clock",
    }
    assert found == dict.fromkeys(wanted | ({"file"} if store.database.is_sqlite else set()), "fine")
    version = next(finding for finding in examine(department) if finding.subject == "versions")
    assert ("SQLite 3." if store.database.is_sqlite else "PostgreSQL 18.") in version.finding


def test_the_doctor_changes_nothing(department: Path) -> None:
    files = sorted(path.name for path in department.iterdir())
    assert statuses(department)["tables"] == "look"
    assert files == sorted(path.name for path in department.iterdir())


def test_the_doctor_sees_what_is_wrong(store: Store, department: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE boards SET name = 'Other' WHERE name = 'Harbor board'")
    assert statuses(department)["audit trail"] == "stop"
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert statuses(department)["tables"] == "stop"
    few = shutil._ntuple_diskusage(10**12, 10**12, 10**7)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: few)
    assert statuses(department)["disk"] == "stop"
    store.database.engine.dispose()
    monkeypatch.setenv(URL_VARIABLE, "postgresql://u:secret@127.0.0.1:1/db")
    monkeypatch.setattr("geodata.records.database.PAUSES", (0.01,))
    findings = examine(department)
    assert {f.subject: f.status for f in findings}["database"] == "stop"
    assert not any("secret" in f.finding + f.fix for f in findings)


def test_a_folder_that_cannot_be_written(department: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    department.chmod(0o500)
    assert statuses(department)["write permission"] == "stop"
    department.chmod(0o700)


def test_the_doctor_looks_at_the_files_and_at_what_was_fetched(
    department: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    cache = FetchCache(tmp_path / "cache")
    kept = {}
    for name in ("a", "b"):
        body = cache.new_file()
        body.write_text(name)
        kept[name] = cache.store(f"https://x.example/{name}", body, ".txt", retrieved="2026-01-02T03:04:05Z")
    found = {finding.subject: finding for finding in examine(department)}
    assert (found["caches"].status, found["department files"].status) == ("fine", "fine")
    assert found["caches"].finding == "2 fetched files are kept, 0.0 MB, the oldest of 2026-01-02."
    kept["b"].path.write_text("half")
    (place_of(department)[0] / SETTINGS_FILE).write_text("name = ")
    found = {finding.subject: finding for finding in examine(department)}
    assert (found["caches"].status, found["department files"].status) == ("look", "stop")
    assert "1 more are incomplete" in found["caches"].finding


def test_the_commands(department: Path, tmp_path: Path) -> None:
    def run(*arguments: object, given: str | None = None) -> Result:
        return CliRunner().invoke(cli, [str(part) for part in arguments], input=given)

    def good(*arguments: object, given: str | None = None) -> str:
        outcome = run(*arguments, given=given)
        assert outcome.exit_code == 0, outcome.output
        return outcome.output

    assert "ada@pd.example is the administrator" in good("appoint", department, "Ada@PD.example")
    assert "there is an administrator already" in run("appoint", department, "eve@pd.example").stderr
    assert "all records written to" in good("backup", department)
    (kept,) = (department / "backups").glob("records-by-hand-*.sqlite")
    open_store(department, "").add(KIM, "board", {"name": "Made after the backup"})
    assert run("restore", department, kept, given="n\n").exit_code == 2
    assert len(open_store(department, "").records(KIM, "board")) == 1
    assert "Records restored from" in good("restore", department, kept, given="y\n")
    assert open_store(department, "").records(KIM, "board") == ()
    told = good("doctor", department)
    assert "FINE  audit trail: Every record is as the audit trail says." in told
    with closing(sqlite3.connect(department / RECORDS_FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    ill = run("doctor", department)
    assert ill.exit_code == 2
    assert ill.stderr.strip() == "outreach: not well: tables: fix what is marked STOP above."
