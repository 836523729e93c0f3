"""Which area is each unit, and which shift is each word? What was read of a roster, and a choice for each word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from geodata.department.department import Department
from geodata.department.rows import rows_of
from geodata.department.words import KINDS, NOWHERE, Kind, area_names
from geodata.officers.places import DEFAULT_SHIFTS, shifts_of
from pages.parts.shell.messages import plain
from planning.lists import counted

AS_READ = ""
TITLES: Mapping[Kind, str] = {"unit": "Units", "shift": "Shifts"}


def ask_words(
    department: Department, review: pd.DataFrame, key: str, *, disabled: bool = False
) -> dict[Kind, dict[str, str]]:
    """Draw a choice for each word, those that count nowhere first; return what was chosen where it is a decision."""
    chosen: dict[Kind, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        rows = review[review["kind"] == kind]
        if rows.empty:
            continue
        st.markdown(f"**{TITLES[kind]}**")
        known = area_names(department) if kind == "unit" else (*DEFAULT_SHIFTS, *shifts_of(department))
        for row in rows_of(rows):
            decision = row.decision if isinstance(row.decision, str) else AS_READ
            options = dict.fromkeys((AS_READ, *known, NOWHERE, *((decision,) if decision else ())))
            as_read = f"as read: {row.counts_as}" if isinstance(row.counts_as, str) and not decision else "not decided"
            near = f" · nearest: {row.suggested}" if isinstance(row.suggested, str) else ""
            left, right = st.columns((1.2, 1.0), vertical_alignment="center")
            left.markdown(f"**{plain(row.as_found)}** · {counted(int(row.officers), 'officer')}{plain(near)}")
            said = right.selectbox(
                f"What “{row.as_found}” is",
                tuple(options),
                tuple(options).index(decision),
                format_func=partial(_in_words, as_read),
                key=f"{key}-{kind}-{row.as_found}",
                label_visibility="collapsed",
                disabled=disabled,
            )
            if said or decision:
                chosen[kind][str(row.as_found)] = str(said)
    return chosen


def _in_words(as_read: str, meaning: str) -> str:
    return {AS_READ: as_read, NOWHERE: "counts nowhere"}.get(meaning, meaning)
