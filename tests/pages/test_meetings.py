"""The page Meetings: wishes, goals, plans kept, opened from a link, and set side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.departments import open_for
from geodata.records.plans import kept_season, plan_options, plan_sites
from geodata.records.store import Store, command_line_actor
from planning.words.formats import day_words
from planning.words.lengths import METERS_IN, MILES
from tests.pages.drawing import open_section

Draw = Callable[..., AppTest]


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for kind in ("markdown", "caption", "info", "success") for element in app.get(kind))


def lines_of(app: AppTest) -> str:
    """The lines of the list of places, which open."""
    return "\n".join(expander.label for expander in app.expander)


def save(app: AppTest, title: str) -> AppTest:
    app.text_input(key="save-plan-title").set_value(title)
    button = next(button for button in app.button if button.label == "Save")
    return button.click().run()


def test_the_page_says_how_sure_every_meeting_is(draw: Draw) -> None:
    app = draw("meetings")
    assert not app.exception
    text = text_of(app)
    assert "In 8 of 10 test runs, this plan reached" in text
    assert text.count("test runs**") >= 6
    assert "Neutral ground: yes" in text and "past attendance" in text


def test_a_saved_plan_opens_again_from_its_link_with_all_its_wishes(draw: Draw, year: Path, store: Store) -> None:
    app = draw("meetings", year, section="season")
    app.number_input(key="meetings-count").set_value(3)
    app.number_input(key="meetings-radius").set_value(1500 / METERS_IN[MILES])
    app.session_state["meeting-locks"] = {"V05": ""}
    app.session_state["meeting-vetoes"] = {"V15": "closed for repairs"}
    app.number_input(key="season-weeks").set_value(3)
    app.number_input(key="season-turnout").set_value(12.5)
    app.multiselect(key="season-days").set_value(["Monday", "Sunday"])
    app.time_input(key="season-morning").set_value(time(9, 15))
    app.date_input(key="season-last").set_value(app.date_input(key="season-last").value - timedelta(weeks=6))
    # What was asked for the season holds while another section is open, and is saved from there.
    app = save(open_section(app.run(), "places"), "Spring")
    assert not app.exception and not app.error
    (kept,) = (plan for plan in store.records(command_line_actor(), "meeting_plan") if plan["title"] == "Spring")
    season = kept_season(kept)
    assert season.wishes.starts == {0: time(18, 30), 6: time(9, 15)} and season.turnout == 0.125
    assert season.wishes.weeks_apart == 3
    assert set(kept["result"]["areas"]) == set(plan_sites(kept)["site_id"])
    options = plan_options(kept)
    assert (options.meetings, options.radius_m, options.locks, options.vetoes) == (3, 1500.0, ("V05",), ("V15",))
    assert kept["result"]["vetoes"] == {"V15": "closed for repairs"}
    assert app.query_params["plan"] in (kept.id, [kept.id])

    again = draw("meetings", year, plan=kept.id, section="season")
    assert not again.exception
    assert again.number_input(key="meetings-count").value == 3
    assert again.session_state["season-days-now"].observances == season.observances
    assert "keep-season" not in {button.key for button in again.button}
    text = text_of(again)
    assert "same meetings" in text and f"Same data ({kept['department_hash']})" in text
    assert "closed for repairs" in text
    assert f"Make {len(plan_sites(kept))} meetings of it" in [button.label for button in again.button]
    again.number_input(key="season-weeks").set_value(0)
    changed = again.number_input(key="meetings-count").set_value(2).run()
    assert "below is another plan" in text_of(changed)
    changed = changed.button(key="keep-season").click().run()
    assert not changed.exception and not changed.error
    assert kept_season(store.get(command_line_actor(), "meeting_plan", kept.id)).wishes.weeks_apart == 0


def test_a_locked_place_that_reaches_nobody_stands_there_without_a_language(draw: Draw) -> None:
    """Every place is locked that the radius can hold: some add nobody, and the page says so."""
    app = draw(
        "meetings",
        session={
            "meeting-locks": {"V01": "", "V02": "", "V03": ""},
            "meetings-whom": ["korean"],
            "meetings-radius": 200 / METERS_IN[MILES],
            "meetings-count": 4,
        },
    )
    assert not app.exception and not app.error
    text = text_of(app)
    assert "no language" in text and "Reaches no one the other meetings miss." in text


def test_a_link_to_a_plan_that_is_not_here_says_so(draw: Draw) -> None:
    app = draw("meetings", plan="0" * 8)
    assert not app.exception
    assert "not among the plans kept here" in app.warning[0].value


def test_two_plans_stand_side_by_side(draw: Draw) -> None:
    app = draw("meetings", section="compare")
    app.button(key="keep-plan").click().run()
    app.number_input(key="meetings-count").set_value(3).run()
    assert not app.exception
    text = text_of(app)
    assert "Beside the other plan, on the same figures, this one reaches" in text and "fewer" in text
    assert "**This plan** · reach most people, 3 meetings" in text
    assert "**The other plan** · reach most people, 6 meetings" in text


def test_a_veto_for_every_plan_is_kept_in_the_records_and_can_be_taken_back(
    draw: Draw, year: Path, store: Store
) -> None:
    app = draw("meetings", year)
    first = next(button.key.removeprefix("lock-") for button in app.button if str(button.key).startswith("lock-"))
    assert "Skip this venue" not in {button.label for button in app.button}  # made once somebody opens it
    app.session_state[f"veto-open-{first}"] = True
    app = app.run()
    (leave_out,) = (button for button in app.button if button.label == "Skip this venue")
    app = leave_out.click().run()
    assert "without a reason" in app.error[0].value and not app.session_state["meeting-vetoes"]
    app.text_input(key=f"veto-reason-{first}").set_value("the host said no")
    app.checkbox(key=f"veto-kept-{first}").check()
    labels = [button for button in app.button if button.label == "Skip this venue"]
    app = labels[0].click().run()
    assert not app.exception and not app.error
    (record,) = store.records(command_line_actor(), "venue", venue_id=first)
    assert record["veto"] == "the host said no"
    assert f"lock-{first}" not in {button.key for button in app.button}
    assert "Skipped in all plans" in text_of(app)
    app.session_state["meeting-locks"] = {first: ""}
    app = app.run()
    assert "is locked in for this plan, but it is skipped" in app.warning[0].value
    app = app.button(key=f"undo-meeting-locks-{first}").click().run()
    assert not [one for one in app.warning if "is locked" in one.value]
    app = app.button(key=f"undo-record-{first}").click().run()
    assert f"lock-{first}" in {button.key for button in app.button}


def test_the_season_of_a_kept_plan_gets_days_packs_flyers_and_goes_on_the_board(
    draw: Draw, year: Path, store: Store
) -> None:
    app = draw("meetings", year, section="season")
    app.number_input(key="meetings-count").set_value(2)
    app = save(app.run(), "Autumn")
    (kept,) = (plan for plan in store.records(command_line_actor(), "meeting_plan") if plan["title"] == "Autumn")
    site = str(plan_sites(kept)["site_id"].iloc[0])
    language = kept["result"]["sites"][0]["languages"][0]
    text = text_of(app)
    assert "interpreters** (two for each language)" in text
    assert "Don’t ask anyone for ID" in text
    app.text_area(key=f"flyer-{site}-{language}-headline").set_value("Hablemos")
    button = next(b for b in app.button if b.label == "Save flyer text")
    app = button.click().run()
    assert not app.exception and not app.error
    again = store.get(command_line_actor(), "meeting_plan", kept.id)
    assert again["result"]["flyers"][site][language]["headline"] == "Hablemos"
    spread = {pack.slot.site_id: pack for pack in open_for(year, command_line_actor()).season_of(kept)}
    app = app.button(key=f"make-{kept.id}").click().run()
    assert not app.exception and not app.error
    made = store.records(command_line_actor(), "event", meeting_plan_id=kept.id)
    assert len(made) == 2
    season = kept_season(kept)
    for event in made:
        slot = spread[event["site_id"]].slot
        assert (event["date"], event["starts_at"]) == (slot.day, f"{slot.starts:%H:%M}") != (None, None)
        assert (event["minutes"], event["interpreters"]) == (season.wishes.minutes, 2 * len(slot.languages))
        assert event["title"] == f"Community meeting at {slot.name}"
    # From now on one moves the others: the board first, then the season, then back by the page.
    first = made[0]
    later = first["date"] + timedelta(days=1)
    store.change(command_line_actor(), "event", first.id, {"date": later, "starts_at": "7 p.m."}, first.version)
    app = app.run()
    assert any(f"{day_words(later)}, 7 p.m." in frame.value.to_string() for frame in app.dataframe)
    assert b"T190000" in open_for(year, command_line_actor()).calendar()
    app = app.button(key=f"season-to-events-{kept.id}").click().run()
    assert not app.exception and not app.error
    back = store.get(command_line_actor(), "event", first.id)
    assert (back["date"], back["starts_at"]) == (first["date"], first["starts_at"])
    assert not [button for button in app.button if (button.key or "").startswith("season-to-events")]


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        ("near", "The average trip is"),
        pytest.param("fewest", "No plan with fewer meetings", marks=pytest.mark.thorough),
    ],
)
def test_every_goal_answers_in_its_own_words(draw: Draw, goal: str, says: str) -> None:
    app = draw("meetings")
    app.number_input(key="meetings-radius").set_value(3.1)
    app.selectbox(key="meetings-goal").set_value(goal).run()
    assert not app.exception
    assert says in text_of(app)


def test_a_table_of_times_tells_who_is_within_minutes_and_is_kept_with_the_plan(
    draw: Draw, year: Path, store: Store
) -> None:
    """One venue is near everybody by the table; so it is the plan, and reaches all."""
    from geodata.demo.harbor_falls import build_demo

    demo = build_demo()
    rows = "".join(f"{tract},V05,9\n" for tract in demo.tracts["geoid"])
    app = draw("meetings", year)
    app.number_input(key="meetings-count").set_value(1)
    app.number_input(key="meetings-languages").set_value(6)
    app.file_uploader(key="meetings-travel").set_value(("times.csv", f"origin,venue_id,minutes\n{rows}".encode(), ""))
    app = app.run()
    assert not app.exception and not app.error
    name = demo.venues.set_index("venue_id").loc["V05", "name"]
    text = text_of(app)
    assert f"1 · {name}" in lines_of(app)
    assert "within 15 minutes by the file of travel" in text_of(open_section(app, "sure"))
    app = save(app, "By bus")
    (kept,) = (plan for plan in store.records(command_line_actor(), "meeting_plan") if plan["title"] == "By bus")
    again = draw("meetings", year, plan=kept.id)
    assert not again.exception and not again.error
    text = text_of(again)
    assert "same meetings" in text and f"1 · {name}" in lines_of(again) and "As kept with the plan, from times" in text
    metres = again.button(key="meetings-metres").click().run()
    assert "by its file times" in text_of(metres) and "Add it again under More options" in text_of(metres)
    app = app.number_input(key="meetings-minutes").set_value(5).run()
    assert not app.exception
    assert "**0 meetings** could reach" in text_of(app)
    app.file_uploader(key="meetings-travel").set_value(("odd.csv", b"origin,venue_id,minutes\n1,V05,-2\n", ""))
    app = app.run()
    assert "is less than 0" in app.error[0].value and "uses distance" in app.error[0].value


def test_facts_are_written_down_on_the_page_and_a_police_building_leaves_the_plan(
    draw: Draw, year: Path, store: Store
) -> None:
    app = draw("meetings", year)
    first = next(button.key.removeprefix("lock-") for button in app.button if str(button.key).startswith("lock-"))
    app = app.button(key=f"facts-card-{first}").click().run()
    answers = {box.label.split(" (")[0]: box for box in app.selectbox}
    answers["Child care"].select("yes")
    answers["A police or immigration building"].select("yes")
    notes = next(area for area in app.text_area if area.label.startswith("Objections"))
    notes.set_value("The neighbours ask for no meetings after nine")
    send = next(button for button in app.button if "venue-facts" in str(button.key) and button.label == "Save")
    app = send.click().run()
    assert not app.exception and not app.error
    (record,) = store.records(command_line_actor(), "venue", venue_id=first)
    assert (record["child_care"], record["police_building"], record["step_free"]) == (True, True, None)
    assert f"lock-{first}" not in {button.key for button in app.button}


def test_the_department_keeps_days_of_its_own(draw: Draw, year: Path, store: Store) -> None:
    app = draw("meetings", year, section="season")
    last = app.date_input(key="season-last").value
    told = f"name,first,last,languages,strength\nStreet fair,{last},,,avoid\n"
    app.file_uploader(key="season-days-file").set_value(("days.csv", told.encode(), ""))
    app = app.run()
    assert not app.exception and not app.error
    assert "Street fair" in {one.name for one in app.session_state["season-days-now"].observances}
    # What was changed in the list holds while another section is open.
    now = open_section(app, "places").session_state["season-days-now"]
    app.session_state["season-days-now"] = replace(
        now, observances=tuple(one for one in now.observances if one.name == "Street fair")
    )
    app = open_section(app, "season")
    assert [one.name for one in app.session_state["season-days-now"].observances] == ["Street fair"]
    app = app.button(key="keep-days-free").click().run()
    assert not app.exception and not app.error
    kept = store.records(command_line_actor(), "observance")
    assert ("Street fair", last, last) in {(one["name"], one["first"], one["last"]) for one in kept}
    again = draw("meetings", year, section="season")
    assert "Street fair" in {one.name for one in again.session_state["season-days-now"].observances}
    assert "keep-days-free" not in {button.key for button in again.button}
