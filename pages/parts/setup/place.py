"""Step 1: what the department is called, and where it is."""

from __future__ import annotations

import streamlit as st

from geodata.department.choose_rule import offer
from geodata.department.rules import EXAMPLE
from geodata.department.time_zones import propose_zone
from geodata.fetch.city_presets import city_presets, find_preset
from geodata.fetch.places import STATE_NAMES, county_name
from pages.parts.setup.flow import Flow, show_way_on
from pages.parts.setup.time_zone import time_zone_box
from pages.parts.shell.messages import plain
from planning.rules import PLANNING_DEFAULT, PRESETS, SIGN, rules_of_place

_STATES = tuple(sorted(STATE_NAMES, key=STATE_NAMES.__getitem__))


def draw(flow: Flow) -> None:
    """Draw the step."""
    entries = flow.entries
    presets = tuple(city_presets())
    st.selectbox(
        "Is your city in this list?",
        presets,
        index=presets.index(entries.preset) if entries.preset else None,
        placeholder="Not in the list, or skip this",
        key=flow.key("preset"),
        format_func=lambda preset: city_presets()[preset].name,
        on_change=_fill_in,
        args=(flow,),
        help="Cities that publish their beats. Choose one to fill in the form. You can change everything.",
    )
    st.session_state.setdefault(flow.key("name"), entries.name)
    st.session_state.setdefault(flow.key("state"), entries.state or None)
    name = st.text_input(
        "Name of the department", key=flow.key("name"), max_chars=120, placeholder="Harbor Falls Police Department"
    )
    state = st.selectbox(
        "State",
        _STATES,
        placeholder="Choose a state",
        key=flow.key("state"),
        format_func=STATE_NAMES.__getitem__,
        help="So that a map in another place, or with swapped coordinates, is noticed. Counties are found from the "
        "map.",
    )
    zone = time_zone_box(flow.entries.time_zone, propose_zone([state or ""]).zone, flow.key("time-zone"))
    # The counties of another state are not this one's; back in the old state, the map tells them again.
    flow.keep(name=name, state=state or "", time_zone=zone, counties=entries.counties if state == entries.state else ())
    if entries.preset:
        _show_preset(entries.preset)
    _ask_rule(flow, state or "")
    if st.session_state.pop(flow.key("lacking"), False):
        st.warning("Enter a name and a state to continue.", icon=":material/help:")
    show_way_on(flow, ready=True, on_go=lambda: _take_typed(flow))


def _ask_rule(flow: Flow, state: str) -> None:
    """Ask which rule to plan by: those of the state and its cities first; none in force is an answer."""
    counties = flow.entries.counties if state == flow.entries.state else ()
    here = rules_of_place([f"{state}{county}" for county in counties] or [state]) if state else ()
    first = [rule.name for rule in here]
    others = [name for name in PRESETS if name not in {*first, PLANNING_DEFAULT, EXAMPLE}]
    names = [*first, PLANNING_DEFAULT, *others]
    kept, *also_kept = flow.entries.rule.split(SIGN)
    chosen = st.selectbox(
        "Which rule do you plan by?",
        names,
        index=names.index(kept) if kept in names else None,
        placeholder="Choose one, or none in effect",
        key=flow.key(f"rule-{state}"),
        format_func=lambda name: (
            "None is in effect: plan by 5% or 1,000" if name == PLANNING_DEFAULT else _rule_label(name)
        ),
        help="It says which languages get written material. You can change it later, on Materials. For planning: ask "
        "your legal counsel which rules apply to you.",
    )
    also = _ask_also(flow, chosen, names, also_kept) if chosen else []
    flow.keep(rule=SIGN.join([chosen, *also]) if chosen else "")
    for rule in (PRESETS[name] for name in ([chosen] if chosen else []) + also):
        st.caption(plain(f"{rule.text} Binds: {rule.binds} Covers: {rule.scope} Text: {rule.seen}."))
    if not chosen and here:
        st.caption(plain(offer(here)))


def _ask_also(flow: Flow, chosen: str, names: list[str], kept: list[str]) -> list[str]:
    """Ask which rules apply at the same time, and return their names; the planning default is for when none does."""
    if chosen == PLANNING_DEFAULT:
        return []
    others = [name for name in names if name not in (chosen, PLANNING_DEFAULT)]
    return st.multiselect(
        "Do other rules apply too?",
        others,
        [name for name in kept if name in others],
        format_func=_rule_label,
        key=flow.key(f"rules-beside-{chosen}"),
        placeholder="No other rule",
        help="A language qualifies if it qualifies by any of them.",
    )


def _rule_label(name: str) -> str:
    return f"{PRESETS[name].title} ({PRESETS[name].jurisdiction})"


def _take_typed(flow: Flow) -> bool:
    """Keep what was typed just before the button was pressed, and return whether it is enough to go on."""
    name = str(st.session_state.get(flow.key("name")) or "")
    state = str(st.session_state.get(flow.key("state")) or "")
    flow.keep(name=name, state=state)
    st.session_state[flow.key("lacking")] = not (name.strip() and state)
    return bool(name.strip() and state)


def _fill_in(flow: Flow) -> None:
    chosen = st.session_state.get(flow.key("preset"))
    if not chosen:
        flow.keep(preset="")
        return
    city = find_preset(chosen)
    # Put into the controls themselves: one that is on the screen keeps what it shows, whatever its default becomes.
    st.session_state[flow.key("name")] = city.name
    st.session_state[flow.key("state")] = city.state
    flow.keep(
        preset=chosen,
        name=city.name,
        state=city.state,
        counties=city.counties,
        beat_id=city.beat_id,
        levels=city.levels,
    )


def _show_preset(preset_id: str) -> None:
    city = find_preset(preset_id)
    counties = ", ".join(county_name(city.state, county) for county in city.counties)
    said = f"Counties: {counties}. Its {city.unit}s are known from {city.citation} (looked up {city.checked})."
    st.info(plain(f"{said} {city.caution}".strip()), icon=":material/info:")
