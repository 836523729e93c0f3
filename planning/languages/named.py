"""Single languages by name, read from the one table of names: the census group of each, its tag and how it is written.

An interpreter's log says Khmer or Dari, a roster "Farsi" or "ES"; the census says "Other Indo-European". Records,
rosters, requests, evidence and rules all look in ``names.csv``. To add a language, give it a row. Every other living
language is in ``planning.languages.living``.

Groups of rows sourced "Census code list" follow the Bureau's own list for C16001; tags are BCP 47 (IANA registry);
autonyms come from CLDR (by langcodes, once), and those "by hand" were wrong or absent there. Have a native speaker
look at any name before it is printed. Rows sourced "roster spellings" were never compared with the Bureau's list:
they are sorted by family. Dravidian, Turkic and Austronesian languages stand with Asia and the Pacific; Uralic and
Semitic languages, those of Africa and the native languages of the Americas in "other"; Scandinavian and Celtic ones in
"other Indo-European", since only West Germanic has a group of its own. Turkic languages and Mongolian are the least
certain. A group of several languages never has a post, so that a name in the wrong one of these changes no gap. Creoles
from English, Georgian and Basque are left out: whichever group they count in, a person decides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from planning.errors import UnknownNameError
from planning.languages.groups import ENGLISH, LANGUAGE_IDS, LANGUAGES

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class NamedLanguage:
    """One language.

    Attributes
    ----------
    name : str
        In English, as the Bureau writes it where it does.
    group : str
        The census group it is counted in.
    bcp47 : str or None
        None where nobody has looked it up.
    autonym : str or None
        In its own script; None where nobody has confirmed one.
    direction : {"ltr", "rtl"}
    other_names : tuple of str
        Further English names it goes by.
    short_forms : tuple of str
        Codes and abbreviations: suggestions only, since a short form may mean something else in a roster.
    source : str
        Where the row comes from, and what of it nobody has checked.
    """

    name: str
    group: str
    bcp47: str | None
    autonym: str | None
    direction: Direction
    other_names: tuple[str, ...]
    short_forms: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by for certain, its English one first."""
        return (self.name, *self.other_names, *filter(None, [self.autonym]))

    @property
    def spoken(self) -> str:
        """Return the language as records hold it; see ``planning.languages.spoken``.

        Examples
        --------
        >>> find_named("Dari").spoken, find_named("Cantonese").spoken
        ('other_indo_european:Dari', 'chinese')
        """
        return f"{self.group}:{self.name}" if LANGUAGES[self.group].is_lump else self.group


def _read_row(row: Mapping[str, str]) -> NamedLanguage:
    def parts(column: str) -> tuple[str, ...]:
        return tuple(row[column].split("; ")) if row[column] else ()

    return NamedLanguage(
        row["name"],
        row["group"],
        row["tag"] or None,
        row["autonym"] or None,
        cast(Direction, row["direction"]),
        parts("other_names"),
        parts("short_forms"),
        row["source"],
    )


def _read_table() -> Mapping[str, NamedLanguage]:
    text = files("planning.languages").joinpath("names.csv").read_text(encoding="utf-8")
    rows = [_read_row(row) for row in csv.DictReader(text.splitlines())]
    return MappingProxyType({one.name: one for one in rows})


NAMED_LANGUAGES: Mapping[str, NamedLanguage] = _read_table()
"""The languages by English name, in the order of the census groups. Others may be written as ``group:Name``."""

# A language's own English name wins over what else another one is called: 中文 is Chinese before it is Mandarin.
_BY_NAME = {name.casefold(): one for one in reversed(list(NAMED_LANGUAGES.values())) for name in one.names} | {
    name.casefold(): one for name, one in NAMED_LANGUAGES.items()
}
_BY_TAG = {one.bcp47: one for one in NAMED_LANGUAGES.values() if one.bcp47}

GROUP_LABELS: Mapping[str, str] = MappingProxyType(
    {
        label.casefold(): group.id
        for group in LANGUAGES.values()
        for label in (group.id, group.name, group.acs_label, group.bcp47)
        if label
    }
)
"""What a census group itself is called, in lower case, and its id."""

GROUP_OF: Mapping[str, str] = MappingProxyType({**{name: one.group for name, one in _BY_NAME.items()}, **GROUP_LABELS})
"""Every name, in lower case, and its group."""


def plain_key(name: str) -> str:
    """Return a name as names are compared: in lower case, with one kind of apostrophe.

    Examples
    --------
    >>> plain_key(" Q’anjob’al ")
    "q'anjob'al"
    """
    return re.sub("[’ʼ‘`´]", "'", name.strip().casefold())


_MARKS = re.compile(r"[\s,.'’ʼ‘`´-]+")


def words_key(name: str) -> str:
    """Return a name without marks and the order of its words; "" where it has signs that may mean more.

    Accents count: whether "Espanol" is meant to be Spanish is for a person to say.

    Examples
    --------
    >>> words_key("Chin, Hakha") == words_key("Hakha Chin"), words_key("Haitian-Creole"), words_key("Spanish/Korean")
    (True, 'creole haitian', '')
    """
    words = [word for word in _MARKS.split(name.casefold()) if word]
    return " ".join(sorted(words)) if all(word.isalpha() for word in words) else ""


def find_named(text: str) -> NamedLanguage:
    """Return the language that goes by this name, tag or autonym.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest known name is offered.

    Examples
    --------
    >>> find_named("Farsi").name, find_named("ខ្មែរ").group, find_named("cambodian").autonym
    ('Persian', 'other_asian_pacific', 'ខ្មែរ')
    """
    found = _named(text)
    if found is None:
        known = [name for one in NAMED_LANGUAGES.values() for name in (one.name, *one.other_names)]
        raise UnknownNameError("language", text.strip()[:40], (*known, *LANGUAGE_IDS, ENGLISH))
    return found


def find_by_name(text: str) -> NamedLanguage | None:
    """Return the language that goes by this name or autonym; None if none does. Tags are no names.

    Examples
    --------
    >>> find_by_name("Filipino").name, find_by_name("es")
    ('Tagalog', None)
    """
    return _BY_NAME.get(text.strip().casefold()) or _BY_NAME.get(plain_key(text))


def _named(text: str) -> NamedLanguage | None:
    return find_by_name(text) or _BY_TAG.get(text.strip().casefold())


_BRACKETS = re.compile(r"(.*?)\s*\((.*?)\)\s*")


def find_language_group(name: str) -> str | None:
    """Return the census group a language belongs to, by any of its names; None if it is not known.

    What stands in brackets must be a name too: "Spanish (reads only)" is for a person to decide.

    Examples
    --------
    >>> [find_language_group(name) for name in ("Español", "Somali", "Chinese (Mandarin)", "Spanish (reads only)")]
    ['spanish', 'other', 'chinese', None]
    """
    whole = name.strip().casefold()
    if whole in GROUP_OF or not (found := _BRACKETS.fullmatch(whole)):
        return GROUP_OF.get(whole) or GROUP_OF.get(plain_key(whole))
    outside, inside = GROUP_OF.get(found[1]), GROUP_OF.get(found[2])
    return inside if outside in (inside, None) else None
