"""A place that a brief is of: an area of a level, several areas together, or a shape somebody drew.

Whatever it is, its figures come from one crosswalk by the product's own sums, never from rounded ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.areas import area_ref, area_touches
from geodata.department.department import Department
from geodata.department.names import area_title, level_word
from planning.errors import InputError, UnknownNameError
from planning.lists import listed
from planning.need.crosswalk import Crosswalk
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL

HERE, ELSEWHERE = "(here)", "(elsewhere)"
WHOLE = 0.999
"""A beat of whose people so many live in a shape lies in it."""
NAMED = 4
"""Areas that a title names; more are counted."""
MOST_CORNERS = 400
LEAST_PEOPLE = 100
"""Of a drawn shape: fewer would be told about a few homes."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What a brief is of.

    Attributes
    ----------
    title : str
    crosswalk : Crosswalk
        With one area ``HERE``.
    beats : frozenset of str
        Those that lie in it as a whole.
    touched : frozenset of str
        Those that have ground in it.
    outline : shapely geometry or None
        In EPSG:4326; None for the whole department.
    asked : tuple of (name, value)
        How it is asked for again.
    """

    title: str
    crosswalk: Crosswalk
    beats: frozenset[str]
    touched: frozenset[str]
    outline: shapely.Geometry | None
    asked: tuple[tuple[str, object], ...]

    @property
    def ref(self) -> str:
        """How a record names it where it is one area; empty elsewhere."""
        asked = dict(self.asked)
        return area_ref(str(asked["level"]), str(asked["area"])) if "area" in asked else ""


def level_of_area(prepared: PreparedDepartment, area: str) -> str:
    """Return the finest level that has an area of this id.

    Raises
    ------
    UnknownNameError
        If none has; the nearest name that is there is offered.
    """
    known: set[str] = set()
    for level in prepared.department.levels:
        areas = set(prepared.department.area_groups(level).values())
        if area in areas:
            return level
        known |= areas
    raise UnknownNameError("area", area, known)


def areas_together(prepared: PreparedDepartment, areas: Sequence[str], level: str | None = None) -> Place:
    """Return one area, or several as one place: of one level, or each of the finest that has it.

    Raises
    ------
    UnknownNameError
        If there is no such area, or no such level.
    InputError
        If none is named.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> place = areas_together(prepare(build_demo()), ["41", "43"])
    >>> place.title, sorted(place.beats)
    ('Beats 41 and 43', ['41', '43'])
    """
    department = prepared.department
    named = list(dict.fromkeys(areas))
    if not named:
        raise InputError("no area is named", fix="name one")
    levels = [level or level_of_area(prepared, area) for area in named]
    beats: set[str] = set()
    for of, area in zip(levels, named, strict=True):
        inside = {beat for beat, one in department.area_groups(of).items() if one == area}
        if not inside:
            raise UnknownNameError("area", area, set(department.area_groups(of).values()))
        beats |= inside
    walk = prepared.crosswalk.grouped({beat: HERE if beat in beats else ELSEWHERE for beat in _beats(department)})
    whole = DEPARTMENT_LEVEL in levels
    shapes = department.beats.loc[department.beats["area_id"].isin(beats), "geometry"]
    asked: dict[str, object] = {"area": named[0], "level": levels[0]}
    if len(named) > 1:
        asked = {"areas": named, "level": level}
    return Place(
        _title(department, levels, named),
        walk,
        frozenset(beats),
        frozenset(beats),
        None if whole else shapely.union_all(shapely.make_valid(shapes.to_numpy())),
        tuple(asked.items()),
    )


def place_named(prepared: PreparedDepartment, ref: str) -> Place | None:
    """Return the area that a record names; None where the department has it no more.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> prepared = prepare(build_demo())
    >>> place_named(prepared, "DISTRICT:Westhill").title, place_named(prepared, "gone")
    ('Westhill', None)
    """
    for level in prepared.department.levels:
        for area in dict.fromkeys(prepared.department.area_groups(level).values()):
            if area_ref(level, area) == ref:
                return areas_together(prepared, [area], level)
    return None


def _beats(department: Department) -> list[str]:
    return list(map(str, department.beats["area_id"]))


def _title(department: Department, levels: Sequence[str], areas: Sequence[str]) -> str:
    """Return what a place is called: "Beats 41 and 43", "12 beats", "Millrace and Beat 02"."""
    titles = [area_title(of, area, department.settings.name) for of, area in zip(levels, areas, strict=True)]
    if len(titles) == 1:
        return titles[0]
    if len(titles) > NAMED:
        same = len(set(levels)) == 1
        return f"{len(titles)} {level_word(levels[0], 2) if same else 'areas'} together"
    word = level_word(levels[0]).capitalize()
    if len(set(levels)) == 1 and all(title == f"{word} {area}" for title, area in zip(titles, areas, strict=True)):
        return f"{level_word(levels[0], 2).capitalize()} {listed(list(areas))}"
    return listed(titles)


def drawn_place(prepared: PreparedDepartment, shape: shapely.Geometry, title: str = "The area drawn") -> Place:
    """Return a shape that somebody drew as a place.

    Parameters
    ----------
    shape : shapely geometry
        A polygon, or several, in EPSG:4326.

    Raises
    ------
    InputError
        If it is no polygon that can be used, or nobody to speak of lives in it.
    """
    department = prepared.department
    outline = _require_shape(shape)
    beats = gpd.GeoDataFrame({"area_id": [HERE]}, geometry=[outline], crs=4326)
    drawn = prepare(
        replace(
            department,
            beats=beats,
            settings=replace(department.settings, levels=()),
            roster=None,
            requests=None,
            venues=None,
            folder=None,
            place=None,
        )
    )
    row = np.flatnonzero(np.array(drawn.crosswalk.area_ids) == HERE)
    people = (
        drawn.join.points[drawn.join.points["area_id"] == HERE]["pop"].sum() if len(drawn.join.points) else math.nan
    )
    if len(row) == 0 or people < LEAST_PEOPLE:
        raise InputError(
            "fewer than 100 residents live in the shape by the census", fix="outline a larger place, or choose beats"
        )
    whole, touched = _beats_in(prepared, outline)
    return Place(
        title, drawn.crosswalk, whole, touched, outline, (("shape", shapely.to_geojson(outline)), ("name", title))
    )


def place_asked(prepared: PreparedDepartment, asked: Mapping[str, object]) -> Place:
    """Return the place that a brief was asked for, as its stamp says it (``Place.asked``).

    Raises
    ------
    InputError
        If that cannot be read, or is not there.
    """
    level = asked.get("level")
    of = level if isinstance(level, str) else None
    areas, shape = asked.get("areas"), asked.get("shape")
    if isinstance(shape, str):
        try:
            outline = shapely.from_geojson(shape)
        except shapely.errors.GEOSException as error:
            raise InputError("the file’s note has a shape that can’t be read", fix="download the file again") from error
        return drawn_place(prepared, outline, str(asked.get("name") or "The area drawn"))
    if isinstance(areas, list) and all(isinstance(area, str) for area in areas):
        return areas_together(prepared, areas, of)
    area = asked.get("area")
    if not isinstance(area, str):
        raise InputError("the file’s note names no area", fix="download the file again")
    return areas_together(prepared, [area], of)


def _require_shape(shape: shapely.Geometry) -> shapely.Geometry:
    fix = "set at least three corners around the place"
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        raise InputError(f"a shape may have {MOST_CORNERS} corners", fix="set fewer corners")
    west, south, east, north = shapely.bounds(shape)
    if not all(map(math.isfinite, (west, south, east, north))) or west < -180 or east > 180 or abs(south) > 90:
        raise InputError("the shape is not in degrees", fix=fix)
    mended = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(mended) if part.geom_type in ("Polygon", "MultiPolygon")]
    outline = shapely.union_all(parts)
    if not parts or outline.is_empty or outline.area == 0:
        raise InputError("the shape has no inside", fix=fix)
    return outline


def _beats_in(prepared: PreparedDepartment, outline: shapely.Geometry) -> tuple[frozenset[str], frozenset[str]]:
    """Return the beats that lie in a shape as a whole, by their people, and those that have ground in it."""
    points = prepared.join.points.dropna(subset="area_id")
    beats = prepared.department.beats
    shapes = beats.geometry.to_numpy()
    touched = frozenset(map(str, beats.loc[shapely.intersects(shapes, outline), "area_id"]))
    if points.empty:
        return frozenset(map(str, beats.loc[shapely.covered_by(shapes, outline), "area_id"])), touched
    inside = shapely.contains_xy(outline, points["lon"].to_numpy(), points["lat"].to_numpy())
    people = points["pop"].groupby(points["area_id"]).sum()
    there = points["pop"].where(inside, 0.0).groupby(points["area_id"]).sum()
    share = there / people
    return frozenset(map(str, share.index[share >= WHOLE])), touched


def is_about(department: Department, place: Place, refs: Iterable[str], touches: dict[str, frozenset[str]]) -> bool:
    """Return whether a record that names these areas is about a place; one that names none is about everywhere."""
    named = list(refs)
    return not named or any(touches.get(ref, frozenset()) & place.touched for ref in named)


def beat_touches(department: Department) -> dict[str, frozenset[str]]:
    """Return the beats of every area that a record can name."""
    return dict(area_touches(department, BEAT_LEVEL))


def whole_areas(department: Department, place: Place, levels: Sequence[str]) -> list[tuple[str, str]]:
    """Return the areas, of the coarsest level that fits, which make up the whole beats of a place.

    ``levels``: finest first, each within the next. So a place of all beats of a district is that district.
    """
    left, found = set(place.beats), []
    for level in reversed(levels):
        groups = pd.Series(department.area_groups(level))
        for area, members in groups.groupby(groups):
            beats = set(members.index)
            if beats <= left:
                found.append((level, str(area)))
                left -= beats
    return found
