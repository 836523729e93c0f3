"""Read the inputs of a batch page by page, through the readers every department has, and lay them out by place."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.batch.laid import lay, page_path, places_of, read_columns, read_places, shapes_of
from geodata.department.crosswalk import with_lost_zeros
from geodata.department.places import NOWHERE, Places, labels_of, lowest_container
from geodata.fetch.summary_file import is_national, write_national_tracts
from geodata.files.columns import as_text
from geodata.files.coordinates import projected_crs
from geodata.files.formats import is_map, require_local_file
from geodata.files.limits import NATION
from geodata.files.pages import Page, page_file
from geodata.files.safe_read import read_geodata
from geodata.files.shapes_apart import OVERLAY_OF_A_STATE
from geodata.files.text_tables import LINE_ENDINGS
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.beats import build_beats
from geodata.inputs.language_table import language_to_frame, read_language_table
from geodata.inputs.population import read_population
from geodata.inputs.tracts import read_tracts
from geodata.papers.exports import write_file
from planning.arrays import Flags, Floats
from planning.errors import InputError
from planning.need.crosswalk import OUTSIDE
from planning.need.intervals import clustering

AREAS, TRACTS, LANGUAGE, POINTS, LOOSE, EXTENTS = "areas", "tracts", "language", "points", "loose", "extents"
"""What is laid out. Loose are points that name no tract of the map; extents, how far the points of each tract reach."""

AREAS_A_PAGE, TRACTS_A_PAGE, POINTS_A_PAGE = 500, 5_000, 400_000
BOUNDS = ("west", "south", "east", "north")
ROW = "(row)"
STRAIGHT = 0.002
"""A border that is straight on a map in meters leaves the straight one in degrees by less than this times the square of
its length in degrees: what lies near an area is looked for so much farther out."""

Facts = dict[str, Any]
"""What is kept of a page that was read, as JSON has it."""


def lay_areas(folder: Path, number: int, page: Page, id_column: str, name_column: str) -> Facts:
    """Lay out a page of the agencies' map: a row each, ids repeated or not."""
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as scratch:
        found = read_geodata(page_file(page, Path(scratch)), limits=NATION)
    rows = [f"{page.first + k + 1:09d}" for k in range(len(found.frame))]
    kept = tuple(dict.fromkeys(column for column in (id_column, name_column) if column))
    frame = found.frame.assign(**{ROW: pd.array(rows, dtype="str")})
    beats = build_beats(replace(found, frame=frame), ROW, kept, other_shapes="leave-out", mending=OVERLAY_OF_A_STATE)
    areas = beats.beats
    ids = areas[id_column]
    if (ids == OUTSIDE).any():
        raise InputError(f"{found.name} has an agency called {OUTSIDE!r}, which means no area here", fix="rename it")
    named = areas[ids.notna()]
    laid = gpd.GeoDataFrame(
        {
            "number": named["area_id"].astype("int64") + (number << 32),
            "agency_id": named[id_column],
            "name": named[name_column] if name_column else pd.Series(np.nan, named.index, dtype="str"),
        },
        geometry=named.geometry,
        crs=4326,
    )
    lay(folder, AREAS, number, with_bounds(laid))
    without_id = LeftOut.of(f"no id in {id_column}", areas["area_id"][ids.isna()].astype("int64"))
    gone = [_left_out(one, row_numbers=True) for one in beats.account.left_out] + [_left_out(without_id)]
    return _facts(AREAS, found.name, len(frame), len(laid), gone, beats.notes)


def lay_tracts(folder: Path, number: int, page: Page) -> Facts:
    """Lay out a page of the tracts' map."""
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as scratch:
        found = read_tracts(page_file(page, Path(scratch)), limits=NATION)
    lay(folder, TRACTS, number, with_bounds(found.tracts))
    return _facts_of(TRACTS, found.account, found.notes)


def lay_language(folder: Path, files: tuple[Path, ...]) -> Facts:
    """Lay out the language table: that of the nation is small beside its map.

    The facts say what depends on the whole table: how far one person counted reaches (``per_person``), see
    ``planning.need.intervals.clustering``, and in which tracts each line is first known (``known``).
    """
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as scratch:
        found = read_language_table([_as_table(file, Path(scratch)) for file in files], limits=NATION)
    frame = language_to_frame(found.table)
    tracts = read_columns(folder, TRACTS, ["geoid", "place"]).set_index("geoid")["place"]
    places = tracts.reindex(frame["GEOID"]).fillna(-1).to_numpy(np.int64)
    lay(folder, LANGUAGE, 0, frame.assign(place=places, number=np.arange(len(frame))))
    lines = pd.concat([found.table.lep, found.table.very_well], axis=1)
    known = {str(cells.first_valid_index()) for _, cells in lines.items() if cells.notna().any()}
    facts = _facts_of(LANGUAGE, found.account, found.notes)
    without = sorted(set(tracts.index) - set(frame["GEOID"]))
    strangers = frame["GEOID"][~frame["GEOID"].isin(tracts.index)]
    gone = [LeftOut.of("in the language table but not on the map of tracts", strangers)] if len(strangers) else []
    gone += [LeftOut.of("on the map of tracts but not in the language table", without)] if without else []
    return facts | {
        "left_out": facts["left_out"] + [_left_out(one) for one in gone],
        "per_person": clustering(found.table),
        "known": sorted(known),
    }


def _as_table(file: Path, scratch: Path) -> Path:
    """Return a language table as text, if it is Parquet or the national file, which has all other places, too."""
    written = scratch / f"{file.stem}.csv"
    if file.suffix.lower() in LINE_ENDINGS and is_national(require_local_file(file, NATION)):
        write_national_tracts(file, written)
        return written
    if not is_map(file) or file.suffix.lower() not in (".parquet", ".geoparquet"):
        return file
    frame = read_geodata(file, limits=NATION).frame
    plain = pd.DataFrame({str(name): as_text(frame[name]) for name in frame.columns.drop("geometry")})
    plain.to_csv(written, index=False)
    return written


def lay_points(folder: Path, number: int, page: Page) -> Facts:
    """Lay out a page of population points: those of a tract beside each other, wherever they lie."""
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as scratch:
        found = read_population(page_file(page, Path(scratch)), limits=NATION)
    index = _tracts(folder)
    geoids, places = index["geoid"].tolist(), index["place"].to_numpy(np.int64)
    points = found.points
    numbers = np.arange(len(points), dtype=np.int64) + (number << 32)
    lived_in = (points["pop"] > 0).to_numpy()
    points, numbers = points[lived_in], numbers[lived_in]
    ids, tract_of, _ = with_lost_zeros(points["geoid"], geoids)
    named = tract_of != NOWHERE
    frame = pd.DataFrame(
        {
            "number": numbers,
            "place": np.where(
                named, places[tract_of], places_of(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
            ),
            "tract": labels_of(tract_of, np.array(geoids)).array,
            "geoid": ids.array,
            "pop": points["pop"].to_numpy(),
            "lon": points.geometry.x.to_numpy(),
            "lat": points.geometry.y.to_numpy(),
        }
    )
    lay(folder, POINTS, number, frame[named])
    lay(folder, LOOSE, number, frame[~named].drop(columns="tract"))
    lay(folder, EXTENTS, number, _extents(frame[named]))
    facts = _facts_of(POINTS, found.account, found.notes)
    return facts | {"strangers": int((~named & ids.notna()).sum())}


def _extents(points: pd.DataFrame) -> pd.DataFrame:
    """Return how far the points of each tract reach."""
    grouped = points.groupby("tract", sort=True)
    reach = grouped.agg(
        west=("lon", "min"), south=("lat", "min"), east=("lon", "max"), north=("lat", "max"), place=("place", "first")
    )
    return reach.assign(points=grouped.size()).reset_index().rename(columns={"tract": "geoid"})


def count_strange(folder: Path, number: int) -> Facts:
    """Return how many points of a page have the id of no tract of the map and lie in one, and who lies in none.

    Where there are such, the points are of another vintage, and all of the batch go by position.
    """
    path = page_path(folder, LOOSE, number)
    loose = pd.read_parquet(path)
    strangers = loose[loose["geoid"].notna()]
    strange = 0
    for start in range(0, len(strangers), 20_000):
        strange += int(_in_a_tract(folder, strangers.iloc[start : start + 20_000]).sum())
    return {"strange": strange, "elsewhere": len(strangers) - strange}


def _in_a_tract(folder: Path, points: pd.DataFrame) -> Flags:
    box = (points["lon"].min(), points["lat"].min(), points["lon"].max(), points["lat"].max())
    index = _tracts(folder)
    near = index[touching(bounds_of(index), box)]
    if near.empty:
        return np.zeros(len(points), dtype=bool)
    rows = read_places(folder, TRACTS, np.unique(near["place"].to_numpy(np.int64)))
    tracts = shapes_of(rows[rows["geoid"].isin(near["geoid"])]).sort_values("geoid")
    crs = projected_crs(tracts)
    where = gpd.GeoDataFrame(geometry=gpd.points_from_xy(points["lon"], points["lat"], crs=4326))
    return np.asarray(lowest_container(Places.of(where, crs), tracts.to_crs(crs))[0] != NOWHERE)


def bounds_of(rows: pd.DataFrame) -> Floats:
    """Return the bounds (``BOUNDS``) that rows have, shape (4, rows)."""
    return rows[list(BOUNDS)].to_numpy(dtype=float).T


def touching(bounds: Floats, box: Iterable[float]) -> Flags:
    """Return which bounds, shape (4, n), touch a box."""
    west, south, east, north = box
    found: Flags = (bounds[0] <= east) & (bounds[2] >= west) & (bounds[1] <= north) & (bounds[3] >= south)
    return found


def reach_of(shapes: npt.NDArray[np.object_]) -> Floats:
    """Return the bounds that shapes in degrees can reach on a map in meters, a little beyond their own; (4, shapes)."""
    west, south, east, north = shapely.bounds(shapes).T
    more = STRAIGHT * np.maximum(east - west, north - south) ** 2 + 1e-6
    return np.stack([west - more, south - more, east + more, north + more])


def with_bounds(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a map with the bounds that each shape can reach, and where its middle stands on the curve."""
    reach = reach_of(shapes.geometry.to_numpy())
    middle = (reach[0] + reach[2]) / 2, (reach[1] + reach[3]) / 2
    return shapes.assign(**dict(zip(BOUNDS, reach, strict=True)), place=places_of(*middle))


@lru_cache(maxsize=2)
def _tracts(folder: Path) -> pd.DataFrame:
    """Return where each tract stands on the curve, and its bounds, by id; all pages of tracts are laid."""
    return read_columns(folder, TRACTS, ["geoid", "place", *BOUNDS]).sort_values("geoid", ignore_index=True)


def _left_out(one: LeftOut, row_numbers: bool = False) -> Facts:
    which = [str(int(label)) if row_numbers and str(label).isdigit() else str(label) for label in one.which]
    return {"why": one.why, "rows": one.rows, "which": which}


def _facts(kind: str, name: str, read: int, used: int, gone: list[Facts], notes: Iterable[str]) -> Facts:
    left = [one for one in gone if one["rows"]]
    return {"kind": kind, "file": name, "rows_read": read, "rows_used": used, "left_out": left, "notes": [*notes]}


def _facts_of(kind: str, account: Account, notes: Iterable[str]) -> Facts:
    gone = [_left_out(one) for one in account.left_out]
    return _facts(kind, account.name, account.rows_read, account.rows_used, gone, notes)


def keep_facts(folder: Path, kind: str, number: int, facts: Facts) -> None:
    """Write what was found of a page, after the page itself: with it the page is done."""
    write_file(page_path(folder, kind, number).with_suffix(".json"), json.dumps(facts, sort_keys=True).encode())


def load_facts(folder: Path, kind: str, number: int) -> Facts | None:
    """Return what was found of a page; None if it is not done."""
    path = page_path(folder, kind, number).with_suffix(".json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
