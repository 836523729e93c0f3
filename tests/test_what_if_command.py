"""``outreach.py what-if``: the sentences and the table are those of the page, and the department stays as it was."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import prepare
from geodata.whatif.outcome import need_differences, what_if
from planning.whatif.scenario import HireOfficers, MergeBeats, Scenario

MERGE = """
[[step]]
what = "merge-beats"
areas = ["41", "43"]
into = "41"
"""
STEPS = f"""{MERGE}
[[step]]
what = "hire-officers"
count = 2
language = "korean"
level = "DISTRICT"
area = "Millrace"
shift = "night"
"""
HIRE = HireOfficers(2, "korean", "DISTRICT", "Millrace", "night")


def asked(folder: Path, text: str, *options: str):
    (folder / "scenario.toml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli, ["what-if", "demo", str(folder / "scenario.toml"), *options])


def test_the_command_says_and_writes_what_the_page_shows(tmp_path: Path) -> None:
    said = asked(tmp_path, STEPS, "-o", str(tmp_path / "out.csv"))
    assert said.exit_code == 0, said.output
    for sentence in (
        "If: Merge Beat 41 and Beat 43 into Beat 41.",
        "1 beat would have other figures of LEP residents: 1 clearly more. 1 would be gone.",
        "You would be 31.6 to 38.6 officers short instead of 33.2 to 40.1.",
    ):
        assert sentence in said.output
    scenario = Scenario((MergeBeats(("41", "43"), "41"), HIRE))
    expected = need_differences(what_if(prepare(build_demo()), scenario), "beat")
    written = pd.read_csv(tmp_path / "out.csv", dtype={"area_id": "str"})
    pd.testing.assert_frame_equal(written, expected, check_dtype=False)


def test_a_map_of_a_scenario_has_the_areas_as_they_would_be_and_is_verified(tmp_path: Path) -> None:
    """Areas after with now, then and the difference of the table; GDAL reads it, and so does verify."""
    said = asked(tmp_path, MERGE, "-o", str(tmp_path / "out.gpkg"))
    assert said.exit_code == 0, said.output
    found = gpd.read_file(tmp_path / "out.gpkg").set_index("area_id")
    whole = what_if(prepare(build_demo()), Scenario((MergeBeats(("41", "43"), "41"),)))
    table = need_differences(whole, "beat").query("language == 'korean'").set_index("area_id")
    assert len(found) == 23 and "43" not in found.index
    assert found.at["41", "korean_change"] == pytest.approx(table.at["41", "change"], rel=1e-12)
    assert found.at["41", "korean_clear"] == table.at["41", "verdict"] and found.at["42", "all_clear"] == "the same"
    drawn = whole.after.department.areas("beat").set_index("area_id").to_crs(6933).area
    assert found.to_crs(6933).area["41"] == pytest.approx(drawn["41"], rel=1e-4)
    equal = CliRunner().invoke(cli, ["verify", str(tmp_path / "out.gpkg")])
    assert equal.exit_code == 0, equal.output


def test_what_is_no_scenario_ends_in_one_sentence(tmp_path: Path) -> None:
    for text, words in (("step = ", "cannot be read"), ('[[step]]\nwhat = "burn"', "no step"), ("", "no steps")):
        said = asked(tmp_path, text)
        assert said.exit_code == 2 and words in said.output and "Traceback" not in said.output
