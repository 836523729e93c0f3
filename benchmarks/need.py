"""The need table from files, and the crosswalk alone, beside what one would write with geopandas instead.

The peer is the usual few lines: overlay beats and tracts, weight by area, group and sum. It gives an estimate
only: no margin, no bracket, no ``(outside)``, and people spread evenly over parks and rivers.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import prepare
from geodata.department.crosswalk import build_crosswalk, join_points
from geodata.department.department import Department, load_department
from planning.languages.groups import ALL
from planning.need.need import build_need

PROJECT = Path(__file__).resolve().parents[1]
PORTLAND = PROJECT.parent / "shared" / "data" / "portland"
REPEATS = 5


def run() -> None:
    """Print the figures for Portland where its files are beside the project, else for the demo."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "portland"
        if PORTLAND.is_dir():
            seconds = _from_files(folder)
            print(f"new + need, two commands, from files to CSV: {seconds:.2f} s")
        department = load_department(folder) if PORTLAND.is_dir() else build_demo()
        _compare(department)


def _from_files(folder: Path) -> float:
    start = time.perf_counter()
    _command(
        "new",
        folder,
        "--name",
        "Portland",
        "--beats",
        PORTLAND / "beats.geojson",
        "--beat-id",
        "DISTRICT",
        "--level",
        "PRECINCT",
        "--tracts",
        PORTLAND / "tracts.geojson",
        "--language",
        PORTLAND / "c16001.csv",
        "--population",
        PORTLAND / "block_groups_2020.csv",
        "--vintage",
        "2019",
    )
    _command("need", folder, "-o", folder.parent / "need.csv")
    return time.perf_counter() - start


def _command(*arguments: object) -> None:
    command = [sys.executable, str(PROJECT / "outreach.py"), *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT)


def _compare(department: Department) -> None:
    crosswalk, _ = build_crosswalk(department, join_points(department))
    ours = _seconds(lambda: build_crosswalk(department, join_points(department)))
    need = _seconds(lambda: build_need(crosswalk, department.language))
    peer = _seconds(lambda: area_weighted(department))
    print(
        f"{department.settings.name}: {len(department.tracts)} tracts x {len(department.beats)} beats; crosswalk "
        f"{ours:.3f} s, need table with margins and brackets {need:.3f} s; area overlay of estimates {peer:.3f} s; "
        f"ratio overlay / (crosswalk + need) {peer / (ours + need):.1f}"
    )
    table = build_need(prepare(department).crosswalk, department.language)
    total = table[table["language"] == ALL].set_index("area_id")["lep"]
    overlay = area_weighted(department)
    moved = (total.reindex(overlay.index) - overlay).abs().sum() / 2
    print(f"LEP people the overlay puts in another of the {len(overlay)} beats, or outside: {moved:,.0f}")


def area_weighted(department: Department) -> pd.Series:
    """Return LEP by beat as the usual overlay gives it."""
    crs = department.settings.crs
    tracts = department.tracts.to_crs(crs).make_valid().to_frame("geometry").assign(geoid=department.tracts["geoid"])
    tracts["lep"] = tracts["geoid"].map(department.language.lep.sum(axis=1))
    tracts["whole"] = tracts.area
    beats = department.beats.to_crs(crs)
    pieces = gpd.overlay(tracts, beats, how="intersection", keep_geom_type=True)
    return (pieces["lep"] * pieces.area / pieces["whole"]).groupby(pieces["area_id"]).sum()


def _seconds(work: Callable[[], object]) -> float:
    """Return the least of some runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
