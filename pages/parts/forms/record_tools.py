"""What every record has on screen: who changed it and how, undo, delete, and the table to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geodata.papers import exports
from geodata.records.kinds import find_kind
from geodata.records.work import SAVES, Record
from pages.parts.forms import conflicts
from pages.parts.forms.choices import read_value
from pages.parts.forms.forms import close_form, is_at_work
from pages.parts.forms.questions import Field
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from pages.parts.widgets.downloads import CSV, EXCEL, Making
from planning.errors import ConflictError, InputError, PlanningError
from planning.records.trail import differences
from planning.words.formats import moment

LATEST_CHANGES = 8
LATEST_DELETED = 20
DONE_WORDS = {
    "add": "made it",
    "change": "changed",
    "delete": "deleted it",
    "restore": "brought it back",
    "undo": "undid",
    "conflict": "could not save",
}


def find_chosen(context: Context, kind: str, record_id: str | None, *forms: str) -> Record | None:
    """Return the record whose panel is open.

    One that somebody has deleted meanwhile stays as long as one of its forms is open here: what was typed into it
    must not go with the record.
    """
    if not record_id:
        return None
    try:
        record = context.store.get(context.actor, kind, record_id)
    except InputError:  # of a store that is no more
        return None
    return record if not record.deleted or any(map(is_at_work, forms)) else None


def find_listed(context: Context, kind: str, prefixes: Sequence[str], **equal: Any) -> list[Record]:
    """Return the records of a list, with the deleted ones whose form is open here; see ``find_chosen``.

    Parameters
    ----------
    prefixes : sequence of str
        A form is named by one of them and the record's id.
    """
    records = context.store.records(context.actor, kind, deleted=True, **equal)
    return [
        record for record in records if not record.deleted or any(is_at_work(start + record.id) for start in prefixes)
    ]


def show_gone(context: Context, record: Record) -> bool:
    """Say that a record was deleted while its panel was open; return whether it was."""
    if record.deleted:
        noun = find_kind(record.kind).noun
        st.warning(
            f"{plain(record.updated_by)} has deleted this {noun}. What you typed is still here: save it to bring the "
            f"{noun} back with it, or close it.",
            icon=":material/delete:",
        )
    return record.deleted


def show_deleted(context: Context, kind: str, title: str) -> None:
    """Draw what was deleted, to be brought back, for those who may.

    Parameters
    ----------
    title : str
        The field that says which one it is.
    """
    if not context.may("write", kind):
        return
    gone = [record for record in context.store.records(context.actor, kind, deleted=True) if record.deleted]
    if not gone:
        return
    with st.expander(f"Deleted ({len(gone)})", key=f"deleted-{kind}"):
        for record in sorted(gone, key=lambda record: record.updated_at, reverse=True)[:LATEST_DELETED]:
            row = st.container(horizontal=True, vertical_alignment="center")
            when = moment(context.local(record.updated_at))
            row.markdown(f"{plain(record[title])} · {plain(record.updated_by)}, {when}")
            row.button(
                "Bring it back",
                key=f"restore-{record.id}",
                icon=":material/restore:",
                on_click=_restore,
                args=(context, record),
            )


def _restore(context: Context, record: Record) -> None:
    run(lambda: context.store.restore(context.renew(), record.kind, record.id, record.version), "Brought back")


def show_history(context: Context, name: str, record: Record, fields: Mapping[str, Field]) -> None:
    """Draw who changed a record and how, with undo of the last step and deletion for those who may write it."""
    changes = context.store.history(context.actor, record.kind, record.id)
    writes = context.may("write", record.kind)
    with st.expander(
        f"History{', undo, delete' if writes else ''} ({len(changes)})", key=f"{name}-history-{record.id}"
    ):
        for change in changes.head(LATEST_CHANGES).itertuples(index=False):
            st.markdown(_line(context, change, fields))
        if not writes:
            return
        row = st.container(horizontal=True)
        saves = changes[changes["action"].isin(SAVES)]
        if len(saves) > 1:
            row.button(
                "Undo the last change",
                icon=":material/undo:",
                key=f"{name}-undo-{record.id}",
                on_click=undo,
                args=(context, int(saves["number"].iloc[0])),
            )
        with row.popover("Delete", icon=":material/delete:", key=f"{name}-delete-open-{record.id}"):
            st.markdown(f"This {find_kind(record.kind).noun} goes from every list. It can be brought back.")
            st.button("Delete it", key=f"{name}-delete-{record.id}", on_click=_delete, args=(context, name, record))


def _line(context: Context, change: Any, fields: Mapping[str, Field]) -> str:
    changes = []
    for field, before, after in differences(change.old, change.new):
        question = fields.get(field)
        read = question.read if question else read_value
        label = question.label if question else field.replace("_", " ")
        changes.append(f"{label}: {read(before)} → {read(after)}" if change.old else f"{label}: {read(after)}")
    when = moment(context.local(change.at))
    return f"- {when} · {plain(change.who)} {DONE_WORDS[change.action]} {plain('; '.join(changes))}"


def undo(context: Context, number: int) -> None:
    """Undo a save of the audit trail. For callbacks."""
    run(lambda: context.store.undo(context.renew(), number), "Undone")


def run(save: Callable[[], object], said: str, form: str = "") -> bool:
    """Save without opening a form, and say what came of it when the page is drawn. For callbacks.

    A callback runs before anybody is asked who they are, so ``save`` names its actor by ``context.renew()``. What
    it captured when the button was drawn, the version above all, is what the person saw.

    Parameters
    ----------
    form : str
        The form that shows both versions if somebody else saved first.

    Returns
    -------
    bool
        Whether it was saved.
    """
    try:
        save()
    except PlanningError as error:
        if form and isinstance(error, ConflictError):
            conflicts.hold(form, error)
        else:
            st.session_state[PROBLEM] = str(error)
        return False
    leave_flash(said)
    return True


PROBLEM = "problem"


def show_problem() -> None:
    """Say why the last press of a button saved nothing, once."""
    sentence = st.session_state.pop(PROBLEM, None)
    if sentence:
        st.error(plain(sentence), icon=":material/error:")


def _delete(context: Context, name: str, record: Record) -> None:
    said = f"Deleted: this {find_kind(record.kind).noun}. The audit trail keeps it"
    if run(lambda: context.store.delete(context.renew(), record.kind, record.id, record.version), said, name):
        close_form(name)


def show_record_downloads(
    context: Context,
    kind: str,
    title: str,
    *,
    shape: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    note: bool = True,
) -> None:
    """Draw the downloads of a kind of record; taking one leaves a line in the audit trail.

    Parameters
    ----------
    title : str
        What the audit trail and the file's note call it.
    shape : callable, optional
        Makes the table that is written from the records.
    note : bool
        Whether to say that this is noted; once a page is enough.
    """
    if not context.may("export", kind):
        return
    name = kind.replace("_", "-") + "s"

    def table(form: str) -> pd.DataFrame:
        # Asked again now: the page may have been drawn long before the button is pressed.
        records = context.store.export(context.renew(), kind, f"{title} ({form})")
        return (shape or _flat)(records)

    def workbook() -> bytes:
        return exports.excel_bytes(
            table("Excel"), exports.about(context.department, title, stamp=Making("records").stamp(context))
        )

    row = st.container(horizontal=True, key=f"downloads-{name}")
    row.download_button(
        f"{title} (CSV)",
        lambda: exports.csv_to_open(exports.csv_bytes(table("CSV"))),
        f"{name}.csv",
        CSV,
        icon=":material/csv:",
        on_click="ignore",
    )
    row.download_button("Excel", workbook, f"{name}.xlsx", EXCEL, icon=":material/table:", on_click="ignore")
    if note:
        st.caption("Downloads are logged with your name.")


def _flat(records: pd.DataFrame) -> pd.DataFrame:
    """Return the records with lists as text, as a spreadsheet wants them."""
    flat = records.drop(columns=["version", "updated_at", "updated_by"])
    for name in flat.columns:
        if flat[name].map(lambda value: isinstance(value, tuple)).any():
            flat[name] = flat[name].map(lambda value: "; ".join(map(str, value)) if isinstance(value, tuple) else value)
        elif pd.api.types.is_datetime64_any_dtype(flat[name]):
            flat[name] = flat[name].dt.strftime("%Y-%m-%d")
    return flat
