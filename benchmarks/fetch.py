"""The command fetch, for a county of 800 tracts and 30,000 blocks, from a local server: seconds and memory.

The server speaks over real HTTP on loopback in a process of its own; what is measured is the command alone, with
everything it starts. The map of tracts has as many corners as TIGER/Line has (about 300 a tract).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import shapely

PROJECT = Path(__file__).resolve().parents[1]
COLUMNS, ROWS, BLOCKS = 40, 21, 38
CORNERS = 300
STEP = 0.004
"""Degrees: of a tract, so that the whole county lies in the state it says it is in."""
LIMIT_S, LIMIT_MB = 60, 1536


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        server = subprocess.Popen(
            [sys.executable, "-c", "from benchmarks.fetch import serve; serve()"],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            for name, more in (
                ("from the API", ()),
                ("again, from the cache", ("--replace",)),
                ("from the national file", ("--bulk",)),
            ):
                seconds, printed = _command(Path(scratch), url, more)
                print(
                    f"fetch {name}: {seconds:.1f} s (limit {LIMIT_S}); {printed.splitlines()[-1].split(', saved')[0]}"
                )
        finally:
            server.terminate()
            server.wait()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process of all, server included: {most:.0f} MB (limit {LIMIT_MB})")


def _command(scratch: Path, url: str, more: tuple[str, ...]) -> tuple[float, str]:
    from tests.fakes.server import KEY

    which = "-bulk" if "--bulk" in more else ""
    environment = os.environ | {
        "COMMON_TONGUE_CENSUS_API": url,
        "COMMON_TONGUE_TIGER": url,
        "COMMON_TONGUE_ACS_BULK": url,
        "COMMON_TONGUE_ALLOW_PRIVATE": "1",
        "COMMON_TONGUE_CACHE": str(scratch / f"cache{which}"),
        "CENSUS_API_KEY": KEY,
    }
    command = [
        sys.executable,
        str(PROJECT / "outreach.py"),
        "fetch",
        str(scratch / f"dept{which}"),
        "--name",
        "Bench",
        "--beats",
        f"{url}/arcgis/rest/services/Beats/FeatureServer/3",
        "--beat-id",
        "BEAT",
        "--level",
        "HALF",
        "--state",
        "41",
        "--county",
        "051",
        "--vintage",
        "2024",
        *more,
    ]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, env=environment)
    if done.returncode:
        raise SystemExit(f"the command failed: {done.stderr.strip()}")
    return time.perf_counter() - start, done.stdout


def serve() -> None:
    """Serve the invented county until stopped."""
    from tests.fakes.city import FakeCity
    from tests.fakes.server import FakeWeb

    class DetailedCity(FakeCity):
        def shape(self, k: int) -> shapely.Polygon:
            west, south, east, north = super().shape(k).bounds
            side = np.linspace(0, 1, CORNERS // 4, endpoint=False)
            x = np.concatenate([west + side * (east - west), np.full(side.size, east)])
            y = np.concatenate([np.full(side.size, south), south + side * (north - south)])
            x = np.concatenate([x, east - side * (east - west), np.full(side.size, west)])
            y = np.concatenate([y, np.full(side.size, north), north - side * (north - south)])
            return shapely.Polygon(np.column_stack([x, y]))

    city = DetailedCity(columns=COLUMNS, rows=ROWS, blocks=BLOCKS, step=STEP)
    with FakeWeb(city) as web:
        web.page = 1000
        web._made("tl_2024_41_tract", lambda: city.tract_zip(2024))
        web._made("tl_2020_41_tabblock20", city.block_zip)
        print(web.url, flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    run()
