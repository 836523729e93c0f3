"""Read the ground that is drawn under every map: water, parks and main roads with their names.

No figure depends on it. It is cut to the beats and simplified once, when it is read, so that a whole city stays under
``MOST_BYTES`` on its way to a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.files.columns import as_text, find_column, missing_column, require_said
from geodata.files.coordinates import LONLAT, projected_crs, to_lonlat
from geodata.files.limits import GROUND, MEGABYTE, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.safe_read import read_geodata
from geodata.inputs.account import Account, LeftOut, Part
from geodata.inputs.ground_bytes import ground_bytes, is_area
from geodata.inputs.ground_kinds import kind_of
from geodata.inputs.ground_worker import read_extract
from geodata.inputs.said import Files, each_file
from planning.errors import InputError

GROUND_COLUMNS = ("kind", "rank", "name", "geometry")
GROUND_ALIASES: Mapping[str, tuple[str, ...]] = {
    "kind": ("mtfcc", "kind", "type", "class"),
    "name": ("fullname", "name", "label", "street"),
}
PBF_ENDINGS = (".osm.pbf", ".pbf")
EXTRACTS = Reader(read_extract, again="download it again")

MOST_BYTES = 150_000
"""Of one city's ground, packed."""
AROUND = 0.06
"""How far beyond the beats the ground goes, as a share of their longer side."""
DETAIL = 1200
"""How many steps of a simplified line fit along that side: finer than a screen."""
SMALLEST_AREA, SHORTEST_LINE = 9.0, 8.0
"""Square steps of the smallest water or park, and steps of the shortest road, that are drawn."""

NOT_DRAWN, BEYOND, TOO_SMALL, SHAPELESS = (
    "of a kind that maps do not show",
    "outside the beats",
    "too small to show",
    "no shape",
)


@dataclass(frozen=True, slots=True)
class GroundFile:
    """The ground of a place, and what was noticed.

    Attributes
    ----------
    ground : GeoDataFrame with ``GROUND_COLUMNS``
        ``kind`` water, stream, park or road; ``rank`` of a road, 1 for highways; ``name`` or empty; EPSG:4326. Lines of
        one name are one row.
    notes : tuple of str
    account : Account
    """

    ground: gpd.GeoDataFrame
    notes: tuple[str, ...]
    account: Account


def read_ground(
    path: Files, *, beats: gpd.GeoDataFrame, limits: Limits = GROUND, columns: Mapping[str, str] | None = None
) -> GroundFile:
    """Read the ground of a place from one file or several.

    Parameters
    ----------
    path : Path or sequence of Path
        TIGER/Line files (AREAWATER, LINEARWATER, PRISECROADS, AREALM), maps with columns of kind and name, or an
        OpenStreetMap extract (.osm.pbf).
    beats : GeoDataFrame
        In EPSG:4326: what lies far from all of them is left out.
    columns : mapping of role to heading, optional
        What somebody says the columns are.

    Raises
    ------
    InputError
        If a file cannot be read, or has nothing of the place.
    """
    files = each_file(path)
    read = [_read_extract(one, limits) if is_extract(one) else _read_map(one, limits, columns) for one in files]
    title = " and ".join(one.name for one in files)
    rows = pd.concat([frame for frame, _, _ in read], ignore_index=True)
    ground, why = tidy_ground(gpd.GeoDataFrame(rows, geometry="geometry", crs=LONLAT), beats)
    if ground.empty:
        raise InputError(f"{title} has no water, park, or road near the beats", fix="give the files of your county")
    counts = why[why != ""].value_counts()
    account = Account(
        title,
        len(rows),
        int((why == "").sum()),
        tuple(LeftOut(str(reason), int(count)) for reason, count in counts.items()),
        {name: use for _, used, _ in read for name, use in used.items()},
        tuple(Part("file", one.name, len(frame)) for one, (frame, _, _) in zip(files, read, strict=True))
        if len(files) > 1
        else (),
    )
    return GroundFile(ground, tuple(note for _, _, notes in read for note in notes), account)


def is_extract(path: Path) -> bool:
    """Return whether a file is an OpenStreetMap extract, by its ending."""
    return path.name.lower().endswith(PBF_ENDINGS)


def _read_extract(path: Path, limits: Limits) -> tuple[gpd.GeoDataFrame, dict[str, str], tuple[str, ...]]:
    if not path.is_file():
        raise InputError("there is no such file", value=path.name, fix="give the extract's file")
    if path.stat().st_size > limits.file_bytes:
        raise InputError(
            f"{path.name} is larger than {limits.file_bytes // MEGABYTE} MB", fix="cut it to your own area"
        )
    reply = read_apart(EXTRACTS, path.name, {"path": str(path.resolve())}, limits)
    found = reply.table().to_pandas()
    shapes = shapely.from_wkb(found["shape"].where(found["shape"].map(len) > 0, None).to_numpy(), on_invalid="ignore")
    frame = gpd.GeoDataFrame(found[["kind", "rank", "name"]], geometry=shapes, crs=LONLAT)
    return frame, {"tags of OpenStreetMap": "kind and name"}, ()


def _read_map(
    path: Path, limits: Limits, columns: Mapping[str, str] | None
) -> tuple[gpd.GeoDataFrame, dict[str, str], tuple[str, ...]]:
    found = read_geodata(path, every=True, limits=limits)
    there = list(found.frame.columns.drop("geometry"))
    said = require_said(columns, GROUND_ALIASES, there, found.name)
    code, name = (find_column(there, GROUND_ALIASES[role], said) for role in ("kind", "name"))
    if code is None:
        raise missing_column(found.name, "MTFCC, or kind: water, park, road, highway,", there, "kind")
    frame, about_crs = to_lonlat(found.frame, found.name)
    areas = np.isin(shapely.get_type_id(frame.geometry.to_numpy()), (3, 6))
    kinds = [kind_of(text, is_area=bool(area)) for text, area in zip(frame[code], areas, strict=True)]
    rows = gpd.GeoDataFrame(
        {
            "kind": [kind.kind if kind else "" for kind in kinds],
            "rank": [kind.rank if kind else 0 for kind in kinds],
            "name": as_text(frame[name]).fillna("").str.strip() if name else "",
        },
        geometry=frame.geometry.to_numpy(),
        crs=LONLAT,
    )
    used = dict.fromkeys(map(str, there), "") | {code: "kind"} | ({name: "name"} if name else {})
    return rows, used, (*found.notes, *about_crs)


def tidy_ground(rows: gpd.GeoDataFrame, beats: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Return what of the ground is drawn around beats, and why each row is not; empty text for one that is.

    Simplified as coarsely as it takes to stay under ``MOST_BYTES``.

    Parameters
    ----------
    rows : GeoDataFrame with ``GROUND_COLUMNS``, EPSG:4326
        A kind that is empty is not drawn.
    """
    crs = projected_crs(beats)
    west, south, east, north = beats.to_crs(crs).total_bounds
    side = max(east - west, north - south)
    edge = AROUND * side
    flat = np.array(rows.geometry.to_crs(crs))
    why = pd.Series(np.where(rows["kind"] == "", NOT_DRAWN, ""), rows.index, dtype="str")
    why[(why == "") & shapely.is_missing(flat)] = SHAPELESS
    wanted = np.flatnonzero(why == "")
    shapes = np.full(len(rows), None, dtype=object)
    shapes[wanted] = shapely.clip_by_rect(flat[wanted], west - edge, south - edge, east + edge, north + edge)
    why[(why == "") & shapely.is_empty(shapes)] = BEYOND
    whole = _joined(rows[why == ""], shapes[(why == "").to_numpy()])
    step = side / DETAIL
    while len(ground_bytes(ground := _simplified(whole, step, crs))) > MOST_BYTES:
        step *= 1.4
    drawn = set(ground["number"])
    for number, places in enumerate(whole["places"]):
        if number not in drawn:
            why[places] = TOO_SMALL
    return ground[list(GROUND_COLUMNS)], why


def _joined(rows: gpd.GeoDataFrame, shapes: np.ndarray) -> pd.DataFrame:
    """Return areas as they are and lines of one name as one: kind, rank, name, geometry, and the rows each is of."""
    areas = rows["kind"].map(is_area).to_numpy(dtype=bool)
    found: list[tuple[str, int, str, shapely.Geometry, list[object]]] = [
        (row.kind, row.rank, row.name_, shape, [row.Index])
        for row, shape in zip(rows[areas].rename(columns={"name": "name_"}).itertuples(), shapes[areas], strict=True)
    ]
    lines = rows[~areas].assign(shape=shapes[~areas])
    for (kind, rank, name), own in lines.groupby(["kind", "rank", "name"], sort=True):
        parts = shapely.get_parts(own["shape"].to_numpy())
        parts = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
        joined = shapely.line_merge(shapely.multilinestrings(parts))
        found.append((str(kind), int(rank), str(name), joined, list(own.index)))
    return pd.DataFrame(found, columns=[*GROUND_COLUMNS, "places"])


def _simplified(whole: pd.DataFrame, step: float, crs: str) -> gpd.GeoDataFrame:
    """Return the ground simplified to a step, without what is too small for it; ``number`` is the row it is of."""
    simple = shapely.simplify(whole["geometry"].to_numpy(), step)
    areas = whole["kind"].map(is_area).to_numpy(dtype=bool)
    parts, number = shapely.get_parts(simple, return_index=True)
    # What is cut off at the edge, and a short piece of a long road, leave no stub.
    large = np.where(
        areas[number], shapely.area(parts) >= SMALLEST_AREA * step**2, shapely.length(parts) >= SHORTEST_LINE * step
    )
    kept = np.unique(number[large])
    own = np.searchsorted(kept, number[large])
    shapes = np.where(
        areas[kept],
        _collected(shapely.multipolygons, parts[large], own, areas[kept]),
        _collected(shapely.multilinestrings, parts[large], own, ~areas[kept]),
    )
    chosen = whole.iloc[kept]
    ground = gpd.GeoDataFrame(
        {
            "kind": chosen["kind"].astype("str").to_numpy(),
            "rank": chosen["rank"].astype("int64").to_numpy(),
            "name": chosen["name"].astype("str").to_numpy(),
            "number": kept,
        },
        geometry=shapes,
        crs=crs,
    ).to_crs(LONLAT)
    return ground.sort_values(["kind", "rank", "name"], kind="stable", ignore_index=True)


def _collected(
    collect: Callable[..., np.ndarray], parts: np.ndarray, own: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    """Return the parts of each wanted row as one shape; None for the other rows."""
    out = np.full(len(wanted), None, dtype=object)
    taken = wanted[own]
    if taken.any():
        places, which = np.unique(own[taken], return_inverse=True)
        out[places] = collect(parts[taken], indices=which)
    return out
