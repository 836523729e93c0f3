"""Languages as rosters spell them, matched to census groups with a person's yes, never silently.

A roster says "Spansih", "Span" or "ES". Each such spelling gets one row in a review table with the nearest
name and how near it is; somebody decides, and only a decision counts an officer. Nearness is the share of
letters two names have in common and in order (Ratcliff and Metzener 1988, "Pattern Matching: the Gestalt
Approach", as in Python's ``difflib``); a name's own beginning and a known short form stand above it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from planning.errors import InputError, UnknownNameError
from planning.languages.groups import find_language
from planning.languages.living import LONGEST_CODE, find_living, languages_with_word
from planning.languages.named import GROUP_OF, NAMED_LANGUAGES, NamedLanguage, find_language_group
from planning.languages.spoken import clean_spoken
from planning.lists import counted, some

REVIEW_COLUMNS = ("as_found", "rows", "suggested", "meant", "confidence", "how", "decision")
"""The columns of a review table."""

LEAVE_OUT = "leave out"
"""The decision that a spelling is no language that counts."""

LEAST_LIKENESS = 0.6
SHORT_FORM, BEGINNING = 0.95, 0.9
DOUBTFUL_FORM = 0.8
CLOSE_ONES = 5
"""Of a short form that is another language's name: "To" is Tongan's code, and a language."""
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The nearest known language.

    Attributes
    ----------
    group : str
        Language id.
    meant : str
        The name it was taken for.
    confidence : float
        From 0 to 1; never a licence to match without asking.
    how : str
        Why it is suggested, in a word.
    """

    group: str
    meant: str
    confidence: float
    how: str


def is_plain_name(as_found: str) -> bool:
    """Return whether a spelling is a language's own name and needs no review; a two-letter code is not.

    Examples
    --------
    >>> is_plain_name("Spanish"), is_plain_name("ES"), is_plain_name("Spansih"), is_plain_name("Chin, Hakha")
    (True, False, False, True)
    """
    return _own_group(as_found) is not None


def _own_group(as_found: str) -> str | None:
    """Return the group of a language's own name; None for a code, a misspelling, or one whose group is not known."""
    spelling = as_found.strip()
    if len(spelling) <= LONGEST_CODE:
        return find_language_group(spelling) if spelling.casefold() in _SHORT_NAMES else None
    if group := find_language_group(spelling):
        return group
    known = find_living(spelling)
    return known.group if isinstance(known, NamedLanguage) else None


def suggest_language(as_found: str) -> Suggestion | None:
    """Return the nearest known language, or None where nothing is near.

    Examples
    --------
    >>> suggest_language("Spansih")
    Suggestion(group='spanish', meant='Spanish', confidence=0.86, how='spelling')
    >>> suggest_language("ES").how, suggest_language("Port").group, suggest_language("Qwertzy")
    ('short form', 'other_indo_european', None)

    A number is no name. The name of another language is never a misspelling of this one, however near: Chin is not
    Chinese.

    >>> suggest_language("Chin").meant, suggest_language("Georgian"), suggest_language("510")
    ('Chin', None, None)
    """
    folded, own = _folded(as_found), find_living(as_found)
    if not folded:  # figures and signs alone
        return None
    if folded in _SHORT_FORMS:
        group, name = _SHORT_FORMS[folded]
        is_other = own is not None and own.name != name
        return Suggestion(group, name, DOUBTFUL_FORM if is_other else SHORT_FORM, "short form")
    if own:
        return Suggestion(own.group, own.name, SHORT_FORM, "its name") if isinstance(own, NamedLanguage) else None
    if len(folded) >= SHORTEST_BEGINNING:
        begins = sorted(name for name in _NAMES if name.startswith(folded))
        if begins and len({_NAMES[name][0] for name in begins}) == 1:
            group, name = _NAMES[begins[0]]
            return Suggestion(group, name, DOUBTFUL_FORM if _is_of_another(folded, name) else BEGINNING, "beginning")
    near = difflib.get_close_matches(folded, _NAMES, n=CLOSE_ONES, cutoff=LEAST_LIKENESS)
    if not near:
        return None
    likeness, meant = max(((_likeness(folded, one), one) for one in near), key=lambda pair: pair[0])
    group, name = _NAMES[meant]
    if _is_of_another(folded, name):
        likeness = min(likeness, DOUBTFUL_FORM)
    return Suggestion(group, name, round(likeness, 2), "spelling")


def _likeness(folded: str, name: str) -> float:
    """Return how near two names are; of several words that of the worst: Mauritian Creole is not Haitian Creole."""
    whole = difflib.SequenceMatcher(None, folded, name).ratio()
    words, others = folded.split(), name.split()
    if len(words) == len(others) == 1:
        return whole
    if len(words) != len(others):
        return min(whole, DOUBTFUL_FORM)
    pairs = zip(words, others, strict=True)
    return min(whole, *(difflib.SequenceMatcher(None, one, other).ratio() for one, other in pairs))


def _is_of_another(folded: str, name: str) -> bool:
    """Return whether a word is in names of other languages and in none of the one it seems to be: Cham, Chamorro."""
    meant = find_living(name)
    owners = languages_with_word(folded)
    return bool(owners) and (meant is None or meant.spoken not in owners)


def build_review(as_found: Iterable[str], decisions: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return one row for every spelling that is no language's own name.

    Parameters
    ----------
    as_found : iterable of str
        Spellings, one a row of the roster; repeats are counted.
    decisions : mapping of spelling to language id or ``LEAVE_OUT``, optional

    Returns
    -------
    DataFrame with ``REVIEW_COLUMNS``
        The spellings in more rows first. ``suggested`` and ``meant`` are missing, and ``confidence`` is 0,
        where nothing is near; ``decision`` is missing until somebody decides.

    Raises
    ------
    UnknownNameError
        If a decision is no language id.

    Examples
    --------
    >>> review = build_review(["Spansih", "ES", "Spansih", "Korean"], {"ES": "spanish"})
    >>> review[["as_found", "rows", "suggested", "decision"]].fillna("-").values.tolist()
    [['Spansih', 2, 'spanish', '-'], ['ES', 1, 'spanish', 'spanish']]
    """
    made = require_decisions(decisions or {})
    counts: dict[str, int] = {}
    for spelling in as_found:
        if not is_plain_name(spelling):
            counts[spelling] = counts.get(spelling, 0) + 1
    rows = []
    for spelling, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        near = suggest_language(spelling)
        why = "in no census group" if find_living(spelling) else "no close match"
        guess = (near.group, near.meant, near.confidence, near.how) if near else (None, None, 0.0, why)
        rows.append((spelling, count, *guess, made.get(_folded(spelling))))
    review = pd.DataFrame(rows, columns=list(REVIEW_COLUMNS))
    text = ["as_found", "suggested", "meant", "how", "decision"]
    return review.astype({**dict.fromkeys(text, "str"), "rows": "int64", "confidence": "float64"})


def accept_suggestions(review: pd.DataFrame, least_confidence: float) -> dict[str, str]:
    """Return decisions that take every suggestion at least this sure: one click of a person for many rows.

    Examples
    --------
    >>> accept_suggestions(build_review(["Spansih", "Koran"]), 0.85)
    {'Koran': 'korean', 'Spansih': 'spanish'}
    """
    sure = review[review["suggested"].notna() & (review["confidence"] >= least_confidence)]
    return {str(row.as_found): str(row.suggested) for row in sure.itertuples(index=False)}


def require_decisions(decisions: Mapping[str, str]) -> dict[str, str]:
    """Return decisions by spelling in lower case, each a language id or ``LEAVE_OUT``.

    Raises
    ------
    UnknownNameError
        If a decision is neither.
    InputError
        If two spellings that differ only in case are decided differently.
    """
    made: dict[str, str] = {}
    for spelling, decision in decisions.items():
        chosen = decision if decision == LEAVE_OUT else find_language(decision).id
        if made.setdefault(_folded(spelling), chosen) != chosen:
            raise InputError("one spelling has two decisions", value=spelling, fix="keep one of them")
    return made


def decided_language(as_found: str, made: Mapping[str, str]) -> str | None:
    """Return the language a spelling counts as: by decision, else by its own name; None where neither says.

    Parameters
    ----------
    made : mapping
        As ``require_decisions`` gives it.

    Examples
    --------
    >>> [decided_language(name, {"es": "spanish"}) for name in ("ES", "Korean", "Spansih")]
    ['spanish', 'korean', None]
    """
    decision = made.get(_folded(as_found))
    if decision is not None:
        return None if decision == LEAVE_OUT else decision
    return _own_group(as_found)


def decided_spoken(as_found: str, made: Mapping[str, str]) -> str | None:
    """Return the language a record is about: by its own name, else by decision; None where neither says.

    Parameters
    ----------
    made : mapping
        As ``require_decisions`` gives it.

    Examples
    --------
    >>> made = {"zuruaha lengua": "other", "spansih": "spanish"}
    >>> [decided_spoken(name, made) for name in ("Khmer", "Spansih", "Zuruaha Lengua", "Klingon")]
    ['other_asian_pacific:Khmer', 'spanish', 'other:Zuruaha Lengua', None]
    """
    try:
        return clean_spoken(as_found)
    except UnknownNameError:
        group = made.get(_folded(as_found), LEAVE_OUT)
    if group == LEAVE_OUT:
        return None
    return clean_spoken(f"{group}:{as_found}") if find_language(group).is_lump else group


def waiting_sentence(name: str, spellings: Iterable[str], what: str) -> str:
    """Return what is said of a file whose rows wait for somebody to say which language is meant; "" where none do.

    Parameters
    ----------
    name, what : str
        The file, and what its rows are, as "row".

    Examples
    --------
    >>> waiting_sentence("x.csv", ["Klingon", "Klingon"], "row").partition(". Say")[0]
    "x.csv: 2 rows need your decision and are left out until then: 'Klingon'"
    """
    found = list(spellings)
    if not found:
        return ""
    first = found[0]
    rows = counted(len(found), what)
    verbs = "needs your decision and is" if len(found) == 1 else "need your decision and are"
    shown = some(dict.fromkeys(map(repr, found)))
    return (
        f"{name}: {rows} {verbs} left out until then: {shown}. Say what each is: outreach.py decide DEPT "
        f'--set "{first}=other".'
    )


def apply_decisions(roster: pd.DataFrame, decisions: Mapping[str, str]) -> pd.DataFrame:
    """Return the roster with decided spellings counted; nobody is added or removed.

    Parameters
    ----------
    roster : DataFrame with language, language_as_found

    Examples
    --------
    >>> roster = pd.DataFrame({"officer_id": ["7"], "language": [None], "language_as_found": ["Spansih"]}, dtype="str")
    >>> apply_decisions(roster, {"Spansih": "spanish"})["language"].tolist()
    ['spanish']
    """
    made = require_decisions(decisions)
    found = zip(roster["language_as_found"].tolist(), roster["language"].tolist(), strict=True)
    language = [
        decided_language(spelling, made) if isinstance(spelling, str) and _folded(spelling) in made else before
        for spelling, before in found
    ]
    return roster.assign(language=pd.array(language, dtype="str"))


def _folded(name: str) -> str:
    """Return a spelling as it is compared: lower case, without accents and stray marks."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return " ".join("".join(c if c.isalpha() else " " for c in plain.casefold()).split())


_SHORT_NAMES = frozenset(
    name.casefold() for one in NAMED_LANGUAGES.values() for name in one.names if len(name) <= LONGEST_CODE
)
"""Names, not codes, of three letters or less."""

_SHORT_FORMS: Mapping[str, tuple[str, str]] = {
    form: (one.group, one.name)
    for one in NAMED_LANGUAGES.values()
    for form in (*one.short_forms, one.bcp47)
    if form and form not in _SHORT_NAMES
}
"""Codes and abbreviations, and what each is taken for."""


def _meant(name: str) -> str:
    """Return a name as a person reads it: an autonym by the language's English name."""
    return next((one.name for one in NAMED_LANGUAGES.values() if (one.autonym or "").casefold() == name), name.title())


_NAMES: Mapping[str, tuple[str, str]] = {
    _folded(name): (group, _meant(name))
    for name, group in GROUP_OF.items()
    if (len(name) > LONGEST_CODE or name in _SHORT_NAMES) and _folded(name)
}
