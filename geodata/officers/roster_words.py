"""The review of units and shifts: every word of the roster for one, what it counts as, and what is near to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import pandas as pd

from geodata.department.department import Department
from geodata.department.words import KINDS, area_names, as_found, folded, folded_words
from geodata.officers.places import shifts_of, unit_areas
from planning.officers.roster import officers_only
from planning.vocabulary import DEPARTMENT_LEVEL

LEAST_LIKENESS = 0.6
WORD_COLUMNS = ("kind", "as_found", "officers", "counts_as", "decision", "suggested")


def review_words(department: Department) -> pd.DataFrame:
    """Return every word for a unit or a shift on the roster, what it counts as, and what was decided.

    Returns
    -------
    DataFrame with ``WORD_COLUMNS``
        First those that count nowhere and were not decided. ``counts_as`` is missing where a word counts nowhere;
        ``suggested`` is the nearest area or shift, for a person to say yes to; missing where nothing is near.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from dataclasses import replace
    >>> demo = build_demo()
    >>> strange = replace(demo, roster=demo.roster.assign(unit="sou"))
    >>> review_words(strange).iloc[0][["as_found", "suggested"]].tolist()
    ['sou', 'Southshore']
    """
    if department.roster is None:
        return pd.DataFrame(columns=list(WORD_COLUMNS))
    people = officers_only(department.roster).drop_duplicates("officer_id")
    placed: dict[str, str] = {}
    for level in department.levels:
        if level != DEPARTMENT_LEVEL:
            placed = unit_areas(department, level) | placed
    usual = shifts_of(department)
    rows = []
    for kind in KINDS:
        decided = folded_words(department.settings.units if kind == "unit" else department.settings.shifts)
        known = area_names(department) if kind == "unit" else usual
        words = as_found(people, kind)
        for word, own in people.groupby(words, sort=True):
            now = own[kind].dropna()
            counts_as = None if now.empty else placed.get(now.iloc[0]) if kind == "unit" else str(now.iloc[0])
            made = decided.get(folded(str(word)))
            near = None if counts_as or made else _nearest(str(word), known)
            rows.append((kind, str(word), len(own), counts_as, made, near))
    review = pd.DataFrame(rows, columns=list(WORD_COLUMNS))
    waits = review["counts_as"].isna() & review["decision"].isna()
    return pd.concat([review[waits], review[~waits]], ignore_index=True)


def _nearest(word: str, known: Iterable[str]) -> str | None:
    names = {folded(name): name for name in known}
    begins = [name for plain, name in names.items() if plain.startswith(folded(word))]
    if len(begins) == 1:
        return begins[0]
    near = difflib.get_close_matches(folded(word), names, n=1, cutoff=LEAST_LIKENESS)
    return names[near[0]] if near else None
