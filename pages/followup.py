"""Follow-up: what was asked and who owes the answer, the meetings as they go, and where nothing has been done."""

from __future__ import annotations

from pages.parts.followup.concerns import show_concerns
from pages.parts.followup.events import show_events
from pages.parts.followup.unserved import show_unserved
from pages.parts.forms.record_tools import show_problem
from pages.parts.shell.context import Context
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.widgets.controls import layer_switch

CONCERNS, EVENTS, UNSERVED = "concerns", "events", "not-met"


def render(context: Context) -> None:
    """Draw the page: the sections whoever is looking may read."""
    sections = {CONCERNS: "Concerns", EVENTS: "Meetings", UNSERVED: "No meeting yet"}
    if not context.may("read", "concern"):
        del sections[CONCERNS]
    chosen = layer_switch(sections, "followup-section", label="Show")
    show_problem()
    {CONCERNS: show_concerns, EVENTS: show_events, UNSERVED: show_unserved}[chosen](context)


PAGE = Page("followup", "Follow-up", ":material/task_alt:", "People", EVERYONE, render)
