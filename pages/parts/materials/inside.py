"""What the combined groups hold around, beside local data: languages, shares with their errors, and whom to ask."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.inside_groups import inside_groups
from geodata.records.partners import ask_about
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.need.inside import NOT_HERE, around, share_with_error
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.wording import cell_with_error

ROOM = 820
"""Pixels of the table: its texts are short, and a wide one hides the shares on a phone."""


def show_inside(context: Context) -> None:
    """Draw it for the chosen area, or for the whole department; nothing where the department does not know."""
    level, area = (context.level, context.area) if context.area else (DEPARTMENT_LEVEL, None)
    inside = inside_groups(context.prepared, level, area)
    if inside.empty:
        return
    st.header("Inside the combined groups", anchor=False)
    place = name_of(context, area) if area else "the whole department"
    st.caption(
        f"Languages in {around(int(inside['pumas'].max()), plain(place))}, from census table B16001. {NOT_HERE} Ask "
        "these partners, schools, and your interpreter line, and add what they say as local data."
    )
    asked = ask_about(inside, context.store, context.actor)
    rows = pd.DataFrame(
        {
            "inside": asked["inside"],
            "group": [language_name(str(one)) for one in asked["group"]],
            "share": [
                share_with_error(share, moe)
                for share, moe in zip(asked["share_of_group"], asked["share_of_group_moe"], strict=True)
            ],
            "people": [cell_with_error(lep, moe) for lep, moe in zip(asked["lep"], asked["lep_moe"], strict=True)],
            "partners": asked["partners"].replace("", "No partner yet"),
        }
    )
    columns = (
        Column("inside", "Language"),
        Column("group", "In the group"),
        Column("share", "Share of it there"),
        Column("people", "LEP residents there"),
        Column("partners", "Partners to ask"),
    )
    show_table(rows, columns, "materials-inside", room=ROOM)
    made = Making("inside-groups", {"level": level, "area": area})
    show_downloads(context, asked, "inside-groups", "Languages inside combined groups", made=made, kind="partner")
