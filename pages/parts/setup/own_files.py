"""Give a file of one's own for an input of a draft, and say which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from geodata.inputs.registry import INPUTS
from geodata.setup.inputs import OWN_FILES, VENUES, Upload, located_addresses, look_at_files, take_files
from pages.parts.forms.which_column import ask_columns, said_now, show_refusal
from pages.parts.setup.flow import Flow
from planning.errors import PlanningError


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody uploaded, what they say of its columns, and why it cannot be used, if so."""

    uploads: tuple[Upload, ...]
    said: Mapping[str, str]
    problem: PlanningError | None


def take_input(flow: Flow, name: str) -> Given | None:
    """Draw the uploader of an input, take in each file once, and again whenever something is said of its columns.

    Parameters
    ----------
    name : str
        One of ``geodata.setup.inputs.OWN_FILES``.

    Returns
    -------
    Given or None
        What was given, whether or not it could be used.
    """
    row = INPUTS[OWN_FILES[name]]
    endings = [ending.lstrip(".") for ending in row.endings]
    upload = st.file_uploader(row.upload, type=endings, key=flow.key(f"file-{name}"), accept_multiple_files=row.several)
    files = upload if isinstance(upload, list) else [upload] if upload else []
    seen = flow.key(f"seen-{name}")
    if not files:
        st.session_state.pop(seen, None)
        return None
    which = "-".join(one.file_id for one in files)
    uploads = tuple((one.name, one.getvalue()) for one in files)
    key = flow.key(f"columns-{name}-{which}")
    said = said_now(row, key)
    looked_up = name == VENUES and located_addresses(flow.draft, uploads, said) is not None
    state = (which, said, looked_up)
    taken, problem = st.session_state.get(seen, (None, None))
    if taken != state:
        problem = None
        with st.spinner("Reading the file"):
            try:
                take_files(flow.draft, name, uploads, said)
            except PlanningError as error:
                problem = error
        st.session_state[seen] = (state, problem)
        if problem is None:
            flow.forget_error()
    given = Given(uploads, said, problem)
    if problem is not None:
        show_refusal(problem, key)
    try:
        rows = look_at_files(name, uploads)
    except PlanningError:
        return given  # why it cannot be read was said above
    ask_columns(row, rows, key, opened=problem is not None)
    return given
