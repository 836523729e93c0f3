"""Ways to be understood: what each is, what it may be used for unless the department says otherwise, what is offered.

A machine speaks for nobody where a right hangs on the words: that is the product's own default, with its source, and a
department that says otherwise has to name the order that does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from planning.errors import UnknownNameError
from planning.languages.spoken import clean_spoken
from planning.officers.interpreter_use import BODY_CAMERA, DEVICE, IN_PERSON, LINE, STAFF, VIDEO
from planning.officers.roster import OFFICER


@dataclass(frozen=True, slots=True)
class Use:
    """What people have to understand each other for.

    Attributes
    ----------
    key : str
        As records and files have it.
    name : str
    after_for : str
        How it is called in a sentence, after "for".
    is_bound : bool
        Whether a right hangs on the words: no machine unless the department's own order says so.
    """

    key: str
    name: str
    after_for: str
    is_bound: bool = False


_USES = (
    Use("first words", "First words: which language, what is wrong", "first words"),
    Use("emergency", "Emergency, until an interpreter is there", "an emergency"),
    Use("routine", "Routine questions and directions", "routine questions and directions"),
    Use("meeting", "Community meeting", "a community meeting"),
    Use("interview", "Interview", "an interview", is_bound=True),
    Use("statement", "Statement", "a statement", is_bound=True),
    Use("consent", "Consent", "consent", is_bound=True),
    Use("rights", "Notice of rights", "a notice of rights", is_bound=True),
)
USES: Mapping[str, Use] = MappingProxyType({use.key: use for use in _USES})
"""Every use by its key."""
BOUND = tuple(use.key for use in _USES if use.is_bound)
"""Uses for which no machine counts by default."""
DEFAULT_USE = "statement"
"""What a gap is shown for unless somebody chooses."""

BY_PEOPLE = (
    "Every use: people who were tested. New Orleans, consent decree ¶189 (f to h): authorized interpreters first, then "
    "the phone line, and qualified interpreters for interviews "
    "(wixlib.com/document/2f46a_2021-limited-english-proficiency-services-annual-report.html)"
)
BY_MACHINE = (
    "Never for an interview, a statement, consent, or a notice of rights. Two federal courts found no valid consent "
    "where a translation app did the asking: Kansas, 2018 "
    "(alexanderkeane.com/2018/06/19/police-cannot-use-google-translate-to-get-consent-for-search), and Pennsylvania, "
    "2021 (abovethelaw.com/2021/10/court-says-google-translate-isnt-reliable-enough-to-determine-consent-for-a-search)"
)
POLICY_AS_OF = date(2026, 11, 28)
"""When the sources of both defaults were read."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be understood.

    Attributes
    ----------
    key : str
        As records, files and the interpreter's bill have it.
    name : str
    is_machine : bool
        Whether a program translates; a person does otherwise.
    is_own : bool
        Whether its languages come from the roster, and from no list.
    """

    key: str
    name: str
    is_machine: bool = False
    is_own: bool = False

    @property
    def uses(self) -> tuple[str, ...]:
        """What it may be used for unless the department says otherwise.

        Examples
        --------
        >>> WAYS["device"].uses, WAYS["line"].uses == tuple(USES)
        (('first words', 'emergency', 'routine'), True)
        """
        return ("first words", "emergency", "routine") if self.is_machine else tuple(USES)

    @property
    def policy(self) -> str:
        """Why so, with its source."""
        return BY_MACHINE if self.is_machine else BY_PEOPLE


_WAYS = (
    Way(OFFICER, "Bilingual officer", is_own=True),
    Way(STAFF, "Bilingual civilian staff", is_own=True),
    Way(LINE, "Phone interpreter"),
    Way(VIDEO, "Video interpreter"),
    Way(IN_PERSON, "Interpreter in person"),
    Way(BODY_CAMERA, "Body camera that translates", is_machine=True),
    Way(DEVICE, "Translation app on a phone or tablet", is_machine=True),
)
WAYS: Mapping[str, Way] = MappingProxyType({way.key: way for way in _WAYS})
"""Every way by its key: people first."""

PRICE_UNITS = ("minute", "hour", "year")
"""What a price is for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a way offers, as somebody published it.

    Attributes
    ----------
    way, name : str
    languages : tuple of str
        As records hold them; empty where the source gives no list: not known.
    said : str
        What the source says of them.
    source : str
    read_on : date
    price : float or None
        Dollars, for one ``price_per``.
    price_per, price_source : str
    """

    way: str
    name: str
    languages: tuple[str, ...]
    said: str
    source: str
    read_on: date
    price: float | None = None
    price_per: str = ""
    price_source: str = ""


@cache
def offers() -> tuple[Offer, ...]:
    """Return the offers that come with the product, each with its source and the day it was read.

    Examples
    --------
    >>> [(offer.way, len(offer.languages), offer.price) for offer in offers()]
    [('device', 18, None), ('body camera', 0, None), ('line', 0, 1.05), ('in person', 0, 65.0)]
    """
    read = tomllib.loads(files("planning.access").joinpath("ways.toml").read_text(encoding="utf-8"))
    return tuple(
        Offer(**{**row, "languages": tuple(dict.fromkeys(map(clean_spoken, row["languages"])))})
        for row in read["offer"]
    )


def find_use(key: str) -> Use:
    """Return a use.

    Raises
    ------
    UnknownNameError
        If there is none of that name.

    Examples
    --------
    >>> find_use("consent").is_bound
    True
    """
    if key not in USES:
        raise UnknownNameError("use", key, USES)
    return USES[key]


def bound_uses(way: str, uses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the uses among these for which a machine counts only by the department's own order.

    Examples
    --------
    >>> bound_uses("device", ("routine", "consent")), bound_uses("line", ("consent",))
    (('consent',), ())
    """
    return tuple(use for use in uses if USES[use].is_bound) if WAYS[way].is_machine else ()
