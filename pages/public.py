"""Public papers: what the public reads, in their language: texts, cards, invitations, pages for a web site."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pages.parts.forms.record_tools import show_problem
from pages.parts.public.sheets import show_card, show_invitations
from pages.parts.public.site import show_site
from pages.parts.public.texts import KEPT as TEXTS_KEPT
from pages.parts.public.texts import show_texts
from pages.parts.shell.context import Context
from pages.parts.shell.page import Page
from pages.parts.widgets.sections import kept_section, section_bar
from planning.vocabulary import COMMANDER, COORDINATOR

SECTION = "public-section"
SECTIONS = {"texts": "Translations", "card": "Language card", "invitations": "Invitations", "site": "Web pages"}
DRAWN: Mapping[str, Callable[[Context], None]] = {
    "texts": show_texts,
    "card": show_card,
    "invitations": show_invitations,
    "site": show_site,
}


def render(context: Context) -> None:
    """Draw the section that is open."""
    show_problem()
    DRAWN[section_bar(SECTION, SECTIONS)](context)


KEPT = (kept_section(SECTION, SECTIONS), *TEXTS_KEPT)
PAGE = Page(
    "public", "Public papers", ":material/waving_hand:", "People", frozenset({COMMANDER, COORDINATOR}), render, KEPT
)
