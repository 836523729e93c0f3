"""Every setting set by the command: checked, noted in the trail, all or none; and those that belong to files."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from geodata.department.department import load_department, save_department
from geodata.department.settings_change import ELSEWHERE, SETTABLE
from geodata.department.settings_check import CHECKS
from geodata.records.engine import open_store
from outreach import cli
from planning.records.roles import Actor
from tests.four_square import four_square_department

GOOD = {
    "name": "Harbor Falls Police",
    "crs": "EPSG:32624",
    "rule": "king_county",
    "relief_factor": "1.7",
    "radius_m": "1500",
    "state": "'41'",
    "counties": '["051", "067"]',
    "time_zone": "America/Denver",
    "distances": "kilometers",
    "public_phone": "555-0100",
    "public_email": "ask@police.example",
    "public_website": "police.example",
    "interpreter_line": "(555) 0150",
    "interpreter_code": "'4471'",
    "versions_kept": "7",
    "versions_days": "30",
}


def told(folder: Path, *words: str) -> str:
    said = CliRunner().invoke(cli, ["settings", str(folder), *words])
    return f"{said.exit_code} {said.output}"


def test_every_setting_can_be_set_and_is_held_against_what_it_can_be(tmp_path: Path) -> None:
    folder = save_department(four_square_department(), tmp_path / "d").folder
    assert folder is not None and set(GOOD) == set(SETTABLE) and set(SETTABLE) | set(ELSEWHERE) == set(CHECKS)
    before = load_department(folder)
    wrong = {
        "radius_m": "-5",
        "relief_factor": "many",
        "crs": "EPSG:2913",
        "rule": "king_conty",
        "time_zone": "Mars/Base",
    }
    for name, value in {**wrong, "radios_m": "5", **dict.fromkeys(ELSEWHERE, "1")}.items():
        said = told(folder, "--set", "name=Another", "--set", f"{name}={value}")
        assert said.startswith("2 ") and "Traceback" not in said, said
    assert "did you mean 'radius_m'" in told(folder, "--set", "radios_m=5")
    assert told(folder, "--set", "radius_m").startswith("2 ")
    assert load_department(folder).version == before.version  # all or none

    said = told(folder, *(word for name, value in GOOD.items() for word in ("--set", f"{name}={value}")))
    assert said.startswith("0 ") and "counties: 051 067" in said and "relief_factor: 1.7" in said, said
    settings = load_department(folder).settings
    assert (settings.name, settings.rule, settings.radius_m, settings.counties) == (
        "Harbor Falls Police",
        "king_county",
        1500,
        ("051", "067"),
    )
    trail = open_store(folder, "").audit(Actor("ada", "admin"), kind="department")
    assert trail["action"].tolist()[:2] == ["done", "begun"] and "radius_m" in str(trail.iloc[0].to_dict())


def test_the_demo_shows_its_settings_and_keeps_them() -> None:
    shown = told(Path("demo"))
    assert shown.startswith("0 ")
    assert [name for name in SETTABLE if f"{name}: ".replace("time_zone", "time zone") not in shown] == []
    assert "the demo cannot be changed" in told(Path("demo"), "--set", "radius_m=5")
