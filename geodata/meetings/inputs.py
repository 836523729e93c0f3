"""What a meeting plan takes from the department and its records beside people and venues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from geodata.department.answers import PreparedDepartment, people_points
from geodata.department.department import Department
from geodata.files.sentences import first_of
from planning.errors import InputError
from planning.meetings.demand import Demand, build_demand
from planning.meetings.options import MeetingOptions
from planning.meetings.past import PastMeeting, discount_past
from planning.meetings.served import areas_served
from planning.meetings.sites import Sites, build_sites
from planning.records.followup import HELD_STATES
from planning.vocabulary import CANCELLED


def wish_notes(department: Department, sites: Sites, options: MeetingOptions) -> tuple[str, ...]:
    """Return, in sentences, which wishes of a plan say less than they seem to: seats and districts not known.

    Examples
    --------
    >>> from geodata.department import answers
    >>> from geodata.demo.harbor_falls import build_demo
    >>> asked = MeetingOptions(turnout=0.05)
    >>> demo = answers.prepare(build_demo())
    >>> wish_notes(demo.department, sites_of(demo, asked), asked)
    ('Room capacity is known at 51 of 56 venues. Where it is not, it is no limit.',)
    """
    notes: list[str] = []
    candidates = sites.candidates
    if options.turnout is not None:
        known = int(candidates["capacity"].notna().sum()) if "capacity" in candidates else 0
        if known == 0:
            notes.append("Room capacity is known at none of the venues, so the plan does not count it.")
        elif known < len(candidates):
            notes.append(
                f"Room capacity is known at {known} of {len(candidates)} venues. Where it is not, it is no limit."
            )
    if options.each_district:
        areas = set(department.area_groups(options.each_district).values())
        without = sorted(areas - set(candidates[options.each_district].dropna()))
        if without:
            notes.append(f"No place to meet lies in {options.each_district} {first_of(without)}: no meeting there.")
    return tuple(notes)


class HasFields(Protocol):
    """A record, or a mapping."""

    def __getitem__(self, field: str, /) -> Any:
        """Return the value of a field."""


def projected_venues(department: Department, level: str = "") -> pd.DataFrame:
    """Return the venues with ``x`` and ``y`` in metres, and with the area of a level in a column of its name.

    A venue outside every area has none. On a shared line the first area in text order takes it.

    Raises
    ------
    UnknownNameError
        If the department has no such level.
    """
    venues = department.venues
    assert venues is not None
    place = gpd.GeoSeries(venues.geometry).to_crs(department.settings.crs)
    listed = pd.DataFrame(venues.drop(columns="geometry")).assign(x=place.x, y=place.y)
    if not level:
        return listed
    areas = department.areas(level)
    found = gpd.sjoin(venues[["geometry"]], areas, predicate="intersects", how="inner")["area_id"]
    listed[level] = found.groupby(level=0).min().reindex(listed.index).astype("str")
    return listed


def past_meetings(events: pd.DataFrame, department: Department, today: date, months: int) -> tuple[PastMeeting, ...]:
    """Return the meetings held in the last months, where their venue is one of the department's.

    Parameters
    ----------
    events : DataFrame
        As the records give them: ``state``, ``date``, ``venue_id``, ``languages``, ``interpreters_used``.

    Notes
    -----
    The languages of a meeting are those that were really interpreted, if that was noted, else those planned.
    """
    if events.empty or department.venues is None:
        return ()
    places = projected_venues(department).set_index("venue_id")
    first = (pd.Timestamp(today) - pd.DateOffset(months=months)).date()
    found = []
    for event in events.to_dict("records"):
        day = event["date"]
        if event["state"] not in HELD_STATES or pd.isna(day) or not first <= pd.Timestamp(day).date() <= today:
            continue
        if event["venue_id"] not in places.index:
            continue
        place = places.loc[event["venue_id"]]
        languages = _words(event.get("interpreters_used")) or _words(event.get("languages"))
        found.append(PastMeeting(float(place["x"]), float(place["y"]), tuple(sorted(languages))))
    return tuple(sorted(found, key=lambda meeting: (meeting.x, meeting.y, meeting.languages)))


def meeting_days(events: Iterable[HasFields], without_plan: str = "") -> dict[str, list[date]]:
    """Return the days of meetings at each venue, held or to come, but for those made of one plan.

    Examples
    --------
    >>> hall = {"venue_id": "V1", "date": date(2026, 5, 4), "state": "planned", "meeting_plan_id": "p"}
    >>> meeting_days([hall, hall | {"state": "cancelled"}, hall | {"date": None}])
    {'V1': [datetime.date(2026, 5, 4)]}
    >>> meeting_days([hall], without_plan="p")
    {}
    """
    days: dict[str, list[date]] = {}
    for event in events:
        own = bool(without_plan) and event["meeting_plan_id"] == without_plan
        if event["date"] is None or event["state"] == CANCELLED or own:
            continue
        days.setdefault(str(event["venue_id"]), []).append(pd.Timestamp(event["date"]).date())
    return days


def _words(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def demand_of(prepared: PreparedDepartment, options: MeetingOptions) -> Demand:
    """Return who a meeting could reach, where they live; see ``planning.meetings.demand``."""
    department = prepared.department
    people = people_points(prepared)
    return build_demand(people, department.language, options.languages, include_outside=options.include_outside)


def sites_of(prepared: PreparedDepartment, options: MeetingOptions) -> Sites:
    """Return where a meeting could be held; see ``planning.meetings.sites``.

    Raises
    ------
    InputError
        If the department has no venues.
    """
    department = prepared.department
    if department.venues is None or department.venues.empty:
        raise InputError(
            "this department has no venues, so there is nowhere to meet",
            fix="add a file of schools, libraries, churches, or community centers with name, lon, and lat",
        )
    venues = projected_venues(department, options.each_district)
    return build_sites(venues, options.locks, options.vetoes, include_police=options.include_police)


@dataclass(frozen=True, slots=True, eq=False)
class MeetingInputs:
    """Everything a meeting plan is made from."""

    demand: Demand
    sites: Sites
    options: MeetingOptions


def meeting_inputs(
    prepared: PreparedDepartment, options: MeetingOptions, past: Sequence[PastMeeting] = ()
) -> MeetingInputs:
    """Return what a plan is made from; ``past`` meetings make the people near them count less, if asked for.

    Raises
    ------
    InputError
        If nobody who could be reached is known: a plan for no one would look like an answer.
    """
    candidates, people = sites_of(prepared, options), demand_of(prepared, options)
    if not people.persons.any():
        raise InputError(
            "there is no one to reach: no tract in these areas has LEP residents who speak the chosen languages",
            fix="see the check report for what is missing, or choose other languages",
        )
    return MeetingInputs(discount_past(people, past, options), candidates, options)


def meeting_areas(
    prepared: PreparedDepartment, places: pd.DataFrame, options: MeetingOptions
) -> dict[str, tuple[str, ...]]:
    """Return the beats each meeting is for; see ``planning.meetings.served``.

    Parameters
    ----------
    places : DataFrame with ``site_id, lon, lat, languages``
        The sites of a plan.
    options : MeetingOptions
        Those of the plan: its radius and its languages.
    """
    where = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), crs=4326)
    placed = where.to_crs(prepared.department.settings.crs)
    sites = places.assign(x=placed.x.to_numpy(), y=placed.y.to_numpy())
    return areas_served(demand_of(prepared, options), sites, options)
