"""Where most people speak Spanish: which question the page answers, and that the table cannot answer the other."""

from __future__ import annotations

import streamlit as st

from pages.parts.shell.messages import plain

ENGLISH, SPANISH = "speak English less than “very well”", "speak Spanish less than “very well”"


def show_question(note: str) -> bool:
    """Draw what the measure means here, and let a person turn the question round; return whether they did.

    Parameters
    ----------
    note : str
        From ``geodata.department.language_of_most.spanish_note``.
    """
    st.info(plain(note), icon=":material/info:")
    asked = st.segmented_control(
        "Ask about people who", (ENGLISH, SPANISH), default=ENGLISH, required=True, key="overview-question"
    )
    turned = asked == SPANISH
    if turned:
        st.warning(
            "**No data.** People who speak Spanish less than “very well” cannot be counted from census table C16001: "
            "it asks how well people speak English, and not how well they speak Spanish. Local data on the page "
            "Materials can say it: what schools, interpreters, and partners counted. The figures below are still of "
            "people who speak English less than “very well.”",
            icon=":material/help:",
        )
    return turned
