"""What is known of every place, and the form in which a coordinator writes down what the venues file does not say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from geodata.meetings.venue_records import VenueRecords
from geodata.records.store import Store
from pages.parts.forms.choices import partner_options
from pages.parts.forms.forms import Opened, is_at_work, open_form, opened_form, show_form
from pages.parts.forms.questions import Field, Values
from pages.parts.forms.record_tools import show_history
from pages.parts.meetings.wishes import venue_names
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.tables import Column, show_table
from planning.meetings.suitability import Fact, venue_facts
from planning.words.formats import whole_number

YES_NO: Mapping[Any, str] = {True: "yes", False: "no"}

AS_FILED = "Empty: as the venues file says, or not known."

FACT_NAMES = (
    "Neutral ground",
    "Host",
    "Step-free",
    "Child care",
    "Transit",
    "Hours",
    "Capacity",
    "Past turnout",
    "Noted",
    "Skip",
)


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What is known of the venues: by their file, and by the records, which stand over it."""

    rows: Mapping[str, Mapping[str, Any]]
    records: VenueRecords

    def of(self, venue: str) -> dict[str, Any]:
        """Return what is known of a venue by name of the fact."""
        return dict(self.rows[venue]) | dict(self.records.facts.get(venue, {}))

    def facts(self, venue: str) -> tuple[Fact, ...]:
        """Return the facts of a venue, each by itself."""
        records = self.records
        return venue_facts(self.of(venue), records.turnout.get(venue, ()), records.remarks.get(venue, ()))


def known_places(context: Context, records: VenueRecords) -> KnownPlaces:
    """Return what is known of the department's venues."""
    return KnownPlaces(context.venue_rows, records)


def fact_fields(context: Context, venue: str) -> tuple[Field, ...]:
    """Return the questions about a venue, each with what the venues file says."""
    venues = context.venues
    row = venues[venues["venue_id"] == venue].iloc[0]

    def filed(label: str, name: str) -> str:
        value = row.get(name)
        if value is None or pd.isna(value):
            return label
        shown = whole_number(value) if isinstance(value, float) else YES_NO.get(value, str(value))
        return f"{label} (in the venues file: {plain(shown)})"

    partners = partner_options(context) if context.may("read", "partner") else {}
    return (
        Field("police_building", filed("A police or immigration building", "police_building"), "one", YES_NO, AS_FILED),
        Field("host_partner_id", filed("Partner who hosts", "host_partner"), "one", partners, AS_FILED),
        Field("step_free", filed("Step-free", "step_free"), "one", YES_NO, AS_FILED),
        Field("child_care", filed("Child care", "child_care"), "one", YES_NO, AS_FILED),
        Field("transit", filed("Transit", "transit"), help=AS_FILED),
        Field("hours", filed("Hours", "hours"), help=AS_FILED),
        Field("capacity", filed("Seats", "capacity"), "count", help=AS_FILED),
        Field(
            "notes",
            "Objections, and what else the community says of it",
            "text",
            help="About the venue, never about a person. To rule it out for good, skip it in all plans.",
        ),
    )


def show_fact_button(context: Context, records: VenueRecords, venue: str, where: Any, place: str = "card") -> None:
    """Draw the button that opens the form of a venue."""
    if context.may("write", "venue") and not is_at_work(_form(venue)):
        where.button(
            "Facts",
            icon=":material/edit_note:",
            key=f"facts-{place}-{venue}",
            on_click=open_form,
            args=(_form(venue), records.records.get(venue)),
            help="Add what you know: host, steps, child care, hours, seats, objections.",
        )


def show_fact_forms(context: Context, records: VenueRecords, venues: Iterable[str]) -> None:
    """Draw the forms of these venues that are open."""
    for venue in venues:
        if is_at_work(_form(venue)):
            _show_form(context, records, venue)


def _show_form(context: Context, records: VenueRecords, venue: str) -> None:
    form, record, name = _form(venue), records.records.get(venue), venue_names(context)[venue]
    fields = fact_fields(context, venue)

    def save(store: Store, changed: Values, opened: Opened) -> object:
        if opened.record_id is None:
            return store.add(context.actor, "venue", changed | {"venue_id": venue, "name": name})
        return store.change(context.actor, "venue", opened.record_id, changed, opened.seen) if changed else None

    show_form(context, form, "venue", fields, f"What is known of {name}", said="Facts kept", save=save)
    if record is not None and opened_form(form) is not None:
        show_history(context, form, record, {field.name: field for field in fields})


def show_every_place(context: Context, places: KnownPlaces, planned: Container[str]) -> None:
    """Draw the facts of all venues, in the plan or not, with the way to write them down."""
    names = venue_names(context)
    everywhere = st.expander(
        f"What is known of all {len(names)} places", key="facts-what-is-known-of", on_change="rerun"
    )
    # The longest table of the page is made once somebody opens it; what is being typed there stays.
    if not everywhere.open and not any(opened_form(_form(venue)) for venue in names):
        return
    with everywhere:
        rows = [{"name": names[venue]} | {fact.name: fact.words for fact in places.facts(venue)} for venue in names]
        table = pd.DataFrame(rows).reindex(columns=["name", *FACT_NAMES])
        columns = (Column("name", "Place"), *(Column(name, name) for name in FACT_NAMES))
        show_table(table, columns, "meetings-facts", missing="not known")
        if not context.may("write", "venue"):
            return
        row = st.container(horizontal=True, vertical_alignment="bottom")
        chosen = row.selectbox(
            "Add what you know about",
            list(names),
            index=None,
            placeholder="Choose a place",
            format_func=names.__getitem__,
            key="facts-of",
        )
        if chosen:
            show_fact_button(context, places.records, chosen, row, "list")
        show_fact_forms(context, places.records, (venue for venue in names if venue not in planned))


def _form(venue: str) -> str:
    return f"venue-facts-{venue}"
