"""How many copies, where they are handed out, and the list for the printer."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.materials.distribution import distribute
from geodata.materials.papers import print_paper
from geodata.papers.printed import PDF
from pages.parts.materials.facts import MaterialFacts, also_open_toggle
from pages.parts.shell.address import Flag, Kept, Number
from pages.parts.shell.context import Context
from pages.parts.shell.messages import show_answer, show_empty
from pages.parts.widgets.areas import area_picker, name_of
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads, show_file, stamped_pdf
from pages.parts.widgets.figures import show_weak_margins
from pages.parts.widgets.tables import Column, show_table
from planning.materials.answers import copies_answer
from planning.materials.copies import CopyRates
from planning.materials.inventory import OUTREACH, VITAL
from planning.words.formats import whole_number
from planning.words.wording import rounded_people

VITAL_RATE, OUTREACH_RATE, BUNDLE, PLACES, POLICE = (
    "rate-vital",
    "rate-outreach",
    "rate-bundle",
    "copy-places",
    "copy-police",
)
MOST_RATE, MOST_BUNDLE, MOST_PLACES = 1000.0, 10_000, 20
KEPT = (
    Kept("vital", VITAL_RATE, Number(0.0, MOST_RATE), 10.0),
    Kept("outreach", OUTREACH_RATE, Number(0.0, MOST_RATE), 5.0),
    Kept("bundle", BUNDLE, Number(1, MOST_BUNDLE), 25),
    Kept("places", PLACES, Number(1, MOST_PLACES), 3),
    Kept("police", POLICE, Flag(), False),
)
"""The controls of the copies, as they stand in the address."""


def show_copies(context: Context, facts: MaterialFacts) -> None:
    """Draw the copies each area needs, the printer's list, and where they go."""
    rates, places, police = _controls()
    view = facts.view
    shared = distribute(context.prepared, view, rates, places, level=context.level, include_police=police)
    copies = shared.copies
    if not view.matrix.empty:
        show_answer(copies_answer(copies, shared.prints))
    if copies.empty:
        if view.matrix.empty:
            show_empty("No documents are listed yet.", "Add the first under Documents, or bring a file there.")
        else:
            show_empty("Nothing clearly qualifies by this rule.", "Choose another rule.")
        return
    printer, areas, handed = st.tabs(
        ["For the printer", f"By {words_of(context.level).one}", "Where they go"], key="copies-lists"
    )
    with printer:
        _show_prints(shared.prints)
    with areas:
        _show_areas(context, copies)
    with handed:
        _show_handouts(context, copies, shared.handouts)
    title = f"Copies by {words_of(context.level).one}, document and language"
    asked = {
        "read_at": view.level,
        "level": context.level,
        "vital": rates.by_class[VITAL],
        "outreach": rates.by_class[OUTREACH],
        "bundle": rates.bundle,
        "places": places,
        "police": police,
        "also_open": len(view.verdicts) > 1,
    }
    made = Making("copies", asked, view.rule)
    show_downloads(context, copies, "copies", title, made=made, rule=view.decision.statement_on(context.today))
    show_file(
        "List for the printer and where copies go (PDF)",
        lambda: stamped_pdf(
            context,
            print_paper(context.department, view, shared, context.today),
            Making("copies-paper", asked, view.rule),
        ),
        "print-list.pdf",
        PDF,
    )


def _controls() -> tuple[CopyRates, int, bool]:
    row = control_row(3)
    vital = row[0].number_input(
        "Vital: copies for 100 people",
        0.0,
        MOST_RATE,
        10.0,
        1.0,
        key=VITAL_RATE,
        help="A choice of the department, not a finding.",
    )
    outreach = row[1].number_input("Outreach: copies for 100 people", 0.0, MOST_RATE, 5.0, 1.0, key=OUTREACH_RATE)
    places = row[2].number_input("Places in each area", 1, MOST_PLACES, 3, 1, key=PLACES)
    with st.expander("More options: who to count, bundles, police buildings", key="copies-more-options-whom-to"):
        also_open_toggle()
        bundle = st.number_input("Printed in bundles of", 1, MOST_BUNDLE, 25, 5, key=BUNDLE, width=220)
        police = st.toggle(
            "Police buildings hand out copies too", key=POLICE, help="Some people won’t enter them. See Meetings."
        )
    by_class = MappingProxyType({VITAL: vital / 100, OUTREACH: outreach / 100})
    return CopyRates(by_class, bundle=int(bundle)), int(places), police


def _show_prints(prints: pd.DataFrame) -> None:
    st.header("For the printer", anchor=False)
    if prints.empty:
        st.markdown("Nothing can be printed now: what is approved and current is in stock.")
        return
    columns = (
        Column("run", "Run"),
        Column("title", "Document"),
        Column("language_name", "Language"),
        Column("copies", "Copies", show=_count),
        Column("pages", "Pages", show=_count),
        Column("sheets", "Sheets, both sides", show=_count),
        Column("areas_without_figure", "Areas not in it", help="The census has no figure there, or stock is unknown."),
    )
    show_table(prints, columns, "copies-print")


def _count(number: float) -> str:
    return "not known" if pd.isna(number) else whole_number(number)


def _show_areas(context: Context, copies: pd.DataFrame) -> None:
    words = words_of(context.level)
    st.header(f"By {words.one}", anchor=False)
    rows = copies if context.area is None else copies[copies["area_id"] == context.area]
    rows = rows.assign(area=[name_of(context, area) for area in rows["area_id"]])
    rows = rows.sort_values(["can_print", "to_print"], ascending=[False, False], na_position="last", kind="stable")
    columns = (
        Column("area", words.one.capitalize()),
        Column("title", "Document"),
        Column("language_name", "Language"),
        Column("people", "LEP residents", show=rounded_people),
        Column("people_moe", "±", show=rounded_people),
        Column("needed", "Copies needed", show=_count),
        Column("from_stock", "From stock", show=_count),
        Column("to_print", "To print", show=_count),
        Column("reason", "Why"),
    )
    show_table(rows, columns, "copies-areas", row_ids=rows["area_id"].tolist(), on_row=area_picker(context))
    st.caption(
        "Copies needed = people x rate, rounded up in each area. Stock is shared out in proportion. The "
        "number of people is an estimate with a margin of error. You set the rate."
    )
    show_weak_margins(context, rows)


def _show_handouts(context: Context, copies: pd.DataFrame, handouts: pd.DataFrame) -> None:
    st.header("Where they go", anchor=False)
    without = sorted(set(copies.loc[copies["can_print"], "area_id"]) - set(handouts["area_id"]))
    if handouts.empty:
        why = "no venues" if context.department.venues is None else "no venue in any of these areas"
        st.markdown(f"Where copies are handed out cannot be said: there is {why}, or nothing is ready to hand out.")
        return
    rows = handouts.assign(area=[name_of(context, area) for area in handouts["area_id"]])
    if context.area is not None:
        rows = rows[rows["area_id"] == context.area]
    columns = (
        Column("area", words_of(context.level).one.capitalize()),
        Column("name", "Place"),
        Column("title", "Document"),
        Column("language_name", "Language"),
        Column("copies", "Copies", show=_count),
    )
    show_table(rows, columns, "copies-handouts")
    if without:
        st.caption(f"{len(without)} of the areas have no venue. Choose larger ones under Areas, or add venues.")
