"""Addresses of venues, found by a server that answers as the Census Geocoder does: in any order, with ties and gaps."""

from __future__ import annotations

import csv
import email
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geodata.fetch.geocoder import BATCH_ROWS, locate
from geodata.fetch.sources import Sources
from geodata.fetch.steps import Progress
from geodata.fetch.web_answers import Patience
from geodata.inputs.venues import read_venues
from geodata.setup.draft import begin_draft
from geodata.setup.inputs import VENUES, can_be_located, geocode_work, located_addresses, take_files
from geodata.setup.pieces import load_piece
from planning.errors import SchemaError, SourceError
from planning.records.roles import Actor
from planning.vocabulary import ADMIN

FAST = Patience(tries=3, connect_s=2, read_s=2, total_s=5, first_pause_s=0.0)


class Geocoder:
    """Knows every street but "Nowhere"; notes the batches it was sent."""

    def __init__(self) -> None:
        self.batches: list[list[list[str]]] = []
        self.empty = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                head = f"Content-Type: {self.headers['Content-Type']}\n\n".encode()
                sent = email.message_from_bytes(head + body).get_payload()
                outer.batches.append(list(csv.reader(io.StringIO(sent[-1].get_payload()))))
                self.send_response(200)
                self.end_headers()
                if outer.empty:
                    outer.empty -= 1
                    return
                self.wfile.write(outer.reply().encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def reply(self) -> str:
        out = io.StringIO()
        write = csv.writer(out, quoting=csv.QUOTE_ALL).writerow
        for key, street, *rest in reversed(self.batches[-1]):
            line = ", ".join([street, *rest])
            if "Nowhere" in street:
                write([key, line, "No_Match"])
            elif "Twin" in street:
                write([key, line, "Tie"])
            else:
                number = int(street.split()[0])
                write([key, line, "Match", "Exact", line.upper(), f"{-122 - number / 1000},45.5", "1", "L"])
        return out.getvalue()


@pytest.fixture
def geocoder() -> Iterator[Geocoder]:
    fake = Geocoder()
    yield fake
    fake.server.shutdown()


def sources(geocoder: Geocoder, folder: Path, **more: bool) -> Sources:
    return Sources(geocoder=geocoder.address, cache_folder=folder / "cache", patience=FAST, **more)


def test_addresses_are_found_and_the_others_named(geocoder: Geocoder, tmp_path: Path) -> None:
    table = tmp_path / "venues.csv"
    table.write_text(
        'name,address\nA,"1 Main St, Salem, OR 97301"\nB,"9 Nowhere, Salem, OR"\nC,"3 Twin St, Salem, OR"\n'
        'D,"250 Oak St, Salem, Oregon 97301"\nE,\n'
    )
    geocoder.empty = 1
    told: list[tuple[int, int]] = []
    where = sources(geocoder, tmp_path)
    made = locate(table, where, lambda done, total: told.append((done, total)))
    venues = read_venues(table, located=made)
    assert venues.venues[["name", "lon", "lat"]].to_numpy().tolist() == [["A", -122.001, 45.5], ["D", -122.25, 45.5]]
    assert made.notes == (
        "venues.csv: the Census Geocoder found 2 of 4 addresses.",
        "venues.csv: no position was found for the address of row 3, 4.",
    )
    left = {one.why: one.which for one in venues.account.left_out}
    assert left == {"no position": ("3", "4", "6")}
    assert venues.account.columns == {"name": "name", "address": "position"} and set(made.notes) <= set(venues.notes)
    assert told == [(4, 4)]
    assert geocoder.batches[0][0] == ["2", "1 Main St", "Salem", "OR", "97301"]
    assert len(geocoder.batches) == 2
    locate(table, sources(geocoder, tmp_path, offline=True))
    assert len(geocoder.batches) == 2


def test_many_addresses_go_in_batches_of_columns(geocoder: Geocoder, tmp_path: Path) -> None:
    rows = "".join(f"P{k},{k} Elm St,Salem,OR,97301\n" for k in range(1, BATCH_ROWS + 11))
    table = tmp_path / "v.csv"
    table.write_text(f"name,street,city,state,zip\n{rows}")
    made = locate(table, sources(geocoder, tmp_path))
    assert [len(batch) for batch in geocoder.batches] == [BATCH_ROWS, 10]
    assert len(read_venues(table, located=made).venues) == BATCH_ROWS + 10


def test_a_geocoder_that_does_not_answer_is_named(geocoder: Geocoder, tmp_path: Path) -> None:
    table = tmp_path / "v.csv"
    table.write_text("name,address\nA,1 Main St\n")
    geocoder.empty = 9
    with pytest.raises(SourceError, match="did not answer for all addresses, in 3 tries"):
        locate(table, sources(geocoder, tmp_path))
    with pytest.raises(SourceError, match="offline"):
        locate(table, sources(geocoder, tmp_path, offline=True))
    table.write_text("name,lon\nA,1\n")
    with pytest.raises(SchemaError, match="no column of addresses"):
        locate(table, sources(geocoder, tmp_path))


def test_set_up_finds_the_addresses_of_a_list_and_says_which_it_did_not(geocoder: Geocoder, tmp_path: Path) -> None:
    draft = begin_draft(tmp_path, Actor("kim@pd.example", ADMIN))
    given = (("v.csv", b'name,address\nA,"1 Main St, Salem, OR 97301"\nB,"9 Nowhere, Salem, OR"\n'),)
    assert can_be_located(given) and not can_be_located((("v.csv", b"name,lon,lat\nA,-122,45\n"),))
    told: list[Progress] = []
    geocode_work(draft, given, sources(geocoder, tmp_path))(told.append, lambda: False)
    piece = load_piece(draft.pieces, VENUES)
    assert piece.frame["name"].tolist() == ["A"] and "found 1 of 2 addresses" in piece.notes[0]
    assert piece.account.left_out[0].which == ("3",) and told[-1].share == 1.0
    assert located_addresses(draft, given) and not located_addresses(draft, (("v.csv", b"name,address\n"),))
    take_files(draft, VENUES, given, {"kind": "name"})  # said of another column: what was found stays
    assert load_piece(draft.pieces, VENUES).frame["lat"].tolist() == [45.5] and located_addresses(draft, given)


def test_unknown_headings_totals_and_places_with_a_position_of_their_own(geocoder: Geocoder, tmp_path: Path) -> None:
    table = tmp_path / "halls.csv"
    table.write_text(
        "Rooms of 2026,,,,,\nWhere,Line,Town,Seats,lon,lat\nEAST SIDE,,,,,\nMaple Hall,7 Oak St,Salem,40,,\n"
        "Total Fitness,9 Oak St,Salem,60,,\nOld Hall,5 Elm St,Salem,10,-122.5,45.4\nTotal,3,,110,,\n"
    )
    said = {"name": "Where", "address": "Line", "city": "Town"}
    with pytest.raises(SchemaError, match="no column of addresses"):
        locate(table, sources(geocoder, tmp_path))
    found = read_venues(table, columns=said, located=locate(table, sources(geocoder, tmp_path), said=said))
    assert found.venues[["name", "lon", "lat"]].to_numpy().tolist() == [
        ["Maple Hall", -122.007, 45.5],
        ["Total Fitness", -122.009, 45.5],
        ["Old Hall", -122.5, 45.4],
    ]
    left = {one.why: one.which for one in found.account.left_out}
    assert left == {"a heading, or a name alone": ("3",), "a total": ("7",)}
