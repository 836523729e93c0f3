"""Meetings: where to hold them, in which languages, whom each adds and whom the plan leaves out."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from geodata import exports
from pages.parts.areas import MAP_SHARE, name_of, show_area_map, show_layer_legend
from pages.parts.charts import show_bars_in_outline, show_steps
from pages.parts.context import Context
from pages.parts.downloads import show_downloads, show_file
from pages.parts.inputs import control_row, language_label
from pages.parts.layers import plain_layer
from pages.parts.maps import VenueMark
from pages.parts.messages import plain, show_answer, show_empty
from pages.parts.page import COMMANDER, COORDINATOR, Page
from pages.parts.people_dots import build_dots
from pages.parts.tables import Column, show_table
from planning.brief import meetings_answer, pick_sentence, spoken
from planning.languages import LANGUAGE_IDS, NAMED_LANGUAGE_IDS, language_name
from planning.meetings.objectives import OBJECTIVES
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, PlannedSite
from planning.wording import listed, percent, rounded_people

LOCKS, VETOES, KEPT = "meeting-locks", "meeting-vetoes", "meeting-kept"
MOST_MEETINGS = 20
GOALS = {"reach": "Reach most people"}
MILE_M = 1609.344


def render(context: Context) -> None:
    """Draw the page."""
    venues = context.department.venues
    if venues is None or venues.empty:
        show_empty(
            "This department has no venues, so there is nowhere to meet.",
            "Add a file of schools, libraries, churches or community centres with name, lon and lat (see Set-up).",
        )
        return
    options = _options(context)
    plan = context.meeting_plan(options)
    show_answer(meetings_answer(plan.reached, plan.demand, len(plan.sites)) + " " + _surety(plan))
    _show_kept(context, options, plan)
    _show_map(context, options, plan)
    st.subheader("The meetings", anchor=False)
    if plan.spare_meetings:
        st.caption(
            f"{plan.spare_meetings} of the meetings asked for would reach nobody more and are left out of the plan."
        )
    _show_picks(context, plan)
    _show_reached(context, options, plan)
    _show_more_meetings(context, options, plan)
    _show_how_sure(context, options, plan)
    _show_take_away(context, plan)


def _options(context: Context) -> MeetingOptions:
    settings = context.department.settings
    row = control_row(5 if len(OBJECTIVES) > 1 else 4)
    meetings = row[0].number_input("Meetings", 1, MOST_MEETINGS, MeetingOptions().meetings, key="meetings-count")
    radius = row[1].number_input(
        "Reach, metres", 200, 20_000, int(settings.radius_m), 100, key="meetings-radius",
        help="Who lives this near to a meeting, as the crow flies, is within its reach.",
    )  # fmt: skip
    per_meeting = row[2].number_input(
        "Languages at a meeting", 1, len(LANGUAGE_IDS), MeetingOptions().languages_per_meeting,
        key="meetings-languages",
        help="Each interpreted language takes a team of two interpreters.",
    )  # fmt: skip
    goal = "reach"
    if len(OBJECTIVES) > 1:
        goal = row[3].selectbox(
            "Goal", list(OBJECTIVES), format_func=lambda name: GOALS.get(name, name), key="meetings-goal"
        )
    with row[-1].popover("More options", icon=":material/tune:", width="stretch"):
        languages = st.multiselect(
            "Whom to reach", LANGUAGE_IDS, NAMED_LANGUAGE_IDS, format_func=language_label, key="meetings-whom",
            help="Groups marked “several” lump languages together: no one interpreter serves them.",
        )  # fmt: skip
        detour = st.slider("Detour factor", 1.0, 2.0, 1.0, 0.1, key="meetings-detour",
                           help="How much longer the way is than the straight line.")  # fmt: skip
        police = st.checkbox("Use police buildings too", key="meetings-police", help="Some people will not enter one.")
        outside = st.checkbox("Count people outside every beat", key="meetings-outside")
        _show_wishes(context)
    return MeetingOptions(
        meetings=int(meetings), radius_m=float(radius), languages_per_meeting=int(per_meeting), objective=goal,
        locks=tuple(sorted(_wishes(context, LOCKS))), vetoes=tuple(sorted(_wishes(context, VETOES))),
        languages=tuple(languages) or NAMED_LANGUAGE_IDS, include_police=police, include_outside=outside,
        detour_factor=detour,
    )  # fmt: skip


def _wishes(context: Context, key: str) -> dict[str, str]:
    """Return locks or vetoes (venue id to reason) that this department's venues know."""
    venues = context.department.venues
    known = set() if venues is None else set(venues["venue_id"])
    kept: dict[str, str] = st.session_state.setdefault(key, {})
    return {venue: reason for venue, reason in kept.items() if venue in known}


def _show_wishes(context: Context) -> None:
    names = _venue_names(context)
    for key, word in ((LOCKS, "Locked"), (VETOES, "Vetoed")):
        for venue, reason in _wishes(context, key).items():
            told = f": {plain(reason)}" if reason else ""
            row = st.container(horizontal=True, vertical_alignment="center")
            row.markdown(f"{word} · {plain(names[venue])}{told}")
            row.button("Undo", key=f"undo-{key}-{venue}", on_click=_drop_wish, args=(key, venue))


def _venue_names(context: Context) -> dict[str, str]:
    venues = context.department.venues
    return {} if venues is None else dict(zip(venues["venue_id"], venues["name"].astype("str"), strict=True))


def _set_wish(key: str, venue: str, reason: str) -> None:
    other = VETOES if key == LOCKS else LOCKS
    st.session_state.setdefault(other, {}).pop(venue, None)
    st.session_state.setdefault(key, {})[venue] = reason


def _drop_wish(key: str, venue: str) -> None:
    st.session_state.setdefault(key, {}).pop(venue, None)


def _surety(plan: MeetingPlan) -> str:
    if plan.status == "optimal":
        return "No other choice of places and languages reaches more (proven)."
    return f"The best plan found in {plan.seconds:.0f} s; no plan can reach more than {rounded_people(plan.bound)}."


def _show_kept(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    kept: MeetingOptions | None = st.session_state.get(KEPT)
    if kept is None:
        st.button(
            "Keep this plan to compare",
            icon=":material/compare_arrows:",
            on_click=_keep,
            args=(options,),
            type="tertiary",
        )
        return
    other = context.meeting_plan(kept)
    difference = sum(plan.reached.values()) - sum(other.reached.values())
    more = (
        "the same"
        if abs(difference) < 0.5
        else f"{rounded_people(abs(difference))} {'more' if difference > 0 else 'fewer'}"
    )
    row = st.container(horizontal=True, vertical_alignment="center")
    row.markdown(
        f"Beside the plan kept ({len(other.sites)} meetings, {kept.radius_m:,.0f} m, {kept.languages_per_meeting} "
        "languages "
        f"at a meeting, {rounded_people(sum(other.reached.values()))} people), this one reaches **{more}**."
    )
    row.button("Let it go", on_click=_keep, args=(None,), type="tertiary")


def _keep(options: MeetingOptions | None) -> None:
    st.session_state[KEPT] = options


def _show_map(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    left, right = st.columns(MAP_SHARE)
    detail = context.meeting_detail(options)
    languages = _drawn_languages(context, detail.demand.languages)
    dots, size = build_dots(detail.demand, detail.reached.to_numpy(), languages)
    whose = "people and meetings" if len(languages) > 1 else f"{spoken(languages[0])}: people and meetings"
    layer = plain_layer(context, context.level, whose[0].upper() + whose[1:])
    with left:
        show_area_map(
            context,
            "meetings",
            layer,
            dots=dots,
            venues=_venue_marks(context, plan),
            reach_m=options.radius_m / options.detour_factor,
        )
    with right:
        show_layer_legend(layer, (
            ("reached", f"{size} people reached in their own language" if size > 1 else "a person reached"),
            ("unreached", f"{size} people not reached" if size > 1 else "a person not reached"),
        ))  # fmt: skip
        st.caption(
            "Numbers: the meetings, in the order of the list. Dashed rings: reach. Small squares: venues not used. "
            "Dots lie near census points, not at anybody's home."
        )


def _drawn_languages(context: Context, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages whose people are drawn: the chosen one where the plan is about it, else all."""
    return (context.language,) if context.language in languages else languages


def _venue_marks(context: Context, plan: MeetingPlan) -> list[VenueMark]:
    chosen = {site.site_id: number for number, site in enumerate(plan.sites, start=1)}
    adds = {site.site_id: pick_sentence(site.adds) for site in plan.sites}
    marks = [
        VenueMark(
            row.venue_id, str(row.name), row.lat, row.lon, chosen.get(row.venue_id),
            tuple(line for line in (_text(row.kind), adds.get(row.venue_id, "")) if line),
        )
        for row in context.department.venues.itertuples(index=False)
    ]  # fmt: skip
    return sorted(marks, key=lambda mark: (mark.number is not None, mark.number or 0))


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _show_picks(context: Context, plan: MeetingPlan) -> None:
    venues = context.department.venues.set_index("venue_id")
    for number, site in enumerate(plan.sites, start=1):
        if number % 2:
            columns = st.columns(2)
        facts = venues.loc[site.site_id]
        with columns[(number - 1) % 2].container(border=True, height="stretch"):
            languages = (
                listed([language_name(language) for language in site.languages]) if site.languages else "no language"
            )
            st.markdown(f"**{number} · {plain(site.name)}** — {languages}")
            st.markdown(pick_sentence(site.adds) + _next_best(site))
            st.caption(_facts(facts))
            _show_pick_buttons(context, site.site_id)


def _next_best(site: PlannedSite) -> str:
    if site.next_best is None:
        return ""
    return f" Next best: {plain(site.next_best.name)}, {rounded_people(site.next_best.adds)}."


def _facts(facts: pd.Series) -> str:
    step_free = {True: "step-free", False: "**not step-free**"}
    parts = [
        plain(_text(facts["kind"])),
        "" if pd.isna(facts["capacity"]) else f"{facts['capacity']:,.0f} seats",
        "step-free not known" if pd.isna(facts["step_free"]) else step_free[bool(facts["step_free"])],
        plain(_text(facts["transit"])),
        f"host: {plain(facts['host_partner'])}" if _text(facts["host_partner"]) else "",
        plain(_text(facts["hours"])),
    ]
    return " · ".join(part for part in parts if part)


def _show_pick_buttons(context: Context, venue: str) -> None:
    row = st.container(horizontal=True)
    if venue in _wishes(context, LOCKS):
        row.button(
            "Unlock",
            icon=":material/lock_open:",
            key=f"unlock-{venue}",
            on_click=_drop_wish,
            args=(LOCKS, venue),
        )
        return
    row.button(
        "Lock", icon=":material/lock:", key=f"lock-{venue}", on_click=_set_wish, args=(LOCKS, venue, ""),
        help="Keep this place, whatever else changes.",
    )  # fmt: skip
    with row.popover("Veto", icon=":material/block:"), st.form(f"veto-{venue}", border=False):
        st.text_input("Why not here?", key=f"veto-reason-{venue}", placeholder="closed for repairs, host said no, …")
        st.form_submit_button("Leave it out", on_click=_veto, args=(venue,))


def _veto(venue: str) -> None:
    _set_wish(VETOES, venue, str(st.session_state.get(f"veto-reason-{venue}", "")).strip() or "no reason given")


def _show_reached(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    st.subheader("Reached, by language", anchor=False)
    rows = pd.DataFrame(
        [
            {
                "language": language,
                "name": language_name(language),
                "part": plan.reached.get(language, 0.0),
                "whole": whole,
            }
            for language, whole in plan.demand.items()
        ]
    )
    rows["share"] = rows["part"] / rows["whole"].where(rows["whole"] > 0)
    rows["left"] = rows["whole"] - rows["part"]
    rows["told"] = [
        f"{rounded_people(part)} of {rounded_people(whole)}"
        for part, whole in zip(rows["part"], rows["whole"], strict=True)
    ]
    show_bars_in_outline(rows, "LEP people", "People reached in each language inside the number of all who need it")
    columns = (
        Column("name", "Language"),
        Column("part", "Reached", show=rounded_people),
        Column("whole", "Need it", show=rounded_people),
        Column("share", "Share reached", show=percent),
        Column("left", "Left out", show=rounded_people),
    )
    show_table(rows.sort_values("left", ascending=False), columns, "meetings-reached")
    if plan.absent_languages:
        names = listed([spoken(language) for language in plan.absent_languages])
        st.caption(f"Not in this table, so in no figure here: {names}.")
    _show_left_out(context, options)


def _show_left_out(context: Context, options: MeetingOptions) -> None:
    st.subheader("Left out, and the next place that would help", anchor=False)
    rows = context.meeting_detail(options).left_out
    if context.language in rows["language"].to_numpy():
        rows = rows[rows["language"] == context.language]
    rows = rows.assign(
        area=[name_of(context, area, "beat") for area in rows["area_id"]],
        name=rows["language"].map(language_name),
    )
    columns = (
        Column("area", "Beat"),
        Column("name", "Language"),
        Column("left_out", "Left out", show=rounded_people),
        Column("out_of_reach", "far from any venue", show=rounded_people),
        Column("next_name", "Next place that would help"),
        Column("next_adds", "Would reach", show=rounded_people),
    )
    show_table(rows, columns, "meetings-left-out", missing="no unused venue is near")


def _show_more_meetings(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    st.subheader("With more meetings, or fewer", anchor=False)
    curve = context.meeting_detail(options).curve
    show_steps(curve, "People reached", "People reached by number of meetings", options.meetings)
    more = curve.loc[curve["meetings"] == options.meetings + 1, "reached"]
    if len(more):
        gain = max(float(more.iloc[0]) - sum(plan.reached.values()), 0.0)
        st.markdown(
            f"One more meeting would reach **{rounded_people(gain)} more people**. The plan above is proven; other "
            "numbers of "
            "meetings are good plans, not proven best."
        )


def _show_how_sure(context: Context, options: MeetingOptions, plan: MeetingPlan) -> None:
    left_out = context.meeting_detail(options).demand.left_out
    outside = sum(left_out.outside.values())
    gap = "proven best" if plan.status == "optimal" else f"{percent(plan.mip_gap)} of the bound may be missing"
    with st.expander("Why, and how sure"):
        st.markdown(
            "- Each tract's LEP people are spread over its population points by population; a point is reached when "
            "a meeting "
            f"in its language lies within {options.radius_m:,.0f} m ({options.radius_m / MILE_M:.1f} miles) as the "
            "crow flies.\n"
            "- Places and languages are chosen together, exactly, by mathematical programming (HiGHS): "
            f"{plan.status}, {gap}, "
            f"{plan.seconds:.1f} s.\n"
            "- The figures behind are census estimates with a margin of error; another year's survey could move a "
            "pick whose "
            "gain is small. Ask the host and the community before you book.\n"
            f"- {rounded_people(outside)} people of the same tracts live outside every beat"
            + (" and are counted here." if options.include_outside else " and are left out.")
        )


def _show_take_away(context: Context, plan: MeetingPlan) -> None:
    rows = pd.DataFrame(
        [
            {
                "site_id": site.site_id, "name": site.name, "lon": site.lon, "lat": site.lat,
                "languages": " ".join(site.languages), "adds_people": sum(site.adds.values()),
            }
            for site in plan.sites
        ]
    )  # fmt: skip
    show_downloads(context, rows, "meetings", "Meeting plan")
    show_file(
        "Plan as JSON",
        lambda: json.dumps(plan.as_json() | {"use": exports.USE_NOTE}, ensure_ascii=False, indent=2).encode(),
        "meetings.json", "application/json",
    )  # fmt: skip


PAGE = Page("meetings", "Meetings", ":material/groups:", "Plan", frozenset({COMMANDER, COORDINATOR}), render)

if __name__ == "__main__":
    from dashboard import main

    main()
