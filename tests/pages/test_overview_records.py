"""The overview tells what is on record: the last meeting, open concerns, missing documents, who is not yet met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.records import concerns, events
from geodata.records.engine import open_store
from pages.parts.shell.access import ROLE_VARIABLE
from planning.records.roles import Actor
from planning.words.formats import short_day
from tests.pages.record_forms import buttons, field, press, said, section

Draw = Callable[..., AppTest]
ADA = Actor("ada@pd.example", "admin")
LEE = Actor("lee@pd.example", "coordinator")


def test_an_area_tells_its_last_meeting_its_open_concerns_and_its_missing_documents(draw: Draw, year: Path) -> None:
    store = open_store(year, "")
    text = said(draw("overview", year, level="DISTRICT", area="Westhill"))
    assert "- Last meeting: **" in text and "in Chinese. Next: " in text
    assert "- **1 open concern**." in text
    assert "missing** (" in text
    today = store.today()
    values = {
        "title": "Hello",
        "state": "planned",
        "date": today,
        "venue_name": "Hall",
        "areas": ["11"],
        "languages": ["korean"],
    }
    event = store.add(LEE, "event", values)
    for state in ("announced", "held"):
        event = events.move(store, LEE, event.id, state, event.version)
    asked = {"text": "When?", "language": "korean", "theme": "theft", "owner": "Traffic", "area_id": "11"}
    concerns.raise_concern(store, LEE, asked | {"raised_on": today - timedelta(3), "due_on": today - timedelta(1)})
    district = store_area(draw, year, "11")
    text = said(draw("overview", year, level="DISTRICT", area=district))
    assert f"- Last meeting: **{short_day(today)}**, in Korean" in text
    assert "overdue" in next(line for line in text.split("\n") if line.startswith("- **") and "concern" in line)


def store_area(draw: Draw, year: Path, beat: str) -> str:
    from geodata.department.department import load_department

    return load_department(year).area_groups("DISTRICT")[beat]


@pytest.mark.parametrize(("role", "told"), [("commander", True), ("recruiter", False)])
def test_concerns_are_told_to_those_who_may_read_them(
    draw: Draw, year: Path, monkeypatch: pytest.MonkeyPatch, role: str, told: bool
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    text = said(draw("overview", year, level="DISTRICT", area="Westhill"))
    assert ("open concern" in text) is told
    assert "Next meeting: **" in text and "haven’t reported back" in text


def test_who_is_not_yet_met_is_a_layer_of_the_map(draw: Draw, year: Path) -> None:
    app = draw("overview", year)
    app.button_group(key="overview-layer").set_value("unmet").run()
    assert not app.exception and not app.error
    assert any("without a meeting in 12 months" in element.proto.body for element in app.get("html"))


def test_an_area_of_a_department_with_nothing_on_record_has_its_brief(draw: Draw, bare_department: Path) -> None:
    app = draw("overview", bare_department, level="DISTRICT", area="Westhill")
    told = "\n".join(text.value for text in app.markdown)
    assert "no margins of error, so we can’t tell what is above or below" in told and "in Setup" in told
    text = said(app)
    assert "- **No meeting** is on record." in text
    assert not app.error


def test_an_administrator_sets_a_target_and_every_headline_says_how_far_it_is(
    draw: Draw, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One target of the form reaches card, section and the other pages; who may not set one is offered no button."""
    monkeypatch.setenv(ROLE_VARIABLE, "admin")
    app = press(section(draw("overview", year), "overview-section", "targets"), "Set a target")
    field(app, "selectbox", "What").select("translations-missing")
    field(app, "number_input", "Target").set_value(3)
    by = date(2031, 5, 31)
    field(app, "date_input", "By").set_value(by)
    press(app, "Save")
    store = open_store(year, "")
    (record,) = [one for one in store.records(ADA, "target") if one["by_day"] == by]
    assert (record["value"], record["area_id"]) == (3, "department")
    for other in store.records(ADA, "target"):
        if other["figure"] == "translations-missing" and other.id != record.id:
            store.delete(ADA, "target", other.id, other.version)
    text = said(draw("overview", year))
    missing = int(next(one.value for one in app.get("metric") if one.label == "Translations missing").split()[0])
    assert f"Target 3 or fewer, by May 31, 2031: **{missing - 3} too many**." in text
    monkeypatch.setenv(ROLE_VARIABLE, "commander")
    assert f"**{missing - 3} too many**" in said(draw("materials", year))
    assert "Set a target" not in buttons(section(draw("overview", year), "overview-section", "targets"))
