"""What opens an untrusted OpenStreetMap extract for its water, parks and main roads, with osmium.

``geodata.inputs.ground`` runs ``read_extract`` in a process of its own. Request: ``path``. Found: a table with ``code``
(kind and rank), ``name`` and ``shape`` (WKB), and how many objects were looked at.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from geodata.files.own_process_inside import Found, RefusedFile, arrow_bytes
from geodata.inputs.ground_kinds import AREAS, BY_TAG, Kind
from planning.words.formats import whole_number

MOST_FEATURES = 300_000
KEYS = tuple(dict.fromkeys(key for key, _ in BY_TAG))


def read_extract(request: dict[str, Any]) -> Found:
    """Read the file and return what of it is drawn under a map."""
    import osmium

    shapes = osmium.geom.WKBFactory()
    rows: list[tuple[str, int, str, bytes]] = []
    looked = 0
    found: Any = osmium.FileProcessor(request["path"]).with_locations().with_areas()
    for one in found.with_filter(osmium.filter.KeyFilter(*KEYS)):
        if not (one.is_way() or one.is_area()):
            continue
        kind = kind_by_tags(one.tags)
        if kind is None or (kind.kind in AREAS) != one.is_area():
            continue
        looked += 1
        if looked > MOST_FEATURES:
            raise RefusedFile(
                f"has more than {whole_number(MOST_FEATURES)} roads, waters and parks", "cut it to your own area"
            )
        try:
            drawn = shapes.create_multipolygon(one) if one.is_area() else shapes.create_linestring(one)
        except (RuntimeError, osmium.InvalidLocationError):  # a shape that crosses itself, or nodes that are not there
            drawn = ""
        rows.append((kind.kind, kind.rank, one.tags.get("ref") or one.tags.get("name") or "", bytes.fromhex(drawn)))
    columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    table = pa.table(
        {
            "kind": pa.array(columns[0], pa.string()),
            "rank": pa.array(columns[1], pa.int64()),
            "name": pa.array(columns[2], pa.string()),
            "shape": pa.array(columns[3], pa.binary()),
        }
    )
    return {}, arrow_bytes(table)


def kind_by_tags(tags: Any) -> Kind | None:
    """Return what an object with these tags is drawn as; None if it is not.

    Examples
    --------
    >>> kind_by_tags({"highway": "trunk", "name": "Ring"}), kind_by_tags({"highway": "footway"})
    (Kind(kind='road', rank=1), None)
    """
    return next((BY_TAG[key, tags[key]] for key in KEYS if key in tags and (key, tags[key]) in BY_TAG), None)
