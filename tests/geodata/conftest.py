"""Where tables are read: in the tests' own process, for it is not the process that is asked about here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.files import own_process_inside
from tests.examples import ALL_EXAMPLES

READ_APART = Path(__file__).resolve().parent / "files"
"""Tests of the reading itself: there each table is read by a process of its own, as in the product."""


@pytest.fixture(autouse=True, scope="module")
def _tables_read_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read tables in this process: one of its own takes ten times as long. Where all examples are due, they have it."""
    with pytest.MonkeyPatch.context() as patch:
        if READ_APART not in request.path.parents and ALL_EXAMPLES not in os.environ:
            patch.setattr(own_process_inside, "inside", True)
        yield
