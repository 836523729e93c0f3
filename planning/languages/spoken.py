"""The language a record is about: a group of the census table, or one language inside a lump.

A census group is not always a language: nobody interprets "Other Asian and Pacific Island". A partner who
serves Khmer speakers is recorded as ``other_asian_pacific:Khmer``, so that the record both names the language
and stands beside the right census figure.
"""

from __future__ import annotations

import re

from planning.errors import InputError
from planning.languages.groups import ALL, ENGLISH, LANGUAGES, Language, find_language, language_name
from planning.languages.living import UNCOUNTED, find_living
from planning.languages.named import (
    GROUP_LABELS,
    NAMED_LANGUAGES,
    NamedLanguage,
    find_by_name,
    find_language_group,
    find_named,
)

LONGEST_NAME = 60

_NAME = re.compile(r"[^\W\d_][\w '’()./-]*")


def clean_spoken(text: str) -> str:
    """Return the language as it is stored.

    Parameters
    ----------
    text : str
        A group id (``korean``), a group's name (``Korean``), ``english``, any name of a living language (``Khmer``,
        ``Farsi``), or ``group:Name`` for any other language inside a lump. A language whose group is not known, or
        that is signed, is ``uncounted:Name``.

    Raises
    ------
    UnknownNameError
        If it is none of these.
    InputError
        If a name is given inside a group that already names one language or that another group counts, or is not a
        name.

    Examples
    --------
    >>> clean_spoken("Korean"), clean_spoken("khmer"), clean_spoken("Farsi"), clean_spoken("other: Ewe")
    ('korean', 'other_asian_pacific:Khmer', 'other_indo_european:Persian', 'other:Ewe')
    >>> clean_spoken("other:Vietnamese")
    Traceback (most recent call last):
    planning.errors.InputError: the census counts Vietnamese in 'Vietnamese', not in 'Other and unspecified' ...
    >>> clean_spoken("Georgian"), clean_spoken("ASL")
    ('uncounted:Georgian', 'uncounted:American Sign Language')
    """
    group, colon, name = (part.strip() for part in text.partition(":"))
    if colon:
        return _inside(group, name)
    folded = group.casefold()
    if folded == ENGLISH:
        return ENGLISH
    if folded in GROUP_LABELS:
        return GROUP_LABELS[folded]
    in_group = find_language_group(group)
    living = None if in_group or folded == ALL else find_living(group)
    if in_group and not LANGUAGES[in_group].is_lump:
        return in_group
    return living.spoken if living else find_named(group).spoken


def _inside(group: str, name: str) -> str:
    if group == UNCOUNTED and (known := find_living(name)):
        return known.spoken
    lump = find_language(group)
    if not lump.is_lump:
        raise InputError(f"{lump.name} already names one language", value=name, fix=f"write only {group!r}")
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise InputError(
            f"a language inside {lump.name!r} needs a name of at most {LONGEST_NAME} letters", value=name[:LONGEST_NAME]
        )
    return _in_its_own_group(group, name)


def _in_its_own_group(group: str, name: str) -> str:
    """Return a language inside a lump by the name that the table of names has; one of another group is refused."""
    known = find_by_name(name)
    if known is None:
        return f"{group}:{name}"
    if known.group != group:
        raise InputError(
            f"the census counts {known.name} in {language_name(known.group)!r}, not in {language_name(group)!r}",
            value=f"{group}:{name}",
            fix=f"write {known.spoken!r}",
        )
    return known.spoken


def group_of(spoken: str) -> str:
    """Return the census group a stored language belongs to; ``english`` for English, ``uncounted`` for none known.

    Examples
    --------
    >>> group_of("other_asian_pacific:Khmer"), group_of("korean")
    ('other_asian_pacific', 'korean')
    """
    return spoken.partition(":")[0]


def spoken_name(spoken: str) -> str:
    """Return what a person reads for a stored language.

    Examples
    --------
    >>> spoken_name("other_asian_pacific:Khmer"), spoken_name("korean"), spoken_name("english")
    ('Khmer', 'Korean', 'English')
    """
    group, _, name = spoken.partition(":")
    if name:
        return name
    return "English" if group == ENGLISH else language_name(group)


def file_word(spoken: str) -> str:
    """Return a language as the name of a file or folder has it.

    Examples
    --------
    >>> file_word("french_haitian:Haitian Creole"), file_word("spanish")
    ('haitiancreole', 'spanish')
    """
    return "".join(sign for sign in spoken_name(spoken).lower() if sign.isascii() and sign.isalnum())


def is_one_language(spoken: str) -> bool:
    """Whether somebody could write it: not a lump, unless a language inside it is named.

    Examples
    --------
    >>> is_one_language("korean"), is_one_language("slavic"), is_one_language("slavic:Polish")
    (True, False, True)
    """
    return ":" in spoken or not (spoken in LANGUAGES and LANGUAGES[spoken].is_lump)


def written_as(spoken: str) -> NamedLanguage | Language | None:
    """Return what is known of a stored language's script and tag; None for one nobody has entered.

    Examples
    --------
    >>> written_as("other:Somali").bcp47, written_as("arabic").direction, written_as("uncounted:Georgian")
    ('so', 'rtl', None)
    """
    return NAMED_LANGUAGES.get(spoken_name(spoken)) if ":" in spoken else LANGUAGES.get(group_of(spoken))
