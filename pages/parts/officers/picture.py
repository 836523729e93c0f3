"""Bilingual coverage as a picture: a square for every slot, languages down, shifts across, with totals."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from geodata.maps.palette import LOOKS
from pages.parts.widgets.on_paper import table_row
from planning.languages.groups import language_name
from planning.officers.published import as_range, sum_published
from planning.officers.slot_states import FILLED, NEEDED, OPEN, PARTLY, SLOT_STATES, UNTOLD, count_slots
from planning.words.formats import tenths

NO_ROSTER = "no roster"
MOST_SQUARES = 6
"""Squares of one kind in a cell: more are written as a number beside one."""

LOOK_OF: Mapping[str, tuple[str, str, str]] = {
    OPEN: ("slot-open", "", "open: no verified officer"),
    PARTLY: ("slot-partly", "?", "partly filled, or the counts shown are too rough to say"),
    FILLED: ("slot-filled", "✓", "filled by verified officers"),
    NEEDED: ("slot-partly", "", "needed (no roster)"),
    UNTOLD: ("slot-untold", "?", "the census can’t tell whether it is needed"),
}


def show_picture(table: pd.DataFrame) -> None:
    """Draw the slots by language and shift. ``table``: the coverage shown on the page."""
    counts = count_slots(table)
    if counts.empty:
        st.caption("No slot is needed here by this choice.")
        return
    st.header("Slots by language and shift", anchor=False)
    st.html(picture_table(counts, sum_published(table, "language")))


def picture_table(counts: pd.DataFrame, sums: pd.DataFrame) -> str:
    """Return the picture as a table that is read aloud cell by cell, and prints.

    ``counts``: as ``count_slots`` gives them; ``sums``: language, required, gap_low and gap_high, missing without a
    roster.

    Examples
    --------
    >>> counts = pd.DataFrame([{"language": "korean", "shift": "day", "open": 1, "partly": 0, "filled": 1, "needed": 0,
    ...     "untold": 0}])
    >>> sums = pd.DataFrame({"language": ["korean"], "required": 3.16, "gap_low": 1.58, "gap_high": 1.58})
    >>> picture = picture_table(counts, sums)
    >>> 'aria-label="1 open: no verified officer, 1 filled by verified officers"' in picture
    True
    >>> "<td>1 of 2</td><td>3.2</td><td>1.6</td>" in picture
    True
    """
    shifts = list(dict.fromkeys(counts["shift"]))
    head = table_row("th", ["Language", *(shift.capitalize() for shift in shifts), "Open, all shifts", *OFFICERS])
    body = "".join(
        _row(language_name(str(language)), rows, shifts, _officers(sums[sums["language"] == language]))
        for language, rows in counts.groupby("language", sort=False)
    )
    totals = [_of(counts[counts["shift"] == shift]) for shift in shifts]
    foot = table_row("td", ["All languages", *totals, _of(counts), *_officers(sums)])
    there = [state for state in SLOT_STATES if counts[state].any()]
    legend = "".join(f'<li style="margin:0">{_square(state)} {html.escape(LOOK_OF[state][2])}</li>' for state in there)
    region = '<div class="ct-wide" role="region" aria-label="Slots by language and shift" tabindex="0">'
    return (
        f'{STYLE}{region}<table class="ct-slots"><thead>{head}</thead><tbody>{body}</tbody>'
        f'<tfoot>{foot}</tfoot></table></div><ul class="ct-slots-legend">{legend}</ul>'
    )


OFFICERS = ("Officers needed", "Officers short")


def _officers(sums: pd.DataFrame) -> tuple[str, str]:
    """Return how many officers the slots take, and how many of them are missing at least and at most."""
    low, high = (float(sums[end].sum(min_count=1)) for end in ("gap_low", "gap_high"))
    return f"{tenths(sums['required'].sum())}", NO_ROSTER if math.isnan(high) else as_range(low, high)


def _row(name: str, rows: pd.DataFrame, shifts: Sequence[str], officers: Sequence[str]) -> str:
    by_shift = {str(row["shift"]): row for _, row in rows.iterrows()}
    cells = [_squares(by_shift[shift]) if shift in by_shift else "" for shift in shifts]
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    sums = "".join(f"<td>{html.escape(text)}</td>" for text in officers)
    return f'<tr><th scope="row">{html.escape(name)}</th>{row}<td>{_of(rows)}</td>{sums}</tr>'


def _of(rows: pd.DataFrame) -> str:
    known = int(rows[[OPEN, PARTLY, FILLED, NEEDED]].to_numpy().sum())
    return f"{int(rows[OPEN].sum())} of {known}" if known else "can’t tell"


def _squares(row: pd.Series) -> str:
    there = [(state, int(row[state])) for state in SLOT_STATES if row[state]]
    words = ", ".join(f"{count} {LOOK_OF[state][2]}" for state, count in there)
    drawn = "".join(
        _square(state) * count if count <= MOST_SQUARES else f"{_square(state)}×{count} " for state, count in there
    )
    return f'<span role="img" aria-label="{html.escape(words)}">{drawn}</span>'


def _square(state: str) -> str:
    look, sign, _ = LOOK_OF[state]
    return f'<span class="ct-slot {look}" aria-hidden="true">{sign}</span>'


def _colors(name: str) -> str:
    look = LOOKS[name]
    return (
        f".ct-slot.{name}{{background:light-dark({look.light},{look.dark});"
        f"color:light-dark({look.light_ink},{look.dark_ink})}}"
    )


STYLE = (
    "<style>.ct-wide{overflow-x:auto}.ct-slots{border-collapse:collapse;font-size:.95rem}"
    ".ct-slots :is(th,td){padding:.3rem 1rem .3rem 0;text-align:left;font-weight:400;"
    "border-bottom:1px solid light-dark(#d9dfe0,#39464a)}.ct-slots :is(thead th,tfoot td){font-weight:600}"
    ".ct-slot{display:inline-block;vertical-align:middle;width:1.15rem;height:1.15rem;line-height:1.15rem;margin-right:2px;text-align:center;"
    "font-size:.8rem;font-weight:600;border-radius:2px;border:1px solid light-dark(#6d7a7e,#8a9599);"
    "print-color-adjust:exact}.ct-slot.slot-untold{border-style:dashed}"
    ":root .ct-slots-legend{list-style:none;padding:0;margin:.5rem 0 0;font-size:.85rem;display:flex;flex-wrap:wrap;"
    "gap:.2rem 1.2rem}"
    + "".join(_colors(name) for name in dict.fromkeys(look for look, _, _ in LOOK_OF.values()))
    + "</style>"
)
