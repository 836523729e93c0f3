"""The one road from a roster and its records to courses: how each stands, whom to send first, the share trained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from geodata.department.department import Department
from geodata.officers.places import unit_areas
from geodata.records.store import Store
from planning.languages.groups import ALL
from planning.need.crosswalk import OUTSIDE
from planning.officers.disclosure import ALL_SHIFTS, publish_counts
from planning.officers.training import build_training, train_first, trained_share
from planning.records.roles import Actor


def load_courses(
    department: Department, store: Store, actor: Actor, today: date, valid_years: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Return every officer's courses, of the roster and of the records; see ``planning.officers.training``.

    Parameters
    ----------
    department : Department
        With a roster.
    valid_years : mapping of course to years, optional
        How long a course holds.
    """
    assert department.roster is not None  # whoever asks has looked
    return build_training(department.roster, store.frame(actor, "training"), today, valid_years)


def count_courses(courses: pd.DataFrame) -> pd.DataFrame:
    """Return how many officers stand how in each course, fit to be seen: course, state, officers.

    Examples
    --------
    >>> count_courses(pd.DataFrame({"course": "refresher", "state": ["due", "done", "done"]})).values.tolist()
    [['refresher', 'done', '1-2'], ['refresher', 'due', '1-2']]
    """
    counts = courses.groupby(["course", "state"]).size().unstack(fill_value=0)
    bands = publish_counts({"course": counts}).rename(columns={"area_id": "course", "shift": "state"})
    table = bands.loc[bands["state"] != ALL_SHIFTS, ["course", "state", "shown"]]
    return table.rename(columns={"shown": "officers"}).reset_index(drop=True)


def send_first(department: Department, need: pd.DataFrame, courses: pd.DataFrame, course: str) -> pd.DataFrame:
    """Return whom to send to a course first; ``need`` is that of the coarsest level."""
    there = need[need["area_id"] != OUTSIDE]
    return train_first(courses, unit_areas(department, department.coarsest_level), there, course)


def trained_by_area(department: Department, need: pd.DataFrame, courses: pd.DataFrame, course: str) -> pd.DataFrame:
    """Return the share whose course holds, by area of the coarsest level; ``need`` is that of this level."""
    whole = need[(need["area_id"] != OUTSIDE) & (need["language"] == ALL)]
    lep = dict(zip(whole["area_id"], whole["lep"], strict=True))
    units = unit_areas(department, department.coarsest_level)
    return trained_share(courses[courses["course"] == course], units, lep)
