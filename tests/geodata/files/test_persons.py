"""What a person is known by stops at the door with a question; badge numbers and everyday cells pass."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodata.department.department import save_department
from geodata.department.history import LOCK_FILE
from geodata.files.own_process import ROOT
from geodata.files.persons import require_no_person_as_id, require_no_persons
from geodata.inputs.requests import read_demand_counts
from geodata.inputs.roster import read_roster
from geodata.inputs.venues import read_venues
from geodata.materials.inventory_file import read_inventory
from planning.errors import InputError
from tests.four_square import four_square_department

BADGES = ["1042", "K9-7", "0042", "A-117", "P12345", "E100200300", "98-1042", "000123456", "12", "7b", "3rd-11"]
PERSONS = {
    "names": ["Lopez", "Maria Lopez", "Lopez, M.", "O'Brien", "李明", "mlopez"],
    "email addresses": ["m.lopez@city.gov", "Spanish (m.lopez@city.gov)"],
    "social security numbers": [
        *("219-09-9999", "219 09 9999", "219.09.9999", "219 - 09 - 9999"),
        *("219\u201309\u20139999", "219\u221209\u22129999", "900-70-0001"),
    ],
    "phone numbers": [
        *("503-555-0142", "(503) 555-0142", "+1 503.555.0142", "call 503 555 0142, days", "503/555-0142"),
        "\uff15\uff10\uff13\u00a0555\u20110142",
    ],
}
PLAIN = ["219099999", "5035550142", "15035550142"]
EVERYDAY = [
    *("2026-05-01", "East 117", "0700-1500", "11-7", "41051010600", "97201-1234", "C16001_005E", "12,345", "a@b"),
    *("Año 2026", "3.14.2026", "10.0.0.12"),
]


def test_badges_pass_as_ids_and_persons_do_not() -> None:
    require_no_person_as_id(pd.Series(BADGES, name="badge"), "r.csv")
    for cell in [*PERSONS["names"], *PLAIN]:
        with pytest.raises(InputError, match="row 1: the column 'badge' seems to have") as asked:
            require_no_person_as_id(pd.Series(["1042", cell], name="badge"), "r.csv")
        assert cell not in str(asked.value)
        assert "are they?" in str(asked.value)


def test_everyday_cells_pass_and_what_a_person_is_known_by_does_not() -> None:
    require_no_persons(pd.DataFrame({"note": [*BADGES, *EVERYDAY, "Spanish", "North Precinct"]}), "r.csv")
    for what in list(PERSONS)[1:]:
        for cell in PERSONS[what]:
            with pytest.raises(InputError, match=f"row 1: the column 'note' seems to have {what}") as asked:
                require_no_persons(pd.DataFrame({"note": ["", cell]}), "r.csv")
            assert cell not in str(asked.value)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_roster, "badge,unit,language,remark\n1042,East,Lao,{}\n"),
        (read_roster, "badge,unit,language\n1042,East,{}\n"),
        (read_venues, "name,lon,lat,hours\nHall,-122.5,45.5,{}\n"),
        (read_venues, "name,lon,lat,remark\nHall,-122.5,45.5,{}\n"),
        (read_demand_counts, "area,hour,requests,remark\n1,3,20,{}\n"),
        (read_inventory, "title,remark\nFlyer,{}\n"),
    ],
)
@pytest.mark.parametrize("what", list(PERSONS)[1:])
def test_no_door_takes_them(reader: Callable[..., Any], text: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text.format(f'"{PERSONS[what][0]}"'))
    with pytest.raises(InputError, match=f"row 2: the column .* seems to have {what}"):
        reader(path)


def test_how_to_reach_a_place_is_not_read_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("name,lon,lat,phone,e_mail\nLibrary,-122.5,45.5,503-555-0142,lib@city.gov\n")
    venues = read_venues(path).venues
    assert len(venues) == 1
    assert "0142" not in venues.to_json()
    assert "@" not in venues.to_json()


@pytest.mark.skipif(os.name == "nt", reason="the modes are those of Linux and macOS")
def test_a_department_and_its_roster_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        (tmp_path / "r.csv").write_text("badge,unit,language\n1042,1,Korean\n")
        roster = read_roster(tmp_path / "r.csv").roster
        save_department(four_square_department(roster=roster), tmp_path / "kept")
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "kept").rglob("*")}
    assert modes[tmp_path / "kept" / "versions"] == 0o700
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
    inside = {path: mode for path, mode in modes.items() if "versions" in path.parts}
    assert any(path.name == "roster.parquet" for path in inside)
    for path, mode in inside.items():
        assert mode & 0o077 == 0 or path.name == LOCK_FILE, path
    assert "UMask=0077" in (ROOT / "docs" / "deploy" / "common-tongue@.service").read_text()
