"""The Bureau as it is pretended for tests, and where to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.fetch.sources import Sources
from tests.fakes.server import FakeWeb


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as running:
        yield running


@pytest.fixture
def sources(request: pytest.FixtureRequest, web: FakeWeb, tmp_path: Path) -> Sources:
    """As patient as the module says in ``QUICK``."""
    return Sources(
        census_api=web.url,
        tiger=web.url,
        acs_bulk=web.url,
        cache_folder=tmp_path / "cache",
        allow_private=True,
        patience=request.module.QUICK,
    )
