"""What opens an untrusted street network: GraphML by networkx, .osm.pbf by osmium.

``geodata.meetings.street_network`` runs ``read_network`` in a process of its own. Request: ``path``, ``reader``. Found:
the network as plain arrays, ``lonlat``, ``edges``, ``lengths`` (metres; not a number where the file does not say).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np

from geodata.files.own_process_inside import Found, RefusedFile
from planning.words.formats import whole_number

NOT_WALKED = frozenset(
    {
        "motorway",
        "motorway_link",
        "trunk",
        "trunk_link",
        "bus_guideway",
        "busway",
        "construction",
        "proposed",
        "raceway",
        "razed",
        "abandoned",
        "platform",
        "corridor",
        "escape",
        "no",
    }
)
"""Values of OpenStreetMap's key ``highway`` that nobody walks along."""
CLOSED = frozenset({"no", "private"})
MOST_NODES = 2_000_000


def read_graphml(path: Path) -> tuple[list[tuple[float, float]], list[tuple[int, int]], list[float]]:
    """Return nodes (longitude, latitude), edges and lengths of a GraphML file, as osmnx writes it."""
    import networkx as nx

    content = path.read_bytes()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedFile("declares entities, which a street network does not need", "export it again as plain GraphML")
    graph = nx.parse_graphml(content.decode("utf-8"), node_type=str, force_multigraph=True)
    if graph.number_of_nodes() > MOST_NODES:
        raise RefusedFile(f"has more than {whole_number(MOST_NODES)} nodes", "cut it to your own area")
    number = {node: place for place, node in enumerate(graph.nodes)}
    lonlat = [_position(data) for _, data in graph.nodes(data=True)]
    edges, lengths = [], []
    for first, second, data in graph.edges(data=True):
        if str(data.get("highway", "")) in NOT_WALKED:
            continue
        edges.append((number[first], number[second]))
        lengths.append(float(data.get("length", "nan")))
    return lonlat, edges, lengths


def _position(data: dict[str, Any]) -> tuple[float, float]:
    try:
        lon = float(data.get("lon", data.get("x")))  # type: ignore[arg-type]
        lat = float(data.get("lat", data.get("y")))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise RefusedFile("has a node without a position", "give every node x and y, or lon and lat") from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise RefusedFile("has positions that are no degrees", "save the network in longitude and latitude") from None
    return lon, lat


def read_pbf(path: Path) -> tuple[list[tuple[float, float]], list[tuple[int, int]], list[float]]:
    """Return nodes, edges and (unknown) lengths of an OpenStreetMap extract."""
    import osmium

    number: dict[int, int] = {}
    lonlat: list[tuple[float, float]] = []
    edges: list[tuple[int, int]] = []
    ways: Any = osmium.FileProcessor(str(path)).with_locations().with_filter(osmium.filter.KeyFilter("highway"))
    for way in ways:
        if not way.is_way() or not _is_walked(way.tags):
            continue
        before = None
        for node in way.nodes:
            if not node.location.valid():
                before = None
                continue
            here = number.setdefault(node.ref, len(number))
            if here == len(lonlat):
                lonlat.append((node.location.lon, node.location.lat))
                if len(lonlat) > MOST_NODES:
                    raise RefusedFile(
                        f"has more than {whole_number(MOST_NODES)} nodes on streets", "cut it to your own area"
                    )
            if before is not None and before != here:
                edges.append((before, here))
            before = here
    return lonlat, edges, [float("nan")] * len(edges)


def _is_walked(tags: Any) -> bool:
    foot = tags.get("foot", "")
    if foot in CLOSED or tags.get("area") == "yes":
        return False
    if tags.get("access") in CLOSED and foot not in ("yes", "designated", "permissive"):
        return False
    return tags.get("highway") not in NOT_WALKED or foot in ("yes", "designated")


READERS = {"graphml": read_graphml, "pbf": read_pbf}


def read_network(request: dict[str, Any]) -> Found:
    """Read the file and return its network as arrays."""
    lonlat, edges, lengths = READERS[request["reader"]](Path(request["path"]))
    content = io.BytesIO()
    np.savez(
        content,
        lonlat=np.array(lonlat, dtype=float).reshape(-1, 2),
        edges=np.array(edges, dtype=np.int64).reshape(-1, 2),
        lengths=np.array(lengths, dtype=float),
    )
    return {}, content.getvalue()
