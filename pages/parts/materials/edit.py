"""Many cells of the matrix at once, in a grid: every change is kept as it is made, and nobody's is lost.

The grid shows what was on the screen when it was opened. A change is saved with the version seen then; if somebody
else has saved the same cell since, both versions are shown and one is chosen. What others changed elsewhere is named
above the grid and taken in on request, so that no cell changes under a person's hands.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geodata.materials.view import MaterialView
from geodata.records.holdings import Cell, Holdings, Seen, set_cell
from pages.parts.forms import conflicts
from pages.parts.forms.questions import Field
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.errors import ConflictError, PlanningError
from planning.languages.spoken import spoken_name
from planning.materials.inventory import NONE, STATES

EDITING = "matrix-editing"
FACT = "matrix-fact"
CONFLICT = "matrix-edit-conflict"

FACTS = {
    "state": "How far it is",
    "of_source_on": "Made from the English version of",
    "reviewer": "Reviewed by",
    "copies": "Copies in stock",
    "kept_at": "Where kept",
}
KINDS = {"state": "one", "of_source_on": "day", "copies": "count"}


@dataclass(slots=True)
class Editing:
    """A grid that is open.

    Attributes
    ----------
    mark : str
        Tells this opening from every other.
    fact : str
        What of a translation the grid shows.
    frame : DataFrame
        As it was opened: documents down, languages across.
    documents, languages : list of str
        The ids behind its rows and columns.
    seen : dict of cell to (id, version)
        Brought up with every save of one's own.
    kept : dict of (row, column) to value
        What was saved from this grid.
    problems : list of str
        What could not be saved, told once.
    disputed : str
        The cell that somebody else saved first, in words.
    """

    mark: str
    fact: str
    frame: pd.DataFrame
    documents: list[str]
    languages: list[str]
    seen: dict[Cell, Seen]
    kept: dict[tuple[int, str], Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    disputed: str = ""

    @property
    def key(self) -> str:
        """The key of the grid's widget."""
        return f"matrix-grid-{self.mark}"


def start_editing(view: MaterialView, holdings: Holdings, fact: str) -> Editing:
    """Return a grid with what stands now."""
    matrix = view.matrix
    documents, languages = matrix["document_id"].unique().tolist(), matrix["language"].unique().tolist()
    wide = matrix.pivot(index="document_id", columns="language", values=fact).loc[documents, languages]
    # A cell that is empty has nothing in stock; the grid says so by being blank.
    titles = matrix.drop_duplicates("document_id")["title"].tolist()
    frame = wide.reset_index(drop=True)
    if fact == "copies":
        there = {(c[0], c[1]) for c in holdings.translations}
        for language in languages:
            empty = [(document, language) not in there for document in documents]
            frame[language] = frame[language].mask(empty)
    if fact == "of_source_on":
        frame = frame.apply(pd.to_datetime)
    frame.insert(0, "title", titles)
    seen = {cell: (record.id, record.version) for cell, record in holdings.translations.items()}
    return Editing(secrets.token_hex(4), fact, frame, documents, languages, seen)


@st.fragment
def show_editor(context: Context, view: MaterialView) -> None:
    """Draw the grid; only this part of the page is drawn anew with a change."""
    fact = (
        st.segmented_control(
            "Cells show", list(FACTS), format_func=FACTS.__getitem__, default="state", key=FACT, required=True
        )
        or "state"
    )
    held = context.holdings()
    editing: Editing | None = st.session_state.get(EDITING)
    if editing is None or editing.fact != fact or not _fits(editing, view):
        editing = st.session_state[EDITING] = start_editing(view.with_inventory(held.inventory), held, fact)
    if conflicts.is_held(CONFLICT):
        st.markdown(f"**{plain(editing.disputed)}**")
        conflicts.show_conflict(context, CONFLICT, _labels(), done=reload_grid)
    for problem in editing.problems:
        st.error(plain(problem), icon=":material/error:")
    editing.problems.clear()
    _show_others(editing, held)
    st.data_editor(
        editing.frame,
        key=editing.key,
        hide_index=True,
        num_rows="fixed",
        disabled=["title"],
        on_change=keep_edits,
        args=(context,),
        column_config=_columns(editing),
        height=min(35 * (len(editing.frame) + 1) + 3, 560),
    )
    st.caption("Every change is kept at once, and can be undone in the history of its cell.")


def _fits(editing: Editing, view: MaterialView) -> bool:
    documents, languages = view.matrix["document_id"].unique(), view.matrix["language"].unique()
    return set(editing.documents) == set(documents) and set(editing.languages) == set(languages)


def _labels() -> dict[str, Field]:
    options = {state: state for state in STATES}
    return {
        name: Field(name, label, KINDS.get(name, "line"), options if name == "state" else {})
        for name, label in FACTS.items()
    }


def reload_grid() -> None:
    """Open the grid anew with what stands now. For callbacks."""
    st.session_state.pop(EDITING, None)


def _show_others(editing: Editing, held: Holdings) -> None:
    """Name what others have changed since the grid was opened."""
    now = {cell: (record.id, record.version) for cell, record in held.translations.items()}
    changed = sorted(cell for cell in now.keys() | editing.seen.keys() if now.get(cell) != editing.seen.get(cell))
    if not changed:
        return
    who = sorted({held.translations[cell].updated_by for cell in changed if cell in held.translations})
    row = st.container(horizontal=True, vertical_alignment="center")
    cells = "cell has" if len(changed) == 1 else "cells have"
    by = f" by {', '.join(who)}" if who else ""
    row.info(f"{len(changed)} {cells} been changed{plain(by)} since you opened this grid.", icon=":material/group:")
    row.button("Show what is saved now", on_click=reload_grid, key=f"reload-{editing.mark}")


def _columns(editing: Editing) -> Mapping[str, Any]:
    columns: dict[str, Any] = {"title": st.column_config.TextColumn("Document", pinned=True, width=230)}
    for language in editing.languages:
        columns[language] = _column(editing.fact, spoken_name(language))
    return columns


def _column(fact: str, title: str) -> Any:
    match fact:
        case "state":
            return st.column_config.SelectboxColumn(title, options=list(STATES), required=True, width=125)
        case "of_source_on":
            return st.column_config.DateColumn(title, format="MMM D, YYYY", width=110)
        case "copies":
            return st.column_config.NumberColumn(title, min_value=0, step=1, width=90)
        case _:
            return st.column_config.TextColumn(title, max_chars=200, width=150)


def keep_edits(context: Context) -> None:
    """Save what was changed in the grid since the last time. For callbacks."""
    editing: Editing | None = st.session_state.get(EDITING)
    if editing is None:
        return
    edits = st.session_state[editing.key]["edited_rows"]
    for row, columns in edits.items():
        for language, value in columns.items():
            place = (int(row), str(language))
            if place not in editing.kept or editing.kept[place] != value:
                _keep_one(context, editing, place, value)


def _keep_one(context: Context, editing: Editing, place: tuple[int, str], value: Any) -> None:
    cell = (editing.documents[place[0]], place[1])
    editing.kept[place] = value
    about = f"{editing.frame['title'].iloc[place[0]]}, {spoken_name(cell[1])}"
    try:
        actor = context.renew()
        saved = context.store.together(
            actor,
            lambda work: set_cell(work, cell, {editing.fact: _as_stored(editing.fact, value)}, editing.seen.get(cell)),
        )
    except ConflictError as conflict:
        editing.disputed = about
        conflicts.hold(CONFLICT, conflict)
    except PlanningError as error:
        editing.problems.append(f"{about}: {error}")
    else:
        if saved is None or saved.deleted:
            editing.seen.pop(cell, None)
        else:
            editing.seen[cell] = (saved.id, saved.version)


def _as_stored(fact: str, value: Any) -> Any:
    """Return a value of the grid as the records hold it; the grid gives a day as text and no value as None."""
    if value is None:
        return NONE if fact == "state" else None
    if fact == "of_source_on":
        return date.fromisoformat(str(value)[:10])
    return value
