"""A server on loopback that speaks as the Census API, TIGER/Line, the summary file and ArcGIS REST do.

What it answers follows the documented forms: status codes, the redirect without a key, pages of HTML, rows in any
order, paging. A test makes it misbehave with ``fail``: each fault is used up by one request to that path.
"""

from __future__ import annotations

import io
import json
import re
import socket
import struct
import threading
import time
import urllib.parse
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from requests.adapters import BaseAdapter
from shapely.geometry import mapping

from geodata.fetch.tables import CENSUS_TABLES
from tests.fakes.city import COUNTY, OTHER_COUNTY, FakeCity, api_rows, shapefile_zip

KEY = "0123456789abcdef0123456789abcdef01234567"
YEARS = range(2016, 2025)
MAX_API_VARIABLES = 50
REPLICATES = "/programs-surveys/acs/replicate_estimates"
HTML = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>We will be back.</body></html>"

_MADE: dict[tuple[object, ...], bytes] = {}  # zips take longer to make than to fetch

Fault = int | str | tuple[str, float] | tuple[int, dict[str, str]]


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: Any) -> Reply:
    return Reply(body=json.dumps(value).encode())


def redirect(where: str, **headers: str) -> Reply:
    return Reply(302, HTML, "text/html", {"Location": where, **{k.replace("_", "-"): v for k, v in headers.items()}})


class FakeWeb:
    """The server; as a context it listens on loopback."""

    def __init__(self, city: FakeCity | None = None) -> None:
        self.city = city or FakeCity()
        self.keys = {KEY}
        self.requests: list[str] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.absent: set[tuple[str, str]] = set()  # (variable, GEOID): the row is lacking where the variable is asked
        self.shuffle = lambda rows: rows[::-1]
        self.page = 3
        self.pages, self.geojson = True, True
        self.edited_between_pages = False
        self.url = "http://in-process"
        self._files: dict[str, bytes] = {}

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults[path].extend(faults)

    def asked(self, part: str) -> int:
        return sum(part in line for line in self.requests)

    # -- answers

    def respond(self, path: str, query: dict[str, str]) -> Reply:
        routes = [
            (r"/data/(\d{4})/acs/(acs5(?:/subject)?)", self._api),
            (r"/geo/tiger/TIGER(\d{4})/(TRACT|TABBLOCK20)/(\w+)\.zip", self._tiger),
            (r"/geo/tiger/TIGER(\d{4})/(AREAWATER|LINEARWATER|PRISECROADS|AREALM)/(\w+)\.zip", self._ground),
            (r"/programs-surveys/acs/summary_file/(\d{4})/([\w/-]+)/5YRData/(\S+)\.dat", self._summary),
            (rf"{REPLICATES}/(\d{{4}})/data/5-year/140/C16001_(\d\d)\.csv\.zip", self._replicates),
            (r"/geo/docs/maps-data/data/rel\w*/(20[12]0)_Census_Tract_to_\1_PUMA\.txt", self._puma_list),
            (r"/arcgis/rest/services/(\w+)/(?:Feature|Map)Server(?:/(\d+))?(/query)?", self._arcgis),
            (r"/files/(.+)", self._file),
        ]
        for pattern, answer in routes:
            match = re.fullmatch(pattern, path)
            if match:
                return answer(match, query)
        return Reply(404, HTML, "text/html")

    def _api(self, match: re.Match[str], query: dict[str, str]) -> Reply:
        key = query.get("key")
        if key not in self.keys:
            page = "missing_key.html" if not key else "invalid_key.html"
            return redirect(f"/data/{page}", X_DataWebAPI_KeyError="1")
        variables = query["get"].split(",")
        if int(match[1]) not in YEARS:
            return Reply(404, b"error: unknown dataset", "text/plain")
        if len(variables) > MAX_API_VARIABLES:
            return Reply(400, b"error: maximum 50 variables", "text/plain")
        tables = "|".join(("GEO", "NAME", *(row.id for row in CENSUS_TABLES.values() if row.dataset == match[2])))
        strange = [name for name in variables if not re.match(tables, name)]
        if strange:
            return Reply(400, f"error: unknown variable '{strange[0]}'".encode(), "text/plain")
        return self._places(variables, query)

    def _places(self, variables: list[str], query: dict[str, str]) -> Reply:
        state = re.fullmatch(r"state:(\d\d)", query.get("in", ""))
        if query.get("for") == "public use microdata area:*" and state:
            pumas = self.city.pumas if state[1] == self.city.state else []
            rows = api_rows(self.city, pumas, variables, ("state", "public use microdata area"), "795")
            return as_json([rows[0], *self.shuffle(rows[1:])]) if pumas else Reply(204)
        county = re.fullmatch(r"state:(\d\d) county:(\d{3})", query.get("in", ""))
        level = {"tract:*": "140", "block group:*": "150"}.get(query.get("for", ""))
        if county is None or level is None:
            return Reply(400, b"error: unknown/unsupported geography heirarchy", "text/plain")
        places = self.city.in_county(county[2]) if county[1] == self.city.state else []
        if not places:
            return Reply(204)
        if level == "150":
            places = [f"{place}{group}" for place in places for group in (1, 2)]
        places = [place for place in places if not any((name, place) in self.absent for name in variables)]
        names = ("state", "county", "tract", *(("block group",) if level == "150" else ()))
        header, *rows = api_rows(self.city, places, variables, names, level)
        return as_json([header, *self.shuffle(rows)])

    def _tiger(self, match: re.Match[str], _: dict[str, str]) -> Reply:
        year, layer, name = match.groups()
        expected = f"tl_{year}_{self.city.state}_{'tract' if layer == 'TRACT' else 'tabblock20'}"
        if name != expected or int(year) not in YEARS:
            return Reply(404, HTML, "text/html")
        make = self.city.block_zip if layer == "TABBLOCK20" else lambda: self.city.tract_zip(int(year))
        return Reply(body=self._made(name, make), kind="application/zip")

    def _ground(self, match: re.Match[str], _: dict[str, str]) -> Reply:
        """Water by county, roads and landmarks by state; the second county has no linear water."""
        year, layer, name = match.groups()
        state = self.city.state
        places = [f"{state}{COUNTY}", f"{state}{OTHER_COUNTY}"] if "WATER" in layer else [state]
        known = {f"tl_{year}_{place}_{layer.lower()}" for place in places[: 1 if layer == "LINEARWATER" else 2]}
        if name not in known or int(year) not in YEARS:
            return Reply(404, HTML, "text/html")
        return Reply(body=self._made(name, lambda: self.city.ground_zip(layer, name)), kind="application/zip")

    def _summary(self, match: re.Match[str], _: dict[str, str]) -> Reply:
        year, folder, name = match.groups()
        usual = "table-based-SF/data" if int(year) >= 2021 else "prototype"
        if folder != usual or name != f"acsdt5y{year}-c16001" or int(year) not in YEARS:
            return Reply(404, HTML, "text/html")
        return Reply(body=self.city.summary_file(), kind="text/plain")

    def _replicates(self, match: re.Match[str], _: dict[str, str]) -> Reply:
        if match[2] != self.city.state or int(match[1]) not in YEARS:
            return Reply(404, HTML, "text/html")
        return Reply(body=self.city.replicate_zip(), kind="application/zip")

    def _puma_list(self, match: re.Match[str], _: dict[str, str]) -> Reply:
        return Reply(body=self.city.puma_list(), kind="text/plain")

    def _made(self, name: str, make: Any) -> bytes:
        city = self.city
        which = (type(city), city.columns, city.rows, city.blocks, city.state, name)
        if name not in self._files:
            self._files[name] = _MADE[which] if which in _MADE else _MADE.setdefault(which, make())
        return self._files[name]

    def _arcgis(self, match: re.Match[str], query: dict[str, str]) -> Reply:
        service, layer, is_query = match.groups()
        if service == "Secret":
            return as_json({"error": {"code": 499, "message": "Token Required", "details": []}})
        if layer is None:
            layers = [{"id": 0, "name": "Stations", "type": "Feature Layer", "geometryType": "esriGeometryPoint"}]
            layers += [{"id": 3, "name": "Beats", "type": "Feature Layer", "geometryType": "esriGeometryPolygon"}]
            if service == "Two":
                layers += [layers[-1] | {"id": 4, "name": "Districts"}]
            return as_json({"layers": layers, "tables": []})
        if not is_query:
            return as_json(self._about_layer(layer))
        return as_json(self._query_layer(query))

    def _about_layer(self, layer: str) -> dict[str, Any]:
        return {
            "id": int(layer),
            "name": "Beats",
            "type": "Feature Layer",
            "geometryType": "esriGeometryPoint" if layer == "0" else "esriGeometryPolygon",
            "copyrightText": "City of Tests",
            "maxRecordCount": self.page,
            "objectIdField": "OBJECTID",
            "supportedQueryFormats": "JSON, geoJSON, PBF" if self.geojson else "JSON",
            "advancedQueryCapabilities": {"supportsPagination": self.pages},
            "extent": {"spatialReference": {"wkid": 102100, "latestWkid": 3857}},
            "fields": [
                {"name": "OBJECTID", "type": "esriFieldTypeOID"},
                {"name": "BEAT", "type": "esriFieldTypeString"},
                {"name": "HALF", "type": "esriFieldTypeString"},
            ],
        }

    def _query_layer(self, query: dict[str, str]) -> dict[str, Any]:
        beats = self.city.beats.to_crs(int(query.get("outSR", 3857)))
        beats.insert(0, "OBJECTID", range(1, len(beats) + 1))
        if query.get("returnCountOnly") == "true":
            return {"count": len(beats)}
        if query.get("returnIdsOnly") == "true":
            return {"objectIdFieldName": "OBJECTID", "objectIds": beats["OBJECTID"].tolist()[::-1]}
        if "objectIds" in query:
            chosen = beats[beats["OBJECTID"].isin([int(one) for one in query["objectIds"].split(",")])]
        else:
            start = int(query.get("resultOffset", 0)) if self.pages else 0
            if self.edited_between_pages and start:
                start, self.edited_between_pages = start + 1, False
            chosen = beats.iloc[start : start + min(self.page, int(query.get("resultRecordCount", self.page)))]
        more = bool(len(chosen) and chosen.index[-1] + 1 < len(beats)) and "objectIds" not in query
        return self._features(chosen, query, more)

    def _features(self, chosen: Any, query: dict[str, str], more: bool) -> dict[str, Any]:
        rows = chosen.drop(columns="geometry").to_dict("records")
        if query["f"] == "geojson":
            features = [
                {"type": "Feature", "id": row["OBJECTID"], "properties": row, "geometry": mapping(shape)}
                for row, shape in zip(rows, chosen.geometry, strict=True)
            ]
            top = {"type": "FeatureCollection", "features": features}
            return top | ({"properties": {"exceededTransferLimit": True}} if more else {})
        features = [
            {"attributes": row, "geometry": {"rings": [list(shape.exterior.reverse().coords)]}}
            for row, shape in zip(rows, chosen.geometry, strict=True)
        ]
        return {
            "objectIdFieldName": "OBJECTID",
            "geometryType": "esriGeometryPolygon",
            "spatialReference": {"wkid": int(query.get("outSR", 102100))},
            "fields": self._about_layer("3")["fields"],
            "features": features,
        } | ({"exceededTransferLimit": True} if more else {})

    def _file(self, match: re.Match[str], query: dict[str, str]) -> Reply:
        name = match[1]
        if name == "beats.geojson":
            return Reply(body=self.city.beats.to_json().encode())
        if name == "beats":
            return Reply(body=shapefile_zip(self.city.beats, "beats"), kind="application/octet-stream")
        if name == "page":
            return Reply(body=HTML, kind="text/html")
        if name == "text":
            return Reply(body=b"id,name\n1,x\n", kind="text/csv")
        if name == "to":
            return redirect(query["where"])
        if name == "big":
            return Reply(body=b'{"type": "FeatureCollection", "features": [' + b" " * 3_000_000 + b"]}")
        return Reply(404, HTML, "text/html")

    # -- listening

    def __enter__(self) -> FakeWeb:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def spoiled(reply: Reply, fault: Fault | None) -> Reply:
    """Return what a fault makes of an answer."""
    if isinstance(fault, tuple) and fault[0] == "stall":
        time.sleep(float(fault[1]))  # type: ignore[arg-type]
        return reply
    if isinstance(fault, tuple):
        return Reply(int(fault[0]), HTML, "text/html", fault[1])  # type: ignore[arg-type]
    if isinstance(fault, int):
        return Reply(fault, HTML, "text/html")
    if fault == "html":
        return Reply(200, HTML, "text/html")
    if fault == "invalid_page":
        return Reply(200, HTML.replace(b"Maintenance", b"Invalid Key"), "text/html")
    if fault == "half":  # a whole answer of half a body, as a proxy cuts it
        return Reply(200, reply.body[: len(reply.body) // 2], reply.kind)
    return reply


def _handler_of(web: FakeWeb) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.requests.append(self.path)
            parts = urllib.parse.urlsplit(self.path)
            fault = web.faults[parts.path].popleft() if web.faults.get(parts.path) else None
            if fault == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
                return
            reply = web.respond(parts.path, dict(urllib.parse.parse_qsl(parts.query)))
            self._send(spoiled(reply, fault), len(reply.body) // 2 if fault == "break" else 0)

        def _send(self, reply: Reply, cut: int) -> None:
            try:
                self.send_response(reply.status)
                for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[:cut] if cut else reply.body)
                self.close_connection = self.close_connection or bool(cut)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class InProcess(BaseAdapter):
    """Carries requests to the server without a socket, for thousands of them."""

    def __init__(self, web: FakeWeb) -> None:
        super().__init__()
        self.web = web

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:  # type: ignore[override]
        parts = urllib.parse.urlsplit(request.url or "")
        reply = self.web.respond(parts.path, dict(urllib.parse.parse_qsl(parts.query)))
        response = requests.Response()
        response.status_code = reply.status
        response.headers.update({"content-type": reply.kind, **reply.headers})
        response.raw = io.BytesIO(reply.body)
        response.url = request.url or ""
        response.request = request
        return response

    def close(self) -> None:
        pass
