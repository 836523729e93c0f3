"""From every released version, with data in it, to the tables of today."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import make_url

from geodata.records import migrate
from geodata.records.audit import disagreements
from geodata.records.backup import _connection
from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.migrate import current_revision, known_revisions, newest_revision
from geodata.records.schema import metadata
from geodata.records.store import Store
from planning.errors import PlanningError, StoreError
from tests.geodata.records.conftest import ADMIN, KIM
from tests.geodata.records.every_kind import contents, fill

RELEASED = Path(__file__).parent / "released"


def load_released(revision: str, folder: Path, database: str, request: pytest.FixtureRequest) -> str:
    """Put what a released version wrote into a database, and return its address."""
    text = (RELEASED / f"{revision}.{database}.sql").read_text(encoding="utf-8")
    if database == "sqlite":
        with closing(sqlite3.connect(folder / RECORDS_FILE)) as connection:
            connection.executescript(text)
        return ""
    programs = pytest.importorskip("tests.geodata.records.postgres_server").PROGRAMS
    address = request.getfixturevalue("postgres").new_database()
    command = [programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1"]
    subprocess.run(command, input=text, text=True, check=True, capture_output=True, env=_connection(make_url(address)))
    return address


@pytest.mark.parametrize("revision", known_revisions())
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_released_version_comes_up_whole(
    revision: str, database: str, tmp_path: Path, request: pytest.FixtureRequest, programs: Path
) -> None:
    address = load_released(revision, tmp_path, database, request)
    store = open_store(tmp_path, address)
    assert current_revision(store.database) == newest_revision()
    assert disagreements(store) == ()
    held = contents(store)
    # Kinds that came later have nothing in an older database.
    made_in = {"language_decision": "0003", "training": "0003", "observance": "0004", "calendar_feed": "0005"}
    made_in |= {"scenario": "0007", "public_words": "0008", "gis_key": "0009", "plan_text": "0010", "way": "0011"}
    made_in |= {"year_entry": "0011", "target": "0012"}
    later_kinds = {kind: 0 for kind, since in made_in.items() if revision < since}
    assert {kind: len(rows) for kind, rows in held.items() if kind != "trail" and len(rows) != 1} == {
        "partner": 2,
        "board": 2,
    } | later_kinds
    partner = store.frame(KIM, "partner").set_index("organisation").loc["Welcome House"]
    assert (partner["languages"], partner["version"]) == (("korean", "other_asian_pacific:Khmer"), 3)
    _require_append_only(store)
    assert store.add(KIM, "board", {"name": "New board"}).version == 1


def test_a_new_database_is_what_the_steps_make(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "steps.sqlite")) as connection:
        for statement in migrate.new_tables():
            connection.execute(statement)
        expected = list(connection.iterdump())
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with engine.begin() as stepwise:
        migrate.run_steps(stepwise)
    engine.dispose()
    open_store(tmp_path, "").database.engine.dispose()
    for path in (tmp_path / "other.sqlite", tmp_path / RECORDS_FILE):
        with closing(sqlite3.connect(path)) as connection:
            assert list(connection.iterdump()) == expected


def test_renamed_states_keep_the_trail_true(tmp_path: Path) -> None:
    text = (RELEASED / "0001.sqlite.sql").read_text(encoding="utf-8")
    text = text.replace("'korean','draft'", "'korean','published'").replace('"state": "draft"', '"state": "published"')
    with closing(sqlite3.connect(tmp_path / RECORDS_FILE)) as connection:
        connection.executescript(text)
    store = open_store(tmp_path, "")
    translation = store.records(KIM, "translation")[0]
    assert (translation["state"], translation.version) == ("approved", 2)
    evidence = store.frame(KIM, "local_evidence").iloc[0]
    assert (evidence["number"], evidence["kind"], evidence["confidence"]) == (12.0, "partner report", "medium")
    assert disagreements(store) == ()
    last = store.history(KIM, "translation", translation.id).iloc[0]
    assert (last["who"], last["old"]["state"], last["new"]["state"]) == ("the update to 0002", "published", "approved")
    with pytest.raises(PlanningError, match="published"):  # no state of today
        store.undo(ADMIN, int(last["number"]))
    changed = store.change(KIM, "translation", translation.id, {"copies": 40}, seen=2)
    assert store.undo(KIM, int(store.history(KIM, "translation", translation.id)["number"].iloc[0]))["copies"] is None
    assert changed.version == 3 and disagreements(store) == ()


def _require_append_only(store: Store) -> None:
    columns = ", ".join(metadata.tables["audit"].c.keys())
    again = f"INTO audit ({columns}) SELECT {columns} FROM audit WHERE true"
    replaced = (
        f"INSERT OR REPLACE {again}"
        if store.database.is_sqlite
        else f"INSERT {again} ON CONFLICT (number) DO UPDATE SET who = 'x'"
    )
    for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit", replaced):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_every_revision_has_frozen_data() -> None:
    for revision in known_revisions():
        assert (RELEASED / f"{revision}.sqlite.sql").exists(), "run tests/geodata/records/freeze.py"
        assert (RELEASED / f"{revision}.postgresql.sql").exists(), "run tests/geodata/records/freeze.py"


def test_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_newer_records_are_refused_and_left_alone(store: Store, opened: Callable[..., Store]) -> None:
    store.add(KIM, "board", {"name": "Board"})
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer version of Common Tongue .*9999.*update this program"):
        opened()
    assert len(store.records(KIM, "board")) == 1


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / RECORDS_FILE)) as connection:
        connection.execute("CREATE TABLE payroll (name TEXT)")
    with pytest.raises(StoreError, match=r"holds something else already .*payroll"):
        open_store(tmp_path, "")


NEWEST = newest_revision()
NEXT = f"{int(NEWEST) + 1:04d}"

LATER = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{NEXT}", "{NEWEST}", None, None
def upgrade():
    with op.batch_alter_table("partners") as batch:
        batch.add_column(sa.Column("motto", sa.Text()))
        batch.alter_column("kind", type_=sa.String(100))
    {{then}}
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this software one version newer: partners get a column, their table is made anew."""

    def install(then: str = "pass") -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
        (scripts / "versions" / f"v{NEXT}_later.py").write_text(LATER.format(then=then))
        usual = migrate._config

        def config() -> object:
            made = usual()
            made.set_main_option("script_location", str(scripts))
            return made

        monkeypatch.setattr(migrate, "_config", config)

    return install


def test_an_old_database_is_backed_up_and_brought_up(
    store: Store, opened: Callable[..., Store], later: Callable[..., None], tmp_path: Path, programs: Path
) -> None:
    fill(store)
    before = contents(store)
    store.database.engine.dispose()
    later()
    again = opened()
    assert current_revision(again.database) == NEXT
    assert contents(again) == before  # contacts hang on partners, and are still there
    assert disagreements(again) == ()
    kept = [path.name for path in (tmp_path / "backups").iterdir()]
    assert len(kept) == 1 and kept[0].startswith(f"records-before-{NEXT}-")
    opened()
    assert len(list((tmp_path / "backups").iterdir())) == 1  # once is enough


def test_a_failed_update_changes_nothing(
    store: Store, opened: Callable[..., Store], later: Callable[..., None], programs: Path
) -> None:
    fill(store)
    before = contents(store)
    store.database.engine.dispose()
    later("raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"):
        opened()
    assert current_revision(store.database) == NEWEST
    assert contents(store) == before
    with store.database.engine.connect() as connection:
        assert "motto" not in {column["name"] for column in sa.inspect(connection).get_columns("partners")}


def test_several_open_a_new_database_at_once(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for address in ("", request.getfixturevalue("postgres").new_database()):
        opened, errors = [], []

        def one(address: str = address, opened: list = opened, errors: list = errors) -> None:
            try:
                opened.append(open_store(tmp_path, address))
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=one) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(opened), errors) == (6, [])
        assert opened[0].audit(ADMIN).empty
        for store in opened:
            store.database.engine.dispose()
