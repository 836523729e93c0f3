"""The commander's five minutes: what changed, what if two beats merge, the brief, the map to hand on."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from pypdf import PdfReader

from tests.browser.person import DESK, MOUSE, Person

pytestmark = [pytest.mark.browser]


def test_what_changed_what_if_two_beats_merge_the_brief_and_the_map(
    browser: Any, demo_address: str, tmp_path: Path
) -> None:
    person = Person(browser, demo_address, MOUSE, DESK)
    person.open("change?language=korean", "Change")
    person.says(re.compile("of 24 beats clearly changed"))
    # The map of it for the GIS desk.
    person.press("Map", person.box("downloads-change"))
    (tmp_path / "change.gpkg").write_bytes(person.take("GeoPackage"))
    person.page.keyboard.press("Escape")
    (layer, *_), *_ = pyogrio.list_layers(tmp_path / "change.gpkg")
    assert len(pyogrio.read_dataframe(tmp_path / "change.gpkg", layer=layer)) == 24
    # What if 41 and 43 were one beat?
    person.go("What if")
    person.press(
        person.page.get_by_role("radio", name="Merge beats")
        .or_(person.page.get_by_role("button", name="Merge beats"))
        .first
    )
    person.choose("Beats to merge", ["41", "43"])
    person.press(person.box("what-if-merge-go").get_by_role("button"))
    person.says(re.compile("1 would be gone"))
    person.says("Merge Beat 41 and Beat 43 into Beat 41")
    person.page.wait_for_url(re.compile(r"steps=\w+"))
    person.press("Save this scenario")
    form = person.page.get_by_test_id("stPopoverBody")
    person.type("Called", "One beat fewer", form)
    person.press("Save", form)
    person.page.wait_for_url(re.compile(r"scenario=[\w-]+"))
    person.says(re.compile("Same data"))
    # The ground of a beat, clicked on the map, is chosen in the list.
    person.press("Add a step")
    person.section("Move ground")
    ground = person.page.frame_locator('iframe[title$="folium_map.map"]').first.locator("path.leaflet-interactive")
    ground.last.wait_for()
    ground.last.click(force=True)
    person.rest()
    person.says(re.compile(r"\d{11} \("))
    # The brief, printed.
    person.open("?area=42", "Overview")
    brief = PdfReader(io.BytesIO(person.take("Print summary (PDF)"))).pages[0].extract_text()
    assert "Beat 42" in brief and "Harbor Falls" in brief
    person.leave()
