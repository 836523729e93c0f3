"""Put in a new roster, counts of requests, or the table of adults: what was understood first, then the yes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geodata.department.attach import Attached, attach_input, save_attached
from geodata.department.versions import kind_of_input
from geodata.files.limits import UPLOAD
from geodata.inputs.registry import INPUTS, LATER
from geodata.officers.spellings import load_decisions
from geodata.setup.beat_map import safe_name
from pages.parts.forms.which_column import ask_columns, said_now, show_refusal
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from planning.errors import InputError, PlanningError
from planning.words.formats import whole_number


def show_new_inputs(context: Context) -> None:
    """Draw the section."""
    st.header("New files", anchor=False)
    offered = [name for name in LATER if context.may("write", kind_of_input(name))]
    name = st.selectbox("What it is", offered, format_func=_title, key="input-kind")
    st.caption(INPUTS[name].fuller or INPUTS[name].what)
    endings = [ending.lstrip(".") for ending in INPUTS[name].endings]
    given = st.file_uploader("File", endings, key=f"input-{name}", max_upload_size=_most_bytes(name) // 1_000_000)
    if given is None:
        return
    key = f"input-columns-{name}-{given.file_id}"
    said = said_now(INPUTS[name], key)
    try:
        with _on_disk(given.name, given.getvalue(), _most_bytes(name)) as path:
            rows = INPUTS[name].look(path, INPUTS[name].limits)
            attached = _read(context, name, path, given.name, said)
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if isinstance(attached, PlanningError):
        show_refusal(attached, key)
    ask_columns(INPUTS[name], rows, key, opened=isinstance(attached, PlanningError))
    if isinstance(attached, PlanningError):
        return
    _show_understood(attached, name)
    if context.department.folder is None:
        st.info("The demo cannot be changed: this is what would be taken in.", icon=":material/info:")
        return
    if st.button("Use this file", type="primary", key=f"input-use-{name}"):
        try:
            save_attached(replace(attached, seen=context.seen), context.writer(context.renew()))
        except PlanningError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        leave_flash(f"{_title(name)}: taken in")
        st.rerun()


def _most_bytes(name: str) -> int:
    """Return how large a file may be: a census file of a whole state is larger than what people keep themselves."""
    return INPUTS[name].limits.file_bytes if INPUTS[name].published else UPLOAD.file_bytes


def _title(name: str) -> str:
    return INPUTS[name].title


@contextmanager
def _on_disk(file_name: str, content: bytes, most: int) -> Iterator[Path]:
    """Give the path of a file that was uploaded, while it is read."""
    if len(content) > most:
        raise InputError("this file is too large", value=len(content), fix=f"use at most {whole_number(most)} bytes")
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        path = Path(folder) / safe_name(file_name)  # nothing a browser sends becomes a path
        path.write_bytes(content)
        yield path


def _read(context: Context, name: str, path: Path, file_name: str, said: Mapping[str, str]) -> Attached | PlanningError:
    """Return what a file was understood as, or why it cannot be used."""
    try:
        made = load_decisions(context.store)
        return attach_input(context.department, name, path, made, title=file_name, said=said)
    except PlanningError as error:
        return error


def _show_understood(attached: Attached, name: str) -> None:
    frame = getattr(attached.department, name)
    if name == "roster":
        speakers = frame.loc[frame["language"].notna(), "officer_id"].nunique()
        waiting = int((frame["language_as_found"].notna() & frame["language"].isna()).sum())
        st.markdown(
            f"**{whole_number(frame['officer_id'].nunique())} people**, {whole_number(speakers)} of them with "
            f"a known language. {waiting} entries need your decision."
        )
    elif name == "requests":
        st.markdown(
            f"**{whole_number(frame['requests'].sum())} requests** in {whole_number(frame['area_id'].nunique())} areas."
        )
    elif name == "bill":
        st.markdown(
            f"**{whole_number(frame['calls'].sum())} calls** in {whole_number(frame['language'].nunique())} languages."
        )
    elif name == "replicates":
        st.markdown(f"**{whole_number(frame['geoid'].nunique())} tracts** with variance replicates.")
    elif name == "detail":
        st.markdown(f"**{whole_number(frame['puma'].nunique())} PUMAs** with the languages inside combined groups.")
    elif name == "pumas":
        st.markdown(f"**{whole_number(len(frame))} tracts** in {whole_number(frame['puma'].nunique())} PUMAs.")
    else:
        st.markdown(f"**{whole_number(frame['geoid'].nunique())} tracts or block groups** with their adults.")
    if attached.account is not None:
        st.caption(plain(attached.account.sentence()))
    if attached.notes:
        st.markdown("What was noticed:\n" + "\n".join(f"- {plain(note)}" for note in attached.notes))
