"""What is worked out beside the page: said while it is under way, and shown by itself once it is there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.kept.beside import some_ended

LOOK_EVERY_S = 0.8
"""Each look has the browser go through all elements of the page."""


def show_under_way(sentence: str, names: Sequence[str]) -> None:
    """Say what is being worked out, and draw the page again when one of the tasks of these names is through."""
    _watch(sentence, tuple(names))


@st.fragment(run_every=LOOK_EVERY_S)
def _watch(sentence: str, names: tuple[str, ...]) -> None:
    if some_ended(names):
        st.rerun()
    st.caption(f":material/hourglass_top: {sentence}")
