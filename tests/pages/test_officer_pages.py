"""Coverage, recruiting and roster as each role sees them: bands outside the roster view, officers only inside it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.demo.records import demo_store
from pages.parts.shell.access import ROLE_VARIABLE
from planning.need.calibration import few_sentence
from planning.officers.published import HAVE_COLUMNS
from planning.records.roles import Actor
from tests.examples import quick_ones

Draw = Callable[..., AppTest]
ADA = Actor("ada", "admin")
COUNTS = ("Certified", "Tested", "Not verified")


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for kind in ("markdown", "caption", "info") for element in app.get(kind))


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    return [frame.value for frame in app.dataframe]


def shown(app: AppTest) -> str:
    return text_of(app) + "\n".join(table.to_csv() for table in tables_of(app))


def views() -> int:
    trail = demo_store().audit(ADA, kind="roster", action="view", limit=5000)
    return len(trail)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("overview", ""),
        ("coverage", "where"),
        ("coverage", "levers"),
        ("recruiting", "officers"),
        ("recruiting", "targets"),
    ],
)
def test_nothing_outside_the_roster_shows_one_or_two_officers_or_an_id(draw: Draw, path: str, section: str) -> None:
    app = draw(path, level="DISTRICT", area="Southshore", section=section)
    assert not app.exception and not app.error
    assert "HF1" not in shown(app)
    counted = [table for table in tables_of(app) if set(COUNTS) <= set(table.columns)]
    assert bool(counted) == (section == "where")
    for table in counted:
        assert not table[list(COUNTS)].isin(["1", "2"]).any(axis=None)
        assert table[list(COUNTS)].isin(["1-2"]).any(axis=None)


def test_the_roster_view_counts_exactly_lists_officers_and_is_written_down(draw: Draw) -> None:
    app = draw("coverage", section="levers")
    answer = app.markdown[0].value
    assert "**21 of 36 slots are open**" in answer and "night shift: 10" in answer and "33 to" in answer
    app.toggle(key="coverage-roster").set_value(True).run()
    assert not app.exception and not app.error
    assert "each officer counted once" in text_of(app) and "35 hires** fill the rest" in text_of(app)
    assert "HF1" in shown(app)
    assert views() > 0
    by_tier = next(table for table in tables_of(app) if "Difference" in table.columns)
    assert {"One more tier", "One more percent", "One shift less"} == set(by_tier["Change"])
    years = next(table for table in tables_of(app) if "Recruit this year" in table.columns and "Leave" in table.columns)
    assert len(years) == 5
    app.number_input(key="hire-leave").set_value(20.0).run()
    more = next(table for table in tables_of(app) if "Recruit this year" in table.columns and "Leave" in table.columns)
    assert more["Recruit this year"].sum() > years["Recruit this year"].sum()


@pytest.mark.parametrize("basis", quick_ones(("people", "requests"), ("requests",)))
def test_posts_can_come_from_people_and_from_requests(draw: Draw, basis: str) -> None:
    app = draw("coverage")
    before = app.markdown[0].value
    app.selectbox(key="coverage-basis").set_value(basis).run()
    assert not app.exception and not app.error
    assert app.markdown[0].value != before
    app.selectbox(key="coverage-requirement").set_value("target").run()
    assert not app.exception and "a chance of 90%" in text_of(app)


def test_hours_of_shifts_that_cannot_be_read_are_named(draw: Draw) -> None:
    app = draw("coverage")
    app.selectbox(key="coverage-basis").set_value("requests").run()
    app.text_input(key="coverage-hours").set_value("day seven to three").run()
    assert "the hours of a shift can’t be read" in app.error[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("role", "opens"), [("recruiter", True), ("commander", True), ("coordinator", False), ("viewer", False)]
)
def test_who_may_open_the_roster(draw: Draw, monkeypatch: pytest.MonkeyPatch, role: str, opens: bool) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    app = draw("roster")
    assert ("HF1" in shown(app)) == opens
    assert bool(app.error) != opens
    if role == "commander":
        assert "New files" not in str(app.get("button_group"))
        assert not [box for box in app.checkbox if box.key == "roster-ids"]  # looks, and takes nothing along


def test_a_coordinator_reads_bands_on_the_overview(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, "coordinator")
    app = draw("overview", level="DISTRICT", area="Southshore")
    assert "Officers who speak: " in text_of(app) and "1 to 2" in text_of(app)


def section(app: AppTest, name: str) -> AppTest:
    app.session_state["roster-section"] = name
    return app.run()


def test_a_spelling_is_decided_on_the_screen(draw: Draw) -> None:
    app = section(draw("roster"), "review")
    assert "4 spellings wait" in text_of(app)
    app.selectbox(key="review-Span/Port").set_value("spanish")
    next(button for button in app.button if button.label == "Save what was decided").click()
    app.run()
    assert not app.exception and "3 spellings wait" in text_of(app)
    store = demo_store()
    record = next(r for r in store.records(ADA, "language_decision") if r["spelling"] == "span/port")
    store.delete(ADA, "language_decision", record.id, record.version)


def test_courses_stand_beside_the_need(draw: Draw) -> None:
    app = section(draw("roster"), "training")
    assert not app.exception
    states = next(table for table in tables_of(app) if "Expired" in table.columns)
    assert states[["Expired", "Due", "Done"]].sum(axis=1).tolist()[2] == 240
    shares = next(table for table in tables_of(app) if "Trained" in table.columns)
    assert len(shares) == 6
    app.number_input(key="training-years-culture").set_value(0.5).run()
    shorter = next(table for table in tables_of(app) if "Expired" in table.columns)
    assert shorter["Expired"].iloc[2] > states["Expired"].iloc[2]


def test_recruiting_answers_with_errors_events_and_a_sentence(draw: Draw) -> None:
    app = draw("recruiting", language="korean", section="officers")
    assert not app.exception and not app.error
    assert "18 to 64" in text_of(app)
    sentence = app.code[0].value
    assert "(give or take" in sentence and "speak Korean" in sentence and "fewer than 3 (under 1.2%)" in sentence
    assert "table C16001" in sentence
    assert few_sentence() in text_of(draw("recruiting", language="korean", section="residents"))
    force = next(table for table in tables_of(app) if "Share of officers" in table.columns)
    assert len(force) == 6 and force["Residents who need it"].str.contains("give or take").all()
    app.number_input(key="recruiting-events").set_value(1).run()
    assert "1 event** could reach" in text_of(app)
    near = text_of(app)
    app.number_input(key="recruiting-radius").set_value(3.1).run()
    assert "within 3.1 miles" in text_of(app) and text_of(app) != near


def test_what_is_taken_along_from_coverage_holds_bands_in_either_view(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr("pages.coverage.show_downloads", lambda _, frame, name, *__, **___: taken.update({name: frame}))
    app = draw("coverage")
    app.toggle(key="coverage-roster").set_value(True).run()
    assert not app.exception
    table = taken["officers"]
    assert not table[list(HAVE_COLUMNS)].isin(["1", "2"]).any(axis=None)
    assert table[list(HAVE_COLUMNS)].isin(["1-2"]).any(axis=None)
    assert "officer_id" not in table.columns and "lacking" not in table.columns
