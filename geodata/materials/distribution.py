"""How many copies, which of them are printed, and where they are handed out: nearest to an area's people first."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.department.answers import PreparedDepartment, people_points
from geodata.materials.view import MaterialView
from planning.materials.copies import CopyRates, build_copies, build_print_list, share_handouts
from planning.vocabulary import BEAT_LEVEL

POINT_COLUMNS = ("area_id", "venue_id", "name", "metres")
PLACES_AN_AREA = 3


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Copies from the need to the hand.

    Attributes
    ----------
    level : str
        The areas that copies go to.
    copies, prints, handouts : DataFrame
        As ``build_copies``, ``build_print_list`` and ``share_handouts`` of ``planning.materials.copies`` give them.
    """

    level: str
    copies: pd.DataFrame
    prints: pd.DataFrame
    handouts: pd.DataFrame


def distribute(
    prepared: PreparedDepartment,
    view: MaterialView,
    rates: CopyRates,
    places: int = PLACES_AN_AREA,
    *,
    level: str | None = None,
    include_police: bool = False,
) -> Distribution:
    """Return the copies that what is asked for takes, by document, language and area; see ``distribution_points``.

    Parameters
    ----------
    level : str, optional
        The areas that copies go to: of every language that is asked for, where its people live. The level the rule is
        read at unless given.

    Examples
    --------
    >>> from geodata.department import answers
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.materials.view import material_view
    >>> demo = answers.prepare(build_demo())
    >>> view = material_view(demo, answers.rule_of(demo.department))
    >>> len(distribute(demo, view, CopyRates({}), level="DISTRICT").copies)
    0
    """
    # The area a rule names itself is no area of the map: its copies go to beats.
    level = level or (view.level if view.level in prepared.department.levels else BEAT_LEVEL)
    copies = build_copies(view.matrix, view.where(prepared, level), rates, view.verdicts)
    prints = build_print_list(copies, view.matrix, rates)
    points = distribution_points(prepared, level, places, include_police=include_police)
    return Distribution(level, copies, prints, share_handouts(copies, points))


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
    points = people_points(prepared)
    groups = department.area_groups(level)
    placed = points.dropna(subset="area_id").assign(target=lambda rows: rows["area_id"].map(groups))
    weighted = placed.assign(wx=placed["x"] * placed["pop"], wy=placed["y"] * placed["pop"])
    sums = weighted.groupby("target")[["wx", "wy", "pop"]].sum()
    sums = sums[sums["pop"] > 0]
    ground = areas.geometry.representative_point()
    middles = pd.DataFrame({"x": ground.x.to_numpy(), "y": ground.y.to_numpy()}, index=areas["area_id"])
    people = pd.DataFrame({"x": sums["wx"] / sums["pop"], "y": sums["wy"] / sums["pop"]})
    return people.combine_first(middles)
