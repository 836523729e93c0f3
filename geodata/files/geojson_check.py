"""A first look at GeoJSON in Python, before GDAL is let at it.

GDAL follows a ``crs`` link to any address, reads a file that another program's command line names, and takes
one page of a map server's reply for the whole layer. None of that gets past this check.
"""

from __future__ import annotations

import json
import math
import re
from itertools import chain
from typing import Any, Final

from geodata.files.own_process_inside import RefusedFile

SAFE_CRS_NAME: Final = re.compile(
    r"(urn:(ogc|x-ogc):def:crs:[\w.:-]+|(EPSG|OGC|ESRI):\w+|CRS84"
    r"|https?://www\.opengis\.net/(def/crs/[\w./-]+|gml/srs/epsg\.xml#\d+))",
    re.IGNORECASE,
)
"""The forms in which GeoJSON may name its coordinate system. None of them is ever looked up on a network."""

GEOMETRY_TYPES: Final = frozenset(
    ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
)
STUBS: Final = {kind: {"type": kind} for kind in (*GEOMETRY_TYPES, "Feature")}
NOT_A_MAP: Final = "is not a GeoJSON map"
GEOJSON_FIX: Final = "export the layer as GeoJSON with its features, then give that file"


class GeoJsonCheck:
    """Reads GeoJSON once, before GDAL does: counts, and looks for what GDAL would follow.

    Every shape and row is replaced by its type as soon as it has been counted, so memory stays small.
    """

    def __init__(self) -> None:
        self.features = 0
        self.vertices = 0
        self.not_numbers: list[int] = []
        self._is_finite = True

    def run(self, text: str) -> None:
        """Raise ``RefusedFile`` unless the text is a GeoJSON or ArcGIS JSON map that can be read safely."""
        try:
            top = json.loads(text, object_pairs_hook=self._each_object)
        except (ValueError, RecursionError):
            raise RefusedFile("is not a GeoJSON map: it is damaged or holds something else", GEOJSON_FIX) from None
        if not isinstance(top, dict):
            raise RefusedFile("is not a GeoJSON map: it holds a list", GEOJSON_FIX)
        self._check_top(top)
        if self.not_numbers:
            rows = ", ".join(str(row) for row in self.not_numbers[:10])
            raise RefusedFile(f"has coordinates that are not numbers, in the shape of row {rows}", "fix those shapes")

    def _check_top(self, top: dict[str, Any]) -> None:
        is_arcgis = "features" in top and ("geometryType" in top or "spatialReference" in top)
        if top.get("type") == "Topology":
            raise RefusedFile("is TopoJSON", "export the layer as GeoJSON")
        if not is_arcgis and top.get("type") not in ("FeatureCollection", "Feature", *GEOMETRY_TYPES):
            raise RefusedFile(f"{NOT_A_MAP} (no 'FeatureCollection')", GEOJSON_FIX)
        if not is_arcgis and top["type"] == "FeatureCollection" and not isinstance(top.get("features"), list):
            raise RefusedFile(f"{NOT_A_MAP}: its 'features' are missing", GEOJSON_FIX)
        properties = top.get("properties")
        nested = properties.get("exceededTransferLimit") if isinstance(properties, dict) else None
        if top.get("exceededTransferLimit") is True or nested is True:
            raise RefusedFile(
                f"holds only the first {self.features} rows of its layer: the map server stopped there",
                "download the whole layer from the publisher's page, not one reply of its server",
            )

    def _each_object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for name, value in pairs:
            if name.lower() == "crs" and isinstance(value, dict):
                _check_crs(value)
        found = dict(pairs)
        kind = found.get("type")
        shape = found.get("rings") if "rings" in found else found.get("coordinates")
        if "rings" in found or ("coordinates" in found and kind in GEOMETRY_TYPES):
            self._count(shape)
            return STUBS.get(str(kind), {})
        if kind == "Feature" or ("attributes" in found and "geometry" in found):
            self.features += 1
            if not self._is_finite:
                self.not_numbers.append(self.features)
            self._is_finite = True
            return STUBS.get(str(kind), {})
        return found

    def _count(self, coordinates: object) -> None:
        waiting = [coordinates]
        while waiting:
            part = waiting.pop()
            if not isinstance(part, list) or not part:
                continue
            if not isinstance(part[0], list):
                self._check_positions([part])
            elif part[0] and not isinstance(part[0][0], list):
                self._check_positions(part)
            else:
                waiting.extend(part)

    def _check_positions(self, positions: list[Any]) -> None:
        self.vertices += len(positions)
        try:
            self._is_finite &= all(map(math.isfinite, chain.from_iterable(positions)))
        except (TypeError, OverflowError):
            self._is_finite = False


def _check_crs(member: dict[str, Any]) -> None:
    kind, properties = str(member.get("type", "")).lower(), member.get("properties")
    name = properties.get("name", "") if isinstance(properties, dict) else ""
    if kind == "epsg" or (kind == "name" and SAFE_CRS_NAME.fullmatch(str(name))):
        return
    raise RefusedFile(
        "points to its coordinate system elsewhere instead of naming it",
        "export it again as WGS 84 (EPSG:4326), or remove its 'crs' member if it is in degrees",
    )
