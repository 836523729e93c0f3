"""Ways to be understood: what is left to people for a use, by language, area and shift, and each way with its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geodata.access.ways import GAPS_TITLE, KIND, WAYS_TITLE, offer_values, way_gaps, ways_table
from geodata.officers.places import shifts_of
from geodata.records.work import Record
from pages.parts.forms.choices import language_options
from pages.parts.forms.forms import is_at_work, open_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import find_listed, show_deleted, show_gone, show_history
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.tables import Column, show_table
from planning.access.gaps import NO, NOT_KNOWN, PART, STATES, WITH, WITHOUT, YES, people_by_state
from planning.access.way_words import gap_answer, never_words, uses_words
from planning.access.ways import DEFAULT_USE, PRICE_UNITS, USES, WAYS, Offer, offers
from planning.languages.groups import ALL, language_name
from planning.languages.spoken import spoken_name
from planning.lists import listed
from planning.officers.disclosure import ALL_SHIFTS
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.formats import money, short_day
from planning.words.wording import rounded_people

FORM = "way-"
NEW = f"{FORM}new"
USE, SHIFT = "way-use", "way-shift"


def _shifts(context: Context) -> tuple[str, ...]:
    return (ALL_SHIFTS, *shifts_of(context.department))


KEPT = (Kept("for", USE, OneOf(tuple(USES)), DEFAULT_USE), Kept("on", SHIFT, OneOf(_shifts), ALL_SHIFTS))
"""The controls, as the address holds them."""


def show_ways(context: Context) -> None:
    """Draw what the ways leave for a use, by language and by area, and the list of ways."""
    row = control_row(2)
    use = row[0].selectbox(
        "To be understood for",
        list(USES),
        index=list(USES).index(DEFAULT_USE),
        key=USE,
        format_func=lambda key: USES[key].name,
    )
    shift = row[1].selectbox(
        "Shift",
        _shifts(context),
        key=SHIFT,
        format_func=lambda one: "Every shift" if one == ALL_SHIFTS else one.title(),
    )
    gaps = way_gaps(context, DEPARTMENT_LEVEL, use)
    show_answer(gap_answer(gaps, use, shift))
    _show_languages(context, gaps[gaps["shift"] == shift])
    level = context.level
    left = gaps if level == DEPARTMENT_LEVEL else way_gaps(context, level, use)
    if level != DEPARTMENT_LEVEL:
        _show_areas(context, left[left["shift"] == shift])
    show_downloads(
        context,
        left,
        "ways-left",
        f"{GAPS_TITLE}: {use}, by {level}",
        made=Making("ways-left", {"level": level, "use": use}),
    )
    _show_list(context)


def _show_languages(context: Context, rows: pd.DataFrame) -> None:
    if context.language != ALL:
        rows = rows[rows["language"] == context.language]
    rows = rows.sort_values("lep", ascending=False, na_position="last")
    rows = rows.assign(name=rows["language"].map(language_name))
    columns = (
        Column("name", "Language"),
        Column("lep", "LEP residents", show=rounded_people),
        Column("lep_moe", "Margin of error", show=lambda moe: f"±{rounded_people(moe)}"),
        *(Column(way.key, way.name) for way in WAYS.values()),
        Column(WITHOUT, "By people"),
        Column(WITH, "With machines", help="Machines count only for what they may be used for."),
    )
    st.header("By language, in the whole department", anchor=False)
    show_table(rows, columns, "ways-languages")
    st.caption(
        "In part: on some shifts, not always on duty, or some languages of a combined group. Officers count if tested, "
        "from the published ranges: yes means at least as many as one slot takes. Not known is not no, and not yes."
    )


def _show_areas(context: Context, gaps: pd.DataFrame) -> None:
    """Give the people of each area by how far a person speaks their language, and who is left with machines too."""
    if context.language != ALL:
        gaps = gaps[gaps["language"] == context.language]
    rows = []
    for area, of_it in gaps.groupby("area_id", sort=True):
        people, machines = (people_by_state(of_it, end).set_index("state") for end in (WITHOUT, WITH))
        left = listed([language_name(str(one)) for one in of_it.loc[of_it[WITHOUT] == NO, "language"]])
        rows.append(
            {"area": name_of(context, str(area), context.level), "languages": left or "none"}
            | {state: people.loc[state, "lep"] for state in STATES}
            | {"moe": people.loc[NO, "lep_moe"], "machines": machines.loc[NO, "lep"]}
        )
    columns = (
        Column("area", "Area"),
        Column(YES, "By people", show=rounded_people),
        Column(PART, "In part", show=rounded_people),
        Column(NOT_KNOWN, "Not known", show=rounded_people),
        Column(NO, "No one", show=rounded_people),
        Column("moe", "Margin of error", show=lambda moe: f"±{rounded_people(moe)}", help="Of those with no one."),
        Column("machines", "No one, machines counted", show=rounded_people),
        Column("languages", "Languages with no one"),
    )
    st.header("LEP residents by area", anchor=False)
    show_table(pd.DataFrame(rows), columns, "ways-areas")


def way_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a way."""
    languages = {language: spoken_name(language) for language in language_options()}
    shifts = {shift: shift for shift in shifts_of(context.department)}
    return (
        Field("way", "Way", "one", {way.key: way.name for way in WAYS.values()}),
        Field("name", "Name of the service or device"),
        Field("not_here", "We don’t have this", "flag"),
        Field(
            "languages",
            "Languages it has",
            "many",
            languages,
            help="Leave empty if you have no list: it is then not known.",
            open=True,
        ),
        Field("list_as_of", "List is as of", "day"),
        Field("shifts", "Only on these shifts", "many", shifts, help="Leave empty for every shift."),
        Field("list_source", "Who published the list", "text"),
        Field(
            "uses",
            "May be used for",
            "many",
            {use.key: use.name for use in USES.values()},
            help=(
                "Leave empty for the usual: people for everything, machines for first words, emergencies, and routine "
                "questions."
            ),
        ),
        Field("policy_as_of", "Your order is of", "day"),
        Field("policy_source", "Your order that says so", "text"),
        Field("price", "Price, $", "money"),
        Field("price_per", "Price is per", "one", {unit: unit for unit in PRICE_UNITS}),
        Field("notes", "Notes", "text"),
    )


def _show_list(context: Context) -> None:
    st.header("What each way has", anchor=False)
    table = ways_table(context)
    _show_table(table)
    _show_policies(table)
    show_downloads(context, table, "ways", WAYS_TITLE, made=Making("ways"))
    records = find_listed(context, KIND, (FORM,)) if context.may("read", KIND) else []
    if context.may("write", KIND):
        _show_entry(context, records)
    for record in records:
        _show_record(context, record)
    show_deleted(context, KIND, "name")


def _show_table(table: pd.DataFrame) -> None:
    rows = table.assign(
        way=table["way"].map(lambda key: WAYS[key].name),
        list=[_list_words(row) for row in table.to_dict("records")],
        uses=table["uses"].map(lambda uses: uses_words(uses.split("; "))),
        price=[_price(row) for row in table.to_dict("records")],
        cost=[money(cost) if pd.notna(cost) else NOT_KNOWN for cost in table["cost"]],
    )
    columns = (
        Column("way", "Way"),
        Column("name", "Service or device"),
        Column("in_use", "You have it"),
        Column("list", "Languages"),
        Column("uses", "May be used for"),
        Column("price", "Price"),
        Column("cost", "Cost, months on the bill"),
    )
    show_table(rows, columns, "ways-list", missing=NOT_KNOWN)


def _list_words(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["languages"]):
        return "from the roster" if WAYS[str(row["way"])].is_own and row["list_source"] else NOT_KNOWN
    return f"{int(row['languages'])}, list of {short_day(row['list_as_of'])}"


def _price(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["price"]):
        return NOT_KNOWN
    return f"{money(row['price'], cents=True)} a{'n' if row['price_per'] == 'hour' else ''} {row['price_per']}"


def _show_policies(table: pd.DataFrame) -> None:
    with st.expander("What each way may be used for, and why", key="ways-policies"):
        for row in table.to_dict("records"):
            never = never_words(str(row["uses"]).split("; "))
            line = f"**{plain(row['name'])}**: " + (f"not for {never}. " if never else "for everything. ")
            st.markdown(line + plain(f"{row['policy']}. As of {short_day(row['policy_as_of'])}."))


def _show_entry(context: Context, records: Sequence[Record]) -> None:
    row = st.container(horizontal=True)
    row.button("Add a way", icon=":material/add:", on_click=open_form, args=(NEW,), key="way-add")
    taken = {(record["way"], record["name"]) for record in records}
    open_offers = [offer for offer in offers() if (offer.way, offer.name) not in taken]
    if open_offers:
        with row.popover("Start from a published list", icon=":material/library_books:", key="way-offers"):
            for number, offer in enumerate(open_offers):
                _show_offer(context, number, offer)
    show_form(context, NEW, KIND, way_fields(context), "A way to be understood", said="Saved")


def _show_offer(context: Context, number: int, offer: Offer) -> None:
    priced = f" {offer.price_source}: {money(offer.price, cents=True)} a {offer.price_per}." if offer.price else ""
    st.markdown(f"**{plain(offer.name)}**: {plain(offer.said)}.{plain(priced)}")
    st.caption(plain(f"Source: {offer.source}. Read {short_day(offer.read_on)}."))
    values = offer_values(offer, context.today)
    st.button("Take over and edit", on_click=open_form, args=(NEW, None, values), key=f"way-offer-{number}")


def _show_record(context: Context, record: Record) -> None:
    form = f"{FORM}{record.id}"
    with st.container(border=True, key=f"way-box-{record.id}"):
        languages = listed([spoken_name(one) for one in record["languages"]]) or "no list, so not known"
        if record["not_here"]:
            languages = "you don’t have it"
        elif WAYS[record["way"]].is_own:
            languages = "from the roster"
        st.markdown(f"**{plain(record['name'])}** ({WAYS[record['way']].name.lower()}): {plain(languages)}")
        if record["list_source"] and record["list_as_of"]:
            st.caption(plain(f"List: {record['list_source']}. As of {short_day(record['list_as_of'])}."))
        if context.may("write", KIND) and not is_at_work(form):
            st.button("Edit", icon=":material/edit:", on_click=open_form, args=(form, record), key=f"edit-{form}")
        show_form(context, form, KIND, way_fields(context), record["name"])
        show_gone(context, record)
        show_history(context, form, record, {field.name: field for field in way_fields(context)})
