"""A table by area and language as a map: one row and one shape an area, with all that is known of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geodata.department.department import Department
from geodata.department.names import area_title
from geodata.gis.themes import KEYS, MapColumn, Theme, columns_of
from geodata.papers.stamp import Stamp
from planning.need.crosswalk import OUTSIDE


@dataclass(frozen=True, slots=True, eq=False)
class MapTable:
    """A map on its way out.

    Attributes
    ----------
    theme : Theme
    title : str
        What it shows, and at which level.
    frame : GeoDataFrame in EPSG:4326
        One row an area, in text order: the columns, and ``geometry``. A missing figure is null, never zero.
    columns : tuple of MapColumn
    facts : mapping of str to str
        What must travel with it; see ``geodata.papers.exports.facts_of``.
    about : str
        The same as text, with the sources.
    stamp : Stamp
    """

    theme: Theme
    title: str
    frame: gpd.GeoDataFrame
    columns: tuple[MapColumn, ...]
    facts: Mapping[str, str]
    about: str
    stamp: Stamp


def build_wide(table: pd.DataFrame, theme: Theme) -> tuple[pd.DataFrame, tuple[MapColumn, ...]]:
    """Return one row an area, with a column for each figure and language; what is outside every area is left out.

    Parameters
    ----------
    table : DataFrame
        With area_id, language, and the theme's measures. Figures that hold for an area as a whole stand in all its
        rows alike.

    Examples
    --------
    >>> from geodata.gis.themes import THEMES
    >>> rows = pd.DataFrame({"area_id": ["b", "a"], "language": "korean", "verdict": ["met", "not met"],
    ...     "people": [7.0, None], "people_moe": [2.0, None], "basis": ["census", ""]})
    >>> wide, columns = build_wide(rows, THEMES["verdicts"])
    >>> wide["area_id"].tolist(), wide["korean_people"].tolist(), [column.name for column in columns][-4:-2]
    (['a', 'b'], [nan, 7.0], ['korean_result', 'korean_people'])
    """
    inside = table[table["area_id"] != OUTSIDE]
    columns = columns_of(theme, inside["language"])
    areas = sorted(inside["area_id"].unique())
    by_language = {str(name): rows.set_index("area_id") for name, rows in inside.groupby("language", sort=False)}
    whole = inside.drop_duplicates("area_id").set_index("area_id")
    found: dict[str, pd.Series] = {"area_id": pd.Series(areas, index=areas, dtype="str")}
    for column in columns[len(KEYS) :]:
        assert column.measure is not None
        rows = by_language[column.language] if column.language else whole
        figures = rows[column.measure.column].reindex(areas)
        found[column.name] = _text(figures) if column.is_text else pd.to_numeric(figures).astype("float64")
    return pd.DataFrame(found).reset_index(drop=True), columns


def _text(cells: pd.Series) -> pd.Series:
    """Return words; an empty one is none."""
    return cells.astype("object").where(cells.notna() & (cells.astype("object") != ""), None)


def build_map(
    department: Department,
    level: str,
    theme: Theme,
    table: pd.DataFrame,
    title: str,
    facts: Mapping[str, str],
    about: str,
    stamp: Stamp,
) -> MapTable:
    """Return a table as a map of a level: every area of it, also those of which the table says nothing."""
    wide, columns = build_wide(table, theme)
    shapes = department.areas(level)
    frame = shapes[["area_id", "geometry"]].merge(wide, on="area_id", how="left").sort_values("area_id")
    named = frame.assign(
        name=[area_title(level, area, department.settings.name) for area in frame["area_id"]], level=level
    )
    ordered = named[[column.name for column in columns] + ["geometry"]].reset_index(drop=True)
    return MapTable(
        theme, title, gpd.GeoDataFrame(ordered, geometry="geometry", crs=4326), columns, facts, about, stamp
    )
