"""Controls: the choice every page shares in the sidebar, and rows of controls above an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.department.names import area_title, level_word
from pages.parts.shell import state
from pages.parts.shell.context import Context
from planning.languages.groups import ALL, LANGUAGE_IDS, LANGUAGES, language_name
from planning.vocabulary import DEPARTMENT_LEVEL

BASEMAP = "online-basemap"


def show_shared_choice(context: Context) -> None:
    """Draw level, area and language in the sidebar."""
    department = context.department
    with st.sidebar:
        st.selectbox(
            "Areas",
            department.levels,
            key=state.widget_key(state.LEVEL),
            format_func=_level_label,
            on_change=state.choose_area,
            args=(None,),
            help="Size of the areas shown. Smaller areas have larger margins of error.",
        )
        st.selectbox(
            level_word(context.level).capitalize(),
            context.area_ids,
            key=state.widget_key(state.AREA),
            index=None,
            placeholder="All, or click the map",
            format_func=lambda area: area_title(context.level, area, department.settings.name),
        )
        st.selectbox(
            "Language",
            (ALL, *LANGUAGE_IDS),
            key=state.widget_key(state.LANGUAGE),
            format_func=language_label,
            help=(
                "The Census Bureau’s 12 language groups. Six are combined groups that count several languages together."
            ),
        )
        if not department.settings.is_demo:
            st.toggle(
                "Online basemap",
                key=BASEMAP,
                value=False,
                help="Streets behind the maps, asked from openstreetmap.org: it then sees which places you look at.",
            )


def _level_label(level: str) -> str:
    return "Whole department" if level == DEPARTMENT_LEVEL else level_word(level, 2).capitalize()


def wants_basemap(context: Context) -> bool:
    """Return whether streets were asked for; never on the demo, whose place does not exist."""
    return bool(st.session_state.get(BASEMAP)) and not context.department.settings.is_demo


def language_label(language: str) -> str:
    """Return a language's name for a list, lumps marked.

    Examples
    --------
    >>> language_label("korean"), language_label("slavic")
    ('Korean', 'Russian, Polish and other Slavic (several)')
    """
    several = language != ALL and LANGUAGES[language].is_lump
    return language_name(language) + (" (several)" if several else "")


def control_row(count: int) -> Sequence[DeltaGenerator]:
    """Return columns for the controls of a page, in one row above the answer."""
    return st.columns(count, vertical_alignment="bottom")


def layer_switch(
    names: Mapping[str, str], key: str, on_change: Callable[[], None] | None = None, *, label: str = "Map shows"
) -> str:
    """Draw a switch between map layers, or sections of a page, and return the chosen one's id."""
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        default=next(iter(names)),
        key=key,
        required=True,
        on_change=on_change or "rerun",
    )
    return chosen or next(iter(names))


def turn_key(name: str) -> str:
    """Return the key of a file uploader in its present turn; a new turn shows it empty."""
    return f"{name}-turn-{st.session_state.get(f'{name}-turn', 0)}"


def next_turn(name: str) -> None:
    """Empty a file uploader: what was brought has been kept. For callbacks."""
    st.session_state[f"{name}-turn"] = st.session_state.get(f"{name}-turn", 0) + 1
