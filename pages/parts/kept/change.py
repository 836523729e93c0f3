"""Two surveys of a department, and what has changed between them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.change import surveys as two_surveys
from geodata.change.surveys import Surveys

PAIRS_KEPT = 3
TABLES_KEPT = 16


@st.cache_resource(max_entries=PAIRS_KEPT, show_spinner="Opening both surveys")
def surveys(where: str, stamp: str, then: int, now: int) -> Surveys:
    """Return a department by two of its surveys; ``stamp`` from ``pages.parts.kept.departments.stamp_of``."""
    return two_surveys.open_surveys(where, then, now)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def survey_change(where: str, stamp: str, then: int, now: int, level: str, _surveys: Surveys) -> pd.DataFrame:
    """Return what has changed at a level."""
    return two_surveys.survey_change(_surveys, level)
