"""A table's rows for the printer: on the screen a table is a window that scrolls, on paper it must be whole."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from planning.words.formats import whole_number

MOST_ROWS = 300
"""Rows printed from the screen, about eight sheets: whoever wants more takes the file."""


def show_on_paper(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw the rows of the table just drawn where only a printer finds them. ``rows``: as they are read."""
    st.html(paper_table(titles, rows))


def paper_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as markup that only paper shows (``static/page/page.css``).

    Examples
    --------
    >>> table = paper_table(["Beat"], [["<42>"]])
    >>> print(table.partition("<tbody>")[2])
    <tr><td>&lt;42&gt;</td></tr></tbody></table></div>
    """
    head = table_row("th", titles)
    body = "".join(table_row("td", row) for row in rows[:MOST_ROWS])
    left = len(rows) - MOST_ROWS
    more = f"<p>{whole_number(left)} more rows are in the download.</p>" if left > 0 else ""
    return f'<div class="ct-paper"><table><thead>{head}</thead><tbody>{body}</tbody></table>{more}</div>'


def table_row(cell: str, texts: Sequence[str]) -> str:
    """Return a row of a table as markup, every cell of one kind.

    Examples
    --------
    >>> table_row("th", ["Beat", "<42>"])
    '<tr><th>Beat</th><th>&lt;42&gt;</th></tr>'
    """
    return "<tr>" + "".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in texts) + "</tr>"
