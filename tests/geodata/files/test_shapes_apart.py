"""Shapes made to hurt are refused in time, and what is worked out apart is what would be worked out here."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.files import shapes_apart
from geodata.files.limits import UPLOAD
from geodata.files.shape_works import WORKS, Arrays
from geodata.files.shapes_apart import OVERLAY, work_on
from geodata.inputs.beats import read_beats
from planning.errors import InputError

SQUARES = np.array([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2), shapely.box(0, 3, 3, 4)], dtype=object)
XY = {"x": np.array([0.5, 1.5, 2.5, 9.0]), "y": np.array([1.0, 1.0, 1.0, 1.0])}
GIVEN: dict[str, Arrays] = {
    "mend": {"shapes": SQUARES},
    "polygons": {"shapes": SQUARES},
    "rings": {"shapes": np.array([SQUARES[0].exterior, shapely.LineString([(0, 0), (1, 1)])], dtype=object)},
    "unite": {"shapes": SQUARES, "group": np.array([0, 0, 1])},
    "containers": {"polygons": SQUARES, **XY},
    "inner_points": {"shapes": SQUARES},
    "land_shares": {"tracts": SQUARES[:2], "areas": SQUARES[1:]},
    "on_the_ground": {"tracts": SQUARES[:2], "areas": SQUARES[1:]},
    "overlaps": {"areas": SQUARES},
    "holes": {"areas": np.array([shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2)], dtype=object)},
    "distances": {"areas": SQUARES, **XY},
    "shared_with": {"areas": SQUARES, "outlines": SQUARES[:1]},
    "around": {"shapes": SQUARES, "width": np.array([1.0])},
    "cut": {"areas": SQUARES, "ground": SQUARES[:1]},
    "fuse": {"shapes": SQUARES},
    "split": {"area": SQUARES[:1], "line": np.array([shapely.LineString([(0.5, 0.2), (0.5, 1.8)])], dtype=object)},
    "cells": {"tract": SQUARES[:1], "x": np.array([0.5, 1.5]), "y": np.array([1.0, 1.0]), "group": np.array([0, 1])},
}


def comb(teeth: int, *, upright: bool) -> shapely.Geometry:
    """Return a valid polygon with teeth across a square."""
    edge = [(k / teeth, 0.0 if (k // 2) % 2 else 1.0) for k in range(2 * teeth)]
    corners = [(-0.1, -0.1), *((x / 2, y) for x, y in edge), (1.1, -0.1)]
    return shapely.Polygon(corners if upright else [(y, x) for x, y in corners])


def star(corners: int) -> shapely.Geometry:
    """Return a polygon that crosses itself everywhere; 470 corners are 9.7 kB."""
    return shapely.Polygon(np.random.default_rng(1).random((corners, 2)) * 0.1 + [-122.7, 45.4])


def test_each_work_finds_the_same_here_and_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(GIVEN) == set(WORKS)
    here = {work: work_on("x", work, **given) for work, given in GIVEN.items()}
    monkeypatch.setattr(shapes_apart, "SMALL_CORNERS", 0)
    for work, given in GIVEN.items():
        apart = work_on("x", work, **given)
        assert here[work].keys() == apart.keys()
        for name, array in here[work].items():
            same = shapely.equals_exact(array, apart[name]) if array.dtype == object else array == apart[name]
            assert (same | (array == np.array(None))).all(), (work, name)
    assert here["overlaps"]["share"].tolist() == [0.5]
    assert here["land_shares"]["share"].tolist() == [0.5, 1.0]
    assert here["containers"]["polygon"].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("kind", ["star", "combs"])
def test_a_shape_made_to_hurt_is_stopped_while_others_are_answered(kind: str) -> None:
    """The star took the server 41 seconds and more; the combs cross each other two million times."""
    combs = [comb(3_000, upright=True), comb(3_000, upright=False)]
    shapes = np.array([star(470)] if kind == "star" else combs, dtype=object)
    pauses, done = [], threading.Event()

    def other_session() -> None:
        before = time.monotonic()
        while not done.wait(0.01):
            pauses.append(time.monotonic() - before)
            before = time.monotonic()

    asks = threading.Thread(target=other_session)
    asks.start()
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"cross themselves or each other|needs too much memory"):
        work_on("beats.geojson", "mend", replace(OVERLAY, seconds=2, vertices=100_000), shapes=shapes)
    done.set()
    asks.join()
    assert time.monotonic() - begun < 5
    assert max(pauses) < 1


def test_a_beat_map_that_crosses_itself_a_little_is_mended_apart(tmp_path: Path) -> None:
    bow = shapely.Polygon([(-122.6, 45.5), (-122.5, 45.6), (-122.5, 45.5), (-122.6, 45.6)])
    gpd.GeoDataFrame({"BEAT": ["1"]}, geometry=[bow], crs=4326).to_file(tmp_path / "b.geojson")
    found = read_beats(tmp_path / "b.geojson", "BEAT", limits=UPLOAD)
    assert found.beats.geometry.is_valid.all()
    assert found.beats.geometry.iloc[0].area == pytest.approx(0.005)
