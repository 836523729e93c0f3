"""The way to a meeting as a small drawing: the streets around where there are any, else main roads and beats."""

from __future__ import annotations

import numpy as np
from pyproj import Transformer

from geodata.department.department import Department
from planning.arrays import Flags, Floats
from planning.meetings.streets import StreetNetwork

WIDTH, HEIGHT = 460.0, 260.0
"""The drawing's frame in its own units."""
STREETS_ACROSS_M, BEATS_ACROSS_M = 1600.0, 12_000.0
STREET, AREA, MARK = "#8a979a", "#c9d1d3", "#0f6b6b"


def way_svg(department: Department, lon: float, lat: float, network: StreetNetwork | None = None) -> tuple[str, bool]:
    """Return the drawing, the place in its middle and north above, and whether streets are on it.

    No name stands on it: it says the same in every language.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    network : StreetNetwork, optional
        In the department's system; see ``geodata.meetings.street_network``.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> svg, has_streets = way_svg(build_demo(), -37.95, 40.015)
    >>> svg.count("<circle"), has_streets
    (2, False)
    """
    crs = department.settings.crs
    x, y = Transformer.from_crs(4326, crs, always_xy=True).transform(lon, lat)
    middle = np.array([x, y])
    lines = [] if network is None else _streets(network, middle)
    has_streets = bool(lines)
    across = STREETS_ACROSS_M if has_streets else BEATS_ACROSS_M
    if not has_streets:
        areas = department.beats.to_crs(crs).geometry
        lines = [
            np.asarray(ring.coords)[:, :2] - middle
            for shape in areas
            for part in getattr(shape, "geoms", [shape])
            for ring in (part.exterior, *part.interiors)
        ]
    roads = [] if has_streets else _main_roads(department, middle)
    scale = WIDTH / across
    color, width = (STREET, 2.2) if has_streets else (AREA, 1.2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH:g} {HEIGHT:g}">'
        f"{_path(lines, scale, color, width)}{_path(roads, scale, STREET, 2.2)}"
        f'<circle r="13" fill="none" stroke="{MARK}" stroke-width="3"/><circle r="5" fill="{MARK}"/></svg>'
    ), has_streets


def _streets(network: StreetNetwork, middle: Floats) -> list[Floats]:
    """Return the streets of which an end lies in the frame, from the middle."""
    apart = network.xy - middle
    half = STREETS_ACROSS_M / 2
    inside: Flags = (np.abs(apart[:, 0]) < half) & (np.abs(apart[:, 1]) < half * HEIGHT / WIDTH)
    return [apart[edge] for edge in network.edges[inside[network.edges].any(axis=1)]]


def _main_roads(department: Department, middle: Floats) -> list[Floats]:
    """Return the main roads that lie under the department's maps, from the middle; none where it has none."""
    if department.ground is None:
        return []
    roads = department.ground[department.ground["kind"] == "road"].to_crs(department.settings.crs).geometry
    parts = [part for shape in roads for part in getattr(shape, "geoms", [shape])]
    return [np.asarray(part.coords)[:, :2] - middle for part in parts]


def _path(lines: list[Floats], scale: float, color: str, width: float) -> str:
    if not lines:
        return ""
    drawn = "".join(f"M{_points(line, scale)}" for line in lines)
    return f'<path d="{drawn}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round"/>'


def _points(line: Floats, scale: float) -> str:
    return "L".join(f"{x * scale:.1f},{-y * scale:.1f}" for x, y in line)
