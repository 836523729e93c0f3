from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department.answers import need, prepare
from geodata.department.department import load_department, save_department
from geodata.department.provenance import Provenance
from geodata.department.settings import Settings
from planning.errors import InputError, UnknownNameError
from tests.four_square import four_square_beats, four_square_department


@pytest.fixture
def saved(tmp_path):
    department = four_square_department(
        provenance=(Provenance("beats", title="beats.geojson", sha256="ab"),), notes=("one note",)
    )
    return save_department(department, tmp_path / "four")


def test_a_saved_department_opens_equal(saved):
    before = four_square_department()
    assert saved.content_hash == before.content_hash
    assert saved.settings == before.settings
    assert saved.notes == ("one note",)
    assert saved.provenance[0].title == "beats.geojson"
    pd.testing.assert_frame_equal(need(prepare(saved), "beat"), need(prepare(before), "beat"))


def test_the_demo_survives_its_folder(tmp_path):
    demo = build_demo()
    assert save_department(demo, tmp_path / "demo").content_hash == demo.content_hash


def test_a_copied_folder_is_the_same_department(saved, tmp_path):
    shutil.copytree(saved.folder, tmp_path / "copy")
    assert load_department(tmp_path / "copy").content_hash == saved.content_hash


def test_hash_follows_every_figure():
    before = four_square_department()
    table = replace(before.language, lep=before.language.lep.copy())
    table.lep.loc[table.lep.index[0], "korean"] += 1
    assert four_square_department(language=table).content_hash != before.content_hash


def test_a_department_is_not_overwritten_unless_told(saved):
    with pytest.raises(InputError, match="already a department"):
        save_department(four_square_department(), saved.folder)
    records = saved.folder / "records.sqlite"
    records.write_bytes(b"kept")
    again = save_department(four_square_department(population=None), saved.folder, replace=True)
    assert again.population is None
    assert records.read_bytes() == b"kept"


def test_nothing_half_written_stays(tmp_path, monkeypatch):
    department = four_square_department()
    monkeypatch.setattr("geodata.department.settings.settings_as_text", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_department(department, tmp_path / "four")
    assert [path.name for path in (tmp_path / "four").rglob("*")] == ["versions", ".lock"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("department.toml", "name = ", "cannot be read"),
        ("department.toml", 'name = "x"\ncolour = "red"\n', "no setting in department.toml 'colour'"),
        ("department.toml", 'name = "x"\n', "is missing vintage, beat_id, levels, and crs"),
        ("provenance.json", "{", "cannot be read"),
        ("beats.parquet", "garbage", "cannot be read"),
    ],
)
def test_a_broken_file_is_named(saved, name, content, says):
    (saved.place / name).write_text(content)
    with pytest.raises(InputError, match=says):
        load_department(saved.folder)


def test_a_missing_file_is_named(saved):
    (saved.place / "tracts.parquet").unlink()
    with pytest.raises(InputError, match=r"has no tracts\.parquet"):
        load_department(saved.folder)


def test_no_department_there(tmp_path):
    with pytest.raises(InputError, match="there is no department in"):
        load_department(tmp_path)


def test_provenance_is_plain_json(saved):
    assert json.loads((saved.place / "provenance.json").read_text())["inputs"][0]["sha256"] == "ab"


def test_levels_group_every_beat_and_lose_none():
    beats = four_square_beats()
    beats.loc[0, "SIDE"] = None
    department = four_square_department(beats=beats)
    assert department.levels == ("beat", "SIDE", "department")
    assert department.coarsest_level == "SIDE"
    assert department.area_groups("SIDE") == {"east": "(no SIDE)", "west": "w"}
    assert department.area_groups("department") == {"east": "department", "west": "department"}
    assert list(department.areas("department")["area_id"]) == ["department"]
    with pytest.raises(UnknownNameError, match="did you mean 'SIDE'"):
        department.area_groups("SIDES")


def test_a_department_without_levels_is_coarsest_at_the_beat():
    settings = Settings("x", 2019, "BEAT", (), "EPSG:32624")
    assert four_square_department(settings=settings).coarsest_level == "beat"
