"""Units and shifts as the roster writes them, and what a person says each is: on the page Roster and in Set-up."""

from __future__ import annotations

import streamlit as st

from geodata.department.attach import Attached, save_attached
from geodata.department.words import with_words
from geodata.officers.roster_words import review_words
from pages.parts.forms.roster_words import ask_words
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from planning.errors import PlanningError
from planning.lists import counted


def show_words(context: Context) -> None:
    """Draw every word for a unit or a shift of the roster, with what it counts as, and save what is decided."""
    department = context.department
    st.header("Units and shifts to decide", anchor=False)
    review = review_words(department)
    if review.empty:
        st.markdown("The roster names no units or shifts.")
        return
    may_write = context.may("write", "roster") and department.folder is not None
    with st.form("roster-words", border=False):
        chosen = ask_words(department, review, "roster-word", disabled=not may_write)
        sent = st.form_submit_button("Save units and shifts", type="primary", disabled=not may_write)
    if not may_write:
        st.caption("The demo cannot be changed." if department.folder is None else "Your role may look and not decide.")
    if not sent:
        return
    try:
        changed = with_words(department, chosen["unit"], chosen["shift"])
        attached = Attached(changed, (), what="units and shifts decided", seen=context.seen)
        save_attached(attached, context.writer(context.renew()))
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    made = counted(sum(map(len, chosen.values())), "decision")
    leave_flash(f"{made} saved")
    st.rerun()
