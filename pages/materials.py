"""Materials: where translated material is asked for and why, what is there of it, how many copies, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from geodata.targets.on_record import missing_ends
from pages.parts.access.ways import KEPT as WAYS_KEPT
from pages.parts.access.ways import show_ways
from pages.parts.access.yearly import KEPT as YEARLY_KEPT
from pages.parts.access.yearly import show_yearly
from pages.parts.forms.record_tools import show_problem
from pages.parts.materials.copies import KEPT as COPIES_KEPT
from pages.parts.materials.copies import show_copies
from pages.parts.materials.evidence import show_evidence
from pages.parts.materials.facts import READ_AT, material_facts, pick_level
from pages.parts.materials.inside import show_inside
from pages.parts.materials.matrix import show_matrix
from pages.parts.materials.plan import show_plan
from pages.parts.materials.rules import KEPT as RULE_KEPT
from pages.parts.materials.rules import pick_rule, show_rule
from pages.parts.materials.translate_next import KEPT as NEXT_KEPT
from pages.parts.materials.translate_next import show_next
from pages.parts.materials.verdicts import KEPT as VERDICTS_KEPT
from pages.parts.materials.verdicts import show_questions, show_verdicts, show_where
from pages.parts.materials.worksheet import show_worksheet
from pages.parts.overview.area_records import asked_cells
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.page import Page
from pages.parts.widgets.compared import show_compared
from pages.parts.widgets.controls import layer_switch
from pages.parts.widgets.sections import kept_section, section_bar
from planning.rules import ThresholdRule
from planning.targets.beside import Ends
from planning.targets.figures import TRANSLATIONS_APPROVED, TRANSLATIONS_MISSING
from planning.vocabulary import COMMANDER, COORDINATOR

VERDICTS = "verdicts"
SECTION = "materials-section"
SECTIONS = {
    VERDICTS: "Threshold",
    "where": "Where",
    "documents": "Documents",
    "next": "Translate next",
    "evidence": "Local data",
}
DOCUMENTS, EVIDENCE = "materials-documents", "materials-evidence"
DOCUMENT_PARTS = {
    "documents": "Translations",
    "copies": "Copies to print",
    "ways": "Ways",
    "plan": "Access plan",
    "yearly": "Yearly report",
}
EVIDENCE_PARTS = {"evidence": "What we know", "ask": "Who to ask", "worksheet": "Worksheet"}


def render(context: Context) -> None:
    """Draw the page: the rule, and what the section that is open says by it."""
    rule = pick_rule(context)
    pick_level(context, rule)
    show_problem()
    _show_compared(context, rule)
    DRAWN[section_bar(SECTION, SECTIONS)](context, rule)
    show_rule(context, rule)


def _show_compared(context: Context, rule: ThresholdRule) -> None:
    """Say what was approved before, and how what is missing stands to the target: asked only where there is one."""

    def missing(since: date, until: date) -> Ends:
        return missing_ends(asked_cells(material_facts(context, rule, own_level=True).view))

    show_compared(context, (TRANSLATIONS_APPROVED, TRANSLATIONS_MISSING), {TRANSLATIONS_MISSING: missing})


def _show_documents(context: Context, rule: ThresholdRule) -> None:
    part = layer_switch(DOCUMENT_PARTS, DOCUMENTS, label="Show")
    if part == "plan":
        show_plan(context, rule)
        return
    if part == "ways":
        show_ways(context)
        return
    if part == "yearly":
        show_yearly(context, rule)
        return
    (show_matrix if part == "documents" else show_copies)(context, material_facts(context, rule))


def _show_next(context: Context, rule: ThresholdRule) -> None:
    show_next(context, material_facts(context, rule))


def _show_evidence(context: Context, rule: ThresholdRule) -> None:
    part = layer_switch(EVIDENCE_PARTS, EVIDENCE, label="Show")
    if part == "worksheet":
        show_worksheet(context, material_facts(context, rule))
    elif part == "ask":
        show_questions(context, rule)
        show_inside(context)
    else:
        show_evidence(context, rule)


DRAWN: Mapping[str, Callable[[Context, ThresholdRule], None]] = {
    VERDICTS: show_verdicts,
    "where": show_where,
    "documents": _show_documents,
    "next": _show_next,
    "evidence": _show_evidence,
}
KEPT = (
    kept_section(SECTION, SECTIONS),
    Kept("documents", DOCUMENTS, OneOf(tuple(DOCUMENT_PARTS)), "documents"),
    Kept("data", EVIDENCE, OneOf(tuple(EVIDENCE_PARTS)), "evidence"),
    *RULE_KEPT,
    *VERDICTS_KEPT,
    *NEXT_KEPT,
    *COPIES_KEPT,
    *WAYS_KEPT,
    *YEARLY_KEPT,
)
HELD = (READ_AT + "*", "worksheet-*")
PAGE = Page(
    "materials", "Materials", ":material/translate:", "Plan", frozenset({COMMANDER, COORDINATOR}), render, KEPT, HELD
)
