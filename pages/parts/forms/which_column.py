"""Which column is it? What was guessed of a file, shown with its values, and changed by whoever knows better."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geodata.files.columns import as_text, find_column
from geodata.inputs.registry import Input
from geodata.inputs.roster import NAME_COLUMNS
from pages.parts.shell.messages import plain
from planning.errors import MissingColumnError, PlanningError
from planning.lists import some

VALUES_SHOWN = 3
GUESSED, NO_COLUMN = "(as guessed)", "(no column)"


def said_now(row: Input, key: str) -> dict[str, str]:
    """Return what was said of a file's columns on the screen: role to heading, an empty heading for no column."""
    chosen = {role: st.session_state.get(f"{key}-{role}", GUESSED) for role in row.columns}
    return {role: "" if one == NO_COLUMN else one for role, one in chosen.items() if one != GUESSED}


def show_refusal(error: PlanningError, key: str) -> None:
    """Say why a file cannot be used; where a column was only called otherwise, one click says which it is.

    Parameters
    ----------
    key : str
        Of the choices in the session, as for ``ask_columns``.
    """
    if not isinstance(error, MissingColumnError):
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.error(plain(f"{error.what}: say below which column it is."), icon=":material/error:")
    if error.meant:
        st.button(
            f"Yes, {error.role.replace('_', ' ')} is {error.meant}",
            key=f"{key}-yes",
            type="primary",
            on_click=st.session_state.update,
            args=({f"{key}-{error.role}": error.meant},),
        )


def ask_columns(row: Input, rows: pd.DataFrame, key: str, *, opened: bool) -> None:
    """Draw a choice for every role of an input: the guess first, the columns of the file with their first values.

    Parameters
    ----------
    rows : DataFrame
        The file under its own headings; see ``geodata.inputs.said.look_at``.
    key : str
        Of the choices in the session; ``said_now`` reads them.
    opened : bool
        Whether they stand open, as where the file could not be used.
    """
    headings = [str(column) for column in rows.columns]
    roles = [role for role, aliases in row.columns.items() if aliases]
    if not headings or not roles:
        return
    values = first_values(rows)
    with st.expander("Which column is it?", expanded=opened, key=f"{key}-which-column"):
        halves = st.columns(2)
        for number, role in enumerate(roles):
            guess = find_column(headings, row.columns[role])
            halves[number % 2].selectbox(
                role.replace("_", " "),
                (GUESSED, NO_COLUMN, *headings),
                format_func={
                    GUESSED: f"{guess}: {values[guess]} {GUESSED}" if guess else f"none found {GUESSED}",
                    NO_COLUMN: NO_COLUMN,
                    **{heading: f"{heading}: {values[heading]}" for heading in headings},
                }.__getitem__,
                key=f"{key}-{role}",
            )
        st.caption("What you say here is kept for the next file with the same headings.")


def first_values(rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the first different values of every column as text; people's names are not shown.

    Examples
    --------
    >>> first_values(pd.DataFrame({"Tongue": ["Korean", "", "Korean", "Hindi"], "Last Name": ["A", "B", "C", "D"]}))
    {'Tongue': 'Korean, Hindi', 'Last Name': 'not shown'}
    """
    found: dict[str, str] = {}
    for column in rows.columns:
        cells = as_text(rows[column]).dropna().str.strip().drop_duplicates().head(VALUES_SHOWN)
        hidden = find_column([column], NAME_COLUMNS) is not None
        found[str(column)] = "not shown" if hidden else some([cell[:30] for cell in cells]) or "empty"
    return found
