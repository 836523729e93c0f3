"""The versions of the department that is open: what changed, by whom, and an older one brought back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from geodata.checks.clock_back import SET_IT, newest_write, said_of_clock
from geodata.department.version_list import bring_version_back, compare_versions, list_versions
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.words.formats import moment

_ERROR, _CHOSEN = "setup-version-error", "setup-version"
COLUMNS = (
    Column("at", "When"),
    Column("who", "Who"),
    Column("what", "What"),
    Column("version", "Version"),
    Column("state", "State"),
)


def show_versions(context: Context) -> None:
    """Draw every write to the department, for those who may change it for everybody, and the way back."""
    folder = context.department.folder
    if folder is None or not context.may("write", "live_department"):
        return
    st.header("Versions", anchor=False)
    try:
        writes = list_versions(folder)
        writes["at"] = [moment(context.local(datetime.fromisoformat(at).replace(tzinfo=UTC))) for at in writes["at"]]
    except PlanningError as error:
        st.caption(plain(str(error)))
        return
    if behind := said_of_clock(newest_write(folder), context.department.zone):
        st.warning(plain(f"{behind} {SET_IT}"), icon=":material/schedule:")
    show_table(writes, COLUMNS, "setup-versions")
    older = {str(row.version): row for row in writes.itertuples() if row.state in ("kept", "refused")}
    said = st.session_state.pop(_ERROR, None)
    if said:
        st.error(plain(said), icon=":material/error:")
    if not older:
        return
    with st.expander("Bring back an older version", key="versions-bring-back-an-older"):
        chosen = st.selectbox(
            "Version", list(older), key=_CHOSEN, format_func=lambda name: f"{older[name].at}, {older[name].what}"
        )
        differing = compare_versions(folder, chosen, context.department.version) if _is_kept(context) else None
        if differing is not None and differing.empty:
            st.caption("It's the same as the one that is open.")
        elif differing is not None:
            columns = (Column("part", "What differs"), Column("first", "In that version"), Column("second", "Now"))
            show_table(differing, columns, "setup-versions-compared")
        st.caption("Everyone sees it at once. The version in use now is saved, so you can undo this.")
        st.button("Bring it back", key="setup-version-back", on_click=_bring_back, args=(context, chosen))


def _is_kept(context: Context) -> bool:
    return context.department.place is not None and context.department.place.name == context.department.version


def _bring_back(context: Context, version: str) -> None:
    """Bring a version back as who is looking now, asked anew. For a callback."""
    folder = context.department.folder
    assert folder is not None
    try:
        bring_version_back(folder, version, context.writer(context.renew()), seen=context.department.version)
    except PlanningError as error:
        st.session_state[_ERROR] = str(error)
        return
    leave_flash("The older version is open now")
