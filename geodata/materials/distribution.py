"""Where copies are handed out: the venues of an area, those nearest to where its people live first."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.department.answers import PreparedDepartment
from geodata.department.crosswalk import stand_in_points

POINT_COLUMNS = ("area_id", "venue_id", "name", "metres")
PLACES_AN_AREA = 3


def distribution_points(
    prepared: PreparedDepartment, level: str, places: int = PLACES_AN_AREA, *, include_police: bool = False
) -> pd.DataFrame:
    """Return the places of each area that copies go to, in the order they are served.

    Returns
    -------
    DataFrame with ``POINT_COLUMNS``
        Up to ``places`` an area: venues that lie in it, without those with a veto, and without police buildings
        unless asked for. ``metres`` is the straight way from where the people of the area live on average. A venue
        in two areas that overlap serves the one with the lower id.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> points = distribution_points(prepare(build_demo()), "DISTRICT", 2)
    >>> points[points["area_id"] == "Millrace"]["name"].tolist()
    ['Iglesia La Roca', 'Mercado del Puerto']
    """
    department = prepared.department
    if department.venues is None or department.venues.empty:
        return pd.DataFrame({name: pd.Series([], dtype="str") for name in POINT_COLUMNS}).astype({"metres": "float64"})
    crs = department.settings.crs
    usable = department.venues[department.venues["veto"].isna()]
    if not include_police:
        usable = usable[~usable["police_building"].fillna(False).astype(bool)]
    venues = usable[["venue_id", "name", "geometry"]].to_crs(crs)
    areas = department.areas(level).to_crs(crs)
    found = venues.sjoin(areas, predicate="intersects").sort_values(["venue_id", "area_id"])
    found = found.drop_duplicates("venue_id")
    centres = _centres(prepared, level, areas)
    centre = centres.reindex(found["area_id"])
    metres = np.hypot(found.geometry.x - centre["x"].to_numpy(), found.geometry.y - centre["y"].to_numpy())
    rows = pd.DataFrame(found[["area_id", "venue_id", "name"]]).assign(metres=metres.to_numpy())
    rows = rows.sort_values(["area_id", "metres", "venue_id"], kind="stable")
    return rows[rows.groupby("area_id").cumcount() < places].reset_index(drop=True)


def _centres(prepared: PreparedDepartment, level: str, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the middle of the people of each area; of its ground where nobody is known to live."""
    department = prepared.department
    points = prepared.join.points if department.population is not None else stand_in_points(department)
    groups = department.area_groups(level)
    placed = points.dropna(subset="area_id").assign(target=lambda rows: rows["area_id"].map(groups))
    weighted = placed.assign(wx=placed["x"] * placed["pop"], wy=placed["y"] * placed["pop"])
    sums = weighted.groupby("target")[["wx", "wy", "pop"]].sum()
    sums = sums[sums["pop"] > 0]
    ground = areas.geometry.representative_point()
    middles = pd.DataFrame({"x": ground.x.to_numpy(), "y": ground.y.to_numpy()}, index=areas["area_id"])
    people = pd.DataFrame({"x": sums["wx"] / sums["pop"], "y": sums["wy"] / sums["pop"]})
    return people.combine_first(middles)
