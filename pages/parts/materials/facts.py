"""What the parts of the materials page share: the rule's view of the department, and the documents as they stand."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geodata.department import answers
from geodata.department.names import level_word
from geodata.maps.layers import Layer
from geodata.maps.registry import rule_layer
from geodata.materials.view import MaterialView
from geodata.records.holdings import Holdings
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.rules import BASES, ThresholdRule
from planning.vocabulary import CUSTOM_LEVEL, DEPARTMENT_LEVEL

ALSO_OPEN = "materials-also-open"
READ_AT = "materials-read-at-"
"""Before a rule's name: the level somebody has that rule read at in place of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class MaterialFacts:
    """What is asked for, what is there, and the records behind it.

    Attributes
    ----------
    view : MaterialView
    holdings : Holdings
    """

    view: MaterialView
    holdings: Holdings


def also_open_toggle() -> None:
    """Draw the switch that ``material_facts`` goes by the next time it is asked."""
    st.toggle(
        "Also count “can’t tell”",
        key=ALSO_OPEN,
        help="People whose language may or may not qualify: the census can’t tell.",
    )


def level_read_at(context: Context, rule: ThresholdRule) -> str:
    """Return the level a rule is read at on this page: its own unless somebody chose another of this department."""
    chosen = st.session_state.get(READ_AT + rule.name)
    return chosen if chosen in context.department.levels else answers.level_of(context.department, rule)


def pick_level(context: Context, rule: ThresholdRule) -> None:
    """Draw the choice of the level that the rule is read at, its own first."""
    own = answers.level_of(context.department, rule)
    others = [level for level in reversed(context.department.levels) if level != own]
    labels = {own: f"{_level_label(own)} (the rule's own)", **{level: _level_label(level) for level in others}}
    key = READ_AT + rule.name
    if st.session_state.get(key) not in labels:
        st.session_state[key] = own
    st.segmented_control(
        "The rule is read for",
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        required=True,
        help="A rule decides at its own level. Areas then show where those people live. Other levels are marked.",
    )
    if level_read_at(context, rule) != own:
        st.caption(f"Not the rule's own level: its text counts {plain(BASES[rule.base])}.")


def _level_label(level: str) -> str:
    if level == CUSTOM_LEVEL:
        return "The beats it names"
    return "Whole department" if level == DEPARTMENT_LEVEL else level_word(level).capitalize()


def asked_layer(context: Context, language: str, view: MaterialView) -> Layer:
    """Return a language on the map of this page; see ``geodata.maps.registry.rule_layer``."""
    return rule_layer(context, language, view, context.prepared)


def material_facts(context: Context, rule: ThresholdRule, *, own_level: bool = False) -> MaterialFacts:
    """Return the facts at the level the rule is read at: its own if told so, whatever somebody chose for Materials."""
    level = answers.level_of(context.department, rule) if own_level else level_read_at(context, rule)
    also_open = bool(st.session_state.get(ALSO_OPEN))
    holdings = context.holdings()
    return MaterialFacts(context.material_view(rule, level, holdings.inventory, also_open=also_open), holdings)
