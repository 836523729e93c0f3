"""Where officers serve: which area a unit stands for, which shifts there are, where a language is spoken."""

from __future__ import annotations

import re

import pandas as pd

from geodata.department.areas import area_ref
from geodata.department.department import Department
from geodata.department.words import as_found
from geodata.files.sentences import first_of
from geodata.inputs.area_names import plain_unit
from geodata.inputs.roster_shifts import length_of_shift
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.lists import counted
from planning.officers.demand_posts import DEFAULT_SHIFT_HOURS, HOURS
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.relief import USUAL_LENGTH
from planning.officers.roster import best_tiers, officers_only
from planning.vocabulary import DEPARTMENT_LEVEL, SELF

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


def verified_places(department: Department, published: pd.DataFrame) -> pd.DataFrame | None:
    """Return where a verified speaker serves, as ``capable_officers`` does; of a named language as far as it is told.

    Parameters
    ----------
    published : DataFrame
        From ``geodata.officers.coverage.published_speakers``.
    """
    officers = capable_officers(department)
    if officers is None or published.empty:
        return officers
    level = department.coarsest_level
    there = published["have_certified_low"] + published["have_tested_low"] > 0
    named = published[(published["level"] == level) & (published["shift"] == ALL_SHIFTS) & there]
    named = named[["area_id", "language"]].assign(area_id=[area_ref(level, area) for area in named["area_id"]])
    lumps = officers[~officers["language"].isin(NAMED_LANGUAGE_IDS)]
    return pd.concat([named, lumps], ignore_index=True)


def shifts_of(department: Department) -> tuple[str, ...]:
    """Return the shifts of the roster in the order of the day; ``DEFAULT_SHIFTS`` where none are told."""
    there = set() if department.roster is None else set(department.roster["shift"].dropna())
    if not there:
        return DEFAULT_SHIFTS
    usual = tuple(shift for shift in DEFAULT_SHIFTS if shift in there)
    return usual + tuple(sorted(there - set(usual)))


def hours_of_shifts(department: Department) -> tuple[tuple[str, int, int], ...]:
    """Return the hours of each shift: those most of its officers have on the roster, else those of its name.

    Where the roster tells of none and the names are not the usual ones, the usual shifts are given, and a person has to
    say.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> hours_of_shifts(build_demo())
    (('day', 7, 15), ('evening', 15, 23), ('night', 23, 7))
    """
    roster = department.roster
    usual = tuple((name, *hours) for name, hours in DEFAULT_SHIFT_HOURS.items())
    if roster is None or "shift_hours" not in roster.columns:
        return usual
    people = roster.drop_duplicates("officer_id")
    spans = people["shift_hours"].astype("str").str.extract(r"^(\d{1,2})-(\d{1,2})$").dropna()
    named = people.loc[spans.index, "shift"].dropna()
    if named.empty:
        return usual
    most = spans.loc[named.index].groupby(named).agg(lambda hours: hours.mode().iloc[0]).astype(int)
    found = {str(shift): (int(first), int(end)) for shift, first, end in most.itertuples(name=None)}
    known = {shift: found.get(shift) or DEFAULT_SHIFT_HOURS.get(shift) for shift in shifts_of(department)}
    return tuple((shift, *hours) for shift, hours in known.items() if hours)


def lengths_of_shifts(department: Department) -> dict[str, float]:
    """Return how many hours each shift has: what most of its officers have on the roster ("6-18", "12 h").

    A shift of which nothing is told has 12 hours where there are only two of them, which share the day, else 8.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geodata.demo.harbor_falls import build_demo
    >>> demo = build_demo()
    >>> long = demo.roster.assign(shift="day", shift_hours="12 h")
    >>> lengths_of_shifts(demo), lengths_of_shifts(replace(demo, roster=long))
    ({'day': 8.0, 'evening': 8.0, 'night': 8.0}, {'day': 12.0})
    """
    shifts = shifts_of(department)
    usual = HOURS / 2 if len(shifts) == 2 else USUAL_LENGTH
    roster = department.roster
    if roster is None or "shift_hours" not in roster.columns:
        return dict.fromkeys(shifts, usual)
    people = roster.drop_duplicates("officer_id").dropna(subset=["shift", "shift_hours"])
    known = people.assign(length=people["shift_hours"].map(length_of_shift)).dropna(subset="length")
    most = known.groupby("shift")["length"].agg(lambda hours: hours.mode().iloc[0])
    return {shift: float(most.get(shift, usual)) for shift in shifts}


def unit_areas(department: Department, level: str) -> dict[str, str]:
    """Return which area of the level each unit name of a roster stands for.

    A unit may be named for an area of the level, or of any finer level that lies wholly inside one; what the roster
    writes around the name ("Beat 102", "Sector 3 - Beat 510") is seen through, where it leaves one area only.
    """
    groups = department.area_groups(level)
    finer = department.levels[: department.levels.index(level) + 1]
    found: dict[str, str] = {}
    for unit_level in finer:
        inside: dict[str, set[str]] = {}
        for beat, unit in department.area_groups(unit_level).items():
            inside.setdefault(unit, set()).add(groups[beat])
        found |= {unit: areas.pop() for unit, areas in inside.items() if len(areas) == 1}
    if department.roster is None:
        return found
    plain: dict[str, set[str]] = {}
    for unit, area in found.items():
        plain.setdefault(plain_unit(unit), set()).add(area)
    for unit in set(department.roster["unit"].dropna()) - found.keys():
        areas = plain.get(plain_unit(unit)) or set().union(
            *(plain.get(plain_unit(p), set()) for p in _PARTS.split(unit))
        )
        if len(areas) == 1:
            found[unit] = min(areas)
    return found


def counts_nowhere(department: Department) -> str:
    """Return a sentence on the officers who count in no area or on no shift; nothing where all count.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from geodata.demo.harbor_falls import build_demo
    >>> demo = build_demo()
    >>> roster = demo.roster.assign(unit=["K9"] * 2 + [None] * (len(demo.roster) - 2), kind="officer")
    >>> counts_nowhere(replace(demo, roster=roster)).startswith("All officers count in no area: ")
    True
    """
    if department.roster is None:
        return ""
    officers = officers_only(department.roster).drop_duplicates("officer_id")
    placed = {
        unit for level in department.levels for unit in unit_areas(department, level) if level != DEPARTMENT_LEVEL
    }
    strange = officers["unit"].notna() & ~officers["unit"].isin(placed)
    blank, timeless = officers["unit"].isna(), officers["shift"].isna()
    said = as_found(officers, "unit").where(blank).dropna()
    names = first_of(sorted(set(officers.loc[strange, "unit"])))
    parts = [f"{counted(int(blank.sum()) - len(said), 'officer')} without a unit"] if blank.sum() > len(said) else []
    if len(said):
        parts.append(
            f"{counted(len(said), 'officer')} in units that were said to be none ({first_of(sorted(set(said)))})"
        )
    if strange.any():
        parts.append(f"{counted(int(strange.sum()), 'officer')} in units that are no area of the beat map ({names})")
    whole = "All officers" if (blank | strange).all() else f"{int((blank | strange).sum())} of {len(officers)} officers"
    sentences = [f"{whole} count in no area: {'; '.join(parts)}"] if parts else []
    if timeless.any():
        sentences.append(f"{counted(int(timeless.sum()), 'officer')} without a shift count on none")
    return ". ".join(sentences) + "." if sentences else ""


_PARTS = re.compile(r"\s+[-–—]\s+|[/,;|]")
"""Words around the name of an area."""
