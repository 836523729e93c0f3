"""The feed as OpenAPI 3.0 says it: its paths, parameters, and how a key is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geodata.version import software_version

DEFAULT_LIMIT, MOST = 100, 1000
"""Areas in one answer unless asked, and at most."""

_F = {"name": "f", "in": "query", "schema": {"type": "string", "enum": ["json", "html"]}}
_LIMIT = {
    "name": "limit",
    "in": "query",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
    "style": "form",
    "explode": False,
}
_OFFSET = {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}}
_BBOX = {
    "name": "bbox",
    "in": "query",
    "schema": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
    "style": "form",
    "explode": False,
}
_DATETIME = {"name": "datetime", "in": "query", "schema": {"type": "string"}, "style": "form", "explode": False}
_AREA = {"name": "area_id", "in": "query", "schema": {"type": "string"}}


def api_document(name: str, address: str, collections: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the description of the feed.

    Parameters
    ----------
    name : str
        Of the department.
    address : str
        Where the feed is.
    collections : sequence of (id, title)
        Those that whoever asks may read.

    Examples
    --------
    >>> api_document("X", "https://x.example/ogc", [("need-beat", "LEP residents by beat")])["openapi"]
    '3.0.3'
    """
    paths: dict[str, Any] = {
        "/": _get("What there is", "landing", [_F]),
        "/conformance": _get("What it conforms to", "conformance", [_F]),
        "/api": _get("This description", "api", [_F]),
        "/collections": _get("The maps", "collections", [_F]),
    }
    for one, title in collections:
        path = f"/collections/{one}"
        paths[path] = _get(title, f"about-{one}", [_F])
        items = [_F, _LIMIT, _OFFSET, _BBOX, _DATETIME, _AREA]
        paths[f"{path}/items"] = _get(title, f"items-{one}", items, "application/geo+json")
        area = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"{path}/items/{{featureId}}"] = _get(title, f"item-{one}", [_F, area], "application/geo+json")
    return {
        "openapi": "3.0.3",
        "info": {"title": f"{name}: language need", "version": software_version()},
        "servers": [{"url": address}],
        "security": [{"key": []}, {"bearer": []}, {"basic": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "query", "name": "key"},
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic", "description": "The key is the password."},
            }
        },
    }


def _get(summary: str, operation: str, parameters: Sequence[object], kind: str = "application/json") -> dict[str, Any]:
    content = {kind: {"schema": {"type": "object"}}, "text/html": {"schema": {"type": "string"}}}
    said = {"description": "Why not", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "get": {
            "summary": summary,
            "operationId": operation,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": summary, "content": content},
                "304": {"description": "Unchanged"},
                **dict.fromkeys(("400", "401", "404", "429"), said),
            },
        }
    }
