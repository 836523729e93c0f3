"""Courses by officer: done, due, expired; and whom to send first.

Three courses: a language refresher and interpreter training for verified speakers, cultural competence for every
officer. How long each holds is a department's own choice, since no national standard was found for police; two years
and three are only where a department begins. A course is *due* if it was never taken or ends within the next 90 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd

from planning.officers.roster import TIERS, officers_only
from planning.words.wording import rounded_people

State = Literal["done", "due", "expired"]
STATES: tuple[State, ...] = ("expired", "due", "done")
"""The most urgent first."""

DUE_WITHIN_DAYS = 90
DAYS_A_YEAR = 365.25

TRAINING_COLUMNS = ("officer_id", "unit", "shift", "course", "languages", "done_on", "ends_on", "state")
SHARE_COLUMNS = ("area_id", "course", "officers", "trained", "share", "lep")


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Attributes
    ----------
    id, name : str
    column : str
        The roster's column with the day it was last taken.
    valid_years : float
        How long it holds unless a department says otherwise.
    for_speakers : bool
        Whether only verified speakers take it.
    """

    id: str
    name: str
    column: str
    valid_years: float
    for_speakers: bool


COURSES: Mapping[str, Course] = MappingProxyType(
    {
        course.id: course
        for course in (
            Course("refresher", "Language refresher", "refresher_on", 2.0, for_speakers=True),
            Course("interpreter", "Interpreter training", "interpreter_course_on", 3.0, for_speakers=True),
            Course("culture", "Cultural competence", "culture_course_on", 3.0, for_speakers=False),
        )
    }
)
"""The courses by id."""


def build_training(
    roster: pd.DataFrame, taken: pd.DataFrame | None, today: date, valid_years: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return every officer's courses and how each stands, the most urgent first.

    Parameters
    ----------
    roster : DataFrame
        See ``planning.officers.roster``; its course columns may be absent.
    taken : DataFrame with officer_id, course, done_on, or None
        Courses noted since; the latest day counts, here or in the roster. Officers not on the roster are left out.
    today : date
    valid_years : mapping of course id to years, optional

    Returns
    -------
    DataFrame with ``TRAINING_COLUMNS``
        ``done_on`` and ``ends_on`` are dates, missing where never taken. Civilians and dispatchers are left out. A
        day in the roster that cannot be read counts as never.

    Examples
    --------
    >>> roster = pd.DataFrame({"officer_id": ["7", "8"], "unit": "A", "shift": "day", "language": [None, "korean"],
    ...     "tier": [None, "tested"], "culture_course_on": ["2024-05-01", None]})
    >>> table = build_training(roster, None, date(2026, 5, 1))
    >>> table[["officer_id", "course", "state"]].values.tolist()
    [['8', 'culture', 'due'], ['8', 'interpreter', 'due'], ['8', 'refresher', 'due'], ['7', 'culture', 'done']]
    """
    years = {course.id: course.valid_years for course in COURSES.values()} | dict(valid_years or {})
    people = officers_only(roster)
    officers = people.drop_duplicates("officer_id").set_index("officer_id")
    spoken = _verified_languages(people)
    parts = []
    for course in COURSES.values():
        ids = [officer for officer in officers.index if officer in spoken or not course.for_speakers]
        done = _latest(people, taken, course).reindex(ids)
        days = pd.to_timedelta(round(years[course.id] * DAYS_A_YEAR), unit="D")
        ends = done + days
        parts.append(
            pd.DataFrame(
                {
                    "officer_id": ids,
                    "unit": officers.loc[ids, "unit"].to_numpy(),
                    "shift": officers.loc[ids, "shift"].to_numpy(),
                    "course": course.id,
                    "languages": [", ".join(spoken.get(officer, ())) for officer in ids],
                    "done_on": done.to_numpy(),
                    "ends_on": ends.to_numpy(),
                    "state": _states(ends, today),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True).astype({"officer_id": "str", "course": "str", "state": "str"})
    rank = table["state"].map({state: k for k, state in enumerate(STATES)})
    ordered = table.assign(rank=rank).sort_values(["rank", "ends_on", "officer_id", "course"], kind="stable")
    return ordered[list(TRAINING_COLUMNS)].reset_index(drop=True)


def trained_share(training: pd.DataFrame, area_of_unit: Mapping[str, str], lep: Mapping[str, float]) -> pd.DataFrame:
    """Return the share of officers whose course holds, by area, beside the need there; most people untrained first.

    Parameters
    ----------
    training : DataFrame as ``build_training`` gives it
    area_of_unit : mapping of unit to area id
        Officers of a unit without an area are in no row.
    lep : mapping of area id to LEP people

    Returns
    -------
    DataFrame with ``SHARE_COLUMNS``
        ``officers`` who take the course, ``trained`` whose course holds; ``share`` a fraction. Ordered by LEP people
        times the untrained share. ``lep`` is NaN where it is not known.

    Examples
    --------
    >>> training = pd.DataFrame({"unit": ["E", "E", "W"], "course": "culture", "state": ["done", "due", "done"]})
    >>> trained_share(training, {"E": "east", "W": "west"}, {"east": 900.0, "west": 100.0}).values.tolist()
    [['east', 'culture', 2, 1, 0.5, 900.0], ['west', 'culture', 1, 1, 1.0, 100.0]]
    """
    placed = training.assign(
        area_id=training["unit"].map(dict(area_of_unit)), holds=(training["state"] == "done").astype("int64")
    ).dropna(subset="area_id")
    groups = placed.groupby(["area_id", "course"])["holds"].agg(officers="size", trained="sum").reset_index()
    groups["share"] = groups["trained"] / groups["officers"]
    groups["lep"] = groups["area_id"].map(dict(lep)).astype(float)
    weight = (groups["lep"].fillna(0.0) * (1 - groups["share"])).to_numpy()
    order = np.lexsort((groups["area_id"].to_numpy(dtype=str), -weight))
    return groups.iloc[order][list(SHARE_COLUMNS)].reset_index(drop=True)


def train_first(
    training: pd.DataFrame, area_of_unit: Mapping[str, str], need: pd.DataFrame, course: str
) -> pd.DataFrame:
    """Return who to send to a course first: whose area has most people who need what they speak.

    Parameters
    ----------
    need : DataFrame with area_id, language, lep
        At the level of ``area_of_unit``; ``all`` is used for a course that every officer takes.

    Returns
    -------
    DataFrame
        The rows of ``training`` of the course that are expired or due, with ``area_id``, ``people`` (LEP people of
        the area in the officer's languages) and ``reason``; officers without an area come last.

    Examples
    --------
    >>> training = pd.DataFrame({"officer_id": ["5", "7"], "unit": ["E", "W"], "course": "culture",
    ...     "languages": "", "state": "due"})
    >>> need = pd.DataFrame({"area_id": ["east", "west"], "language": "all", "lep": [90.0, 800.0]})
    >>> train_first(training, {"E": "east", "W": "west"}, need, "culture")["officer_id"].tolist()
    ['7', '5']
    """
    rows = training[(training["course"] == course) & (training["state"] != "done")]
    lep = need.set_index(["area_id", "language"])["lep"].dropna().to_dict()
    area = rows["unit"].map(dict(area_of_unit))
    people = []
    for place, spoken in zip(area, rows["languages"], strict=True):
        asked = [part for part in str(spoken).split(", ") if part] if COURSES[course].for_speakers else ["all"]
        people.append(sum(lep.get((place, language), 0.0) for language in asked))
    ordered = rows.assign(area_id=area, people=people)
    ordered["reason"] = [
        f"{'lapsed' if state == 'expired' else 'not taken, or ends soon'}; "
        + (f"{rounded_people(count)} LEP residents in {place}" if isinstance(place, str) else "no area of their own")
        for state, count, place in zip(ordered["state"], ordered["people"], ordered["area_id"], strict=True)
    ]
    return ordered.sort_values(["people", "state", "officer_id"], ascending=[False, False, True]).reset_index(drop=True)


def _verified_languages(people: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    known = people.dropna(subset=["language", "tier"])
    sure = known[known["tier"].isin([tier.id for tier in TIERS.values() if tier.is_verified])]
    return {str(officer): tuple(dict.fromkeys(rows["language"])) for officer, rows in sure.groupby("officer_id")}


def _latest(people: pd.DataFrame, taken: pd.DataFrame | None, course: Course) -> pd.Series:
    """Return the last day each officer took the course."""
    found = []
    if course.column in people.columns:
        found.append(people.set_index("officer_id")[course.column])
    if taken is not None and len(taken):
        found.append(taken[taken["course"] == course.id].set_index("officer_id")["done_on"])
    if not found:
        return pd.Series(dtype="datetime64[ns]")
    days = pd.concat([pd.to_datetime(part.astype("str"), errors="coerce", format="%Y-%m-%d") for part in found])
    return days.dropna().groupby(level=0).max()


def _states(ends: pd.Series, today: date) -> list[State]:
    now = pd.Timestamp(today)
    soon = now + pd.to_timedelta(DUE_WITHIN_DAYS, unit="D")
    return ["due" if pd.isna(end) or now <= end < soon else "expired" if end < now else "done" for end in ends]
