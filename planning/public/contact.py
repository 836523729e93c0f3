"""Whom the public can ask, and the interpreter line an officer calls."""

from __future__ import annotations

from dataclasses import dataclass

from planning.words.paper import Block, Paper, Paragraph
from planning.words.said import IN_ENGLISH, Words


@dataclass(frozen=True, slots=True)
class PublicContact:
    """How the public reaches the department; empty where nothing is said.

    Attributes
    ----------
    phone, email, website : str
    """

    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class InterpreterLine:
    """The line that an officer calls for an interpreter.

    Attributes
    ----------
    number : str
    code : str
        What the line asks for: for officers, never for the public.
    """

    number: str = ""
    code: str = ""


def contact_words(contact: PublicContact, words: Words = IN_ENGLISH) -> str:
    """Return how to reach the department, in one line.

    Examples
    --------
    >>> contact_words(PublicContact("555-0100", "ask@pd.example")), contact_words(PublicContact())
    ('Call 555-0100 or write to ask@pd.example.', 'Ask at any station.')
    """
    where = "contact: how to ask"
    if contact.phone and contact.email:
        return words.say(where, "Call {phone} or write to {email}.", phone=contact.phone, email=contact.email)
    if contact.phone:
        return words.say(where, "Call {phone}.", phone=contact.phone)
    if contact.email:
        return words.say(where, "Write to {email}.", email=contact.email)
    if contact.website:
        return words.say(where, "See {website}.", website=contact.website)
    return words.say(where, "Ask at any station.")


def contact_paper(
    contact: PublicContact, department: str, *, is_demo: bool = False, words: Words = IN_ENGLISH
) -> Paper:
    """Return how the public asks, and that nobody pays for an interpreter."""
    where = "contact: the page"
    blocks: list[Block] = [
        Paragraph(f"**{contact_words(contact, words)}**"),
        Paragraph(words.say(where, "Ask for an interpreter in your language. It costs you nothing.")),
        Paragraph(words.say(where, "In an emergency, call 911.")),
    ]
    if contact.website and (contact.phone or contact.email):
        blocks.insert(1, Paragraph(words.say("contact: how to ask", "See {website}.", website=contact.website)))
    title = words.say(where, "How to reach us")
    return words.paper(title, subtitle=department, blocks=blocks, is_demo=is_demo)
