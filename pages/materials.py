"""Materials: where translated material is asked for and why, what is there of it, how many copies, what to do next."""

from __future__ import annotations

from pages.parts.forms.record_tools import show_problem
from pages.parts.materials.copies import KEPT as COPIES_KEPT
from pages.parts.materials.copies import show_copies
from pages.parts.materials.evidence import show_evidence
from pages.parts.materials.facts import READ_AT, material_facts, pick_level
from pages.parts.materials.matrix import show_matrix
from pages.parts.materials.rules import KEPT as RULE_KEPT
from pages.parts.materials.rules import pick_rule, show_rule
from pages.parts.materials.translate_next import KEPT as NEXT_KEPT
from pages.parts.materials.translate_next import show_next
from pages.parts.materials.verdicts import KEPT as VERDICTS_KEPT
from pages.parts.materials.verdicts import show_verdicts
from pages.parts.materials.worksheet import show_worksheet
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.page import Page
from pages.parts.widgets.controls import layer_switch
from planning.vocabulary import COMMANDER, COORDINATOR

VERDICTS, EVIDENCE = "verdicts", "evidence"
SECTIONS = {
    VERDICTS: "Results",
    EVIDENCE: "Local data",
    "documents": "Documents",
    "next": "Translate next",
    "copies": "Copies",
    "worksheet": "Worksheet",
}
PARTS = {"documents": show_matrix, "next": show_next, "copies": show_copies, "worksheet": show_worksheet}


def render(context: Context) -> None:
    """Draw the page: the section, the rule, and what the section says by it."""
    section = layer_switch(SECTIONS, "materials-section", label="Show")
    rule = pick_rule(context)
    pick_level(context, rule)
    show_problem()
    if section == VERDICTS:
        show_verdicts(context, rule)
    elif section == EVIDENCE:
        show_evidence(context, rule)
    else:
        PARTS[section](context, material_facts(context, rule))
    show_rule(context, rule)


KEPT = (
    Kept("section", "materials-section", OneOf(tuple(SECTIONS)), VERDICTS),
    *RULE_KEPT,
    *VERDICTS_KEPT,
    *NEXT_KEPT,
    *COPIES_KEPT,
)
HELD = (READ_AT + "*", "worksheet-*")
PAGE = Page(
    "materials", "Materials", ":material/translate:", "Plan", frozenset({COMMANDER, COORDINATOR}), render, KEPT, HELD
)
