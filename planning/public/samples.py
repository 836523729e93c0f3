"""Every paper for the public, filled with made-up data: for whoever translates a string, and for a test of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType

import pandas as pd

from planning.public.contact import InterpreterLine, PublicContact, contact_paper
from planning.public.invitation import Host, Invitation, invitation_paper
from planning.public.language_card import card_language, card_paper, poster_paper
from planning.public.meetings import meetings_paper
from planning.public.not_asked import not_asked_paper
from planning.public.pages import earlier_words, made_on_words, menu_words, page_names
from planning.public.places import area_in_words, kind_words
from planning.records.account_paper import accountability_paper
from planning.records.directory_paper import directory_paper
from planning.records.sample_account import sample_account
from planning.vocabulary import SERVICES
from planning.words.paper import Block, Heading, Paper, Paragraph
from planning.words.said import Words, group_words

DAY = date(2026, 9, 15)


@dataclass(frozen=True, slots=True)
class Made:
    """Made-up names: what is data on a paper, and in no catalogue."""

    department: str = "Harbor Falls Police"
    place: str = "Harbor Hall"
    address: str = "12 Pier Street"
    phone: str = "555-0100"
    email: str = "ask@police.example"
    website: str = "police.example"
    question: str = "The crossing at the school is dark."
    answer: str = "Two lamps are new."
    theme: str = "lighting"
    how: str = "at a meeting"
    helper: str = "Harbor Clinic"
    area: str = "Old Port"


def _host(made: Made) -> Host:
    return Host(made.department, PublicContact(made.phone, made.email, made.website), is_demo=True)


def _invitation(words: Words, made: Made) -> Paper:
    hall = Invitation(made.place, DAY, time(18, 30), 120, made.address, ("Korean", "Somali"), True, True, _MAP, True)
    return invitation_paper(hall, _host(made), words)


def _invitation_little_known(words: Words, made: Made) -> Paper:
    return invitation_paper(Invitation(made.place, map_svg=_MAP), Host(made.department), words)


_MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 10H40M20 0V20" stroke="#8a979a"/></svg>'


def _meetings(words: Words, made: Made) -> Paper:
    days = (Invitation(made.place, DAY, time(18, 30), 0, made.address, ("Korean",)), Invitation(made.place, DAY))
    return meetings_paper(days, _host(made), words)


def _no_meetings(words: Words, made: Made) -> Paper:
    return meetings_paper((), _host(made), words)


def _directory(words: Words, made: Made) -> Paper:
    where = area_in_words("beat", "01", words), area_in_words("district", made.area, words, is_named=True)
    row: dict[str, object] = {"organisation": made.helper, "languages": ("Korean",), "phone": made.phone}
    row |= {"address": made.address, "website": made.website, "note": None}
    rows = [row | {"services": SERVICES, "areas": ", ".join(where)}]
    rows += [row | {"services": (), "areas": "everywhere", "languages": ("Arabic", "Amharic")}]
    return directory_paper(pd.DataFrame(rows), made.department, DAY, is_demo=True, words=words)


def _account(asked: int, days: int, languages: tuple[str, ...], held: int) -> Callable[[Words, Made], Paper]:
    def draw(words: Words, made: Made) -> Paper:
        report = sample_account(asked, days, languages, held, made.theme, made.question, made.answer, made.how)
        return accountability_paper(report, made.department, is_demo=True, words=words)

    return draw


def _card(words: Words, made: Made) -> Paper:
    languages = [card_language(name) for name in ("Arabic", "Khmer", "Amharic")]
    return card_paper(languages, InterpreterLine(made.phone, "4471"), made.department, is_demo=True, words=words)


def _poster(words: Words, made: Made) -> Paper:
    return poster_paper(
        [card_language("Arabic")], InterpreterLine(made.phone), made.department, is_demo=True, words=words
    )


def _around_pages(words: Words, made: Made) -> Paper:
    """Return what stands around every page of the site, as one paper."""
    said = (*menu_words(words).values(), *page_names(words).values(), *kind_words(words).values())
    blocks: list[Block] = [Heading(text, 3) for text in (*said, *group_words(words).values())]
    blocks.append(Paragraph(made_on_words(words.short_day(DAY), words)))
    return words.paper(earlier_words(words), subtitle=made.department, blocks=blocks)


def _ways_to_ask(words: Words, made: Made) -> Paper:
    ways = [PublicContact(made.phone), PublicContact("", made.email), PublicContact("", "", made.website)]
    papers = [contact_paper(way, made.department, words=words) for way in (*ways, PublicContact())]
    blocks = tuple(block for paper in papers for block in paper.blocks[:1])
    return words.paper(papers[0].title, subtitle=made.department, blocks=blocks)


SAMPLES: Mapping[str, Callable[[Words, Made], Paper]] = MappingProxyType(
    {
        "Invitation": _invitation,
        "Invitation, little known": _invitation_little_known,
        "Meetings to come": _meetings,
        "No meetings": _no_meetings,
        "Directory": _directory,
        "Community report": _account(60, 12, ("korean", "spanish"), 2),
        "Community report, few": _account(2, 1, (), 1),
        "Community report, one each": _account(1, 1, ("korean",), 1),
        "Community report, little": _account(0, 0, (), 0),
        "What we do not ask": lambda words, made: not_asked_paper(made.department, is_demo=True, words=words),
        "Contact": lambda words, made: contact_paper(_host(made).contact, made.department, words=words),
        "Ways to ask": _ways_to_ask,
        "Card": _card,
        "Poster": _poster,
        "Menus and names": _around_pages,
    }
)
"""Every paper for the public by name. Together they say every string of the catalogue; a test sees to it."""
