"""What a roster says of languages, in the forms rosters have: one column, several numbered ones, or one a language.

Beside a name often stands how well it is spoken: "Spanish (not certified)", "Korean - basic", "Level 2". Words that
take a proof away are believed; warm ones ("fluent") prove nothing and take nothing away; others wait for a decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from geodata.files.columns import NO, YES, plain_name
from geodata.inputs.roster_columns import OF_LANGUAGE, ROSTER_COLUMNS
from planning.languages.groups import ENGLISH
from planning.languages.matching import is_plain_name
from planning.languages.named import find_language_group
from planning.vocabulary import CERTIFIED, EXPIRED, PREMIUM, SELF_REPORTED, TESTED

TIER_WORDS = MappingProxyType(
    {
        CERTIFIED: (CERTIFIED, "certified interpreter", "interpreter", "court certified"),
        TESTED: (TESTED, "assessed", "pass", "passed", "qualified", "exam passed"),
        PREMIUM: (PREMIUM, "paid", "premium pay", "bilingual pay", "stipend", "incentive"),
        SELF_REPORTED: (
            *("self reported", "self-reported", "self", "self report", "untested", "claimed", "designated"),
            *("native", "fluent", "conversational", "heritage"),
        ),
        EXPIRED: (EXPIRED, "lapsed", "out of date"),
    }
)
"""The plain words for each tier. An untested claim, however warm, is self-reported."""
TIER_OF: Mapping[str, str] = MappingProxyType({word: tier for tier, words in TIER_WORDS.items() for word in words})

LANGUAGE_STEMS = frozenset(
    {
        "language",
        "languages",
        "lang",
        "lang_code",
        "language_code",
        "language_name",
        "language_spoken",
        "languages_spoken",
        "foreign_language",
        "spoken_language",
    }
)
OF_HEADING = MappingProxyType(
    {"certif": CERTIFIED, "tested": TESTED, "passed": TESTED, "assess": TESTED}
    | dict.fromkeys(("pay", PREMIUM, "stipend", "incentive"), PREMIUM)
)
"""What yes means in a column whose heading has this in it."""
LONGEST_CELL = 1_000
_NONE = re.compile(
    r"(?:none|no|nil|n\.?/?a\.?|not applicable|monolingual|(?:none|nothing) (?:reported|listed|noted)|"
    r"no(?: other| second| foreign| additional)? languages?|(?:monolingual |only )?(?:english|ingl[eé]s)(?: only)?)"
)
_DENIALS = frozenset(("no", "not", "non", "none", "never", "not spoken", "does not speak", "doesn't speak"))

_ORDINALS = MappingProxyType(
    {
        **{str(k): str(k) for k in range(1, 10)},
        "1st": "1",
        "2nd": "2",
        "3rd": "3",
        "4th": "4",
        "first": "1",
        "second": "2",
        "third": "3",
        "primary": "primary",
        "secondary": "secondary",
        "tertiary": "tertiary",
        "other": "other",
        "additional": "other",
    }
)
_WARM = frozenset(("native", "fluent", "advanced", "proficient", "bilingual", "superior", "excellent", "good", "high"))
_COLD = frozenset(
    (
        *(
            "basic",
            "beginner",
            "elementary",
            "limited",
            "some",
            "little",
            "conversational",
            "intermediate",
            "low",
            "poor",
        ),
        *("reads", "reading", "read", "writes", "writing", "written", "speaks", "understands", "only", "fair"),
        *(
            "not",
            "no",
            "non",
            "never",
            "fail",
            "failed",
            "pending",
            "learning",
            "uncertified",
            "untested",
            "unverified",
        ),
    )
)
_LEVEL = re.compile(r"(?:level|lvl|tier|ilr|opi|grade)?\s*-?\s*(?:[0-5]\+?|i{1,3}|iv|[abc][12])", re.IGNORECASE)
_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_ALSO = re.compile(r"(?:also|and|plus|&|\+)\s+(.+)", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"\bn/a\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;,/|\n]\s*|\s+and\s+|\s*&\s*")
_DASH = re.compile(r"\s*(?::|\s[-–—]|[-–—]\s)\s*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language as a roster writes it, and what stands beside it.

    Attributes
    ----------
    spelling : str
    tier, level : str or None
        None where nothing is said here: the columns of that name tell.
    """

    spelling: str
    tier: str | None = None
    level: str | None = None


def parts_of(cell: str) -> list[str]:
    """Return what a cell lists.

    Examples
    --------
    >>> parts_of("night, evening")
    ['night', 'evening']
    """
    return [part.strip() for part in _BETWEEN.split(_NOT_APPLICABLE.sub("", cell)) if part.strip()]


def read_spoken(cell: str) -> list[Spoken]:
    """Return the languages of a cell, each with what is said of it there.

    Examples
    --------
    >>> [(one.spelling, one.tier) for one in read_spoken("Spanish (not certified); Korean")]
    [('Spanish', 'self_reported'), ('Korean', None)]
    >>> [one.spelling for one in read_spoken("Spanish (also Korean)")]
    ['Spanish', 'Korean']
    >>> read_spoken("Spanish - Level 2"), read_spoken("Arabic (Nile)")[0].spelling
    ([Spoken(spelling='Spanish', tier=None, level='Level 2')], 'Arabic (Nile)')
    """
    if says_none(cell):
        return []
    if find_language_group(cell):  # a group's own name may have commas in it
        return [Spoken(cell.strip())]
    return [one for part in _outside_brackets(cell) for one in _of_part(part)]


def says_none(text: str) -> bool:
    """Return whether a cell says that there is no language beside English.

    Examples
    --------
    >>> [says_none(text) for text in ("N/A", "None - English only", "--", "Inglés", "Nahuatl", "English/Spanish")]
    [True, True, True, True, False, False]
    """
    plain = " ".join(text.casefold().split()).strip(" .*")
    if not re.search(r"\w", plain) or _NONE.fullmatch(plain):
        return True
    halves = _DASH.split(plain)
    return len(halves) > 1 and all(_NONE.fullmatch(half) for half in halves)


def _outside_brackets(cell: str) -> list[str]:
    """Return the parts of a cell; what is between brackets is never split."""
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    hidden = re.sub(r"[(\[][^()\[\]]*[)\]]", hide, cell)
    return [re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], part) for part in parts_of(hidden)]


def _of_part(part: str) -> Iterator[Spoken]:
    if find_language_group(part):
        yield Spoken(part)
        return
    if _denies(part):
        return
    if found := _BRACKETS.fullmatch(part):
        name, inside = found[1], found[2].strip()
        if also := _ALSO.fullmatch(inside):
            yield Spoken(name)
            yield from read_spoken(also[1])
            return
        said = read_level(inside)
        yield replace(said, spelling=name) if said and name else Spoken(part)
        return
    yield _with_level_beside(part) or Spoken(part)


def _denies(part: str) -> bool:
    """Return whether a language is named in order to say that it is not spoken: "no Korean"."""
    plain = re.sub(r"[()\[\]:–—-]+", " ", part).split()
    pairs = [(" ".join(plain[:k]), " ".join(plain[k:])) for k in range(1, len(plain))]
    return any(
        denial.casefold() in _DENIALS and is_plain_name(name) for pair in pairs for denial, name in (pair, pair[::-1])
    )


def _with_level_beside(part: str) -> Spoken | None:
    """Return a language with its level before or after it: "Spanish - fluent", "basic Korean"; None if it is none."""
    halves = _DASH.split(part, maxsplit=1)
    words = part.split()
    pairs = [tuple(halves)] if len(halves) > 1 else []
    if "-" in part:  # "Taiwanese-fluent"
        pairs.append(tuple(half.strip() for half in part.rsplit("-", 1)))
    pairs += [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    for before, after in pairs:
        for name, level in ((before, after), (after, before)):
            said = read_level(level)
            if said and is_plain_name(name):
                return replace(said, spelling=name)
    return None


def read_level(text: str) -> Spoken | None:
    """Return what words say of how well a language is known; None where they say nothing that is understood.

    Examples
    --------
    >>> read_level("reads only").tier, read_level("certified").tier, read_level("Level 2").tier, read_level("Nile")
    ('self_reported', 'certified', None, None)
    """
    plain = " ".join(re.sub(r"[_\-]", " ", text.casefold()).split())
    words = set(re.findall(r"[^\W\d_]+", plain))
    proof = TIER_OF.get(plain) or TIER_OF.get(text.casefold())
    if proof and proof != SELF_REPORTED:
        return Spoken("", proof)
    if words & _COLD:
        return Spoken("", SELF_REPORTED, text.strip())
    if words & _WARM:
        return Spoken("", None, text.strip())
    if proof:
        return Spoken("", proof)
    return Spoken("", None, text.strip()) if _LEVEL.fullmatch(text.strip()) else None


def tier_of_yes(heading: str) -> str:
    """Return the tier that yes means in a column of this heading.

    Examples
    --------
    >>> tier_of_yes("Certified (Y/N)"), tier_of_yes("Bilingual pay"), tier_of_yes("Speaks")
    ('certified', 'premium', 'self_reported')
    """
    plain = plain_name(heading)
    return next((tier for part, tier in OF_HEADING.items() if part in plain), SELF_REPORTED)


def is_yes_no(cell: str) -> bool | None:
    """Return what a cell answers; None where it is neither yes nor no.

    Examples
    --------
    >>> is_yes_no("Y"), is_yes_no("no"), is_yes_no("fluent")
    (True, False, None)
    """
    plain = cell.strip().casefold()
    return True if plain in YES else False if plain in NO else None


def numbered_columns(headings: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the columns of a first, second, ... language: what is told of it, and the heading.

    Examples
    --------
    >>> numbered_columns(["Badge", "Language 1", "Tier 1", "Secondary Language"])
    {'1': {'language': 'Language 1', 'tier': 'Tier 1'}, 'secondary': {'language': 'Secondary Language'}}
    """
    found: dict[str, dict[str, str]] = {}
    for heading in headings:
        words = re.sub(r"([a-z])(\d)\b", r"\1_\2", plain_name(heading).replace("_", " ")).replace(" ", "_").split("_")
        ordinals = [word for word in words if word in _ORDINALS]
        role = _role("_".join(word for word in words if word not in _ORDINALS))
        if len(ordinals) == 1 and role:
            found.setdefault(_ORDINALS[ordinals[0]], {}).setdefault(role, heading)
    return {key: roles for key, roles in found.items() if "language" in roles}


def _role(stem: str) -> str | None:
    if stem in LANGUAGE_STEMS:
        return "language"
    short = re.sub(r"^(?:language|lang)_", "", stem)
    return next((role for role in OF_LANGUAGE if {stem, short} & set(ROSTER_COLUMNS[role].aliases)), None)


def columns_by_language(headings: Iterable[str]) -> list[str]:
    """Return the headings that are languages themselves, with a yes or a level under them.

    Examples
    --------
    >>> columns_by_language(["Badge", "Spanish", "Korean", "English", "Unit"])
    ['Spanish', 'Korean']
    """
    return [
        heading
        for heading in headings
        if heading.strip().casefold() not in (ENGLISH, "other") and is_plain_name(heading.strip())
    ]
