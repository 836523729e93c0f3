"""PostgreSQL away for longer than the program waits, while people save: one sentence, and then all goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.records_restart import SENTENCE, run_restarts
from tests.geodata.records.postgres_server import running_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_database_goes_away_under_load_and_comes_back(browser: Any, tmp_path: Path) -> None:
    with running_server() as server:
        figures = run_restarts(browser, tmp_path, server, restarts=0, writers=4)
    assert (figures.lost, figures.disagreements, figures.other_errors) == (0, 0, ())
    assert figures.told == 4 and figures.saves > 4
    assert len(figures.seen_while_away) == 1 and SENTENCE in figures.seen_while_away[0]
