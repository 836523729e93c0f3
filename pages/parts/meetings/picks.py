"""The meetings of a plan as cards: why here, how sure, what else is known of the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.meetings.venue_records import VenueRecords
from pages.parts.meetings.facts import KnownPlaces, known_places, show_every_place, show_fact_button, show_fact_forms
from pages.parts.meetings.wishes import show_pick_buttons
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.languages.groups import language_name
from planning.lists import listed
from planning.meetings.draws import PlanDraws
from planning.meetings.plan import MeetingPlan, PlannedSite
from planning.meetings.suitability import AGAINST, FOR, PLAIN, SAID, UNKNOWN, Fact
from planning.words.answers import pick_sentence
from planning.words.wording import rounded_people


def show_picks(context: Context, plan: MeetingPlan, records: VenueRecords) -> Sequence[DeltaGenerator]:
    """Draw a card a meeting; return the places where each says how sure it is, once that is known."""
    places: list[DeltaGenerator] = []
    known = known_places(context, records)
    for first in range(0, len(plan.sites), 2):
        pair = plan.sites[first : first + 2]
        for number, (column, site) in enumerate(zip(st.columns(2), pair, strict=False), start=first + 1):
            with column.container(border=True, height="stretch"):
                places.append(_show_pick(context, number, site, known))
        show_fact_forms(context, records, [site.site_id for site in pair])
    show_every_place(context, known, [site.site_id for site in plan.sites])
    return places


def _show_pick(context: Context, number: int, site: PlannedSite, known: KnownPlaces) -> DeltaGenerator:
    languages = listed([language_name(language) for language in site.languages]) or "no language"
    st.markdown(f"**{number} · {plain(site.name)}** · {languages}")
    st.markdown(pick_sentence(site.adds) + _next_best(site))
    place = st.empty()
    _show_facts(known.of(site.site_id).get("kind"), known.facts(site.site_id))
    show_fact_button(context, known.records, site.site_id, show_pick_buttons(context, site.site_id))
    return place


def show_draws(places: Sequence[DeltaGenerator], plan: MeetingPlan, draws: PlanDraws) -> None:
    """Say on every card in how many of the draws its site is chosen."""
    for place, site in zip(places, plan.sites, strict=True):
        times = draws.chosen.get(site.site_id, 0)
        if site.locked:
            place.caption("Locked: it is in every plan.")
        elif not draws.made:
            place.caption(
                "We don’t know how often it is picked: plans that count room capacity take too long to run again."
            )
        elif draws.by_noise(site.site_id):
            place.markdown(f":material/shuffle: Close call: picked in only **{times} of {draws.made} test runs**.")
        else:
            place.markdown(f"Picked in **{times} of {draws.made} test runs**.")


def _next_best(site: PlannedSite) -> str:
    if site.next_best is None:
        return ""
    return f" Next best: {plain(site.next_best.name)}, {rounded_people(site.next_best.adds)}."


def _show_facts(kind: Any, facts: Sequence[Fact]) -> None:
    """Draw the facts, each by itself: what speaks against comes first, what partners said in
    their own words next, what is not known last."""
    parts = [plain(str(kind))] if isinstance(kind, str) else []
    for speaks, mark in ((AGAINST, "**{}**"), (SAID, "{}"), (FOR, "{}"), (PLAIN, "{}")):
        parts += [mark.format(f"{fact.name}: {_worded(fact)}") for fact in facts if fact.speaks == speaks]
    unknown = [fact.name.lower() for fact in facts if fact.speaks == UNKNOWN]
    if unknown:
        parts.append(f"not known: {', '.join(unknown)}")
    st.caption(" · ".join(parts))


def _worded(fact: Fact) -> str:
    return f"“{plain(fact.words)}”" if fact.speaks == SAID else plain(fact.words)
