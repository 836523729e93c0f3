"""The one road from a plan and what is on record of its venues to the season: a day and a pack for each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from geodata.department.department import Department
from planning.meetings.season.observances import Observance
from planning.meetings.season.pack import MeetingPack, build_pack, task_holidays
from planning.meetings.season.season import Place, SeasonWishes, plan_season

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
) -> list[MeetingPack]:
    """Return what each meeting of a plan needs, in the order of its days.

    Parameters
    ----------
    sites : sequence of mapping
        The sites of a plan as it is written: site_id, name, languages, adds.
    days_free : sequence of Observance
        The days of the season that are kept free.
    turnout : float
        The share of people within reach who come.
    facts : mapping of venue id to facts
        What is on record of the venues: it stands over their file.
    taken : mapping of venue id to days
        Meetings there, held or to come.
    flyers : mapping of site id to language to texts, optional
    """
    places = [Place(site["site_id"], site["name"], tuple(site["languages"])) for site in sites]
    adds = {site["site_id"]: site["adds"] for site in sites}
    holidays = task_holidays(days_free, wishes.first, wishes.last)
    packs = []
    for slot in plan_season(places, wishes, days_free, taken):
        seats = _fact(department, facts, slot.site_id, "capacity")
        host = _fact(department, facts, slot.site_id, "host_partner")
        texts = (flyers or {}).get(slot.site_id)
        packs.append(
            build_pack(
                slot,
                adds[slot.site_id],
                turnout,
                None if pd.isna(seats) else float(seats),
                "" if pd.isna(host) else str(host),
                texts,
                holidays,
            )
        )
    return packs


def _fact(department: Department, facts: Mapping[str, Mapping[str, Any]], venue: str, name: str) -> Any:
    """Return what is known of a venue: by the records, else by the file; None where neither says."""
    if name in facts.get(venue, {}):
        return facts[venue][name]
    venues = department.venues
    if venues is None or name not in venues.columns:
        return None
    known = venues.loc[venues["venue_id"] == venue, name]
    return None if known.empty else known.iloc[0]
