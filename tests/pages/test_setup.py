"""Each step of the guided path, with real files and the local server; nothing is stubbed but the browser."""

from __future__ import annotations

import io
import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from shapely.affinity import translate
from streamlit.testing.v1 import AppTest

from geodata import departments as doors
from geodata.demo.harbor_falls import build_demo
from geodata.department.department import load_department, save_department
from geodata.department.local_time import zone_in
from geodata.departments import DEPARTMENTS_VARIABLE, first_department
from geodata.fetch.another_year import load_year
from geodata.fetch.census_replies import ApiRequest
from geodata.fetch.sources import Sources
from geodata.meetings.venue_records import set_veto
from geodata.records.engine import open_store
from geodata.records.people import carry_people, role_of
from geodata.setup.beat_map import given_map, made_beats, read_map, take_map
from geodata.setup.draft import Draft, Entries, begin_draft, keep_entries, list_drafts, open_draft
from geodata.setup.finish import check_work, finish
from geodata.setup.inputs import census_work, has_census, has_points, points_work, take_files
from geodata.setup.jobs import find_job, start_job
from planning.errors import AccessError
from planning.records.roles import Actor
from tests.fakes.city import COUNTY, OTHER_COUNTY, STATE, FakeCity
from tests.fakes.server import KEY, FakeWeb
from tests.pages.looking import everything_sent

Draw = Callable[..., AppTest]
ACTOR = Actor("root at this computer", "admin")


@pytest.fixture(scope="module")
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as running:
        running.page = 500
        yield running


@pytest.fixture
def departments(tmp_path: Path, web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's folder, and the sources set to the local server."""
    web.faults.clear()
    for name in ("CENSUS_API", "TIGER", "ACS_BULK"):
        monkeypatch.setenv(f"COMMON_TONGUE_{name}", web.url)
    monkeypatch.setenv("COMMON_TONGUE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COMMON_TONGUE_ALLOW_PRIVATE", "1")
    monkeypatch.delenv("CENSUS_API_KEY", raising=False)
    monkeypatch.setenv(DEPARTMENTS_VARIABLE, str(tmp_path / "departments"))
    monkeypatch.setattr("getpass.getuser", lambda: "root")
    return tmp_path / "departments"


@pytest.fixture
def draft(departments: Path) -> Draft:
    """A draft with name and place told."""
    made = begin_draft(departments, ACTOR)
    return keep_entries(made, Entries(name="Test City", state=STATE, counties=(COUNTY, OTHER_COUNTY), step="map"))


def answered(draft: Draft, **values: object) -> Draft:
    known = {name: getattr(draft.entries, name) for name in Entries.__slots__}
    return keep_entries(draft, Entries(**{**known, **values}))  # type: ignore[arg-type]


def with_map(draft: Draft, frame: gpd.GeoDataFrame | None = None) -> Draft:
    take_map(draft, "beats.geojson", (FakeCity().beats if frame is None else frame).to_json().encode())
    return answered(draft, beats_from="beats.geojson", beat_id="BEAT", levels=("HALF",), step="columns")


@pytest.fixture(scope="module")
def fetched(web: FakeWeb, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a draft with beats, census data and points, made once."""
    root = tmp_path_factory.mktemp("fetched")
    sources = Sources(web.url, web.url, web.url, cache_folder=root / "cache", allow_private=True)
    made = begin_draft(root, ACTOR)
    draft = with_map(keep_entries(made, Entries(name="Test City", state=STATE, counties=(COUNTY, OTHER_COUNTY))))
    draft = answered(draft, vintage=2024, step="extras", also=("replicates", "detail"))
    census_work(draft, sources, KEY)(lambda _: None, lambda: False)
    points_work(draft, sources)(lambda _: None, lambda: False)
    return draft.folder


@pytest.fixture
def whole(draft: Draft, fetched: Path, departments: Path) -> Draft:
    """A draft that has all it needs, at the step of venues and roster."""
    shutil.rmtree(draft.folder)
    shutil.copytree(fetched, draft.folder)
    return again(departments, draft)


def at(draw: Draw, draft: Draft) -> AppTest:
    """Draw the page at a draft's step."""
    return draw("setup", "", {"setup-draft": draft.id})


def again(departments: Path, draft: Draft) -> Draft:
    found = open_draft(departments, draft.id, ACTOR)
    assert found is not None
    return found


def key(draft: Draft, name: str) -> str:
    return f"setup-{draft.id}-{name}"


def text_of(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "warning", "error", "success", "header", "subheader")
    return "\n".join(element.value for kind in kinds for element in app.get(kind)).replace("\\", "")


def after_work(app: AppTest, draft: Draft) -> AppTest:
    """Wait until the work of a draft has ended, and draw anew."""
    deadline = time.monotonic() + 60
    while (job := find_job(draft.id)) is not None and not job.done and time.monotonic() < deadline:
        time.sleep(0.05)
    return app.run()


def upload(app: AppTest, draft: Draft, name: str, file_name: str, content: bytes) -> AppTest:
    return app.file_uploader(key=key(draft, f"file-{name}")).set_value((file_name, content, "")).run()


# -- the way in


def test_a_draft_is_begun_left_and_gone_on_with(draw: Draw, departments: Path) -> None:
    app = draw("setup", "")
    app.button(key="setup-begin").click().run()
    assert "Name and place" in text_of(app)
    (draft,) = list_drafts(departments, ACTOR)
    app.text_input(key=key(draft, "name")).set_value("My Police").run()
    app.button(key=key(draft, "leave")).click().run()
    assert "My Police · step 1" in text_of(app)
    app.button(key=f"setup-go-{draft.id}").click().run()
    assert app.text_input(key=key(draft, "name")).value == "My Police"
    assert not app.exception


def test_going_on_without_a_name_says_so_and_a_preset_fills_the_form(draw: Draw, departments: Path) -> None:
    draft = begin_draft(departments, ACTOR)
    app = at(draw, draft)
    app.button(key=key(draft, "on")).click().run()
    assert "Enter a name and a state" in text_of(app)
    app.selectbox(key=key(draft, "preset")).set_value("chicago").run()
    assert app.text_input(key=key(draft, "name")).value == "Chicago Police Department"
    assert "could not be opened when it was added" in text_of(app)
    app.button(key=key(draft, "on")).click().run()
    entries = again(departments, draft).entries
    assert (entries.state, entries.counties, entries.step) == ("17", ("031", "043"), "map")
    assert "data.cityofchicago.org" in app.text_input(key=key(draft, "address")).value


@pytest.mark.parametrize("role", ["recruiter", "commander"])
def test_who_may_not_set_up_is_not_shown_the_way(
    draw: Draw, departments: Path, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMON_TONGUE_ROLE", role)
    app = draw("setup", "")
    assert "was checked in" in text_of(app)
    assert not [button for button in app.button if button.key == "setup-begin"]
    draft = begin_draft(departments, ACTOR)
    app.query_params["draft"] = draft.id  # a link may name one
    assert "was checked in" in text_of(app.run()) and not [one for one in app.button if one.key == key(draft, "on")]
    with pytest.raises(AccessError, match="your role may not write"):
        begin_draft(departments, Actor("kim@pd.example", role))


def test_a_draft_of_somebody_else_is_nobodys_business(draw: Draw, departments: Path, draft: Draft) -> None:
    other = Actor("kim@pd.example", "coordinator")
    assert list_drafts(departments, other) == () and open_draft(departments, draft.id, other) is None
    assert open_draft(departments, "../" + draft.id, ACTOR) is None


# -- the beat map


def test_a_map_is_shown_as_understood_before_it_is_used(draw: Draw, draft: Draft) -> None:
    app = at(draw, draft)
    assert app.button(key=key(draft, "on")).disabled
    upload(app, draft, "beats", "beats.geojson", FakeCity().beats.to_json().encode())
    text = text_of(app)
    assert "Rows: **4**" in text and "WGS 84" in text and "Multnomah, Oregon" in text
    assert not app.button(key=key(draft, "on")).disabled and not app.error


def test_what_is_no_polygon_is_named_beside_the_map_before_it_is_the_right_one(
    draw: Draw, departments: Path, draft: Draft
) -> None:
    frame = FakeCity().beats
    shapes = [None, *frame.geometry[1:-1], frame.geometry.iloc[-1].centroid]
    app = at(draw, with_map(draft, frame.set_geometry(shapes, crs=frame.crs)))
    app = app.button(key=key(draft, "back")).click().run()
    assert not app.exception and not app.error
    assert "1 row without a shape, left out: 1." in text_of(app)
    assert "1 row that is no polygon (Point), left out: 4." in text_of(app)
    assert not app.button(key=key(draft, "on")).disabled
    app = app.button(key=key(draft, "on")).click().run()
    assert not app.error
    assert made_beats(again(departments, draft)).frame["area_id"].tolist() == ["B02", "B03"]


def zipped(frame: gpd.GeoDataFrame, folder: Path, *, without: str = "", names: tuple[str, ...] = ("beats",)) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        for name in names:
            frame.to_file(folder / f"{name}.shp")
        for path in sorted(folder.iterdir()):
            if path.suffix != without:
                packed.write(path, f"City Data (2024)/{path.name}")
    return body.getvalue()


def test_a_map_without_a_system_asks_for_it_and_shows_where_each_would_put_it(
    draw: Draw, departments: Path, draft: Draft, tmp_path: Path
) -> None:
    folder = tmp_path / "shapes"
    folder.mkdir()
    app = at(draw, draft)
    upload(app, draft, "beats", "beats.zip", zipped(FakeCity().beats.to_crs(2269), folder, without=".prj"))
    assert "does not say which coordinate system" in text_of(app)
    systems = app.radio(key=key(draft, "system"))
    assert systems.value is None and "NAD83 / Oregon North (ft) (EPSG:2269)" in systems.options
    assert app.button(key=key(draft, "on")).disabled
    systems.set_value("EPSG:2269").run()
    assert "Multnomah, Oregon" in text_of(app) and not app.button(key=key(draft, "on")).disabled
    assert again(departments, draft).entries.beats_crs == "EPSG:2269"


def test_two_maps_in_a_zip_are_asked_about(draw: Draw, draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "shapes"
    folder.mkdir()
    app = at(draw, draft)
    upload(app, draft, "beats", "two.zip", zipped(FakeCity().beats, folder, names=("beats", "districts")))
    assert "holds 2 maps" in app.radio(key=key(draft, "layer")).label
    assert app.button(key=key(draft, "on")).disabled
    app.radio(key=key(draft, "layer")).set_value("City Data (2024)/districts.shp").run()
    assert "Rows: **4**" in text_of(app) and not app.button(key=key(draft, "on")).disabled


def moved(change: Callable[..., object]) -> bytes:
    beats = FakeCity().beats
    beats.geometry = shapely.transform(beats.geometry.to_numpy(), change, interleaved=False)
    return beats.set_crs(4326, allow_override=True).to_json().encode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: moved(lambda x, y: (y, x)), "latitude and longitude look swapped"),
        (lambda: moved(lambda x, y: (-x, y)), "longitudes have no minus sign"),
        (lambda: FakeCity().beats.to_crs(2269).set_crs(4326, allow_override=True).to_json().encode(), "feet or meters"),
        (
            lambda: (
                FakeCity()
                .beats.set_geometry([translate(s, 0.4, 2.1) for s in FakeCity().beats.geometry])
                .to_json()
                .encode()
            ),
            "they lie in King, Washington",
        ),
    ],
)
def test_coordinates_outside_the_state_name_the_likely_cause(
    draw: Draw, draft: Draft, content: Callable[[], bytes], says: str
) -> None:
    app = upload(at(draw, draft), draft, "beats", "beats.geojson", content())
    assert says in text_of(app)
    assert app.button(key=key(draft, "on")).disabled


VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'


def test_hostile_files_are_refused_and_the_good_map_stays(draw: Draw, departments: Path, draft: Draft, web) -> None:
    app = upload(at(draw, draft), draft, "beats", "beats.geojson", FakeCity().beats.to_json().encode())
    before = len(web.requests)
    link = json.loads(FakeCity().beats.to_json())
    link["crs"] = {"type": "link", "properties": {"href": f"{web.url}/crs"}}
    for content in (
        VRT,
        '{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read x"}',
        f"<OGRWFSDataSource><URL>{web.url}/wfs</URL></OGRWFSDataSource>",
        json.dumps(link),
    ):
        upload(app, draft, "beats", "beats.geojson", content.encode())
        assert len(app.error) == 1 and "root:" not in text_of(app)
    assert len(web.requests) == before
    assert len(read_map(again(departments, draft)).frame) == 4


def test_a_map_is_fetched_from_a_layer_with_its_progress(draw: Draw, departments: Path, draft: Draft, web) -> None:
    app = at(draw, draft)
    app.segmented_control(key=key(draft, "source")).set_value("An address on the web").run()
    app.text_input(key=key(draft, "address")).set_value("file:///etc/passwd").run()
    app.button(key=key(draft, "fetch-map")).click().run()
    assert "only addresses that begin with https" in text_of(app)
    app.text_input(key=key(draft, "address")).set_value(f"{web.url}/arcgis/rest/services/Beats/FeatureServer/3").run()
    app.button(key=key(draft, "fetch-map")).click().run()
    after_work(app, draft)
    assert "Rows: **4**" in text_of(app)
    assert given_map(again(departments, draft)).provenance.publisher == "City of Tests"


# -- beats and levels


def test_columns_are_offered_and_the_ids_stay_as_they_are(draw: Draw, departments: Path, draft: Draft) -> None:
    beats = FakeCity().beats
    beats["BEAT"] = ["012", "12", "05X", "5x"]
    draft = answered(with_map(draft, beats), beat_id="", levels=(), counties=())
    app = at(draw, draft)
    entries = again(departments, draft).entries
    assert (entries.beat_id, entries.levels) == ("BEAT", ("HALF",))
    assert "ids that look alike were kept apart: 012, 05X, 12, 5x" in text_of(app)
    assert entries.counties == (COUNTY,)


def test_rows_that_share_an_id_wait_for_a_choice(draw: Draw, departments: Path, draft: Draft) -> None:
    beats = FakeCity().beats
    beats.loc[1, "BEAT"] = "B01"
    draft = with_map(draft, beats)
    app = at(draw, draft)
    assert "B01 (2 rows)" in app.radio(key=key(draft, "duplicates")).label
    assert app.button(key=key(draft, "on")).disabled
    app.radio(key=key(draft, "duplicates")).set_value("dissolve").run()
    assert "Beats: **3**" in text_of(app) and not app.button(key=key(draft, "on")).disabled
    assert list(made_beats(again(departments, draft)).frame["area_id"]) == ["B01", "B03", "B04"]


# -- census data and people


def test_without_a_key_it_is_said_how_to_get_one_and_with_one_it_is_written_nowhere(
    draw: Draw, departments: Path, draft: Draft, tmp_path: Path
) -> None:
    draft = answered(with_map(draft), step="census")
    app = at(draw, draft)
    app.button(key=key(draft, "fetch-census")).click().run()
    assert "the Census API needs a key" in text_of(app) and "key_signup" in text_of(app)
    app.text_input(key=key(draft, "key")).set_value("wrong" + KEY[5:])
    app.button(key=key(draft, "fetch-census")).click().run()
    after_work(app, draft)
    assert "key is missing or invalid" in text_of(app) or "does not know the key" in text_of(app)
    app.text_input(key=key(draft, "key")).set_value(KEY)
    app.button(key=key(draft, "fetch-census")).click().run()
    after_work(app, draft)
    text = text_of(app)
    assert "12 of 12 tracts have a row" in text and "sum to the total of table S1601" in text
    assert KEY not in text
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept and not any(KEY.encode() in path.read_bytes() for path in kept)


def test_another_year_asks_anew_and_the_old_one_counts_again(draw: Draw, departments: Path, whole: Draft) -> None:
    draft = answered(whole, step="census")
    app = at(draw, draft)
    assert not app.button(key=key(draft, "on")).disabled
    year = app.selectbox(key=key(draft, "vintage-2016"))
    year.set_value(2019).run()
    assert app.button(key=key(draft, "on")).disabled and not has_census(again(departments, draft))
    app.selectbox(key=key(draft, "vintage-2016")).set_value(2024).run()
    assert not app.button(key=key(draft, "on")).disabled and has_points(again(departments, draft))


def test_work_can_be_stopped_and_leaves_nothing(draw: Draw, departments: Path, draft: Draft, web) -> None:
    draft = answered(with_map(draft), step="census", census="bulk", vintage=2024)
    web.fail("/geo/tiger/TIGER2024/TRACT/tl_2024_41_tract.zip", ("stall", 1.5))
    app = at(draw, draft)
    app.button(key=key(draft, "fetch-census")).click().run()
    app.button(key=key(draft, "stop")).click().run()
    after_work(app, draft)
    assert "stopped. Nothing was saved" in text_of(app) and not has_census(again(departments, draft))
    app.button(key=key(draft, "fetch-census")).click().run()
    after_work(app, draft)
    assert has_census(again(departments, draft))


def test_a_fault_of_the_program_is_a_sentence_with_an_id(draw: Draw, draft: Draft, caplog) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(str(ApiRequest(2024, "tract", "051")))

    draft = answered(with_map(draft), step="census")
    start_job(draft.id, "census data", broken)
    app = at(draw, draft)
    text = text_of(after_work(app, draft))
    assert "something went wrong" in text and "ZeroDivision" not in text and "ZeroDivision" in caplog.text


def test_own_files_serve_as_well(draw: Draw, departments: Path, draft: Draft) -> None:
    city = FakeCity()
    draft = answered(with_map(draft), step="census", census="files", vintage=2024)
    app = at(draw, draft)
    upload(app, draft, "own_tracts", "tracts.zip", city.tract_zip(2024))
    upload(app, draft, "own_language", "c16001.csv", b"GEOID,Spanish,Chinese\n41051000100,5,6\n")
    assert "do not say whether they count all speakers" in text_of(app)
    lines = ["GEOID,C16001_001E,C16001_005E,C16001_005M", *(f"{geoid},4000,100,20" for geoid in city.tracts)]
    upload(app, draft, "own_language", "c16001.csv", "\n".join(lines).encode())
    assert "12 of 12 tracts have a row" in text_of(app) and not app.button(key=key(draft, "on")).disabled


def test_points_come_from_a_file_or_from_nowhere(draw: Draw, whole: Draft) -> None:
    draft = answered(whole, step="points", points="none")
    app = at(draw, draft)
    assert not app.button(key=key(draft, "on")).disabled
    app.radio(key=key(draft, "points")).set_value("file").run()
    assert app.button(key=key(draft, "on")).disabled
    upload(app, draft, "own_population", "points.csv", b"lon,lat,pop\n-122.695,45.505,10\n-122.685,45.505,30\n")
    assert "People: **40**" in text_of(app) and not app.button(key=key(draft, "on")).disabled


# -- venues, roster, the end


def test_a_roster_with_a_social_security_number_is_refused_and_not_kept(
    draw: Draw, whole: Draft, tmp_path: Path
) -> None:
    draft = whole
    app = at(draw, draft)
    upload(app, draft, "roster", "roster.csv", b"officer_id,SSN,language,tier\n1,123-45-6789,Spanish,certified\n")
    assert "SSN" in text_of(app)
    assert not any(b"123-45-6789" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    good = "officer_id;unit;shift;language\n1;B0;day;Spanish\n".encode("utf-16")
    upload(app, draft, "roster", "roster.csv", good)
    assert "Officers: **1**" in text_of(app) and "All officers count in no area" in text_of(app)
    word = app.selectbox(key=key(draft, "word-unit-B0"))
    area = next(option for option in word.options if option not in ("not decided", "counts nowhere"))
    word.set_value(area).run()
    assert "count in no area" not in text_of(app)
    assert open_draft(draft.folder.parents[1], draft.id, ACTOR).entries.units == (("B0", area),)
    # Something is noticed of both files of this step, and the way on is there all the same.
    upload(app, draft, "venues", "venues.csv", b"name,x,y\nLibrary,-122.695,45.505\n")
    assert "First names: **Library**" in text_of(app) and not app.error
    assert text_of(app).count("counts as self-reported") == text_of(app).count("longitude was read from") == 1
    assert [button for button in app.button if button.label == "Continue"]


def test_a_coordinator_gives_no_roster_and_opens_nothing(
    draw: Draw, departments: Path, whole: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMON_TONGUE_ROLE", "coordinator")
    draft = whole
    app = at(draw, draft)
    assert "Your role can’t add a roster" in text_of(app)
    app.button(key=key(draft, "on")).click().run()
    after_work(app, draft)
    app.button(key=key(draft, "on")).click().run()
    assert "An administrator opens it" in text_of(app)
    app.button(key=key(draft, "keep")).click().run()
    assert load_department(departments / "test-city").settings.name and first_department() == "demo"
    assert not [button for button in app.button if (button.key or "").startswith("setup-show-")]


def test_the_department_is_checked_opened_and_shown_and_another_can_be(
    draw: Draw, departments: Path, whole: Draft
) -> None:
    draft = answered(whole, step="report")
    before = draw("method", "")
    take_files(draft, "venues", [("venues.csv", b"name,lon,lat\nLibrary,-122.695,45.505\n")])
    app = after_work(at(draw, draft), draft)
    assert "Test City was checked in 15 ways" in text_of(app)
    assert not (departments / "test-city").exists()
    app.button(key=key(draft, "on")).click().run()
    app.button(key=key(draft, "open")).click().run()
    assert not app.exception and not app.error
    assert first_department() == str(departments / "test-city")
    # Another visitor who was there before, and another server that runs already, go on as they were.
    before.run()
    assert "Harbor Falls is made up" in everything_sent(before)
    assert "Test City was checked in" in text_of(app) and "Harbor Falls is made up" not in everything_sent(app)
    saved = load_department(departments / "test-city")
    inputs = ["beats", "tracts", "language", "replicates", "population", "venues", "detail", "pumas"]
    assert [source.input for source in saved.provenance] == inputs
    assert saved.language.replicates is not None and len(saved.pumas) == 12
    assert (saved.settings.state, saved.settings.counties, saved.settings.vintage) == (
        STATE,
        (COUNTY, OTHER_COUNTY),
        2024,
    )
    assert list_drafts(departments, ACTOR) == ()
    store, (venue,) = open_store(departments / "test-city"), saved.venues["venue_id"]
    set_veto(store, ACTOR, "gone-1", "mold in the cellar", "Old Mill")
    app.run()
    assert "The venue Old Mill (" in text_of(app) and "a skipped venue (mold in the cellar)" in text_of(app).replace(
        "\\", ""
    )
    app.selectbox(key="gone-venue-gone-1").set_value(venue)
    next(button for button in app.button if button.label == "Move the records").click().run()
    assert not app.exception and "Old Mill" not in text_of(app)
    assert [record["venue_id"] for record in store.records(ACTOR, "venue")] == [venue]
    app.button(key="setup-show-demo").click().run()
    assert first_department() == "demo" and "Harbor Falls is made up" in everything_sent(app)
    # A link says which; a name that is none of this server's departments is passed over.
    for name in ("../test-city", str(departments / "test-city"), ".", "", "test-city"):
        before.query_params["department"] = name
        before.run()
        assert ("Harbor Falls is made up" in everything_sent(before)) == (name != "test-city")


def test_what_one_server_shows_first_is_not_changed_by_another(
    departments: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMMON_TONGUE_DEPARTMENT", raising=False)
    save_department(build_demo(), departments / "harbor")
    assert first_department() == "demo"
    (departments / "shown.txt").write_text("harbor")  # as another server of the same folder does
    assert first_department() == "demo"
    monkeypatch.setattr(doors, "_first_here", {})  # a start
    assert first_department() == str(departments / "harbor")


def test_a_department_of_that_name_is_replaced_only_by_choice(draw: Draw, departments: Path, whole: Draft) -> None:
    (departments / "test-city").mkdir(parents=True)
    (departments / "test-city" / "department.toml").write_text("")
    draft = answered(whole, step="report")
    app = after_work(at(draw, draft), draft)
    app.button(key=key(draft, "on")).click().run()
    assert app.button(key=key(draft, "keep")).disabled
    app.checkbox(key=key(draft, "replace")).check().run()
    app.button(key=key(draft, "keep")).click().run()
    assert load_department(departments / "test-city").settings.name == "Test City"


def test_a_server_started_for_one_department_says_what_to_start(draw: Draw, departments: Path, whole: Draft) -> None:
    draft = answered(whole, step="report")
    app = after_work(draw("setup", "demo", {"setup-draft": draft.id}), draft)
    app.button(key=key(draft, "on")).click().run()
    assert "started for one department" in text_of(app)
    app.button(key=key(draft, "keep")).click().run()
    assert next(code.value for code in app.code).endswith(
        f"COMMON_TONGUE_DEPARTMENT={departments / 'test-city'} streamlit run dashboard.py"
    )


def test_another_year_is_fetched_beside_the_one_there_is(
    draw: Draw, departments: Path, whole: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_work(whole, Sources.from_environment())(lambda _: None, lambda: False)
    folder = finish(whole, departments)
    before = load_department(folder).content_hash
    app = draw("setup", folder)
    next(box for box in app.selectbox if box.label == "Time zone").set_value("America/Denver").run()
    app.button(key="setup-use-time-zone").click().run()
    assert not app.exception and "Time zone: **Mountain time**" in text_of(app)
    assert load_department(folder).zone.key == zone_in(folder).key == "America/Denver"
    assert "This department has **2020-2024**" in text_of(app)
    app.button(key="setup-year-fetch").click().run()
    assert "the Census API needs a key" in text_of(app)
    app.text_input(key="setup-year-key").set_value(KEY)
    app.button(key="setup-year-fetch").click().run()
    deadline = time.monotonic() + 60
    while not find_job(f"year of {folder}").done and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "This department has **2019-2023, 2020-2024**" in text_of(app.run())
    assert load_year(folder, 2023).settings.vintage == 2023
    assert load_department(folder).content_hash == before


def test_opening_on_a_shared_server_locks_nobody_out_and_lets_nobody_in(tmp_path: Path) -> None:
    old, new, third = (open_store(tmp_path / name) for name in ("old", "new", "third") if not (tmp_path / name).mkdir())
    chief = Actor("chief@pd.example", "admin")
    for subject, role in (("chief@pd.example", "admin"), ("kim@pd.example", "coordinator")):
        old.add(chief, "person", {"subject_kind": "email", "subject": subject, "role": role})
    assert carry_people(old, new, chief) == 2 and carry_people(old, new, chief) == 0
    assert [role_of(new, who) for who in ("chief@pd.example", "kim@pd.example", "x@y.z")] == [
        "admin",
        "coordinator",
        None,
    ]
    assert carry_people(old, third, chief, invented=True) == 1
    assert (role_of(third, "chief@pd.example"), role_of(third, "kim@pd.example")) == ("admin", None)


def test_a_file_that_is_read_takes_away_what_went_wrong_before(draw: Draw, departments: Path, whole: Draft) -> None:
    draft = answered(whole, step="map")
    app = draw("setup", "", {"setup-draft": draft.id, key(draft, "error"): ("The map layer did not answer.", False)})
    assert "did not answer" in text_of(app) + "".join(error.value for error in app.error)
    upload(app, draft, "beats", "beats.geojson", FakeCity().beats.to_json().encode())
    assert not app.exception and not app.error
    assert "did not answer" not in text_of(app)
