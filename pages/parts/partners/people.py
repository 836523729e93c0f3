"""What a partner told: its contacts, which expire and are asked again, and what it said about venues."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import streamlit as st

from geodata.department.rows import rows_of
from geodata.records.kinds import CONTACT_DAYS
from geodata.records.partners import confirm_contact, contacts_due
from geodata.records.work import Record
from pages.parts.forms.choices import language_options, language_words, read_day, venue_options
from pages.parts.forms.forms import is_at_work, open_form, opened_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import find_listed, run, show_gone, show_history
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.languages.spoken import spoken_name

Choose = Callable[[str | None], None]


def contact_fields() -> tuple[Field, ...]:
    """Return the questions about a contact."""
    return (
        Field("name", "Name"),
        Field("position", "Position"),
        Field("phone", "Phone"),
        Field("email", "Email"),
        Field(
            "languages",
            "Speaks",
            "many",
            {language: spoken_name(language) for language in language_options()},
            open=True,
        ),
        Field("confirmed_on", "Confirmed on", "day"),
        Field("expires_on", "Expires on", "day", help=f"At most {CONTACT_DAYS} days after it was confirmed."),
    )


def remark_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about what a partner said of a venue."""
    return (
        Field("venue_id", "Venue", "one", venue_options(context)),
        Field("said_on", "Said on", "day"),
        Field("said", "What they said", "text", help="Never a phone number or email address."),
    )


def show_due(context: Context, partners: Mapping[str, Record], choose: Choose) -> None:
    """Name the contacts that have to be asked again, the expired first; for whoever may read contacts."""
    if not context.may("read", "partner_contact"):
        return
    due = contacts_due(context.store, context.actor, context.today)
    due = due[due["partner_id"].isin(partners)]
    if due.empty:
        return
    with st.container(border=True, key="contacts-due"):
        st.markdown("**Contacts to confirm**")
        for contact in rows_of(due):
            row = st.container(horizontal=True, vertical_alignment="center")
            when = "**expired**" if contact.expired else "expires"
            partner = plain(partners[contact.partner_id]["organisation"])
            row.markdown(f"{plain(contact.name)}, {partner}: {when} {read_day(contact.expires_on)}")
            row.button(
                "Still correct",
                key=f"due-{contact.id}",
                on_click=_confirm,
                args=(context, contact.id, contact.version, contact.partner_id, choose),
            )
            row.button(
                "Open", key=f"due-open-{contact.id}", type="tertiary", on_click=choose, args=(contact.partner_id,)
            )


def _confirm(context: Context, contact_id: str, seen: int, partner_id: str, choose: Choose) -> None:
    form = f"contact-{contact_id}"
    if not run(
        lambda: confirm_contact(context.store, context.renew(), contact_id, context.today, seen), "Confirmed", form
    ):
        choose(partner_id)  # where both versions are shown


def show_contacts(context: Context, partner: Record) -> None:
    """Draw the contacts of a partner, for whoever may read them."""
    if not context.may("read", "partner_contact"):
        return
    st.markdown("**Contacts**")
    for contact in find_listed(context, "partner_contact", ("contact-",), partner_id=partner.id):
        _show_contact(context, contact)
    new = f"contact-new-{partner.id}"
    start = {"confirmed_on": context.today, "expires_on": context.today + timedelta(days=CONTACT_DAYS)}
    st.button("Add a contact", key=f"add-{new}", icon=":material/add:", on_click=open_form, args=(new, None, start))
    show_form(
        context,
        new,
        "partner_contact",
        contact_fields(),
        "New contact",
        said="Contact added",
        save=lambda store, changed, _: store.add(
            context.actor, "partner_contact", changed | {"partner_id": partner.id}
        ),
    )


def _show_contact(context: Context, contact: Record) -> None:
    name = f"contact-{contact.id}"
    gone = show_gone(context, contact)
    card = st.container(border=True, gap="xsmall")
    card.markdown(_contact_words(context, contact))
    if not gone and not is_at_work(name):
        row = card.container(horizontal=True)
        row.button(
            "Still correct",
            key=f"confirm-{contact.id}",
            on_click=_confirm,
            args=(context, contact.id, contact.version, contact["partner_id"], lambda _: None),
        )
        row.button("Edit", key=f"edit-{name}", type="tertiary", on_click=open_form, args=(name, contact))
    show_form(context, name, "partner_contact", contact_fields(), "Edit the contact")
    if not gone and opened_form(name) is not None:
        show_history(context, name, contact, {field.name: field for field in contact_fields()})


def _contact_words(context: Context, contact: Record) -> str:
    expired = contact["expires_on"] <= context.today
    state = ":red[expired, ask again]" if expired else f"good until {read_day(contact['expires_on'])}"
    spoken = [f"speaks {language_words(contact['languages'])}"] if contact["languages"] else []
    name, position, *reach = (plain(contact[field] or "") for field in ("name", "position", "phone", "email"))
    lines = ([f"**{name}**" if name else "", position], reach, [*spoken, state])
    return "  \n".join(line for parts in lines if (line := " · ".join(filter(None, parts))))


def show_remarks(context: Context, partner: Record) -> None:
    """Draw what a partner said about venues."""
    if not context.may("read", "venue_remark"):
        return
    st.markdown("**What they said about venues**")
    for remark in find_listed(context, "venue_remark", ("remark-",), partner_id=partner.id):
        _show_remark(context, remark)
    if not context.may("write", "venue_remark"):
        return
    new = f"remark-new-{partner.id}"
    start = {"said_on": context.today}
    st.button("Add a remark", key=f"add-{new}", icon=":material/add:", on_click=open_form, args=(new, None, start))
    show_form(
        context,
        new,
        "venue_remark",
        remark_fields(context),
        "What they said about a venue",
        said="Remark added",
        save=lambda store, changed, _: store.add(context.actor, "venue_remark", changed | {"partner_id": partner.id}),
    )


def _show_remark(context: Context, remark: Record) -> None:
    name = f"remark-{remark.id}"
    fields = remark_fields(context)
    gone = show_gone(context, remark)
    row = st.container(horizontal=True, vertical_alignment="center")
    venue = plain(venue_options(context).get(remark["venue_id"], remark["venue_id"]))
    row.markdown(f"{venue}, {read_day(remark['said_on'])}: {plain(remark['said'])}")
    if not gone and not is_at_work(name) and context.may("write", "venue_remark"):
        row.button("Edit", key=f"edit-{name}", type="tertiary", on_click=open_form, args=(name, remark))
    show_form(context, name, "venue_remark", fields, "Edit the remark")
    if not gone and opened_form(name) is not None:
        show_history(context, name, remark, {field.name: field for field in fields})
