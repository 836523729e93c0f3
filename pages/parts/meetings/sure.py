"""How sure a meeting plan is: proof, sampling error, and the best plan that differs."""

from __future__ import annotations

import streamlit as st

from pages.parts.kept.beside import Done, call_off
from pages.parts.kept.meetings import SECOND
from pages.parts.meetings.under_way import show_under_way
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.lengths import length_words
from planning.highs import OPTIMAL
from planning.languages.groups import language_name
from planning.lists import listed
from planning.meetings.draws import PlanDraws
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, least_served
from planning.meetings.solving.objectives import OBJECTIVES
from planning.need.calibration import plan_sentence
from planning.words.formats import whole_number
from planning.words.wording import percent, rounded_people


def surety(plan: MeetingPlan, options: MeetingOptions, *, metric: bool = False) -> str:
    """Return what is proven of a plan, in a sentence, by its goal."""
    goal, proven = OBJECTIVES[plan.objective], plan.status == OPTIMAL
    value, bound = (goal.unit.written(number, metric=metric) for number in (plan.objective_value, plan.bound))
    if options.weighs_people and goal.counts_people:
        return f"Weighed as you ask (past meetings, languages) they count for {value}" + (
            ". No other set of venues and languages counts for more."
            if proven
            else f". No plan can count for more than {bound}."
        )
    sentence = (goal.proven if proven else goal.found).format(value=value, bound=bound)
    least = least_served(plan) if plan.objective == "fair" else None
    return sentence if least is None else f"{sentence} It is {language_name(least[0])}."


def range_sentence(draws: PlanDraws) -> str:
    """Return the range of persons reached within the margins of error; nothing where there are none."""
    if not draws.has_margins:
        return ""
    return (
        f"Census numbers are estimates. In 8 of 10 test runs, this plan reached "
        f"**{rounded_people(draws.reached_low)} to {rounded_people(draws.reached_high)} people**."
    )


def show_how_sure(
    context: Context, options: MeetingOptions, plan: MeetingPlan, draws: Done[PlanDraws | None] | None
) -> None:
    """Draw the reasons."""
    left_out = context.meeting_detail(options, plan).demand.left_out
    outside = sum(left_out.outside.values())
    gap = "proven best" if plan.status == OPTIMAL else f"{percent(plan.mip_gap)} of the bound may be missing"
    st.header("How sure is this?", anchor=False)
    st.markdown(
        (
            "- Each tract’s LEP residents are spread over its population points by population. A point is "
            f"reached when a meeting in its language is within {_reach(context, options)}"
        )
        + f".\n- Venues and languages are chosen together, by exact optimization: {plan.status}, {gap}.\n"
        + ("- The test runs are under way.\n" if draws is None else _draws_line(draws.result))
        + f"- {plan_sentence()}\n"
        + f"- {rounded_people(outside)} people of the same tracts live outside every beat"
        + (" and are counted here." if options.include_outside else " and are left out.")
        + "\n- Ask the host and the community before you book."
    )


def _reach(context: Context, options: MeetingOptions) -> str:
    if options.reach_minutes is not None:
        return f"{options.reach_minutes:g} minutes by the file of travel"
    straight = options.detour_factor == 1
    return (
        f"{length_words(context, options.radius_m)}, "
        f"{'as the crow flies' if straight else f'the straight line × {options.detour_factor:g}'}"
    )


def _draws_line(draws: PlanDraws | None) -> str:
    if draws is None or not draws.has_margins:
        return "- This table has no margins of error, so we can’t run tests of the plan.\n"
    spared = (
        f" {percent(draws.without_margin)} of the people have no margin and stay as they are."
        if draws.without_margin
        else ""
    )
    anew = (
        (
            f"The plan was made again for {draws.made} test runs. Half of the time, another plan would have been "
            f"better by over {percent(draws.regret)}."
        )
        if draws.made
        else (
            "With room capacity, this goal takes too long to make the plan again, so we don’t know how often a venue "
            "would be picked."
        )
    )
    return (
        f"- We ran {whole_number(draws.range_draws)} test runs within the margins of error for the range. "
        f"{anew}{spared} Where people live within a tract is another error, and not in these ranges.\n"
    )


def show_second(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    """Draw the best plan that differs, once somebody asks for it."""
    st.header("The best plan that differs", anchor=False)
    if not st.toggle("Look for it", key="meetings-second", help="Takes some seconds."):
        call_off(SECOND)
        return
    found = context.second_now(options)
    if found is None:
        show_under_way("Looking for the best plan without one of these venues. It takes some seconds.", [SECOND])
        return
    other = found.result
    if other is None:
        st.markdown("There is none: every place of this plan is locked, or there is no other.")
        return
    here = {site.site_id for site in plan.sites}
    there = {site.site_id for site in other.plan.sites}
    gone = [plain(site.name) for site in plan.sites if site.site_id not in there]
    come = [plain(site.name) for site in other.plan.sites if site.site_id not in here]
    change = f"{listed(come) or 'nowhere else'} in place of {listed(gone)}"
    costs = f"reaches **{rounded_people(other.persons)} fewer**" if other.persons >= 0.5 else "reaches as many"
    proof = "No plan without one of these places does better (proven)." if other.proven else "Others may do better."
    st.markdown(f"{change}: it {costs}. {proof} Within the margins of error such plans are often as good.")
