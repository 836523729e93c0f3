"""Follow-up: what was asked and who owes the answer, the meetings as they go, and where nothing has been done."""

from __future__ import annotations

from pages.parts.followup.concerns import KEPT as CONCERNS_KEPT
from pages.parts.followup.concerns import show_concerns
from pages.parts.followup.events import show_events
from pages.parts.followup.unserved import KEPT as UNSERVED_KEPT
from pages.parts.followup.unserved import show_unserved
from pages.parts.forms.record_tools import show_problem
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.page import EVERYONE, Page
from pages.parts.widgets.sections import section_bar

CONCERNS, EVENTS, UNSERVED = "concerns", "events", "not-met"


SECTIONS = {CONCERNS: "Concerns", EVENTS: "Meetings", UNSERVED: "No meeting yet"}


def _sections(context: Context) -> tuple[str, ...]:
    """Return the sections whoever is looking may read."""
    return tuple(name for name in SECTIONS if name != CONCERNS or context.may("read", "concern"))


def render(context: Context) -> None:
    """Draw the page: the sections whoever is looking may read."""
    sections = {name: SECTIONS[name] for name in _sections(context)}
    chosen = section_bar("followup-section", sections)
    show_problem()
    {CONCERNS: show_concerns, EVENTS: show_events, UNSERVED: show_unserved}[chosen](context)


KEPT = (
    Kept("section", "followup-section", OneOf(_sections), lambda context: _sections(context)[0]),
    *CONCERNS_KEPT,
    *UNSERVED_KEPT,
)
PAGE = Page("followup", "Follow-up", ":material/task_alt:", "People", EVERYONE, render, KEPT)
