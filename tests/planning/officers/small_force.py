"""Small departments for Hypothesis, and answers found by trying everything."""

from __future__ import annotations

from itertools import product

import pandas as pd
from hypothesis import strategies as st

from planning.officers.assignment import assign_officers
from planning.officers.speakers import CELL, VERIFIED, Cell, Speaker

AREAS, SHIFTS, TONGUES = ("east", "west"), ("day", "night"), ("korean", "spanish", "arabic")
CITY = ("department", "department")
TIERS = ("certified", "tested", "premium", "self_reported", "expired")


def cells_frame(required: dict[Cell, float], need: dict[Cell, float] | None = None) -> pd.DataFrame:
    rows = [(*cell, (need or {}).get(cell, 100.0), amount) for cell, amount in required.items()]
    return pd.DataFrame(rows, columns=[*CELL, "need", "required"])


@st.composite
def cell_tables(draw: st.DrawFn, most: int = 4, whole: bool = False) -> pd.DataFrame:
    places = [("beat", area) for area in AREAS] + [CITY]
    every = [(*place, shift, tongue) for place in places for shift in SHIFTS for tongue in TONGUES]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, max_size=most, unique=True))
    amounts = st.sampled_from([0.0, 1.0, 2.0, 3.0] if whole else [0.0, 1.0, 0.5, 1.58, 3.16, 3.0])
    needs = st.sampled_from([100.0, 500.0, 900.0])
    return cells_frame({cell: draw(amounts) for cell in chosen}, {cell: draw(needs) for cell in chosen})


@st.composite
def forces(draw: st.DrawFn, most: int = 6) -> list[Speaker]:
    return [draw(speakers(k)) for k in range(draw(st.integers(0, most)))]


@st.composite
def speakers(draw: st.DrawFn, number: int) -> Speaker:
    tongues = draw(st.lists(st.sampled_from(TONGUES), min_size=1, max_size=2, unique=True))
    area = draw(st.sampled_from([*AREAS, ""]))
    places = (("beat", area), CITY) if area else (CITY,)
    known = {tongue: draw(st.sampled_from(TIERS)) for tongue in tongues}
    return Speaker(f"P{number}", area or "Traffic", draw(st.sampled_from(SHIFTS)), known, places)


def most_covered_by_cuts(cells: pd.DataFrame, force: list[Speaker]) -> float:
    """The largest flow as the smallest cut, over every set of cells (Ford and Fulkerson 1956)."""
    names = list(cells[CELL].itertuples(index=False, name=None))
    required = cells["required"].tolist()
    best = float("inf")
    for kept in product((False, True), repeat=len(names)):
        inside = {name for name, keep in zip(names, kept, strict=True) if keep}
        helpers = sum(bool(inside & set(speaker.cells(VERIFIED))) for speaker in force)
        best = min(best, helpers + sum(r for r, keep in zip(required, kept, strict=True) if not keep))
    return best


def most_covered_by_trying(cells: pd.DataFrame, force: list[Speaker]) -> float:
    """The most that whole officers, each in one cell or none, can cover."""
    names = list(cells[CELL].itertuples(index=False, name=None))
    choices = [[None, *(name for name in names if name in speaker.cells(VERIFIED))] for speaker in force]
    required = dict(zip(names, cells["required"], strict=True))
    return max(sum(min(amount, plan.count(name)) for name, amount in required.items()) for plan in product(*choices))


def best_moves_by_trying(
    cells: pd.DataFrame,
    force: list[Speaker],
    locked: set[str],
    bids: dict[str, set[str]],
    spare: dict[str, int],
    gain: float,
) -> float:
    """The most gap closed less ``gain`` a move, over every way to move everybody."""
    names = list(cells[CELL].itertuples(index=False, name=None))
    base = assign_officers(cells, force).covered
    choices: list[list[Cell | None]] = []
    for speaker in force:
        shifts = {speaker.shift, *bids.get(speaker.officer_id, set())}
        may = (
            []
            if speaker.officer_id in locked
            else [name for name in names if name[3] in speaker.speaks(VERIFIED) and name[2] in shifts]
        )
        choices.append([None, *may])
    return (
        max(value for plan in product(*choices) if (value := _worth(plan, cells, force, spare, gain)) is not None)
        - base
    )


def _worth(
    plan: tuple[Cell | None, ...], cells: pd.DataFrame, force: list[Speaker], spare: dict[str, int], gain: float
) -> float | None:
    homes = {speaker.places[0]: speaker.unit for speaker in sorted(force, key=lambda one: one.unit, reverse=True)}
    given = dict.fromkeys(spare, 0)
    moved = list(force)
    for k, (speaker, cell) in enumerate(zip(force, plan, strict=True)):
        if cell is None:
            continue
        if speaker.unit in given:
            given[speaker.unit] += 1
        joined = homes.get((cell[0], cell[1]))
        if joined in given:
            given[joined] -= 1
        moved[k] = Speaker(speaker.officer_id, speaker.unit, cell[2], {cell[3]: "tested"}, ((cell[0], cell[1]),))
    if any(count > spare[unit] for unit, count in given.items()):
        return None
    return assign_officers(cells, moved).covered - gain * sum(cell is not None for cell in plan)
