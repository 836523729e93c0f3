"""Give a file of one's own for an input of a draft, and say which of its columns is which."""

from __future__ import annotations

import streamlit as st

from geodata.inputs.registry import INPUTS
from geodata.setup.inputs import OWN_FILES, VENUES, Upload, is_located, look_at_files, take_files
from pages.parts.forms.which_column import ask_columns, said_now, show_refusal
from pages.parts.setup.flow import Flow
from planning.errors import PlanningError


def take_input(flow: Flow, name: str) -> tuple[Upload, ...]:
    """Draw the uploader of an input, take in each file once, and again whenever something is said of its columns.

    Parameters
    ----------
    name : str
        One of ``geodata.setup.inputs.OWN_FILES``.

    Returns
    -------
    tuple of (name, content)
        What was given, whether or not it could be used.
    """
    row = INPUTS[OWN_FILES[name]]
    endings = [ending.lstrip(".") for ending in row.endings]
    given = st.file_uploader(row.upload, type=endings, key=flow.key(f"file-{name}"), accept_multiple_files=row.several)
    files = given if isinstance(given, list) else [given] if given else []
    seen = flow.key(f"seen-{name}")
    if not files:
        st.session_state.pop(seen, None)
        return ()
    which = "-".join(one.file_id for one in files)
    uploads = tuple((one.name, one.getvalue()) for one in files)
    key = flow.key(f"columns-{name}-{which}")
    said = said_now(row, key)
    before = st.session_state.get(seen)
    if before is None or before[:2] != (which, said):
        problem: PlanningError | None = None
        with st.spinner("Reading the file"):
            try:
                take_files(flow.draft, name, uploads, said)
            except PlanningError as error:
                problem = error
        before = st.session_state[seen] = (which, said, problem)
    if name == VENUES and is_located(flow.draft, uploads):
        return uploads
    if before[2] is not None:
        show_refusal(before[2], key)
    try:
        rows = look_at_files(name, uploads)
    except PlanningError:
        return uploads  # why it cannot be read was said above
    ask_columns(row, rows, key, opened=before[2] is not None)
    return uploads
