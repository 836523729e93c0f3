"""People and roles: who may come in, by address or by a group of the sign-in, and what each role may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from geodata.records.people import last_sign_ins
from geodata.records.work import Record
from pages.parts.forms.forms import open_form, opened_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import run, show_history, show_problem, show_record_downloads
from pages.parts.people.gis_keys import show_gis_keys
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.shell.page import Page
from pages.parts.widgets.tables import Column, show_table
from planning.lists import counted, listed
from planning.records.roles import PERMISSIONS, Actor, may
from planning.vocabulary import ADMIN, COMMANDER, COORDINATOR, RECRUITER, ROLES, VIEWER
from planning.words import formats
from server.mode import is_shared

PERSON = "person"
CHOSEN = "people-chosen"
NEW, CHANGE = "person-new", "person-change"

WHO = {"email": "One person, by email address", "group": "A group of the sign-in"}
ROLE_WORDS = {
    ADMIN: "administrator: everything, and who else may come in",
    COORDINATOR: "coordinator: meetings, partners and contacts, concerns",
    RECRUITER: "recruiter: the roster and hiring, no contacts",
    COMMANDER: "commander: every number and answers to concerns, no other changes",
    VIEWER: "viewer: only what is published",
}

ROLE = Field("role", "Role", "one", ROLE_WORDS)
ACTIVE = Field("active", "Access", "flag", help="Off: shut out at the next click, whatever their groups say.")
FIELDS = (
    Field("subject_kind", "Who", "one", WHO),
    Field("subject", "Address or group", help="A group exactly as the sign-in calls it."),
    ROLE,
    ACTIVE,
)


def render(context: Context) -> None:
    """Draw the page."""
    found = context.store.records(context.actor, PERSON)
    people = tuple(sorted(found, key=lambda person: (person["subject_kind"] == "group", person["subject"])))
    show_answer(people_answer(people))
    show_problem()
    if not is_shared():
        st.caption(
            "This dashboard is private to this computer. These settings take effect once you share it. See "
            "docs/deploy.md."
        )
    if context.store.invented_by is not None:
        st.caption("The people in the demo are made up. They are listed, but no one can sign in as them.")
    st.button(
        "Add a person or group",
        icon=":material/person_add:",
        type="primary",
        key="people-add",
        on_click=open_form,
        args=(NEW, None, {"subject_kind": "email", "active": True}),
    )
    show_form(context, NEW, PERSON, FIELDS, "Who may come in", said="Saved. It takes effect at their next click")
    _show_people(context, people)
    _show_chosen(context, people)
    show_gis_keys(context, ROLE_WORDS)
    _show_roles(context.opened_by)
    show_record_downloads(context, PERSON, "People and roles")


def people_answer(people: tuple[Record, ...]) -> str:
    """Return who may come in, in sentences."""
    active = [person for person in people if person["active"]]
    persons = [person for person in active if person["subject_kind"] == "email"]
    off = len(people) - len(active)
    first = f"**{counted(len(persons), 'person', 'people')}**"
    groups = len(active) - len(persons)
    if groups:
        first += f" and **{counted(groups, 'group')}** of the sign-in"
    sentences = [f"{first} may come in."]
    if off:
        sentences.append(f"**{counted(off, 'is', 'are')} switched off.**")
    admins = [person for person in active if person["role"] == ADMIN]
    if not admins:
        sentences.append("**There is no administrator yet**, so no one could add others once you share it.")
    elif len(admins) == 1:
        sentences.append("You have **one administrator**. Add a second as backup.")
    return " ".join(sentences)


def _show_people(context: Context, people: tuple[Record, ...]) -> None:
    if not people:
        return
    seen = last_sign_ins(context.store, context.actor)
    rows = pd.DataFrame(
        {
            "subject": [person["subject"] for person in people],
            "kind": ["person" if person["subject_kind"] == "email" else "group" for person in people],
            "role": [person["role"] for person in people],
            "active": ["yes" if person["active"] else "no, switched off" for person in people],
            "seen": pd.Series(
                [seen.get(person["subject"]) for person in people], dtype="datetime64[us, UTC]"
            ).dt.tz_convert(context.store.zone()),
            "by": [person.updated_by for person in people],
        }
    )
    columns = (
        Column("subject", "Address or group"),
        Column("kind", "Is a"),
        Column("role", "Role"),
        Column("active", "Access"),
        Column("seen", "Last signed in", show=_moment),
        Column("by", "Last changed by"),
    )
    ids = [person.id for person in people]
    show_table(rows, columns, "people", row_ids=ids, on_row=_choose, missing="—")
    st.caption(
        "Click a row to change it. Roles are checked at every click, so a change takes effect with the next one."
    )


def _moment(moment: pd.Timestamp) -> str:
    return "not yet" if pd.isna(moment) else formats.moment(moment)


def _choose(record_id: str) -> None:
    st.session_state[CHOSEN] = record_id


def _show_chosen(context: Context, people: tuple[Record, ...]) -> None:
    person = next((one for one in people if one.id == st.session_state.get(CHOSEN)), None)
    if person is None:
        return
    with st.container(border=True, key="people-box"):
        state = "may come in" if person["active"] else "is switched off"
        st.markdown(f"**{plain(person['subject'])}**, {person['role']}, {state}.")
        row = st.container(horizontal=True)
        if person["active"]:
            row.button(
                "Switch off now",
                icon=":material/block:",
                key="people-off",
                on_click=_switch,
                args=(context, person, False),
            )
        else:
            row.button(
                "Let in again", icon=":material/check:", key="people-on", on_click=_switch, args=(context, person, True)
            )
        opened = opened_form(CHANGE)
        if opened is None or opened.record_id != person.id:
            row.button(
                "Change the role",
                icon=":material/edit:",
                key="people-change",
                on_click=open_form,
                args=(CHANGE, person),
            )
        else:
            show_form(
                context,
                CHANGE,
                PERSON,
                (ROLE, ACTIVE),
                f"Role of {person['subject']}",
                said="Saved. It takes effect at their next click",
            )
        show_history(context, CHANGE, person, {field.name: field for field in FIELDS})


def _switch(context: Context, person: Record, active: bool) -> None:
    said = f"{person['subject']} {'may come in again' if active else 'is shut out from the next click'}"

    def save() -> object:
        return context.store.change(context.renew(), PERSON, person.id, {"active": active}, person.version)

    run(save, said, CHANGE)


def _show_roles(opened_by: Mapping[str, Sequence[str]]) -> None:
    with st.expander("What each role may do", key="people-what-each-role-may"):
        rows = [_role_row(role, opened_by[role]) for role in ROLES]
        st.table(pd.DataFrame(rows).map(plain), border=True)
        st.caption(
            "A person in several groups has the highest role. A row for one person goes before their groups. "
            "To block one member of a group, add their address and switch it off. People in no row can’t "
            "sign in. A person removed from a group keeps the role here until the next sign-in."
        )


def _role_row(role: str, pages: Sequence[str]) -> dict[str, str]:
    actor = Actor("", role)

    def kinds(action: str) -> str:
        named = [kind.replace("_", " ") for kind in PERMISSIONS if may(actor, action, kind)]
        return listed(named) if named else "nothing"

    return {
        "Role": role,
        "Opens": listed(list(pages)) if pages else "nothing",
        "Reads": kinds("read"),
        "Writes": kinds("write"),
        "Takes away": kinds("export"),
    }


PAGE = Page("people", "People and roles", ":material/manage_accounts:", "Department", frozenset(), render)
