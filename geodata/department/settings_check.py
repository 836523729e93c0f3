"""Whether the settings of a department can be what they say: kinds, ranges, and a system that measures here.

``department.toml`` is a file that people edit by hand; each thing wrong in it is one sentence with the setting's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pyproj
import tomli_w

from geodata.department.time_zones import is_zone
from geodata.files.coordinates import projected_crs, read_crs
from planning.errors import CrsError, InputError, SchemaError, UnknownNameError
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.words.lengths import METERS_IN
from planning.words.wording import percent

FIRST_LINE, LAST_LINE = "# Without the line below that says end, this file was cut off.", "# end"
"""A file that lost its end at the end of a line would still read well."""

FORMAT = 1
FORMAT_KEY = "format"
"""Which settings the file may hold; a higher one was written by newer software."""

FURTHEST_OFF = 0.01
"""A system that makes a kilometre here 10 m longer or shorter is made for another place, or for no measuring."""

Check = tuple[Callable[[Any], bool], str]


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in (int, float) and low <= value <= high


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _text(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None


def _list_of(one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(one, value))


def _levels(value: Any) -> bool:
    names = value if _list_of(_text(r".{1,200}"))(value) else [BEAT_LEVEL]
    return len(set(names)) == len(names) and not {BEAT_LEVEL, DEPARTMENT_LEVEL} & set(names)


def _zone(value: Any) -> bool:
    return isinstance(value, str) and (not value or is_zone(value))


def _pair(value: Any) -> bool:
    return _list_of(_text(r".{0,200}"))(value) and len(value) == 2


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "name": (_text(r"(?=.*\S).{1,200}"), "text in quotes, up to 200 letters"),
        "vintage": (_whole(2009, 2100), "a year from 2009 on, the last of the survey's five"),
        "beat_id": (_text(r".{0,200}"), "the name of a column, in quotes"),
        "levels": (_levels, "a list of different columns of the beat map, none called 'beat' or 'department'"),
        "crs": (_text(r".{1,10000}"), "a coordinate system in meters, as EPSG:32610"),
        "rule": (
            _text(r"[a-z0-9][a-z0-9_]{0,59}(\+[a-z0-9][a-z0-9_]{0,59})*"),
            "file names of rules without .toml, + between",
        ),
        "relief_factor": (_number(1, 10), "a number from 1 to 10"),
        "radius_m": (_number(1, 100_000), "meters, from 1 to 100000"),
        "is_demo": (lambda value: type(value) is bool, "true or false"),
        "state": (_text(r"(\d{2})?"), "a FIPS code of two digits in quotes"),
        "counties": (_list_of(_text(r"\d{3}")), "a list of FIPS codes of three digits in quotes"),
        "units": (_list_of(_pair), "a list of pairs, each a word and an area"),
        "shifts": (_list_of(_pair), "a list of pairs, each a word and a shift"),
        "time_zone": (_zone, "a time zone as America/Chicago in quotes, or none for the one its counties keep"),
        "distances": (lambda value: isinstance(value, str) and value in METERS_IN, "'miles' or 'kilometers'"),
        "public_phone": (_text(r"[-+()./ 0-9]{0,40}"), "digits, spaces and hyphens in quotes"),
        "public_email": (_text(r"([^@\s]{1,100}@[^@\s]{1,100})?"), "an address with one @ in quotes"),
        "public_website": (_text(r"[^\s<>]{0,200}"), "an address without spaces in quotes"),
        "interpreter_line": (_text(r"[-+()./ 0-9]{0,40}"), "digits, spaces and hyphens in quotes"),
        "interpreter_code": (_text(r"[-#* 0-9A-Za-z]{0,40}"), "letters, digits and hyphens in quotes"),
        "versions_kept": (_whole(1, 1000), "a whole number from 1 to 1000"),
        "versions_days": (_whole(0, 3650), "days, a whole number from 0 to 3650"),
    }
)
"""Every setting: whether a value can be one, and what it must be."""


def check_values(values: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Return the settings that a file holds, if each is one and can be what it says.

    Raises
    ------
    UnknownNameError
        If there is no such setting; offers the nearest.
    InputError
        If newer software wrote the file.
    SchemaError
        If a value is of another kind, or out of its range.

    Examples
    --------
    >>> check_values({"radius_m": -5.0}, "department.toml")
    Traceback (most recent call last):
        ...
    planning.errors.SchemaError: radius_m in department.toml cannot be this (got -5.0): give meters, from 1 to 100000.
    """
    rest = dict(values)
    written = rest.pop(FORMAT_KEY, FORMAT)
    unknown = sorted(set(rest) - set(CHECKS))
    if type(written) is not int or written < 1:
        raise SchemaError(f"{FORMAT_KEY} in {file} cannot be this", value=written, fix=f"write {FORMAT}")
    if written > FORMAT:
        newer = f". It does not know {', '.join(unknown)}" if unknown else ""
        raise InputError(
            f"{file} was written by a newer version of Common Tongue (its format is {written}, this version knows "
            f"{FORMAT}{newer})",
            fix="update this program. Nothing was changed",
        )
    if unknown:
        raise UnknownNameError(f"setting in {file}", unknown[0], CHECKS)
    for name, value in rest.items():
        fits, what = CHECKS[name]
        if not fits(value):
            raise SchemaError(f"{name} in {file} cannot be this", value=_short(value), fix=f"give {what}")
    return rest


def _short(value: Any) -> Any:
    return value if not isinstance(value, str) or len(value) <= 80 else f"{value[:80]}..."


def require_measures(crs: str, beats: gpd.GeoDataFrame, file: str) -> None:
    """Return nothing if distances and areas of these beats can be measured in a coordinate system.

    Parameters
    ----------
    crs : str
    beats : GeoDataFrame
        Polygons in EPSG:4326.
    file : str
        Where it is written.

    Raises
    ------
    CrsError
        If it is unknown, in degrees or feet, or not made for this place.
    """
    system = read_crs(crs)
    fix = f"write {projected_crs(beats)}, which fits the beats"
    if system is None:
        raise CrsError(f"crs in {file} is no coordinate system", value=crs[:80], fix=fix)
    if not system.is_projected:
        raise CrsError(
            f"crs in {file} is in degrees, but distances need a projected system in meters", value=crs, fix=fix
        )
    units = {axis.unit_name for axis in system.axis_info[:2]}
    if units != {"metre"}:
        raise CrsError(
            f"crs in {file} measures in {' and '.join(sorted(units))}, but distances need meters", value=crs, fix=fix
        )
    off = _distortion(system, beats)
    if not off <= FURTHEST_OFF:
        found = f"makes distances wrong by {percent(off)} here" if np.isfinite(off) else "does not reach this place"
        raise CrsError(f"crs in {file} {found}, so it is not made for measuring there", value=crs, fix=fix)


def _distortion(system: pyproj.CRS, beats: gpd.GeoDataFrame) -> float:
    """Return by which share the lengths in the middle and at the corners of the beats are wrong; the worst of them."""
    west, south, east, north = beats.total_bounds
    lon, lat = (
        np.array([(west + east) / 2, west, west, east, east]),
        np.array([(south + north) / 2, *[south, north] * 2]),
    )
    try:
        factors = pyproj.Proj(system).get_factors(lon, lat)
    except pyproj.exceptions.ProjError:
        return float("inf")
    scales = np.concatenate([factors.meridional_scale, factors.parallel_scale])
    return float(np.abs(scales - 1).max()) if np.isfinite(scales).all() else float("inf")


def require_columns(frame: Any, columns: tuple[str, ...], file: str, fix: str) -> None:
    """Return nothing if a table of the folder has the columns that it must have.

    Raises
    ------
    SchemaError
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise SchemaError(f"{file} is missing the column {missing[0]!r}", fix=fix)


def settings_as_text(values: Mapping[str, Any]) -> str:
    """Return settings as the text of their file, which has a mark at its end.

    Examples
    --------
    >>> print(settings_as_text({"name": "Four Squares"}), end="")
    # Without the line below that says end, this file was cut off.
    name = "Four Squares"
    # end
    """
    return f"{FIRST_LINE}\n{tomli_w.dumps(values)}{LAST_LINE}\n"


def settings_from_text(text: str) -> dict[str, Any]:
    """Return the settings in a text; one without the first line is of older software, or written by hand.

    Raises
    ------
    TOMLDecodeError
        If it is no TOML, or was cut off: then even what is left may read well.

    Examples
    --------
    >>> settings_from_text("name = 'Four Squares'")
    {'name': 'Four Squares'}
    >>> settings_from_text(settings_as_text({"name": "Four Squares"})[:85])
    Traceback (most recent call last):
    ...
    tomllib.TOMLDecodeError: the file was cut off: the line "# end" is missing
    """
    if text.startswith(FIRST_LINE) and LAST_LINE not in text.splitlines():
        raise tomllib.TOMLDecodeError(f'the file was cut off: the line "{LAST_LINE}" is missing')
    return tomllib.loads(text)
