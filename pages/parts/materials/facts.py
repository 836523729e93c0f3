"""What the parts of the materials page share: the rule's view of the department, and the documents as they stand."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geodata.materials.view import MaterialView, material_view
from geodata.records.holdings import Holdings
from pages.parts.shell.context import Context
from planning.rules import ThresholdRule

ALSO_OPEN = "materials-also-open"


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
        "Count also where it cannot be told",
        key=ALSO_OPEN,
        help="People whose language may or may not meet the rule: the census cannot tell.",
    )


def material_facts(context: Context, rule: ThresholdRule) -> MaterialFacts:
    """Return the facts at the level of the page. Not cached: the records change with every save."""
    also_open = bool(st.session_state.get(ALSO_OPEN))
    holdings = context.holdings()
    view = material_view(
        context.prepared,
        rule,
        context.level,
        holdings.inventory,
        context.evidence(),
        details=context.verdict_details(rule),
        also_open=also_open,
        today=context.today,
    )
    return MaterialFacts(view, holdings)
