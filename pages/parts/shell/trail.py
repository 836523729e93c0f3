"""What of a page goes into the audit trail: what is taken away, and what about officers is on the screen.

Asked where tables are drawn and files are made, by what is in them, so that a page that forgets to say so cannot
leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from geodata.records.store import Store
from planning.records.roles import FIGURES, Actor, require_may

ROSTER = "roster"
OFFICER = "officer_id"
"""A table with this column is about persons."""

_TAKER = "trail-taker"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who looks at the page that is being drawn, and where that is written down.

    Attributes
    ----------
    store : Store
    actor : Actor
    renew : callable
        Asks again who this is: a file is taken away long after its button was drawn.
    marks : str
        What the names of its files end with: the department and the day.
    """

    store: Store
    actor: Actor
    renew: Callable[[], Actor]
    marks: str = ""


def keep_taker(store: Store, actor: Actor, renew: Callable[[], Actor], marks: str = "") -> None:
    """Remember who looks at the page that is being drawn, and what the names of its files say."""
    st.session_state[_TAKER] = Taker(store, actor, renew, marks)


def marked(file_name: str) -> str:
    """Return a file's name with whose it is and of which day, so that two of them are told apart in a folder."""
    taker: Taker | None = st.session_state.get(_TAKER)
    stem, dot, ending = file_name.rpartition(".")
    return file_name if taker is None or not taker.marks else f"{stem}-{taker.marks}{dot}{ending}"


def kind_of(columns: Iterable[object]) -> str:
    """Return which kind a table is, for the question who may take it away.

    Examples
    --------
    >>> kind_of(["area_id", "lep"]), kind_of(["officer_id", "unit"])
    ('figures', 'roster')
    """
    return ROSTER if OFFICER in columns else FIGURES


def note_table(columns: Iterable[object], key: str) -> None:
    """Write down that a table is on the screen, if it is about officers; refuses whoever may not read them."""
    taker: Taker | None = st.session_state.get(_TAKER)
    if taker is not None and kind_of(columns) == ROSTER:
        taker.store.note_view(taker.actor, ROSTER, key)


def noted(content: Callable[[], bytes], file_name: str, *, kind: str = FIGURES, rows: int = 1) -> Callable[[], bytes]:
    """Return the making of a file, with a line in the audit trail each time it is taken away.

    Whoever asks is asked anew who they are: the role may be gone since the button was drawn.
    """
    taker: Taker | None = st.session_state.get(_TAKER)
    if taker is None:  # a part drawn alone, by nobody
        return content

    def make() -> bytes:
        actor = taker.renew()
        require_may(actor, "export", kind)
        made = content()
        taker.store.record_export(actor, kind, file_name, rows)
        return made

    return make
