"""However many publications of one roster are laid together, no small count can be worked out: integer programming.

The attacker has every cell of every publication, of whatever levels and words decided, and knows which units lie in
which area. What is worked out from the bands (gaps, sums, levers, maps, files) adds nothing to them.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from planning.officers.disclosure import ALL_SHIFTS, OFFICER_FLOOR, publish_counts
from planning.officers.published import count_speakers, publish_speakers
from planning.officers.speakers import Speaker

UNITS, SHIFTS = tuple(f"u{k}" for k in range(12)), ("day", "evening", "night")
Grain = tuple[str, str]
Told = list[tuple[list[Grain], float, float]]
"""Of one publication: the grains of each cell, and the least and most it tells."""


def rosters(seed: int) -> list[tuple[Grain, str]]:
    """Return where officers are, as the roster writes it, and their ids."""
    chance = np.random.default_rng(seed)
    counts = {(unit, shift): int(chance.poisson(1.6)) for unit in UNITS for shift in SHIFTS}
    return [(grain, f"{grain}{k}") for grain, count in counts.items() for k in range(count)]


def maps(seed: int, several: int = 5) -> list[list[dict[str, str]]]:
    """Return several ways to put units into areas: two levels each, which nest in themselves and in no other."""
    chance = np.random.default_rng(seed + 1000)
    found = []
    for _ in range(several):
        fine = {unit: f"b{chance.integers(7)}" for unit in UNITS}
        above = {area: f"d{chance.integers(2)}" for area in sorted(set(fine.values()))}
        found.append([fine, {unit: above[area] for unit, area in fine.items()}])
    return found


def published(roster: list[tuple[Grain, str]], levels: list[dict[str, str]]) -> Told:
    """Return what the product tells of one department made from the roster."""
    speakers, grains = [], {}
    for (unit, shift), officer in roster:
        places = tuple((f"level {k}", level[unit]) for k, level in enumerate(levels))
        # Somebody has decided meanwhile that the words of units mean areas: the roster's own stay what counts.
        speakers.append(Speaker(officer, levels[0][unit], shift, {"korean": "tested"}, places))
        grains[officer, "korean"] = (unit, shift)
    areas = {f"level {k}": sorted(set(level.values())) for k, level in enumerate(levels)}
    told = publish_speakers(count_speakers(speakers, areas, SHIFTS, ["korean"], grains))
    return [
        (_grains_of(row.level, row.area_id, row.shift, levels), row.have_tested_low, row.have_tested_high)
        for row in told.itertuples()
    ]


def published_before(roster: list[tuple[Grain, str]], levels: list[dict[str, str]]) -> Told:
    """Return what was told when each publication was made safe by itself."""
    count = Counter(grain for grain, _ in roster)
    tables = {}
    for k, level in enumerate(levels):
        rows = [(level[unit], shift, count[unit, shift]) for unit in UNITS for shift in SHIFTS]
        frame = pd.DataFrame(rows, columns=["area", "shift", "n"])
        tables[f"level {k}"] = frame.pivot_table(index="area", columns="shift", values="n", aggfunc="sum")
    parents = [{levels[0][unit]: levels[1][unit] for unit in UNITS}]
    return [
        (_grains_of(row.level, row.area_id, row.shift, levels), row.low, row.high)
        for row in publish_counts(tables, parents).itertuples()
    ]


def _grains_of(level: str, area: str, shift: str, levels: list[dict[str, str]]) -> list[Grain]:
    units = [unit for unit, there in levels[int(level.split()[1])].items() if there == area]
    return [(unit, one) for unit in units for one in (SHIFTS if shift == ALL_SHIFTS else [shift])]


def worked_out(roster: list[tuple[Grain, str]], told: Told) -> tuple[int, int]:
    """Return how many small counts an attacker finds exactly, and how many there are."""
    grains = [(unit, shift) for unit in UNITS for shift in SHIFTS]
    rows = np.array([[float(grain in inside) for grain in grains] for inside, _, _ in told])
    limits = LinearConstraint(rows, [low for _, low, _ in told], [high for _, _, high in told])
    count, found, small = Counter(grain for grain, _ in roster), 0, 0
    for k, grain in enumerate(grains):
        if not 0 < count[grain] < OFFICER_FLOOR:
            continue
        small += 1
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(grains))
            aim[k] = sign
            solved = milp(aim, constraints=limits, integrality=np.ones(len(grains)), bounds=Bounds(0, 60))
            assert solved.success  # the truth is one solution
            ends.append(round(sign * solved.fun))
        found += ends[0] == ends[1]
    return found, small


@pytest.mark.parametrize("seed", range(2))
def test_five_publications_together_tell_no_small_count(seed: int) -> None:
    roster = rosters(seed)
    told = [cell for levels in maps(seed) for cell in published(roster, levels)]
    before = [cell for levels in maps(seed) for cell in published_before(roster, levels)]
    found, small = worked_out(roster, told)
    assert small > 15
    assert found == 0
    # The attack is one that finds something: what was told before gave most of them away.
    assert worked_out(roster, before)[0] > small / 2


def test_a_cell_tells_the_same_whatever_stands_beside_it() -> None:
    roster = rosters(3)
    fine, coarse = maps(3)[0]
    alone = {str(cell[0]): cell[1:] for cell in published(roster, [fine, fine])}
    beside = {str(cell[0]): cell[1:] for cell in published(roster, [fine, coarse])}
    assert all(beside[cell] == told for cell, told in alone.items())
