"""Where the ± of a table's figures promises less than 90 %, said under the table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts.shell.context import Context
from planning.need.weak_margins import weak_sentence

KEYS = ["area_id", "language"]


def show_weak_promises(context: Context, rows: pd.DataFrame) -> None:
    """Say how many of the figures shown promise less, and why; nothing under an empty table.

    Parameters
    ----------
    rows : DataFrame with area_id, language
        Of the context's level; what is no census group (one language of several) has no figure and no promise.
    """
    shown = rows[KEYS].drop_duplicates().merge(context.promises(), on=KEYS)
    if len(shown):
        st.caption(weak_sentence(shown, "figure", "figures"))
