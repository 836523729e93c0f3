"""Tables as markup: whole on paper, where the screen has a window that scrolls; and on the screen, if of sentences."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence

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


def show_sentences(titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> None:
    """Draw a table whose cells are sentences: every row is as high as its text, on the screen and on paper.

    ``numbers``: the columns whose figures stand below each other.
    """
    st.html(sentence_table(titles, rows, numbers))


def sentence_table(titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Return such a table as markup (``static/page/page.css``).

    Examples
    --------
    >>> table = sentence_table(["People", "Why"], [["4,980", "<close>"]], [0])
    >>> print(table.partition("<tbody>")[2])
    <tr><td class="ct-number">4,980</td><td>&lt;close&gt;</td></tr></tbody></table></div>
    """
    head = table_row("th", titles)
    body = "".join(
        f"<tr>{''.join(_cell(text, place in numbers) for place, text in enumerate(row))}</tr>" for row in rows
    )
    return (
        '<div class="ct-sentences" role="region" aria-label="Table" tabindex="0">'
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, is_number: bool) -> str:
    kind = ' class="ct-number"' if is_number else ""
    return f"<td{kind}>{html.escape(text)}</td>"


def table_row(cell: str, texts: Sequence[str]) -> str:
    """Return a row of a table as markup, every cell of one kind.

    Examples
    --------
    >>> table_row("th", ["Beat", "<42>"])
    '<tr><th>Beat</th><th>&lt;42&gt;</th></tr>'
    """
    return "<tr>" + "".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in texts) + "</tr>"
