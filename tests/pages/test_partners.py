"""Partners: contacts for the coordinator alone, a directory for everybody, and who is missing at the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.records.audit import disagreements
from geodata.records.kinds import CONTACT_DAYS
from geodata.records.partners import load_directory
from geodata.records.store import Store
from geodata.records.work import Record
from pages.parts.shell.access import ROLE_VARIABLE
from planning.records.directory_paper import directory_paper
from planning.records.roles import Actor
from tests.pages.record_forms import buttons, field, press, said, section

Draw = Callable[..., AppTest]
LEE = Actor("lee@pd.example", "coordinator")
ADA = Actor("ada@pd.example", "admin")


@pytest.fixture
def show(draw: Draw, year: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Draw a section of the page, as a role."""

    def shown(chosen: str = "partners", role: str = "coordinator", **query: str) -> AppTest:
        monkeypatch.setenv(ROLE_VARIABLE, role)
        app = draw("partners", year, **query)
        assert not app.exception and not app.error
        return app if role == "viewer" else section(app, "partners-section", chosen)

    return shown


def whole(app: AppTest) -> str:
    """Return every word of a page, tables too."""
    return said(app) + "".join(frame.value.to_csv() for frame in app.dataframe)


def partner(store: Store, organisation: str) -> Record:
    return store.records(ADA, "partner", organisation=organisation)[0]


@pytest.mark.parametrize(
    ("role", "contacts"),
    [
        ("coordinator", True),
        pytest.param("admin", True, marks=pytest.mark.thorough),
        ("commander", False),
        ("recruiter", False),
    ],
)
def test_contacts_are_on_the_page_of_the_coordinator_alone(
    show: Callable, store: Store, role: str, contacts: bool
) -> None:
    app = show(role=role)
    app.session_state["partner-chosen"] = partner(store, "Welcome House").id
    app = app.run()
    text = whole(app)
    assert "Evening classes" in text
    assert ("Ines Marlow" in text) is contacts and ("555-0110" in text) is contacts
    assert ("Contacts to confirm" in text) is contacts
    assert ("Add a partner" in buttons(app)) is contacts
    assert ("People know the school" in text) is (role != "recruiter")


def test_a_viewer_sees_the_directory_and_nothing_else_of_the_partners(show: Callable, store: Store) -> None:
    house = partner(store, "Welcome House")
    store.change(LEE, "partner", house.id, {"notes": "Ask at the side door"}, house.version)
    app = show(role="viewer")
    text = whole(app)
    assert "**5 organizations** agreed to be in the public directory" in text and "555-0100" in text
    assert not any(hidden in text for hidden in ("Masjid An-Noor", "side door", "Evening classes", "Marlow", "nan"))
    assert not app.button_group and not app.dataframe


def test_a_contact_that_expired_is_named_and_confirmed_for_a_year(show: Callable, store: Store) -> None:
    app = show()
    text = said(app)
    assert "Jo Park-Hale, Harbor Legal Clinic: **expired**" in text
    assert "Father Duc, Vietnamese Martyrs Parish: expires" in text
    contact = store.records(ADA, "partner_contact", name="Jo Park-Hale")[0]
    app = press(app, "Still correct", f"due-{contact.id}")
    assert store.get(ADA, "partner_contact", contact.id)["expires_on"] == store.today() + timedelta(CONTACT_DAYS)
    assert "Park-Hale" not in said(app)
    assert store.audit(ADA, action="view", kind="partner_contact")["who"].nunique() >= 1


def test_a_contact_somebody_changed_is_not_confirmed_unseen(show: Callable, store: Store) -> None:
    app = show()
    contact = store.records(ADA, "partner_contact", name="Jo Park-Hale")[0]
    store.change(LEE, "partner_contact", contact.id, {"phone": "555-0199"}, contact.version)
    app = press(app, "Still correct", f"due-{contact.id}")
    assert "saved this contact while you were working on it" in said(app)
    assert store.get(ADA, "partner_contact", contact.id)["expires_on"] < store.today()
    press(app, "Save what I chose")
    stands = store.get(ADA, "partner_contact", contact.id)
    assert stands["phone"] == "555-0199" and stands["expires_on"] > store.today()


def test_a_contact_of_more_than_a_year_is_refused_and_what_was_typed_stays(show: Callable, store: Store) -> None:
    house = partner(store, "Welcome House")
    app = show()
    app.session_state["partner-chosen"] = house.id
    app = press(app.run(), "Add a contact")
    field(app, "text_input", "Name").set_value("Sol Rivers")
    late = store.today() + timedelta(days=CONTACT_DAYS + 1)
    field(app, "date_input", "Expires on").set_value(late)
    app = press(app, "Save")
    assert "expires within a year of being confirmed" in said(app)
    assert field(app, "text_input", "Name").value == "Sol Rivers"
    field(app, "date_input", "Expires on").set_value(late - timedelta(days=1))
    press(app, "Save")
    assert store.records(ADA, "partner_contact", name="Sol Rivers")[0]["partner_id"] == house.id


def test_a_partner_is_added_changed_and_undone(show: Callable, store: Store) -> None:
    app = press(show(), "Add a partner")
    field(app, "text_input", "Organization").set_value("Hanul Church")
    field(app, "multiselect", "Languages it serves").set_value(["korean"])
    app = press(app, "Save")
    church = partner(store, "Hanul Church")
    assert church["languages"] == ["korean"] and "**9 partners** serve" in said(app)
    app.session_state["partner-chosen"] = church.id
    app = press(app.run(), "Edit", f"edit-partner-{church.id}")
    field(app, "text_area", "What they host").set_value("A hall for 80")
    field(app, "checkbox", "In the public directory").check()
    app = press(app, "Save")
    assert partner(store, "Hanul Church")["listed"] and "Hanul Church" in load_directory(store, ADA).to_csv()
    app = press(app, "Undo the last change")
    assert not partner(store, "Hanul Church")["listed"] and disagreements(store) == ()
    app = press(app, "Delete it")
    assert not store.records(ADA, "partner", organisation="Hanul Church")
    press(app, "Bring it back")
    assert partner(store, "Hanul Church")["languages"] == ["korean"]


def test_what_a_partner_said_of_a_venue_names_no_number(show: Callable, store: Store) -> None:
    app = show()
    app.session_state["partner-chosen"] = partner(store, "Masjid An-Noor").id
    app = press(app.run(), "Add a remark")
    field(app, "selectbox", "Venue").set_value("V33")
    field(app, "text_area", "What they said").set_value("Ring 555-010-0123 before")
    app = press(app, "Save")
    assert "phone number" in said(app)
    field(app, "text_area", "What they said").set_value("Ring the bell before")
    press(app, "Save")
    assert "Ring the bell before" in {remark["said"] for remark in store.records(ADA, "venue_remark")}


def test_people_without_a_partner_fall_when_one_comes(show: Callable, store: Store) -> None:
    def unserved(app: AppTest) -> float:
        sentence = next(line for line in said(app).split("\n") if "no partner speaks" in line)
        return float(sentence.split("For **about ")[1].split(" ")[0].replace(",", ""))

    before = unserved(show())
    store.add(LEE, "partner", {"organisation": "Everybody's friend", "languages": ["vietnamese", "slavic"]})
    assert unserved(show()) < before


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, 5),
        ({"directory-language": "Chinese"}, 2),
        ({"directory-service": "victim support"}, 1),
        ({"directory-area": "DISTRICT:Westhill"}, 3),  # the one there, and the two that serve everywhere
        ({"directory-area": "41", "directory-language": "Russian"}, 1),
        ({"directory-service": "victim support", "directory-language": "Chinese"}, 0),
    ],
)
def test_the_directory_by_language_place_and_service(show: Callable, chosen: dict[str, str], left: int) -> None:
    app = show("directory", role="recruiter")
    for key, value in chosen.items():
        app.selectbox(key=key).set_value(value)
    app = app.run()
    entries = [text.value for text in app.markdown if text.value.startswith("**") and " · " in text.value]
    assert len(entries) == left
    assert ("No partner in the directory serves all of this" in said(app)) is (left == 0)


def test_the_directory_on_paper_has_what_was_agreed_and_no_more(store: Store) -> None:
    house = partner(store, "Welcome House")
    store.change(LEE, "partner", house.id, {"notes": "Ask at the side door"}, house.version)
    directory = load_directory(store, ADA)
    paper = directory_paper(directory.assign(areas="everywhere"), "Harbor Falls", store.today())
    texts = [block.text for block in paper.blocks]
    assert texts.count("Harbor Legal Clinic") == 3  # under each of its languages
    assert {"Arabic · العربية", "Khmer · ខ្មែរ", "Somali · Soomaali"} <= set(texts)
    assert not any("side door" in text or "Marlow" in text or "nan" in text for text in texts)


def test_who_is_missing_at_the_table_and_a_filled_seat_helps(show: Callable, store: Store) -> None:
    app = show("boards")
    table = app.dataframe[0].value
    assert f"of {len(table)} figures**" in "\n".join(caption.value for caption in app.caption)
    assert table["LEP residents"].is_monotonic_decreasing
    assert set(table.loc[table["Language"] == "Korean", "Seat"]) == {"a seat, empty"}
    assert "have **no seat on any advisory board**, and 7 seats are filled." in said(app)
    voices = app.dataframe[1].value.set_index("Language")
    assert voices.loc["Korean", ["Seats filled", "Seats in all"]].tolist() == [0, 1]
    assert voices["Seats filled"].sum() == 7 and voices["Share of filled seats"].sum() == pytest.approx(1)
    seat = store.records(ADA, "seat", language="korean")[0]
    app.session_state["seat-chosen"] = seat.id
    app = press(app.run(), "Edit this seat")
    field(app, "checkbox", "Filled").check()
    app = press(app, "Save")
    assert store.get(ADA, "seat", seat.id)["filled"]
    assert "Korean" not in set(app.dataframe[0].value["Language"])


def test_a_board_and_its_seats_are_added(show: Callable, store: Store) -> None:
    app = press(show("boards"), "Add a board")
    field(app, "text_input", "Name of the board").set_value("Westhill round table")
    app = press(app, "Save")
    board = store.records(ADA, "board", name="Westhill round table")[0]
    app = press(app, "Add a seat", f"add-seat-new-{board.id}")
    field(app, "selectbox", "Speaks for people who speak").set_value("chinese")
    field(app, "selectbox", "For").set_value("DISTRICT:Westhill")
    press(app, "Save")
    seat = store.records(ADA, "seat", board_id=board.id)[0]
    assert (seat["language"], seat["area_id"], seat["filled"]) == ("chinese", "DISTRICT:Westhill", False)


def test_a_commander_reads_boards_and_writes_nothing(show: Callable) -> None:
    app = show("boards", role="commander")
    assert len(app.dataframe) == 4
    assert not {"Add a board", "Add a seat", "Edit the board"} & set(buttons(app))
