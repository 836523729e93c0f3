"""Follow-up: a meeting through its states, concerns that name nobody, two versions of one record, and not met."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import prepare
from geodata.department.department import load_department, save_department
from geodata.meetings.answers import meeting_plan
from geodata.meetings.inputs import meeting_inputs
from geodata.records import concerns, events
from geodata.records.audit import disagreements
from geodata.records.plans import save_plan
from geodata.records.store import Store
from geodata.records.work import Record
from pages.parts.shell.access import ROLE_VARIABLE
from pages.parts.shell.messages import JOINER
from planning.meetings.options import MeetingOptions
from planning.records.roles import Actor
from tests.pages.looking import nothing_cut
from tests.pages.record_forms import buttons, field, press, said, section

Draw = Callable[..., AppTest]
LEE = Actor("lee@pd.example", "coordinator")
ADA = Actor("ada@pd.example", "admin")


@pytest.fixture
def show(draw: Draw, year: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Draw a section of the page, as a role."""

    def shown(chosen: str = "concerns", role: str = "coordinator", **query: str) -> AppTest:
        monkeypatch.setenv(ROLE_VARIABLE, role)
        with nothing_cut():
            app = draw("followup", year, **query)
            assert not app.exception and not app.error
            return app if chosen == "concerns" else section(app, "followup-section", chosen)

    return shown


def open_event(app: AppTest, event: Record) -> AppTest:
    return press(app, "Open", f"open-{event.id}")


def one(store: Store, kind: str, **equal: object) -> Record:
    return store.records(ADA, kind, **equal)[-1]


@pytest.mark.parametrize(
    ("role", "sections", "writes"),
    [
        ("admin", ["Concerns", "Meetings", "No meeting yet"], True),
        ("coordinator", ["Concerns", "Meetings", "No meeting yet"], True),
        ("commander", ["Concerns", "Meetings", "No meeting yet"], False),
        ("recruiter", ["Meetings", "No meeting yet"], False),
    ],
)
def test_each_role_gets_its_sections_and_its_buttons(show: Callable, role: str, sections: list, writes: bool) -> None:
    app = show(role=role)
    assert app.button_group(key="followup-section").options == sections
    assert ("Add a concern" in buttons(app)) == writes
    app = section(app, "followup-section", "events")
    assert ("Plan a meeting" in buttons(app)) == writes
    texts = said(app) + "".join(frame.value.to_csv() for frame in app.dataframe)
    assert ("footbridge" in texts) is False  # a concern, on no page of meetings


def test_a_recruiter_is_sent_no_concern_and_a_viewer_nothing(show: Callable, draw: Draw, year: Path) -> None:
    app = show(role="recruiter")
    assert "footbridge" not in said(app) + "".join(frame.value.to_csv() for frame in app.dataframe)
    with pytest.raises(AssertionError):
        show(role="viewer")
    app = draw("followup", year)
    assert "Your role can’t open" in app.error[0].value and not app.dataframe


def test_a_commander_answers_and_may_not_write_the_concern(show: Callable, store: Store) -> None:
    concern = next(one for one in store.records(ADA, "concern") if "footbridge" in one["text"])
    app = show(role="commander")
    app.session_state["concern-chosen"] = concern.id
    app = app.run()
    assert "Edit" not in buttons(app)
    app = press(app, "Write an answer")
    field(app, "text_area", "The answer").set_value("A new lamp is ordered.")
    app = press(app, "Save")
    assert not app.error
    assert one(store, "answer", concern_id=concern.id)["text"] == "A new lamp is ordered."
    assert "Not reported back yet" in said(app)


def test_a_meeting_goes_from_planned_to_reported_back(show: Callable, store: Store) -> None:
    app = press(show("events"), "Plan a meeting")
    field(app, "text_input", "What").set_value("Coffee with a cop")
    field(app, "multiselect", "Languages").set_value(["korean"])
    app = press(app, "Save")
    event = one(store, "event")
    assert (event["title"], event["state"], event["languages"]) == ("Coffee with a cop", "planned", ["korean"])

    app = press(open_event(app, event), "Announce it")
    assert "needs a day and a venue" in said(app)
    assert one(store, "event")["state"] == "planned"

    app = press(app, "Edit")
    field(app, "date_input", "Day").set_value(date.today() - timedelta(days=3))
    field(app, "text_input", "Place, if it is not a venue of the list").set_value("Bakery")
    app = press(press(app, "Save"), "Announce it")
    assert one(store, "event")["announced_on"] == store.today()

    field(app, "number_input", "People who speak Korean").set_value(17)
    field(app, "number_input", "Cost, dollars").set_value(250.0)
    field(app, "multiselect", "Interpreters used, in").set_value(["korean"])
    field(app, "text_area", "What went wrong").set_value("The microphone failed.")
    app = press(app, "It was held")
    event = one(store, "event")
    assert (event["state"], event["cost"], event["interpreters_used"]) == ("held", 250.0, ["korean"])
    counts = {count["language"]: count["persons"] for count in store.records(ADA, "attendance", event_id=event.id)}
    assert counts == {"korean": 17}  # English was not counted, which is not nobody
    assert "**17 people came**: 17 Korean" in said(app) and "The microphone failed." in said(app)

    app = press(app, "Reported back")
    event = one(store, "event")
    assert (event["state"], event["reported_on"]) == ("reported back", store.today())
    assert not {"Announce it", "It was held", "Reported back", "Cancel meeting"} & set(buttons(app))
    assert disagreements(store) == ()


def test_nothing_is_held_before_its_day_and_the_sentence_says_so(show: Callable, store: Store) -> None:
    event = next(one for one in store.records(ADA, "event") if one["state"] == "announced")
    app = press(open_event(show("events"), event), "It was held")
    assert "cannot be held before its day" in said(app)
    assert store.get(ADA, "event", event.id)["state"] == "announced"


def test_a_meeting_is_called_off_with_its_reason(show: Callable, store: Store) -> None:
    event = next(one for one in store.records(ADA, "event") if one["state"] == "announced")
    app = open_event(show("events"), event)
    field(app, "text_area", "Why?").set_value("The hall flooded.")
    press(app, "Cancel meeting")
    event = store.get(ADA, "event", event.id)
    assert (event["state"], event["went_wrong"]) == ("cancelled", "The hall flooded.")


def test_meetings_are_made_of_a_plan_in_one_click_and_only_once(show: Callable, store: Store, year: Path) -> None:
    prepared = prepare(load_department(year))
    options = MeetingOptions(meetings=3)
    plan = meeting_plan(meeting_inputs(prepared, options))
    kept = save_plan(store, LEE, "Spring", options, plan.as_json(), prepared.department.content_hash)
    before = len(store.records(ADA, "event"))
    app = press(show("events"), "Make 3 meetings of it")
    made = store.records(ADA, "event", meeting_plan_id=kept.id)
    assert {event["site_id"]: tuple(event["languages"]) for event in made} == {
        site.site_id: site.languages for site in plan.sites
    }
    assert {event["state"] for event in made} == {"planned"}
    beats = set(prepared.department.beats["area_id"])
    assert all(event["areas"] and set(event["areas"]) <= beats for event in made)
    assert len(store.records(ADA, "event")) == before + 3
    assert not [label for label in buttons(app) if label.endswith("of it")]


TEXT = "What was asked"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 503-555-0142", "phone number"),
        pytest.param("My number is A012345678", "A-number", marks=pytest.mark.thorough),
    ],
)
def test_a_concern_with_a_number_of_a_person_is_stopped_and_what_was_typed_stays(
    show: Callable, store: Store, text: str, found: str
) -> None:
    before = len(store.records(ADA, "concern"))
    app = written(show(), text)
    assert found in said(app) and "remove it" in said(app)
    assert not app.checkbox  # nothing to confirm
    assert field(app, "text_area", TEXT).value == text
    assert len(store.records(ADA, "concern")) == before
    field(app, "text_area", TEXT).set_value("The line hangs up.")
    press(app, "Save")
    assert one(store, "concern")["text"] == "The line hangs up."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Dark at 5 Main Street", "street address", marks=pytest.mark.thorough),
        ("Maria Lopez was there on May 3", "name with a date"),
    ],
)
def test_a_concern_that_may_name_somebody_is_asked_about(show: Callable, store: Store, text: str, found: str) -> None:
    before = len(store.records(ADA, "concern"))
    app = written(show(), text)
    assert found in said(app) and "confirm that it names no person" in said(app)
    app = press(app, "Save")  # not answered: asked again
    assert len(store.records(ADA, "concern")) == before
    field(app, "checkbox", "It names no person").check()
    field(app, "text_area", TEXT).set_value(text + ", and at 7 Elm Street")
    app = press(app, "Save")  # answered for another text: asked again
    assert len(store.records(ADA, "concern")) == before
    field(app, "checkbox", "It names no person").check()
    press(app, "Save")
    concern = one(store, "concern")
    assert concern["text"].startswith(text) and concern["confirmed_no_person"]


def written(app: AppTest, text: str) -> AppTest:
    app = press(app, "Add a concern")
    field(app, "text_area", TEXT).set_value(text)
    field(app, "text_input", "Theme").set_value("lighting")
    field(app, "text_input", "Assigned to").set_value("Traffic")
    field(app, "selectbox", "Asked in").set_value("korean")
    return press(app, "Save")


def test_a_concern_is_answered_told_and_leaves_the_overdue(show: Callable, store: Store) -> None:
    concern = next(one for one in store.records(ADA, "concern") if "footbridge" in one["text"])
    app = show()
    assert "**2 answers are overdue**" in said(app)
    app.session_state["concern-chosen"] = concern.id
    app = press(app.run(), "Write an answer")
    field(app, "text_area", "The answer").set_value("A new lamp is up.")
    app = press(app, "Save")
    assert "**1 answer is overdue**" in said(app) and "3 are answered, but **you" in said(app)
    app = press(app, "The community was told")
    field(app, "date_input", "The community was told on").set_value(store.today())
    app = press(app, "Save")
    assert "go together" in said(app)  # a day without a way
    field(app, "text_input", "How").set_value("at the market")
    app = press(app, "Save")
    assert one(store, "answer", concern_id=concern.id)["told_how"] == "at the market"
    board = concerns.load_board(store, ADA, store.today()).set_index("id")
    assert board.loc[concern.id, "state"] == "told"
    assert "2 are answered, but **you" in said(app)


def test_the_board_shows_the_overdue_first_and_follows_the_choice_at_the_side(show: Callable) -> None:
    app = show()
    table = app.dataframe[0].value
    assert table["State"].tolist()[:3] == ["Overdue by 64 days", "Overdue by 20 days", "Open"] and len(table) == 21
    app = show(level="DISTRICT", area="Old Port", language="spanish")
    assert set(app.dataframe[0].value["Asked in"]) == {"Spanish"}
    assert "Only Spanish and Old Port, as chosen at the side: 2 of 21 concerns." in said(app)
    app = show(state="overdue")
    assert len(app.dataframe[0].value) == 2 and "Overdue 2" in app.segmented_control(key="concerns-state").options
    assert "Half of the answers since July" in said(app) and "in January to June" in said(app)
    owner = app.dataframe[0].value["Assigned to"].iloc[0]
    app = app.selectbox(key="concerns-owner").set_value(owner).run()
    assert set(app.dataframe[0].value["Assigned to"]) == {owner}


@pytest.fixture
def editing(show: Callable, store: Store) -> tuple[AppTest, Record]:
    """A page on which the form of a meeting is open, with a new title and a note typed."""
    event = next(one for one in store.records(ADA, "event") if one["state"] == "planned")
    app = press(open_event(show("events"), event), "Edit")
    field(app, "text_input", "What").set_value("Mine")
    field(app, "text_area", "Notes").set_value("Bring the banner.")
    return app, event


def test_of_two_who_save_the_second_sees_both_versions(editing: tuple[AppTest, Record], store: Store) -> None:
    app, event = editing
    store.change(LEE, "event", event.id, {"title": "Theirs", "notes": "Bring tea.", "cost": 90.0}, event.version)
    app = press(app, "Save")
    text = said(app)
    assert f"lee{JOINER}@pd.example saved this event while you were working on it" in text
    assert "Theirs  \nTheirs" in text and "Mine  \nMine" in text and "Bring tea." in text
    assert field(app, "button", "Save what I chose").disabled
    assert "Choose for every field." in text
    assert store.get(ADA, "event", event.id)["title"] == "Theirs"  # nothing is overwritten meanwhile
    field(app, "radio", "Keep, for What").set_value("mine")
    field(app, "radio", "Keep, for Notes").set_value("both").run()
    app = press(app, "Save what I chose")
    stands = store.get(ADA, "event", event.id)
    assert (stands["title"], stands["notes"], stands["cost"]) == ("Mine", "Bring tea.\nBring the banner.", 90.0)
    kept = store.audit(ADA, action="conflict").iloc[0]
    assert kept["record_id"] == event.id and kept["new"]["notes"] == "Bring the banner."
    assert disagreements(store) == ()


def test_theirs_can_be_left_and_mine_is_in_the_audit_trail(editing: tuple[AppTest, Record], store: Store) -> None:
    app, event = editing
    store.change(LEE, "event", event.id, {"title": "Theirs"}, event.version)
    app = press(press(app, "Save"), "Keep theirs")
    assert store.get(ADA, "event", event.id)["title"] == "Theirs"
    assert store.audit(ADA, action="conflict").iloc[0]["new"]["title"] == "Mine"
    assert "Save what I chose" not in buttons(app)


@pytest.mark.thorough
def test_a_third_save_during_the_choice_is_shown_too(editing: tuple[AppTest, Record], store: Store) -> None:
    app, event = editing
    theirs = store.change(LEE, "event", event.id, {"title": "Theirs"}, event.version)
    app = press(app, "Save")
    field(app, "radio", "Keep, for What").set_value("mine").run()
    store.change(LEE, "event", event.id, {"title": "Theirs again"}, theirs.version)
    app = press(app, "Save what I chose")
    assert "Theirs again" in said(app) and store.get(ADA, "event", event.id)["title"] == "Theirs again"
    field(app, "radio", "Keep, for What").set_value("mine").run()
    press(app, "Save what I chose")
    assert store.get(ADA, "event", event.id)["title"] == "Mine"


def test_what_was_typed_into_a_record_somebody_deleted_is_kept(editing: tuple[AppTest, Record], store: Store) -> None:
    app, event = editing
    store.delete(LEE, "event", event.id, event.version)
    app = app.run()  # whatever else is pressed meanwhile; what is typed, the browser keeps until it is sent
    assert f"lee{JOINER}@pd.example has deleted this event" in said(app)
    field(app, "text_input", "What").set_value("Mine")
    field(app, "text_area", "Notes").set_value("Bring the banner.")
    app = press(app, "Save")
    assert "They deleted this event. What you had written:" in said(app) and "Bring the banner." in said(app)
    field(app, "checkbox", "Bring it back with what I wrote").check().run()
    press(app, "Save what I chose")
    stands = store.get(ADA, "event", event.id)
    assert (stands.deleted, stands["title"], stands["notes"]) == (False, "Mine", "Bring the banner.")
    assert store.audit(ADA, action="conflict").iloc[0]["new"]["notes"] == "Bring the banner."


def test_a_deletion_of_what_somebody_changed_is_asked_about(show: Callable, store: Store) -> None:
    event = next(one for one in store.records(ADA, "event") if one["state"] == "planned")
    app = open_event(show("events"), event)
    store.change(LEE, "event", event.id, {"title": "Theirs"}, event.version)
    app = press(app, "Delete it")
    assert "You wanted to delete this event. It now reads:" in said(app) and "What: Theirs" in said(app)
    assert not store.get(ADA, "event", event.id).deleted
    field(app, "checkbox", "Delete it all the same").check().run()
    app = press(app, "Save what I chose")
    assert store.get(ADA, "event", event.id).deleted
    app = press(app, "Bring it back")
    assert not store.get(ADA, "event", event.id).deleted


def test_undo_brings_back_what_stood_before(show: Callable, store: Store) -> None:
    event = next(one for one in store.records(ADA, "event") if one["state"] == "announced")
    app = open_event(show("events"), event)
    app = press(app, "Undo the last change")
    stands = store.get(ADA, "event", event.id)
    assert (stands["state"], stands["announced_on"], stands.version) == ("planned", None, event.version + 1)
    assert "undid" in said(app) and "state: announced → planned" in said(app).lower()


def test_counts_that_two_saved_are_shown_against_each_other(show: Callable, store: Store) -> None:
    event = next(one for one in store.records(ADA, "event") if one["state"] == "held")
    app = open_event(show("events"), event)
    counts = {count["language"]: count for count in store.records(ADA, "attendance", event_id=event.id)}
    language = event["languages"][0]
    seen = {name: count.version for name, count in counts.items()}
    label = next(element.label for element in app.number_input if element.label.startswith("People who speak"))
    field(app, "number_input", label).set_value(7)
    events.record_attendance(store, LEE, event.id, {language: 99}, seen)
    app = press(app, "Save the counts")
    assert "Theirs  \n99" in said(app) and "Mine  \n7" in said(app)
    field(app, "radio", f"Keep, for {label.removeprefix('People who speak ')}").set_value("mine").run()
    press(app, "Save what I chose")
    assert {c["language"]: c["persons"] for c in store.records(ADA, "attendance", event_id=event.id)}[language] == 7


def test_the_unserved_are_sorted_by_people_and_a_shorter_memory_leaves_more(show: Callable) -> None:
    app = show("not-met", role="commander")
    table = app.dataframe[0].value
    assert f"of {len(table)} figures**" in said(app), "where the ± holds less often is said under the table"
    assert table["LEP residents"].is_monotonic_decreasing
    assert list(table.columns)[4:9] == [
        "Meeting in 12 months",
        "Partner",
        "Board seat",
        "Core document",
        "Capable officer",
    ]
    before = (table["Meeting in 12 months"] == "✗ none").sum()
    app.number_input(key="not-met-months").set_value(1).run()
    after = (app.dataframe[0].value["Meeting in 1 month"] == "✗ none").sum()
    assert after > before
    app.toggle(key="not-met-only").set_value(True).run()
    nothing = app.dataframe[0].value
    reasons = nothing[list(table.columns)[5:9]]
    assert len(nothing) and (reasons == "✗ none").all().all()


def test_a_meeting_held_takes_its_people_off_the_list(show: Callable, store: Store) -> None:
    def unserved(app: AppTest) -> list:
        table = app.dataframe[0].value
        return table[table["Meeting in 12 months"] == "✗ none"][["Beat", "Language"]].values.tolist()

    assert ["Beat 44", "Korean"] in unserved(show("not-met"))
    values = {
        "title": "Hello",
        "state": "planned",
        "date": store.today(),
        "venue_name": "Hall",
        "areas": ["44"],
        "languages": ["korean"],
    }
    event = store.add(LEE, "event", values)
    for state in ("announced", "held"):
        event = events.move(store, LEE, event.id, state, event.version)
    assert ["Beat 44", "Korean"] not in unserved(show("not-met"))


def test_without_a_roster_it_is_not_known_whether_an_officer_is_capable(
    draw: Draw, bare_department: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = section(draw("followup", bare_department), "followup-section", "not-met")
    assert set(app.dataframe[0].value["Capable officer"]) == {"not known"}
    text = said(app)
    assert "(no margin of error in this table)" in text
    assert "or capable officer" not in text and "Add a roster to see which officers speak the language" in text


def test_where_the_table_has_no_figures_nobody_says_that_everybody_was_met(draw: Draw, tmp_path: Path) -> None:
    demo = build_demo()
    empty = replace(demo.language, lep=demo.language.lep * float("nan"))
    save_department(replace(demo, language=empty), tmp_path / "department")
    app = section(draw("followup", tmp_path / "department"), "followup-section", "not-met")
    assert "We **can’t tell** who has had no meeting" in said(app)


def test_records_that_cannot_be_read_end_in_one_sentence(draw: Draw, year: Path, tmp_path: Path) -> None:
    shutil.copytree(year, tmp_path / "broken", ignore=shutil.ignore_patterns("records.sqlite*"))
    (tmp_path / "broken" / "records.sqlite").write_bytes(b"not a database at all, " * 400)
    app = draw("followup", tmp_path / "broken")
    assert not app.exception and len(app.error) == 1
    assert not app.dataframe


def test_any_living_language_is_typed_into_a_form_and_a_word_that_is_none_loses_nothing(
    show: Callable, store: Store
) -> None:
    app = press(show("events"), "Plan a meeting")
    field(app, "text_input", "What").set_value("Coffee with a cop")
    field(app, "multiselect", "Languages").set_value(["Zzyzxish", "Georgian", "Karenni"])
    app = press(app, "Save")
    assert "Zzyzxish" in app.error[0].value and store.records(ADA, "event", title="Coffee with a cop") == ()
    assert field(app, "text_input", "What").value == "Coffee with a cop"
    field(app, "multiselect", "Languages").set_value(["Georgian", "Karenni"])
    press(app, "Save")
    (event,) = store.records(ADA, "event", title="Coffee with a cop")
    assert event["languages"] == ["uncounted:Georgian", "other_asian_pacific:Kayah"]
