"""What the parts of the materials page share: the rule's view of the department, and the documents as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.materials import MaterialView, material_view
from geodata.records.holdings import Holdings, load_holdings
from pages.parts.context import Context
from planning.rules import ThresholdRule


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


def material_facts(context: Context, rule: ThresholdRule, *, also_open: bool = False) -> MaterialFacts:
    """Return the facts at the level of the page. Not cached: the records change with every save."""
    holdings = load_holdings(context.store, context.actor)
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
