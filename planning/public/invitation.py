"""An invitation to one meeting as a page or poster in one language: when, where, what is offered, what is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from planning.public.contact import PublicContact, contact_words
from planning.public.not_asked import papers_sentence
from planning.words.formats import capitalized
from planning.words.paper import Block, Bullets, Drawing, Heading, Paper, Paragraph
from planning.words.said import IN_ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is known of a meeting, filled in once for every language.

    Attributes
    ----------
    place : str
    day : date or None
    starts : time or None
    minutes : int
        How long it lasts; 0 where nobody says.
    address : str
    languages : tuple of str
        Interpreted, by their English names.
    step_free, child_care : bool or None
        None where nothing is on record: then nothing is said of it.
    map_svg : str
        The way there; empty for none.
    has_streets : bool
        Whether streets are drawn on it.
    """

    place: str
    day: date | None = None
    starts: time | None = None
    minutes: int = 0
    address: str = ""
    languages: tuple[str, ...] = ()
    step_free: bool | None = None
    child_care: bool | None = None
    map_svg: str = ""
    has_streets: bool = False


@dataclass(frozen=True, slots=True)
class Host:
    """Who invites.

    Attributes
    ----------
    department : str
    contact : PublicContact
    is_demo : bool
    """

    department: str
    contact: PublicContact = field(default_factory=PublicContact)
    is_demo: bool = False


def invitation_paper(
    invitation: Invitation, host: Host, words: Words = IN_ENGLISH, texts: Mapping[str, str] | None = None
) -> Paper:
    """Return the invitation in one language.

    Parameters
    ----------
    texts : mapping of field to text, optional
        What people wrote for the flyer in this language (``planning.meetings.season.pack.FLYER_FIELDS``): it takes
        the place of ours, or is added to what is known of the place and of what is offered.

    Examples
    --------
    >>> hall = Invitation("Harbor Hall", date(2026, 9, 15), time(18, 30), 120, languages=("Korean",))
    >>> paper = invitation_paper(hall, Host("Harbor Falls Police"))
    >>> paper.blocks[2].text
    '**Tuesday, Sept. 15, 2026, from 6:30 p.m. to 8:30 p.m.**'
    """
    own = {name: text.strip() for name, text in (texts or {}).items() if text.strip()}
    about = words.say(
        "invitation: what it is about",
        "Come and talk with the police. Tell us what matters where you live, and ask what you want to know.",
    )
    blocks: list[Block] = [
        Paragraph(own.get("about") or about),
        Heading(words.say("invitation: heading", "When")),
        Paragraph(f"**{when_words(invitation, words)}**"),
        Heading(words.say("invitation: heading", "Where")),
        *_where(invitation, own.get("when_where", ""), words),
        Heading(words.say("invitation: heading", "What there is for you")),
        Bullets(_offered(invitation, own.get("offered", ""), words)),
        Paragraph(f"**{own.get('safe') or papers_sentence(words)}**"),
        Heading(words.say("invitation: heading", "Questions?")),
        Paragraph(own.get("contact") or contact_words(host.contact, words)),
    ]
    return words.paper(
        own.get("headline") or words.say("invitation: title", "You are invited"),
        subtitle=host.department,
        blocks=blocks,
        is_demo=host.is_demo,
    )


def when_words(invitation: Invitation, words: Words = IN_ENGLISH) -> str:
    """Return day and time in words; that the day is not set yet, where it is not.

    Examples
    --------
    >>> when_words(Invitation("Hall")), when_words(Invitation("Hall", date(2026, 9, 15)))
    ('The day is not set yet.', 'Tuesday, Sept. 15, 2026')
    """
    where = "invitation: day and time"
    if invitation.day is None:
        return words.say(where, "The day is not set yet.")
    day = capitalized(words.day(invitation.day))
    if invitation.starts is None:
        return day
    start = words.time(invitation.starts)
    if not invitation.minutes:
        return words.say(where, "{day}, {time}", day=day, time=start)
    ends = datetime.combine(invitation.day, invitation.starts) + timedelta(minutes=invitation.minutes)
    return words.say(where, "{day}, from {start} to {end}", day=day, start=start, end=words.time(ends.time()))


def _where(invitation: Invitation, more: str, words: Words) -> list[Block]:
    found: list[Block] = [Paragraph(f"**{invitation.place}**")]
    found += [Paragraph(text) for text in (invitation.address, more) if text]
    if invitation.map_svg:
        if invitation.has_streets:
            seen = words.say("invitation: the map", "The streets around. The meeting is at the mark in the middle.")
        else:
            seen = words.say("invitation: the map", "The place in the city. The meeting is at the mark.")
        found += [Drawing(invitation.map_svg, seen), Paragraph(seen, small=True)]
    return found


def _offered(invitation: Invitation, more: str, words: Words) -> tuple[str, ...]:
    where = "invitation: what is offered"
    found = []
    if invitation.languages:
        names = words.listed([words.language(name) for name in invitation.languages])
        found.append(words.say(where, "Interpreters, at no cost: {languages}.", languages=names))
    if invitation.child_care:
        found.append(words.say(where, "Children are welcome, and there is child care."))
    else:
        found.append(words.say(where, "Children are welcome."))
    if invitation.step_free:
        found.append(words.say(where, "The way in has no steps."))
    return (*found, *([more] if more else []))
