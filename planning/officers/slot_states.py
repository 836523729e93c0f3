"""How each slot for a bilingual officer stands: open, partly filled, filled or not to be told."""

from __future__ import annotations

import pandas as pd

OPEN, PARTLY, FILLED, NEEDED, UNTOLD = "open", "partly", "filled", "needed", "untold"
SLOT_STATES = (OPEN, PARTLY, FILLED, NEEDED, UNTOLD)
"""``open``: surely no verified speaker. ``partly``: some, or too few are shown to tell. ``needed``: there is no roster.
``untold``: the census cannot tell whether the slot is needed."""

TENTH = 0.05
"""Officers short that round to none, with the one decimal that is shown."""


def count_slots(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many slots stand how: language, shift and a column for each of ``SLOT_STATES``.

    Parameters
    ----------
    table : DataFrame with language, shift, posts, required, gap_low, gap_high
        As ``planning.officers.published.publish_coverage`` gives it. Missing ``posts``: the census cannot tell, which
        is counted as one slot. Missing gaps: no roster.

    Returns
    -------
    DataFrame
        Languages with the most slots first, shifts in the order of the table; what asks for no slot is left out.

    Examples
    --------
    >>> table = pd.DataFrame({"language": "korean", "shift": ["day", "day", "night", "night"],
    ...     "posts": [1.0, 1.0, 1.0, None], "required": [1.58, 1.58, 1.58, None],
    ...     "gap_low": [1.58, 0.0, 0.0, None], "gap_high": [1.58, 0.0, 1.58, None]})
    >>> count_slots(table).values.tolist()
    [['korean', 'day', 1, 0, 1, 0, 0], ['korean', 'night', 0, 1, 0, 0, 1]]
    """
    asked = table[table["posts"].isna() | (table["posts"] > 0)]
    states = asked.assign(state=_states(asked), slots=asked["posts"].fillna(1.0).round().astype("int64"))
    keys = ["language", "shift"]
    wide = states.pivot_table(index=keys, columns="state", values="slots", aggfunc="sum", fill_value=0, sort=False)
    wide = wide.reindex(columns=list(SLOT_STATES), fill_value=0).astype("int64").reset_index()
    sure = wide[[OPEN, PARTLY, FILLED, NEEDED]].sum(axis=1)
    most = sure.groupby(wide["language"]).transform("sum")
    shifts = {shift: at for at, shift in enumerate(dict.fromkeys(table["shift"]))}
    order = pd.DataFrame({"most": -most, "language": wide["language"], "shift": wide["shift"].map(shifts)})
    return wide.loc[order.sort_values(["most", "language", "shift"]).index].reset_index(drop=True)


def _states(asked: pd.DataFrame) -> pd.Series:
    states = pd.Series(PARTLY, index=asked.index, dtype="str")
    states[asked["gap_low"] >= asked["required"] - TENTH] = OPEN
    states[asked["gap_high"] < TENTH] = FILLED
    states[asked["gap_high"].isna()] = NEEDED
    states[asked["posts"].isna()] = UNTOLD
    return states


def slots_sentence(counts: pd.DataFrame) -> str:
    """Return how many slots are open and on which shift most; empty where no roster says so, or nothing is needed.

    ``counts``: as ``count_slots`` gives them.

    Examples
    --------
    >>> row = {"language": "korean", "open": 3, "partly": 1, "filled": 1, "needed": 0, "untold": 2}
    >>> slots_sentence(pd.DataFrame([row | {"shift": "night"}, row | {"shift": "day", "open": 1}]))
    '**4 of 8 slots are open** (no verified officer), most on the night shift: 3. 2 are partly filled, or the counts
    shown are too rough to say. **2 are filled**.'
    """
    sums = counts[list(SLOT_STATES)].sum()
    known = int(sums[[OPEN, PARTLY, FILLED]].sum())
    if not known:
        return ""
    worst = _worst_shift(counts)
    most = f", most on the {worst[0]} shift: {worst[1]}" if worst else ""
    partly = f" {sums[PARTLY]} are partly filled, or the counts shown are too rough to say." if sums[PARTLY] else ""
    filled = f"**{sums[FILLED]} {'is' if sums[FILLED] == 1 else 'are'} filled**."
    return f"**{sums[OPEN]} of {known} slots are open** (no verified officer){most}.{partly} {filled}"


def open_slots_figure(counts: pd.DataFrame) -> tuple[str, str]:
    """Return the one figure of a card, slots without a verified officer, and what it is compared with.

    Examples
    --------
    >>> row = {"language": "korean", "open": 3, "partly": 1, "filled": 1, "needed": 0, "untold": 2}
    >>> night_and_day = pd.DataFrame([row | {"shift": "night"}, row | {"shift": "day", "open": 1}])
    >>> open_slots_figure(night_and_day)
    ('4 of 8', 'Most on the night shift: 3.')
    >>> open_slots_figure(night_and_day[:1].assign(open=0, partly=0, filled=0, needed=5))
    ('5', 'Slots needed. Add a roster to see which are filled.')
    >>> open_slots_figure(night_and_day[:0])
    ('0', 'No slot surely needs a bilingual officer.')
    """
    sums = counts[list(SLOT_STATES)].sum()
    known = int(sums[[OPEN, PARTLY, FILLED]].sum())
    if sums[NEEDED]:
        return str(int(sums[NEEDED])), "Slots needed. Add a roster to see which are filled."
    if not known:
        return "0", "No slot surely needs a bilingual officer."
    worst = _worst_shift(counts)
    return f"{sums[OPEN]} of {known}", f"Most on the {worst[0]} shift: {worst[1]}." if worst else ""


def open_range(table: pd.DataFrame) -> tuple[float, float]:
    """Return how many slots have no verified officer, at least and at most, by what is published.

    Parameters
    ----------
    table : DataFrame as for ``count_slots``
        Slots of which the census cannot tell whether they are needed are left out; NaN where there is no roster.

    Examples
    --------
    >>> table = pd.DataFrame({"posts": [2.0, 1.0, 1.0], "required": [3.16, 1.58, 1.58],
    ...     "gap_low": [3.16, 0.5, 0.0], "gap_high": [3.16, 1.58, 0.0]})
    >>> open_range(table)
    (2.0, 3.0)
    >>> open_range(table.assign(gap_low=float("nan"), gap_high=float("nan")))
    (nan, nan)
    """
    asked = table[table["posts"] > 0]
    if asked["gap_high"].isna().any():
        return float("nan"), float("nan")
    slots, whole = asked["posts"].round(), asked["required"] - TENTH
    return float(slots[asked["gap_low"] >= whole].sum()), float(slots[asked["gap_high"] >= whole].sum())


def _worst_shift(counts: pd.DataFrame) -> tuple[str, int] | None:
    """Return the shift on which most slots are open, with how many; None where none is ahead of the others."""
    by_shift = counts.groupby("shift", sort=False)[OPEN].sum()
    if len(by_shift) < 2 or (by_shift == by_shift.max()).sum() > 1:
        return None
    return str(by_shift.idxmax()), int(by_shift.max())
