"""Read census tracts: eleven-digit ids and their polygons, as found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

from geodata.files.columns import find_column, missing_column, require_said
from geodata.files.coordinates import to_lonlat
from geodata.files.limits import CENSUS, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.safe_read import read_geodata
from geodata.inputs.geoids import ALIASES, read_tract_ids, require_unique
from geodata.inputs.polygons import keep_polygons


@dataclass(frozen=True, slots=True)
class TractsFile:
    """Census tracts, and what was noticed.

    Attributes
    ----------
    tracts : GeoDataFrame
        ``geoid`` (text, unique, sorted) and polygons in EPSG:4326. Polygons are left as they were drawn; the
        crosswalk mends them after projecting.
    notes : tuple of str
        Sentences for the check report.
    """

    tracts: gpd.GeoDataFrame
    notes: tuple[str, ...]


def read_tracts(
    path: Path | str,
    layer: str | None = None,
    crs: str | None = None,
    *,
    limits: Limits = CENSUS,
    columns: Mapping[str, str] | None = None,
) -> TractsFile:
    """Read a tract map: TIGER/Line, cartographic boundaries, or any map with a GEOID column.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    found = read_geodata(path, layer=layer, every=True, limits=limits)
    there = list(found.frame.columns.drop("geometry"))
    require_no_forbidden_columns(there, found.name)
    id_column = find_column(there, ALIASES["geoid"], require_said(columns, ALIASES, there, found.name))
    if id_column is None:
        raise missing_column(found.name, "GEOID", there, "geoid")
    numbered = found.frame.set_axis(range(1, len(found.frame) + 1))
    ids, about_ids = read_tract_ids(numbered[id_column], found.name)
    require_unique(ids, found.name)
    tracts = gpd.GeoDataFrame({"geoid": ids}, geometry=numbered.geometry)[ids.notna()]
    tracts, about_shapes = keep_polygons(tracts, ids, found.name, repair=False)
    tracts, about_crs = to_lonlat(tracts, found.name, crs)
    notes = (*found.notes, *about_ids, *about_shapes, *about_crs)
    return TractsFile(tracts.sort_values("geoid").reset_index(drop=True), notes)
