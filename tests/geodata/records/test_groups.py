"""Events, attendance, concerns, partners, boards, documents, people: what each allows and what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.areas import area_ref, area_touches
from geodata.officers.places import capable_officers
from geodata.records import concerns, events
from geodata.records.boards import load_missing, load_seats
from geodata.records.documents import load_translations
from geodata.records.done import load_done
from geodata.records.partners import confirm_contact, contacts_due, load_directory
from geodata.records.people import appoint_first_admin, role_of
from geodata.records.plans import save_plan
from geodata.records.published import load_accountability
from geodata.records.store import Store
from geodata.records.work import Record
from geodata.version import software_version
from planning.errors import AccessError, ConflictError, InputError, PersonalDetailsError, UnknownNameError
from planning.meetings.options import MeetingOptions
from planning.records.half_years import HalfYear
from planning.records.roles import Actor
from planning.records.unserved import EVERYWHERE, find_unserved
from tests.geodata.records.conftest import ADMIN, KIM, LEE

TODAY = date(2026, 6, 1)
VIEWER = Actor("vic@pd.example", "viewer")
COMMANDER = Actor("max@pd.example", "commander")
RECRUITER = Actor("ray@pd.example", "recruiter")


@pytest.fixture
def store(opened: object) -> Store:
    return opened(clock=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC))


@pytest.fixture
def plan(store: Store) -> Record:
    sites = [
        {"site_id": "V1", "name": "Library", "lon": 1.0, "lat": 2.0, "languages": ["korean"], "adds": {"korean": 90}},
        {"site_id": "V2", "name": "School", "lon": 1.0, "lat": 2.0, "languages": ["spanish"], "adds": {"spanish": 70}},
    ]
    return save_plan(store, KIM, "Spring plan", MeetingOptions(meetings=2), {"sites": sites}, "abcd")


def meeting(store: Store, **values: object) -> Record:
    usual = {
        "title": "Meeting",
        "state": "planned",
        "date": date(2026, 5, 1),
        "venue_name": "Hall",
        "languages": ["korean"],
    }
    return store.add(KIM, "event", usual | values)


def held(store: Store, **values: object) -> Record:
    event = meeting(store, **values)
    event = events.move(store, KIM, event.id, "announced", event.version)
    return events.move(store, KIM, event.id, "held", event.version)


def test_a_plan_keeps_what_it_was_made_from(store: Store, plan: Record) -> None:
    kept = store.get(COMMANDER, "meeting_plan", plan.id)
    assert MeetingOptions(**{k: tuple(v) if isinstance(v, list) else v for k, v in kept["inputs"].items()}) == (
        MeetingOptions(meetings=2)
    )
    assert (kept["department_hash"], kept["software_version"]) == ("abcd", software_version())


def test_events_from_a_plan_once(store: Store, plan: Record) -> None:
    first = events.add_from_plan(store, KIM, plan.id, sites=["V1"], areas={"V1": ["01"]})
    assert [(e["title"], e["state"], e["venue_id"], e["languages"], e["areas"]) for e in first] == [
        ("Community meeting at Library", "planned", "V1", ["korean"], ["01"])
    ]
    both = events.add_from_plan(store, LEE, plan.id)
    assert both[0] == first[0] and both[1]["venue_name"] == "School"
    assert len(store.records(KIM, "event")) == 2
    with pytest.raises(UnknownNameError, match="no meeting in this plan 'V9'"):
        events.add_from_plan(store, KIM, plan.id, sites=["V9"])


def test_an_event_through_all_its_states(store: Store) -> None:
    event = meeting(store)
    event = events.move(store, KIM, event.id, "announced", event.version)
    assert event["announced_on"] == TODAY
    event = events.move(store, KIM, event.id, "held", event.version, interpreters_used=["korean"], cost=320)
    event = events.move(store, KIM, event.id, "reported back", event.version)
    assert (event["state"], event["reported_on"], event.version) == ("reported back", TODAY, 4)
    with pytest.raises(InputError, match=r"is closed\. Undo the last step instead"):
        events.move(store, KIM, event.id, "planned", event.version)
    undo = int(store.history(KIM, "event", event.id)["number"].iloc[0])
    assert store.undo(KIM, undo)["state"] == "held"


@pytest.mark.parametrize(
    ("values", "state", "said"),
    [
        ({}, "held", "can’t become held: next it may be announced or cancelled"),
        ({"date": None}, "announced", "needs a day and a venue"),
        ({"venue_name": None}, "announced", "needs a day and a venue"),
        ({"languages": []}, "announced", "needs a language"),
    ],
)
def test_what_a_state_needs(store: Store, values: dict, state: str, said: str) -> None:
    event = meeting(store, **values)
    with pytest.raises(InputError, match=said):
        events.move(store, KIM, event.id, state, event.version)


def test_nothing_is_held_before_its_day(store: Store) -> None:
    event = meeting(store, date=TODAY + timedelta(days=1))
    event = events.move(store, KIM, event.id, "announced", event.version)
    with pytest.raises(InputError, match="cannot be held before its day"):
        events.move(store, KIM, event.id, "held", event.version)
    assert events.move(store, KIM, event.id, "cancelled", event.version)["state"] == "cancelled"


def test_attendance_is_counts(store: Store) -> None:
    event = held(store)
    first = events.record_attendance(store, KIM, event.id, {"korean": 31, "english": 4}, seen={})
    assert [(count["language"], count["persons"], count.version) for count in first] == [
        ("korean", 31, 1),
        ("english", 4, 1),
    ]
    seen = {"korean": 1, "english": 1}
    second = events.record_attendance(store, LEE, event.id, {"korean": 33, "english": 4, "spanish": 2}, seen)
    assert [count.version for count in second] == [2, 1, 1]
    with pytest.raises(ConflictError) as caught:
        events.record_attendance(store, KIM, event.id, {"english": 5, "korean": 32}, seen)
    assert caught.value.fields == {"persons": (31, 33, 32)}
    assert store.frame(KIM, "attendance").set_index("language")["persons"].to_dict() == {
        "korean": 33,
        "english": 4,
        "spanish": 2,
    }
    with pytest.raises(ConflictError):  # somebody has put a count where the form had none
        events.record_attendance(store, KIM, event.id, {"spanish": 9}, seen={})


@pytest.mark.parametrize("wrong", [-1, 2.5, "Kim and Lee", True, float("inf")])
def test_attendance_is_never_names(store: Store, wrong: object) -> None:
    event = held(store)
    with pytest.raises(InputError, match="whole number from 0 up"):
        events.record_attendance(store, KIM, event.id, {"korean": wrong}, seen={})


def test_nobody_came_to_a_meeting_not_held(store: Store) -> None:
    with pytest.raises(InputError, match="mark it as held first"):
        events.record_attendance(store, KIM, meeting(store).id, {"korean": 3}, seen={})


CONCERN = {"text": "The underpass is dark", "language": "korean", "theme": "lighting", "owner": "Traffic"}


def test_a_concern_from_asked_to_told(store: Store) -> None:
    concern = concerns.raise_concern(store, KIM, CONCERN | {"raised_on": date(2026, 4, 1)})
    assert concern["due_on"] == date(2026, 5, 1)
    assert concerns.load_board(store, KIM, TODAY)["state"].tolist() == ["overdue"]
    reply = concerns.reply(store, COMMANDER, concern.id, "A lamp was ordered", date(2026, 5, 20))
    assert concerns.load_board(store, KIM, TODAY)[["state", "days_to_answer"]].values.tolist() == [["answered", 49]]
    concerns.tell(store, KIM, reply.id, date(2026, 5, 30), "at the next meeting", reply.version)
    board = concerns.load_board(store, COMMANDER, TODAY).iloc[0]
    assert (board["state"], board["told_how"], board["days_open"]) == ("told", "at the next meeting", 59)
    with pytest.raises(InputError, match="go together"):
        store.change(KIM, "answer", reply.id, {"told_how": None}, 2)
    with pytest.raises(InputError, match="before there is an answer"):
        store.change(KIM, "answer", reply.id, {"told_on": date(2026, 5, 1)}, 2)
    with pytest.raises(InputError, match="due before the concern was raised"):
        concerns.raise_concern(store, KIM, CONCERN | {"raised_on": TODAY, "due_on": date(2026, 5, 1)})


@pytest.mark.parametrize("text", ["Call me: 503-555-0142", "kim@example.org asks", "A012345678", "123-45-6789"])
def test_numbers_and_addresses_of_persons_are_always_refused(store: Store, text: str) -> None:
    for confirmed in (False, True):
        with pytest.raises(PersonalDetailsError, match="remove it") as caught:
            concerns.raise_concern(store, KIM, CONCERN | {"text": text}, confirmed=confirmed)
        assert not caught.value.may_confirm
    assert store.records(KIM, "concern") == ()
    assert not store.audit(ADMIN)["new"].astype("str").str.contains("503|kim@ex|A0123|6789").any()


def test_an_address_may_be_confirmed_to_be_a_place(store: Store) -> None:
    place = CONCERN | {"text": "5 Main Street corner is dark"}
    with pytest.raises(PersonalDetailsError, match="confirm that it names no person") as caught:
        concerns.raise_concern(store, KIM, place)
    assert (caught.value.found, caught.value.may_confirm) == (("street address",), True)
    concern = concerns.raise_concern(store, KIM, place, confirmed=True)
    later = store.change(KIM, "concern", concern.id, {"theme": "light"}, 1)  # nothing new to ask about
    assert later["confirmed_no_person"]
    with pytest.raises(PersonalDetailsError):  # another text: asked again
        store.change(KIM, "concern", concern.id, {"text": "Maria Lopez on May 3"}, 2)
    changed = store.change(KIM, "concern", concern.id, {"text": "Dark"}, 2)
    assert not changed["confirmed_no_person"]


@pytest.mark.parametrize("field", ["public_text", "text"])
def test_every_text_of_a_concern_is_looked_at(store: Store, field: str) -> None:
    concern = concerns.raise_concern(store, KIM, CONCERN)
    with pytest.raises(PersonalDetailsError):
        store.change(KIM, "concern", concern.id, {field: "503-555-0142"}, 1)
    with pytest.raises(PersonalDetailsError):
        concerns.reply(store, KIM, concern.id, "Ask 503-555-0142", TODAY)


@pytest.fixture
def partner(store: Store) -> Record:
    values = {
        "organisation": "Welcome House",
        "languages": ["korean", "Khmer"],
        "areas": ["01"],
        "services": ["legal aid"],
        "listed": True,
        "public_phone": "555-0100",
        "notes": "Ask for the side door",
        "hosts": "Hall",
    }
    return store.add(KIM, "partner", values)


def test_contacts_are_the_coordinators(store: Store, partner: Record) -> None:
    contact = store.add(
        KIM,
        "partner_contact",
        {
            "partner_id": partner.id,
            "name": "Ines Marlow",
            "phone": "555-0199",
            "confirmed_on": TODAY,
            "expires_on": TODAY + timedelta(days=20),
        },
    )
    for actor in (COMMANDER, RECRUITER, VIEWER):
        for call in (
            lambda actor=actor: store.get(actor, "partner_contact", contact.id),
            lambda actor=actor: store.history(actor, "partner_contact", contact.id),
            lambda actor=actor: contacts_due(store, actor, TODAY),
        ):
            with pytest.raises(AccessError):
                call()
    seen_by_others = store.frame(COMMANDER, "partner").to_csv() + load_directory(store, VIEWER).to_csv()
    assert "Marlow" not in seen_by_others and "0199" not in seen_by_others
    assert contacts_due(store, KIM, TODAY)[["name", "expired"]].values.tolist() == [["Ines Marlow", False]]
    assert contacts_due(store, KIM, TODAY + timedelta(days=30))["expired"].tolist() == [True]
    confirm_contact(store, KIM, contact.id, TODAY, contact.version)
    assert contacts_due(store, KIM, TODAY).empty
    with pytest.raises(InputError, match="within a year"):
        store.change(KIM, "partner_contact", contact.id, {"expires_on": TODAY + timedelta(days=366)}, 2)
    assert store.audit(ADMIN, action="view", who=KIM.name)["kind"].tolist() == ["partner_contact"]


def test_the_directory_is_for_everybody(store: Store, partner: Record) -> None:
    store.add(KIM, "partner", {"organisation": "Quiet friends", "languages": ["korean"]})
    store.add(KIM, "partner", {"organisation": "Clinic", "listed": True, "public_name": "City Clinic"})
    directory = load_directory(store, VIEWER)
    assert directory["organisation"].tolist() == ["City Clinic", "Welcome House"]
    assert directory.iloc[1][["languages", "phone"]].tolist() == [("Korean", "Khmer"), "555-0100"]
    assert "side door" not in directory.to_csv()
    assert load_directory(store, VIEWER, language="korean", area="01")["organisation"].tolist() == ["Welcome House"]
    assert load_directory(store, VIEWER, area="02")["organisation"].tolist() == ["City Clinic"]  # serves everywhere
    assert load_directory(store, VIEWER, service="translation").empty
    with pytest.raises(AccessError):
        load_directory(store, Actor("x", "stranger"))


def test_translations_grow_old(store: Store) -> None:
    document = store.add(
        KIM,
        "document",
        {"title": "Rights", "document_class": "vital", "core": True, "source_updated_on": date(2026, 3, 1)},
    )
    for language, state, made in (
        ("korean", "approved", date(2026, 3, 1)),
        ("spanish", "approved", date(2025, 3, 1)),
        ("chinese", "draft", date(2026, 4, 1)),
        ("arabic", "approved", None),
    ):
        values = {"document_id": document.id, "language": language, "state": state, "of_source_on": made}
        store.add(KIM, "translation", values)
    table = load_translations(store, COMMANDER).set_index("language")
    assert table["out_of_date"].to_dict() == {"korean": False, "spanish": True, "chinese": False, "arabic": True}
    done = load_done(store, COMMANDER, {})
    assert done.documents["language"].tolist() == ["korean"]  # a core document, approved and not out of date
    with pytest.raises(InputError, match="already a translation with this document id and language"):
        store.add(KIM, "translation", {"document_id": document.id, "language": "Korean", "state": "ordered"})


def test_roles_of_people(store: Store) -> None:
    ada = appoint_first_admin(store, "Ada@PD.example")
    with pytest.raises(AccessError, match="an administrator already"):
        appoint_first_admin(store, "eve@pd.example")
    with pytest.raises(InputError, match="the last administrator"):
        store.delete(ADMIN, "person", ada.id, 1)
    with pytest.raises(InputError, match="the last administrator"):
        store.change(ADMIN, "person", ada.id, {"active": False}, 1)
    assert not store.get(ADMIN, "person", ada.id).deleted
    for kind, subject, role in (
        ("group", "sworn", "viewer"),
        ("group", "chiefs", "commander"),
        ("email", "kim@pd.example", "coordinator"),
    ):
        store.add(ADMIN, "person", {"subject_kind": kind, "subject": subject, "role": role})
    assert role_of(store, "ADA@pd.example") == "admin"
    assert role_of(store, "new@pd.example", ["sworn", "chiefs"]) == "commander"
    assert role_of(store, "new@pd.example", ["other"]) is None
    kim = store.records(ADMIN, "person", subject="kim@pd.example")[0]
    store.change(ADMIN, "person", kim.id, {"active": False}, kim.version)
    assert role_of(store, "kim@pd.example", ["chiefs"]) is None  # removed, whatever the groups say
    store.delete(ADMIN, "person", kim.id, 2)
    assert role_of(store, "kim@pd.example", ["chiefs"]) == "commander"
    with pytest.raises(InputError, match="not an email address"):
        store.add(ADMIN, "person", {"subject_kind": "email", "subject": "kim", "role": "viewer"})


def test_what_was_done_where(store: Store, partner: Record) -> None:
    touches = area_touches(build_demo(), "DISTRICT")
    held(store, areas=["DISTRICT:Westhill"], languages=["vietnamese"])
    meeting(store, areas=["01"], languages=["spanish"])  # planned is not held
    held(store, areas=[], languages=["tagalog"])
    board = store.add(KIM, "board", {"name": "Board"})
    store.add(KIM, "seat", {"board_id": board.id, "language": "korean", "area_id": "21", "filled": True})
    store.add(KIM, "seat", {"board_id": board.id, "language": "korean", "area_id": "DISTRICT:Westhill"})
    store.add(KIM, "seat", {"board_id": board.id, "language": "arabic", "filled": True})
    done = load_done(store, RECRUITER, touches)
    assert set(done.meetings[["area_id", "language"]].itertuples(index=False, name=None)) == {
        ("Westhill", "vietnamese"),
        (EVERYWHERE, "tagalog"),
    }
    assert done.partners.values.tolist() == [["Old Port", "korean"], ["Old Port", "other_asian_pacific:Khmer"]]
    assert sorted(done.seats.values.tolist()) == [[EVERYWHERE, "arabic"], ["North Harbor", "korean"]]
    assert done.documents.empty and done.officers is None
    need = pd.DataFrame(
        {
            "area_id": ["Westhill", "Old Port", "North Harbor"],
            "language": "korean",
            "lep": [300.0, 200, 100],
            "lep_moe": 9.0,
        }
    )
    table = find_unserved(need, done, TODAY)
    assert table[["no_meeting", "no_partner", "no_seat"]].values.tolist() == [
        [True, True, True],
        [True, False, True],
        [True, True, False],
    ]
    assert load_missing(store, RECRUITER, need, touches)[["area_id", "seats"]].values.tolist() == [
        ["Westhill", 1],
        ["Old Port", 0],
    ]


def test_a_beat_and_a_district_of_one_name_are_two_places() -> None:
    assert area_ref("beat", "1") != area_ref("DISTRICT", "1")


def test_officers_who_count(store: Store) -> None:
    demo = build_demo()
    officers = capable_officers(demo)
    done = load_done(store, COMMANDER, area_touches(demo, "beat"), officers)
    southshore = {beat for beat, district in demo.area_groups("DISTRICT").items() if district == "Southshore"}
    arabic = done.officers[done.officers["language"] == "arabic"]
    assert set(arabic["area_id"]) == southshore  # who serves a district serves each beat of it
    roster = demo.roster.assign(tier=demo.roster["tier"].where(demo.roster["language"] != "arabic", "self_reported"))
    said_only = load_done(store, COMMANDER, area_touches(demo, "beat"), capable_officers(replace(demo, roster=roster)))
    assert "arabic" not in set(said_only.officers["language"])
    assert load_done(store, COMMANDER, {}).officers is None  # no roster is not nobody


def test_a_seat_whose_time_has_run_out_is_empty(store: Store) -> None:
    board = store.add(KIM, "board", {"name": "Board"})
    seat = {"board_id": board.id, "filled": True, "since": date(2025, 1, 1)}
    store.add(KIM, "seat", seat | {"language": "korean", "until": date(2026, 5, 31)})
    store.add(KIM, "seat", seat | {"language": "arabic", "until": TODAY})
    seats = load_seats(store, RECRUITER, {})
    assert seats.set_index("language")["filled"].to_dict() == {"korean": False, "arabic": True}


def test_the_public_page_for_a_viewer(store: Store) -> None:
    event = held(store, date=date(2025, 11, 1), went_wrong="The lamp broke")
    events.record_attendance(store, KIM, event.id, {"korean": 31, "spanish": 3}, seen={})
    concern = concerns.raise_concern(
        store, KIM, CONCERN | {"raised_on": date(2025, 11, 2), "public_text": "A dark place"}
    )
    concerns.reply(store, KIM, concern.id, "Not told yet", date(2025, 11, 3))
    concerns.raise_concern(store, KIM, CONCERN | {"raised_on": date(2025, 11, 2), "text": "Kept inside"})
    report = load_accountability(store, VIEWER, HalfYear(2025, 2))
    assert (report.meetings_held, report.languages, report.floor) == (1, ("Korean",), 10)
    assert report.attendance["persons"].isna().tolist() == [True, True, False]
    shown = report.published.to_csv() + report.concerns.to_csv()
    assert "A dark place" in shown
    assert not any(text in shown for text in ("Kept inside", "underpass", "Traffic", "Not told yet", "lamp"))
    with pytest.raises(AccessError):
        load_accountability(store, Actor("x", ""), HalfYear(2025, 2))
