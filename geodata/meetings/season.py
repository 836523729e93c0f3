"""The one road from a plan and what is on record of its venues to the season: a day and a pack for each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

import pandas as pd

from geodata.department.answers import prepare
from geodata.department.department import Department
from geodata.meetings.inputs import meeting_inputs
from geodata.meetings.venue_records import venue_fact
from planning.meetings.options import MeetingOptions
from planning.meetings.season.observances import Observance
from planning.meetings.season.pack import MeetingPack, build_pack, task_holidays
from planning.meetings.season.season import Place, SeasonWishes, plan_season, slot_on
from planning.meetings.solve import find_within

FLYERS = Mapping[str, Mapping[str, Mapping[str, str]]]


def season_packs(
    department: Department,
    sites: Sequence[Mapping[str, Any]],
    wishes: SeasonWishes,
    days_free: Sequence[Observance],
    turnout: float,
    *,
    facts: Mapping[str, Mapping[str, Any]],
    taken: Mapping[str, Sequence[date]],
    flyers: FLYERS | None = None,
    radius_m: float | None = None,
    on_board: Mapping[str, tuple[date, time | None]] | None = None,
) -> list[MeetingPack]:
    """Return what each meeting of a plan needs, in the order of its days.

    Parameters
    ----------
    sites : sequence of mapping
        The sites of a plan as it is written: site_id, name, languages, adds, and within_reach where
        it is known.
    days_free : sequence of Observance
        The days of the season that are kept free.
    turnout : float
        The share of people within reach who come.
    facts : mapping of venue id to facts
        What is on record of the venues: it stands over their file.
    taken : mapping of venue id to days
        Meetings there, held or to come.
    radius_m : float, optional
        The reach of the plan, for sites without ``within_reach``; the department's own unless given.
    flyers : mapping of site id to language to texts, optional
    on_board : mapping of site id to day and time, optional
        Meetings of this plan that have their day already: it stands, and the others are spread over the season.
    """
    places = [Place(site["site_id"], site["name"], tuple(site["languages"])) for site in sites]
    within = {
        (site["site_id"], tuple(site["languages"])): site.get("within_reach", site["adds"])
        for site in _with_reach(department, sites, radius_m)
    }
    holidays = task_holidays(days_free, wishes.first, wishes.last)
    packs = []
    stand = on_board or {}
    spread = plan_season([one for one in places if one.site_id not in stand], wishes, days_free, taken)
    chosen = (slot_on(one, *stand[one.site_id], days_free) for one in places if one.site_id in stand)
    for slot in sorted([*chosen, *spread], key=lambda slot: (slot.day is None, slot.day or wishes.last, slot.site_id)):
        seats = venue_fact(department, facts, slot.site_id, "capacity")
        host = venue_fact(department, facts, slot.site_id, "host_partner")
        texts = (flyers or {}).get(slot.site_id)
        packs.append(
            build_pack(
                slot,
                within[slot.site_id, slot.languages],
                turnout,
                None if pd.isna(seats) else float(seats),
                "" if pd.isna(host) else str(host),
                texts,
                holidays,
            )
        )
    return packs


def _with_reach(
    department: Department, sites: Sequence[Mapping[str, Any]], radius_m: float | None
) -> Sequence[Mapping[str, Any]]:
    """Return the sites with the persons within reach of each, whoever else reaches them.

    Never fewer than the meeting adds: a plan whose reach was another, or by a file of travel, or a site that is no
    venue any more, keeps those.
    """
    languages = tuple(dict.fromkeys(language for site in sites for language in site["languages"]))
    if not languages or department.venues is None or all("within_reach" in site for site in sites):
        return sites
    reach = department.settings.radius_m if radius_m is None else radius_m
    options = MeetingOptions(radius_m=reach, languages=languages, include_police=True)
    inputs = meeting_inputs(prepare(department), options)
    row = {site_id: place for place, site_id in enumerate(inputs.sites.ids)}
    within = find_within(inputs.demand, inputs.sites, options).T.astype(float) @ inputs.demand.persons
    column = {language: place for place, language in enumerate(inputs.demand.languages)}

    def there(site: Mapping[str, Any], language: str) -> float:
        added = float(site["adds"].get(language, 0.0))
        if site["site_id"] not in row or language not in column:
            return added
        return max(float(within[row[site["site_id"]], column[language]]), added)

    return [{"within_reach": {one: there(site, one) for one in site["languages"]}, **site} for site in sites]
