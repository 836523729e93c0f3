"""Somebody says which column is which: every reader obeys, and what was said holds for the next file of that shape."""

from __future__ import annotations

import inspect
import json

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from commands.shared import cli
from geodata.department.department import load_department, save_department
from geodata.inputs.registry import INPUTS
from geodata.inputs.requests import read_demand_counts
from geodata.inputs.roster import read_roster
from geodata.inputs.venues import read_venues
from planning.errors import RefusedError, SchemaError, UnknownNameError
from tests.four_square import four_square_department

ROSTER = "Badge,Where,Watch,Language(s),How\n7,west,day,Korean,tested\n8,west,night,Spanish,tested\n"


def run(*arguments: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(cli, [str(part) for part in arguments])
    return outcome.exit_code, outcome.output


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


@pytest.mark.parametrize("row", INPUTS.values(), ids=lambda row: row.role)
def test_every_reader_takes_what_is_said(row):
    assert ("columns" in inspect.signature(row.reader).parameters) == bool(row.columns)


def test_a_guess_that_fails_names_the_way_to_say_it(roster):
    with pytest.raises(SchemaError, match=r"did you mean 'Language\(s\)'\? Then say --map \"language=Language\(s\)\""):
        read_roster(roster)
    found = read_roster(roster, columns={"language": "language(s)", "tier": "How", "unit": "Where"}).roster
    assert found[["language", "tier", "unit"]].values.tolist() == [
        ["korean", "tested", "west"],
        ["spanish", "tested", "west"],
    ]


def test_what_is_said_goes_before_a_guess_and_is_guessed_for_nothing_else(tmp_path):
    path = tmp_path / "venues.csv"
    path.write_text("name,site,id,type,lon,lat,E,N\nx,Hall,a,b,-100,40,-122.5,45.5\n")
    said = {"name": "site", "lon": "E", "lat": "N", "kind": ""}
    found = read_venues(path, columns=said).venues.iloc[0]
    assert (found["name"], found["lon"], found["lat"], found["venue_id"]) == ("Hall", -122.5, 45.5, "a")
    assert found.isna()["kind"]
    with pytest.raises(UnknownNameError, match="'nmae'"):
        read_venues(path, columns={"nmae": "site"})
    with pytest.raises(SchemaError, match=r"no column 'Sites'.*did you mean 'site'"):
        read_venues(path, columns={"name": "Sites"})


def test_nobody_can_say_a_name_is_an_id(roster):
    roster.write_text(ROSTER.replace("Badge", "Officer Name"))
    with pytest.raises(RefusedError, match="names can’t be used as IDs"):
        read_roster(roster, columns={"officer_id": "Officer Name", "language": "Language(s)"})


def test_counts_take_any_heading_that_is_said(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("Where it was,Hr of day,How many\n510,3,4\n")
    said = {"area_id": "Where it was", "hour": "Hr of day", "requests": "How many"}
    assert read_demand_counts(path, columns=said).counts.values.tolist() == [["510", 3.0, 4.0]]


def test_attach_keeps_what_was_said_for_the_next_file_of_that_shape(tmp_path, roster):
    folder = save_department(four_square_department(), tmp_path / "four").folder
    code, said = run("attach", folder, "--roster", roster)
    assert code == 2 and "--map" in said
    words = ["--map", "language=Language(s)", "--map", "roster.unit=Where", "--map", "tier=How"]
    assert run("attach", folder, "--roster", roster, *words)[0] == 0
    assert load_department(folder).said[0].columns == {"language": "Language(s)", "unit": "Where", "tier": "How"}
    roster.write_text(ROSTER + "9,east,day,Tagalog,tested\n")
    assert run("attach", folder, "--roster", roster)[0] == 0
    assert load_department(folder).roster["language"].tolist() == ["korean", "spanish", "tagalog"]
    roster.write_text(ROSTER.replace("Where", "Post"))
    assert run("attach", folder, "--roster", roster)[0] == 2


@pytest.mark.parametrize(
    ("said", "told"), [("language", "an equals sign"), ("tongue=X", "'tongue'"), ("venues.name=X", "'venues.name'")]
)
def test_a_map_that_says_nothing_is_refused(tmp_path, roster, said, told):
    folder = save_department(four_square_department(), tmp_path / "four").folder
    code, printed = run("attach", folder, "--roster", roster, "--map", said)
    assert code == 2 and told in printed


def test_a_suppressed_count_is_not_zero_and_ways_are_ways(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("area,hour,requests,by\nwest,3,<10,OPI\nwest,4,*,staff\nwest,5,7,VRI\nwest,6,2,Officer\n")
    found = read_demand_counts(path)
    assert found.counts[["requests", "given_by"]].values.tolist() == [[7.0, "line"], [2.0, "staff"]]
    assert [(one.why, one.which) for one in found.account.left_out] == [("a suppressed count", ("2", "3"))]


def test_the_screen_offers_a_yes_and_shows_values_but_no_names(tmp_path):
    script = tmp_path / "screen.py"
    script.write_text(
        "import pandas as pd\n"
        "from geodata.files.columns import missing_column\n"
        "from geodata.inputs.registry import INPUTS\n"
        "from pages.parts.forms.which_column import ask_columns, said_now, show_refusal\n"
        "import streamlit as st\n"
        "rows = pd.DataFrame({'Badge': ['7'], 'Language(s)': ['Korean'], 'Last Name': ['Arroyo']})\n"
        "st.json(said_now(INPUTS['roster'], 'k'))\n"
        "show_refusal(missing_column('r.csv', 'language', rows.columns, 'language'), 'k')\n"
        "ask_columns(INPUTS['roster'], rows, 'k', opened=True)\n"
    )
    screen = AppTest.from_file(str(script), default_timeout=60).run()
    asked = next(one for one in screen.selectbox if one.label == "language")
    assert asked.options[-2:] == ["Language(s): Korean", "Last Name: not shown"]
    screen.button[0].click().run()
    assert json.loads(screen.json[0].value) == {"language": "Language(s)"}
    next(one for one in screen.selectbox if one.label == "shift").set_value("(no column)").run()
    assert json.loads(screen.json[0].value) == {"shift": "", "language": "Language(s)"}
