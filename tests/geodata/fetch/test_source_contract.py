"""What the product expects of the real services, held against the local server.

With COMMON_TONGUE_LIVE=1 (``make test-live``) the services themselves are asked; the Census API also needs a key in
CENSUS_API_KEY.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import pytest

from geodata.fetch.census_api import CensusApi
from geodata.fetch.census_tables import check_language_sum, fetch_figures, fetch_language
from geodata.fetch.city_presets import city_presets
from geodata.fetch.feature_service import fetch_layer
from geodata.fetch.sources import KEY_VARIABLE, Sources
from geodata.fetch.summary_file import fetch_bulk_language
from geodata.fetch.tiger import explain_join, fetch_blocks, fetch_tracts
from geodata.files.safe_read import read_geodata
from geodata.inputs.beats import read_beats
from planning.errors import MissingKeyError
from tests.fakes.city import COUNTY, STATE
from tests.fakes.server import KEY, FakeWeb

LIVE = os.environ.get("COMMON_TONGUE_LIVE") == "1"
VINTAGES = (2019, 2023)


@dataclass(frozen=True)
class Service:
    sources: Sources
    key: str
    beats: str


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    cache = tmp_path_factory.mktemp("cache")
    if LIVE:
        preset = city_presets()["richmond_va"]
        yield Service(Sources(cache_folder=cache), os.environ.get(KEY_VARIABLE, ""), preset.address)
        return
    with FakeWeb() as web:
        sources = Sources(census_api=web.url, tiger=web.url, acs_bulk=web.url, cache_folder=cache, allow_private=True)
        yield Service(sources, KEY, f"{web.url}/arcgis/rest/services/Beats/FeatureServer/3")


@pytest.fixture
def api(service) -> CensusApi:
    if not service.key:
        pytest.skip(f"no key in {KEY_VARIABLE}: the Census API was not asked")
    return CensusApi(service.sources, service.key)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_tracts_and_table_of_a_year_fit_each_other(service, api, vintage):
    tracts = fetch_tracts(service.sources, STATE, [COUNTY], vintage).frame
    table = fetch_language(api, STATE, [COUNTY], vintage).table
    said = explain_join(tracts["geoid"], table.pop5.index, STATE, vintage)
    assert all("water" in sentence for sentence in said)
    assert table.has_moe
    assert table.has_very_well
    assert (table.lep.sum(axis=1) <= table.pop5 + 0.5).all()


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_national_file_says_what_the_api_says(service, api, vintage):
    bulk = fetch_bulk_language(service.sources, STATE, [COUNTY], vintage).table
    table = fetch_language(api, STATE, [COUNTY], vintage).table
    pd.testing.assert_frame_equal(bulk.lep, table.lep)
    pd.testing.assert_frame_equal(bulk.lep_moe, table.lep_moe)
    pd.testing.assert_frame_equal(bulk.very_well, table.very_well)


def test_the_groups_sum_to_the_published_total(api):
    table = fetch_language(api, STATE, [COUNTY], VINTAGES[-1]).table
    total = fetch_figures(api, "S1601", STATE, [COUNTY], VINTAGES[-1]).figures["S1601_C05_001E"]
    assert check_language_sum(table, total).status == "fine"


def test_blocks_lie_in_the_tract_of_their_id(service):
    tracts = fetch_tracts(service.sources, STATE, [COUNTY], 2020).frame
    blocks = fetch_blocks(service.sources, STATE, [COUNTY], tracts).frame
    assert set(blocks["geoid"].str[:11]) <= set(tracts["geoid"])
    by_id = tracts.set_index("geoid").geometry.reindex(blocks["geoid"].str[:11])
    inside = by_id.reset_index(drop=True).covers(blocks.geometry.reset_index(drop=True))
    assert inside.mean() > 0.999
    assert blocks["pop"].sum() > 0


def test_a_request_with_a_wrong_key_is_told_so(service):
    with pytest.raises(MissingKeyError):
        fetch_language(CensusApi(service.sources, "0" * 40), STATE, ["067"], VINTAGES[-1])


def test_a_layer_of_beats_is_read(service):
    layer = fetch_layer(service.sources, service.beats)
    columns = set(read_geodata(layer.path).frame.columns)
    id_column = "Name" if LIVE else "BEAT"
    assert id_column in columns
    assert len(read_beats(layer.path, id_column, duplicates="dissolve").beats) > 1
