"""Places that a form or a file chose, and that the department does not have any more when they are saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.department.department import save_department
from geodata.records.outlived import require_still
from planning.errors import InputError
from tests.four_square import four_square_department


def test_places_chosen_in_a_version_that_was_replaced_are_asked_for_in_the_new_one(tmp_path: Path) -> None:
    opened = save_department(four_square_department(), tmp_path / "d")
    (old,) = {*opened.beats["area_id"]} - {*opened.beats["area_id"][1:]}
    require_still(opened, "area", [old])
    beats = opened.beats.assign(area_id=opened.beats["area_id"].replace(old, "new"))
    save_department(replace(opened, beats=beats), tmp_path / "d", replace=True, seen=opened.version)
    require_still(opened, "area", opened.beats["area_id"][1:])
    with pytest.raises(InputError, match=f"no longer has {old}"):
        require_still(opened, "area", [old, *opened.beats["area_id"]])
