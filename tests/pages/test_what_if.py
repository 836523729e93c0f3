"""What if: steps on the page, what they would change, saved, handed on by a link, compared, and made so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import load_department
from geodata.department.version_list import undo_write
from geodata.departments import writer_for
from geodata.records.engine import open_store
from geodata.records.scenarios import kept_steps
from geodata.records.store import command_line_actor
from pages.parts.shell.access import ROLE_VARIABLE
from pages.parts.whatif.ground_map import GROUND, TO, _picked
from pages.parts.whatif.steps import LONGEST_LINK, STEPS, Packed
from planning.whatif.scenario import HireOfficers, LoseVenue, MergeBeats, MoveGround, NewMap, Scenario, UseRule
from tests.pages.drawing import open_section
from tests.pages.looking import everything_sent

Draw = Callable[..., AppTest]
MERGED = Scenario(
    (MergeBeats(("41", "43"), "41"), HireOfficers(2, "korean", "DISTRICT", "Millrace", "night"), LoseVenue("V02"))
)


def answer(app: AppTest) -> str:
    return app.markdown[0].value


def test_a_link_shows_what_the_steps_would_change_and_starting_over_takes_them_back(draw: Draw) -> None:
    app = draw("what_if", steps=Packed().write(MERGED))
    assert not app.exception and not app.error
    assert answer(app).startswith(
        "**1 beat would have other figures** of LEP residents: 1 clearly more. 1 would be gone."
    )
    assert "**31.6 to 38.6 officers short** instead of 33.2 to 40.1" in answer(app)
    assert "1. Merge Beat 41 and Beat 43 into Beat 41" in everything_sent(app)
    table = app.dataframe[0].value.set_index("Beat")
    assert table.loc["Beat 41", "Then"] == table["Now"].sum()
    assert table.loc["Beat 43", "Clear?"] == "gone"
    officers = open_section(app, "officers").dataframe[0].value.set_index("Language")
    assert officers.loc["Korean", ["Officers short now", "Officers short then"]].tolist() == [
        "3.2 to 3.7",
        "1.6 to 2.2",
    ]
    app.button(key="what-if-clear").click().run()
    assert "No steps yet" in app.info[0].value
    assert "steps" not in app.query_params


def test_ground_is_clicked_or_chosen_and_moved_to_the_beat_beside_it(draw: Draw) -> None:
    app = draw("what_if", area="41")
    assert app.selectbox(key="what-if-from").value == "41"
    names = app.multiselect(key=GROUND).options
    first = names[0].split(" ")[0]
    app.multiselect(key=GROUND).set_value([first]).run()
    app.session_state[TO] = "42"
    app.run()
    app.button(key="what-if-move").click().run()
    assert app.session_state[STEPS] == Scenario((MoveGround((first,), "42", "41"),))
    assert "2 beats would have other figures" in answer(app)
    app.button(key="what-if-add-open").click().run()
    assert app.multiselect(key=GROUND).value == []


def test_a_beat_is_split_along_a_drawn_line_with_as_many_corners_as_it_takes(draw: Draw) -> None:
    """The part on the left of a bent line becomes a beat; both parts together are the beat, to the person."""
    app = draw("what_if", change="split")
    app.selectbox(key="what-if-split").select("42").run()
    west, south, east, north = build_demo().beats.set_index("area_id").geometry["42"].bounds
    x, y = (west + east) / 2, (south + north) / 2
    corners = [(south, x), (y, x), (y, east)]  # up to the middle, then to the right: on its left, all but a quarter
    app.session_state["what-if-line"] = ";".join(f"{lat:.5f},{lon:.5f}" for lat, lon in corners)
    app.text_input(key="what-if-new").set_value("42A").run()
    assert app.number_input(key="what-if-share").disabled
    app.button(key="what-if-split-go").click().run()
    assert not app.exception and not app.error
    (step,) = app.session_state[STEPS].steps
    assert len(step.line) == 3 and step.line[1] == pytest.approx((x, y), abs=1e-5)
    table = app.dataframe[0].value.set_index("Beat")
    assert table.loc[["Beat 42", "Beat 42A"], "Then"].sum() == pytest.approx(table.loc["Beat 42", "Now"], rel=1e-9)
    assert table.loc["Beat 42A", "Then"] > table.loc["Beat 42", "Then"]


def test_a_click_on_the_map_chooses_ground_and_another_lets_it_go(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr("pages.parts.whatif.ground_map.st.session_state", state)
    for one in ("99001011400", "99001012500", "99001011400"):
        _picked("area", one)
    _picked("area", "beat 42")
    _picked("venue", "V1")
    assert state == {GROUND: ["99001012500"], TO: "42"}


@pytest.mark.parametrize("text", ["x", "AAAA", "eJwrSSxOTQEABV8B4Q", "=" * 50])
def test_whatever_else_stands_in_a_link_is_no_scenario(text: str) -> None:
    with pytest.raises(ValueError):
        Packed().read(text, None)


def test_a_link_that_would_be_too_long_is_left_to_a_saved_scenario() -> None:
    packed = Packed()
    assert packed.read(packed.write(MERGED), None) == MERGED
    long = Scenario((NewMap("".join(map(str, range(9999))), "map.geojson"),))
    assert packed.write(long) == "" and len("".join(map(str, range(9999)))) > LONGEST_LINK


def test_steps_that_do_not_fit_this_department_say_so(draw: Draw) -> None:
    app = draw("what_if", steps=Packed().write(Scenario((MergeBeats(("41", "none"), "41"),))))
    assert not app.exception
    assert "there is no beat" in app.error[0].value


def test_a_scenario_is_saved_opened_by_its_link_compared_and_made_so_with_undo(draw: Draw, year: Path) -> None:
    before = load_department(year)
    app = draw("what_if", year, steps=Packed().write(Scenario((MergeBeats(("41", "43"), "41"),))))
    app.text_input(key="what-if-title").set_value("One beat fewer")
    next(button for button in app.button if button.label == "Save").click().run()
    store, ada = open_store(year, ""), command_line_actor()
    (saved,) = store.records(ada, "scenario")
    assert (saved["title"], saved["department_hash"]) == ("One beat fewer", before.content_hash)
    assert [saved.id] in ([app.query_params["scenario"]], app.query_params["scenario"])
    # Whoever has the link sees the same; with another step beside it, both are compared on one department.
    other = draw("what_if", year, scenario=saved.id, section="results")
    assert "Same data" in everything_sent(other) and answer(other) == answer(app)
    other.session_state[STEPS] = Scenario((UseRule("dc_code_2_1933"),))
    other.run()
    assert "no longer those that were saved" in everything_sent(other)
    compare = next(box for box in other.selectbox if box.label == "Compare with")
    compare.set_value(compare.options[0]).run()
    beside = other.dataframe[-1].value.set_index("Beat")
    assert beside.loc["Beat 43", "Clear?"] == "gone" or beside.loc["Beat 43", "Clear? (other)"] == "gone"
    # Made so: a new version, which the record names; the versions' own undo brings the old one back.
    made = draw("what_if", year, scenario=saved.id)
    assert made.button(key="what-if-make").disabled
    made.checkbox(key="what-if-sure").check().run()
    made.button(key="what-if-make").click().run()
    assert not made.exception and not made.error
    after = load_department(year)
    assert len(after.beats) == len(before.beats) - 1 and "43" not in set(after.beats["area_id"])
    assert any("redrawn by a scenario" in source.title for source in after.provenance if source.input == "beats")
    (noted,) = store.records(ada, "scenario")
    assert noted["made_version"] == after.version != before.version
    assert len(store.audit(ada, kind="department")) > 0
    again = draw("what_if", year, scenario=saved.id)
    assert "It was made so" in everything_sent(again)
    assert kept_steps(noted).fingerprint == noted["fingerprint"]
    undo_write(year, writer_for(year, ada))
    assert load_department(year).content_hash == before.content_hash


@pytest.mark.parametrize(("role", "saves", "makes"), [("commander", True, False), ("recruiter", False, False)])
def test_who_may_save_a_scenario_and_who_may_make_it_so(
    draw: Draw, year: Path, monkeypatch: pytest.MonkeyPatch, role: str, saves: bool, makes: bool
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    app = draw("what_if", year, steps=Packed().write(Scenario((UseRule("dc_code_2_1933"),))))
    keys = {one.key for one in (*app.button, *app.text_input, *app.checkbox)}
    assert ("what-if-title" in keys, "what-if-make" in keys) == (saves, makes)
