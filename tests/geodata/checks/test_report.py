from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
import shapely

from geodata.checks.report import check_department
from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import prepare
from geodata.department.choose_rule import with_rule
from geodata.department.department import load_department, save_department
from geodata.department.findings import findings_frame
from planning.errors import UnknownNameError
from planning.examples import TRACTS, four_square_table
from tests.four_square import four_square_beats, four_square_department, four_square_points


def finding(subject: str, **parts: object):
    report = check_department(prepare(four_square_department(**parts)))
    return next(item for item in report if item.subject == subject)


def test_a_whole_city_is_fine_but_for_what_it_was_not_given():
    report = check_department(prepare(four_square_department()))
    assert {item.subject for item in report if item.status != "fine"} == {"venues", "roster", "time zone"}


def test_the_gravest_comes_first():
    table = four_square_table()
    renamed = dataclasses.replace(table, pop5=table.pop5.rename(index=lambda name: "01" + name[2:]))
    report = check_department(prepare(four_square_department(language=renamed)))
    assert report[0].status == "stop"
    assert "Only 0 of 4 tracts" in report[0].finding


def test_a_tract_without_a_row_is_named():
    table = four_square_table()
    short = dataclasses.replace(table, pop5=table.pop5.drop(TRACTS[0]), lep=table.lep.drop(TRACTS[0]))
    item = finding("tracts and language table", language=short)
    assert item.status == "look"
    assert TRACTS[0] in item.finding


def test_missing_cells_are_counted_and_an_absent_language_is_named():
    table = four_square_table()
    table.lep.loc[TRACTS[0], "korean"] = float("nan")
    assert "1 figures are missing" in finding("missing figures", language=table).finding
    table = four_square_table()
    table.lep["korean"] = float("nan")
    assert "Not in this table: Korean" in finding("missing figures", language=table).finding


def test_a_table_without_any_lep_line_stops():
    table = four_square_table()
    nothing = dataclasses.replace(table, lep=table.lep * float("nan"))
    assert finding("missing figures", language=nothing).status == "stop"


def test_no_margins_is_said():
    table = four_square_table()
    assert finding("margins of error", language=dataclasses.replace(table, lep_moe=table.lep_moe * float("nan"))).fix


def test_people_in_two_beats_are_counted():
    item = finding("overlapping beats", beats=four_square_beats(aaa=(0, 1500, 500, 2000)))
    assert item.finding.startswith("250 people live where beats overlap: aaa and west")


def test_beats_that_overlap_where_nobody_lives_are_named():
    item = finding("overlapping beats", beats=four_square_beats(aaa=(0, 1800, 500, 2000)))
    assert "where no one lives: aaa and west" in item.finding


def test_without_points_it_is_not_said_that_nobody_lives_where_beats_overlap():
    beats = four_square_beats(aaa=(0, 1500, 500, 2000))
    item = finding("overlapping beats", beats=beats, population=None)
    assert item.status == "look"
    assert item.finding.startswith(
        "Beats overlap: aaa and west. Add population points to see how many people live there"
    )


def test_a_beat_outside_every_tract_is_named_however_small():
    item = finding("beats and tracts on the ground", beats=four_square_beats(astray=(9000, 0, 9050, 50)))
    assert item.status == "look"
    assert "Not in any: astray. These have no data." in item.finding


def test_a_hole_is_measured():
    frame = {"north": (0, 1800, 2000, 2000), "south": (0, 500, 2000, 700), "east": (1500, 500, 2000, 2000)}
    beats = four_square_beats(**frame, west=(0, 500, 500, 2000))
    item = finding("holes in the beat map", beats=beats)
    assert item.finding.startswith("1 gap between beats, 1.1 km²")


def test_people_outside_are_told_as_a_share():
    assert finding("outside every beat").finding.startswith("25% of the people")


@pytest.mark.parametrize("geoids", [False, True])
def test_points_say_how_they_were_joined(geoids):
    item = finding("population points", population=four_square_points(geoids=geoids))
    assert ("geoid" if geoids else "position") in item.finding


def test_the_report_is_a_table():
    frame = findings_frame(check_department(prepare(four_square_department())))
    assert list(frame.columns) == ["status", "subject", "finding", "fix"]
    assert not frame.isna().any(axis=None)
    assert isinstance(frame, pd.DataFrame)


def test_tracts_of_another_place_stop():
    far = four_square_department().tracts
    far = far.assign(geometry=far.geometry.translate(xoff=1.0))
    item = finding("beats and tracts on the ground", tracts=far)
    assert (item.status, item.finding) == ("stop", "Only 0% of the beats' ground lies in a tract of the file.")


def test_a_venue_far_from_all_beats_is_named() -> None:
    demo = build_demo()
    venues = demo.venues.copy()
    venues.loc[0, "geometry"] = shapely.Point(-90.0, 44.0)
    (found,) = [
        item for item in check_department(prepare(dataclasses.replace(demo, venues=venues))) if item.subject == "venues"
    ]
    assert found.status == "look"
    assert f"1 venue of {len(venues)} far from all beats (over 50 km): {venues['name'][0]}." in found.finding


def test_the_rule_is_named_with_whom_it_binds_and_broken_own_ones_are_told(tmp_path):
    chosen = with_rule(four_square_department(), "washington_rcw_38_52_070+king_county")
    said = finding_of(chosen, "threshold rule")
    assert said.status == "fine"
    for words in ("Washington RCW 38.52.070 and King County", "Binds: Emergency management", "Covers: Life safety"):
        assert words in said.finding
    default = finding_of(with_rule(four_square_department(), "none"), "threshold rule")
    assert "Planning default (5% or 1,000)" in default.finding and "Binds: Nobody." in default.finding
    with pytest.raises(UnknownNameError, match="did you mean 'king_county'"):
        with_rule(four_square_department(), "kings_county")
    kept = save_department(four_square_department(), tmp_path / "kept")
    (kept.place / "rules").mkdir()
    (kept.place / "rules" / "ours.toml").write_text('title = "Ours"\nalways = ["other:Vietnamese"]\n')
    broken = finding_of(load_department(tmp_path / "kept"), "own rules")
    assert broken.status == "look" and "rules/ours.toml is not used" in broken.finding.lower()


def finding_of(department, subject):
    return next(item for item in check_department(prepare(department)) if item.subject == subject)
