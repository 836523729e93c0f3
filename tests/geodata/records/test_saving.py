"""The one place that saves: versions, conflicts, undo, the audit trail."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from geodata.records.audit import disagreements
from geodata.records.kinds import KINDS
from geodata.records.store import Store
from planning.errors import AccessError, ConflictError, InputError, PersonalDetailsError, StoreError, UnknownNameError
from planning.records.roles import PERMISSIONS, Actor, may
from planning.vocabulary import ROLES
from tests.geodata.records.conftest import ADMIN, KIM, LEE

BOARD = {"name": "Harbor advisory board"}


def trail(store: Store, **asked: object) -> list[tuple[str, str, int]]:
    rows = store.audit(ADMIN, **asked).iloc[::-1]
    return [(row.who, row.action, row.version) for row in rows.itertuples()]


def test_a_record_and_its_line_in_the_trail(store: Store) -> None:
    before = datetime.now(UTC)
    board = store.add(KIM, "board", BOARD)
    again = store.get(LEE, "board", board.id)
    assert again == board
    assert (again.version, again["name"], again["meets"], again.deleted) == (1, "Harbor advisory board", None, False)
    assert before <= again.created_at <= datetime.now(UTC)
    assert again.created_by == KIM.name
    line = store.audit(ADMIN).iloc[0]
    assert (line["who"], line["role"], line["action"], line["kind"]) == (KIM.name, "coordinator", "add", "board")
    assert line["old"] is None
    assert line["new"] == {"name": "Harbor advisory board", "purpose": None, "meets": None, "deleted": False}


def test_change_keeps_the_other_fields(store: Store) -> None:
    board = store.add(KIM, "board", BOARD | {"meets": "first Monday"})
    changed = store.change(LEE, "board", board.id, {"purpose": "Advice"}, seen=1)
    assert (changed.version, changed["meets"], changed["purpose"]) == (2, "first Monday", "Advice")
    assert (changed.created_by, changed.updated_by) == (KIM.name, LEE.name)
    assert changed == store.get(KIM, "board", board.id)
    assert disagreements(store) == ()


def test_conflict_shows_both_versions_and_keeps_both(store: Store) -> None:
    event = store.add(KIM, "event", {"title": "Meeting", "state": "planned", "cost": 100})
    store.change(KIM, "event", event.id, {"title": "Meeting at the library"}, seen=1)
    with pytest.raises(ConflictError, match=r"kim@pd.example saved this event") as caught:
        store.change(LEE, "event", event.id, {"title": "Meeting at school", "cost": 250}, seen=1)
    conflict = caught.value
    assert conflict.fields == {
        "title": ("Meeting", "Meeting at the library", "Meeting at school"),
        "cost": (100, 100, 250),
    }
    assert conflict.theirs_version == 2
    assert store.get(KIM, "event", event.id)["title"] == "Meeting at the library"
    assert trail(store) == [(KIM.name, "add", 1), (KIM.name, "change", 2), (LEE.name, "conflict", 2)]
    assert store.audit(ADMIN).iloc[0]["new"] == {"title": "Meeting at school", "cost": 250.0}
    chosen = store.change(LEE, "event", event.id, {"title": "Meeting at school"}, seen=conflict.theirs_version)
    assert chosen.version == 3
    assert disagreements(store) == ()


def test_one_deletes_while_the_other_edits(store: Store) -> None:
    board = store.add(KIM, "board", BOARD)
    store.delete(KIM, "board", board.id, seen=1)
    with pytest.raises(ConflictError, match="deleted this advisory board") as caught:
        store.change(LEE, "board", board.id, {"meets": "Mondays"}, seen=1)
    assert caught.value.theirs["deleted"] is True
    with pytest.raises(InputError, match="has been deleted"):
        store.change(LEE, "board", board.id, {"meets": "Mondays"}, seen=2)
    back = store.restore(LEE, "board", board.id, seen=2)
    assert store.change(LEE, "board", board.id, {"meets": "Mondays"}, seen=back.version).version == 4
    with pytest.raises(ConflictError, match=r"lee@pd.example saved"):
        store.delete(KIM, "board", board.id, seen=2)
    assert store.records(KIM, "board")[0]["meets"] == "Mondays"


def test_deleted_records_stay_out_of_lists_only(store: Store) -> None:
    board = store.add(KIM, "board", BOARD)
    store.delete(KIM, "board", board.id, seen=1)
    assert store.records(KIM, "board") == ()
    assert store.frame(KIM, "board").empty
    assert [record.id for record in store.records(KIM, "board", deleted=True)] == [board.id]
    assert store.add(KIM, "board", BOARD).version == 1  # the name is free again
    with pytest.raises(InputError, match="already an advisory board"):
        store.restore(KIM, "board", board.id, seen=2)


def test_undo_of_change_add_and_delete(store: Store) -> None:
    event = store.add(KIM, "event", {"title": "Meeting", "state": "planned", "date": date(2024, 5, 1)})
    store.change(KIM, "event", event.id, {"title": "Other", "date": date(2024, 6, 1)}, seen=1)
    numbers = store.history(KIM, "event", event.id)["number"].tolist()
    undone = store.undo(LEE, numbers[0])
    assert (undone.version, undone["title"], undone["date"]) == (3, "Meeting", date(2024, 5, 1))
    with pytest.raises(ConflictError):
        store.undo(LEE, numbers[1])  # the add: changed since
    undo = store.history(KIM, "event", event.id).query("action == 'undo'").iloc[0]
    assert undo["note"] == f"undoes {numbers[0]}"
    store.undo(LEE, undo["number"])
    assert store.get(KIM, "event", event.id)["title"] == "Other"  # an undo can be undone
    lone = store.add(KIM, "board", BOARD)
    store.undo(KIM, int(store.audit(ADMIN).iloc[0]["number"]))
    assert store.get(KIM, "board", lone.id).deleted
    store.undo(KIM, int(store.audit(ADMIN).iloc[0]["number"]))
    assert not store.get(KIM, "board", lone.id).deleted
    with pytest.raises(InputError, match="no save of this number"):
        store.undo(KIM, 10_000)
    assert disagreements(store) == ()


def test_saves_together_are_kept_or_not_together(store: Store) -> None:
    def steps(work: object) -> None:
        work.add("board", BOARD)
        work.add("board", {"name": ""})

    with pytest.raises(InputError, match="an advisory board needs 'name'"):
        store.together(KIM, steps)
    assert store.records(KIM, "board") == ()
    assert store.audit(ADMIN).empty


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_nobody_edits_the_trail(store: Store, statement: str) -> None:
    store.add(KIM, "board", BOARD)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.database.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert trail(store) == [(KIM.name, "add", 1)]


def test_a_change_from_outside_is_noticed(store: Store) -> None:
    board = store.add(KIM, "board", BOARD)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE boards SET name = 'Other'")
    assert disagreements(store) == (f"board {board.id}: it is different there",)


def test_many_threads_and_no_lost_update(store: Store) -> None:
    board = store.add(KIM, "board", BOARD | {"meets": "0"})

    def count_up(name: str) -> None:
        actor = Actor(name, "coordinator")
        for _ in range(10):
            while True:
                seen = store.get(actor, "board", board.id)
                try:
                    store.change(actor, "board", board.id, {"meets": str(int(seen["meets"]) + 1)}, seen.version)
                    break
                except ConflictError:
                    continue

    threads = [threading.Thread(target=count_up, args=(f"t{k}",)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = store.get(KIM, "board", board.id)
    assert (last["meets"], last.version) == ("40", 41)
    assert disagreements(store) == ()


def test_every_kind_action_and_role(store: Store) -> None:
    assert set(KINDS) <= set(PERMISSIONS)
    for kind in KINDS:
        for role in (*ROLES, "", "stranger"):
            actor = Actor("x@pd.example", role)
            for action in ("read", "write", "export"):
                _try(store, actor, kind, action)
    for role in (*ROLES, ""):
        actor = Actor("x@pd.example", role)
        if may(actor, "read", "audit"):
            store.audit(actor)
        else:
            with pytest.raises(AccessError, match="may not read the audit trail"):
                store.audit(actor)


def _try(store: Store, actor: Actor, kind: str, action: str) -> None:
    calls: dict[str, tuple[Callable[[], object], ...]] = {
        "read": (
            lambda: store.records(actor, kind),
            lambda: store.frame(actor, kind),
            lambda: store.get(actor, kind, "none"),
            lambda: store.history(actor, kind, "none"),
            lambda: store.record_view(actor, kind, "x"),
        ),
        "write": (
            lambda: store.add(actor, kind, {}),
            lambda: store.change(actor, kind, "none", {}, 1),
            lambda: store.delete(actor, kind, "none", 1),
            lambda: store.restore(actor, kind, "none", 1),
        ),
        "export": (lambda: store.export(actor, kind), lambda: store.record_export(actor, kind, "x", 1)),
    }
    for call in calls[action]:
        if may(actor, action, kind):
            with contextlib.suppress(InputError):  # allowed, but there is nothing of that kind
                call()
        else:
            with pytest.raises(AccessError, match=f"your role may not {action}"):
                call()


def test_undo_asks_for_the_right_to_write(store: Store) -> None:
    store.add(ADMIN, "roster", {"officer_id": "1001", "language": "korean", "tier": "tested"})
    number = int(store.audit(ADMIN).query("action == 'add'")["number"].iloc[0])
    with pytest.raises(AccessError, match="may not write the roster"):
        store.undo(KIM, number)


def test_views_of_the_roster_and_exports_are_in_the_trail(store: Store) -> None:
    recruiter = Actor("ray@pd.example", "recruiter")
    store.add(recruiter, "roster", {"officer_id": "1001"})
    store.records(recruiter, "roster")
    store.frame(recruiter, "roster")  # the same look at the same list
    store.export(recruiter, "roster", "for the budget")
    store.record_refusal(Actor("vic@pd.example", "viewer"), "roster", "/roster")
    rows = store.audit(ADMIN)[["who", "action", "kind", "note"]].values.tolist()[::-1]
    assert [row[1] for row in rows] == ["add", "view", "export", "refused"]
    assert rows[2] == [recruiter.name, "export", "roster", "for the budget"]
    assert store.audit(ADMIN, action="export").iloc[0]["new"] == {"rows": 1}


WRONG = [
    ("board", {"nane": "x"}, UnknownNameError, "did you mean 'name'"),
    ("board", {"name": "x" * 201}, InputError, "too long"),
    ("board", {"name": "x\x00y"}, InputError, "cannot be written"),
    ("board", {"name": "x\ud800"}, InputError, "cannot be written"),
    ("board", {"name": 7}, InputError, "must be text"),
    ("event", {"title": "x", "state": "held"}, InputError, "a new event is planned"),
    ("event", {"title": "x", "state": "done"}, UnknownNameError, "no 'state' 'done'"),
    ("event", {"title": "x", "state": "planned", "languages": "korean"}, InputError, "must be a list"),
    ("event", {"title": "x", "state": "planned", "languages": ["klingon"]}, UnknownNameError, "no language"),
    ("event", {"title": "x", "state": "planned", "cost": -1}, InputError, "from 0 to"),
    ("event", {"title": "x", "state": "planned", "date": "soon"}, InputError, "not a day"),
    ("event", {"title": "x", "state": "planned", "partner_id": "none"}, InputError, "not there"),
    ("venue", {"venue_id": "V1", "lon": 10.0}, InputError, "go together"),
    ("venue", {"venue_id": "V1", "step_free": "yes"}, InputError, "yes or no"),
    ("venue", {"venue_id": "V1", "capacity": 1.5}, InputError, "whole number"),
    ("venue", {"venue_id": "V1", "capacity": True}, InputError, "whole number"),
    ("partner", {"organisation": "x", "services": ["tea"]}, UnknownNameError, "no 'services' 'tea'"),
    (
        "document",
        {"title": "x", "document_class": "vital", "notes": "call 503-555-0142"},
        PersonalDetailsError,
        "phone",
    ),
]


@pytest.mark.parametrize(("kind", "values", "error", "said"), WRONG)
def test_wrong_values_are_named(store: Store, kind: str, values: dict, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        store.add(KIM, kind, values)
    assert store.records(KIM, kind) == ()


def test_values_from_an_edited_table(store: Store) -> None:
    """Tables on a screen hand over numpy and pandas values; missing comes in four forms."""
    values = {
        "title": "  Meeting  ",
        "state": "planned",
        "date": pd.Timestamp("2024-05-01"),
        "cost": np.float64(12.5),
        "partner_id": np.nan,
        "notes": pd.NA,
        "announced_on": pd.NaT,
        "starts_at": None,
        "languages": ("Korean", "korean", "Khmer"),
    }
    event = store.add(KIM, "event", values)
    assert store.get(KIM, "event", event.id) == event
    assert (event["title"], event["date"], event["cost"]) == ("Meeting", date(2024, 5, 1), 12.5)
    assert event["languages"] == ["korean", "other_asian_pacific:Khmer"]
    assert [event[name] for name in ("partner_id", "notes", "announced_on", "starts_at")] == [None] * 4
    frame = store.frame(KIM, "event")
    assert frame["date"].tolist() == [pd.Timestamp("2024-05-01")]
    assert str(frame["title"].dtype) == "str" and frame["cost"].dtype == "float64"


def test_text_of_every_script_comes_back(store: Store) -> None:
    names = ["Tiếng Việt", "한국어 모임", "اجتماع", "ភាសាខ្មែរ", "Kreyòl 'ayisyen'; DROP TABLE boards", "🙂"]
    for name in names:
        store.add(KIM, "board", {"name": name})
    assert sorted(store.frame(KIM, "board")["name"]) == sorted(names)


def test_empty_frames_have_their_columns(store: Store) -> None:
    for kind in KINDS:
        frame = store.frame(ADMIN, kind)
        assert frame.empty and {"id", "version", "updated_at"} < set(frame.columns)
    assert str(store.frame(ADMIN, "event")["date"].dtype).startswith("datetime64")


def test_records_need_a_place(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from geodata.records.engine import open_store

    with pytest.raises(InputError, match="no folder to keep records"):
        open_store(None)
    monkeypatch.setenv("DATABASE_URL", "mysql://u:secret@host/db")
    with pytest.raises(InputError, match="not the address of a PostgreSQL") as caught:
        open_store(tmp_path)
    assert "secret" not in str(caught.value)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/db")
    monkeypatch.setattr("geodata.records.database.PAUSES", (0.01,))
    with pytest.raises(StoreError, match="can’t be reached") as caught:
        open_store(tmp_path)
    assert "secret" not in str(caught.value)
