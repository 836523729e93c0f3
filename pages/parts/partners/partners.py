"""Partners: who bridges whom, by language and place, and where people live whom nobody bridges."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.maps.people_layers import unserved_layer
from geodata.records.work import Record
from pages.parts.forms.choices import area_options, area_words, in_choice, language_options, language_words, show_choice
from pages.parts.forms.forms import is_at_work, open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import find_chosen, show_deleted, show_gone, show_history, show_record_downloads
from pages.parts.partners.people import show_contacts, show_due, show_remarks
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_empty
from pages.parts.widgets.areas import MAP_SHARE, show_area_map, show_layer_legend
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL
from planning.languages.spoken import spoken_name
from planning.records.unserved import MONTHS
from planning.vocabulary import SERVICES

CHOSEN = "partner-chosen"
NEW = "partner-new"


def partner_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a partner."""
    languages = {language: spoken_name(language) for language in language_options()}
    return (
        Field("organisation", "Organization"),
        Field("kind", "Kind", help="church, clinic, market, settlement agency, …"),
        Field("languages", "Languages it serves", "many", languages, open=True),
        Field("areas", "Where", "many", area_options(context), help="Leave empty for everywhere."),
        Field("services", "Services", "many", {service: service.capitalize() for service in SERVICES}),
        Field("listed", "In the public directory", "flag", help="Only if they agreed. Contacts are never in it."),
        Field("hosts", "What they host", "text"),
        Field("notes", "Notes", "text"),
        Field("public_name", "Name for the public"),
        Field("public_phone", "Public phone"),
        Field("public_address", "Address for the public"),
        Field("public_website", "Website"),
        Field("public_note", "Note for the public", "text", help="opening hours, by appointment, free of charge, …"),
    )


def show_partners(context: Context, _unserved: pd.DataFrame) -> None:
    """Draw the list of partners and the chosen one."""
    records = {record.id: record for record in context.store.records(context.actor, "partner")}
    show_due(context, records, choose)
    if context.may("write", "partner"):
        st.button("Add a partner", icon=":material/add:", on_click=open_form, args=(NEW,), key="partner-add")
    show_form(context, NEW, "partner", partner_fields(context), "New partner", said="Partner added")
    _show_chosen(context)
    if not records:
        show_empty("No partners yet.", "Add the first church, clinic or market that knows people here.")
    if records:
        _show_table(context, list(records.values()))
        show_record_downloads(context, "partner", "Partners")
    show_deleted(context, "partner", "organisation")


def show_unserved_map(context: Context, unserved: pd.DataFrame) -> None:
    """Draw where people live whose language no partner serves."""
    left, right = st.columns(MAP_SHARE)
    layer = unserved_layer(context, unserved, "without a partner", found="every language has a partner")
    with left:
        show_area_map(context, "partners-map", layer)
    with right:
        show_layer_legend(layer)
        st.caption("A partner counts where it serves a language. A partner without locations serves everywhere.")


def find_unserved(context: Context) -> pd.DataFrame:
    """Return areas and languages of the shared choice that no partner serves, most people first."""
    rows = context.unserved(MONTHS)
    rows = rows[rows["no_partner"]]
    return rows if context.language == ALL else rows[rows["language"] == context.language]


def choose(partner_id: str | None) -> None:
    """Open the panel of a partner, or close it. For callbacks."""
    st.session_state[CHOSEN] = partner_id


def _show_table(context: Context, records: list[Record]) -> None:
    st.header("Partners and who they serve", anchor=False)
    shown = [record for record in records if in_choice(context, record["areas"], record["languages"])]
    show_choice(context, len(shown), len(records), "partners")
    shown.sort(key=lambda record: record["organisation"].casefold())
    table = pd.DataFrame(
        {
            "organisation": [record["organisation"] for record in shown],
            "kind": [record["kind"] for record in shown],
            "languages": [language_words(record["languages"]) for record in shown],
            "areas": [area_words(context, record["areas"]) for record in shown],
            "services": [", ".join(record["services"]) for record in shown],
            "hosts": [record["hosts"] for record in shown],
            "listed": ["yes" if record["listed"] else "no" for record in shown],
        }
    )
    columns = (
        Column("organisation", "Organization"),
        Column("languages", "Languages"),
        Column("areas", "Where"),
        Column("services", "Services"),
        Column("hosts", "Hosts"),
        Column("kind", "Kind"),
        Column("listed", "In the directory"),
    )
    st.caption("Click a row for its contacts, its remarks and its history.")
    show_table(table, columns, "partners", row_ids=[record.id for record in shown], on_row=choose, missing="")


def _show_chosen(context: Context) -> None:
    chosen = st.session_state.get(CHOSEN)
    name = f"partner-{chosen}"
    partner = find_chosen(context, "partner", chosen, name)
    if partner is None:
        return
    fields = partner_fields(context)
    with st.container(border=True, key="partner-panel"):
        st.header(plain(partner["organisation"]), anchor=False)
        services = ", ".join(partner["services"]) or "no services named"
        st.markdown(
            f"{language_words(partner['languages'])} · {plain(area_words(context, partner['areas']))} · {services}"
        )
        for label, field in (("Hosts", "hosts"), ("Notes", "notes")):
            if partner[field]:
                st.markdown(f"{label}: {plain(partner[field])}")
        row = st.container(horizontal=True)
        if not is_at_work(name):
            if context.may("write", "partner") and not partner.deleted:
                row.button("Edit", icon=":material/edit:", on_click=open_form, args=(name, partner), key=f"edit-{name}")
            row.button("Close", icon=":material/close:", on_click=choose, args=(None,), key=f"close-{name}")
        gone = show_gone(context, partner)
        show_form(context, name, "partner", fields, "Edit the partner")
        if gone:
            return
        show_contacts(context, partner)
        show_remarks(context, partner)
        show_history(context, name, partner, {field.name: field for field in fields})
