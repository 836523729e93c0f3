"""The Census API: every documented answer and fault, over real HTTP; no key in anything that is said."""

from __future__ import annotations

import logging
import math
import random
import threading
import time
import traceback
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.fetch.cache import RECORD_ENDING
from geodata.fetch.census_api import CensusApi, read_key
from geodata.fetch.census_replies import PUMA, ApiTable, in_parts, join_parts, rows_frame
from geodata.fetch.census_tables import NO_ROW, check_language_sum, fetch_figures, fetch_language
from geodata.fetch.sources import Sources
from geodata.fetch.tables import CENSUS_TABLES
from geodata.fetch.web import Stopped
from geodata.fetch.web_answers import NoAnswerError, Patience
from planning.errors import MissingKeyError, RefusedError, SourceError, UnavailableTableError
from tests.examples import examples
from tests.fakes.city import COUNTY, OTHER_COUNTY, STATE, FakeCity, api_rows
from tests.fakes.server import KEY, FakeWeb, InProcess

VINTAGE = 2024
PATH = f"/data/{VINTAGE}/acs/acs5"
QUICK = Patience(connect_s=1, read_s=0.2, total_s=5, tries=3, first_pause_s=0.01, longest_pause_s=0.05)


def language(sources: Sources, key: str | None = KEY):
    return fetch_language(CensusApi(sources, key), STATE, [COUNTY], VINTAGE)


def test_every_figure_is_the_one_published(web, sources):
    found = fetch_language(CensusApi(sources, KEY), STATE, [COUNTY, OTHER_COUNTY], VINTAGE)
    city = web.city
    assert found.table.pop5.index.tolist() == sorted(city.tracts)
    for geoid in city.tracts:
        assert found.table.lep.loc[geoid, "spanish"] == city.number(geoid, 5, "E")
        assert found.table.lep_moe.loc[geoid, "other"] == city.number(geoid, 38, "M")
        assert found.table.very_well.loc[geoid, "korean"] == city.number(geoid, 19, "E")
        assert found.table.very_well_moe.loc[geoid, "arabic"] == city.number(geoid, 34, "M")
        assert found.table.pop5[geoid] == city.number(geoid, 1, "E")
    assert found.notes == ()
    assert found.provenance.publisher == "U.S. Census Bureau"


def test_a_request_has_at_most_49_variables_and_no_type_is_asked_for(web, sources):
    language(sources)
    assert len(web.requests) == 2
    assert not web.asked("variables")
    sizes = [line.split("get=")[1].split("&")[0].count(",") + 1 for line in web.requests]
    assert max(sizes) <= 49
    assert max(len(part) for part in in_parts([f"B16004_{k:03d}E" for k in range(1, 68)])) <= 48


def test_a_row_that_one_part_lacks_is_named_and_nothing_moves(web, sources):
    gone = web.city.in_county(COUNTY)[2]
    web.absent.add(("C16001_035E", gone))  # in the second part only
    found = language(sources)
    table = found.table
    assert math.isnan(table.lep.loc[gone, "arabic"])
    assert table.lep.loc[gone, "spanish"] == web.city.number(gone, 5, "E")
    for geoid in web.city.in_county(COUNTY):
        if geoid != gone:
            assert table.lep.loc[geoid, "arabic"] == web.city.number(geoid, 35, "E")
    assert gone in found.notes[0]
    why = table.reasons.set_index(["geoid", "column"])["reason"]
    assert why[gone, "C16001_035E"] == NO_ROW
    assert web.asked(PATH) == 4  # asked once more before it was believed


def test_a_row_that_was_lacking_by_accident_is_there_the_second_time(web, sources):
    gone = web.city.in_county(COUNTY)[2]
    web.absent.add(("C16001_035E", gone))
    usual = web.shuffle

    def mend(rows):
        web.absent.clear()
        return usual(rows)

    web.shuffle = mend
    found = language(sources)
    assert found.notes == ()
    assert found.table.lep.loc[gone, "arabic"] == web.city.number(gone, 35, "E")


@pytest.mark.parametrize(
    ("published_as", "reason"),
    [
        ("-666666666", "too few sample cases for a figure"),
        ("-888888888", "does not apply here"),
        ("-999999999.0", "too few sample cases to show"),
        ("-333333333", "open-ended"),
        (None, "blank"),
        ("N", "too few sample cases to show"),
        ("250,001+", "open-ended"),
        ("*", "too few sample cases for a margin"),
    ],
)
def test_special_values_are_missing_with_a_reason(web, sources, published_as, reason):
    geoid = web.city.in_county(COUNTY)[0]
    web.city.overrides[geoid, "C16001_020E"] = published_as
    table = language(sources).table
    assert math.isnan(table.lep.loc[geoid, "korean"])
    assert table.lep["korean"].notna().sum() == len(table.lep) - 1
    why = table.reasons[(table.reasons["geoid"] == geoid) & (table.reasons["column"] == "C16001_020E")]
    assert reason in why["reason"].item()
    assert (table.lep.fillna(0) >= 0).all().all()


def test_a_controlled_margin_is_zero(web, sources):
    geoid = web.city.in_county(COUNTY)[0]
    web.city.overrides[geoid, "C16001_020M"] = "-555555555"
    assert language(sources).table.lep_moe.loc[geoid, "korean"] == 0


@pytest.mark.parametrize(
    "fault", [429, 500, 502, 503, 504, "reset", "html", "half", "break", ("stall", 0.4), (429, {"Retry-After": "0"})]
)
def test_a_passing_fault_is_tried_again(web, sources, fault):
    web.fail(PATH, fault)
    assert language(sources).table.pop5.notna().all()
    assert web.asked(PATH) == 3


@pytest.mark.parametrize("fault", [503, "half", ("stall", 0.4)])
def test_a_lasting_fault_gives_an_error_and_later_the_copy_with_its_date(web, sources, fault):
    web.fail(PATH, *[fault] * 3)
    with pytest.raises(NoAnswerError, match="in 3 tries") as caught:
        language(sources)
    assert not_said(caught.value)
    web.faults.clear()
    language(sources)
    web.fail(PATH, *[fault] * 6)
    again = language(replace(sources, refresh=True))
    assert again.table.pop5.notna().all()
    assert "The copy of 20" in again.notes[0]


def test_retry_after_is_obeyed(web, sources):
    web.fail(PATH, (429, {"Retry-After": "1"}))
    patient = replace(sources, patience=replace(QUICK, longest_pause_s=5))
    start = time.monotonic()
    language(patient)
    assert time.monotonic() - start >= 1


def test_a_refused_request_is_not_repeated(web, sources):
    web.fail(PATH, 403)
    with pytest.raises(SourceError, match="refused the request"):
        language(sources)
    assert web.asked(PATH) == 1


# -- the key


def not_said(error: BaseException, key: str = KEY) -> bool:
    """Whether the key is nowhere in an error, its causes, its context or its traceback."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, one.__context__]
    texts = [f"{one!s} {one!r} {one.args}" for one in seen]
    return key not in " ".join(texts) + "".join(traceback.format_exception(error))


@pytest.mark.parametrize("key", ["", "   ", "two words", "tab\tkey", "ключ1234"])
def test_a_key_that_cannot_be_one_is_refused_before_anything_is_asked(web, sources, key):
    with pytest.raises(MissingKeyError, match="key_signup"):
        language(sources, key)
    assert web.requests == []


def test_the_redirect_without_a_key_is_not_followed(web, sources):
    web.keys.clear()
    wrong = "f" * 40
    with pytest.raises(MissingKeyError) as caught:
        language(sources, wrong)
    assert not_said(caught.value, wrong)
    assert not web.asked("_key.html")
    web.fail(PATH, (302, {"Location": "/data/missing_key.html"}))
    with pytest.raises(MissingKeyError, match="missing or invalid"):
        language(sources, wrong)


def test_a_good_key_that_is_refused_once_is_tried_again(web, sources):
    web.fail(PATH, "invalid_page")
    assert language(sources).table.pop5.notna().all()
    web.fail(PATH, *["invalid_page"] * 2)
    with pytest.raises(MissingKeyError, match="does not know the key"):
        language(replace(sources, refresh=True))


def test_another_redirect_is_not_followed(web, sources):
    web.fail(PATH, (302, {"Location": f"{web.url}/files/page"}))
    with pytest.raises(SourceError, match="not followed") as caught:
        language(sources)
    assert not_said(caught.value)


@pytest.mark.parametrize("fault", ["reset", ("stall", 0.4), "html", 503, 400, 404, "break", (302, {"Location": "/x"})])
def test_the_key_is_in_no_error_log_or_file(web, sources, fault, caplog):
    web.fail(PATH, *[fault] * 3)
    with caplog.at_level(logging.DEBUG), pytest.raises(SourceError) as caught:
        language(sources)
    assert not_said(caught.value)
    assert "urllib3" in {record.name.split(".")[0] for record in caplog.records}
    assert KEY not in caplog.text
    web.faults.clear()
    language(sources)
    kept = [path.read_bytes() for path in sources.cache_folder.rglob("*") if path.is_file()]
    assert len(kept) == 4
    assert not any(KEY.encode() in body for body in kept)
    assert KEY not in language(sources).provenance.address
    assert KEY not in repr(CensusApi(sources, KEY))


def test_no_server_at_all_does_not_say_the_key(tmp_path):
    nowhere = Sources(census_api="http://127.0.0.1:9", cache_folder=tmp_path, patience=replace(QUICK, tries=2))
    with pytest.raises(NoAnswerError, match="could not be reached") as caught:
        language(nowhere)
    assert not_said(caught.value)


def test_the_key_comes_from_the_environment(web, sources, monkeypatch):
    monkeypatch.setenv("CENSUS_API_KEY", KEY)
    assert read_key() == KEY
    assert language(sources, None).table.pop5.notna().all()


# -- what there is


def test_a_year_place_or_table_that_is_not_there_is_said(web, sources):
    api = CensusApi(sources, KEY)
    with pytest.raises(UnavailableTableError, match="for 2031"):
        fetch_language(api, STATE, [COUNTY], 2031)
    with pytest.raises(UnavailableTableError, match="begin with"):
        fetch_language(api, STATE, [COUNTY], 2015)
    with pytest.raises(UnavailableTableError, match="county 999"):
        fetch_language(api, STATE, ["999"], VINTAGE)
    with pytest.raises(RefusedError, match="citizenship"):
        api.fetch("acs5", ["B05001_001E"], VINTAGE, "tract", STATE, [COUNTY])
    web.fail(PATH, (400, {}))
    with pytest.raises(UnavailableTableError, match="does not have this table"):
        fetch_language(api, STATE, [COUNTY], VINTAGE)


@pytest.mark.parametrize("row", [row for row in CENSUS_TABLES.values() if row.variables], ids=lambda row: row.id)
def test_every_table_that_is_fetched_comes_whole(web, sources, row):
    found = fetch_figures(CensusApi(sources, KEY), row.id, STATE, [COUNTY], VINTAGE).figures
    assert found.index.tolist() == sorted(web.city.pumas if row.level == PUMA else web.city.in_county(COUNTY))
    assert sorted(found.columns) == sorted(row.variables)
    for place in found.index:
        line, kind = int(row.variables[-1][-4:-1]), row.variables[-1][-1]
        if not row.id.startswith("S"):
            assert found.loc[place, row.variables[-1]] == web.city.number(place, line, kind)


def test_a_table_that_is_only_allowed_is_not_fetched(web, sources):
    with pytest.raises(UnavailableTableError, match="table P1 is not fetched"):
        fetch_figures(CensusApi(sources, KEY), "P1", STATE, [COUNTY], VINTAGE)


def test_the_twelve_groups_sum_to_the_published_total(web, sources):
    api = CensusApi(sources, KEY)
    table = fetch_language(api, STATE, [COUNTY], VINTAGE).table
    total = fetch_figures(api, "S1601", STATE, [COUNTY], VINTAGE).figures["S1601_C05_001E"]
    assert check_language_sum(table, total).status == "fine"
    shifted = pd.Series(total.to_numpy()[::-1].copy(), index=total.index)
    said = check_language_sum(table, shifted)
    assert said.status == "look"
    assert web.city.in_county(COUNTY)[0] in said.finding


# -- cache, offline, threads, stop


def test_what_was_fetched_serves_offline_and_without_a_key(web, sources):
    first = language(sources)
    asked = len(web.requests)
    offline = language(replace(sources, offline=True), "")
    pd.testing.assert_frame_equal(first.table.lep, offline.table.lep)
    assert offline.provenance.retrieved == first.provenance.retrieved
    assert len(web.requests) == asked
    with pytest.raises(SourceError, match="offline"):
        fetch_language(CensusApi(replace(sources, offline=True)), STATE, [OTHER_COUNTY], VINTAGE)


def test_a_copy_that_was_changed_on_disk_is_not_believed(web, sources):
    language(sources)
    for path in sources.cache_folder.glob("*.json"):
        if not path.name.endswith(RECORD_ENDING):
            path.write_bytes(path.read_bytes().replace(b"4001", b"9001"))
    assert language(sources).table.pop5.iloc[0] == web.city.number(web.city.in_county(COUNTY)[0], 1, "E")
    assert web.asked(PATH) == 3  # the part that was changed, once more


def test_one_client_serves_threads(web, sources):
    api = CensusApi(replace(sources, refresh=True), KEY)
    found: list[pd.DataFrame] = []
    threads = [
        threading.Thread(
            target=lambda county=county: found.append(fetch_language(api, STATE, [county], VINTAGE).table.lep)
        )
        for county in (COUNTY, OTHER_COUNTY) * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    for lep in found:
        assert all(lep.loc[geoid, "spanish"] == web.city.number(geoid, 5, "E") for geoid in lep.index)


def test_stop_is_obeyed_while_waiting(web, sources):
    web.fail(PATH, *[503] * 3)
    started = time.monotonic()
    patient = replace(
        sources,
        patience=replace(QUICK, first_pause_s=30, longest_pause_s=30),
        cancel=lambda: time.monotonic() - started > 0.3,
    )
    with pytest.raises(Stopped):
        language(patient)
    assert time.monotonic() - started < 3
    assert not list(sources.cache_folder.glob(".fetching-*"))


# -- no reply shifts a value


VARIABLES = CENSUS_TABLES["C16001"].variables
PEOPLE = tuple(f"B16004_{line:03d}E" for line in range(1, 68))


def expected_cells(places: list[str], parts: list[tuple[str, ...]], absent: set[tuple[str, str]]):
    """Return what a right join gives, and what it must name: a row lacks in every part that asks for its variable."""
    gone = {
        (place, name)
        for part in parts
        for place in places
        if any((one, place) in absent for one in part)
        for name in part
    }
    asked = [name for part in parts for name in part]
    kept = sorted(place for place in places if any((place, name) not in gone for name in asked))
    cells = {
        place: {name: None if (place, name) in gone else CITY.cell(place, name) for name in asked} for place in kept
    }
    return cells, {(place, name) for place, name in gone if place in cells}


def cells_of(table: ApiTable) -> dict[str, dict[str, str | None]]:
    rows = table.cells.astype("object").to_numpy()
    return {
        place: {name: cell if isinstance(cell, str) else None for name, cell in zip(table.cells, row, strict=True)}
        for place, row in zip(table.cells.index, rows, strict=True)
    }


def named(table: ApiTable) -> set[tuple[str, str]]:
    return {(place, name) for place, names in table.no_row for name in names}


CITY = FakeCity(columns=3, rows=2)
PLACES = CITY.in_county(COUNTY)


@given(data=st.data(), seed=st.integers(0, 2**32))
@examples(900)
def test_no_reply_ever_shifts_a_value_to_another_tract(data, seed):
    draws = random.Random(seed)
    asked = list(VARIABLES[: data.draw(st.integers(2, 6))])
    cuts = sorted(data.draw(st.sets(st.integers(1, len(asked) - 1), max_size=3)))
    parts = [tuple(asked[start:end]) for start, end in zip([0, *cuts], [*cuts, len(asked)], strict=True)]
    absent = data.draw(st.sets(st.tuples(st.sampled_from(asked), st.sampled_from(PLACES)), max_size=4))
    frames = []
    for part in parts:
        there = [place for place in PLACES if not any((name, place) in absent for name in part)]
        if not there:
            return  # a part without rows is an error of its own
        order = draws.sample(there, len(there))
        header, *rows = api_rows(CITY, order, ["GEO_ID", *part], ("state", "county", "tract"), "140")
        frames.append(rows_frame([dict(zip(header, row, strict=True)) for row in rows], part, "tract", STATE + COUNTY))
    table = join_parts(frames)
    cells, gone = expected_cells(PLACES, parts, absent)
    assert cells_of(table) == cells
    assert named(table) == gone


@pytest.fixture(scope="module")
def in_process(tmp_path_factory):
    web = FakeWeb(CITY)
    once = replace(QUICK, tries=1)
    cache = tmp_path_factory.mktemp("cache")
    api = CensusApi(Sources(census_api=web.url, cache_folder=cache, refresh=True, patience=once), KEY)
    api._session().client.session.mount("http://", InProcess(web))
    return web, api


@given(seed=st.integers(0, 2**32), data=st.data())
@settings(examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nor_through_the_package_at_its_own_limits(in_process, seed, data):
    web, api = in_process
    asked = (VARIABLES + PEOPLE)[: data.draw(st.sampled_from([1, 47, 48, 49, 50, 96, 97, 117]))]
    absent = data.draw(st.sets(st.tuples(st.sampled_from(asked), st.sampled_from(PLACES)), max_size=2))
    order = random.Random(seed)
    web.absent = set(absent)
    web.shuffle = lambda rows: order.sample(rows, len(rows))
    table = api.fetch("acs5", asked, VINTAGE, "tract", STATE, [COUNTY])
    cells, gone = expected_cells(PLACES, in_parts(asked), absent)
    assert cells_of(table) == cells
    assert named(table) == gone


@given(seed=st.integers(0, 2**32))
@examples(4)
def test_nor_over_http_and_through_the_whole_road(seed, tmp_path_factory):
    order = random.Random(seed)
    city = FakeCity(columns=order.randint(2, 5), rows=order.randint(1, 4))
    with FakeWeb(city) as web:
        web.shuffle = lambda rows: order.sample(rows, len(rows))
        sources = Sources(census_api=web.url, cache_folder=tmp_path_factory.mktemp("cache"), patience=QUICK)
        found = fetch_language(CensusApi(sources, KEY), STATE, [COUNTY, OTHER_COUNTY], VINTAGE)
    for geoid in city.tracts:
        assert found.table.lep.loc[geoid, "chinese"] == city.number(geoid, 23, "E")
