"""The whole fetch, over real HTTP: what comes out, what it costs to go on, and that nothing is left half-written."""

from __future__ import annotations

import json
import threading
import zipfile
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from geodata.checks.report import check_department
from geodata.department.answers import need, prepare
from geodata.department.department import load_department
from geodata.department.inside_groups import pumas_around
from geodata.department.version_files import SETTINGS_FILE
from geodata.fetch.another_year import department_vintages, refresh_department
from geodata.fetch.extras import EXTRAS
from geodata.fetch.fetch_department import FetchRequest, fetch_department
from geodata.fetch.replicate_files import fetch_replicates
from geodata.fetch.sources import CENSUS_BUREAU
from geodata.fetch.web import Stopped
from geodata.fetch.web_answers import NoAnswerError, Patience
from geodata.inputs.registry import FETCHED_IF_ASKED
from geodata.maps.ground import ground_credit
from outreach import cli
from planning.errors import CrsError, InputError, MissingKeyError, PlanningError, SchemaError
from tests.fakes.city import COUNTY, OTHER_COUNTY, STATE
from tests.fakes.server import KEY

QUICK = Patience(connect_s=1, read_s=1, total_s=5, tries=2, first_pause_s=0.01, longest_pause_s=0.05)
BLOCKS = "/geo/tiger/TIGER2020/TABBLOCK20/tl_2020_41_tabblock20.zip"


@pytest.fixture
def request_(web) -> FetchRequest:
    return FetchRequest(
        name="Test City",
        beats=f"{web.url}/arcgis/rest/services/Beats/FeatureServer/3",
        beat_id="BEAT",
        levels=("HALF",),
        state=STATE,
        counties=(COUNTY, OTHER_COUNTY),
        vintage=2024,
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "dept"


def test_a_department_is_fetched_whole_and_answers(web, sources, request_, folder):
    told = []
    fetched = fetch_department(request_, folder, sources, key=KEY, on_progress=told.append)
    department = fetched.department
    city = web.city
    assert department.folder == folder
    assert (len(department.beats), len(department.tracts), len(department.population)) == (4, 12, 48)
    assert department.settings.counties == (COUNTY, OTHER_COUNTY)
    assert [finding.status for finding in fetched.findings] == ["fine"]
    assert "all 12 tracts" in fetched.findings[0].finding
    table = need(prepare(department), "beat").set_index(["area_id", "language"])
    column = [geoid for k, geoid in enumerate(city.tracts) if k % city.columns == 0]
    assert table.loc[("B01", "spanish"), "lep"] == pytest.approx(sum(city.number(geoid, 5, "E") for geoid in column))
    assert not table.loc[("(outside)", "all"), "lep"] > 0
    assert {finding.status for finding in check_department(prepare(department))} <= {"fine", "look"}
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert [told[0].number, told[-1].number, told[-1].steps] == [1, 6, 6]
    assert any(progress.done and progress.total for progress in told)


def test_every_input_has_its_origin_and_none_has_the_key(web, sources, request_, folder):
    fetch_department(request_, folder, sources, key=KEY)
    inputs = json.loads((load_department(folder).place / "provenance.json").read_text())["inputs"]
    assert [source["input"] for source in inputs] == ["beats", "tracts", "language", "population"]
    for source in inputs:
        assert source["address"].startswith(web.url)
        assert len(source["retrieved"]) == 10
        assert all(len(one) == 64 for one in source["sha256"].split())
        assert source["title"]
    assert not any(KEY.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not any(KEY.encode() in path.read_bytes() for path in sources.cache_folder.rglob("*") if path.is_file())


def test_bulk_and_api_make_the_same_department(web, sources, request_, folder, tmp_path):
    api = fetch_department(request_, folder, sources, key=KEY).department
    bulk = fetch_department(replace(request_, bulk=True), tmp_path / "bulk", sources, key="").department
    assert api.content_hash == bulk.content_hash
    assert "summary file" in bulk.provenance[2].title


def test_files_serve_as_well_as_addresses(web, sources, request_, folder, tmp_path):
    beats = tmp_path / "beats.geojson"
    web.city.beats.to_file(beats, driver="GeoJSON")
    venues = tmp_path / "venues.csv"
    venues.write_text("name,lon,lat\nLibrary,-122.69,45.51\n")
    roster = tmp_path / "roster.csv"
    roster.write_text("officer_id,unit,shift,language,tier\n1,B01,day,Spanish,certified\n")
    given = replace(request_, beats=str(beats), venues=venues, roster=roster)
    department = fetch_department(given, folder, sources, key=KEY).department
    assert len(department.venues) == len(department.roster) == 1
    assert [source.title for source in department.provenance if source.input in ("beats", "venues")] == [
        "beats.geojson",
        "venues.csv",
    ]


def test_a_second_run_goes_on_where_the_first_ended(web, sources, request_, folder):
    web.fail(BLOCKS, 503, 503)
    with pytest.raises(NoAnswerError):
        fetch_department(request_, folder, sources, key=KEY)
    assert not folder.exists()
    asked = len(web.requests)
    fetch_department(request_, folder, sources, key=KEY)
    assert web.requests[asked:] == [BLOCKS]
    asked = len(web.requests)
    fetch_department(request_, folder, replace(sources, offline=True), key="", replace_existing=True)
    assert len(web.requests) == asked


@pytest.mark.parametrize("step", [2, 4, 6])
def test_stopping_at_any_step_leaves_nothing_half_written(web, sources, request_, folder, step):
    event = threading.Event()

    def stop_at(progress):
        if progress.number == step:
            event.set()

    stopping = replace(sources, cancel=event.is_set)
    if step == 6:  # too late: what is being saved is saved whole
        assert fetch_department(request_, folder, stopping, key=KEY, on_progress=stop_at).department.folder == folder
        return
    with pytest.raises(Stopped):
        fetch_department(request_, folder, stopping, key=KEY, on_progress=stop_at)
    assert not folder.exists()
    assert not list(sources.cache_folder.glob(".fetching-*"))


def test_what_is_wrong_is_found_before_anything_is_fetched(web, sources, request_, folder):
    for wrong in (
        {"name": " "},
        {"beat_id": ""},
        {"levels": ("beat",)},
        {"counties": ("51",)},
        {"state": "OR"},
        {"vintage": 2014},
        {"vintage": 2017, "bulk": True},
    ):
        with pytest.raises(PlanningError):
            fetch_department(replace(request_, **wrong), folder, sources, key=KEY)
    assert web.requests == []
    with pytest.raises(SchemaError, match="no column 'NAME'"):
        fetch_department(replace(request_, beat_id="NAME"), folder, sources, key=KEY)
    with pytest.raises(MissingKeyError):
        fetch_department(request_, folder, sources, key="")
    assert not folder.exists()


def test_beats_of_another_place_are_said(web, sources, request_, folder, tmp_path):
    elsewhere = web.city.beats.translate(xoff=3.0)
    gpd.GeoDataFrame(web.city.beats.drop(columns="geometry"), geometry=elsewhere, crs=4326).to_file(
        tmp_path / "far.geojson", driver="GeoJSON"
    )
    with pytest.raises(CrsError, match="do not lie in county 051, 067 of state 41"):
        fetch_department(replace(request_, beats=str(tmp_path / "far.geojson")), folder, sources, key=KEY)


def test_a_tract_the_table_lacks_is_named_with_the_reason(web, sources, request_, folder):
    gone = web.city.in_county(COUNTY)[1]
    web.absent |= {(f"C16001_{line:03d}E", gone) for line in range(1, 39)}
    department = fetch_department(request_, folder, sources, key=KEY).department
    said = [note for note in department.notes if gone in note]
    assert len(said) == 1
    assert "1 of 12 tracts has no row" in said[0]


def test_the_sum_that_does_not_fit_is_told_in_the_check_report(web, sources, request_, folder):
    web.city.overrides[web.city.tracts[3], "S1601_C05_001E"] = "7"
    fetched = fetch_department(request_, folder, sources, key=KEY)
    assert fetched.findings[0].status == "look"
    assert any(web.city.tracts[3] in finding.finding for finding in check_department(prepare(fetched.department)))


def test_a_department_that_is_there_is_not_replaced_unasked(web, sources, request_, folder):
    folder.mkdir()
    (folder / SETTINGS_FILE).write_text("")
    with pytest.raises(InputError, match="already a department"):
        fetch_department(request_, folder, sources, key=KEY)
    assert web.requests == []


# -- what is fetched if asked

REPLICATES = "/programs-surveys/acs/replicate_estimates/2024/data/5-year/140/C16001_41.csv.zip"


def test_what_is_asked_for_is_fetched_too_and_again_for_another_year(web, sources, request_, folder):
    assert set(EXTRAS) == set(FETCHED_IF_ASKED)
    asked = replace(request_, also=("replicates", "detail"))
    fetched = fetch_department(asked, folder, sources, key=KEY).department
    prepared = prepare(fetched)
    _replicates_are_those_of_the_state(web.city, prepared)
    _groups_are_those_of_the_state(web.city, prepared)
    web.city.overrides[web.city.tracts[0], "C16001_005E"] = "999"
    web.city.overrides[web.city.tracts[0], "C16001_003E"] = str(999 + web.city.number(web.city.tracts[0], 4, "E"))
    older = refresh_department(folder, 2019, sources, key=KEY).department
    assert older.language.replicates is not None and (older.replicates["estimate"] == 999).sum() == 1
    origins = {source.input: source for source in older.provenance}
    assert origins["replicates"].vintage == "2015-2019"
    assert origins["pumas"].address.endswith("/rel/2010_Census_Tract_to_2010_PUMA.txt")


def test_the_ground_under_the_maps_is_that_of_the_counties_and_changes_no_figure(web, sources, request_, folder):
    plain = fetch_department(request_, folder, sources, key=KEY).department
    asked = replace(request_, also=("ground",))
    fetched = fetch_department(asked, folder, sources, key=KEY, replace_existing=True).department
    drawn = fetched.ground[["kind", "rank", "name"]].values.tolist()
    assert sorted(drawn) == [
        ["park", 0, "Laurel Pk"],
        ["road", 1, "I- 5"],
        ["road", 2, "Main St"],
        ["stream", 0, "Mill Riv"],
        *[["water", 0, "Mirror Lk"]] * len(request_.counties),
    ]
    west, _, east, _ = fetched.ground.total_bounds
    beats = fetched.beats.total_bounds
    assert beats[0] - 0.01 < west < beats[0] and beats[2] < east < beats[2] + 0.01, "the highway is cut to the beats"
    source = next(one for one in fetched.provenance if one.input == "ground")
    assert source.publisher == CENSUS_BUREAU and source.licence == "public domain"
    assert "of a kind that maps do not show" in source.account.sentence()
    assert fetched.content_hash == plain.content_hash and ground_credit(fetched).endswith("U.S. Census Bureau")
    assert any("tl_2024_41067_linearwater.zip" in note for note in fetched.notes) is ("067" in request_.counties)


def _replicates_are_those_of_the_state(city, prepared):
    fetched = prepared.department
    assert fetched.language.replicates.tracts_without == 0
    source = next(one for one in fetched.provenance if one.input == "replicates")
    assert source.address.endswith(REPLICATES)
    assert "C16001_41.csv.zip: 496 rows read, 300 used" in source.account.sentence()
    # Errors of all tracts go together in the made-up file, so that margins add up.
    table = need(prepared, "department").set_index(["area_id", "language"])
    whole = sum(city.number(geoid, 5, "M") for geoid in city.tracts)
    assert table.loc[("department", "spanish"), "lep_moe"] == pytest.approx(whole, rel=1e-3)
    said = {finding.finding for finding in check_department(prepared) if finding.subject == "margins of error"}
    assert said == {
        "The table has margins of error. These are exact sampling margins, from the Census Bureau’s 80 variance "
        "replicates."
    }


def _groups_are_those_of_the_state(city, prepared):
    fetched = prepared.department
    assert sorted(fetched.pumas["puma"].unique()) == ["4100100", "4100200"] and len(fetched.pumas) == 12
    khmer = fetched.detail[fetched.detail["line"] == 90].set_index("puma")
    published = [float(city.cell("4100100", f"B16001_092{kind}")) for kind in "EM"]
    assert khmer.loc["4100100", ["lep", "lep_moe"]].tolist() == published
    assert khmer.loc["4100200", "name"] == "Test City (4100200) PUMA, Oregon"
    origins = {source.input: source for source in fetched.provenance}
    assert "for=public%20use%20microdata%20area" in origins["detail"].address and KEY not in origins["detail"].address
    assert origins["pumas"].address.endswith("/geo/docs/maps-data/data/rel2020/2020_Census_Tract_to_2020_PUMA.txt")
    assert pumas_around(prepared, "beat", "B01").round(3).to_dict() == {"4100100": 1.0}


def test_what_cannot_be_had_or_does_not_fit_is_told_and_stops_nothing(web, sources, request_, folder):
    web.fail(REPLICATES, 404)
    plain = fetch_department(replace(request_, bulk=True, also=("replicates", "detail")), folder, sources, key="")
    assert plain.department.replicates is None and plain.department.detail is None
    said = {finding.subject: finding.finding for finding in plain.findings if finding.status == "look"}
    assert said["exact margins of error"].endswith("The usual margins of error count.")
    assert "needs a key" in said["what combined groups hold"]  # though the national file needed none
    with pytest.raises(InputError, match=f"in tract {web.city.tracts[0]} line 005 is 105 beside the replicates and 99"):
        table = plain.department.language
        table.lep.loc[web.city.tracts[0], "spanish"] = 99.0
        fetch_replicates(sources, STATE, 2024, table)


# -- another year


def test_another_year_stands_beside_the_first(web, sources, request_, folder):
    first = fetch_department(replace(request_, vintage=2019), folder, sources, key=KEY).department
    before = {path.name: path.read_bytes() for path in first.place.iterdir() if path.is_file()}
    web.city.overrides[web.city.tracts[0], "C16001_005E"] = "999"
    newer = refresh_department(folder, 2024, sources, key=KEY).department
    place = load_department(folder).place
    assert department_vintages(folder) == {2019: place, 2024: place / "vintages" / "2024"}
    assert {name: (place / name).read_bytes() for name in before if name != "version.json"} == {
        name: content for name, content in before.items() if name != "version.json"
    }
    assert {path.name: path.read_bytes() for path in first.place.iterdir() if path.is_file()} == before
    assert newer.settings.vintage == 2024
    assert newer.language.lep.loc[web.city.tracts[0], "spanish"] == 999
    assert first.language.lep.loc[web.city.tracts[0], "spanish"] == web.city.number(web.city.tracts[0], 5, "E")
    pd.testing.assert_series_equal(newer.beats["area_id"], first.beats["area_id"])
    origins = {source.input: source.vintage for source in newer.provenance}
    assert origins == {"beats": "", "population": "2020", "tracts": "2024", "language": "2020-2024"}
    assert load_department(folder).content_hash == first.content_hash
    with pytest.raises(InputError, match="already has 2024"):
        refresh_department(folder, 2024, sources, key=KEY)


def test_a_year_that_fails_leaves_the_department_as_it_was(web, sources, request_, folder):
    fetch_department(request_, folder, sources, key=KEY)
    web.fail("/geo/tiger/TIGER2023/TRACT/tl_2023_41_tract.zip", 503, 503)
    with pytest.raises(NoAnswerError):
        refresh_department(folder, 2023, sources, key=KEY)
    assert list(department_vintages(folder)) == [2024]
    assert not list(folder.rglob("vintages"))


# -- the command line


@pytest.fixture
def environment(web, tmp_path, monkeypatch):
    for name in ("CENSUS_API", "TIGER", "ACS_BULK"):
        monkeypatch.setenv(f"COMMON_TONGUE_{name}", web.url)
    monkeypatch.setenv("COMMON_TONGUE_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("COMMON_TONGUE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CENSUS_API_KEY", KEY)


def run(*arguments: object):
    return CliRunner().invoke(cli, [str(part) for part in ("fetch", *arguments)])


def test_the_command_makes_a_department_and_another_year(web, environment, folder):
    outcome = run(
        folder,
        "--name",
        "Test City",
        "--beats",
        f"{web.url}/files/beats.geojson",
        "--beat-id",
        "BEAT",
        "--level",
        "HALF",
        "--state",
        STATE,
        "--county",
        COUNTY,
        "--county",
        OTHER_COUNTY,
        "--vintage",
        2023,
    )
    assert outcome.exit_code == 0, outcome.output
    assert "4 beats, 12 tracts, ACS 2019-2023, 48 population points" in outcome.stdout
    assert outcome.stderr == ""
    assert run(folder, "--refresh", "--vintage", 2024).exit_code == 0
    assert list(department_vintages(folder)) == [2023, 2024]
    assert (load_department(folder).place / SETTINGS_FILE).read_text().count(KEY) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Missing option '--name'"),
        (("--preset", "chicagoo"), "did you mean 'chicago'"),
        (("--preset", "sacramento"), "choose it on screen"),
        (("--preset", "portland"), "No address is known"),
        (("--preset", "chicago", "--state", "1", "--beats", "x.geojson"), "two digits"),
        (("--preset", "chicago", "--beats", "ftp://x/y"), "only addresses that begin with"),
        (("--preset", "chicago", "--beats", "nowhere.geojson"), "there is no file"),
        (("--refresh",), "there is no department"),
    ],
)
def test_a_mistake_is_one_sentence(environment, folder, arguments, says):
    outcome = run(folder, "--vintage", 2024, *arguments)
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert len(outcome.stderr.strip().splitlines()) == 1
    assert says in outcome.stderr


def test_the_command_without_a_key_says_how_to_get_one(environment, folder, web, monkeypatch):
    monkeypatch.delenv("CENSUS_API_KEY")
    given = (
        "--name",
        "T",
        "--beats",
        f"{web.url}/files/beats.geojson",
        "--beat-id",
        "BEAT",
        "--state",
        STATE,
        "--county",
        COUNTY,
        "--vintage",
        2024,
    )
    outcome = run(folder, *given)
    assert outcome.exit_code == 2
    assert "key_signup.html" in outcome.stderr
    assert run(folder, *given, "--bulk").exit_code == 0


def test_a_map_without_a_system_is_told_which_would_put_it_there(web, sources, request_, folder, tmp_path):
    web.city.beats.to_crs(2269).to_file(tmp_path / "beats.shp")
    with zipfile.ZipFile(tmp_path / "beats.zip", "w") as packed:
        for ending in (".shp", ".shx", ".dbf"):
            packed.write(tmp_path / f"beats{ending}", f"beats{ending}")
    given = replace(request_, beats=str(tmp_path / "beats.zip"))
    with pytest.raises(CrsError, match=r"in the counties named: EPSG:2269 \(NAD83 / Oregon North \(ft\)\)"):
        fetch_department(given, folder, sources, key=KEY)
    assert fetch_department(replace(given, beats_crs="EPSG:2269"), folder, sources, key=KEY).department.folder == folder


def test_states_and_counties_go_by_name(environment, request_, folder):
    place = ("--state", "Oregon", "--county", "Multnomah County", "--county", "washington")
    given = ("--name", "T", "--beats", request_.beats, "--beat-id", "BEAT", "--vintage", 2024)
    outcome = run(folder, *given, *place)
    assert outcome.exit_code == 0, outcome.stderr
    assert load_department(folder).settings.counties == (COUNTY, OTHER_COUNTY)
    wrong = run(folder, *given, "--replace", "--state", "Oregon", "--county", "Cook")
    assert wrong.exit_code == 2 and "there is no county of Oregon 'Cook'" in wrong.stderr
