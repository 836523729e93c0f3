"""The way into the guided path, the drafts that wait, and the departments of this server."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.department.department import DEMO
from geodata.department.settings import settings_of
from geodata.departments import DEPARTMENT_VARIABLE, departments_folder, first_department, kept_departments
from geodata.setup.draft import Draft, begin_draft, discard_draft, list_drafts
from geodata.setup.jobs import forget_job
from pages.parts.setup.flow import DRAFT, STEPS
from pages.parts.setup.opening import JUST_MADE, show_open_error, try_open, try_put_first, why_not_here
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.shell.shown import shown_department
from planning.errors import PlanningError
from planning.records.roles import may, require_may
from server.mode import is_shared

_TITLES = {step.id: (number, step.title) for number, step in enumerate(STEPS, start=1)}


def show_entry(context: Context) -> None:
    """Draw the way into the path, and what waits there."""
    if not may(context.actor, "write", "department"):
        return
    is_demo = context.department.settings.is_demo
    with st.container(border=True):
        st.markdown(
            f"**Set up {'your own' if is_demo else 'another'} department.** You need its beat map (a file, or "
            "the address of a map layer). Census data and population are fetched for you. There are eight "
            "short steps, saved as you go."
        )
        st.button(
            "Set up a department",
            key="setup-begin",
            icon=":material/add:",
            type="primary" if is_demo else "secondary",
            on_click=_begin,
            args=(context,),
        )
        drafts = list_drafts(departments_folder(), context.actor)
        if drafts:
            st.caption("Begun and not finished:")
        for draft in drafts:
            _show_draft(draft)


def _begin(context: Context) -> None:
    try:
        require_may(context.actor, "write", "department")
        st.session_state[DRAFT] = begin_draft(departments_folder(), context.actor).id
    except PlanningError as error:
        st.session_state["setup-open-error"] = str(error)


def _show_draft(draft: Draft) -> None:
    number, title = _TITLES.get(draft.entries.step, (1, ""))
    name = draft.entries.name or "No name yet"
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(f"{plain(name)} · step {number}, {title} · {draft.changed[:10]}", width="stretch")
    row.button("Go on", key=f"setup-go-{draft.id}", on_click=_go_on, args=(draft.id,))
    with row.popover("Discard", icon=":material/delete:", key=f"setup-discard-open-{draft.id}"):
        st.markdown("Everything that was answered and uploaded for it is removed.")
        st.button("Discard it", key=f"setup-discard-{draft.id}", on_click=_discard, args=(draft,))


def _go_on(draft_id: str) -> None:
    st.session_state[DRAFT] = draft_id


def _discard(draft: Draft) -> None:
    forget_job(draft.id)
    discard_draft(draft)


def show_just_made(context: Context) -> None:
    """Say what was finished a moment ago, and how to show it where the page cannot."""
    show_open_error()
    made = st.session_state.get(JUST_MADE)
    if not made or not Path(made).is_dir():
        return
    st.success(f"{plain(Path(made).name)} is kept on this server.", icon=":material/check:")
    if why_not_here(context) and not is_shared():
        st.markdown("To show it, start the dashboard for it:")
        st.code(f"{DEPARTMENT_VARIABLE}={made} streamlit run dashboard.py", language="bash", wrap_lines=True)


def show_departments(context: Context) -> None:
    """Draw the departments of this server, for whoever may open another."""
    kept = kept_departments()
    if not kept or not may(context.actor, "write", "server"):
        return
    st.header("Departments on this server", anchor=False)
    why_not = why_not_here(context)
    st.caption(plain(why_not) if why_not else "Opening one changes only what you see.")
    for place, name in [(folder, folder.name) for folder in kept] + [(None, DEMO)]:
        _show_department(context, place, name, can_open=not why_not)
    if not is_shared():
        st.caption(f"They are kept in `{departments_folder()}`.")


def _show_department(context: Context, place: Path | None, name: str, *, can_open: bool) -> None:
    where = DEMO if place is None else str(place)
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(_line(place), width="stretch")
    if where == shown_department():
        row.markdown(":green-badge[Open]")
    elif can_open:
        row.button("Open", key=f"setup-show-{name}", on_click=try_open, args=(context, name, place))
    if not is_shared():
        return
    if where == first_department():
        row.markdown(":blue-badge[Shown first]", help="What people see who come to this server without a link.")
    elif can_open:
        row.button("Show first", key=f"setup-first-{name}", on_click=try_put_first, args=(context, name, place))


def _line(place: Path | None) -> str:
    if place is None:
        return "Harbor Falls, the demo: every figure invented"
    try:
        settings = settings_of(place)
    except PlanningError as error:
        return f"{plain(place.name)}: {plain(error.what)}"
    return f"**{plain(settings.name)}** · {settings.period} · {plain(place.name)}"
