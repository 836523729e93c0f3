"""Not served: the areas and languages with need where something, or everything, has not been done."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.maps.people_layers import unserved_layer
from pages.parts.forms.choices import read_day
from pages.parts.shell.address import Flag, Kept, Number
from pages.parts.shell.context import Context
from pages.parts.shell.messages import show_answer
from pages.parts.widgets.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.figures import show_weak_margins
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL, language_name
from planning.lists import counted
from planning.need.crosswalk import OUTSIDE
from planning.records.answers import REASON_WORDS, unserved_answer
from planning.records.unserved import MONTHS, UNSERVED_REASONS
from planning.targets.figures import MEETINGS_HELD
from planning.words.wording import rounded_people

MOST_MONTHS = 60


KEPT = (Kept("months", "not-met-months", Number(1, MOST_MONTHS), MONTHS), Kept("only", "not-met-only", Flag(), False))
"""The controls of the section, as they stand in the address."""


def show_unserved(context: Context) -> None:
    """Draw where nothing has been done, most people first."""
    row = st.columns([1, 2], vertical_alignment="bottom")
    months = int(row[0].number_input("A meeting counts for, months", 1, MOST_MONTHS, MONTHS, key="not-met-months"))
    only = row[1].toggle("Only where nothing at all was done", key="not-met-only")
    table = context.unserved(months)
    need = _need(context)
    if context.language != ALL:
        table = table[table["language"] == context.language]
    unknown, known = int(need["lep"].isna().sum()), int((need["lep"] > 0).sum())
    show_answer(unserved_answer(table, months, unknown=unknown, need=known, measure=context.people_of))
    show_compared(context, (MEETINGS_HELD,))
    shown = table[table["nothing_done"]] if only else table
    left, right = st.columns(MAP_SHARE)
    layer = unserved_layer(
        context, table[table["no_meeting"]], f"without a meeting in {months} months", found="everyone had a meeting"
    )
    with left:
        show_area_map(context, "not-met", layer)
    with right:
        show_layer_legend(layer)
        st.caption("The map counts people who had no meeting in their language and area. The table lists every reason.")
    _show_table(context, shown.reset_index(drop=True), months)
    with st.expander("How sure is this?", key="unserved-why-and-how-sure"):
        st.markdown(
            f"- People are census estimates ({context.department.settings.period}) with their 90% margin of "
            "error.\n- A meeting counts for the areas it was held for, or that its partner serves, once it "
            "is marked as held. A language in a combined group counts for the group.\n- A partner, a filled "
            "board seat, a core document, or a certified or tested officer counts wherever it serves: a "
            "document everywhere, an officer in the whole district of the unit. An outdated document doesn’t "
            "count.\n- Without a roster, we don’t know which officers speak the language. That doesn’t mean "
            "there are none.\n- “Nothing done” means none of what we know of is in place. It doesn’t mean "
            "that no one was helped."
        )
    words = words_of(context.level)
    show_downloads(
        context, shown, "not-met", f"Not served in {months} months, by {words.one} and language", made=Making("not-met")
    )


def _need(context: Context) -> pd.DataFrame:
    need = context.need()
    wanted = need["language"] == context.language if context.language != ALL else need["language"] != ALL
    return need[wanted & (need["area_id"] != OUTSIDE)]


def _show_table(context: Context, rows: pd.DataFrame, months: int) -> None:
    words = words_of(context.level)
    st.header(f"{words.many.capitalize()} and languages, most people first", anchor=False)
    table = rows.assign(
        name=[name_of(context, area) for area in rows["area_id"]],
        spoken=rows["language"].map(language_name),
        **{reason: rows[reason].map({True: "✗ none", False: "✓"}).fillna("not known") for reason in UNSERVED_REASONS},
    )
    titles = {reason: word.removeprefix("no ").capitalize() for reason, word in REASON_WORDS.items()}
    titles |= {"no_meeting": f"Meeting in {counted(months, 'month')}", "no_document": "Core document"}
    columns = (
        Column("name", words.one.capitalize()),
        Column("spoken", "Language"),
        Column("lep", "LEP residents", show=rounded_people),
        Column("lep_moe", "±", show=rounded_people, help="Right about 9 times in 10, for the survey alone"),
        *(Column(reason, titles[reason]) for reason in UNSERVED_REASONS),
        Column("last_meeting", "Last meeting", show=read_day),
    )
    show_table(
        table,
        columns,
        "not-met-table",
        row_ids=rows["area_id"].tolist(),
        on_row=area_picker(context),
        missing="none on record",
    )
    show_weak_margins(context, rows)
