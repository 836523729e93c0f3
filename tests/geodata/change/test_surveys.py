"""Two surveys of one department: which may be compared, and what the demo's known changes come out as."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.change.half_years import count_half_years
from geodata.change.surveys import choose_vintages, open_surveys, survey_change, survey_vintages
from geodata.demo.harbor_falls import build_demo
from geodata.department.department import change_department, save_department, write_files
from geodata.department.version_files import VINTAGES_FOLDER
from geodata.department.versions import Change
from geodata.departments import open_for
from planning.errors import InputError
from planning.need.change import count_verdicts
from planning.records.roles import Actor
from planning.vocabulary import FEWER, MORE, NO_CLEAR_CHANGE
from tests.four_square import four_square_beats, four_square_department


def saved_beside(folder: Path, vintage: int, **changed: object) -> Path:
    """Save the four squares as of 2024, and another year beside them."""
    now = four_square_department()
    save_department(replace(now, settings=replace(now.settings, vintage=2024)), folder)
    other = four_square_department(**changed)
    other = replace(other, settings=replace(other.settings, vintage=vintage))

    def stage(place: Path) -> tuple[str, ...]:
        write_files(other, place / VINTAGES_FOLDER / str(vintage))
        return ()

    change_department(folder, Change("another year", stage), None)
    return folder


def moved(beats):
    return beats.assign(geometry=beats.geometry.translate(0.001))


def test_the_demo_has_changed_as_it_was_made_to():
    surveys = open_surveys("demo", 2018, 2023)
    whole = survey_change(surveys, "department").set_index("language")["verdict"]
    assert (whole["korean"], whole["arabic"], whole["spanish"]) == (MORE, MORE, FEWER)
    assert set(whole.drop(["korean", "arabic", "spanish"])) == {NO_CLEAR_CHANGE}
    beats = survey_change(surveys, "beat")
    assert count_verdicts(beats, "korean")[MORE] >= 1
    assert count_verdicts(beats, "korean")[FEWER] == 0
    still = beats[~beats["language"].isin(("korean", "arabic", "spanish", "all"))]
    assert still["verdict"].isin((MORE, FEWER)).mean() <= 0.1


def test_the_newest_pair_that_shares_no_year():
    assert choose_vintages((2014, 2018, 2019, 2024)) == (2019, 2024)
    assert choose_vintages((2023,)) is None
    assert survey_vintages("demo") == (2018, 2023)


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        (2021, 2024, "share the years 2020 to 2021"),
        (2024, 2024, "cannot be compared with itself"),
        (2012, 2024, "does not have that year"),
    ],
)
def test_years_that_cannot_be_compared(tmp_path, then, now, says):
    folder = saved_beside(tmp_path / "four", 2021)
    with pytest.raises(InputError, match=says):
        open_surveys(folder, then, now)


def test_other_beats_are_refused(tmp_path):
    folder = saved_beside(tmp_path / "four", 2019, beats=moved(four_square_beats()))
    with pytest.raises(InputError, match="are not the same"):
        open_surveys(folder, 2019, 2024)


@pytest.mark.parametrize("has_points", [True, False])
def test_other_tracts_are_carried_over_by_blocks_or_refused(tmp_path, has_points):
    four = four_square_department()
    parted = four.tracts.copy()
    parted["geoid"] = [f"{geoid[:-1]}9" for geoid in parted["geoid"]]  # the Bureau numbered them anew
    table = four.language
    names = dict(zip(four.tracts["geoid"], parted["geoid"], strict=True))
    renamed = replace(
        table,
        **{
            name: getattr(table, name).rename(index=names)
            for name in ("pop5", "pop5_moe", "lep", "lep_moe", "very_well", "very_well_moe")
        },
    )
    points = four.population.assign(geoid=lambda rows: rows["geoid"].str[:11].map(names)) if has_points else None
    folder = saved_beside(tmp_path / "four", 2019, tracts=parted, language=renamed, population=points)
    if has_points:
        surveys = open_surveys(folder, 2019, 2024)
        assert not surveys.same_tracts
        assert set(survey_change(surveys, "beat")["verdict"]) == {NO_CLEAR_CHANGE}
    else:
        with pytest.raises(InputError, match="has no people by block"):
            open_surveys(folder, 2019, 2024)


def test_portland_beside_a_second_survey_of_the_same_people(portland, tmp_path):
    """The same people asked again: each cell drawn anew within its margin."""
    now, rng = portland.department, np.random.default_rng(19)
    noise = rng.normal(0, 1, now.language.lep.shape) * now.language.lep_moe / 1.645
    drawn = (now.language.lep + noise.where(now.language.lep > 0, 0.0)).clip(lower=0).round()
    save_department(now, tmp_path / "portland")
    newer = replace(now, settings=replace(now.settings, vintage=2024), language=replace(now.language, lep=drawn))

    def stage(place: Path) -> tuple[str, ...]:
        write_files(newer, place / VINTAGES_FOLDER / "2024")
        return ()

    change_department(tmp_path / "portland", Change("another year", stage), None)
    change = survey_change(open_surveys(tmp_path / "portland", 2019, 2024), "beat")
    assert change["verdict"].isin((MORE, FEWER)).mean() <= 0.1


def test_the_command_answers_and_refuses(tmp_path):
    said = CliRunner().invoke(cli, ["change", "demo", "--by", "department", "-o", str(tmp_path / "change.csv")])
    assert said.exit_code == 0
    assert "2014-2018 to 2019-2023: In the department, LEP residents went from" in said.output
    assert "more who speak Korean and Arabic, and fewer who speak Spanish" in said.output
    written = pd.read_csv(tmp_path / "change.csv").set_index("language")
    assert written.at["korean", "verdict"] == MORE
    refused = CliRunner().invoke(cli, ["change", "demo", "--from", "2021", "--to", "2023"])
    assert refused.exit_code == 2
    assert "compare 2018 with 2023" in refused.output


def test_half_years_count_what_the_records_have():
    opened = open_for("demo", Actor("kim@pd.example", "admin"))
    halves, rows = count_half_years(opened)
    counts = {row.title: row.by_half for row in rows}
    events = opened.store.frame(opened.actor, "event")
    held = events[events["state"].isin(("held", "reported back"))]["date"]
    assert counts["Meetings held"] == tuple(
        float(((held >= str(half.since)) & (held <= str(half.until))).sum()) for half in halves
    )
    assert sum(counts["Meetings held"]) > 0
    assert sum(counts["Translations approved"]) > 0
    # The bill is of a year before all of these: what is not known is not zero.
    assert all(np.isnan(counts["Calls to interpreters"]))


def test_who_may_not_read_the_roster_is_told_nothing_of_its_tests():
    titles = {row.title for row in count_half_years(open_for("demo", Actor("lee@pd.example", "viewer")))[1]}
    assert "Officers’ language tests" not in titles
    assert build_demo().roster is not None
