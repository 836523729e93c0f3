"""Every document beside every language: what is there, what has fallen behind, what is missing; and how it changes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from geodata.materials.inventory_file import inventory_table, read_inventory
from geodata.materials.papers import matrix_paper
from geodata.officers.spellings import load_decisions
from geodata.papers import exports
from geodata.papers.printed import PDF
from geodata.records.holdings import Cell, Holdings, save_inventory, set_cell
from geodata.records.store import Store
from pages.parts.forms.choices import read_day
from pages.parts.forms.forms import Opened, Save, close_form, open_form, opened_form, show_form
from pages.parts.forms.questions import Field, Values
from pages.parts.forms.record_tools import run, show_history
from pages.parts.materials.edit import show_editor
from pages.parts.materials.facts import MaterialFacts
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.widgets.controls import next_turn, turn_key
from pages.parts.widgets.downloads import CSV, EXCEL, Making, show_file, stamped_pdf
from pages.parts.widgets.tables import key_by
from planning.errors import PlanningError
from planning.languages.spoken import spoken_name, written_as
from planning.materials.answers import BEHIND, HAVE, MISSING, NOT_ASKED, ON_ITS_WAY, cell_states, matrix_answer
from planning.materials.inventory import (
    APPROVED,
    DOCUMENT_CLASSES,
    DRAFT,
    NONE,
    ORDERED,
    REVIEWED,
    WITHDRAWN,
    compare_inventories,
)
from planning.words.formats import whole_number

CELL = "matrix-cell"
CELL_FORM = "matrix-cell-form"
DOCUMENT_FORM = "matrix-document"
EDIT = "matrix-edit"
FILE = "inventory-file"

STATE_WORDS = {
    NONE: "none",
    ORDERED: "ordered",
    DRAFT: "draft",
    REVIEWED: "community-reviewed",
    APPROVED: "approved",
    WITHDRAWN: "withdrawn",
}
ENGLISH_OF = "English version of"
STYLES = {
    MISSING: "background-color:#b45309;color:#ffffff",
    BEHIND: "background-color:#fbdc9a;color:#1d2527",
    ON_ITS_WAY: "background-color:#d5ecea;color:#1d2527",
    HAVE: "background-color:#0f766e;color:#ffffff",
    NOT_ASKED: "",
}
LEGEND = (
    "✓ ready · ↻ outdated or undated · … in progress · ✗ missing · blank: not needed. Click a cell to open "
    "it, or a title to open the document."
)


def cell_fields() -> tuple[Field, ...]:
    """Return the questions about one translation."""
    return (
        Field("state", "How far it is", "one", STATE_WORDS, help="Only what is approved is given out."),
        Field("of_source_on", "Made from the English version of", "day"),
        Field("reviewer", "Reviewed by (organization)", help="An organization, never a person."),
        Field("copies", "Copies in stock", "count", help="Leave it empty if no one has counted."),
        Field("kept_at", "Where they are kept"),
        Field("cost", "What it cost", "money"),
        Field("notes", "Notes", "text"),
    )


def document_fields() -> tuple[Field, ...]:
    """Return the questions about a document."""
    classes = {name: f"{name}: {words}" for name, words in DOCUMENT_CLASSES.items()}
    return (
        Field("title", "Title"),
        Field("document_class", "Class", "one", classes),
        Field("source_updated_on", "English version of", "day", help="The day the English text last changed."),
        Field("pages", "Pages", "count"),
        Field("words", "Words", "count", help="Translators are paid by the word."),
        Field("core", "Everyone should have it", "flag", help="Counts in Follow-up, No meeting yet."),
        Field("notes", "Notes", "text"),
    )


def show_matrix(context: Context, facts: MaterialFacts) -> None:
    """Draw the matrix, the open cell, and the ways to change and to take it along."""
    view, holdings = facts.view, facts.holdings
    show_answer(matrix_answer(view.matrix, view.languages))
    writes = context.may("write", "translation")
    if writes:
        _show_tools(context, holdings)
    for unusable in holdings.unusable:
        st.warning(f"{plain(unusable)} is a combined group. Say which language it is.", icon=":material/warning:")
    if view.matrix.empty:
        show_empty("No documents are listed yet.", "Add the first, or bring a file.")
        return
    if writes and st.toggle("Edit many cells", key=EDIT, help="Every change is kept at once."):
        show_editor(context, view)
    else:
        _show_sheet(facts)
        _show_cell(context, facts)
    _show_downloads(context, facts)


def _show_tools(context: Context, holdings: Holdings) -> None:
    row = st.container(horizontal=True)
    row.button("Add a document", icon=":material/add:", on_click=_open_document, args=(None, None), key="document-add")
    with row.popover("Bring a file", icon=":material/upload_file:", key="matrix-bring-a-file"):
        _show_upload(context, holdings)
    fields = document_fields()
    opened = opened_form(DOCUMENT_FORM)
    title = "Document" if opened is None or opened.record_id is None else str(opened.values["title"])
    show_form(context, DOCUMENT_FORM, "document", fields, title, said="Document kept")
    record = holdings.documents.get(opened.record_id or "") if opened is not None else None
    if record is not None:
        show_history(context, DOCUMENT_FORM, record, {field.name: field for field in fields})


def _open_document(holdings: Holdings | None, document_id: str | None) -> None:
    close_form(CELL_FORM)
    open_form(DOCUMENT_FORM, holdings.documents[document_id] if holdings and document_id else None)


def cell_text(state: str, cell_state: str, days_behind: float) -> str:
    """Return a cell of the matrix as it is read.

    Examples
    --------
    >>> cell_text("approved", "out of date", 120.0), cell_text("none", "missing", float("nan"))
    ('↻ 120 days old', '✗ missing')
    """
    if cell_state == NOT_ASKED:
        return "" if state == NONE else f"– {state}"
    if cell_state == MISSING:
        return "✗ missing" if state == NONE else f"✗ {state}"
    if cell_state == BEHIND:
        return "↻ no date" if pd.isna(days_behind) else f"↻ {whole_number(days_behind)} days old"
    return "✓ there" if cell_state == HAVE else f"… {'reviewed' if state == REVIEWED else state}"


def language_title(spoken: str) -> str:
    """Return a language's name with its name in its own script, where one is known.

    Examples
    --------
    >>> language_title("korean"), language_title("other:Mam")
    ('Korean · 한국어', 'Mam')
    """
    written = written_as(spoken)
    autonym = None if written is None else written.autonym
    name = spoken_name(spoken)
    return name if not autonym or autonym == name else f"{name} · {autonym}"


def _show_sheet(facts: MaterialFacts) -> None:
    matrix = facts.view.matrix
    cell_state = cell_states(matrix, facts.view.languages)
    texts = [cell_text(*values) for values in zip(matrix["state"], cell_state, matrix["days_behind"], strict=True)]
    cells = matrix[["document_id", "language"]].assign(text=texts, style=cell_state.map(STYLES).to_numpy())
    documents, languages = matrix["document_id"].unique().tolist(), matrix["language"].unique().tolist()
    wide, looks = (
        cells.pivot(index="document_id", columns="language", values=name).loc[documents, languages]
        for name in ("text", "style")
    )
    titles = [language_title(language) for language in languages]
    wide.columns, looks.columns = titles, titles
    facts_of = matrix.drop_duplicates("document_id").set_index("document_id")
    front = pd.DataFrame({"Document": facts_of["title"], "Class": facts_of["document_class"]})
    last = facts_of["source_updated_on"].map(lambda day: read_day(None if pd.isna(day) else day.date()))
    table = pd.concat([front, wide], axis="columns").assign(**{ENGLISH_OF: last}).reset_index(drop=True)
    style = looks.reset_index(drop=True).reindex(columns=table.columns, fill_value="")
    st.caption(LEGEND)
    key = key_by("matrix-sheet", documents)
    st.dataframe(
        table.style.apply(lambda _: style, axis=None),
        hide_index=True,
        key=key,
        selection_mode="single-cell",
        on_select=lambda: _choose_cell(key, documents, dict(zip(titles, languages, strict=True)), facts.holdings),
        height=min(35 * (len(table) + 1) + 3, 560),
        column_config={"Document": st.column_config.Column(pinned=True, width=210)}
        | {"Class": st.column_config.Column(width=72)}
        | {title: st.column_config.Column(width=112, help=title) for title in titles},
    )


def _choose_cell(key: str, documents: list[str], titles: dict[str, str], holdings: Holdings) -> None:
    """Open what was clicked: a cell, or the document where its own columns were. For callbacks."""
    cells = st.session_state[key]["selection"]["cells"]
    if not cells or cells[0][0] >= len(documents):
        return
    document_id = documents[cells[0][0]]
    if cells[0][1] in titles:
        close_form(DOCUMENT_FORM)
        open_cell((document_id, titles[cells[0][1]]), holdings)
    else:
        st.session_state.pop(CELL, None)
        _open_document(holdings, document_id)


def open_cell(cell: Cell, holdings: Holdings) -> None:
    """Open the form of a cell as it stands on the screen. For callbacks."""
    st.session_state[CELL] = cell
    record = holdings.translations.get(cell)
    english = holdings.documents[cell[0]]["source_updated_on"]
    open_form(CELL_FORM, record, {"state": NONE, "of_source_on": english})


def _show_cell(context: Context, facts: MaterialFacts) -> None:
    cell: Cell | None = st.session_state.get(CELL)
    if cell is None or cell[0] not in facts.holdings.documents:
        return
    title = f"{facts.holdings.documents[cell[0]]['title']} in {language_title(cell[1])}"
    record = facts.holdings.translations.get(cell)
    fields = cell_fields()
    if context.may("write", "translation"):
        show_form(context, CELL_FORM, "translation", fields, title, said="Kept", save=_cell_saver(context, cell))
    elif record is not None:
        lines = [f"- {field.label}: {plain(field.read(record[field.name]))}" for field in fields]
        st.markdown(f"**{plain(title)}**\n\n" + "\n".join(lines))
    if record is not None:
        show_history(context, CELL_FORM, record, {field.name: field for field in fields})


def _cell_saver(context: Context, cell: Cell) -> Save:
    def save(store: Store, changed: Values, opened: Opened) -> object:
        seen = None if opened.record_id is None else (opened.record_id, opened.seen)
        if not changed or (seen is None and changed.get("state", NONE) == NONE):
            return None
        return store.together(context.actor, lambda work: set_cell(work, cell, changed, seen))

    return save


def _show_upload(context: Context, holdings: Holdings) -> None:
    st.markdown(
        "CSV or Excel, one row per document and language: **title**, document_class, source_updated_on, "
        "pages, words, **language**, **state**, of_source_on, reviewer, copies, kept_at. A blank cell "
        "changes nothing. Download the table below, change it, and upload it here."
    )
    given = st.file_uploader("File of documents", ["csv", "xlsx"], key=turn_key(FILE))
    if given is None:
        return
    changes = read_changes(context, given.name, given.getvalue(), holdings)
    if changes is None:
        return
    if changes.empty:
        st.markdown("The file matches what is saved. Nothing changes.")
        return
    shown = changes.assign(language=changes["language"].map(spoken_name, na_action="ignore"))
    st.markdown(f"**{len(changes)} changes:**")
    st.dataframe(shown.astype("str").fillna("–"), hide_index=True, height=240)
    st.button(
        "Keep all of them", type="primary", on_click=_keep, args=(context, holdings, changes), key="inventory-keep"
    )


def read_changes(context: Context, name: str, content: bytes, holdings: Holdings) -> pd.DataFrame | None:
    """Return what a file would change, or say what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"inventory{Path(name).suffix.lower()}"
        path.write_bytes(content)
        try:
            found = read_inventory(path, decisions=load_decisions(context.store))
        except PlanningError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return None
    for note in found.notes:
        st.caption(plain(note))
    return compare_inventories(holdings.inventory, found.inventory)


def _keep(context: Context, holdings: Holdings, changes: pd.DataFrame) -> None:
    said = f"{len(changes)} changes kept"
    if run(lambda: save_inventory(context.store, context.renew(), holdings, changes), said):
        next_turn(FILE)


def _show_downloads(context: Context, facts: MaterialFacts) -> None:
    if not context.may("export", "translation"):
        return
    table = inventory_table(facts.holdings.inventory)
    about = exports.about(
        context.department,
        "Documents and translations",
        columns=tuple(table.columns),
        rule=facts.view.decision.statement_on(context.today),
        stamp=Making("documents").stamp(context),
    )
    with st.container(horizontal=True, key="downloads-inventory"):
        show_file("Table (CSV)", lambda: exports.csv_bytes(table), "documents.csv", CSV, kind="translation")
        show_file(
            "Excel", lambda: exports.excel_to_bring_back(table, about), "documents.xlsx", EXCEL, kind="translation"
        )
        show_file(
            "Matrix (PDF)",
            lambda: stamped_pdf(
                context,
                matrix_paper(context.department, facts.view, context.today),
                Making("documents-paper", {"read_at": facts.view.level}, facts.view.rule),
            ),
            "documents.pdf",
            PDF,
            kind="translation",
        )
