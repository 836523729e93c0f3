"""Read back a map that the product itself wrote, as GeoParquet.

``geopandas.read_parquet`` makes a coordinate system of the file's text for every file: a thirtieth of a second each,
and most of what opening a department took. There are few of them, so each is made once.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq
import pyproj

SYSTEMS_KEPT = 64


def read_own_map(path: Path) -> gpd.GeoDataFrame:
    """Return the frame that ``GeoDataFrame.to_parquet`` wrote, with its shapes and their coordinate system.

    Raises
    ------
    FileNotFoundError
    OSError, ValueError
        If the file is cut off, or no map.

    Examples
    --------
    >>> import shapely, tempfile
    >>> hall = gpd.GeoDataFrame({"name": ["Hall"]}, geometry=[shapely.Point(-122.6, 45.5)], crs=4326)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     hall.to_parquet(Path(folder, "venues.parquet"))
    ...     back = read_own_map(Path(folder, "venues.parquet"))
    >>> back.equals(hall), back.crs == hall.crs, back.crs.srs
    (True, True, 'EPSG:4326')
    """
    table = pq.read_table(path)
    try:
        about = json.loads(table.schema.metadata[b"geo"])
        column = about["primary_column"]
        system = about["columns"][column]["crs"]
    except (TypeError, KeyError) as error:
        raise ValueError(f"{path.name} is no map") from error
    frame = table.to_pandas()
    shapes = gpd.GeoSeries.from_wkb(frame[column], crs=None if system is None else _system(json.dumps(system)))
    return gpd.GeoDataFrame(frame.assign(**{column: shapes}), geometry=column)


@lru_cache(SYSTEMS_KEPT)
def _system(text: str) -> pyproj.CRS:
    """Return a coordinate system; under its code, where it has one, of which each thread makes its own at once."""
    found = pyproj.CRS.from_json(text)
    code = found.to_epsg()
    named = None if code is None else pyproj.CRS.from_epsg(code)
    return named if named is not None and named.to_json() == found.to_json() else found
