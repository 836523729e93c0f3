"""Tables a person reads: named columns with units, rounded figures, the margin in its own column, a search box."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from pages.parts.shell.messages import plain
from pages.parts.shell.trail import note_table
from pages.parts.widgets.fit import AT_WORST, MOST_LINES, PAGE_ROOM, fit_columns
from pages.parts.widgets.on_paper import show_on_paper, show_sentences
from planning.words.formats import whole_number
from planning.words.wording import MISSING, round_half_up, rounding_place

SEARCH_FROM = 12
"""Tables with fewer rows are read, not searched."""

ROW_HEIGHT, CHECK_BOX = 35, 44
ROWS_SHOWN, ROWS_HIGH = 10, 480
SENTENCES = 60
"""Rows of a table of sentences: where a grid would cut them, up to so many are drawn as high as their texts."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is shown.

    Attributes
    ----------
    source : str
        The frame's own column.
    title : str
        What a person reads, with the unit.
    show : callable, optional
        From a value to its text; the column still sorts by the value.
    bar : bool
        Draw a bar in the cell, where comparing is the point.
    help : str
        What the column means.
    """

    source: str
    title: str
    show: Callable[[Any], str] | None = None
    bar: bool = False
    help: str = ""


def show_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    key: str,
    *,
    row_ids: Sequence[str] | None = None,
    on_row: Callable[[str], None] | None = None,
    missing: str = MISSING,
    room: float = PAGE_ROOM,
) -> pd.DataFrame:
    """Draw a table and return the rows shown, with the frame's own columns.

    Parameters
    ----------
    row_ids, on_row : optional
        The id of each row, and what to call with it when the row is clicked.
    room : float
        Pixels it has on a desk's screen; where its columns need more, texts take several lines.
    """
    note_table([column.source for column in columns], key)
    rows, ids = _searched(frame, columns, key, row_ids, missing)
    named = rows[[column.source for column in columns]].reset_index(drop=True)
    named.columns = [column.title for column in columns]
    options: dict[str, Any] = {}
    drawn = key
    if on_row is not None and ids is not None:
        drawn = key_by(key, ids)
        options = {"on_select": lambda: _row_clicked(drawn, ids, on_row), "selection_mode": "single-row"}
    titles, cells = [column.title for column in columns], as_read_cells(rows, columns, missing)
    numbers = {k for k, column in enumerate(columns) if pd.api.types.is_numeric_dtype(rows[column.source])}
    may_be_sentences = not options and len(rows) <= SENTENCES
    lines = MOST_LINES if may_be_sentences else AT_WORST
    fit = fit_columns(titles, cells, numbers, room - CHECK_BOX * bool(options), lines)
    if not fit.is_whole and may_be_sentences:
        show_sentences(titles, cells, numbers)
        return rows
    widths = fit.widths or (None,) * len(columns)
    config = {column.title: _config(column, named, width) for column, width in zip(columns, widths, strict=True)}
    row = fit.row_height
    st.dataframe(
        _styled(named, columns),
        column_config=config,
        hide_index=True,
        key=drawn,
        placeholder=missing,
        row_height=row,
        height=ROW_HEIGHT + row * min(len(named), ROWS_SHOWN, ROWS_HIGH // row) + 3,
        **options,
    )
    show_on_paper(titles, cells)
    return rows


def key_by(key: str, ids: Iterable[str]) -> str:
    """Return the key of a table of which something can be chosen: another one once other rows stand there.

    Streamlit keeps what is chosen by its place: once a row was gone, or stood elsewhere, the mark was on another one.

    Examples
    --------
    >>> key_by("partners", ["a", "b"]) == key_by("partners", ["b", "a"])
    False
    """
    return f"{key}-{hashlib.sha256(json.dumps(list(ids)).encode()).hexdigest()[:12]}"


def _searched(
    frame: pd.DataFrame, columns: Sequence[Column], key: str, row_ids: Sequence[str] | None, missing: str
) -> tuple[pd.DataFrame, list[str] | None]:
    ids = list(row_ids) if row_ids is not None else None
    if len(frame) < SEARCH_FROM:
        return frame, ids
    wanted = st.text_input(
        "Search this table", key=f"{key}-find", placeholder="Search this table", label_visibility="collapsed"
    )
    if not wanted:
        return frame, ids
    sought = wanted.strip().casefold()
    hit = np.array([sought in text.casefold() for text in as_shown(frame, columns, missing)], dtype=bool)
    if not hit.any():
        st.caption(plain(f"Nothing in this table matches “{wanted.strip()}”."))
    return frame[hit], [row for row, found in zip(ids, hit, strict=True) if found] if ids is not None else None


def as_shown(frame: pd.DataFrame, columns: Sequence[Column], missing: str = MISSING) -> list[str]:
    """Return each row as a person reads it: what is searched is what is on the screen.

    Examples
    --------
    >>> rows = pd.DataFrame({"name": ["Beat 42", None], "lep": [4979.6, float("nan")]})
    >>> as_shown(rows, [Column("name", "Beat"), Column("lep", "LEP residents", bar=True)])
    ['Beat 42 4,980', 'no data no data']
    """
    return [" ".join(row) for row in as_read_cells(frame, columns, missing)]


def as_read_cells(frame: pd.DataFrame, columns: Sequence[Column], missing: str = MISSING) -> list[tuple[str, ...]]:
    """Return the cells of each row as a person reads them."""
    cells = [[_shown(value, column, missing) for value in frame[column.source]] for column in columns]
    return list(zip(*cells, strict=True))


def _shown(value: Any, column: Column, missing: str) -> str:
    if pd.isna(value):
        return missing
    if column.bar:
        return whole_number(as_read(value))
    return column.show(value) if column.show else str(value)


def _styled(named: pd.DataFrame, columns: Sequence[Column]) -> Any:
    formats: dict[Any, Any] = {column.title: column.show for column in columns if column.show and not column.bar}
    return named.style.format(formats)


def _config(column: Column, named: pd.DataFrame, width: int | None) -> Any:
    if column.bar:
        # A bar's own number cannot be written by us, so the value itself is rounded as a person reads it.
        named[column.title] = named[column.title].map(as_read, na_action="ignore")
        top = named[column.title].max()
        return st.column_config.ProgressColumn(
            column.title,
            width=width,
            help=column.help or None,
            format="localized",
            min_value=0,
            max_value=float(top) if pd.notna(top) and top > 0 else 1.0,
        )
    return st.column_config.Column(column.title, width=width, help=column.help or None)


def as_read(people: float) -> int:
    """Return a number of people rounded as it is read.

    Examples
    --------
    >>> as_read(4949.4)
    4950
    """
    place = rounding_place(people)
    return round_half_up(people / place) * place


def _row_clicked(key: str, ids: Sequence[str], on_row: Callable[[str], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        on_row(ids[rows[0]])
