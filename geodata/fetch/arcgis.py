"""A layer of an ArcGIS server, page by page.

ArcGIS REST, as Esri documents it (https://developers.arcgis.com/rest/services-reference/enterprise/query-feature-service-layer/):
a layer gives at most ``maxRecordCount`` rows at a time and says ``exceededTransferLimit`` when there are more;
``outSR=4326`` asks for longitude and latitude whatever the layer is kept in; errors come as ``{"error": ...}``
with status 200. The rows of all pages are put together into one GeoJSON (or, from servers that cannot, Esri JSON)
file, which only ``geodata.files.safe_read`` opens.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from geodata.fetch.cache import CachedFile
from geodata.fetch.web import WebClient
from geodata.fetch.web_answers import Answer, NoAnswerError, TryAgainError, judge_status
from geodata.files.limits import MEGABYTE, Limits
from planning.errors import AccessError, InputError, SourceError
from planning.lists import counted
from planning.words.formats import whole_number

PAGE_ROWS = 500
"""Rows asked for at a time: outlines are long, and a page should come within seconds."""
MAX_AGE = datetime.timedelta(days=1)
MAX_PAGES = 400
ABOUT = "commonTongue"
"""The member of the file that says what the layer is called and by whom it was published."""
_META_BYTES = 8 * MEGABYTE

OnRows = Callable[[int, int | None], None]
"""Told of the rows so far and the rows in all, if known; for a download, of bytes."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """What a layer says of itself."""

    address: str
    name: str
    publisher: str
    id_field: str
    page: int
    pages: bool
    form: str


def only_layer(client: WebClient, service: str) -> str:
    """Return the number of a server's one layer of areas.

    Raises
    ------
    InputError
        If there are several, or none; they are named with their addresses.
    """
    found = _ask(client, service, {"f": "json"}).get("layers") or []
    layers = [one for one in found if one.get("geometryType", "esriGeometryPolygon") == "esriGeometryPolygon"]
    layers = [one for one in layers if one.get("type", "Feature Layer") == "Feature Layer"]
    if len(layers) == 1:
        return str(int(layers[0]["id"]))
    known = ", ".join(f"{service}/{one['id']} ({one.get('name', '')})" for one in layers[:20])
    raise InputError(
        f"that map server has {counted(len(layers), 'layer')} of areas",
        fix=f"give the address of one: {known}" if layers else "give the address of a layer of areas",
    )


def _describe(client: WebClient, address: str) -> _Layer:
    said = _ask(client, address, {"f": "json"})
    if said.get("geometryType") != "esriGeometryPolygon":
        raise SourceError(
            "that layer does not hold areas", value=str(said.get("geometryType"))[:40], fix="give the layer of beats"
        )
    fields = said.get("fields") or []
    ids = [one["name"] for one in fields if one.get("type") == "esriFieldTypeOID"]
    advanced = said.get("advancedQueryCapabilities") or {}
    form = "geojson" if "geojson" in str(said.get("supportedQueryFormats", "")).lower() else "json"
    most = said.get("maxRecordCount")
    return _Layer(
        address=address,
        name=str(said.get("name") or "layer")[:200],
        publisher=str(said.get("copyrightText") or "")[:200],
        id_field=str(said.get("objectIdField") or (ids[0] if ids else "OBJECTID")),
        page=min(PAGE_ROWS, most) if isinstance(most, int) and most > 0 else PAGE_ROWS,
        pages=advanced.get("supportsPagination") is not False,
        form=form,
    )


def fetch_rows(client: WebClient, address: str, limits: Limits, on_rows: OnRows | None) -> CachedFile:
    """Return all rows of a layer as one file; an older one where the server does not answer.

    Raises
    ------
    SourceError
        If the layer holds no areas or nothing, or its pages do not make up the rows it says it has.
    """
    try:
        return _put_together(client, address, limits, on_rows)
    except NoAnswerError as error:
        kept = client.cache.find(whole_address(address))
        if kept is None:
            raise
        return replace(kept, why_old=error.what)
    except _RowsDiffer:  # the layer was edited between two pages, or since a page was kept: once more, all of it
        client.refresh = True
        return _put_together(client, address, limits, on_rows)


class _RowsDiffer(SourceError):
    """The pages of a layer do not make up the number of rows it says it has."""


def _put_together(client: WebClient, address: str, limits: Limits, on_rows: OnRows | None) -> CachedFile:
    layer = _describe(client, address)
    everything = {"where": "1=1", "f": "json"}
    total = _ask(client, f"{address}/query", everything | {"returnCountOnly": "true"}).get("count")
    if not isinstance(total, int) or total < 1:
        raise SourceError(f"the layer {layer.name!r} has no rows", fix="give another layer")
    if total > limits.features:
        raise InputError(
            f"the layer {layer.name!r} has {whole_number(total)} rows, more than {whole_number(limits.features)}",
            fix="give the layer of beats",
        )
    top = _rows(client, layer, total, limits, on_rows)
    top[ABOUT] = {"title": layer.name, "publisher": layer.publisher, "layer": address}
    body = client.cache.new_file()
    try:
        body.write_text(json.dumps(top), encoding="utf-8")
        return client.cache.store(whole_address(address), body, ".geojson")
    finally:
        body.unlink(missing_ok=True)


def _rows(client: WebClient, layer: _Layer, total: int, limits: Limits, on_rows: OnRows | None) -> dict[str, Any]:
    """Return one page's top with the rows of all pages in it."""
    top: dict[str, Any] = {}
    rows: dict[Any, Any] = {}
    bytes_left = limits.file_bytes
    ids = [] if layer.pages else _object_ids(client, layer)
    for _ in range(MAX_PAGES):
        start = len(rows)
        which = (
            {"resultOffset": str(start), "resultRecordCount": str(layer.page), "orderByFields": layer.id_field}
            if layer.pages
            else {"objectIds": ",".join(map(str, ids[start : start + layer.page]))}
        )
        page, size = _page(client, layer, which, bytes_left)
        bytes_left -= size
        top = top or {name: value for name, value in page.items() if name != "features"}
        for row in page["features"]:
            rows[_row_id(row, layer.id_field, len(rows))] = row
        if on_rows:
            on_rows(len(rows), total)
        if len(rows) >= total or len(rows) == start:
            break
    if len(rows) != total:
        raise _RowsDiffer(
            f"the layer {layer.name!r} says it has {whole_number(total)} rows and gave {whole_number(len(rows))}",
            fix="try again, or download the layer from the publisher's page and give the file",
        )
    properties = top.get("properties")
    if isinstance(properties, dict):
        properties.pop("exceededTransferLimit", None)
    top.pop("exceededTransferLimit", None)
    return top | {"features": list(rows.values())}


def _page(client: WebClient, layer: _Layer, which: dict[str, str], bytes_left: int) -> tuple[dict[str, Any], int]:
    query = {"where": "1=1", "outFields": "*", "outSR": "4326", "returnGeometry": "true", "f": layer.form} | which
    if "objectIds" in which:
        del query["where"]
    if bytes_left <= 0:
        raise SourceError(f"the layer {layer.name!r} is larger than is taken", fix="give the layer of beats")
    found = client.fetch(
        f"{layer.address}/query",
        query,
        suffix=".page",
        judge=_judge_json,
        max_bytes=bytes_left,
        max_age=MAX_AGE,
        fall_back=False,
    )
    page: dict[str, Any] = json.loads(found.path.read_text(encoding="utf-8-sig"))
    if not isinstance(page.get("features"), list) or not all(isinstance(row, dict) for row in page["features"]):
        raise SourceError(f"the layer {layer.name!r} sent rows in a form that is not known", fix="download it instead")
    return page, found.path.stat().st_size


def _object_ids(client: WebClient, layer: _Layer) -> list[int]:
    """Return the ids of all rows, for servers before 10.3, which know no pages."""
    query = {"where": "1=1", "returnIdsOnly": "true", "f": "json"}
    ids = _ask(client, f"{layer.address}/query", query).get("objectIds") or []
    return sorted(int(one) for one in ids)


def _row_id(row: dict[str, Any], id_field: str, place: int) -> object:
    """Return what tells a row from another, so that one that two pages repeat is taken once."""
    cells = row.get("properties") or row.get("attributes") or {}
    found = row.get("id", cells.get(id_field))
    return ("row", place) if found is None else str(found)


def _ask(client: WebClient, address: str, query: dict[str, str]) -> dict[str, Any]:
    found = client.fetch(
        address,
        query,
        suffix=".page",
        judge=_judge_json,
        max_bytes=_META_BYTES,
        max_age=MAX_AGE,
        fall_back=False,  # old parts beside new ones would make a map that never was
    )
    said: dict[str, Any] = json.loads(found.path.read_text(encoding="utf-8-sig"))
    return said


def _judge_json(answer: Answer) -> None:
    """Accept an object that is not an error in an answer's clothes."""
    if answer.status in (401, 403):
        raise _needs_sign_in(answer.host)
    judge_status(answer)
    if answer.is_html:
        raise TryAgainError("sent a web page instead of the layer")
    try:
        said = json.loads(answer.path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise TryAgainError("sent a reply that breaks off") from None
    if not isinstance(said, dict):
        raise SourceError(f"{answer.host} sent something else than a layer", fix="check the address")
    error = said.get("error")
    if error is None:
        return
    code = error.get("code") if isinstance(error, dict) else None
    if code in (498, 499, 401, 403):
        raise _needs_sign_in(answer.host)
    if isinstance(code, int) and code >= 500:
        raise TryAgainError(f"could not answer ({code})")
    raise SourceError(f"{answer.host} refused the request ({code})", fix="check the address of the layer")


def _needs_sign_in(host: str) -> AccessError:
    return AccessError(
        f"the layer on {host} is not public: it asks for a sign-in",
        fix="ask its owner to share it, or export the map and give the file",
    )


def whole_address(address: str) -> str:
    """Return what the cache knows the whole layer by."""
    return f"{address}/query?where=1=1&outFields=*&outSR=4326"
