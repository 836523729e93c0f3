"""Set-up: what this department was built from, what was checked, and how to make your own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.findings import findings_frame
from geodata.department.names import level_word
from geodata.department.time_zones import zone_title
from geodata.departments import DEPARTMENT_VARIABLE
from geodata.files.coordinates import require_crs
from geodata.inputs.registry import FIRST, INPUTS
from geodata.maps.layers import plain_layer
from geodata.officers.posts import relief_sentence
from pages.parts.setup.another_year import show_another_year
from pages.parts.setup.distances import show_distances
from pages.parts.setup.entry import show_departments, show_entry, show_just_made
from pages.parts.setup.flow import DRAFT
from pages.parts.setup.gone_places import show_gone_places
from pages.parts.setup.path import current_flow, show_path
from pages.parts.setup.report import answer, show_findings
from pages.parts.setup.time_zone import show_time_zone
from pages.parts.setup.versions import show_versions
from pages.parts.shell.address import Ids, Kept, first_of
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.widgets.areas import MAP_SHARE, show_area_map
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.lengths import length_words
from pages.parts.widgets.tables import Column, show_table
from planning.officers.options import PostOptions
from planning.officers.roster import officers_only
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.formats import whole_number

COMMANDS = """\
python outreach.py new build/mine --name "My Police Department" --beats beats.geojson --beat-id BEAT \\
    --level DISTRICT --tracts tracts.geojson --language c16001.csv --population blocks.csv \\
    --venues venues.csv --roster roster.csv --vintage 2019
python outreach.py check build/mine
COMMON_TONGUE_DEPARTMENT=build/mine streamlit run dashboard.py"""


def render(context: Context) -> None:
    """Draw the page: the step of a department being set up, or the department that is open."""
    flow = current_flow(context)
    if flow is not None:
        show_path(flow)
        return
    show_just_made(context)
    findings = context.findings()
    show_answer(answer(context.department.settings.name, findings))
    is_demo = context.department.settings.is_demo
    if is_demo:
        show_entry(context)
    left, right = st.columns(MAP_SHARE)
    with left:
        show_area_map(context, "setup", plain_layer(context, context.level, "The areas as understood"))
    with right:
        _show_understood(context)
    st.header("Check report", anchor=False)
    show_findings(findings)
    show_gone_places(context)
    _show_sources(context)
    show_time_zone(context)
    show_distances(context)
    show_another_year(context)
    show_versions(context)
    if not is_demo:
        show_entry(context)
    show_departments(context)
    _show_command_line()
    show_downloads(context, findings_frame(findings), "check", "Check report", made=Making("check"))


def _show_understood(context: Context) -> None:
    department = context.department
    settings = department.settings
    venues, roster = department.venues, department.roster
    rows = {
        level_word(level, 2).capitalize(): whole_number(len(set(department.area_groups(level).values())))
        for level in department.levels
        if level != DEPARTMENT_LEVEL
    }
    rows |= {
        "Census tracts": whole_number(len(department.tracts)),
        "Population points": "none" if department.population is None else whole_number(len(department.population)),
        "Venues": "none" if venues is None else whole_number(len(venues)),
        "Officers": "no roster" if roster is None else whole_number(officers_only(roster)["officer_id"].nunique()),
        "Census data": settings.period,
        "Distances in": settings.distances,
        "Time zone": zone_title(department.zone.key),
        "Distance to a meeting": length_words(context, settings.radius_m),
        "Officers per slot": relief_sentence(department, PostOptions()),
    }
    st.markdown("\n".join(f"- {name}: **{plain(value)}**" for name, value in rows.items()))


def _show_sources(context: Context) -> None:
    sources = pd.DataFrame(
        [
            {
                name: getattr(source, name)
                for name in ("input", "title", "publisher", "address", "vintage", "retrieved", "licence")
            }
            | {"sha256": source.sha256[:12]}
            for source in context.department.provenance
        ]
    )
    if sources.empty:
        st.caption("Nothing is known of the sources of its data.")
        return
    columns = (
        Column("input", "Input"),
        Column("title", "Title"),
        Column("publisher", "Publisher"),
        Column("address", "Address or file"),
        Column("vintage", "Vintage"),
        Column("retrieved", "Retrieved"),
        Column("licence", "Licence"),
        Column("sha256", "sha256, first digits"),
    )
    with st.expander(f"Where the data came from ({len(sources)} files)", key="setup-where-the-data"):
        show_table(sources.replace("", None), columns, "setup-sources", missing="not recorded")
        st.caption(
            f"Content {context.department.content_hash}: equal content, equal figures. Measured on the map of "
            f"{plain(require_crs(context.department.settings.crs).name)}."
        )


def _show_command_line() -> None:
    with st.expander("Set up a department from files at the command line", key="setup-set-up-a-department"):
        st.markdown("Have these files ready, then run three commands in the folder of Common Tongue:")
        st.markdown("\n".join(f"- **{row.title}** ({row.use}): {row.what}" for row in map(INPUTS.__getitem__, FIRST)))
        st.code(COMMANDS, language="bash", wrap_lines=True)
        st.caption(
            f"`{DEPARTMENT_VARIABLE}` pins the dashboard to one department folder. On Windows, set it first with "
            "`set`, and write each command on one line. `outreach.py fetch` gets the census data itself."
        )


PAGE = Page(
    "setup",
    "Setup",
    ":material/settings:",
    "Department",
    EVERYONE,
    render,
    (Kept("draft", DRAFT, Ids(first_of, most=1)),),
)
