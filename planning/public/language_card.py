"""Point to your language: a card for an officer's pocket, two to a sheet, and a poster of the same languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planning.errors import UnknownNameError
from planning.languages.living import LivingLanguage, find_living
from planning.languages.spoken import clean_spoken, written_as
from planning.public.contact import InterpreterLine
from planning.words.paper import Block, Cell, Grid, Heading, Paper, Paragraph, TwoUp
from planning.words.said import IN_ENGLISH, Words

MOST_ON_A_CARD = 24
"""More would be too small to point at on half a sheet."""
CARD_COLUMNS, POSTER_COLUMNS = 3, 5


@dataclass(frozen=True, slots=True)
class CardLanguage:
    """One language to point at.

    Attributes
    ----------
    name : str
        In English, for the officer.
    autonym : str
        In its own script; the English name where nobody has confirmed one.
    tag, direction : str
    """

    name: str
    autonym: str
    tag: str = ""
    direction: str = ""


def card_language(name: str) -> CardLanguage:
    """Return how a language is to be pointed at, from any of its names.

    Its autonym and where that comes from stand in ``planning/languages/names.csv``.

    Examples
    --------
    >>> card_language("Khmer"), card_language("Mam").autonym, card_language("Farsi").direction
    (CardLanguage(name='Khmer', autonym='ខ្មែរ', tag='km', direction='ltr'), 'Mam', 'rtl')
    """
    try:
        written = written_as(clean_spoken(name))
    except UnknownNameError:
        written = None
    if written is not None:
        return CardLanguage(written.name, written.autonym or written.name, written.bcp47 or "", written.direction)
    living = find_living(name)
    autonym = living.autonym if isinstance(living, LivingLanguage) else None
    return CardLanguage(name, autonym or name)


def with_more(languages: Sequence[CardLanguage], names: Sequence[str]) -> tuple[CardLanguage, ...]:
    """Return the languages with some put first, which somebody asked for: a card has room for so many only.

    Examples
    --------
    >>> [one.name for one in with_more([card_language("Korean")], ["Mam", "Korean"])]
    ['Mam', 'Korean']
    """
    first = tuple(dict.fromkeys(card_language(name) for name in names))
    return (*first, *(one for one in languages if one not in first))


def card_paper(
    languages: Sequence[CardLanguage],
    line: InterpreterLine,
    department: str,
    *,
    is_demo: bool = False,
    words: Words = IN_ENGLISH,
    own: Mapping[str, str] | None = None,
) -> Paper:
    """Return the card, twice on a sheet across.

    Parameters
    ----------
    languages : sequence of CardLanguage
        The first ``MOST_ON_A_CARD`` of them stand on it.
    own : mapping of English name to text, optional
        "Point to your language" in a language that somebody has reviewed it in.
    """
    shown = tuple(languages[:MOST_ON_A_CARD])
    number = line.number or "______________"
    where = "pocket card: for the officer"
    code = line.code or "________"
    call = words.say(where, "Interpreter line: {number}, code {code}", number=f"**{number}**", code=f"**{code}**")
    half: tuple[Block, ...] = (
        Heading(words.say("pocket card: title", "Point to your language")),
        Grid(_cells(shown, own, words), CARD_COLUMNS),
        Paragraph(call),
        Paragraph(words.say(where, "Say the language in English, shown small below each name."), small=True),
    )
    title = words.say("pocket card: name of the sheet", "Language card, two to a sheet")
    return words.paper(title, subtitle=department, blocks=(TwoUp(half),), is_demo=is_demo, wide=True)


def poster_paper(
    languages: Sequence[CardLanguage],
    line: InterpreterLine,
    department: str,
    *,
    is_demo: bool = False,
    words: Words = IN_ENGLISH,
    own: Mapping[str, str] | None = None,
) -> Paper:
    """Return the poster for a lobby or a meeting, with the line's number where there is one; its code is not on it."""
    where = "poster: below the title"
    return words.paper(
        words.say("pocket card: title", "Point to your language"),
        subtitle=department,
        blocks=(
            Paragraph(words.say(where, "An interpreter will be called. It costs you nothing.")),
            Grid(_cells(tuple(languages), own, words), POSTER_COLUMNS, large=True),
            *(Paragraph(call) for call in _call(line, words)),
        ),
        is_demo=is_demo,
    )


def _call(line: InterpreterLine, words: Words) -> tuple[str, ...]:
    if not line.number:
        return ()
    return (words.say("poster: last line", "Interpreter line: {number}", number=f"**{line.number}**"),)


def _cells(languages: Sequence[CardLanguage], own: Mapping[str, str] | None, words: Words) -> tuple[Cell, ...]:
    said = own or {}
    return tuple(
        Cell(
            one.autonym,
            " · ".join(filter(None, (said.get(one.name), words.language(one.name)))),
            one.tag,
            one.direction,
        )
        for one in languages
    )
