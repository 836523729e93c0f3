"""Cards, posters and invitations: chosen, looked at and printed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geodata.papers.printed import HTML, PDF, paper_html, paper_pdf
from geodata.public.invitations import Meeting, invitation_papers, line_of, meetings_to_come
from geodata.public.languages import languages_to_point_at, own_sentences
from geodata.public.wording import languages_begun, languages_reviewed, load_words
from pages.parts.forms.choices import language_title
from pages.parts.public.reach import show_reach
from pages.parts.public.texts import languages_to_write
from pages.parts.shell.context import TRAVEL, Context
from pages.parts.shell.messages import plain, show_answer, show_empty
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.downloads import show_file
from planning.languages.groups import ENGLISH
from planning.languages.spoken import file_word, spoken_name
from planning.lists import counted, listed
from planning.meetings.streets import StreetNetwork
from planning.public.language_card import MOST_ON_A_CARD, CardLanguage, card_paper, poster_paper, with_more
from planning.public.not_asked import not_asked_paper
from planning.records.roles import PUBLISHED
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.paper import Paper
from planning.words.said import Words

ALSO = "card-also"


def show_card(context: Context) -> None:
    """Draw which languages stand on the card of the area that is chosen at the side, and the files."""
    area, level = context.area, context.level
    found = languages_to_point_at(context.prepared, level if area else DEPARTMENT_LEVEL, area)
    where = name_of(context, area) if area else "the whole department"
    names = [one.name for one in found]
    more = st.multiselect(
        "Put first", _others(names), key=ALSO, placeholder="None", help="Languages you hear that the census may miss."
    )
    found = with_more(found, more)
    show_answer(
        f"**{counted(len(found), 'language')}** for {plain(where)}, most people first. A card has room for "
        f"{MOST_ON_A_CARD}. The poster shows all of them."
    )
    line = line_of(context.department)
    if not line.number:
        st.caption("No interpreter line is set, so the card has a blank to fill in. An administrator sets it below.")
    settings = context.department.settings
    said = own_sentences(context.store, context.actor, found)

    def card() -> Paper:
        return card_paper(found, line, settings.name, is_demo=settings.is_demo, own=said)

    def poster() -> Paper:
        return poster_paper(found, line, settings.name, is_demo=settings.is_demo, own=said)

    _show_languages(found)
    row = st.container(horizontal=True, key="downloads-card")
    with row:
        _offer("Card, two to a sheet", card, "language-card")
        _offer("Poster", poster, "language-poster")
    st.caption(
        "The card has the interpreter line’s number and code. The poster has the number: the code is for officers."
    )
    show_reach(context)


def _others(names: list[str]) -> list[str]:
    return [name for name in sorted(map(spoken_name, languages_to_write())) if name not in names]


def _show_languages(found: tuple[CardLanguage, ...]) -> None:
    shown = [f"{plain(one.autonym)} ({plain(one.name)})" for one in found]
    st.markdown(" · ".join(shown))


def show_invitations(context: Context) -> None:
    """Draw the meetings to come, each with its invitation in each language, and the sheet for the door."""
    given = st.session_state.get(TRAVEL)
    streets = given.content if given is not None and isinstance(given.content, StreetNetwork) else None
    meetings = meetings_to_come(context, streets)
    if not meetings:
        show_empty("No meeting is planned from today on.", "Add one to the meeting tracker, under Follow-up.")
    else:
        announced = sum(meeting.is_announced for meeting in meetings)
        show_answer(
            f"**{counted(len(meetings), 'meeting')} to invite to**, {announced} of them announced. Each invitation is "
            "in English, and in the meeting’s languages once their texts are reviewed."
        )
    if meetings and streets is None:
        st.caption("For streets on the maps, choose a street file on the Meetings page first, under More options.")
    drafts = st.toggle("Print drafts too", key="public-drafts", help="To look at. The page says it is a draft.")
    for meeting in meetings:
        _show_meeting(context, meeting, drafts)
    _show_door_sheets(context, drafts)


def _show_door_sheets(context: Context, drafts: bool) -> None:
    settings = context.department.settings
    st.header("For the door of a meeting: what we do not ask", anchor=False)
    languages = languages_begun(context.store, context.actor) if drafts else ()
    with st.container(horizontal=True, key="downloads-not-asked"):
        for spoken in (ENGLISH, *(languages or languages_reviewed(context.store, context.actor))):
            words = load_words(context.store, context.actor, spoken, drafts=drafts)

            def paper(words: Words = words) -> Paper:
                return not_asked_paper(settings.name, is_demo=settings.is_demo, words=words)

            _offer(spoken_name(spoken), paper, f"what-we-do-not-ask-{file_word(spoken)}")


def _show_meeting(context: Context, meeting: Meeting, drafts: bool) -> None:
    made = dict(invitation_papers(context, meeting, drafts=drafts))
    with st.expander(plain(meeting.title), key=f"invitation-{meeting.id}"):
        one = meeting.invitation
        facts = (("step-free entrance", one.step_free), ("child care", one.child_care))
        unknown = [word for word, fact in facts if fact is None]
        if unknown:
            st.caption(f"Nothing on record about {listed(unknown)}, so the invitation doesn’t mention it.")
        gone = [spoken_name(spoken) for spoken in meeting.languages if spoken not in made]
        if gone:
            st.caption(f"Not in {plain(listed(gone))} yet: no text is reviewed, and no flyer text is written.")
        with st.container(horizontal=True):
            for spoken, paper in made.items():
                name = f"invitation-{meeting.id[:8]}-{file_word(spoken)}"
                _offer(language_title(spoken), lambda paper=paper: paper, name)  # type: ignore[misc]


def _offer(label: str, paper: Callable[[], Paper], name: str) -> None:
    show_file(f"{label} (PDF)", lambda: paper_pdf(paper()), f"{name}.pdf", PDF, kind=PUBLISHED)
    show_file(f"{label} (HTML)", lambda: paper_html(paper()).encode(), f"{name}.html", HTML, kind=PUBLISHED)
