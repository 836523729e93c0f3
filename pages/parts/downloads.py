"""Taking a table along: CSV, Excel, and the note of method and use that belongs to them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geodata import exports
from pages.parts.context import Context

CSV, EXCEL = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_downloads(context: Context, frame: pd.DataFrame, name: str, title: str, *, rule: str = "") -> None:
    """Draw a row of downloads for a table with the product's own column names, at full precision.

    Parameters
    ----------
    name : str
        The file name without ending: ours, never text from a file.
    """
    about = exports.about(context.department, title, columns=tuple(frame.columns), rule=rule)
    row = st.container(horizontal=True, key=f"downloads-{name}")
    row.download_button(
        "Table with its notes (CSV, zip)", lambda: exports.zip_bytes(frame, name, about), f"{name}.zip",
        "application/zip",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    row.download_button(
        "Excel",
        lambda: exports.excel_bytes(frame, about),
        f"{name}.xlsx",
        EXCEL,
        icon=":material/table:",
        on_click="ignore",
    )
    row.download_button(
        "CSV", lambda: exports.csv_bytes(frame), f"{name}.csv", CSV, icon=":material/csv:", on_click="ignore"
    )
    st.caption(exports.USE_NOTE)


def show_file(label: str, content: Callable[[], bytes], file_name: str, kind: str) -> None:
    """Draw one download whose content is made when it is asked for."""
    st.download_button(label, content, file_name, kind, icon=":material/download:", on_click="ignore")
