"""The command line: contracts to the letter, and one sentence for every mistake."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from commands import COMMANDS
from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.department import save_department
from geodata.records.engine import open_store
from outreach import cli
from planning.languages.groups import LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.need.need import NEED_COLUMNS
from planning.records.roles import Actor
from planning.verdicts.thresholds import PRESETS, VERDICT_COLUMNS
from tests.examples import ONE_RULE_A_BASE, quick_ones
from tests.four_square import four_square_department

VERDICTS = {"met", "not met", "cannot tell", "notice only"}


OFFICER_COLUMNS = [
    "area_id",
    "shift",
    "language",
    "need",
    "posts",
    "required",
    "have_certified",
    "have_tested",
    "have_self",
    "gap",
]


def run(*arguments: object) -> str:
    """Run a command that must succeed, and return what it printed."""
    outcome = CliRunner().invoke(cli, [str(part) for part in arguments])
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def fails(*arguments: object) -> str:
    """Run a command that must fail in one sentence, and return it."""
    outcome = CliRunner().invoke(cli, [str(part) for part in arguments])
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    lines = outcome.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("outreach: ")
    assert "Traceback" not in lines[0]
    return lines[0]


@pytest.fixture
def four_squares(tmp_path) -> Path:
    return save_department(four_square_department(), tmp_path / "four").folder


@pytest.mark.parametrize("level", ["beat", "DISTRICT", "department"])
def test_need_has_the_columns_to_the_letter(tmp_path, level):
    run("need", "demo", "--by", level, "-o", tmp_path / "need.csv")
    table = pd.read_csv(tmp_path / "need.csv", dtype={"area_id": str})
    assert tuple(table.columns) == NEED_COLUMNS
    areas = {"beat": 24, "DISTRICT": 6, "department": 1}[level] + 1
    assert len(table) == areas * (len(LANGUAGE_IDS) + 1)
    assert "(outside)" in set(table["area_id"])


def test_need_with_both_errors_only_when_asked(tmp_path):
    run("need", "demo", "-o", tmp_path / "plain.csv")
    run("need", "demo", "--combined", "-o", tmp_path / "both.csv")
    plain, both = (pd.read_csv(tmp_path / name, dtype={"area_id": str}) for name in ("plain.csv", "both.csv"))
    assert tuple(both.columns) == (*NEED_COLUMNS, "lep_interval_low", "lep_interval_high", "weak_margin")
    pd.testing.assert_frame_equal(both[list(NEED_COLUMNS)], plain)
    told = both.dropna(subset="lep_interval_low")
    assert (told["lep_interval_low"] <= told["lep_low"] + 1e-6).all()
    assert (told["lep_interval_high"] >= told["lep_high"] - 1e-6).all()
    about = (tmp_path / "both.csv.about.txt").read_text(encoding="utf-8")
    assert "with both errors" in about


def test_materials_says_what_screens_say_with_the_range_that_decided(tmp_path):
    run("materials", "demo", "--by", "beat", "-o", tmp_path / "m.csv")
    table = pd.read_csv(tmp_path / "m.csv", dtype={"area_id": str})
    fallen = table["verdict"] != table["verdict_by_margin"]
    assert fallen.any() and set(table.loc[fallen, "verdict"]) == {"cannot tell"}
    met, not_met = table["verdict"] == "met", table["verdict"] == "not met"
    assert met.any() and not (met & (table["lep_interval_low"] < table["threshold"])).any()
    assert not_met.any() and not (not_met & (table["lep_interval_high"] >= table["threshold"])).any()
    prepared = answers.prepare(build_demo())
    shown = answers.verdicts(prepared, answers.rule_of(prepared.department), "beat")
    assert table["verdict"].tolist() == shown["verdict"].tolist()
    assert table["reason"].tolist() == shown["reason"].tolist()


def test_ids_with_leading_zeros_come_out_as_they_are(tmp_path):
    run("need", "demo", "-o", tmp_path / "need.csv")
    assert "01" in set(pd.read_csv(tmp_path / "need.csv", dtype=str)["area_id"])


@pytest.mark.parametrize("rule", quick_ones(sorted(PRESETS), ONE_RULE_A_BASE))
def test_materials_knows_every_preset(tmp_path, rule):
    run("materials", "demo", "--rule", rule, "--by", "DISTRICT", "-o", tmp_path / "m.csv")
    table = pd.read_csv(tmp_path / "m.csv")
    assert tuple(table.columns) == VERDICT_COLUMNS
    assert set(table["verdict"]) <= VERDICTS
    assert len(table) == 6 * len(LANGUAGE_IDS)
    written = (tmp_path / "m.csv").read_text() + (tmp_path / "m.csv.about.txt").read_text()
    assert "federally required" not in written.lower()


def test_meetings_json_has_the_keys_to_the_letter(tmp_path):
    run("meetings", "demo", "--meetings", 3, "--radius", 1500, "--languages-per-meeting", 2, "-o", tmp_path / "p.json")
    plan = json.loads((tmp_path / "p.json").read_text())
    assert list(plan) == [
        "status",
        "objective",
        "objective_value",
        "bound",
        "mip_gap",
        "seconds",
        "sites",
        "reached",
        "demand",
    ]
    assert all(list(site) == ["site_id", "name", "lon", "lat", "languages", "adds"] for site in plan["sites"])
    assert 1 <= len(plan["sites"]) <= 3
    assert all(len(site["languages"]) <= 2 for site in plan["sites"])
    assert set(plan["demand"]) == set(NAMED_LANGUAGE_IDS)
    added = sum(sum(site["adds"].values()) for site in plan["sites"])
    assert added == pytest.approx(plan["objective_value"], rel=1e-9)
    assert sum(plan["reached"].values()) == pytest.approx(plan["objective_value"], rel=1e-9)


def test_who_is_left_out_is_written_with_the_next_site(tmp_path):
    run("meetings", "demo", "--meetings", 3, "--left-out", "-o", tmp_path / "p.json")
    plan = json.loads((tmp_path / "p.json").read_text())
    run("meetings", "demo", "--meetings", 4, "-o", tmp_path / "four.json")
    four = json.loads((tmp_path / "four.json").read_text())
    by_language = dict.fromkeys(plan["demand"], 0.0)
    for row in plan["left_out"]:
        by_language[row["language"]] += row["left_out"]
        assert row["next_adds"] <= row["left_out"] + 1e-6
    missed = {language: whole - plan["reached"][language] for language, whole in plan["demand"].items()}
    assert by_language == pytest.approx(missed, abs=1e-3)
    assert set(plan) - set(four) == {"unreachable", "left_out", "next_site"}
    more = plan["next_site"]
    assert more["site_id"] not in {site["site_id"] for site in plan["sites"]}
    assert 0 < sum(more["adds"].values()) <= four["objective_value"] - plan["objective_value"] + 1e-6


def test_locks_vetoes_and_languages_are_obeyed(tmp_path):
    free = tmp_path / "free.json"
    run("meetings", "demo", "--meetings", 2, "-o", free)
    first = json.loads(free.read_text())["sites"][0]["site_id"]
    kept = tmp_path / "kept.json"
    run("meetings", "demo", "--meetings", 2, "--veto", first, "--lock", "V05", "--languages", "korean", "-o", kept)
    plan = json.loads(kept.read_text())
    chosen = [site["site_id"] for site in plan["sites"]]
    assert first not in chosen
    assert "V05" in chosen
    assert list(plan["demand"]) == ["korean"]


def test_officers_has_the_columns_to_the_letter(tmp_path):
    run("officers", "demo", "--exact", "-o", tmp_path / "o.csv")
    table = pd.read_csv(tmp_path / "o.csv")
    assert list(table.columns) == OFFICER_COLUMNS
    staffed = table.dropna(subset="posts")
    assert (staffed["required"] - staffed["posts"] * 1.58).abs().max() < 1e-9
    short = staffed["required"] - staffed["have_certified"] - staffed["have_tested"]
    assert (staffed["gap"] - short.clip(lower=0)).abs().max() < 1e-9


def test_officers_are_counted_in_bands_unless_exact_is_asked_for(tmp_path):
    run("officers", "demo", "-o", tmp_path / "told.csv")
    run("officers", "demo", "--exact", "-o", tmp_path / "exact.csv")
    told, exact = (pd.read_csv(tmp_path / f"{name}.csv", dtype=str) for name in ("told", "exact"))
    assert list(told.columns) == OFFICER_COLUMNS
    for column in ("have_certified", "have_tested", "have_self"):
        assert not told[column].isin(["1", "2"]).any()
        assert exact[column].isin(["1", "2"]).any()
        same = told[column].str.fullmatch(r"\d+")
        assert (told.loc[same, column] == exact.loc[same, column]).all()
    assert told["gap"].str.contains(" to ").any()


def test_posts_at_the_sensible_level_and_by_requests(tmp_path):
    run("officers", "demo", "--by", "sensible", "-o", tmp_path / "s.csv")
    table = pd.read_csv(tmp_path / "s.csv")
    assert list(table.columns) == ["level", *OFFICER_COLUMNS]
    assert set(table["level"]) == {"DISTRICT", "department"}  # nobody is told to hire for every beat
    counts = pd.DataFrame(
        {"beat": ["Old Port", "Millrace"], "hour": [8, 8], "language": ["Korean", "Korean"], "requests": [400, 3]}
    )
    counts.to_csv(tmp_path / "line.csv", index=False)
    run("officers", "demo", "--posts", "requests", "--requests", tmp_path / "line.csv", "-o", tmp_path / "r.csv")
    posts = pd.read_csv(tmp_path / "r.csv").set_index(["area_id", "shift"])["posts"]
    assert posts["Old Port", "day"] == 1 and posts["Millrace", "day"] == 0 and posts["Old Port", "night"] == 0


def test_levers_are_told_in_ranges_unless_exact_figures_are_asked_for(tmp_path):
    run("levers", "demo", "-o", tmp_path / "told.json")
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["lacking"][0] < told["lacking"][1] and set(told) == {"lacking", "tests", "moves_and_hires", "languages"}
    assert sum(row["open"] for row in told["languages"]) == 12  # posts the census cannot tell
    assert "short: " in run("levers", "demo")


def test_moves_come_before_hires_where_they_close_as_much():
    asked = ("levers", "demo", "--rule", "dc_code_2_1933", "--by", "DISTRICT", "--target", 0.9, "--exact")
    told = run(*asked)  # HiGHS 1.16.0 handed its start back, and 90 hires stood where 8 moves and 82 hires do
    assert "2. make 8 moves: closes 8.00 (optimal)" in told and "3. hire 82 people: fills 82.00" in told


def test_levers_name_officers_only_when_told_to(tmp_path):
    run("levers", "demo", "--exact", "-o", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    closed = plan["tests"]["closes"] + plan["moves"]["closes"] + plan["hires"]["closes"]
    assert plan["lacking"] == pytest.approx(closed)
    assert plan["hires"]["at_least"] <= plan["hires"]["people"] <= plan["hires"]["if_each_speaks_one"]
    assert "HF1" not in (tmp_path / "plan.json").read_text()
    run("levers", "demo", "--ids", "-o", tmp_path / "ids.json")
    listed = json.loads((tmp_path / "ids.json").read_text())
    assert len(listed["tests"]["list"]) == plan["tests"]["officers"]
    assert all(row["officer_id"].startswith("HF1") and row["reason"] for row in listed["moves"]["list"])


def test_a_spelling_is_decided_and_an_export_noted(tmp_path, four_squares):
    roster = tmp_path / "roster.csv"
    roster.write_text("officer_id,unit,shift,language,tier\n7,west,day,Spansih,tested\n8,west,day,Korean,tested\n")
    assert "waits for a decision" in run("attach", four_squares, "--roster", roster)
    assert "'Spansih' in 1 row: nearest spanish (86%, spelling)" in run("decide", four_squares)
    before = run("officers", four_squares, "--exact", "--by", "beat", "-o", tmp_path / "o.csv")
    assert pd.read_csv(tmp_path / "o.csv")["have_tested"].sum() == 1
    assert "1 decisions saved" in run("decide", four_squares, "--set", "Spansih=spanish"), before
    run("officers", four_squares, "--exact", "--by", "beat", "-o", tmp_path / "o.csv")
    assert pd.read_csv(tmp_path / "o.csv")["have_tested"].sum() == 2
    trail = open_store(four_squares).audit(Actor("ada", "admin"))
    assert trail["action"].tolist().count("export") == 2 and "add" in trail["action"].tolist()
    assert "did you mean 'spanish'" in fails("decide", four_squares, "--set", "Viet=spansih")
    assert "the demo cannot be changed" in fails("decide", "demo", "--set", "Viet=vietnamese")


def test_training_is_counted_in_bands():
    printed = run("training", "demo")
    assert "expired" in printed and "HF1" not in printed
    assert "HF1" in run("training", "demo", "--ids")


def test_hiring_events_and_places(tmp_path):
    run("recruit", "demo", "--events", 2, "--around", 1500, "--language", "korean", "-o", tmp_path / "e.json")
    plan = json.loads((tmp_path / "e.json").read_text())
    assert len(plan["sites"]) == 2 and list(plan["demand"]) == ["korean"]
    run("recruit", "demo", "--around", 1500, "--language", "korean", "-o", tmp_path / "p.csv")
    places = pd.read_csv(tmp_path / "p.csv")
    assert (places["bilingual_residents"].dropna() >= 10).all() or (places["bilingual_residents"] == 0).any()
    best = places.set_index("venue_id")["bilingual_residents"]
    assert plan["objective_value"] >= best.max() - 1e-6  # police buildings apart, two places reach no fewer than one
    assert "Say whose residents" in fails("recruit", "demo", "--events", 2)


def test_recruit_has_the_columns_to_the_letter(tmp_path):
    run("recruit", "demo", "-o", tmp_path / "r.csv")
    table = pd.read_csv(tmp_path / "r.csv", dtype={"area_id": str})
    assert list(table.columns) == ["area_id", "language", "bilingual_residents", "moe", "share_of_department"]
    whole = table.groupby("language").filter(lambda rows: rows["share_of_department"].notna().all())
    shares = whole.groupby("language")["share_of_department"].sum()
    assert len(shares) and (shares - 1).abs().max() < 1e-9
    assert not table["bilingual_residents"].between(0, 9.5, inclusive="neither").any()


def test_check_reports_every_subject(four_squares):
    printed = run("check", four_squares)
    for subject in ("tracts and language table", "population points", "overlapping beats", "venues", "roster"):
        assert subject in printed


def test_every_command_prints_a_table_without_a_file():
    assert "spanish" in run("need", "demo", "--by", "department")
    assert "people reached" in run("meetings", "demo", "--meetings", 1)


def test_every_file_has_its_use_note_beside_it(tmp_path):
    run("need", "demo", "-o", tmp_path / "need.csv")
    run("meetings", "demo", "--meetings", 1, "-o", tmp_path / "plan.json")
    for name in ("need.csv.about.txt", "plan.json.about.txt"):
        note = (tmp_path / name).read_text()
        assert "Not for immigration or criminal enforcement" in note
        assert "every figure are invented" in note


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("need", "nowhere"), "there is no department in 'nowhere'"),
        (("need", "demo", "--by", "DISTRIKT"), "did you mean 'DISTRICT'"),
        (("materials", "demo", "--rule", "hawai"), "there is no rule 'hawai'"),
        (("meetings", "demo", "--languages", "spansih"), "did you mean 'spanish'"),
        (("meetings", "demo", "--lock", "V999"), "V999"),
        (("meetings", "demo", "--meetings", "0"), "number of meetings must be 1 or more"),
        (("meetings", "demo", "--radius", "-5"), "this is not a distance (got '-5')"),
        (("meetings", "demo", "--objective", "best"), "there is no objective 'best'"),
        (("need", "demo", "-o", "need.docx"), "cannot be written as 'need.docx'"),
        (("meetings", "demo", "-o", "plan.csv"), "end it in .json"),
        (("nonsense",), "No such command"),
        (("need",), "Missing argument"),
    ],
)
def test_a_mistake_is_one_sentence(arguments, says):
    assert says in fails(*arguments)


def test_no_venues_is_said(four_squares):
    assert "no venues" in fails("meetings", four_squares)


def test_no_roster_leaves_officers_untold_not_zero(four_squares, tmp_path):
    run("officers", four_squares, "-o", tmp_path / "o.csv")
    table = pd.read_csv(tmp_path / "o.csv")
    assert table["have_certified"].isna().all()
    assert table["gap"].isna().all()


def test_a_fault_of_ours_is_a_sentence_too(monkeypatch):
    monkeypatch.setattr("commands.shared.open_for", lambda *_: 1 / 0)
    assert "fault of the program" in fails("need", "demo")


def test_the_script_itself_exits_with_two():
    script = Path(__file__).resolve().parents[1] / "outreach.py"
    outcome = subprocess.run(
        [sys.executable, str(script), "need", "nowhere"], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("outreach: there is no department")


def test_a_plan_says_how_sure_it_is_when_asked(tmp_path):
    run("meetings", "demo", "--meetings", 2, "--draws", 4, "--second-best", "-o", tmp_path / "sure.json")
    plan = json.loads((tmp_path / "sure.json").read_text())
    assert plan["draws"]["made"] == 4
    assert plan["draws"]["reached_low"] <= plan["draws"]["reached_high"]
    assert plan["second_best"]["costs"] >= 0
    assert plan["second_best"]["without"] in {site["site_id"] for site in plan["sites"]}


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--each", "DISTRIC"), "did you mean 'DISTRICT'"),
        (("--weight", "korean"), "for example korean=2"),
        (("--turnout", 2), "enter 0.05"),
    ],
)
def test_wishes_out_of_range_are_one_sentence(option, says):
    result = CliRunner().invoke(cli, ["meetings", "demo", *map(str, option)])
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_hostile_map_ends_in_one_sentence_and_nothing_else(tmp_path: Path) -> None:
    hostile = tmp_path / "beats.geojson"
    hostile.write_text('<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>')
    given = ("--beats", hostile, "--beat-id", "X", "--tracts", hostile, "--language", hostile)
    ended = subprocess.run(
        [sys.executable, "outreach.py", "new", tmp_path / "d", "--name", "T", *given, "--vintage", "2019"],
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    said = "outreach: beats.geojson is not a GeoJSON file, whatever its ending says: export the map again."
    assert ended.stderr.strip() == said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_its_module_and_explains_itself(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: cli {name} ")


def test_a_command_that_is_not_there_is_one_sentence():
    result = CliRunner().invoke(cli, ["neeed", "demo"])
    assert result.exit_code == 2
    assert "neeed" in result.stderr and "Traceback" not in result.stderr
