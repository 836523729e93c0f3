"""A department.toml that somebody edited by hand: what is wrong is one sentence that names the setting."""

from __future__ import annotations

import codecs
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.department.department import change_settings, load_department, save_department
from geodata.department.settings_check import CHECKS
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import place_of
from planning.errors import InputError
from tests.four_square import four_square_department


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "four"
    save_department(four_square_department(), folder)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    shutil.copytree(saved, tmp_path / "four")
    return tmp_path / "four"


def edit(folder: Path, name: str, value: str) -> None:
    file = place_of(folder)[0] / SETTINGS_FILE
    text, count = re.subn(rf"(?ms)^{name} = (\[.*?\]|[^\n]*)$", f"{name} = {value}", file.read_text())
    file.write_text(text if count else f"{text}{name} = {value}\n")


@pytest.mark.parametrize(
    ("crs", "says"),
    [
        ("EPSG:4326", "is in degrees"),
        ("EPSG:2913", "measures in foot"),
        ("EPSG:3857", "makes distances wrong by"),
        ("EPSG:32610", "not made for measuring there"),
        ("EPSG:999999", "is no coordinate system"),
        ("+proj=utm +zone=24", "is no coordinate system"),
        ("nonsense", "is no coordinate system"),
    ],
)
def test_distances_are_measured_in_meters_in_a_system_made_for_the_place(folder: Path, crs: str, says: str) -> None:
    edit(folder, "crs", f'"{crs}"')
    with pytest.raises(InputError, match=says) as refused:
        load_department(folder)
    assert "write EPSG:32624, which fits the beats" in str(refused.value)


def test_a_file_that_windows_marked_and_ended_its_own_way_is_read(folder: Path) -> None:
    file = place_of(folder)[0] / SETTINGS_FILE
    before = load_department(folder).settings
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_department(folder).settings == before
    change_settings(load_department(folder), "reach", radius_m=900.0)
    assert load_department(folder).settings == replace(before, radius_m=900.0)


WRONG = {
    "name": ("7", '""', '"  "'),
    "vintage": ("1", '"2019"', "2019.0", "true"),
    "beat_id": ("7",),
    "levels": ('["SIDE", "SIDE"]', '["beat"]', '"SIDE"', '["NOWHERE"]', "7"),
    "crs": ("32624", '""'),
    "rule": ('"../x"', "[]"),
    "relief_factor": ("0.5", "-1.0", "nan", "inf", '"1.6"', "true"),
    "radius_m": ("0", "-5.0", "1e9", "nan"),
    "is_demo": ("1", '"no"'),
    "state": ('"Oregon"', "41"),
    "counties": ('"051"', "[51]"),
    "units": ('["ce"]', '[["ce"]]', "1"),
    "shifts": ('[["a", 1]]',),
    "time_zone": ('"Mars/Base"', "5", '"../etc"'),
    "distances": ('"leagues"', '["miles"]', "1"),
    "public_phone": ("5550100", '"call us"'),
    "public_email": ('"ask"', '"a@b@c"', "1"),
    "public_website": ('"police example"', '"<b>"'),
    "interpreter_line": ('"ask"', "1"),
    "interpreter_code": ("4471", '"a;b"'),
    "versions_kept": ("0", "1e3", "-2"),
    "versions_days": ("-1", "100000"),
}


def test_every_setting_has_values_that_it_cannot_have() -> None:
    assert set(WRONG) == set(CHECKS)


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_cannot_be_is_named_with_what_it_must_be(folder: Path, name: str) -> None:
    for value in WRONG[name]:
        edit(folder, name, value)
        with pytest.raises(InputError, match=name) as refused:
            load_department(folder)
        assert refused.value.fix, value


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("radius", "900.0", "no setting in department.toml 'radius'.*did you mean 'radius_m'"),
        ("format", "2\nsessions = 8", "newer version of Common Tongue .its format is 2.*does not know sessions"),
        ("format", '"x"', "format in department.toml cannot be this"),
    ],
)
def test_unknown_and_newer_settings_are_named(folder: Path, key: str, value: str, says: str) -> None:
    edit(folder, key, value)
    with pytest.raises(InputError, match=says):
        load_department(folder)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (SETTINGS_FILE, b"name = \xff"),
        (SETTINGS_FILE, b""),
        ("provenance.json", b"[]"),
        ("provenance.json", b'{"inputs": [{"title": 1}], "notes": []}'),
        ("provenance.json", b'{"inputs": 7, "notes": []}'),
        ("provenance.json", b'{"inputs": [], "notes": null}'),
        ("beats.parquet", b"PAR1"),
        ("../../versions.json", b"{"),
        ("../../versions.json", b'{"format": 9}'),
        ("../../versions.json", b"[1]"),
    ],
)
def test_no_file_that_somebody_edited_is_a_fault_of_the_program(folder: Path, file: str, content: bytes) -> None:
    (place_of(folder)[0] / file).resolve().write_bytes(content)
    outcome = CliRunner().invoke(cli, ["need", str(folder)])
    assert outcome.exit_code == 2 and "fault of the program" not in outcome.output, outcome.output
