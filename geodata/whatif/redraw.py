"""Beats as the steps of a scenario draw them: moved ground, merges, splits, or another map."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.department.answers import PreparedDepartment
from geodata.files.shapes_apart import work_on
from geodata.inputs.polygons import keep_polygons
from geodata.whatif.ground import outline_ground
from planning.errors import InputError, UnknownNameError
from planning.need.crosswalk import OUTSIDE
from planning.whatif.scenario import MergeBeats, MoveGround, NewMap, SplitBeat, Step

MAP = "the beat map of the scenario"
SMALLEST = 1e-12
"""Square degrees: a hundredth of a square meter; what is left of a beat that is smaller is none."""


def redraw_beats(prepared: PreparedDepartment, steps: Sequence[Step]) -> gpd.GeoDataFrame:
    """Return the beats after the steps that draw them otherwise, one after the other.

    Returns
    -------
    GeoDataFrame
        As ``Department.beats``: ``area_id`` (unique, sorted), one text column a level, polygons in EPSG:4326. A beat
        from which everything was taken is gone.

    Raises
    ------
    UnknownNameError
        If a beat, or ground, is not there.
    InputError
        If a step would change nothing, or two beats would have one id.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> beats = redraw_beats(prepare(build_demo()), [MergeBeats(("41", "43"), "41")])
    >>> len(beats), "43" in set(beats["area_id"])
    (23, False)
    """
    beats = prepared.department.beats
    for step in steps:
        for kind, draw in _DRAWN.items():
            if isinstance(step, kind):
                beats = draw(prepared, beats, step).sort_values("area_id").reset_index(drop=True)
    if beats.empty:
        raise InputError("no beat would be left", fix="undo a step")
    return beats


def _require_beats(beats: gpd.GeoDataFrame, *names: str) -> None:
    known = set(beats["area_id"])
    for name in names:
        if name not in known:
            raise UnknownNameError("beat", name, known)


def _require_new(beats: gpd.GeoDataFrame, name: str) -> None:
    if name == OUTSIDE or name in set(beats["area_id"]):
        raise InputError("a new beat needs an ID that no other has", value=name, fix="choose another one")


def _move(prepared: PreparedDepartment, beats: gpd.GeoDataFrame, step: MoveGround) -> gpd.GeoDataFrame:
    if step.within:
        _require_beats(beats, step.within)
    outlines = outline_ground(prepared, step.ground).geometry.to_numpy()
    ground = work_on(MAP, "unite", shapes=outlines, group=np.zeros(len(outlines), dtype=int))["shapes"]
    giving = (
        (beats["area_id"] == step.within) if step.within else beats.geometry.intersects(shapely.box(*ground[0].bounds))
    )
    giving &= beats["area_id"] != step.to
    parts = work_on(MAP, "cut", areas=beats.geometry[giving].to_numpy(), ground=ground)
    taken, rest = parts["taken"], parts["rest"]
    if not shapely.area(taken).sum() > SMALLEST:
        raise InputError(
            "none of this ground lies in another beat, so nothing would move", value=", ".join(step.ground[:3])
        )
    most = beats[giving].iloc[int(shapely.area(taken).argmax())]
    left = beats.copy()
    left.loc[giving, "geometry"] = gpd.GeoSeries(rest, index=beats.index[giving], crs=beats.crs)
    own = beats.geometry[beats["area_id"] == step.to].to_numpy()
    if not len(own):
        _require_new(beats, step.to)
        left = pd.concat([left, _row_like(beats, most, step.to)], ignore_index=True)
    pieces = np.array([*own, *taken[shapely.area(taken) > SMALLEST], None], dtype=object)[:-1]
    shape = work_on(MAP, "fuse", shapes=pieces)["shapes"][0]  # two maps may draw one border twice
    left.loc[left["area_id"] == step.to, "geometry"] = gpd.GeoSeries([shape], crs=beats.crs).to_numpy()
    return left[shapely.area(left.geometry.to_numpy()) > SMALLEST] if _has_gone(rest) else left


def _has_gone(rest: np.ndarray) -> bool:
    return bool((shapely.area(rest) <= SMALLEST).any())


def _row_like(beats: gpd.GeoDataFrame, row: Mapping[str, Any], area_id: str) -> gpd.GeoDataFrame:
    """Return a beat of another id in the coarser areas of one that is there; its ground is put in later."""
    values = {name: [row[name]] for name in beats.columns if name != "geometry"} | {"area_id": [area_id]}
    return gpd.GeoDataFrame(values, geometry=[row["geometry"]], crs=beats.crs).astype(
        {name: beats[name].dtype for name in values}
    )


def _united(shapes: Sequence[shapely.Geometry]) -> shapely.Geometry:
    given = np.array([*shapes, None], dtype=object)[:-1]
    return work_on(MAP, "unite", shapes=given, group=np.zeros(len(given), dtype=int))["shapes"][0]


def _merge(_: PreparedDepartment, beats: gpd.GeoDataFrame, step: MergeBeats) -> gpd.GeoDataFrame:
    _require_beats(beats, *step.areas)
    merged = beats["area_id"].isin(step.areas)
    if step.into not in step.areas:
        _require_new(beats, step.into)
    like = beats[beats["area_id"] == (step.into if step.into in step.areas else step.areas[0])].iloc[0]
    whole = _row_like(beats, like, step.into).set_geometry([_united(beats.geometry[merged].to_list())], crs=beats.crs)
    return pd.concat([beats[~merged], whole], ignore_index=True)


def _split(_: PreparedDepartment, beats: gpd.GeoDataFrame, step: SplitBeat) -> gpd.GeoDataFrame:
    _require_beats(beats, step.area)
    _require_new(beats, step.new)
    line = np.array([shapely.LineString(step.line), None], dtype=object)[:-1]
    if not line[0].is_simple or line[0].length == 0:
        raise InputError("the line crosses itself or has no length", fix="take it through the beat once")
    here = beats["area_id"] == step.area
    sides = work_on(MAP, "split", area=beats.geometry[here].to_numpy(), line=line)
    if not all(shapely.area(sides[side][0]) > SMALLEST for side in ("left", "right")):
        raise InputError(f"the line does not run through beat {step.area}", fix="take it through the beat")
    left = beats.copy()
    left.loc[here, "geometry"] = gpd.GeoSeries(sides["right"], index=beats.index[here], crs=beats.crs)
    new = _row_like(beats, beats[here].iloc[0], step.new).set_geometry(sides["left"], crs=beats.crs)
    return pd.concat([left, new], ignore_index=True)


def _take_map(_: PreparedDepartment, beats: gpd.GeoDataFrame, step: NewMap) -> gpd.GeoDataFrame:
    levels = [name for name in beats.columns if name not in ("area_id", "geometry")]
    try:
        features = json.loads(step.geojson)["features"]
        shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
        rows = [{name: one["properties"].get(name) for name in ("area_id", *levels)} for one in features]
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.GEOSException) as error:
        raise InputError(f"{step.title} is no map of beats", value=str(error)[:80], fix="add the file again") from error
    frame = pd.DataFrame(rows).astype("str").where(pd.DataFrame(rows).notna())
    if not rows or frame["area_id"].isna().any() or frame["area_id"].duplicated().any():
        raise InputError(f"{step.title} needs an ID of its own for every beat", fix="add the file again")
    if (frame["area_id"] == OUTSIDE).any():
        raise InputError(f"{step.title} has a beat called {OUTSIDE!r}", fix="rename it")
    drawn = gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")
    west, south, east, north = drawn.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(f"{step.title} is not in longitude and latitude", fix="add the file again")
    kept, _notes = keep_polygons(drawn, drawn["area_id"], step.title)
    return kept.astype({name: beats[name].dtype for name in ("area_id", *levels)})


_DRAWN: Mapping[type, Callable[[PreparedDepartment, gpd.GeoDataFrame, Any], gpd.GeoDataFrame]] = {
    MoveGround: _move,
    MergeBeats: _merge,
    SplitBeat: _split,
    NewMap: _take_map,
}
