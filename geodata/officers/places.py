"""Where officers serve: which area a unit stands for, which shifts there are, where a language is spoken."""

from __future__ import annotations

import pandas as pd

from geodata.department.areas import area_ref
from geodata.department.department import Department
from planning.officers.demand_posts import DEFAULT_SHIFT_HOURS
from planning.officers.roster import best_tiers
from planning.vocabulary import SELF

DEFAULT_SHIFTS = tuple(DEFAULT_SHIFT_HOURS)
"""The shifts that posts are asked for where no roster says which there are."""


def capable_officers(department: Department) -> pd.DataFrame | None:
    """Return where somebody certified or tested in a language serves; None without a roster.

    Returns
    -------
    DataFrame with ``area_id, language``
        Areas of the coarsest level, where posts are set, as a record names them (see ``geodata.department.areas``):
        who serves a district serves each beat of it. Units without an area (Traffic) serve none.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> capable_officers(build_demo()).query("language == 'arabic'").values.tolist()
    [['DISTRICT:Southshore', 'arabic']]
    """
    if department.roster is None:
        return None
    level = department.coarsest_level
    best = best_tiers(department.roster)
    verified = best[best["proof"] != SELF]
    placed = verified.assign(area_id=verified["unit"].map(unit_areas(department, level))).dropna(subset="area_id")
    pairs = placed[["area_id", "language"]].drop_duplicates().sort_values(["area_id", "language"], ignore_index=True)
    return pairs.assign(area_id=[area_ref(level, area) for area in pairs["area_id"]])


def shifts_of(department: Department) -> tuple[str, ...]:
    """Return the shifts of the roster in the order of the day; ``DEFAULT_SHIFTS`` where none are told."""
    there = set() if department.roster is None else set(department.roster["shift"].dropna())
    if not there:
        return DEFAULT_SHIFTS
    usual = tuple(shift for shift in DEFAULT_SHIFTS if shift in there)
    return usual + tuple(sorted(there - set(usual)))


def unit_areas(department: Department, level: str) -> dict[str, str]:
    """Return which area of the level each unit name of a roster stands for.

    A unit may be named for an area of the level, or of any finer level that lies wholly inside one.
    """
    groups = department.area_groups(level)
    finer = department.levels[: department.levels.index(level) + 1]
    found: dict[str, str] = {}
    for unit_level in finer:
        inside: dict[str, set[str]] = {}
        for beat, unit in department.area_groups(unit_level).items():
            inside.setdefault(unit, set()).add(groups[beat])
        found |= {unit: areas.pop() for unit, areas in inside.items() if len(areas) == 1}
    return found
