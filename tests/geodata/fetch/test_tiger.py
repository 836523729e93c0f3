"""TIGER/Line and the summary file: right year, right columns, right counties, and what is said where they are not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
import shapely

from geodata.fetch.cache import CachedFile
from geodata.fetch.census_api import CensusApi
from geodata.fetch.census_tables import fetch_language
from geodata.fetch.dbf import read_dbf_columns
from geodata.fetch.sources import Sources
from geodata.fetch.summary_file import bulk_columns, fetch_bulk_language
from geodata.fetch.tiger import (
    PLANNING_REGIONS,
    explain_join,
    fetch_blocks,
    fetch_tracts,
    require_counties,
    tract_address,
    tract_decade,
)
from geodata.fetch.web_answers import NoAnswerError, Patience
from planning.errors import InputError, SchemaError, SourceError, UnavailableTableError
from tests.fakes.city import COUNTY, OTHER_COUNTY, STATE, FakeCity
from tests.fakes.server import KEY, FakeWeb

QUICK = Patience(connect_s=1, read_s=0.3, total_s=5, tries=2, first_pause_s=0.01, longest_pause_s=0.05)
TRACTS_2024 = "/geo/tiger/TIGER2024/TRACT/tl_2024_41_tract.zip"
BULK_2024 = "/programs-surveys/acs/summary_file/2024/table-based-SF/data/5YRData/acsdt5y2024-c16001.dat"


@pytest.fixture
def sources(web, tmp_path) -> Sources:
    return Sources(census_api=web.url, tiger=web.url, acs_bulk=web.url, cache_folder=tmp_path / "cache", patience=QUICK)


# -- tracts and blocks


def test_tracts_are_those_of_the_county_and_lie_where_they_do(web, sources):
    found = fetch_tracts(sources, STATE, [COUNTY], 2024)
    assert found.frame["geoid"].tolist() == sorted(web.city.in_county(COUNTY))
    for geoid, shape in zip(found.frame["geoid"], found.frame.geometry, strict=True):
        assert shape.equals_exact(shapely.normalize(web.city.shape(web.city.tracts.index(geoid))), 1e-9) or (
            shape.symmetric_difference(web.city.shape(web.city.tracts.index(geoid))).area < 1e-12
        )
    assert found.provenance.address == web.url + TRACTS_2024
    assert len(found.provenance.sha256) == 64
    assert found.frame.crs.to_epsg() == 4326


def test_blocks_have_the_people_and_the_point_of_the_bureau(web, sources):
    tracts = fetch_tracts(sources, STATE, [COUNTY], 2024).frame
    found = fetch_blocks(sources, STATE, [COUNTY], tracts).frame
    city = web.city
    assert len(found) == len(city.in_county(COUNTY)) * city.blocks
    assert found["pop"].sum() == len(city.in_county(COUNTY)) * sum(100 * k for k in range(city.blocks))
    assert found["geoid"].str.len().eq(15).all()
    first = found[found["geoid"] == f"{city.tracts[0]}1001"].iloc[0]
    assert first["pop"] == 100
    assert first.geometry.equals_exact(shapely.Point(-122.7 + 0.00375, 45.505), 1e-9)
    inside = tracts.set_index("geoid").geometry.reindex(found["geoid"].str[:11])
    assert shapely.contains(inside.to_numpy(), found.geometry.to_numpy()).all()


def test_a_year_has_its_own_tracts():
    assert [tract_decade(year) for year in (2016, 2019, 2020, 2024)] == [2010, 2010, 2020, 2020]
    assert "TIGER2019/TRACT/tl_2019_06_tract.zip" in tract_address("https://x", "06", 2019)
    assert "TIGER2020/TRACT/tl_2020_06_tract.zip" in tract_address("https://x", "06", 2020)


@pytest.mark.parametrize(
    ("state", "counties", "vintage", "says"),
    [
        ("6", ["037"], 2024, "two digits"),
        ("OR", ["051"], 2024, "two digits"),
        ("41", ["51"], 2024, "three digits"),
        ("41", ["41051"], 2024, "three digits"),
        ("41", [], 2024, "three digits"),
        ("09", ["009"], 2022, "planning regions instead of counties"),
        ("09", ["110"], 2021, "counties in Connecticut, not planning regions"),
    ],
)
def test_codes_that_cannot_be_are_said(state, counties, vintage, says):
    with pytest.raises(InputError, match=says):
        require_counties(state, counties, vintage)


def test_connecticut_has_its_regions_from_2022():
    require_counties("09", ["009"], 2021)
    require_counties("09", list(PLANNING_REGIONS), 2022)


def test_blocks_of_connecticut_are_those_inside_its_regions(tmp_path):
    class Connecticut(FakeCity):
        def _geoid(self, k: int) -> str:
            return super()._geoid(k) if self.old else super()._geoid(k).replace(f"09{COUNTY}", "09170")

    city = Connecticut(state="09")
    city.old = False
    with FakeWeb(city) as web:
        sources = Sources(tiger=web.url, cache_folder=tmp_path, patience=QUICK)
        tracts = fetch_tracts(sources, "09", ["170"], 2022).frame
        del city.tracts
        city.old = True
        blocks = fetch_blocks(sources, "09", ["170"], tracts).frame
    assert not blocks["geoid"].str.startswith("09170").any()
    assert len(blocks) == len(tracts) * city.blocks


def test_what_is_not_published_is_said(web, sources):
    with pytest.raises(UnavailableTableError, match="does not have that file"):
        fetch_tracts(sources, STATE, [COUNTY], 2031)
    with pytest.raises(UnavailableTableError, match="no tract of county 999"):
        fetch_tracts(sources, STATE, ["999"], 2024)


@pytest.mark.parametrize("fault", ["half", "reset", ("stall", 0.6)])
def test_a_broken_zip_is_fetched_again_and_never_kept(web, sources, fault):
    web.fail(TRACTS_2024, fault)
    assert len(fetch_tracts(sources, STATE, [COUNTY], 2024).frame) == 9
    fresh = replace(sources, refresh=True)
    web.fail(TRACTS_2024, fault, fault)
    assert any("The copy of" in note for note in fetch_tracts(fresh, STATE, [COUNTY], 2024).notes)
    nothing = replace(sources, cache_folder=sources.cache_folder / "other")
    web.fail(TRACTS_2024, fault, fault)
    with pytest.raises(NoAnswerError):
        fetch_tracts(nothing, STATE, [COUNTY], 2024)
    assert not list(nothing.cache_folder.iterdir())


def test_a_hostile_zip_is_refused_as_any_other(web, sources):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        packed.writestr("../../evil.dbf", b"x")
    web._files["tl_2020_41_tabblock20"] = body.getvalue()
    with pytest.raises(InputError, match="leads out of it"):
        fetch_blocks(sources, STATE, [COUNTY], fetch_tracts(sources, STATE, [COUNTY], 2024).frame)


def test_a_damaged_table_of_blocks_is_said(tmp_path):
    with zipfile.ZipFile(io.BytesIO(FakeCity().block_zip())) as packed:
        good = packed.read("tl_2020_41_tabblock20.dbf")
    path = tmp_path / "blocks.dbf"
    path.write_bytes(good)
    assert read_dbf_columns(path, ["GEOID20"]).shape == (48, 1)
    with pytest.raises(SchemaError, match="no column 'POP10'"):
        read_dbf_columns(path, ["POP10"])
    for body in (good[:40], good[:-200], b"", b"\0" * 500):
        path.write_bytes(body)
        with pytest.raises(InputError, match="damaged"):
            read_dbf_columns(path, ["GEOID20"])
    dropped = bytearray(good)
    header = int.from_bytes(good[8:10], "little")
    dropped[header : header + 1] = b"*"
    path.write_bytes(bytes(dropped))
    assert len(read_dbf_columns(path, ["GEOID20"])) == 47


def test_a_join_names_what_does_not_match_and_why():
    tracts = pd.Series([f"41051{k:06d}" for k in range(100)])
    assert explain_join(tracts, pd.Index(tracts), "41", 2024) == ()
    one = explain_join(tracts, pd.Index(tracts[1:]), "41", 2024)
    assert len(one) == 1
    assert "41051000000" in one[0]
    assert "missing from every number" in one[0]
    other = explain_join(tracts, pd.Index(tracts + "x").str.slice(1, 12), "41", 2019)
    assert len(other) == 2
    assert "tracts of 2010" in other[0]
    regions = explain_join(pd.Series(["09110000100"]), pd.Index(["09003000100"]), "09", 2022)
    assert "planning regions" in regions[0]


# -- the national file


def test_the_national_file_and_the_api_give_the_same_table(web, sources):
    web.city.overrides |= {
        (web.city.tracts[0], "C16001_005E"): None,
        (web.city.tracts[1], "C16001_020M"): "-555555555",
        (web.city.tracts[2], "C16001_020E"): "-666666666",
    }
    counties = [COUNTY, OTHER_COUNTY]
    bulk = fetch_bulk_language(sources, STATE, counties, 2024).table
    api = fetch_language(CensusApi(sources, KEY), STATE, counties, 2024).table
    for name in ("lep", "lep_moe", "very_well", "very_well_moe"):
        pd.testing.assert_frame_equal(getattr(bulk, name), getattr(api, name))
    pd.testing.assert_series_equal(bulk.pop5, api.pop5)
    pd.testing.assert_series_equal(bulk.pop5_moe, api.pop5_moe)
    assert len(bulk.reasons) == len(api.reasons) == 2


@pytest.mark.parametrize(
    ("vintage", "folder"), [(2024, "table-based-SF/data"), (2021, "table-based-SF"), (2019, "prototype")]
)
def test_the_national_file_is_asked_for_once_and_split_by_state(web, sources, vintage, folder):
    fetch_bulk_language(sources, STATE, [COUNTY], vintage)
    fetch_bulk_language(sources, STATE, [OTHER_COUNTY], vintage)
    fetch_bulk_language(sources, "53", ["033"], vintage)
    assert web.asked(".dat") == web.asked(folder) == 1
    assert sorted(path.name for path in sources.cache_folder.glob("*/*")) == ["state=41.parquet", "state=53.parquet"]


def test_what_the_national_file_lacks_is_said(web, sources):
    with pytest.raises(UnavailableTableError, match="no tract in county 999"):
        fetch_bulk_language(sources, STATE, ["999"], 2024)
    with pytest.raises(UnavailableTableError, match="no tract in state 06"):
        fetch_bulk_language(sources, "06", ["037"], 2024)
    with pytest.raises(UnavailableTableError, match="begins with 2018"):
        fetch_bulk_language(sources, STATE, [COUNTY], 2017)
    web.fail(BULK_2024.replace("2024", "2023"), *["html"] * 2)
    with pytest.raises(SourceError, match="web page instead"):
        fetch_bulk_language(sources, STATE, [COUNTY], 2023)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"GEO_ID|C16001_E001\n1400000US41051000100|5\n", "is missing columns"),
        (b"GEO_ID|" + "|".join(bulk_columns().values()).encode() + b"\n1400000US41051000100|5\n", "broke off"),
    ],
)
def test_another_layout_is_said(web, sources, monkeypatch, body, says):
    monkeypatch.setattr(web.city, "summary_file", lambda: body)
    with pytest.raises(SchemaError, match=says):
        fetch_bulk_language(sources, STATE, [COUNTY], 2024)


def test_a_file_of_the_cache_knows_its_day(web, sources):
    found = fetch_tracts(sources, STATE, [COUNTY], 2024)
    kept = sources.client().cache.find(web.url + TRACTS_2024)
    assert isinstance(kept, CachedFile)
    assert kept.date == found.provenance.retrieved
    assert kept.age().total_seconds() < 60
