"""How quick the feed for the GIS desk is: 60 areas with 30 columns, warm, beside writing the same areas anew each time.

python outreach.py bench gis_feed
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.departments import Opened, open_for
from geodata.gis_feed import collections
from geodata.gis_feed.collections import Collection, Features
from geodata.gis_feed.service import Question, answer
from planning.records.roles import Actor

AREAS, COLUMNS, CORNERS, TIMES = 60, 30, 120, 200
WANTED_MS = 50.0


def run() -> None:
    """Print the times of one question: the median and the slowest of twenty."""
    frame = _areas()
    opened = open_for("demo", Actor("bench", "commander"))
    features = collections.features_from(frame, {"Use": "a benchmark"})

    def keep(_: Opened, __: Collection) -> Features:
        return features

    def ask(query: list[tuple[str, str]]) -> Callable[[], object]:
        question = Question("/collections/need-beat/items", query, "application/json", "", "http://localhost")
        return lambda: answer(opened, question, keep)

    west, south, east, north = frame.total_bounds
    window = f"{west},{south},{(west + east) / 2},{(south + north) / 2}"
    rows = (
        (f"all {AREAS} areas x {COLUMNS} columns", ask([("limit", "1000")])),
        ("a quarter of them by bbox", ask([("bbox", window)])),
        ("geopandas.to_json of the same frame", frame.to_json),
        ("GDAL writing the same frame as GeoJSON", lambda: _with_gdal(frame)),
    )
    print(f"{'one question':42} {'median':>9} {'p95':>9}")
    for name, do in rows:
        median, slow = _times(do)
        print(f"{name:42} {median:6.1f} ms {slow:6.1f} ms")
    print(f"wanted: under {WANTED_MS:.0f} ms")


def _areas() -> gpd.GeoDataFrame:
    """Return areas of as many corners as a simplified beat has."""
    rng = np.random.default_rng(60)
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    shapes = []
    for k in range(AREAS):
        radius = 0.004 + 0.001 * rng.random(CORNERS)
        x, y = -38 + 0.01 * (k % 10), 40 + 0.01 * (k // 10)
        shapes.append(shapely.Polygon(np.column_stack([x + radius * np.cos(turns), y + radius * np.sin(turns)])))
    figures: dict[str, Any] = {f"column_{k}": rng.random(AREAS) * 1000 for k in range(COLUMNS - 1)}
    return gpd.GeoDataFrame({"area_id": [f"{k:02d}" for k in range(AREAS)], **figures}, geometry=shapes, crs=4326)


def _with_gdal(frame: gpd.GeoDataFrame) -> None:
    frame.to_file("/vsimem/bench.geojson", driver="GeoJSON")


def _times(do: Callable[[], object]) -> tuple[float, float]:
    do()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return float(np.median(taken)), float(np.quantile(taken, 0.95))


if __name__ == "__main__":
    run()
