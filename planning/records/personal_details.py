"""Does a text name somebody? A question put before a concern is kept.

Concerns are about streets, lights and answers, never about who raised them. Four things have no place in one
and are always refused: a telephone number, an e-mail address, an A-number, a Social Security number. Two may
be innocent and are asked about: a street address ("the corner at 5 Main Street is dark" is about a place) and
a name beside a date. No pattern finds every name; the question is a guard rail, not a proof.
"""

from __future__ import annotations

import re

from planning.signs import typed

PHONE = "phone number"
EMAIL = "email address"
A_NUMBER = "A-number"
SSN = "Social Security number"
ADDRESS = "street address"
NAME_WITH_DATE = "name with a date"

ALWAYS_REFUSED = frozenset({PHONE, EMAIL, A_NUMBER, SSN})
"""Never kept in a concern or an answer, whatever anybody confirms."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre)"
)
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}(?!\d)|(?<!\d)\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d)"
    rf"|\b{_MONTH}\.?\s+\d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?{_MONTH}\b"
    r"|\d{4}\s*年\s*\d{1,2}\s*月|\d{4}\s*년\s*\d{1,2}\s*월",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:born|d\.?o\.?b\.?|date of birth|nacid[oa]|birthday)\b", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sr|Sra|Se[nñ]ora?|Don|Do[nñ]a)\.?\s+[A-ZÀ-ÖØ-Þ][\w'’-]+"
    r"|\b[A-ZÀ-ÖØ-ÞĐ][\w'’-]+(?:\s+(?:de|del|la|van|von|bin|al|el|y))?(?:\s+[A-ZÀ-ÖØ-ÞĐ][\w'’-]*)+"
)
_NOT_NAMES = re.compile(rf"\b(?:{_MONTH}|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.IGNORECASE)

_STREET = (
    r"(?:street|st|avenue|ave|av|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|place|pl|way|terrace|ter|"
    r"parkway|pkwy|highway|hwy|circle|cir|alley|square|sq|calle|avenida)"
)
_JOINING = r"(?:a|all|along|and|are|at|by|for|from|in|is|near|of|off|on|or|our|the|to|was|were|with)"
_PATTERNS = {
    EMAIL: re.compile(
        r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]+\s+at\s+[\w-]+\s+dot\s+\w{2,}", re.IGNORECASE
    ),
    SSN: re.compile(r"(?<![\d-])\d{3}(?: ?[-.] ?| )\d{2}(?: ?[-.] ?| )\d{4}(?![\d-])"),
    A_NUMBER: re.compile(
        r"\bA[\s#:-]{0,3}\d{2,3}[\s-]?\d{3}[\s-]?\d{2,3}(?!\d)|(?<![\d-])\d{8,9}(?![\d-])", re.IGNORECASE
    ),
    PHONE: re.compile(
        r"(?<!\d)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s./-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?!\d)"
        r"|(?<![\d-])\d{3}[.-]\d{4}(?![\d-])|(?<!\d)\d{7}(?!\d)|\+\d[\d\s().-]{6,}\d|(?<!\d)\d{10,}(?!\d)"
    ),
    ADDRESS: re.compile(
        rf"(?<![\w.,])\d{{1,6}}[a-z]?\s+(?:(?!{_JOINING}\b)[\w.'’-]+\s+){{1,3}}{_STREET}\b\.?"
        r"|(?<![\w.,])\d{1,6}\s+(?:calle|avenida|rue)\b"
        r"|\b(?:calle|avenida)\s+[\w ]{1,30}?\s(?:#|no\.?\s?)?\d{1,5}\b"
        r"|\b(?:apt|apartment|unit|suite|depto)\.?\s*#?\s*\d+\w?\b",
        re.IGNORECASE,
    ),
}


def personal_details(text: str) -> tuple[str, ...]:
    """Return what in the text looks like a detail of a person, most serious first; empty if nothing does.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str
        Some of ``EMAIL``, ``SSN``, ``A_NUMBER``, ``PHONE`` (see ``ALWAYS_REFUSED``), ``ADDRESS`` and
        ``NAME_WITH_DATE``.

    Examples
    --------
    >>> personal_details("Nobody answers when we call 503-555-0142")
    ('phone number',)
    >>> personal_details("The corner at 5 Main Street is dark")
    ('street address',)
    >>> personal_details("Two of 40 lights are out since 2019-2020")
    ()
    """
    plain = typed(text)
    found = [name for name, pattern in _PATTERNS.items() if pattern.search(plain)]
    if A_NUMBER in found and PHONE in found and not _PATTERNS[PHONE].search(_PATTERNS[A_NUMBER].sub(" ", plain)):
        found.remove(PHONE)
    if _names_with_date(plain):
        found.append(NAME_WITH_DATE)
    return tuple(found)


def _names_with_date(text: str) -> bool:
    if not _DATE.search(text):
        return False
    return bool(_BIRTH.search(text) or any(_is_name(match.group()) for match in _NAME.finditer(text)))


def _is_name(words: str) -> bool:
    """Whether two capitals in a row are left once months and days of the week are taken out."""
    return len(_NOT_NAMES.sub(" ", words).split()) >= 2
