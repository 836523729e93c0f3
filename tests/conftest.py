"""Shared fixtures."""

from __future__ import annotations

import gc
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.intake import read_department
from planning.examples import four_square_crosswalk, four_square_table
from planning.need.need import build_need
from tests.examples import due
from tests.portland import portland_files
from tests.tree import LOOKED_AT_BY

# A slow machine is no fault of the code: what must be quick is measured in benchmarks/.
# The same examples on every run, so that a failure is a change of the code.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=due(100))
settings.load_profile("suite")

TESTS = Path(__file__).resolve().parent
SHARED_DATA = TESTS.parents[1] / "shared" / "data"
LEFT_UNREAD = {"browser": TESTS / "browser", "postgresql": TESTS / "geodata" / "records" / "postgres_server.py"}
"""What is not even loaded where tests of its marker are not wanted."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real cities; tests that need it are skipped aloud where it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no real cities at {SHARED_DATA}: tests on them did not run")
    return SHARED_DATA


@pytest.fixture(scope="session")
def portland(shared_data: Path) -> PreparedDepartment:
    """Portland's 60 police districts and 263 tracts, with its people placed in them."""
    return prepare(read_department(portland_files(shared_data)))


@pytest.fixture
def four_square_need() -> pd.DataFrame:
    """The need of the four-square city, by area and language.

    ::

        +-----------+-----------+     1,000 people in each tract, a margin of 12 on every zero
        | NW        | NE        |     NW 100 Spanish (±50)        NE 600 Korean (±50)
        |    west   |   east    |     SW 100 Spanish (±50)        SE nobody
        +-----------+-----------+
        | SW        | SE        |     west = NW + half of SW:  150 Spanish, 1,500 people
        |- - - - - -|- - - - - -|     east = NE + half of SE:  600 Korean,  1,500 people
        |       (outside)       |     (outside) = the rest:     50 Spanish, 1,000 people
        +-----------+-----------+
    """
    return build_need(four_square_crosswalk(), four_square_table()).set_index(["area_id", "language"])


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load no browser and no database server where ``-m`` wants none of their tests: a second of each process."""
    unwanted = [path for mark, path in LEFT_UNREAD.items() if f"not {mark}" in config.option.markexpr]
    return True if collection_path in unwanted else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Let one process run a file, as ``--dist loadfile`` does, and all the files that parse the product."""
    if config.getvalue("dist") != "loadfile":
        return None

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return LOOKED_AT_BY[0] if file in LOOKED_AT_BY else file

    return Together(config, log)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what every test needs: a seventh of the time went into that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark properties, for ``make test-properties``, and what asks a PostgreSQL server, for ``make test-browser``."""
    for item in items:
        if _asks_postgresql(item):
            item.add_marker("postgresql")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("property")


def _asks_postgresql(item: pytest.Item) -> bool:
    called = getattr(item, "callspec", None)
    given = {value for value in called.params.values() if isinstance(value, str)} if called else set()
    return "postgres" in getattr(item, "fixturenames", ()) or "postgresql" in given
