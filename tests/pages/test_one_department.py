"""A form belongs to the department in which it was opened; versions are shown to those who may bring one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.department.attach import Attached, save_attached
from geodata.department.department import load_department, save_department
from geodata.departments import DEPARTMENT_VARIABLE, open_records
from planning.records.roles import Actor
from tests.pages.record_forms import buttons, field, press, said

Draw = Callable[..., AppTest]
ANN = Actor("ann", "admin")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    demo = build_demo()
    save_department(replace(demo, settings=replace(demo.settings, is_demo=False)), tmp_path / "own")
    return tmp_path / "own"


def test_a_form_that_is_open_is_not_saved_into_another_department(
    draw: Draw, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = save_department(load_department(own), tmp_path / "other").folder
    assert other is not None
    app = draw("partners", own, section="partners")
    press(app, "Add a partner")
    field(app, "text_input", "Organization").set_value("Harbor Church")
    monkeypatch.setenv(DEPARTMENT_VARIABLE, str(other))
    press(app, "Save")
    assert not app.exception
    for folder in (own, other):
        assert open_records(folder, "").records(ANN, "partner") == ()
    assert "Add a partner" in buttons(app) and "Save" not in buttons(app)
    assert "It was closed and not saved" in said(app) + "".join(toast.value for toast in app.toast)
    press(app, "Add a partner")
    field(app, "text_input", "Organization").set_value("Harbor Church")
    press(app, "Save")
    assert len(open_records(other, "").records(ANN, "partner")) == 1


def test_an_older_version_is_brought_back_by_an_administrator_alone(
    draw: Draw, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_department(own)
    changed = replace(first, settings=replace(first.settings, radius_m=900.0))
    save_attached(Attached(changed, (), what="reach"))
    app = draw("setup", own)
    assert not app.exception
    app.button(key="setup-version-back").click().run()
    assert not app.exception and not app.error
    now = load_department(own)
    assert now.version == first.version
    trail = open_records(own, "").audit(ANN, kind="department")
    assert trail["action"].tolist()[:2] == ["done", "begun"]
    monkeypatch.setenv("COMMON_TONGUE_ROLE", "coordinator")
    app = draw("setup", own)
    assert not [button for button in app.button if button.key == "setup-version-back"]


def test_what_is_no_longer_there_is_named_and_what_was_typed_stays(draw: Draw, own: Path) -> None:
    app = press(draw("followup", own, section="concerns"), "Add a concern")
    field(app, "text_area", "What was asked").set_value("No light at the stop")
    field(app, "text_input", "Theme").set_value("lighting")
    field(app, "text_input", "Assigned to").set_value("Traffic unit")
    field(app, "selectbox", "Asked in").set_value("korean")
    field(app, "selectbox", "About").set_value("01")
    before = load_department(own)
    beats = before.beats.assign(area_id=before.beats["area_id"].replace("01", "01A"))
    save_department(replace(before, beats=beats), own, replace=True, seen=before.version)

    press(app, "Save")
    assert "can no longer be chosen here" in app.error[0].value and "01" in app.error[0].value
    assert open_records(own, "").records(ANN, "concern") == ()
    assert field(app, "text_area", "What was asked").value == "No light at the stop"
    assert field(app, "selectbox", "Asked in").value == "korean"
    field(app, "selectbox", "About").set_value("01A")
    press(app, "Save")
    (concern,) = open_records(own, "").records(ANN, "concern")
    assert (concern["area_id"], concern["language"]) == ("01A", "korean")
