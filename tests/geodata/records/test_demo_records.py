"""The demo's year: everything in it, in every state, and at one with the demo department."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import BY_ADMIN, BY_COORDINATOR, demo_store, fill_demo_records, open_demo_records
from geodata.department.areas import area_touches
from geodata.records.audit import disagreements
from geodata.records.concerns import load_board
from geodata.records.documents import load_translations
from geodata.records.kinds import KINDS
from geodata.records.people import appoint_first_admin, role_of
from geodata.records.store import Store
from geodata.records.work import new_id
from planning.errors import AccessError, InputError
from planning.records.followup import CONCERN_STATES, EVENT_STATES
from planning.records.roles import Actor
from tests.examples import quick_ones

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def demo() -> Store:
    return open_demo_records(TODAY)


def test_every_state_is_there(demo: Store) -> None:
    events = demo.frame(BY_COORDINATOR, "event")
    assert set(events["state"]) == set(EVENT_STATES) and len(events) == 13
    assert set(load_board(demo, BY_COORDINATOR, TODAY)["state"]) == set(CONCERN_STATES)
    translations = load_translations(demo, BY_COORDINATOR)
    assert set(translations["state"]) == {"ordered", "draft", "community-reviewed", "approved", "withdrawn"}
    assert set(translations["out_of_date"]) == {True, False}
    seats = demo.frame(BY_COORDINATOR, "seat")
    assert (len(demo.frame(BY_COORDINATOR, "board")), len(seats), int(seats["filled"].sum())) == (2, 9, 7)
    held = events[events["state"].isin(["held", "reported back"])]
    assert set(demo.frame(BY_COORDINATOR, "attendance")["event_id"]) == set(held["id"])


def test_it_is_at_one_with_the_demo_department(demo: Store) -> None:
    department = build_demo()
    names = department.venues.set_index("venue_id")["name"]
    events = demo.frame(BY_COORDINATOR, "event")
    assert [names[venue] for venue in events["venue_id"]] == events["venue_name"].tolist()
    venues = demo.frame(BY_COORDINATOR, "venue")
    assert [names[venue] for venue in venues["venue_id"]] == venues["name"].tolist()
    touches = area_touches(department, "beat")
    partners = demo.frame(BY_COORDINATOR, "partner")
    named = {area for column in (events["areas"], partners["areas"]) for areas in column for area in areas}
    assert named <= set(touches)
    assert set(demo.frame(BY_COORDINATOR, "concern")["area_id"]) <= set(touches)


def test_it_is_the_same_whenever_it_is_made(demo: Store) -> None:
    # Ids stand in files and links; they are written down here because another process makes them too.
    documents = demo.frame(BY_COORDINATOR, "document")
    first = demo.frame(BY_COORDINATOR, "partner")["id"].iloc[0]
    assert first == "477b42a6-14d4-5196-9b64-d487e3b7eada" and documents["id"].is_unique
    assert demo.next_batch is new_id, "what people add to it has ids of its own"


def test_its_trail_tells_a_story_in_order(demo: Store) -> None:
    assert disagreements(demo) == ()
    trail = demo.audit(BY_ADMIN, limit=5000)
    assert trail["at"].max().date() <= TODAY
    assert (TODAY - trail["at"].min().date()).days == 400
    event = demo.frame(BY_COORDINATOR, "event").query("state == 'reported back'").iloc[0]
    steps = demo.history(BY_COORDINATOR, "event", event["id"]).iloc[::-1]
    assert [row["new"]["state"] for _, row in steps.iterrows()] == ["planned", "announced", "held", "reported back"]
    assert steps["at"].is_monotonic_increasing


def test_the_same_every_time(demo: Store) -> None:
    again = open_demo_records(TODAY)
    for kind in set(KINDS) - {"answer"}:
        fields = [name for name in demo.frame(BY_ADMIN, kind).columns if name != "id" and not name.endswith("_id")]
        first, second = (store.frame(BY_ADMIN, kind)[fields].astype("str") for store in (demo, again))
        assert sorted(map(repr, first.itertuples(index=False))) == sorted(map(repr, second.itertuples(index=False)))


@pytest.mark.parametrize("today", quick_ones((date(2024, 2, 29), date(2027, 1, 1)), (date(2024, 2, 29),)))
def test_any_day(today: date) -> None:
    assert disagreements(open_demo_records(today)) == ()


def test_one_store_a_process_with_todays_clock() -> None:
    assert demo_store() is demo_store()
    board = demo_store().add(BY_COORDINATOR, "board", {"name": "Now"})
    assert board.created_at.date() >= date(2026, 1, 1)


def test_into_a_given_store(store: Store) -> None:
    fill_demo_records(store, TODAY)
    assert len(store.frame(BY_COORDINATOR, "concern")) == 21
    assert disagreements(store) == ()


def test_the_demos_people_let_nobody_in_and_do_not_stand_in_the_way_of_the_first_administrator() -> None:
    store = open_demo_records(TODAY)
    shown = store.records(BY_ADMIN, "person")
    assert {person["role"] for person in shown} == {"admin", "coordinator", "commander"}  # on the page, as examples
    assert role_of(store, BY_ADMIN.name) is None
    assert role_of(store, "eve@pd.example", ["command staff"]) is None

    ada = appoint_first_admin(store, "ada@pd.example")
    assert role_of(store, "ada@pd.example") == "admin"
    with pytest.raises(AccessError, match="an administrator already"):
        appoint_first_admin(store, "eve@pd.example")
    with pytest.raises(InputError, match="the last administrator"):
        store.delete(Actor("ada@pd.example", "admin"), "person", ada.id, ada.version)

    # Whom somebody real lets in, comes in, also if the demo had the same name for an example.
    group = next(person for person in shown if person["subject"] == "command staff")
    real = Actor("ada@pd.example", "admin")
    store.change(real, "person", group.id, {"role": "viewer"}, group.version)
    assert role_of(store, "eve@pd.example", ["command staff"]) == "viewer"
