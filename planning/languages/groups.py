"""The twelve language groups of ACS table C16001: what each is, and what each may hide.

Six groups name a language; six are lumps in which the Bureau adds several languages together. No interpreter,
leaflet or officer serves a lump, so most of the product treats the two kinds differently.

Line numbers and group names: the table shell of C16001 ("Language Spoken at Home for the Population 5 Years
and Over"). Every group has three lines: all speakers, those who speak English "very well", and those who
speak it less than "very well". Autonyms: CLDR, checked by hand; a lump has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from planning.errors import UnknownNameError

ALL = "all"
"""The id that stands for every language other than English together."""

ENGLISH = "english"
"""Not a group of the table; people also come, ask and sit in English."""

POPULATION_LINE = 1
"""The line of C16001 that holds the whole population 5 years and over."""


@dataclass(frozen=True, slots=True)
class Language:
    """One group of C16001.

    Attributes
    ----------
    id : str
        The id used in every table and file of the product.
    name : str
        What a person reads.
    acs_label : str
        The Bureau's own wording.
    lep_line : int
        The line that counts people who speak English less than "very well".
    may_hide : tuple of str
        Languages a lump may hold; empty for a group that names one language.
    autonym, bcp47, direction
        The language's name in its own script, its tag, and the direction it is written in.
    """

    id: str
    name: str
    acs_label: str
    lep_line: int
    may_hide: tuple[str, ...] = ()
    autonym: str | None = None
    bcp47: str | None = None
    direction: Literal["ltr", "rtl"] = "ltr"

    @property
    def is_lump(self) -> bool:
        """Whether the group adds several languages together."""
        return bool(self.may_hide)

    @property
    def very_well_line(self) -> int:
        """The line that counts speakers who also speak English "very well"."""
        return self.lep_line - 1


_GROUPS = (
    Language("spanish", "Spanish", "Spanish", 5, autonym="español", bcp47="es"),
    Language(
        "french_haitian",
        "French, Haitian or Cajun",
        "French, Haitian, or Cajun",
        8,
        may_hide=("French", "Haitian Creole", "Cajun"),
    ),
    Language(
        "german_west_germanic",
        "German and other West Germanic",
        "German or other West Germanic languages",
        11,
        may_hide=("German", "Yiddish", "Pennsylvania Dutch", "Dutch", "Afrikaans"),
    ),
    Language(
        "slavic",
        "Russian, Polish and other Slavic",
        "Russian, Polish, or other Slavic languages",
        14,
        may_hide=("Russian", "Polish", "Ukrainian", "Serbian", "Croatian", "Bosnian", "Bulgarian", "Czech"),
    ),
    Language(
        "other_indo_european",
        "Other Indo-European",
        "Other Indo-European languages",
        17,
        may_hide=(
            "Portuguese",
            "Hindi",
            "Urdu",
            "Punjabi",
            "Bengali",
            "Gujarati",
            "Nepali",
            "Persian",
            "Armenian",
            "Italian",
            "Greek",
            "Romanian",
        ),
    ),
    Language("korean", "Korean", "Korean", 20, autonym="한국어", bcp47="ko"),
    Language("chinese", "Chinese", "Chinese (incl. Mandarin, Cantonese)", 23, autonym="中文", bcp47="zh"),
    Language("vietnamese", "Vietnamese", "Vietnamese", 26, autonym="Tiếng Việt", bcp47="vi"),
    Language("tagalog", "Tagalog", "Tagalog (incl. Filipino)", 29, autonym="Tagalog", bcp47="tl"),
    Language(
        "other_asian_pacific",
        "Other Asian and Pacific Island",
        "Other Asian and Pacific Island languages",
        32,
        may_hide=(
            "Khmer",
            "Hmong",
            "Lao",
            "Thai",
            "Japanese",
            "Burmese",
            "Karen",
            "Tamil",
            "Telugu",
            "Ilocano",
            "Samoan",
            "Chuukese",
            "Marshallese",
        ),
    ),
    Language("arabic", "Arabic", "Arabic", 35, autonym="العربية", bcp47="ar", direction="rtl"),
    Language(
        "other",
        "Other and unspecified",
        "Other and unspecified languages",
        38,
        may_hide=("Amharic", "Somali", "Tigrinya", "Swahili", "Yoruba", "Igbo", "Twi", "Hebrew", "Hungarian", "Navajo"),
    ),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({group.id: group for group in _GROUPS})
"""The twelve groups by id, in the order of the table."""

LANGUAGE_IDS: tuple[str, ...] = tuple(LANGUAGES)
NAMED_LANGUAGE_IDS: tuple[str, ...] = tuple(group.id for group in _GROUPS if not group.is_lump)
"""The six groups that name one language: the default wherever somebody must speak or print it."""


def find_language(language_id: str) -> Language:
    """Return the group with this id.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest known id is offered.

    Examples
    --------
    >>> find_language("korean").lep_line
    20
    """
    try:
        return LANGUAGES[language_id]
    except KeyError:
        raise UnknownNameError("language", language_id, LANGUAGE_IDS) from None


def language_name(language_id: str) -> str:
    """Return what a person reads for a language id; ``all`` included.

    Examples
    --------
    >>> language_name("all")
    'All languages'
    """
    return "All languages" if language_id == ALL else find_language(language_id).name
