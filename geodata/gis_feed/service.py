"""OGC API - Features 1.0: what the feed answers to a question, as plain data; no server and no key in here.

Core, GeoJSON, HTML and OpenAPI 3.0 (OGC 17-069r4). Everything is in CRS84: longitude, latitude.
"""

from __future__ import annotations

import hashlib
import html
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import shapely

from geodata.clock import utc_now
from geodata.departments import Opened
from geodata.gis.writers import bbox_of
from geodata.gis_feed.collections import Collection, Features, Keep, collections_for
from geodata.gis_feed.openapi import DEFAULT_LIMIT, MOST, api_document
from geodata.papers.exports import USE_NOTE, facts_of
from geodata.papers.printed import html_page

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{one}" for one in ("core", "geojson", "html", "oas30")
)
JSON, GEOJSON, HTML = "application/json", "application/geo+json", "text/html"
PAGE = "text/html;charset=utf-8"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
ROOT = "/ogc"
FORMATS = ("json", "html")
FOR_ALL = frozenset(("f", "key", "department"))
FOR_ITEMS = FOR_ALL | {"limit", "offset", "bbox", "bbox-crs", "datetime", "area_id"}
_MOMENT = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?"
DATETIME = re.compile(rf"{_MOMENT}|({_MOMENT}|\.\.|)/({_MOMENT}|\.\.|)")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks the feed.

    Attributes
    ----------
    path : str
        Below ``ROOT``.
    query : sequence of (name, value)
    accept, none_match : str
        The headers.
    base : str
        The address of the server, up to ``ROOT``.
    """

    path: str
    query: Sequence[tuple[str, str]] = ()
    accept: str = ""
    none_match: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body.

    Attributes
    ----------
    taken : tuple of kind, collection and number of areas, or None
        What was given, for the audit trail.
    lasting : bytes
        What the ETag is made of, where the body has the moment in it; else the body is.
    """

    status: int
    body: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    taken: tuple[str, str, int] | None = None
    lasting: bytes = b""


class Refused(Exception):
    """A question that cannot be answered: a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


def answer(opened: Opened, question: Question, keep: Keep) -> Answer:
    """Answer a question, as far as whoever asks may take away."""
    try:
        found = _answer(_Asked(opened, question, keep))
    except Refused as refused:
        return problem(refused.status, str(refused))
    etag = f'"{hashlib.sha256(found.lasting or found.body).hexdigest()[:32]}"'
    headers = {**found.headers, "etag": etag, "cache-control": "private, no-cache", "vary": "accept, authorization"}
    if etag in question.none_match or question.none_match.strip() == "*":
        return Answer(304, b"", found.content_type, headers)
    return replace(found, headers=headers)


def problem(status: int, sentence: str) -> Answer:
    """Return an answer that says why there is none, as OGC API has exceptions."""
    body = json.dumps({"code": str(status), "description": sentence}).encode()
    return Answer(status, body, JSON, {"cache-control": "no-store"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what it is asked of."""

    opened: Opened
    question: Question
    keep: Keep

    def one(self, name: str) -> str:
        """Return a parameter; empty where it was not given."""
        values = [value for given, value in self.question.query if given == name]
        if len(values) > 1:
            raise Refused(400, f"{name} is given more than once.")
        return values[0] if values else ""

    def require(self, known: frozenset[str]) -> None:
        """Refuse a parameter that means nothing here."""
        strange = [name for name, _ in self.question.query if name not in known]
        if strange:
            raise Refused(400, f"There is no parameter {strange[0][:40]!r} here.")

    @property
    def is_html(self) -> bool:
        """Whether a page is asked for."""
        f = self.one("f")
        if f and f not in FORMATS:
            raise Refused(400, f"f is one of {', '.join(FORMATS)}.")
        accept = self.question.accept
        return f == "html" or (not f and "text/html" in accept and "json" not in accept)

    def link(self, path: str, rel: str, kind: str, title: str = "", **query: str) -> dict[str, str]:
        """Return a link; a key that came in the address goes on in it."""
        kept = [(name, value) for name, value in self.question.query if name in ("key", "department")]
        asked = urlencode([*query.items(), *kept])
        href = f"{self.question.base}{ROOT}{path}{'?' + asked if asked else ''}"
        return {"href": href, "rel": rel, "type": kind, **({"title": title} if title else {})}

    def own_links(self, path: str, kind: str) -> list[dict[str, str]]:
        """Return the links of a document to itself and to its other form."""
        here, other = (HTML, kind) if self.is_html else (kind, HTML)
        names = {HTML: "html"}
        return [
            self.link(path, "self", here, "This document", f=names.get(here, "json")),
            self.link(path, "alternate", other, "The same in another form", f=names.get(other, "json")),
        ]


def _answer(asked: _Asked) -> Answer:
    path = asked.question.path.rstrip("/")
    parts = path.split("/")[1:] if path else []
    if parts[:1] == ["collections"] and len(parts) in (3, 4) and parts[2] == "items":
        asked.require(FOR_ITEMS if len(parts) == 3 else FOR_ALL)
        collection = _collection(asked, parts[1])
        return _items(asked, collection) if len(parts) == 3 else _item(asked, collection, parts[3])
    asked.require(FOR_ALL)
    match parts:
        case []:
            return _document(asked, _landing(asked), _described_page)
        case ["conformance"]:
            return _document(asked, {"conformsTo": list(CONFORMS)}, _list_page("What it conforms to", "conformsTo"))
        case ["api"]:
            return _api(asked)
        case ["collections"]:
            every = [_about(asked, one) for one in collections_for(asked.opened)]
            links = asked.own_links("/collections", JSON)
            return _document(asked, {"links": links, "collections": every}, _collections_page)
        case ["collections", name]:
            return _document(asked, _about(asked, _collection(asked, name)), _described_page)
    raise Refused(404, "There is nothing here.")


def _api(asked: _Asked) -> Answer:
    document = api_document(
        asked.opened.department.settings.name,
        f"{asked.question.base}{ROOT}",
        [(one.id, one.title) for one in collections_for(asked.opened)],
    )
    if asked.is_html:
        paths = "".join(f"<li><code>{html.escape(path)}</code></li>" for path in document["paths"])
        return _page("API", f"<ul>{paths}</ul>{_links(asked, [asked.link('/api', 'alternate', OPENAPI, 'OpenAPI')])}")
    return Answer(200, json.dumps(document).encode(), OPENAPI)


def _landing(asked: _Asked) -> dict[str, Any]:
    return {
        "title": f"{asked.opened.department.settings.name}: language need",
        "description": "LEP residents by area, what the translation rule gives, officers short, and change. "
        "For planning language services. Not for immigration or criminal enforcement.",
        "links": [
            *asked.own_links("/", JSON),
            asked.link("/api", "service-desc", OPENAPI, "The API"),
            asked.link("/api", "service-doc", HTML, "The API", f="html"),
            asked.link("/conformance", "conformance", JSON, "What it conforms to"),
            asked.link("/collections", "data", JSON, "The maps"),
        ],
    }


def _collection(asked: _Asked, name: str) -> Collection:
    found = next((one for one in collections_for(asked.opened) if one.id == name), None)
    if found is None:
        raise Refused(404, "There is no such collection, or your key may not read it.")
    return found


def _about(asked: _Asked, collection: Collection) -> dict[str, Any]:
    department = asked.opened.department
    path = f"/collections/{collection.id}"
    facts = {**facts_of(department), "Use": USE_NOTE}
    extent = {"spatial": {"bbox": [bbox_of(department.beats.geometry)], "crs": CRS84}}
    return {
        "id": collection.id,
        "title": collection.title,
        "description": " ".join(f"{name}: {said}" for name, said in facts.items()),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": extent,
        "links": [
            *asked.own_links(path, JSON),
            asked.link(f"{path}/items", "items", GEOJSON, collection.title),
            asked.link(f"{path}/items", "items", HTML, collection.title, f="html"),
        ],
    }


def _items(asked: _Asked, collection: Collection) -> Answer:
    limit, offset = _whole(asked, "limit", DEFAULT_LIMIT, 1), _whole(asked, "offset", 0, 0)
    limit = min(limit, MOST)
    if (when := asked.one("datetime")) and not DATETIME.fullmatch(when):
        raise Refused(400, "datetime is a day or a moment, or two with a slash between them.")
    features = asked.keep(asked.opened, collection)
    matched = _matched(asked, features)
    chosen = matched[offset : offset + limit]
    path = f"/collections/{collection.id}/items"
    kept = {name: asked.one(name) for name in ("bbox", "bbox-crs", "datetime", "area_id") if asked.one(name)}
    links = [
        *asked.own_links(path, GEOJSON),
        asked.link(f"/collections/{collection.id}", "collection", JSON, collection.title),
    ]
    if offset + limit < len(matched):
        more = {**kept, "limit": str(limit), "offset": str(offset + limit), "f": "html" if asked.is_html else "json"}
        links.append(asked.link(path, "next", HTML if asked.is_html else GEOJSON, "The next areas", **more))
    taken = (collection.kind, collection.id, len(chosen))
    if asked.is_html:
        shown = [json.loads(features.written[k]) for k in chosen]
        return replace(_items_page(collection, shown, asked, links), taken=taken)
    head = json.dumps(
        {
            "type": "FeatureCollection",
            "links": links,
            "numberMatched": len(matched),
            "numberReturned": len(chosen),
            "common_tongue": dict(features.facts),
        }
    )
    inside = ",".join(features.written[k] for k in chosen)
    stamped = f'"timeStamp":"{utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")}"'
    body = f'{head[:-1]},{stamped},"features":[{inside}]}}'
    return Answer(200, body.encode(), GEOJSON, {"content-crs": f"<{CRS84}>"}, taken, (head + inside).encode())


def _item(asked: _Asked, collection: Collection, name: str) -> Answer:
    features = asked.keep(asked.opened, collection)
    if name not in features.ids:
        raise Refused(404, "There is no such area.")
    feature = json.loads(features.written[features.ids.index(name)])
    path = f"/collections/{collection.id}"
    links = [*asked.own_links(f"{path}/items/{name}", GEOJSON), asked.link(path, "collection", JSON, collection.title)]
    taken = (collection.kind, collection.id, 1)
    if asked.is_html:
        return replace(_items_page(collection, [feature], asked, links), taken=taken)
    body = json.dumps({**feature, "links": links, "common_tongue": dict(features.facts)}, allow_nan=False)
    return Answer(200, body.encode(), GEOJSON, {"content-crs": f"<{CRS84}>"}, taken)


def _matched(asked: _Asked, features: Features) -> list[int]:
    """Return the places of the features that are asked for."""
    places = list(range(len(features.ids)))
    if wanted := asked.one("area_id"):
        places = [k for k in places if features.ids[k] == wanted]
    if (crs := asked.one("bbox-crs")) and crs != CRS84:
        raise Refused(400, f"bbox-crs is {CRS84}.")
    if given := asked.one("bbox"):
        window = _window(given)
        return [k for k in places if features.shapes[k] is None or shapely.intersects(features.shapes[k], window)]
    return places


def _window(given: str) -> shapely.Geometry:
    """Return the ground of a bbox; one whose west is beyond its east lies on both sides of 180 degrees."""
    try:
        edges = [float(part) for part in given.split(",")]
    except ValueError:
        raise Refused(400, "bbox is four numbers: west,south,east,north.") from None
    if len(edges) == 6:
        edges = [*edges[:2], *edges[3:5]]
    if len(edges) != 4 or not all(map(math.isfinite, edges)) or edges[1] > edges[3]:
        raise Refused(400, "bbox is four numbers: west,south,east,north.")
    west, south, east, north = edges
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon([shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)])


def _whole(asked: _Asked, name: str, usual: int, least: int) -> int:
    given = asked.one(name)
    if not given:
        return usual
    if not re.fullmatch(r"\d{1,9}", given) or int(given) < least:
        raise Refused(400, f"{name} is a whole number of {least} or more.")
    return int(given)


# -- pages

Page = Callable[[_Asked, dict[str, Any]], Answer]


def _document(asked: _Asked, content: dict[str, Any], page: Page) -> Answer:
    if asked.is_html:
        return page(asked, content)
    return Answer(200, json.dumps(content, allow_nan=False).encode())


def _page(title: str, body: str) -> Answer:
    made = html_page(title, f"<h1>{html.escape(title)}</h1>\n{body}", wide=True)
    return Answer(200, made.encode(), PAGE)


def _links(asked: _Asked, links: Sequence[Mapping[str, str]]) -> str:
    rows = "".join(
        f'<li><a href="{html.escape(one["href"])}">{html.escape(one.get("title", one["rel"]))}</a> '
        f'<span class="small">{html.escape(one["rel"])}, {html.escape(one["type"])}</span></li>'
        for one in links
    )
    return f"<ul>{rows}</ul>"


def _described_page(asked: _Asked, content: dict[str, Any]) -> Answer:
    return _page(content["title"], f"<p>{html.escape(content['description'])}</p>{_links(asked, content['links'])}")


def _list_page(title: str, name: str) -> Page:
    def page(asked: _Asked, content: dict[str, Any]) -> Answer:
        return _page(title, "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in content[name]) + "</ul>")

    return page


def _collections_page(asked: _Asked, content: dict[str, Any]) -> Answer:
    parts = [f"<h2>{html.escape(one['title'])}</h2>{_links(asked, one['links'])}" for one in content["collections"]]
    return _page("Maps", "".join(parts))


def _items_page(
    collection: Collection, features: Sequence[dict[str, Any]], asked: _Asked, links: Sequence[Mapping[str, str]]
) -> Answer:
    names = list(features[0]["properties"]) if features else []
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_shown(feature['properties'][name])}</td>" for name in names) + "</tr>"
        for feature in features
    )
    table = f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return _page(collection.title, f"{_links(asked, links)}{table}")


def _shown(value: object) -> str:
    return "no data" if value is None else html.escape(f"{value:g}" if isinstance(value, float) else str(value))
