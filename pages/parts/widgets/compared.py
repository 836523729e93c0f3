"""What a headline is compared with: the last half-year of our own work, and the target the department has set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geodata.targets.on_record import beside_line
from pages.parts.shell.context import Context
from planning.targets.beside import Measure


def show_compared(context: Context, keys: Sequence[str], measures: Mapping[str, Measure] | None = None) -> None:
    """Draw the comparison of some figures of the whole department, one line each; nothing where none is known.

    Parameters
    ----------
    keys : sequence of str
        Of ``planning.targets.figures.TARGET_FIGURES``.
    measures : mapping of key to measure, optional
        Of what no half-year counts.
    """
    given = measures or {}
    lines = [beside_line(context, key, context.targets(), given.get(key)) for key in keys]
    if said := [line for line in lines if line]:
        st.caption("  \n".join(said))
