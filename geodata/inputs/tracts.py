"""Read census tracts: eleven-digit ids and their polygons, as found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.files.columns import require_said
from geodata.files.coordinates import to_lonlat
from geodata.files.limits import CENSUS, Limits
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.safe_read import read_geodata
from geodata.files.shapes_apart import OVERLAY_OF_A_STATE
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.geoids import ALIASES, find_tract_ids, require_unique
from geodata.inputs.map_account import layer_parts, map_columns
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
    account : Account
    """

    tracts: gpd.GeoDataFrame
    notes: tuple[str, ...]
    account: Account


def read_tracts(
    path: Path | str,
    layer: str | None = None,
    crs: str | None = None,
    *,
    limits: Limits = CENSUS,
    columns: Mapping[str, str] | None = None,
) -> TractsFile:
    """Read a tract map: TIGER/Line, cartographic boundaries, or any map with the tracts' ids, whole or in parts.

    Raises
    ------
    InputError
        With one sentence that names what is wrong and how to mend it.
    """
    found = read_geodata(path, layer=layer, every=True, limits=limits)
    there = list(found.frame.columns.drop("geometry"))
    require_no_forbidden_columns(there, found.name)
    said = require_said(columns, ALIASES, there, found.name)
    numbered = found.frame.set_axis(range(1, len(found.frame) + 1))
    known = find_tract_ids(pd.DataFrame(numbered[there]), found.name, said)
    ids = known.ids
    require_unique(ids, found.name)
    rows = gpd.GeoDataFrame({"geoid": ids}, geometry=numbered.geometry)[ids.notna()]
    tracts, about_shapes = keep_polygons(rows, ids, found.name, repair=False, limits=OVERLAY_OF_A_STATE)
    shapeless = rows.index.difference(tracts.index)
    tracts, about_crs = to_lonlat(tracts, found.name, crs)
    account = Account(
        found.name,
        len(numbered),
        len(tracts),
        (*known.left_out, *([LeftOut.of("no polygon", ids[shapeless])] if len(shapeless) else [])),
        dict.fromkeys(map_columns(found), "") | dict(known.columns),
        layer_parts(found),
    )
    notes = (*found.notes, *known.notes, *about_shapes, *about_crs)
    return TractsFile(tracts.sort_values("geoid").reset_index(drop=True), notes, account)
