"""What interpreters were used for: calls for every thousand residents by language, and the share by each way."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.officers.interpreter_use import interpreter_use, months_of
from pages.parts.shell.context import Context
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.officers.interpreter_use import PER, WAYS, share_by_way
from planning.vocabulary import CANNOT_TELL
from planning.words.formats import whole_number
from planning.words.wording import percent

LEAST_CALLS = 10


def show_interpreter_use(context: Context) -> None:
    """Draw the section, where the department has an interpreter's bill."""
    bill = context.department.bill
    if bill is None:
        return
    st.header("Interpreters used", anchor=False)
    ways = share_by_way(bill)
    shares = ", ".join(f"**{percent(share)}** {way}" for way, share in ways.set_index("way")["share"].dropna().items())
    st.markdown(f"**{whole_number(bill['calls'].sum())} calls** ({months_of(bill)}): {shares}.")
    use = interpreter_use(context.prepared)
    rows = use[use["calls"] >= LEAST_CALLS]
    rows = rows.assign(
        name=rows["language"].map(language_name),
        both=[
            f"{whole_number(low)} to {whole_number(high)}" if pd.notna(low) and pd.notna(high) else CANNOT_TELL
            for low, high in zip(rows["per_1000_low"], rows["per_1000_high"], strict=True)
        ],
        **{way: 100 * rows[way] / rows["calls"] for way in WAYS if way in rows.columns},
    )
    columns = (
        Column("name", "Language"),
        Column("calls", "Calls", show=whole_number),
        Column("per_1000", f"Per {whole_number(PER)} LEP residents", show=whole_number),
        Column("both", "With both errors"),
        *(Column(way, f"{way.capitalize()}, %", show="{:.0f}".format) for way in WAYS if way in rows.columns),
    )
    show_table(rows, columns, "coverage-interpreters", missing=CANNOT_TELL)
    suppressed = int(bill["suppressed"].sum())
    hidden = (
        f" Rows with a suppressed count (as <10), in no sum and not zero: {whole_number(suppressed)}."
        if suppressed
        else ""
    )
    st.caption(
        "Calls are not people: one person may call ten times. Few calls for many residents can mean that "
        "officers speak the language, or that no one offers the line. The margins cover the residents: the "
        f"survey and split tracts. Languages with fewer than {LEAST_CALLS} calls are hidden.{hidden}"
    )
