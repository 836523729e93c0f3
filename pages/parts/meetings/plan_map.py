"""The map of a meeting plan: where, how far it reaches, who is reached and who is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from geodata.department.rows import rows_of
from geodata.maps.layers import plain_layer
from pages.parts.meetings.wishes import LOCKS, toggle_lock, wishes
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.areas import show_area_map, show_layer_legend
from pages.parts.widgets.maps import VenueMark
from pages.parts.widgets.people_dots import build_dots
from planning.lists import counted
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.words.answers import pick_sentence, spoken


def show_meeting_map(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Draw the map with its legend below; a click on a venue locks it, or lets it go."""
    detail = context.meeting_detail(options, plan)
    languages = _drawn_languages(context, detail.demand.languages)
    dots, size = build_dots(detail.demand, detail.reached.to_numpy(), languages)
    whose = "people and meetings" if len(languages) > 1 else f"{spoken(languages[0])}: people and meetings"
    layer = plain_layer(context, context.level, whose[0].upper() + whose[1:])
    show_area_map(
        context,
        "meetings",
        layer,
        dots=dots,
        venues=_venue_marks(context, plan),
        reach_m=None if options.reach_minutes else options.radius_m / options.detour_factor,
        reached=_reached(context, options, plan),
        on_venue=lambda venue: toggle_lock(context, venue),
    )
    show_layer_legend(
        layer,
        (
            ("reached", f"{size} people reached in their own language" if size > 1 else "a person reached"),
            ("unreached", f"{size} people not reached" if size > 1 else "a person not reached"),
        ),
    )
    st.caption(
        "Numbers: the meetings, in the order of the list. Dashed circles: distance to a meeting. Small "
        "squares: venues not used. Click a venue to lock it in, and again to unlock it. Dots are near "
        "census points, not at anyone’s home."
    )


def _reached(context: Context, options: MeetingOptions, plan: MeetingPlan) -> list[str]:
    """Return the real area within reach of each meeting; none where reach is a ring or a table of times."""
    travel = context.meeting_travel(options)
    if travel is None:
        return []
    for note in travel.notes:
        st.caption(plain(note))
    rows = [int(row) for row in np.flatnonzero(plan.interpreted.any(axis=1))]
    areas = travel.areas(rows, context.department.settings.crs)
    if travel.drawn and len(areas) < len(rows):
        lacking = len(rows) - len(areas)
        st.caption(
            f"The area within reach of {counted(lacking, 'meeting')} cannot be drawn without the file of streets."
        )
    return areas


def _drawn_languages(context: Context, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages whose people are drawn: the chosen one where the plan is about it, else all."""
    return (context.language,) if context.language in languages else languages


def _venue_marks(context: Context, plan: MeetingPlan) -> list[VenueMark]:
    chosen = {site.site_id: number for number, site in enumerate(plan.sites, start=1)}
    adds = {site.site_id: pick_sentence(site.adds) for site in plan.sites}
    locked = wishes(context, LOCKS)
    marks = [
        VenueMark(
            row.venue_id,
            str(row.name),
            row.lat,
            row.lon,
            chosen.get(row.venue_id),
            tuple(
                line
                for line in (
                    "" if pd.isna(row.kind) else str(row.kind),
                    adds.get(row.venue_id, ""),
                    "Locked in. Click to unlock" if row.venue_id in locked else "Click to lock it into the plan",
                )
                if line
            ),
        )
        for row in rows_of(context.venues)
    ]
    return sorted(marks, key=lambda mark: (mark.number is not None, mark.number or 0))
