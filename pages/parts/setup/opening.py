"""Step 8: the department moves to its place and is opened for whoever made it, or it is said what to start."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from geodata.department.attach import carry_over
from geodata.department.department import load_place
from geodata.department.versions import is_department
from geodata.departments import DEPARTMENT_VARIABLE, folder_name, pinned_department, show_first, writer_beside
from geodata.records.engine import URL_VARIABLE
from geodata.records.outlived import outlived_places
from geodata.records.people import carry_people
from geodata.setup.finish import finish, read_report
from pages.parts.setup.flow import DRAFT, Flow, show_error, show_way_on, tried
from pages.parts.shell.context import Context, records_of
from pages.parts.shell.messages import leave_flash, plain
from pages.parts.shell.shown import show_department, shown_department
from planning.errors import PlanningError
from planning.lists import some
from planning.records.roles import may, require_may
from server.mode import is_shared

JUST_MADE = "setup-just-made"
"""Session key: the folder of the department that was finished a moment ago."""


def draw(flow: Flow) -> None:
    """Draw the step."""
    findings = read_report(flow.draft)
    if findings is None or any(finding.status == "stop" for finding in findings):
        show_way_on(flow, ready=False, why_not="The check report comes first: go back one step.")
        return
    place = flow.departments / folder_name(flow.entries.name)
    exists = is_department(place)
    st.markdown(
        f"**{plain(flow.entries.name)}** is ready. It will be saved on this server as "
        f"**{plain(place.name)}**. Copying that folder copies the department."
    )
    replace = False
    if exists and not may(flow.context.actor, "write", "live_department"):
        st.info("There is a department of that name. Only an administrator replaces it.", icon=":material/info:")
        st.caption("Go back to the first step and give this one another name.")
    elif exists:
        replace = st.checkbox(
            "Replace the department with that name. Its records (meetings, partners, ...) stay", key=flow.key("replace")
        )
        st.caption("Or go back to the first step and give this one another name.")
    if replace:
        _show_replaced(flow, place)
    why_not = why_not_here(flow.context)
    row = st.container(horizontal=True)
    blocked = exists and not replace
    if not why_not:
        row.button(
            "Open it now",
            key=flow.key("open"),
            type="primary",
            icon=":material/login:",
            disabled=blocked,
            on_click=_finish,
            args=(flow, replace, True),
        )
    row.button(
        "Keep it, and do not open it yet",
        key=flow.key("keep"),
        disabled=blocked,
        type="primary" if why_not else "secondary",
        on_click=_finish,
        args=(flow, replace, False),
    )
    if why_not:
        st.info(plain(why_not), icon=":material/info:")
    elif is_shared():
        st.caption(
            "It opens for you alone. Everyone else on this server keeps seeing "
            f"{plain(flow.context.department.settings.name)}, until you choose otherwise on this page."
        )
    said = st.session_state.get(flow.key("error"))
    if said is not None:
        st.error(plain(said[0]), icon=":material/error:")
    show_way_on(flow, ready=False)


def _show_replaced(flow: Flow, place: Path) -> None:
    """Say what becomes of the places and files of the department that is replaced, and which records outlive theirs."""
    carried = tried(lambda: carry_over(load_place(flow.draft.staged), place))
    if carried is None:
        return
    left = tried(lambda: outlived_places(records_of(str(place)), flow.context.actor, carried.department)) or ()
    said = [f"{note[0].upper()}{note[1:]}." for note in carried.notes]
    said += [f"The {one.kind} {one.name} will be gone. On record: {some(one.known)}." for one in left]
    if left:
        said.append("Which place each of these is now is asked on this page once the department is open.")
    if said:
        st.markdown("What becomes of what is there:\n" + "\n".join(f"- {plain(line)}" for line in said))


def why_not_here(context: Context) -> str:
    """Return why another department cannot be opened on this server by this person; empty if it can."""
    if pinned_department():
        return (
            f"This server was started for one department ({DEPARTMENT_VARIABLE}), so it goes on showing that. To show "
            "another, start it without that setting, or with the other one's folder."
        )
    if os.environ.get(URL_VARIABLE):
        return (
            f"This server keeps its records in a database ({URL_VARIABLE}), and one database holds one department. "
            f"Start a server for the new one, with {DEPARTMENT_VARIABLE} and a database of its own."
        )
    if not may(context.actor, "write", "server"):
        return "An administrator opens it for everyone. It will be on this page under Departments on this server."
    return ""


def _finish(flow: Flow, replace: bool, show: bool) -> None:
    """Move the draft to its place; for a callback, before the page is drawn."""
    try:
        actor = flow.context.renew()
        require_may(actor, "write", "department")
        place = flow.departments / folder_name(flow.entries.name)
        finish(flow.draft, flow.departments, replace=replace, by=writer_beside(place, actor))
        st.session_state.pop(DRAFT, None)
        st.session_state[JUST_MADE] = str(place)
        if show:
            open_here(flow.context, place.name, place)
    except PlanningError as error:
        st.session_state[flow.key("error")] = (str(error), False)


def open_here(context: Context, name: str, place: Path | None) -> None:
    """Open a department, or the demo (no place), for this session; who may come in here may come in there.

    Where one person works alone it is also what they see first from now on, in another window and after a restart.
    """
    require_may(context.actor, "write", "server")
    _carry_people(context, place)
    before = shown_department()
    show_department(name)
    if not is_shared():
        show_first(name)
    st.session_state.pop(JUST_MADE, None)
    context.store.record_view(context.actor, "server", f"opened {name} in place of {Path(before).name}")
    leave_flash(f"{name} is open now")


def _carry_people(context: Context, place: Path | None) -> None:
    if is_shared() and place is not None:
        carry_people(context.store, records_of(str(place)), context.actor, invented=context.department.settings.is_demo)


def _put_first(context: Context, name: str, place: Path | None) -> None:
    actor = context.renew()
    require_may(actor, "write", "server")
    _carry_people(context, place)
    show_first(name)
    context.store.record_view(actor, "server", f"{name} is shown first")
    leave_flash(f"Everyone on this server sees {name} first")


def try_open(context: Context, name: str, place: Path | None) -> None:
    """Open a department from a list; for a callback."""
    _try(lambda: open_here(context, name, place))


def try_put_first(context: Context, name: str, place: Path | None) -> None:
    """Have a server that several people share show a department first; for a callback."""
    _try(lambda: _put_first(context, name, place))


def _try(do: Callable[[], None]) -> None:
    try:
        do()
    except PlanningError as error:
        st.session_state["setup-open-error"] = str(error)


def show_open_error() -> None:
    """Say why a department could not be opened, once."""
    said = st.session_state.pop("setup-open-error", None)
    if said:
        show_error(PlanningError(said.rstrip(".")))
