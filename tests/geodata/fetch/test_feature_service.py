"""Beat maps by address: every form a server has, and no way into a private network."""

from __future__ import annotations

import datetime
import json
import socket
import ssl
import time
from dataclasses import replace

import pytest
import shapely

from geodata.fetch.arcgis import MAX_AGE
from geodata.fetch.feature_service import fetch_layer, is_address
from geodata.fetch.public_address import public_addresses, require_web_address
from geodata.fetch.sources import Sources
from geodata.fetch.web import Stopped
from geodata.fetch.web_answers import NoAnswerError, Patience
from geodata.files.limits import UPLOAD
from geodata.inputs.beats import read_beats
from planning.errors import AccessError, InputError, PlanningError, SourceError
from tests.fakes.city import FakeCity
from tests.fakes.server import FakeWeb

QUICK = Patience(connect_s=1, read_s=0.3, total_s=5, tries=2, first_pause_s=0.01, longest_pause_s=0.05)
LAYER = "/arcgis/rest/services/Beats/FeatureServer/3"


@pytest.fixture
def web():
    with FakeWeb(FakeCity(columns=7)) as running:
        yield running


@pytest.fixture
def sources(web, tmp_path) -> Sources:
    return Sources(cache_folder=tmp_path / "cache", allow_private=True, patience=QUICK)


def same_as_published(web, layer) -> bool:
    read = read_beats(layer.path, "BEAT", ("HALF",)).beats
    there = web.city.beats
    apart = shapely.area(shapely.symmetric_difference(read.geometry.to_numpy(), there.geometry.to_numpy()))
    return read["area_id"].tolist() == there["BEAT"].tolist() and bool((apart < 1e-10).all())


@pytest.mark.parametrize(
    ("address", "pages", "geojson"),
    [
        (LAYER, True, True),
        (f"{LAYER}/query?where=1%3D1&f=html", True, False),
        (LAYER.replace("Feature", "Map"), False, True),
        (LAYER, False, False),
    ],
)
def test_a_layer_comes_whole_whatever_the_server_can(web, sources, pages, geojson, address):
    web.pages, web.geojson = pages, geojson
    told: list[tuple[int, int | None]] = []
    layer = fetch_layer(sources, web.url + address, on_rows=lambda done, total: told.append((done, total)))
    assert same_as_published(web, layer)
    assert layer.rows == 7
    assert layer.title == "Beats"
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert layer.provenance.publisher == "City of Tests"
    assert layer.provenance.address.startswith(f"{web.url}/arcgis/rest/services/Beats/")
    assert len(layer.provenance.sha256) == 64


def test_a_server_with_one_layer_of_areas_needs_no_number(web, sources):
    layer = fetch_layer(sources, f"{web.url}/arcgis/rest/services/Beats/FeatureServer/")
    assert same_as_published(web, layer)
    with pytest.raises(InputError, match=r"2 layers.*FeatureServer/4 \(Districts\)"):
        fetch_layer(sources, f"{web.url}/arcgis/rest/services/Two/FeatureServer")
    with pytest.raises(SourceError, match="does not hold areas"):
        fetch_layer(sources, f"{web.url}/arcgis/rest/services/Beats/FeatureServer/0")


def test_a_layer_that_is_edited_meanwhile_is_fetched_once_more(web, sources):
    web.edited_between_pages = True
    assert same_as_published(web, fetch_layer(sources, web.url + LAYER))


def test_a_layer_that_never_adds_up_is_refused(web, sources, monkeypatch):
    usual = web._query_layer
    monkeypatch.setattr(
        web, "_query_layer", lambda query: usual(query) | ({"count": 9} if "returnCountOnly" in query else {})
    )
    with pytest.raises(SourceError, match="says it has 9 rows and gave 7"):
        fetch_layer(sources, web.url + LAYER)


def test_errors_in_an_answers_clothes_are_errors(web, sources):
    with pytest.raises(AccessError, match="sign-in"):
        fetch_layer(sources, f"{web.url}/arcgis/rest/services/Secret/FeatureServer/0")
    with pytest.raises(SourceError, match="does not have that file"):
        fetch_layer(sources, f"{web.url}/other/FeatureServer/0")


@pytest.mark.parametrize("fault", [503, "half", "reset"])
def test_a_passing_fault_of_a_page_costs_nothing(web, sources, fault):
    web.fail(f"{LAYER}/query", fault)
    web.fail(LAYER, fault)
    assert same_as_published(web, fetch_layer(sources, web.url + LAYER))


def test_an_old_copy_serves_where_the_server_is_gone(web, sources, monkeypatch):
    fetch_layer(sources, web.url + LAYER)
    for module in ("arcgis", "feature_service"):
        monkeypatch.setattr(f"geodata.fetch.{module}.MAX_AGE", -MAX_AGE)
    web.fail(LAYER, 503, 503)
    web.fail(f"{LAYER}/query", *[503] * 20)
    layer = fetch_layer(sources, web.url + LAYER)
    assert same_as_published(web, layer)
    assert "is busy (503)" in layer.notes[0]
    assert same_as_published(web, fetch_layer(replace(sources, offline=True), web.url + LAYER))


def test_an_old_copy_serves_where_there_is_no_internet_at_all(web, tmp_path, monkeypatch):
    guarded = Sources(cache_folder=tmp_path, patience=QUICK)
    address = f"http://city.example:{web.url.rsplit(':', 1)[1]}{LAYER}"
    with monkeypatch.context() as connected:
        connected.setattr("geodata.fetch.public_address.public_addresses", lambda *_: ["127.0.0.1"])
        fetch_layer(guarded, address)
    for module in ("arcgis", "feature_service"):
        monkeypatch.setattr(f"geodata.fetch.{module}.MAX_AGE", -MAX_AGE)
    asked = len(web.requests)
    layer = fetch_layer(guarded, address)
    assert same_as_published(web, layer)
    assert "no server is known by the name 'city.example'" in layer.notes[0]
    assert len(web.requests) == asked


@pytest.mark.parametrize("name", ["beats.geojson", "beats"])
def test_a_download_is_known_by_its_bytes(web, sources, name):
    layer = fetch_layer(sources, f"{web.url}/files/{name}?method=export&format=anything")
    assert layer.path.suffix == (".geojson" if name.endswith("geojson") else ".zip")
    assert same_as_published(web, layer)
    assert same_as_published(web, fetch_layer(sources, f"{web.url}/files/to?where=/files/{name}"))


@pytest.mark.parametrize(
    ("name", "says"), [("page", "web page"), ("text", "neither GeoJSON"), ("none", "not have that")]
)
def test_what_is_no_map_is_refused(web, sources, name, says):
    with pytest.raises(SourceError, match=says):
        fetch_layer(sources, f"{web.url}/files/{name}")


def test_size_rows_and_time_are_capped(web, sources):
    with pytest.raises(SourceError, match="more than 1 MB"):
        fetch_layer(sources, f"{web.url}/files/big", limits=replace(UPLOAD, file_bytes=1 << 20))
    with pytest.raises(InputError, match="7 rows, more than 5"):
        fetch_layer(sources, web.url + LAYER, limits=replace(UPLOAD, features=5))
    with pytest.raises(SourceError, match=r"larger than is taken|more than 0 MB"):
        fetch_layer(replace(sources, refresh=True), web.url + LAYER, limits=replace(UPLOAD, file_bytes=1500))
    web.fail("/files/beats.geojson", ("stall", 0.6), ("stall", 0.6))
    start = time.monotonic()
    with pytest.raises(NoAnswerError, match=r"said nothing for 0\.3 seconds"):
        fetch_layer(sources, f"{web.url}/files/beats.geojson")
    assert time.monotonic() - start < 3
    assert not list(sources.cache_folder.glob(".fetching-*"))


def test_stop_is_obeyed(web, sources):
    with pytest.raises(Stopped):
        fetch_layer(replace(sources, cancel=lambda: True), web.url + LAYER)


# -- addresses


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "ftp://example.gov/x",
        "gopher://x",
        "javascript:alert(1)",
        "https://",
        "http://user:secret@example.gov/x",
        "https://example.gov/a b",
        "http://[::1",
        "//example.gov/x",
        "",
        "https://example.gov/\r\nHost: x",
        "http://example.gov:99999/x",
        "/vsicurl/http://example.gov/x",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(sources, address):
    with pytest.raises(PlanningError) as caught:
        fetch_layer(sources, address)
    assert "secret" not in str(caught.value)


def test_a_path_is_no_address():
    assert not is_address("maps/beats.geojson")
    assert not is_address(r"C:\maps\beats.zip")
    assert is_address("file:///etc/passwd")  # so that it is refused as an address, not opened as a file
    assert require_web_address("HTTPS://Example.gov/x") == "https://Example.gov/x"


PRIVATE = [
    "127.0.0.1",
    "localhost",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "[::1]",
    "[fe80::1]",
    "[fc00::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "127.1",
    "224.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[::]",
    "192.0.2.1",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_never_asked(tmp_path, web, host):
    port = web.url.rsplit(":", 1)[1]
    guarded = Sources(cache_folder=tmp_path, patience=QUICK)
    with pytest.raises((AccessError, SourceError)):
        fetch_layer(guarded, f"http://{host}:{port}/files/beats.geojson")
    assert web.requests == []


def test_a_redirect_into_a_private_network_is_not_followed(web, tmp_path, monkeypatch):
    """The first hop is let through by name, the second is what an attacker's server would send."""
    real = public_addresses
    monkeypatch.setattr(
        "geodata.fetch.public_address.public_addresses",
        lambda host, port: ["127.0.0.1"] if host == "public.example" else real(host, port),
    )
    port = web.url.rsplit(":", 1)[1]
    guarded = Sources(cache_folder=tmp_path, patience=QUICK)
    for target in (f"{web.url}/files/beats.geojson", f"http://localhost:{port}/files/beats.geojson"):
        web.requests.clear()
        with pytest.raises(AccessError, match="private network"):
            fetch_layer(guarded, f"http://public.example:{port}/files/to?where={target}")
        assert len(web.requests) == 1
    with pytest.raises(InputError, match="only addresses that begin with"):
        fetch_layer(guarded, f"http://public.example:{port}/files/to?where=file:///etc/passwd")
    with pytest.raises(SourceError):
        fetch_layer(guarded, f"http://public.example:{port}/files/to?where=/files/to%3Fwhere=/files/to")
    moved = fetch_layer(guarded, f"http://public.example:{port}/files/to?where=/files/beats.geojson")
    assert same_as_published(web, moved)


def test_a_name_that_changes_its_address_after_the_check_is_of_no_use(web, tmp_path, monkeypatch):
    """The name service answers publicly first and privately ever after; only checked answers are connected to."""
    port = int(web.url.rsplit(":", 1)[1])
    answers = iter(["8.8.8.8", *["127.0.0.1"] * 50])
    real = socket.getaddrinfo

    def resolve(host, *args, **kwargs):
        if host != "rebinding.example":
            return real(host, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises((AccessError, SourceError)):
        fetch_layer(
            Sources(cache_folder=tmp_path, patience=QUICK), f"http://rebinding.example:{port}/files/beats.geojson"
        )
    assert web.requests == []


def test_a_certificate_is_held_against_the_name_not_the_pinned_number(tmp_path, monkeypatch):
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "public.example")])
    day = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(day - datetime.timedelta(days=1))
        .not_valid_after(day + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("public.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain = tmp_path / "server.pem"
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    chain.write_bytes(certificate.public_bytes(pem) + private)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    monkeypatch.setattr("geodata.fetch.public_address.public_addresses", lambda *_: ["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    with FakeWeb(FakeCity(columns=7)) as web:
        web._server.socket = context.wrap_socket(web._server.socket, server_side=True)
        port = web.url.rsplit(":", 1)[1]
        guarded = Sources(cache_folder=tmp_path / "cache", patience=QUICK)
        layer = fetch_layer(guarded, f"https://public.example:{port}/files/beats.geojson")
        assert same_as_published(web, layer)
        with pytest.raises(NoAnswerError, match="could not prove who it is"):
            fetch_layer(guarded, f"https://other.example:{port}/files/beats.geojson")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(AccessError):
        public_addresses("both.example", 80)


def test_the_operator_may_allow_private_addresses():
    assert Sources.from_environment({"COMMON_TONGUE_ALLOW_PRIVATE": "1"}).allow_private
    assert not Sources.from_environment({"COMMON_TONGUE_ALLOW_PRIVATE": "yes"}).allow_private
    assert not Sources.from_environment({}).allow_private


def test_the_file_holds_no_sign_that_rows_are_lacking(web, sources):
    kept = json.loads(fetch_layer(sources, web.url + LAYER).path.read_text())
    assert "exceededTransferLimit" not in json.dumps(kept)
    assert len(kept["features"]) == 7
