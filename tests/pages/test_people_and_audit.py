"""Who may come in, what they did, and that nothing leaves a page without a line in the audit trail."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.gis_feed.keys import client_of, is_open
from geodata.records.engine import open_store
from geodata.records.people import last_sign_ins, role_of
from geodata.records.store import Store
from pages.parts.shell import trail
from planning.errors import AccessError, StoreError
from planning.records.roles import FIGURES, Actor
from tests.pages.test_pages import text_of

Draw = Callable[..., AppTest]
ADA = Actor("ada@pd.example", "admin")
KIM = Actor("kim@pd.example", "coordinator")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def department(bare_department: Path) -> Path:
    """A department with records of its own."""
    return bare_department


@pytest.fixture
def store(department: Path) -> Store:
    made = open_store(department, "")
    made.add(ADA, "person", {"subject_kind": "email", "subject": ADA.name, "role": "admin", "active": True})
    return made


def field(app: AppTest, kind: str, label: str) -> object:
    return next(element for element in app.get(kind) if element.label == label)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_somebody_is_let_in_given_another_role_and_shut_out(draw: Draw, department: Path, store: Store) -> None:
    app = press(draw("people", department), "Add a person or group")
    field(app, "text_input", "Address or group").set_value("Vera@PD.example")
    field(app, "selectbox", "Role").set_value("viewer")
    app = press(app, "Save")
    assert not app.error and not app.exception
    assert role_of(store, "vera@pd.example") == "viewer"
    assert "**2 people** may come in." in text_of(app)

    vera = store.records(ADA, "person", subject="vera@pd.example")[0]
    app.session_state["people-chosen"] = vera.id
    app = press(app.run(), "Change the role")
    field(app, "selectbox", "Role").set_value("recruiter")
    app = press(app, "Save")
    assert role_of(store, "vera@pd.example") == "recruiter"

    app = press(app, "Switch off now")
    assert not app.error and not app.exception
    assert role_of(store, "vera@pd.example") is None
    assert "**1 is switched off.**" in text_of(app)
    assert [row.action for row in store.history(ADA, "person", vera.id).itertuples()] == ["change", "change", "add"]


def test_the_last_administrator_cannot_be_shut_out(draw: Draw, department: Path, store: Store) -> None:
    app = draw("people", department)
    app.session_state["people-chosen"] = store.records(ADA, "person")[0].id
    app = press(app.run(), "Switch off now")
    assert ["this is the last administrator" in error.value for error in app.error] == [True]
    assert role_of(store, ADA.name) == "admin"


def test_when_somebody_last_signed_in(store: Store) -> None:
    assert last_sign_ins(store, ADA) == {}
    store.record_sign_in(KIM)
    store.record_sign_in(KIM)
    seen = last_sign_ins(store, ADA)
    assert list(seen) == [KIM.name] and seen[KIM.name] == store.audit(ADA).iloc[0]["at"].to_pydatetime()
    with pytest.raises(AccessError):
        last_sign_ins(store, KIM)


@pytest.fixture
def audited(draw: Draw, department: Path, store: Store) -> Callable[[int], AppTest]:
    board = store.add(KIM, "board", {"name": "Harbor board"})
    store.change(KIM, "board", board.id, {"meets": "Mondays"}, 1)

    def show(place: int) -> AppTest:
        """Draw the audit page with a line chosen, counted from the newest."""
        app = draw("audit", department)
        app.session_state["audit-line"] = int(store.audit(ADA)["number"].iloc[place])
        return app.run()

    return show


def test_a_line_shows_both_versions_and_the_newest_can_be_undone(audited: Callable, store: Store) -> None:
    app = audited(0)
    assert app.table[0].value.values.tolist() == [["Meets", "—", "Mondays"]]
    app = press(app, "Undo this")
    assert not app.error and not app.exception
    board = store.records(KIM, "board")[0]
    assert (board.version, board["meets"]) == (3, None)
    assert store.audit(ADA).iloc[0]["action"] == "undo"


def test_an_older_save_cannot_be_undone_before_the_newer(audited: Callable) -> None:
    app = audited(1)
    assert app.table[0].value["After"].tolist() == ["Harbor board"]
    assert "Undo this" not in [button.label for button in app.button]
    assert "another person has saved this record since" in text_of(app)


def test_the_trail_is_narrowed_by_who_what_and_action(audited: Callable, store: Store) -> None:
    app = audited(0)
    assert len(app.dataframe[0].value) == 3
    app.selectbox(key="audit-who").set_value(KIM.name).run()
    assert len(app.dataframe[0].value) == 2
    app.selectbox(key="audit-action").set_value("add").run()
    assert len(app.dataframe[0].value) == 1
    app.selectbox(key="audit-kind").set_value("person").run()
    assert "Nothing like this happened in this period" in text_of(app)
    app.selectbox(key="audit-who").set_value(None).run()
    assert app.dataframe[0].value["Which"].tolist() == [ADA.name]


def test_looking_at_officers_is_noted_and_taking_anything_away_too(draw: Draw) -> None:
    from geodata.demo.records import demo_store

    app = draw("roster")
    assert not app.error
    lines = demo_store().audit(ADA, action="view", kind="roster")
    assert len(lines) == 1 and lines.iloc[0]["role"] == "admin"
    draw("roster")
    assert len(demo_store().audit(ADA, action="view", kind="roster")) == 1  # a look of a while


class Session(dict):
    """What ``st.session_state`` is, outside a page."""


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch, store: Store) -> Callable[..., Callable[[], bytes]]:
    def by(actor: Actor, renew: Callable[[], Actor] | None = None, **asked: object) -> Callable[[], bytes]:
        monkeypatch.setattr(trail.st, "session_state", Session())
        trail.keep_taker(store, actor, renew or (lambda: actor))
        return trail.noted(lambda: b"content", "need.csv", **asked)

    return by


def test_a_file_taken_away_leaves_a_line_each_time(taken: Callable, store: Store) -> None:
    make = taken(KIM, rows=7)
    assert store.audit(ADA, action="export").empty  # a button that is drawn takes nothing
    assert make() == make() == b"content"
    lines = store.audit(ADA, action="export")
    assert lines[["who", "kind", "note", "new"]].values.tolist() == [[KIM.name, FIGURES, "need.csv", {"rows": 7}]] * 2


def test_whoever_lost_the_role_since_the_button_was_drawn_gets_nothing(taken: Callable, store: Store) -> None:
    def gone() -> Actor:
        raise AccessError("no role")

    with pytest.raises(AccessError):
        taken(KIM, gone)()
    with pytest.raises(AccessError, match="may not export the roster"):
        taken(KIM, kind=trail.kind_of(["officer_id"]))()
    assert store.audit(ADA, action="export").empty


def test_a_file_that_cannot_be_noted_is_not_given(taken: Callable, store: Store) -> None:
    make = taken(KIM)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO away")
    with pytest.raises(StoreError):
        make()


def test_a_table_of_officers_is_refused_to_whoever_may_not_read_them(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(trail.st, "session_state", Session())
    trail.keep_taker(store, KIM, lambda: KIM)
    trail.note_table(["area_id"], "x")
    with pytest.raises(AccessError, match="may not read the roster"):
        trail.note_table(["officer_id", "unit"], "x")


WAYS_OUT = {
    "pages/parts/widgets/downloads.py",
    "pages/parts/forms/record_tools.py",
    "pages/parts/partners/directory.py",
}
"""The only modules with a button that takes something away; each writes it down."""


def test_nothing_leaves_by_another_way() -> None:
    files = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py"))
    found = set()
    for file in files:
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "download_button":
                found.add(file)
    assert found <= WAYS_OUT
    assert "disableDataExport = true" in (ROOT / ".streamlit/config.toml").read_text()


def test_the_trail_as_a_file_holds_both_versions(audited: Callable, store: Store) -> None:
    from pages.audit import taken_away

    flat = taken_away(store.audit(ADA))
    assert pd.api.types.is_string_dtype(flat["new"])
    assert '"meets": "Mondays"' in flat["new"].iloc[0] and pd.isna(flat["old"].iloc[-1])


def test_a_key_for_the_gis_desk_is_made_shown_once_and_stopped(draw: Draw, department: Path, store: Store) -> None:
    app = draw("people", department)
    assert "The feed is off" in text_of(app) and not app.code
    field(app, "text_input", "Name of the program or desk").set_value("GIS desk")
    field(app, "selectbox", "Its role").set_value("commander")
    app = press(app, "Make a key")
    assert not app.exception and not app.error
    address = app.code[0].value
    key = address.rpartition("key=")[2]
    assert "/ogc?" in address and client_of(store, key) == Actor("GIS client: GIS desk", "commander")
    assert "The feed is off" not in text_of(app) and "**GIS desk**" in text_of(app)
    app = press(app, "Stop it")
    assert not app.code and not is_open(store)
    assert [row.action for row in store.audit(ADA, kind="gis_key").itertuples()] == ["delete", "add"]
