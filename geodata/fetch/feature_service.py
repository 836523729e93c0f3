"""Beat maps by address: a layer of an ArcGIS server, or any file that a city portal lets one download.

Addresses are typed by people: only public ones are reached (``geodata.fetch.public_address``), within caps of
size and time.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from geodata.department.provenance import Provenance
from geodata.fetch.arcgis import ABOUT, MAX_AGE, OnRows, fetch_rows, only_layer, whole_address
from geodata.fetch.cache import CachedFile
from geodata.fetch.public_address import require_web_address
from geodata.fetch.sources import Sources, old_copy_notes
from geodata.fetch.web import WebClient
from geodata.fetch.web_answers import Answer, judge_file
from geodata.files.limits import UPLOAD, Limits
from planning.errors import SourceError

_SERVER = re.compile(r"(?P<service>.*/(?:Feature|Map)Server)(?:/(?P<layer>\d+))?(?:/query)?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchedLayer:
    """A map that was fetched, unread.

    Attributes
    ----------
    path : Path
        For ``geodata.inputs.beats.read_beats``; its ending says what it is.
    title : str
        What the publisher calls it.
    rows : int or None
        Of a layer of a server; None for a download, which nobody has looked into.
    notes : tuple of str
    provenance : Provenance
    """

    path: Path
    title: str
    rows: int | None
    notes: tuple[str, ...]
    provenance: Provenance


def is_address(text: str) -> bool:
    """Return whether a text is meant as an address of the web.

    Examples
    --------
    >>> is_address("https://data.example.gov/beats.geojson"), is_address("C:/maps/beats.zip"), is_address("beats.zip")
    (True, False, False)
    """
    return re.match(r"\s*[a-z][a-z0-9+.-]+://", text, re.IGNORECASE) is not None


def fetch_layer(
    sources: Sources, address: str, *, limits: Limits = UPLOAD, on_rows: OnRows | None = None
) -> FetchedLayer:
    """Fetch a layer or a file.

    Parameters
    ----------
    sources : Sources
    address : str
        A FeatureServer or MapServer (with or without its layer), or a download: GeoJSON, zipped Shapefile,
        GeoPackage, KML.
    limits : Limits
        Caps of the file and of its rows.
    on_rows : callable, optional

    Raises
    ------
    InputError
        If it is no address, or a server with several layers and none was named.
    AccessError
        If it lies inside a private network, or the layer needs a sign-in.
    SourceError
    """
    wanted = require_web_address(address)
    client = sources.client(public_only=True)
    match = _SERVER.fullmatch(wanted.split("?")[0])
    if match is None:
        return _fetch_file(client, wanted, limits, on_rows)
    return _fetch_service(client, match["service"], match["layer"], limits, on_rows)


def _fetch_file(client: WebClient, address: str, limits: Limits, on_rows: OnRows | None) -> FetchedLayer:
    found = client.fetch(
        address,
        suffix=_ending,
        judge=_judge_map,
        max_bytes=limits.file_bytes,
        max_age=MAX_AGE,
        redirects=5,
        on_bytes=on_rows,
    )
    title = Path(urllib.parse.urlsplit(address).path).name or address
    return FetchedLayer(found.path, title, None, old_copy_notes((found,)), _provenance(found, title, ""))


def _ending(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK"):
        return ".zip"
    if start.startswith(b"SQLite format 3\0"):
        return ".gpkg"
    return ".geojson" if start.startswith(b"{") else ".kml"


def _judge_map(answer: Answer) -> None:
    judge_file(answer)
    start = answer.start()
    known = (b"{", b"PK\x03\x04", b"SQLite format 3\0")
    if start.startswith(known) or (start.startswith(b"<") and b"<kml" in start):
        return
    raise SourceError(
        f"{answer.host} sent neither GeoJSON, a zip, a GeoPackage nor KML",
        fix="copy the address of the download itself (GeoJSON or Shapefile), not of the page about it",
    )


def _fetch_service(
    client: WebClient, service: str, layer: str | None, limits: Limits, on_rows: OnRows | None
) -> FetchedLayer:
    number = layer if layer is not None else only_layer(client, service)
    address = f"{service}/{number}"
    kept = client.find_fresh(whole_address(address), None, MAX_AGE)
    if kept is None:
        kept = fetch_rows(client, address, limits, on_rows)
    top = json.loads(kept.path.read_text(encoding="utf-8"))
    about = top[ABOUT]
    return FetchedLayer(
        kept.path,
        about["title"],
        len(top["features"]),
        old_copy_notes((kept,)),
        _provenance(kept, about["title"], about["publisher"]),
    )


def _provenance(found: CachedFile, title: str, publisher: str) -> Provenance:
    host = urllib.parse.urlsplit(found.address).hostname or ""
    return Provenance(
        input="beats",
        title=title,
        publisher=publisher or host,
        address=found.address,
        retrieved=found.date,
        sha256=found.sha256,
    )
