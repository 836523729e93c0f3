"""Officers who would be moved, verified or hired, worked out from what is published of the roster and nothing else.

A what-if that worked with exact counts would give them away: one officer more, and a hidden "1-2" becomes "3" or does
not. So a step is done to the least and the most that may be told (docs/adr/0013): what comes out is a function of what
was published before, and tells no more than that does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from planning.errors import InputError, UnknownNameError
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.speakers import Place
from planning.vocabulary import SELF, TESTED
from planning.whatif.scenario import HireOfficers, MoveOfficers, Step, VerifyOfficers

Cell = tuple[str, str, str, str]


def move_published(
    published: pd.DataFrame, steps: Sequence[Step], places: Mapping[Place, Sequence[Place]]
) -> pd.DataFrame:
    """Return what is published of officers, after the steps about them; other steps are passed over.

    Parameters
    ----------
    published : DataFrame
        As ``planning.officers.published.publish_speakers`` gives it.
    places : mapping of (level, area) to places
        The area itself and every coarser one it lies in: where an officer of it counts.

    Returns
    -------
    DataFrame
        The same rows. Of ``k`` officers who leave a cell told as "least to most", ``k`` fewer are told there, at least
        none; where they come, from the smaller of ``k`` and the least to ``k`` more. A hired officer is no person yet,
        so exactly ``k`` more.

    Raises
    ------
    UnknownNameError
        If there is no such area, shift or language.
    InputError
        If more leave than may be there.

    Examples
    --------
    >>> from planning.officers.published import count_speakers, publish_speakers
    >>> from planning.officers.speakers import Speaker
    >>> force = [Speaker("1", "e", "day", {"korean": "tested"}, (("beat", "e"),))]
    >>> before = publish_speakers(count_speakers(force, {"beat": ["e", "w"]}, ["day"], ["korean"]))
    >>> hire = HireOfficers(1, "korean", "beat", "e", "day")
    >>> move = MoveOfficers(1, "korean", "beat", "e", "day", "w", "day")
    >>> places = {("beat", area): [("beat", area)] for area in "ew"}
    >>> after = move_published(before, [hire, move], places)
    >>> after.query("shift == 'day'")[["area_id", "have_tested"]].values.tolist()
    [['e', '1-2'], ['w', '1']]
    """
    rows = {cell: k for k, cell in enumerate(zip(*(published[name] for name in _CELL), strict=True))}
    after = published.copy()
    for step in steps:
        if isinstance(step, HireOfficers):
            for cell in _cells(rows, places, step, step.area, step.shift):
                _add(after, rows[cell], TESTED, step.count, step.count)
        elif isinstance(step, VerifyOfficers):
            here = [rows[cell] for cell in _cells(rows, places, step, step.area, step.shift)]
            _shift(after, here, SELF, here, TESTED, step.count)
        elif isinstance(step, MoveOfficers):
            leave, come = (
                [rows[cell] for cell in _cells(rows, places, step, area, shift)]
                for area, shift in ((step.area, step.shift), (step.to_area, step.to_shift))
            )
            stay = set(leave) & set(come)  # a district that they do not leave has as many as before
            _shift(after, leave, step.rating, come, step.rating, step.count, stay)
    return after


_CELL = ("level", "area_id", "shift", "language")


def _cells(
    rows: Mapping[Cell, int],
    places: Mapping[Place, Sequence[Place]],
    step: HireOfficers | VerifyOfficers | MoveOfficers,
    area: str,
    shift: str,
) -> list[Cell]:
    """Return every cell an officer of an area and shift counts in, the own one first."""
    own = (step.level, area, shift, step.language)
    for place, name in enumerate(_CELL):
        known = {cell[place] for cell in rows}
        if own[place] not in known or own[place] == ALL_SHIFTS:
            raise UnknownNameError(name.removesuffix("_id"), own[place], known - {ALL_SHIFTS})
    if own not in rows:
        raise InputError(f"there are no counts of officers in {step.level} {area}", fix="choose another area")
    where = [place for place in places.get((step.level, area), ()) if place != (step.level, area)]
    found = [(*place, when, step.language) for place in ((step.level, area), *where) for when in (shift, ALL_SHIFTS)]
    return [cell for cell in found if cell in rows]


def _shift(
    after: pd.DataFrame,
    leave: Sequence[int],
    rating: str,
    come: Sequence[int],
    new_rating: str,
    count: int,
    stay: Collection[int] = (),
) -> None:
    """Have so many officers leave some rows, the own one first, and come to others, if there may be so many."""
    low, high = (int(after[f"have_{rating}_{end}"].iloc[leave[0]]) for end in ("low", "high"))
    if count > high:
        there = "none" if high == 0 else f"at most {high}"
        raise InputError(f"there are {there} of these officers", value=count, fix="choose fewer, or another area")
    for row in leave:
        if row not in stay:
            _add(after, row, rating, -count, -count)
    for row in come:
        if row not in stay:
            _add(after, row, new_rating, min(count, low), count)


def _add(after: pd.DataFrame, row: int, rating: str, least: int, most: int) -> None:
    index, ends = after.index[row], [f"have_{rating}_low", f"have_{rating}_high"]
    low, high = (max(0.0, have + more) for have, more in zip(after.loc[index, ends], (least, most), strict=True))
    after.loc[index, ends] = low, high
    after.loc[index, f"have_{rating}"] = f"{low:.0f}" if low == high else f"{low:.0f}-{high:.0f}"
