"""What the product will not hold, refused at the door with the reason.

The product plans who can be understood, not who somebody is. A column about citizenship, birthplace or
immigration status, an identity number, or a police record has no place in it, not even unread in a folder.
Names are compared word by word, so ``Occupancy Type`` and ``staircase`` pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from planning.errors import RefusedError

ORIGIN_REASON = "place of birth or citizenship is not a language"
IDENTITY_REASON = "it identifies a person, and no answer here needs that"
POLICE_REASON = "police records may not be kept with language data"


@dataclass(frozen=True, slots=True)
class ForbiddenColumn:
    """One kind of column that is refused.

    Attributes
    ----------
    subject : str
        What the column is about, as a person says it.
    reason : str
        Why it is refused.
    words : tuple of str
        Phrases, each a run of whole words of the column's name.
    whole : tuple of str
        Names refused only if they are the whole column name.
    roster_only : bool
        Whether the phrase means a person only in a roster.
    """

    subject: str
    reason: str
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    roster_only: bool = False


FORBIDDEN = (
    ForbiddenColumn(
        "citizenship",
        ORIGIN_REASON,
        (
            "citizen",
            "citizens",
            "citizenship",
            "noncitizen",
            "noncitizens",
            "naturalized",
            "naturalised",
            "naturalization",
            "nationality",
        ),
    ),
    ForbiddenColumn("nativity", ORIGIN_REASON, ("nativity", "native born", "foreign born", "us born")),
    ForbiddenColumn(
        "birthplace",
        ORIGIN_REASON,
        (
            "birthplace",
            "birthplaces",
            "birth place",
            "place of birth",
            "country of birth",
            "birth country",
            "state of birth",
            "country of origin",
            "national origin",
            "born in",
        ),
    ),
    ForbiddenColumn(
        "year of entry",
        "time of arrival is not a language",
        ("year of entry", "entry year", "year entered", "year of arrival", "arrival year", "year of immigration"),
    ),
    ForbiddenColumn(
        "immigration status",
        "immigration status has no place in a plan for language services",
        (
            "immigration status",
            "immigrant status",
            "immigration category",
            "immigration class",
            "legal status",
            "residency status",
            "refugee status",
            "asylum status",
            "visa",
            "visa type",
            "visa status",
            "undocumented",
            "alien number",
            "alien registration",
            "alien no",
            "alien id",
            "green card",
            "uscis",
            "daca",
        ),
        whole=("immigration", "immigrant", "alien", "a number", "anumber", "a no", "a num"),
    ),
    ForbiddenColumn(
        "date of birth",
        IDENTITY_REASON,
        ("date of birth", "birth date", "birthday", "year of birth", "birth year", "dob", "d o b", "yob"),
    ),
    ForbiddenColumn(
        "social security numbers", IDENTITY_REASON, ("ssn", "ssns", "s s n", "social security", "soc sec", "social sec")
    ),
    ForbiddenColumn(
        "arrests", POLICE_REASON, ("arrest", "arrests", "arrested", "arrestee", "arrestees", "booking number")
    ),
    ForbiddenColumn("victims", POLICE_REASON, ("victim", "victims", "victimization")),
    ForbiddenColumn(
        "suspects",
        POLICE_REASON,
        ("suspect", "suspects", "offender", "offenders", "criminal history", "criminal record"),
    ),
    ForbiddenColumn(
        "case numbers",
        POLICE_REASON,
        tuple(
            f"{kind} {number}"
            for kind in ("case", "incident", "police report", "crime report")
            for number in ("number", "numbers", "no", "num", "nbr", "id")
        ),
        whole=("case", "incident"),
    ),
    ForbiddenColumn(
        "home addresses",
        IDENTITY_REASON,
        (
            "home address",
            "home street",
            "home phone",
            "home zip",
            "residential address",
            "residence address",
            "mailing address",
        ),
        whole=("address", "street", "street address"),
        roster_only=True,
    ),
)
"""Every kind of column that is refused. Phrases are compared with or without spaces between their words."""

FORBIDDEN_TABLES = MappingProxyType(
    {
        "B05": "citizenship, nativity and year of entry",
        "C05": "citizenship, nativity and year of entry",
        "B06": "place of birth",
        "C06": "place of birth",
        "S05": "people born abroad",
        "S06": "place of birth",
        "B16005": "nativity",
        "C16005": "nativity",
        "B16008": "citizenship",
    }
)
"""Census tables that are refused, by the beginning of their id."""


VARIABLE_COLUMNS = frozenset({"variable", "variable name", "label", "concept", "measure", "indicator"})
"""Columns of a long table whose cells name what is counted."""

HARMLESS = (
    "payment visa",
    "visa card",
    "visa cards",
    "visa debit",
    "visa electron",
    "accepts visa",
    "senior citizen",
    "senior citizens",
    "citizens academy",
    "citizens bank",
)
"""Phrases that hold a word of ``FORBIDDEN`` and mean something else."""
HARMLESS_OF_VENUES = tuple(
    f"victim {word}" for word in ("service", "services", "assistance", "advocate", "advocates", "advocacy")
) + tuple(f"case {word}" for word in ("id", "no", "num", "nbr", "number"))
"""The same in a list of places: what is offered there, and the number of a building's own file."""

COUNTRIES_FILE = Path(__file__).parent / "reference" / "countries.txt"
"""Written by ``benchmarks/countries.py``."""


def plain_country(name: str) -> str:
    """Return a country's name as it is compared.

    Examples
    --------
    >>> plain_country("Côte d'Ivoire"), plain_country("Antigua & Barbuda"), plain_country("The Bahamas")
    ('cote d ivoire', 'antigua and barbuda', 'bahamas')
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = " ".join(re.findall(r"[a-z]+", letters.lower().replace("&", " and ").replace(".", "")))
    words = re.sub(r"\bst\b", "saint", words)
    return re.sub(r"^the ", "", words)


COUNTRIES = frozenset(COUNTRIES_FILE.read_text(encoding="utf-8").splitlines())
"""Countries, as ``plain_country`` writes them: a table whose rows are named for them counts people by birthplace."""

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_CENSUS_VARIABLE = re.compile(r"^([A-Z]{1,2}\d{1,5}[A-Z]{0,3})_", re.IGNORECASE)


def require_no_forbidden_columns(
    columns: Iterable[object], file_name: str, *, roster: bool = False, venues: bool = False
) -> None:
    """Raise unless every column may be held.

    Parameters
    ----------
    columns : iterable of str
    file_name : str
        For the message.
    roster : bool
        Whether the rows are persons, so that an address is somebody's home.
    venues : bool
        Whether the rows are places, so that victim services are what is offered there.

    Raises
    ------
    RefusedError
        Naming the column and the reason.

    Examples
    --------
    >>> require_no_forbidden_columns(["Occupancy Type", "staircase"], "venues.csv")
    >>> require_no_forbidden_columns(["name", "DateOfBirth"], "roster.csv")
    Traceback (most recent call last):
    ...
    planning.errors.RefusedError: roster.csv has the column 'DateOfBirth', and date of birth is refused here
    (it identifies a person, and no answer here needs that): remove the column and give the file again.
    """
    for column in columns:
        found = _forbidden(str(column), roster=roster, venues=venues)
        if found:
            raise _refused(f"{file_name} has the column {str(column)[:60]!r}", *found)


def require_no_forbidden_values(column: str, values: Iterable[object], file_name: str) -> None:
    """Raise if the cells of a long table's ``variable`` column name something that is refused.

    Parameters
    ----------
    column : str
        The column's name; others than ``VARIABLE_COLUMNS`` are not looked at.
    values : iterable of str
    file_name : str

    Raises
    ------
    RefusedError

    Examples
    --------
    >>> require_no_forbidden_values("variable", ["C16001_005"], "long.csv")
    >>> require_no_forbidden_values("variable", ["Spanish", "Burma (Karen)"], "long.csv")
    Traceback (most recent call last):
    ...
    planning.errors.RefusedError: long.csv has rows that count 'Burma (Karen)', and birthplace is refused here (place
    of birth or citizenship is not a language): remove those rows and give the file again.
    """
    if _spaced(column).strip() not in VARIABLE_COLUMNS:
        return
    for value in dict.fromkeys(str(value) for value in values):
        found = _forbidden(value, roster=False)
        if {plain_country(re.sub(r"\s*[(,:].*", "", value)), plain_country(value)} & COUNTRIES:
            found = ("birthplace", ORIGIN_REASON)
        if found:
            raise _refused(f"{file_name} has rows that count {value[:60]!r}", *found, what_to_remove="those rows")


def about_forbidden_table(name: str) -> str | None:
    """Return what a census variable's table is about, where that is refused; None where it is not.

    Examples
    --------
    >>> about_forbidden_table("B05001_001E"), about_forbidden_table("C16001_005E")
    ('citizenship, nativity and year of entry', None)
    """
    found = _CENSUS_VARIABLE.match(name)
    table = found[1].upper() if found else ""
    return next((about for start, about in FORBIDDEN_TABLES.items() if table.startswith(start)), None)


def _refused(what: str, subject: str, reason: str, *, what_to_remove: str = "the column") -> RefusedError:
    verb = "are" if subject.endswith("s") else "is"
    return RefusedError(
        f"{what}, and {subject} {verb} refused here ({reason})", fix=f"remove {what_to_remove} and give the file again"
    )


def _forbidden(name: str, *, roster: bool, venues: bool = False) -> tuple[str, str] | None:
    about = about_forbidden_table(name)
    if about:
        return about, ORIGIN_REASON
    spaced = _spaced(name)
    for phrase in HARMLESS + (HARMLESS_OF_VENUES if venues else ()):
        spaced = spaced.replace(f" {phrase} ", " ")
    for kind in FORBIDDEN:
        if kind.roster_only and not roster:
            continue
        if spaced.strip() in kind.whole or any(_phrase(words).search(spaced) for words in kind.words):
            return kind.subject, kind.reason
    return None


def _spaced(name: str) -> str:
    """Return a name's words in lower case between spaces: "DateOfBirth" is " date of birth "."""
    return f" {' '.join(_WORDS.findall(name)).lower()} "


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(f" {words.replace(' ', ' ?')} ")
