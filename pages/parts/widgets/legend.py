"""The legend of a map, in words: chips of colour or pattern, each with what it stands for."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from geodata.maps.palette import DOT_LOOKS, chip_style

_SHAPES = {
    False: "width:26px;height:16px;border-radius:2px",
    True: "width:12px;height:12px;margin:0 7px;border-radius:6px",
}


def show_legend(title: str, entries: Sequence[tuple[str, str]]) -> None:
    """Show chips beside words. ``entries`` are (look, words); the words are ours, never from a file.

    What is drawn as dots has a round chip.
    """
    rows = "".join(
        f'<div style="display:flex;align-items:center;gap:.5rem;margin:.15rem 0">'
        f'<span style="flex:none;border:1px solid #7f8d92;{_SHAPES[look in DOT_LOOKS]};{chip_style(look)}">'
        f"</span><span>{html.escape(words)}</span></div>"
        for look, words in entries
    )
    st.html(
        f'<div style="font-size:.85rem"><div style="font-weight:600;margin-bottom:.2rem">{html.escape(title)}</div>'
        f"{rows}</div>"
    )
