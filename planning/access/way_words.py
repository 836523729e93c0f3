"""What is said of ways to be understood: what is left for a use, and of what a list is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from planning.access.gaps import NO, NOT_KNOWN, PART, WITH, WITHOUT, YES, people_by_state
from planning.access.ways import BOUND, USES
from planning.lists import counted, listed
from planning.officers.disclosure import ALL_SHIFTS
from planning.words.wording import people_with_error

AT_ALL_TIMES = "on every shift"


def gap_answer(gaps: pd.DataFrame, use: str, shift: str = ALL_SHIFTS) -> str:
    """Return for how many people a use is served, in part, not known and not, by people, and what machines add.

    Parameters
    ----------
    gaps : DataFrame
        From ``planning.access.gaps.build_gaps``, of one area.

    Examples
    --------
    >>> gaps = pd.DataFrame({"shift": "all", "language": ["korean", "arabic", "slavic"], "lep": [400.0, 200.0, 90.0],
    ...     "lep_moe": 50.0, "without_machines": ["yes", "no", "in part"], "with_machines": ["yes", "yes", "in part"]})
    >>> gap_answer(gaps, "routine")
    'For routine questions and directions, a person speaks the language of **about 400 LEP residents (give or take 50)**
    on every shift. In part: about 90 people (give or take 50). **No one: about 200 people (give or take 50)**. Machines
    add something for about 200 people (give or take 50).'
    >>> gap_answer(gaps.assign(with_machines=gaps["without_machines"]), "statement").rsplit(". ", 1)[-1]
    'Machines don’t count for a statement.'
    """
    rows = gaps[gaps["shift"] == shift]
    people = {str(row["state"]): row for row in people_by_state(rows, WITHOUT).to_dict("records")}
    what_for = USES[use].after_for
    when = AT_ALL_TIMES if shift == ALL_SHIFTS else f"on the {shift} shift"
    parts = [
        f"For {what_for}, a person speaks the language of **{_people(people[YES], 'LEP residents')}** {when}.",
        f"In part: {_people(people[PART])}." if people[PART]["languages"] else "",
        f"Not known: {_people(people[NOT_KNOWN])}." if people[NOT_KNOWN]["languages"] else "",
        f"**No one: {_people(people[NO])}**." if people[NO]["languages"] else "No language is left without anyone.",
        _machines(rows, use),
    ]
    unknown = sum(int(row["unknown"]) for row in people.values())
    if unknown:
        parts.append(
            f"{counted(unknown, 'language')} without a number here {'is' if unknown == 1 else 'are'} in no sum."
        )
    return " ".join(filter(None, parts))


def _machines(rows: pd.DataFrame, use: str) -> str:
    added = rows[rows[WITH] != rows[WITHOUT]]
    if len(added):
        whole = added.assign(state=YES)
        sums = {str(row["state"]): row for row in people_by_state(whole, "state").to_dict("records")}
        return f"Machines add something for {_people(sums[YES])}."
    return f"Machines don’t count for {USES[use].after_for}." if use in BOUND else "Machines add no one."


def _people(sums: Mapping[Any, Any], what: str = "people") -> str:
    lep, moe = float(str(sums["lep"])), float(str(sums["lep_moe"]))
    if math.isnan(lep):
        return "an unknown number of people"
    return people_with_error(lep, moe, what) if lep else "no one"


def uses_words(uses: Iterable[str]) -> str:
    """Return what a way may be used for, as it is read.

    Examples
    --------
    >>> uses_words(USES), uses_words(("routine", "emergency"))
    ('everything', 'emergency and routine')
    """
    chosen = [use for use in USES if use in set(uses)]
    return "everything" if len(chosen) == len(USES) else listed(chosen)


def never_words(uses: Iterable[str]) -> str:
    """Return what a way may not be used for; nothing where it may be used for everything.

    Examples
    --------
    >>> never_words(("routine", "emergency", "first words", "meeting"))
    'interview, statement, consent, and rights'
    """
    return listed([use for use in USES if use not in set(uses)])
