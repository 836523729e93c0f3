"""Two surveys of one department, opened to be compared, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.demo.earlier import EARLIER_VINTAGE, build_demo_of
from geodata.demo.harbor_falls import VINTAGE
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.department import DEMO, Department
from geodata.department.provenance import survey_years
from geodata.fetch.another_year import department_vintages, load_year
from planning.errors import InputError
from planning.lists import listed
from planning.need.change import SURVEY_YEARS, Survey, build_change, overlap
from planning.need.crosswalk import OUTSIDE

SAME_AREA = 0.01
"""The share by which the area of one tract may differ: its outline is drawn anew each year, finer or coarser."""
SAME_GROUND = 1e-7
"""Degrees by which the outline of a beat may differ in two years' maps: a centimeter."""


@dataclass(frozen=True, slots=True)
class Surveys:
    """One department by two surveys that share no year.

    Attributes
    ----------
    then, now : PreparedDepartment
        The older and the newer.
    same_tracts : bool
        Whether both years' tracts are the same; if not, each year's people were placed in the areas block by block.
    """

    then: PreparedDepartment
    now: PreparedDepartment
    same_tracts: bool


def survey_vintages(where: Path | str) -> tuple[int, ...]:
    """Return the last years of the surveys a department has, the oldest first.

    Examples
    --------
    >>> survey_vintages("demo")
    (2018, 2023)
    """
    return (EARLIER_VINTAGE, VINTAGE) if str(where) == DEMO else tuple(department_vintages(Path(where)))


def choose_vintages(
    vintages: tuple[int, ...], then: int | None = None, now: int | None = None
) -> tuple[int, int] | None:
    """Return the newest pair that shares no year: the newest survey, and the latest before it that fits; else None.

    Parameters
    ----------
    then, now : int, optional
        The older or the newer of the pair, where it is said.

    Examples
    --------
    >>> choose_vintages((2014, 2019, 2021, 2024)), choose_vintages((2021, 2023))
    ((2019, 2024), None)
    >>> choose_vintages((2014, 2019, 2024), now=2019)
    (2014, 2019)
    """
    pairs = [
        (older, newer)
        for newer in ((now,) if now is not None else vintages)
        for older in ((then,) if then is not None else vintages)
        if older < newer and not overlap(older, newer)
    ]
    return max(pairs, key=lambda pair: (pair[1], pair[0]), default=None)


def open_surveys(where: Path | str, then: int, now: int) -> Surveys:
    """Open a department by two of its surveys.

    Raises
    ------
    InputError
        If the two share a year, if the department lacks one, if its beats differ, or if its tracts differ and nobody
        knows where in them people live.
    """
    then, now = sorted((then, now))
    require_no_overlap(then, now, survey_vintages(where))
    older, newer = (_of_year(where, year) for year in (then, now))
    require_same_beats(older, newer)
    same = same_tracts(older, newer)
    if not same:
        require_points(older, newer)
    return Surveys(answers.prepare(older), answers.prepare(newer), same)


def require_no_overlap(then: int, now: int, had: tuple[int, ...]) -> None:
    """Return nothing if two surveys share no year.

    Raises
    ------
    InputError
        With a pair that works, of those there are or to be had.

    Examples
    --------
    >>> require_no_overlap(2018, 2023, (2018, 2023))
    """
    if not overlap(then, now):
        return
    if then == now:
        raise InputError("a survey cannot be compared with itself", value=now, fix="choose two years")
    pair = choose_vintages(had)
    works = f"compare {pair[0]} with {pair[1]}" if pair else f"compare {now} with {now - SURVEY_YEARS} or earlier"
    raise InputError(
        f"the surveys of {survey_years(then)} and {survey_years(now)} share the years {now - 4} to {then}, so the same "
        "interviews are in both and a difference says nothing",
        fix=works,
    )


def _of_year(where: Path | str, vintage: int) -> Department:
    return build_demo_of(vintage) if str(where) == DEMO else load_year(Path(where), vintage)


def require_same_beats(then: Department, now: Department) -> None:
    """Return nothing if both years have the same beats in the same places.

    Raises
    ------
    InputError
    """
    one, other = (department.beats.set_index("area_id").geometry.sort_index() for department in (then, now))
    if list(one.index) != list(other.index) or not one.geom_equals_exact(other, SAME_GROUND).all():
        raise InputError(
            f"the beats of {then.settings.period} and {now.settings.period} are not the same",
            fix="compare years of one beat map: fetch the older year again beside the newer",
        )


def same_tracts(then: Department, now: Department) -> bool:
    """Return whether both years have the same tracts, by number and outline."""
    one, other = (department.tracts.set_index("geoid").geometry.sort_index() for department in (then, now))
    if list(one.index) != list(other.index):
        return False
    ground = [frame.to_crs(now.settings.crs).area.to_numpy() for frame in (one, other)]
    return bool(np.allclose(ground[0], ground[1], rtol=SAME_AREA))


def require_points(then: Department, now: Department) -> None:
    """Return nothing if in both years it is known where in their tracts people live.

    Raises
    ------
    InputError
    """
    without = [one.settings.period for one in (then, now) if one.population is None]
    if without:
        raise InputError(
            f"the tracts of {then.settings.period} and {now.settings.period} are not the same, and {listed(without)} "
            "has no people by block to carry them over",
            fix="fetch that year again with its block populations",
        )


def survey_change(surveys: Surveys, level: str) -> pd.DataFrame:
    """Return what has changed at a level; see ``planning.need.change.build_change``.

    What lies outside all areas is left out: it is no place of the department's.
    """
    then, now = (
        Survey(answers.crosswalk_at(one, level), one.department.language) for one in (surveys.then, surveys.now)
    )
    change = build_change(then, now, same_tracts=surveys.same_tracts)
    return change[change["area_id"] != OUTSIDE].reset_index(drop=True)
