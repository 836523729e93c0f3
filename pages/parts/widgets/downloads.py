"""Taking a table along: CSV, Excel, and the note of method and use that belongs to them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.papers import exports
from pages.parts.shell.context import Context
from pages.parts.shell.trail import kind_of, marked, noted
from planning.records.roles import FIGURES, may

CSV, EXCEL = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(
    context: Context, frame: pd.DataFrame, name: str, title: str, *, rule: str = "", kind: str = ""
) -> DeltaGenerator | None:
    """Draw a row of downloads for a table with the product's own column names, at full precision.

    Return the row, for more files of the same subject; None where whoever is looking may not take it along.

    Parameters
    ----------
    name : str
        The file name without ending: ours, never text from a file.
    kind : str
        What it holds, for the question who may take it away; by the table's columns unless told.
    """
    kind = kind or kind_of(frame.columns)
    if not may(context.actor, "export", kind):
        return None
    about = exports.about(context.department, title, columns=tuple(frame.columns), rule=rule)
    row = st.container(horizontal=True, key=f"downloads-{name}")
    for label, content, file_name, content_type, icon in (
        (
            "CSV with notes (ZIP)",
            lambda: exports.zip_bytes(frame, name, about),
            f"{name}.zip",
            "application/zip",
            ":material/download:",
        ),
        ("Excel", lambda: exports.excel_bytes(frame, about), f"{name}.xlsx", EXCEL, ":material/table:"),
        ("CSV", lambda: exports.csv_to_open(exports.csv_bytes(frame)), f"{name}.csv", CSV, ":material/csv:"),
    ):
        taken = noted(content, file_name, kind=kind, rows=len(frame))
        row.download_button(
            label, taken, marked(file_name), content_type, icon=icon, on_click="ignore", key=f"take-{file_name}"
        )
    st.caption(exports.USE_NOTE)
    return row


def show_file(
    label: str, content: Callable[[], bytes], file_name: str, content_type: str, *, kind: str = FIGURES
) -> None:
    """Draw one download whose content is made when it is asked for; taking it leaves a line in the audit trail.

    Parameters
    ----------
    kind : str
        What it holds, for the question who may take it away; see ``planning.records.roles``.
    """
    made = (lambda: exports.csv_to_open(content())) if content_type == CSV else content
    taken = noted(made, file_name, kind=kind)
    st.download_button(label, taken, marked(file_name), content_type, icon=":material/download:", on_click="ignore")
