"""Every living language of ISO 639-3 by name, autonym and code, for those that the table of names does not have.

``living.csv`` is written by ``python -m benchmarks.languages``; it is read when a name is first looked for in it. No
census group is known for these: the people who speak them are in none of the product's figures.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from planning.languages.named import NAMED_LANGUAGES, NamedLanguage, plain_key, words_key

LONGEST_CODE = 3
"""Letters of a code of ISO 639."""
UNCOUNTED = "uncounted"
"""Stands where a census group would: the language is in none that is known."""


@dataclass(frozen=True, slots=True)
class LivingLanguage:
    """One language that the table of names does not have.

    Attributes
    ----------
    name : str
        In English, as ISO 639-3 or CLDR has it.
    codes : tuple of str
        Of ISO 639, the shortest first.
    autonym : str or None
    other_names : tuple of str
    """

    name: str
    codes: tuple[str, ...]
    autonym: str | None
    other_names: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The language as records hold it."""
        return f"{UNCOUNTED}:{self.name}"

    @property
    def is_signed(self) -> bool:
        """Whether it is a sign language, which no table of languages spoken at home counts."""
        return "sign language" in self.name.casefold()


def find_living(text: str) -> LivingLanguage | NamedLanguage | None:
    """Return the language that goes by this name, autonym or code, whichever table has it; None if none does.

    Examples
    --------
    >>> find_living("Georgian").spoken, find_living("ASL").is_signed, find_living("Northern Kurdish").name
    ('uncounted:Georgian', True, 'Kurdish')
    >>> find_living("Klingon") is None, find_living("Chin, Hakha").name, find_living("Serbo Croatian").name
    (True, 'Chin', 'Serbo-Croatian')
    """
    return _by_name().get(plain_key(text)) or _by_words().get(words_key(text))


def languages_with_word(word: str) -> frozenset[str]:
    """Return the languages, as records hold them, that have a word in one of their names.

    Examples
    --------
    >>> "uncounted:Western Penan" in languages_with_word("penan"), languages_with_word("spansih")
    (True, frozenset())
    """
    return _by_word().get(word, frozenset())


@cache
def _by_name() -> Mapping[str, LivingLanguage | NamedLanguage]:
    text = files("planning.languages").joinpath("living.csv").read_text(encoding="utf-8")
    by_name: dict[str, LivingLanguage | NamedLanguage] = {}
    by_autonym: dict[str, LivingLanguage | NamedLanguage] = {}
    by_code: dict[str, LivingLanguage | NamedLanguage] = {}
    for row in csv.DictReader(text.splitlines()):
        codes, others = (tuple(row[column].split("; ")) if row[column] else () for column in ("codes", "other_names"))
        made = LivingLanguage(row["name"], codes, row["autonym"] or None, others)
        one = NAMED_LANGUAGES[row["named"]] if row["named"] else made
        by_name |= {plain_key(name): one for name in (made.name, *others)}
        if made.autonym:
            by_autonym.setdefault(plain_key(made.autonym), one)
        for code in codes:
            by_code.setdefault(code, one)
    named = {plain_key(name): one for one in NAMED_LANGUAGES.values() for name in one.names}
    return by_code | by_autonym | by_name | named


@cache
def _by_words() -> Mapping[str, LivingLanguage | NamedLanguage]:
    """Return the languages by their words in any order; words that two languages share name neither."""
    found: dict[str, LivingLanguage | NamedLanguage | None] = {}
    for name, one in _by_name().items():
        key = words_key(name)
        if len(key) > LONGEST_CODE:
            before = found.setdefault(key, one)
            found[key] = before if before is not None and before.spoken == one.spoken else None
    return {key: one for key, one in found.items() if one is not None}


@cache
def _by_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, one in _by_name().items():
        for word in words_key(name).split():
            if len(word) >= LONGEST_CODE:
                found.setdefault(word, set()).add(one.spoken)
    return {word: frozenset(spoken) for word, spoken in found.items()}
