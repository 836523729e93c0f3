"""What each way to be understood leaves to people: by language and area or shift, with and without machines.

A language is had, had in part, not had, or not known. In part: on some shifts, not always on duty, or some languages of
a combined group. What is not known is neither had nor left. A machine counts for a use only if it may be used for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from planning.access.ways import WAYS
from planning.languages.groups import LANGUAGES
from planning.languages.spoken import group_of
from planning.need.estimates import sum_moe
from planning.officers.disclosure import ALL_SHIFTS

NO, NOT_KNOWN, PART, YES = "no", "not known", "in part", "yes"
STATES = (NO, NOT_KNOWN, PART, YES)
"""How far a way has a language, the least first: of several ways the one that has most of it counts."""
_RANK = {state: rank for rank, state in enumerate(STATES)}

WITHOUT, WITH = "without_machines", "with_machines"
NEED = ("lep", "lep_moe", "lep_interval_low", "lep_interval_high")

Cell = tuple[str, str, str, str]
"""Way, area id, shift and language."""


@dataclass(frozen=True, slots=True)
class Had:
    """What a department has of one way; of several contracts of a way each is one.

    Attributes
    ----------
    way : str
    is_had : bool or None
        None where nobody has said.
    languages : frozenset of str or None
        None where there is no list.
    shifts : tuple of str
        On which it can be had; empty for all.
    uses : tuple of str
    """

    way: str
    is_had: bool | None
    languages: frozenset[str] | None
    shifts: tuple[str, ...]
    uses: tuple[str, ...]


def state_in_list(language: str, listed: Collection[str]) -> str:
    """Return how far a list of languages has one; of a combined group it never has all.

    Examples
    --------
    >>> listed = {"korean", "slavic:Polish"}
    >>> [state_in_list(one, listed) for one in ("korean", "slavic:Polish", "slavic:Russian", "slavic", "arabic")]
    ['yes', 'yes', 'no', 'in part', 'no']
    """
    if language in LANGUAGES and LANGUAGES[language].is_lump:
        return PART if any(group_of(one) == language for one in listed) else NO
    return YES if language in listed else NO


def state_had(had: Had, language: str, shift: str) -> str:
    """Return how far a way under contract has a language on a shift.

    Examples
    --------
    >>> line = Had("line", True, frozenset({"korean"}), ("day",), ("routine",))
    >>> [state_had(line, *one) for one in (("korean", "day"), ("korean", "night"), ("arabic", "day"))]
    ['yes', 'no', 'no']
    >>> [state_had(Had("line", said, None, (), ()), "korean", "day") for said in (True, None, False)]
    ['not known', 'not known', 'no']
    """
    if had.is_had is False or (had.shifts and shift not in had.shifts):
        return NO
    if had.is_had is None or had.languages is None:
        return NOT_KNOWN
    return state_in_list(language, had.languages)


def most_of(states: Iterable[str]) -> str:
    """Return what several ways have together; nothing where there is none.

    Examples
    --------
    >>> most_of(["no", "not known"]), most_of(["in part", "yes"]), most_of([])
    ('not known', 'yes', 'no')
    """
    return max(states, key=_RANK.__getitem__, default=NO)


def over_shifts(states: Collection[str]) -> str:
    """Return what a way has over several shifts: on some of them only is in part.

    Examples
    --------
    >>> over_shifts(["yes", "yes"]), over_shifts(["yes", "no"]), over_shifts(["no", "not known"]), over_shifts(["no"])
    ('yes', 'in part', 'not known', 'no')
    """
    found = set(states)
    if len(found) == 1:
        return found.pop()
    return PART if found & {YES, PART} else NOT_KNOWN


def build_gaps(
    need: pd.DataFrame, shifts: Sequence[str], own: Mapping[Cell, str], had: Sequence[Had], use: str
) -> pd.DataFrame:
    """Return for every area, shift and language what each way has, and what is had for a use with and without machines.

    Parameters
    ----------
    need : DataFrame with area_id, language and ``NEED``
        Persons; no row of all languages together.
    shifts : sequence of str
        Besides them stands the row ``all``, of all together.
    own : mapping of (way, area id, shift, language) to state
        Of officers and staff; not known where it is not there.
    had : sequence of Had
        Every way at least once, the own ones for their uses alone.
    use : str

    Returns
    -------
    DataFrame
        area_id, shift, language, ``NEED``, a column a way, ``without_machines``, ``with_machines``.

    Examples
    --------
    >>> need = pd.DataFrame({"area_id": "E", "language": ["korean", "slavic"], "lep": [40.0, 9.0], "lep_moe": 5.0,
    ...     "lep_interval_low": 30.0, "lep_interval_high": 50.0})
    >>> had = [Had("line", True, frozenset({"slavic:Polish"}), (), ("statement",)),
    ...     Had("device", True, frozenset({"korean"}), (), ("routine",))]
    >>> columns = ["shift", "language", "line", "device", "without_machines", "with_machines"]
    >>> build_gaps(need, ["day"], {}, had, "statement").query("shift == 'day'")[columns].values.tolist()
    [['day', 'korean', 'no', 'yes', 'no', 'no'], ['day', 'slavic', 'in part', 'no', 'in part', 'in part']]
    >>> build_gaps(need, ["day"], {}, had, "routine").query("shift == 'day'")[columns[-2:]].values.tolist()
    [['no', 'yes'], ['no', 'no']]
    """
    ways = tuple(dict.fromkeys(one.way for one in had))
    rows = []
    for facts in need[["area_id", "language", *NEED]].to_dict("records"):
        by_shift = [
            _on_shift(had, own, str(facts["area_id"]), shift, str(facts["language"]), use)
            for shift in shifts or (ALL_SHIFTS,)
        ]
        whole = {name: over_shifts([states[name] for states in by_shift]) for name in (*ways, WITHOUT, WITH)}
        rows += [{**facts, "shift": shift, **states} for shift, states in zip(shifts, by_shift, strict=False)]
        rows.append({**facts, "shift": ALL_SHIFTS, **whole})
    return pd.DataFrame(rows, columns=["area_id", "shift", "language", *NEED, *ways, WITHOUT, WITH])


def _on_shift(
    had: Sequence[Had], own: Mapping[Cell, str], area: str, shift: str, language: str, use: str
) -> dict[str, str]:
    """Return what each way has of a language on a shift, and what is had for a use."""
    by_way: dict[str, list[str]] = {}
    people: list[str] = []
    machines: list[str] = []
    for one in had:
        is_own = WAYS[one.way].is_own
        state = own.get((one.way, area, shift, language), NOT_KNOWN) if is_own else state_had(one, language, shift)
        by_way.setdefault(one.way, []).append(state)
        if use in one.uses:
            (machines if WAYS[one.way].is_machine else people).append(state)
    ends = {WITHOUT: most_of(people), WITH: most_of([*people, *machines])}
    return {way: most_of(states) for way, states in by_way.items()} | ends


def people_by_state(gaps: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return how many people have a language in each state of a column, over all languages and areas of one shift.

    Parameters
    ----------
    gaps : DataFrame
        Rows of ``build_gaps`` of one shift.

    Returns
    -------
    DataFrame
        state (``STATES``, the least first), languages, lep, lep_moe, unknown: rows without a figure, in no sum.

    Examples
    --------
    >>> gaps = pd.DataFrame({"language": ["korean", "arabic"], "lep": [40.0, None], "lep_moe": 5.0, "line": "no"})
    >>> people_by_state(gaps, "line").head(1).values.tolist()
    [['no', 2, 40.0, 5.0, 1]]
    """
    rows = []
    for state in STATES:
        of_it = gaps[gaps[column] == state]
        known = of_it["lep"].notna()
        moe = sum_moe(of_it["lep"].tolist(), of_it["lep_moe"].tolist()) if known.any() else 0.0
        lep = float(of_it["lep"].sum()) if known.any() or of_it.empty else float("nan")
        rows.append((state, of_it["language"].nunique(), lep, moe, int((~known).sum())))
    return pd.DataFrame(rows, columns=["state", "languages", "lep", "lep_moe", "unknown"])
