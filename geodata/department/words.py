"""Units and shifts as rosters write them: what is known of each word, and what somebody decided that it means.

"ce" is Central, "days 12h" is the day shift: a person says so once, the department's settings keep it, and it holds for
the next roster too. What the roster says is kept beside it, so that another decision can be made at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import pandas as pd

from geodata.department.department import Department
from geodata.inputs.roster_shifts import read_shifts
from planning.errors import InputError, UnknownNameError
from planning.vocabulary import DEPARTMENT_LEVEL

Kind = Literal["unit", "shift"]
KINDS: tuple[Kind, ...] = ("unit", "shift")
NOWHERE = "nowhere"
"""The decision that who serves in a unit counts in no area, or on no shift: Traffic, on leave."""
LONGEST_WORD = 60

Words = tuple[tuple[str, str], ...]
"""Pairs of a word as it is found, and what it means."""


def read_word(text: str, kind: Kind) -> tuple[str, str]:
    """Return a decision as a person writes it: the word, an equals sign, and what it means.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> read_word("ce=Central", "unit")
    ('ce', 'Central')
    """
    found, equals, means = (part.strip() for part in text.rpartition("="))
    if not (equals and found and means) or len(means) > LONGEST_WORD:
        example = "ce=Central" if kind == "unit" else "days 12h=day"
        raise InputError(f"what a {kind} means is a word, an equals sign and its meaning", value=text, fix=example)
    return found, means


def with_words(department: Department, units: Mapping[str, str], shifts: Mapping[str, str]) -> Department:
    """Return the department with these decisions beside those it had, and its roster read by all of them.

    Parameters
    ----------
    units, shifts : mapping of word to meaning
        An empty meaning takes a decision back: the word then counts as it is read.

    Raises
    ------
    UnknownNameError
        If a unit is said to be an area that no level has.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> demo = build_demo()
    >>> strange = replace(demo, roster=demo.roster.assign(unit="nh", shift="days 12h"))
    >>> decided = with_words(strange, {"NH": "North Harbor"}, {"days 12h": "day"})
    >>> decided.roster[["unit", "unit_as_found", "shift"]].drop_duplicates().values.tolist()
    [['North Harbor', 'nh', 'day']]
    """
    areas = area_names(department)
    for means in units.values():
        if means and means != NOWHERE and means not in areas:
            raise UnknownNameError("area of the beat map", means, areas)
    settings = replace(
        department.settings,
        units=_merged(department.settings.units, units),
        shifts=_merged(department.settings.shifts, shifts),
    )
    department = replace(department, settings=settings)
    if department.roster is None:
        return department
    return replace(department, roster=_decided(department.roster, {"unit": settings.units, "shift": settings.shifts}))


def area_names(department: Department) -> tuple[str, ...]:
    """Return the areas that a unit can be, coarsest first."""
    levels = [level for level in reversed(department.levels) if level != DEPARTMENT_LEVEL]
    return tuple(
        dict.fromkeys(area for level in levels for area in sorted(set(department.area_groups(level).values())))
    )


def _decided(roster: pd.DataFrame, words: Mapping[Kind, Words]) -> pd.DataFrame:
    for kind, pairs in words.items():
        made = folded_words(pairs)
        found = as_found(roster, kind)
        read = found if kind == "unit" else read_shifts(found)[0]
        if f"{kind}_as_found" not in roster.columns and not made:
            continue
        said = found.map(lambda cell, made=made: made.get(folded(cell)), na_action="ignore")
        now = read.where(said.isna(), said).mask(said == NOWHERE)
        roster = roster.assign(**{kind: now.astype("str"), f"{kind}_as_found": found.astype("str")})
    return roster


def as_found(roster: pd.DataFrame, kind: Kind) -> pd.Series:
    """Return how the file writes each unit or shift."""
    column = f"{kind}_as_found"
    return roster[kind] if column not in roster.columns else roster[column].where(roster[column].notna(), roster[kind])


def _merged(before: Words, made: Mapping[str, str]) -> Words:
    changed = {folded(word) for word in made}
    kept = [(word, means) for word, means in before if folded(word) not in changed]
    return (*kept, *((word, means) for word, means in made.items() if means))


def folded_words(words: Words) -> dict[str, str]:
    """Return decisions by word, in lower case."""
    return {folded(word): means for word, means in words}


def folded(word: str) -> str:
    """Return a word as it is compared."""
    return " ".join(word.casefold().split())
