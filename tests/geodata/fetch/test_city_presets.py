"""Every preset, by being there: codes, columns, sources; none of them promises more than was seen."""

from __future__ import annotations

import datetime

import pytest

from geodata.fetch.city_presets import FOLDER, city_presets, find_preset, form_values, parse_preset
from geodata.fetch.fetch_department import FetchRequest
from geodata.fetch.public_address import require_web_address
from geodata.fetch.tiger import require_counties
from planning.errors import SchemaError, UnknownNameError

PRESETS = city_presets()


def test_there_are_enough_and_each_is_its_own():
    assert len(PRESETS) >= 15
    assert set(PRESETS) == {path.stem for path in FOLDER.iterdir()}
    assert len({preset.name for preset in PRESETS.values()}) == len(PRESETS)
    addresses = [preset.address for preset in PRESETS.values() if preset.address]
    assert len(set(addresses)) == len(addresses) >= 15


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_a_preset_is_sound(preset):
    assert preset.id.isidentifier()
    require_counties(preset.state, preset.counties, 2021 if preset.state == "09" else 2024)
    assert len(set(preset.counties)) == len(preset.counties)
    if preset.address:
        assert preset.address.startswith("https://")
        assert require_web_address(preset.address) == preset.address
        assert "key=" not in preset.address
    assert preset.citation
    assert preset.publisher
    assert preset.unit
    assert datetime.date.fromisoformat(preset.checked) <= datetime.date.today()
    assert len({preset.beat_id, *preset.levels}) == len(preset.levels) + 1
    assert all(column.strip() == column for column in (preset.beat_id, *preset.levels))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_a_preset_says_what_it_does_not_know(preset):
    if not preset.reachable and preset.address:
        assert "could not be opened when it was added" in preset.caution
    if not preset.address:
        assert "No address is known" in preset.caution
    if not preset.beat_id:
        assert "choose it on screen" in preset.caution


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_a_preset_fills_the_form(preset):
    blanks = {"beats": "beats.geojson", "beat_id": "ID"}
    request = FetchRequest(**(blanks | form_values(preset)), vintage=2024)
    assert (request.name, request.state, request.counties) == (preset.name, preset.state, preset.counties)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('state = "17"', 'state = "1"'), "wrong FIPS"),
        (('"031"', '"31"'), "wrong FIPS"),
        (('unit = "beat"', ""), "unit"),
        (('unit = "beat"', 'unit = "beat"\nspeed = 3'), "speed"),
        (("2026-11-24", "soon"), "soon"),
        (('name = "', "name = "), "cannot be read"),
    ],
)
def test_a_preset_that_is_wrong_is_refused(change, says):
    text = (FOLDER / "chicago.toml").read_text()
    assert change[0] in text
    with pytest.raises(SchemaError, match=says):
        parse_preset(text.replace(*change, 1), "chicago")


def test_an_unknown_city_is_offered_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'seattle'"):
        find_preset("seatle")
