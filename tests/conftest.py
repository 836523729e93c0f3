"""Shared fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real cities; tests that need it are skipped aloud where it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no real cities at {SHARED_DATA}: tests on them did not run")
    return SHARED_DATA
