"""Find where addresses of venues are, with the Census Geocoder's batch form; asked only where somebody wants it.

Only venues are looked up: the addresses of officers or residents never leave the machine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import requests

from geodata.fetch.cache import FetchCache
from geodata.fetch.sources import Sources
from geodata.fetch.web import USER_AGENT, Stopped
from geodata.files.limits import MEGABYTE, UPLOAD
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.addresses import Address, Located, Position, find_addresses
from planning.errors import SourceError
from planning.lists import counted
from planning.words.formats import whole_number

BATCH_PATH = "/geocoder/locations/addressbatch"
BENCHMARK = "Public_AR_Current"
BATCH_ROWS = 200
"""The service takes 10,000, but larger batches often come back empty."""
LARGEST_REPLY = 5 * MEGABYTE
MATCH = "Match"
_PLACE = re.compile(r"\s*(-?\d+\.?\d*)\s*,\s*(-?\d+\.?\d*)\s*")


def locate(
    table: Path, sources: Sources, tell: Callable[[int, int], None] | None = None, said: Mapping[str, str] | None = None
) -> Located:
    """Look up where the addresses of a table of venues are.

    Parameters
    ----------
    table : Path
        CSV or workbook with an address in one column, or street, city, state and zip in several.
    sources : Sources
    tell : callable, optional
        Told of the addresses looked up so far, and of all.
    said : mapping of role to heading, optional
        What somebody says the columns are.

    Raises
    ------
    MissingColumnError
        If there is no column of addresses.
    SourceError
        If the geocoder does not answer.
    """
    read = read_text_table(table, limits=UPLOAD)
    require_no_forbidden_columns(read.rows.columns, read.name, venues=True)
    wanted = find_addresses(read.rows, read.name, said)
    found = look_up(sources, wanted.rows, tell)
    total = counted(len(wanted.rows), "address", "addresses")
    notes = [f"{read.name}: the Census Geocoder found {whole_number(len(found))} of {total}."]
    if lost := [row for row in wanted.rows if row not in found]:
        notes.append(f"{read.name}: no position was found for the address of row {first_of(lost)}.")
    return Located(found, wanted.columns, tuple(notes))


def look_up(
    sources: Sources, addresses: Mapping[str, Address], tell: Callable[[int, int], None] | None = None
) -> dict[str, Position]:
    """Return the positions of those addresses that the geocoder knows; a tie is not known.

    Raises
    ------
    SourceError
        If it does not answer.
    Stopped
    """
    found: dict[str, Position] = {}
    keys = list(addresses)
    for start in range(0, len(keys), BATCH_ROWS):
        batch = {key: addresses[key] for key in keys[start : start + BATCH_ROWS]}
        found |= _positions(_reply(sources, batch))
        if tell:
            tell(min(start + BATCH_ROWS, len(keys)), len(keys))
    return found


def _reply(sources: Sources, batch: Mapping[str, Address]) -> str:
    """Return what the geocoder says of a batch: from the cache, or asked for until every row is answered."""
    text = io.StringIO()
    csv.writer(text).writerows([key, *cells] for key, cells in batch.items())
    address = f"{sources.geocoder}{BATCH_PATH}"
    known_as = f"{address}?benchmark={BENCHMARK}&rows={hashlib.sha256(text.getvalue().encode()).hexdigest()}"
    cache = FetchCache(sources.cache_folder, sources.zone)
    kept = None if sources.refresh else cache.find(known_as)
    if kept:
        return kept.path.read_text(encoding="utf-8")
    if sources.offline:
        raise SourceError(
            "the geocoder may not be asked (offline)", fix="go online once, or add lon and lat to the list"
        )
    for attempt in range(sources.patience.tries):
        if sources.cancel():
            raise Stopped
        reply = _ask(sources, address, text.getvalue())
        if reply is not None and {row[0] for row in _rows(reply)} >= set(batch):
            body = cache.new_file()
            body.write_text(reply, encoding="utf-8")
            cache.store(known_as, body, ".csv")
            return reply
        if attempt + 1 < sources.patience.tries:
            time.sleep(sources.patience.pause(attempt, None))
    raise SourceError(
        f"the Census Geocoder did not answer for all addresses, in {sources.patience.tries} tries",
        fix="try again later, or add lon and lat to the list",
    )


def _ask(sources: Sources, address: str, text: str) -> str | None:
    """Return the text of one reply, or None where it is no answer."""
    times = (sources.patience.connect_s, sources.patience.total_s)
    try:
        with requests.post(
            address,
            files={"addressFile": ("addresses.csv", text, "text/csv")},
            data={"benchmark": BENCHMARK},
            headers={"User-Agent": USER_AGENT},
            timeout=times,
            stream=True,
            allow_redirects=False,
        ) as response:
            if response.status_code != requests.codes.ok:
                return None
            content = response.raw.read(LARGEST_REPLY + 1, decode_content=True)
    except requests.RequestException:
        return None
    return None if len(content) > LARGEST_REPLY else str(content.decode("utf-8", "replace"))


def _rows(reply: str) -> Iterator[list[str]]:
    """Yield the rows of a reply; they come in any order and of unequal length."""
    return (row for row in csv.reader(io.StringIO(reply)) if len(row) > 2)  # id, input, answer


def _positions(reply: str) -> dict[str, Position]:
    """Return the positions in a reply, by the id that was sent.

    Examples
    --------
    >>> _positions('"7","1 Main","Match","Exact","1 MAIN","-122.67,45.51","1","L"\\n"8","x","Tie"\\n')
    {'7': (-122.67, 45.51)}
    """
    found: dict[str, Position] = {}
    for row in _rows(reply):
        place = _PLACE.fullmatch(row[5]) if row[2] == MATCH and len(row) > 5 else None  # "lon,lat"
        if place:
            found[row[0]] = (float(place[1]), float(place[2]))
    return found
