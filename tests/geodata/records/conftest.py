"""One set of tests, two databases."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from geodata.records.engine import RECORDS_FILE, open_store
from geodata.records.store import Store
from planning.records.roles import Actor

KIM = Actor("kim@pd.example", "coordinator")
LEE = Actor("lee@pd.example", "coordinator")
ADMIN = Actor("ada@pd.example", "admin")

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[object]:
    try:
        from tests.geodata.records.postgres_server import running_server

        running = running_server()
        held = running.__enter__()
    except Exception as error:
        pytest.skip(f"no PostgreSQL could be started, so its half of these tests did not run: {error!r}")
    yield held
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def template(postgres: object) -> str:
    """The name of a database with the tables in it, to be copied."""
    url = postgres.new_database()
    open_store(None, url).database.engine.dispose()
    return make_url(url).database


@pytest.fixture(autouse=True)
def no_address_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def programs(postgres: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts pg_dump and psql of the server's version before those of the machine."""
    from tests.geodata.records.postgres_server import PROGRAMS

    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    return PROGRAMS


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of records with tables and nothing in them, to be copied: making one takes a seventh of a second."""
    folder = tmp_path_factory.mktemp("empty")
    open_store(folder, "").database.engine.dispose()
    return folder / RECORDS_FILE


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with tables and nothing in them; empty for the file in the folder."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path / RECORDS_FILE)
        return ""
    return request.getfixturevalue("postgres").new_database(request.getfixturevalue("template"))


@pytest.fixture
def opened(tmp_path: Path, address: str) -> Iterator[Callable[..., Store]]:
    """Opens the same records again and again, as several processes would."""
    stores = []

    def again(**options: object) -> Store:
        stores.append(open_store(tmp_path, address, **options))
        return stores[-1]

    yield again
    for store in stores:
        store.database.engine.dispose()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()
