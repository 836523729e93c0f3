"""Read a street network that somebody brings: an OSM extract (.osm.pbf) or GraphML, in a process of its own."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer

from geodata.files.limits import MEGABYTE, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.shapes_apart import work_on
from geodata.meetings.street_worker import read_network
from planning.errors import InputError
from planning.meetings.streets import StreetNetwork, WalkingTimes

NETWORKS = Reader(read_network, again="cut it to your own area, or download it again")
STREETS = Limits(file_bytes=100 * MEGABYTE, seconds=120, memory_bytes=4 * 1024 * MEGABYTE)
PBF_HEAD = b"OSMHeader"
READER_OF = {".graphml": "graphml", ".osm.pbf": "pbf", ".pbf": "pbf"}
REACHED_WIDTH_M = 60.0
"""How far to both sides of a street the area that can be reached is drawn."""


def read_streets(path: Path | str, crs: str, *, limits: Limits = STREETS) -> StreetNetwork:
    """Read the streets one can walk on.

    Parameters
    ----------
    path : path
        ``.osm.pbf``, or ``.graphml`` with nodes that have x and y (or lon and lat) in degrees, as osmnx writes it.
    crs : str
        The projected system of the department.

    Returns
    -------
    StreetNetwork
        A length that the file gives is kept; else it is the straight line between the nodes.

    Raises
    ------
    InputError
        If the file is of another kind, too large, damaged, or has no street.
    """
    source = Path(path)
    reader = next((reader for ending, reader in READER_OF.items() if source.name.lower().endswith(ending)), None)
    if reader is None:
        raise InputError(
            "a street network is .osm.pbf or .graphml",
            value=source.suffix or "no ending",
            fix="get an extract of your place, or save one with osmnx",
        )
    if not source.is_file():
        raise InputError("there is no such file", value=source.name, fix="give the street network's file")
    if source.stat().st_size > limits.file_bytes:
        raise InputError(
            f"{source.name} is larger than {limits.file_bytes // MEGABYTE} MB", fix="cut it to your own area"
        )
    with source.open("rb") as opened:
        head = opened.read(64)
    if (PBF_HEAD in head) != (reader == "pbf"):
        raise InputError(f"{source.name} is not what its ending says", fix="download or export it again")
    reply = read_apart(NETWORKS, source.name, {"path": str(source.resolve()), "reader": reader}, limits)
    with np.load(io.BytesIO(reply.content), allow_pickle=False) as found:
        arrays = {name: found[name] for name in ("lonlat", "edges", "lengths")}
    transformer = Transformer.from_crs(4326, crs, always_xy=True)
    lonlat = arrays["lonlat"]
    xy = np.column_stack(transformer.transform(lonlat[:, 0], lonlat[:, 1])) if len(lonlat) else np.empty((0, 2))
    edges, lengths = arrays["edges"].astype(np.intp), arrays["lengths"]
    # A node no street leads to is nowhere one could start to walk.
    used, edges = np.unique(edges, return_inverse=True)
    xy, edges = xy[used], edges.reshape(-1, 2).astype(np.intp)
    straight = np.hypot(*(xy[edges[:, 0]] - xy[edges[:, 1]]).T) if len(edges) else np.empty(0)
    return StreetNetwork(xy, edges, np.where(np.isnan(lengths), straight, lengths))


def reached_areas(network: StreetNetwork, times: WalkingTimes, sites: list[int], crs: str) -> list[str]:
    """Return, for each of some sites, the streets within reach as an area: GeoJSON geometries in degrees.

    A street counts where both its ends are within the limit; the area goes ``REACHED_WIDTH_M`` to both sides of it.
    """
    back = Transformer.from_crs(crs, 4326, always_xy=True)
    found = []
    for site in sites:
        near = np.isfinite(times.node_minutes[site])
        inside = network.edges[near[network.edges].all(axis=1)]
        lines = shapely.linestrings(network.xy[inside]) if len(inside) else np.empty(0, dtype=object)
        nodes = shapely.points(network.xy[near])
        width = np.array([REACHED_WIDTH_M], dtype=float)
        whole = work_on("the map of streets", "around", shapes=np.concatenate([lines, nodes]), width=width)["shapes"][0]
        drawn = shapely.transform(whole, lambda xy: np.round(np.column_stack(back.transform(xy[:, 0], xy[:, 1])), 5))
        found.append(shapely.to_geojson(drawn))
    return found
