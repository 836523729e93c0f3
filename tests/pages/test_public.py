"""The page Public papers: a text written, refused and signed on screen, for the roles that may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.demo.harbor_falls import build_demo
from geodata.demo.records import BY_COORDINATOR, demo_store
from geodata.department.department import load_department, save_department
from geodata.public.wording import load_catalogue
from tests.pages.drawing import draw_page

CALL = "Call {phone}."


@pytest.fixture
def no_texts_left() -> Iterator[None]:
    yield
    store = demo_store()
    for record in store.records(BY_COORDINATOR, "public_words"):
        store.delete(BY_COORDINATOR, "public_words", record.id, record.version)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_a_text_is_written_refused_and_signed(monkeypatch: pytest.MonkeyPatch, no_texts_left: None) -> None:
    store = demo_store()
    key = load_catalogue(store, BY_COORDINATOR, "korean").set_index("english")["key"][CALL]
    app = draw_page(monkeypatch, "public", **{"in": "korean", "text": key})
    assert any("Korean: 0 of 116 texts are reviewed" in one.value for one in app.markdown)
    field = next(area for area in app.text_area if area.label == "Translation")
    field.set_value("전화하세요")
    app = press(app, "Save as draft")
    assert "same words in braces: {phone}" in "".join(error.value for error in app.error).replace("\\", "")
    next(area for area in app.text_area if area.label == "Translation").set_value("{phone}번으로\n전화하세요.")
    app = press(app, "Save as reviewed")
    assert "name of the reviewer" in "".join(error.value for error in app.error)
    next(area for area in app.text_area if area.label == "Translation").set_value("{phone}번으로\n전화하세요.")
    next(one for one in app.text_input if one.label == "Reviewed by").set_value("Min Park")
    app = press(app, "Save as reviewed")
    row = load_catalogue(store, BY_COORDINATOR, "korean").set_index("key").loc[key]
    assert (row["text"], row["state"], row["reviewer"]) == ("{phone}번으로 전화하세요.", "reviewed", "Min Park")
    assert any("Korean: 1 of 116 texts is reviewed" in one.value for one in app.markdown) and not app.exception


def test_how_the_public_reaches_the_department_is_set_on_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    demo, folder = build_demo(), tmp_path / "department"
    save_department(replace(demo, settings=replace(demo.settings, is_demo=False, public_phone="")), folder)
    app = draw_page(monkeypatch, "public", folder, section="site")
    field = {one.label: one for one in app.text_input}
    field["Phone for the public"].set_value("5550100")  # digits alone are a text, never a number
    field["Email for the public"].set_value("ask at pd.example")
    app = press(app, "Save")
    assert any("public_email" in error.value.replace("\\", "") for error in app.error)
    assert load_department(folder).settings.public_phone == ""
    next(one for one in app.text_input if one.label == "Email for the public").set_value("ask@pd.example")
    app = press(app, "Save")
    settings = load_department(folder).settings
    assert (settings.public_phone, settings.public_email) == ("5550100", "ask@pd.example") and not app.exception


def test_the_community_report_is_printed_in_a_language_as_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    app = draw_page(monkeypatch, "accountability")
    box = app.selectbox(key="accountability-spoken")
    assert box.options == ["English", "Spanish (draft, not reviewed)"]
    assert not box.set_value("spanish").run().exception
