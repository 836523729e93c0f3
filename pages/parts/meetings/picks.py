"""The meetings of a plan, a line each that opens: whom it adds, what it is worth, how sure, what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.meetings.facts import KnownPlaces, show_fact_button
from pages.parts.meetings.wishes import show_pick_buttons
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.languages.groups import language_name
from planning.lists import counted, listed
from planning.meetings.draws import PlanDraws
from planning.meetings.options import USUAL_TURNOUT
from planning.meetings.plan import MeetingPlan, PlannedSite
from planning.meetings.seats import Crowd
from planning.meetings.suitability import AGAINST, FOR, PLAIN, SAID, UNKNOWN, Fact
from planning.words.answers import pick_sentence
from planning.words.wording import rounded_people, whole_people

COUNTED = "The plan counts only those the rooms hold."
NOT_COUNTED = "To count only those the rooms hold, enter a turnout under More options."


def show_picks(
    context: Context, plan: MeetingPlan, known: KnownPlaces, crowds: Sequence[Crowd], turnout: float | None
) -> Sequence[DeltaGenerator]:
    """Draw a line a meeting; return the places where each says how sure it is, once that is known.

    ``crowds``: the meetings whose rooms are too small for all within reach; ``turnout``: the share who come by which
    the plan counted seats, None where it did not.
    """
    rooms = {crowd.site_id: crowd for crowd in crowds}
    places = [
        _show_pick(context, number, site, known, rooms.get(site.site_id))
        for number, site in enumerate(plan.sites, start=1)
    ]
    if rooms:
        counts = NOT_COUNTED if turnout is None else COUNTED
        st.caption(
            f":material/chair: {counted(len(rooms), 'room is', 'rooms are')} too small if "
            f"{100 * (turnout or USUAL_TURNOUT):g}% of the people within reach come. {counts}"
        )
    if plan.spare_meetings:
        st.caption(f"{plan.spare_meetings} of your meetings would reach no one new, so they are not in the plan.")
    return places


def _show_pick(
    context: Context, number: int, site: PlannedSite, known: KnownPlaces, crowd: Crowd | None
) -> DeltaGenerator:
    adds = f"+{_added(site)}" if site.adds else "no one new"
    small = "" if crowd is None else f" · :material/chair: {whole_people(crowd.seats)} seats"
    line = f"**{number} · {plain(site.name)}** · {adds}{small}"
    with st.expander(line, key=f"place-{site.site_id}"):
        st.markdown("\n\n".join(_said_of(site, crowd)))
        sure = st.empty()
        _show_facts(known.of(site.site_id).get("kind"), known.facts(site.site_id))
        show_fact_button(context, known.records, site.site_id, show_pick_buttons(context, site.site_id))
    return sure


def _said_of(site: PlannedSite, crowd: Crowd | None) -> Iterator[str]:
    """Yield what a meeting is worth, a paragraph each; one element a line, as a browser draws each anew."""
    yield listed([language_name(language) for language in site.languages]) or "no language"
    yield pick_sentence(site.adds) + _price(site)
    if crowd is not None:
        coming, seats = whole_people(crowd.coming), whole_people(crowd.seats)
        yield f"About **{coming}** people may attend, and the room has **{seats} seats**."


def _added(site: PlannedSite) -> str:
    """Return how many people a meeting adds, as they are read."""
    return rounded_people(sum(site.adds.values()))


def show_draws(places: Sequence[DeltaGenerator], plan: MeetingPlan, draws: PlanDraws) -> None:
    """Say of every meeting in how many of the draws its site is chosen, and under the list which are close calls."""
    for place, site in zip(places, plan.sites, strict=True):
        times = draws.chosen.get(site.site_id, 0)
        if site.locked:
            place.caption("Locked: it is in every plan.")
        elif not draws.made:
            place.caption(
                "We don’t know how often it is picked: with room capacity, this goal takes too long to run again."
            )
        elif draws.by_noise(site.site_id):
            place.markdown(f":material/shuffle: Close call: picked in only **{times} of {draws.made} test runs**.")
        else:
            place.markdown(f"Picked in **{times} of {draws.made} test runs**.")


def close_calls(plan: MeetingPlan, draws: PlanDraws) -> str:
    """Return which meetings the draws often put elsewhere, in a sentence; empty if none."""
    names = [plain(site.name) for site in plan.sites if draws.made and not site.locked and draws.by_noise(site.site_id)]
    if not names:
        return ""
    return f":material/shuffle: {counted(len(names), 'close call')}: {listed(names)}. Another venue may do as well."


def _price(site: PlannedSite) -> str:
    """Return what the plan loses without a site, with the best other one in its place."""
    if site.next_best is None:
        return ""
    loses = sum(site.adds.values()) - site.next_best.adds
    fewer = f"**{rounded_people(loses)} fewer**" if loses >= 0.5 else "as many"
    return f" Without it: {fewer}, with {plain(site.next_best.name)} in its place."


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
