"""The language a record is about: a group of the census table, or one language inside a lump.

A census group is not always a language: nobody interprets "Other Asian and Pacific Island". A partner who
serves Khmer speakers is recorded as ``other_asian_pacific:Khmer``, so that the record both names the language
and stands beside the right census figure.
"""

from __future__ import annotations

import re

from planning.errors import InputError, UnknownNameError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES, find_language, language_name

ENGLISH = "english"
"""Not a group of the table; people also come, ask and sit in English."""

LONGEST_NAME = 60

_NAME = re.compile(r"[^\W\d_][\w '’()./-]*")
_GROUP_OF_NAME = {name.casefold(): (group.id, name) for group in LANGUAGES.values() for name in group.may_hide}
_GROUP_OF_LABEL = {group.name.casefold(): group.id for group in LANGUAGES.values()}


def clean_spoken(text: str) -> str:
    """Return the language as it is stored.

    Parameters
    ----------
    text : str
        A group id (``korean``), a group's name (``Korean``), ``english``, a language a lump may hide
        (``Khmer``), or ``group:Name`` for any other language inside a lump.

    Raises
    ------
    UnknownNameError
        If it is none of these.
    InputError
        If a name is given inside a group that already names one language, or is not a name.

    Examples
    --------
    >>> clean_spoken("Korean"), clean_spoken("khmer"), clean_spoken("other: Wolof")
    ('korean', 'other_asian_pacific:Khmer', 'other:Wolof')
    """
    group, colon, name = (part.strip() for part in text.partition(":"))
    if colon:
        return _inside(group, name)
    folded = group.casefold()
    if folded == ENGLISH or group in LANGUAGES:
        return folded if folded == ENGLISH else group
    if folded in _GROUP_OF_LABEL:
        return _GROUP_OF_LABEL[folded]
    if folded in _GROUP_OF_NAME:
        return ":".join(_GROUP_OF_NAME[folded])
    raise UnknownNameError("language", text, (*LANGUAGE_IDS, ENGLISH))


def _inside(group: str, name: str) -> str:
    lump = find_language(group)
    if not lump.is_lump:
        raise InputError(f"{lump.name} already names one language", value=name, fix=f"write only {group!r}")
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise InputError(
            f"a language inside {lump.name!r} needs a name of at most {LONGEST_NAME} letters", value=name[:LONGEST_NAME]
        )
    known = next((hidden for hidden in lump.may_hide if hidden.casefold() == name.casefold()), name)
    return f"{group}:{known}"


def group_of(spoken: str) -> str:
    """Return the census group a stored language belongs to; ``english`` for English.

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
