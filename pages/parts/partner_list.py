"""Partners: who bridges whom, their contacts, what they host and what they said about venues."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import streamlit as st

from geodata.records.kinds import CONTACT_DAYS
from geodata.records.partners import confirm_contact, contacts_due
from geodata.records.schema import SERVICES
from geodata.records.work import Record
from pages.parts.choices import area_options, area_words, language_options, language_words, read_day, venue_options
from pages.parts.context import Context
from pages.parts.forms import Field, open_form, opened_form, show_form
from pages.parts.inputs import control_row
from pages.parts.messages import plain, show_empty
from pages.parts.record_tools import run, show_history, show_record_downloads
from pages.parts.tables import Column, show_table
from planning.spoken import group_of, spoken_name

CHOSEN = "partner-chosen"
NEW = "partner-new"


def partner_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a partner."""
    languages = {language: spoken_name(language) for language in language_options()}
    return (
        Field("organisation", "Organisation"),
        Field("kind", "Kind", help="church, clinic, market, settlement agency, …"),
        Field("languages", "Languages it serves", "many", languages),
        Field("areas", "Where", "many", area_options(context), help="Leave empty for everywhere."),
        Field("services", "Services", "many", {service: service.capitalize() for service in SERVICES}),
        Field("listed", "In the public directory", "flag", help="Only if they agreed. Contacts are never in it."),
        Field("hosts", "What they host", "text"),
        Field("notes", "Notes", "text"),
        Field("public_name", "Name for the public"),
        Field("public_phone", "Telephone for the public"),
        Field("public_address", "Address for the public"),
        Field("public_website", "Website"),
        Field("public_note", "Note for the public", "text", help="opening hours, by appointment, free of charge, …"),
    )


def contact_fields() -> tuple[Field, ...]:
    """Return the questions about a contact."""
    return (
        Field("name", "Name"),
        Field("position", "Position"),
        Field("phone", "Telephone"),
        Field("email", "E-mail"),
        Field("languages", "Speaks", "many", {language: spoken_name(language) for language in language_options()}),
        Field("confirmed_on", "Confirmed on", "day"),
        Field("expires_on", "Expires on", "day", help=f"At most {CONTACT_DAYS} days after it was confirmed."),
    )


def remark_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about what a partner said of a venue."""
    return (
        Field("venue_id", "Venue", "one", venue_options(context)),
        Field("said_on", "Said on", "day"),
        Field("said", "What they said", "text", help="Never a telephone number or an e-mail address."),
    )


def show_partners(context: Context) -> None:
    """Draw the list of partners and the chosen one."""
    records = {record.id: record for record in context.store.records(context.actor, "partner")}
    writes = context.may("write", "partner")
    _show_due(context, records)
    if writes:
        st.button("Add a partner", icon=":material/add:", on_click=open_form, args=(NEW,), key="partner-add")
    show_form(context, NEW, "partner", partner_fields(context), "New partner", said="Partner added")
    if not records:
        show_empty("No partner is written down yet.", "Add the first church, clinic or market that knows people here.")
        return
    _show_chosen(context, records)
    _show_table(context, list(records.values()))
    show_record_downloads(context, "partner", "Partners")


def _show_due(context: Context, partners: dict[str, Record]) -> None:
    """Name the contacts that have to be asked again, the expired first."""
    if not context.may("read", "partner_contact"):
        return
    due = contacts_due(context.store, context.actor, context.today)
    due = due[due["partner_id"].isin(partners)]
    if due.empty:
        return
    with st.container(border=True, key="contacts-due"):
        st.markdown("**Contacts to confirm**")
        for contact in due.itertuples(index=False):
            row = st.container(horizontal=True, vertical_alignment="center")
            when = "**expired**" if contact.expired else "expires"
            partner = plain(partners[contact.partner_id]["organisation"])
            row.markdown(f"{plain(contact.name)}, {partner}: {when} {read_day(contact.expires_on)}")
            row.button("Still right", key=f"due-{contact.id}", on_click=_confirm,
                       args=(context, contact.id, contact.version))  # fmt: skip
            row.button("Open", key=f"due-open-{contact.id}", type="tertiary", on_click=choose,
                       args=(contact.partner_id,))  # fmt: skip


def _confirm(context: Context, contact_id: str, seen: int) -> None:
    form = f"contact-{contact_id}"
    run(lambda: confirm_contact(context.store, context.renew(), contact_id, context.today, seen), "Confirmed", form)


def choose(partner_id: str | None) -> None:
    """Open the panel of a partner, or close it. For callbacks."""
    st.session_state[CHOSEN] = partner_id


def _show_table(context: Context, records: list[Record]) -> None:
    row = control_row(2)
    everything = sorted({group_of(spoken) for record in records for spoken in record["languages"]})
    language = row[0].selectbox(
        "Serves people who speak", everything, index=None, placeholder="Any language", format_func=spoken_name,
        key="partners-language",
    )  # fmt: skip
    service = row[1].selectbox(
        "Gives", SERVICES, index=None, placeholder="Any service", format_func=str.capitalize, key="partners-service"
    )
    shown = [
        record
        for record in records
        if (language is None or language in {group_of(spoken) for spoken in record["languages"]})
        and (service is None or service in record["services"])
    ]
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
        Column("organisation", "Organisation"),
        Column("languages", "Languages"),
        Column("areas", "Where"),
        Column("services", "Services"),
        Column("hosts", "Hosts"),
        Column("kind", "Kind"),
        Column("listed", "In the directory"),
    )
    st.caption("Click a row for its contacts, its remarks and its history.")
    show_table(table, columns, "partners", row_ids=[record.id for record in shown], on_row=choose, missing="")


def _show_chosen(context: Context, records: dict[str, Record]) -> None:
    partner = records.get(st.session_state.get(CHOSEN, ""))
    if partner is None:
        return
    writes = context.may("write", "partner")
    name = f"partner-{partner.id}"
    fields = partner_fields(context)
    with st.container(border=True, key="partner-panel"):
        st.subheader(plain(partner["organisation"]), anchor=False)
        services = ", ".join(partner["services"]) or "no services named"
        st.markdown(
            f"{language_words(partner['languages'])} · {plain(area_words(context, partner['areas']))} · {services}"
        )
        for label, field in (("Hosts", "hosts"), ("Notes", "notes")):
            if partner[field]:
                st.markdown(f"{label}: {plain(partner[field])}")
        row = st.container(horizontal=True)
        if writes and opened_form(name) is None:
            row.button("Edit", icon=":material/edit:", on_click=open_form, args=(name, partner), key=f"edit-{name}")
        row.button("Close", icon=":material/close:", on_click=choose, args=(None,), key=f"close-{name}")
        show_form(context, name, "partner", fields, "Edit the partner")
        _show_contacts(context, partner)
        _show_remarks(context, partner)
        show_history(context, name, partner, {field.name: field for field in fields})


def _show_contacts(context: Context, partner: Record) -> None:
    if not context.may("read", "partner_contact"):
        return
    st.markdown("**Contacts**")
    contacts = context.store.records(context.actor, "partner_contact", partner_id=partner.id)
    for contact in contacts:
        name = f"contact-{contact.id}"
        row = st.container(horizontal=True, vertical_alignment="center")
        expired = contact["expires_on"] <= context.today
        facts = [plain(contact[field]) for field in ("position", "phone", "email") if contact[field]]
        state = ":red[expired, ask again]" if expired else f"good until {read_day(contact['expires_on'])}"
        row.markdown(f"{plain(contact['name'])} · {' · '.join(facts)} · {state}")
        row.button("Still right", key=f"confirm-{contact.id}", on_click=_confirm,
                   args=(context, contact.id, contact.version))  # fmt: skip
        row.button("Edit", key=f"edit-{name}", type="tertiary", on_click=open_form, args=(name, contact))
        show_form(context, name, "partner_contact", contact_fields(), "Edit the contact")
        if opened_form(name) is not None:
            show_history(context, name, contact, {field.name: field for field in contact_fields()})
    new = f"contact-new-{partner.id}"
    start = {"confirmed_on": context.today, "expires_on": context.today + timedelta(days=CONTACT_DAYS)}
    st.button("Add a contact", key=f"add-{new}", icon=":material/add:", on_click=open_form, args=(new, None, start))
    show_form(
        context, new, "partner_contact", contact_fields(), "New contact", said="Contact added",
        save=lambda changed, _: context.store.add(
            context.actor, "partner_contact", changed | {"partner_id": partner.id}
        ),
    )  # fmt: skip


def _show_remarks(context: Context, partner: Record) -> None:
    if not context.may("read", "venue_remark"):
        return
    st.markdown("**What they said about venues**")
    names = venue_options(context)
    for remark in context.store.records(context.actor, "venue_remark", partner_id=partner.id):
        venue = plain(names.get(remark["venue_id"], remark["venue_id"]))
        st.markdown(f"- {venue}, {read_day(remark['said_on'])}: {plain(remark['said'])}")
    if not context.may("write", "venue_remark"):
        return
    new = f"remark-new-{partner.id}"
    start = {"said_on": context.today}
    st.button("Add a remark", key=f"add-{new}", icon=":material/add:", on_click=open_form, args=(new, None, start))
    show_form(
        context, new, "venue_remark", remark_fields(context), "What they said about a venue", said="Remark added",
        save=lambda changed, _: context.store.add(context.actor, "venue_remark", changed | {"partner_id": partner.id}),
    )  # fmt: skip
