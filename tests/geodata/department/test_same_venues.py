"""A list of venues that comes again: what is on record stays with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from commands.shared import cli
from geodata.demo.harbor_falls import build_demo
from geodata.department.attach import carry_over
from geodata.department.department import save_department
from geodata.department.same_venues import became_of, same_venues
from geodata.meetings.venue_records import set_veto
from geodata.records.engine import open_store
from geodata.records.outlived import SAID, outlived_places
from geodata.records.places import FIELDS
from geodata.records.plans import save_plan
from geodata.records.store import command_line_actor
from planning.meetings.options import MeetingOptions

Rows = list[tuple[str, str, float, float]]
TOWN: Rows = [("v001", "St. Mary", -122.5, 45.5), ("v002", "Library", -122.6, 45.5), ("v003", "Hall", -122.7, 45.6)]


def venues(rows: Rows) -> gpd.GeoDataFrame:
    ids, names, lon, lat = zip(*rows, strict=True)
    columns = {"venue_id": list(ids), "name": list(names), "lon": list(lon), "lat": list(lat)}
    return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lon, lat, crs=4326))


def test_one_row_on_top_moves_no_id() -> None:
    again = [("v001", "New", -122.8, 45.5), *((f"v00{k + 2}", *row[1:]) for k, row in enumerate(TOWN))]
    found, became = same_venues(venues(TOWN), venues(again))
    assert found["venue_id"].tolist()[1:] == ["v001", "v002", "v003"]
    assert found["venue_id"][0].startswith("new-")
    assert {one.fate for one in became} == {"kept"}
    assert became_of(became, found) == "of the 3 venues that were there 3 are kept with their ids. 1 is new"


def test_moved_renamed_and_gone_are_told() -> None:
    again = [("x", "ST MARY", -122.55, 45.5), ("y", "Main Library", -122.6001, 45.5), ("z", "Other", -122.9, 45.9)]
    found, became = same_venues(venues(TOWN), venues(again))
    assert [(one.venue_id, one.fate) for one in became] == [("v001", "moved"), ("v002", "renamed"), ("v003", "gone")]
    assert found["venue_id"].tolist() == ["v001", "v002", "z"]
    assert "1 gone (Hall, v003). 1 is new" in became_of(became, found)


@given(st.permutations(range(5)), st.integers(0, 5))
def test_a_list_in_any_order_keeps_every_id(order: list[int], kept: int) -> None:
    rows = [(f"v{k}", f"Place {k}", -122.0 - k / 100, 45.5) for k in range(5)]
    again = [(f"v{at}", *rows[k][1:]) for at, k in enumerate(order[:kept])]
    found, became = same_venues(venues(rows), venues([*again, ("v0", "New", -120.0, 45.0)]))
    assert dict(zip(found["name"], found["venue_id"], strict=True)) | {"New": ""} == {
        **{rows[k][1]: rows[k][0] for k in order[:kept]},
        "New": "",
    }
    assert found["venue_id"].is_unique
    assert sum(one.fate == "gone" for one in became) == 5 - kept


@pytest.mark.parametrize("name", ["Chapel", "Hall"])
def test_two_places_that_could_be_the_old_one_are_not_taken_for_it(name: str) -> None:
    old = [("v001", "Hall", -122.5, 45.5)]
    again = [("a", name, -122.6, 45.5), ("b", name, -122.4, 45.5)]
    found, became = same_venues(venues(old), venues(again))
    assert (became[0].fate, found["venue_id"].tolist()) == ("gone", ["a", "b"])


def test_records_of_a_place_that_is_gone_are_told(tmp_path: Path) -> None:
    store, actor = open_store(tmp_path), command_line_actor()
    demo = build_demo()
    set_veto(store, actor, "church-1", "mold in the cellar")
    set_veto(store, actor, str(demo.venues["venue_id"].iloc[0]), "too far")
    assert [(one.id, one.known) for one in outlived_places(store, actor, demo)] == [
        ("church-1", ("a skipped venue (mold in the cellar)",))
    ]


def test_every_kind_of_record_that_names_a_place_is_called_something() -> None:
    assert set(SAID) == {kind for fields in FIELDS.values() for kind, _ in fields}


def test_what_hangs_on_a_place_that_is_gone_goes_to_the_one_a_person_names(tmp_path: Path) -> None:
    demo = build_demo()
    own = replace(demo, settings=replace(demo.settings, is_demo=False))
    folder = save_department(own, tmp_path / "d").folder
    store, actor = open_store(folder), command_line_actor()
    first, second = demo.venues["venue_id"].iloc[:2]
    set_veto(store, actor, "gone-1", "mold")
    set_veto(store, actor, "gone-2", "far")
    store.change(actor, "venue", set_veto(store, actor, second, "").id, {"capacity": 40}, 1)
    save_plan(store, actor, "Spring", MeetingOptions(locks=("gone-1",), vetoes=(first, "gone-2")), {"sites": []}, "h")
    day = {"raised_on": date(2026, 5, 4), "due_on": date(2026, 6, 4)}
    concern = {"text": "No Korean at the desk", "theme": "service", "owner": "desk", "language": "korean"}
    store.add(actor, "concern", concern | day | {"area_id": "9999"})
    run = partial(CliRunner().invoke, cli)
    told = run(["places", str(folder)]).output
    assert "venue gone-1 is gone. On record: a skipped venue (mold), the saved plan 'Spring'" in told
    assert "area 9999 is gone. On record: a concern" in told
    assert "places DEPT --area 9999=NEW" in run(["check", str(folder)]).output
    assert "did you mean" in run(["places", str(folder), "--area", "9999=001"]).output
    words = ["--venue", f"gone-1={first}", "--venue", f"gone-2={second}", "--area", "9999=01"]
    assert "every venue and area on record is there" in run(["places", str(folder), *words]).output
    vetoes = {record["venue_id"]: (record["veto"], record["capacity"]) for record in store.records(actor, "venue")}
    assert vetoes == {first: ("mold", None), second: ("far", 40)}
    (plan,) = store.records(actor, "meeting_plan")
    assert (plan["inputs"]["locks"], plan["inputs"]["vetoes"]) == ([first], [first, second])
    assert store.records(actor, "concern")[0]["area_id"] == "01"


def test_replacing_a_department_keeps_the_ids_of_its_places(tmp_path: Path) -> None:
    demo = build_demo()
    save_department(demo, tmp_path / "d")
    numbered = demo.venues.iloc[::-1].assign(venue_id=[f"v{k:03d}" for k in range(len(demo.venues))])
    carried = carry_over(replace(demo, venues=numbered.reset_index(drop=True)), tmp_path / "d")
    assert carried.department.venues["venue_id"].tolist() == demo.venues["venue_id"].tolist()[::-1]
    assert any("are kept with their ids" in note for note in carried.notes)
    assert any("not given again" in note for note in carry_over(replace(demo, venues=None), tmp_path / "d").notes)
