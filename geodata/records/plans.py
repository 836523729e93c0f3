"""Meeting plans that were kept: what was asked, what came out, and from which data and software."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from geodata.records.store import Store
from geodata.records.work import Record
from geodata.version import software_version
from planning.meetings.options import MeetingOptions
from planning.meetings.season.kept import KeptSeason, read_season
from planning.records.roles import Actor

SEASON, TRAVEL = "season", "travel"
"""What is kept with the wishes of a plan."""
SITE_COLUMNS = ("site_id", "name", "lon", "lat", "languages")


def save_plan(
    store: Store,
    actor: Actor,
    title: str,
    options: MeetingOptions,
    result: Mapping[str, Any],
    department_hash: str,
    season: KeptSeason | None = None,
    travel: Mapping[str, Any] | None = None,
) -> Record:
    """Keep a plan, so that events can be made from it and it can be solved again.

    Parameters
    ----------
    result : mapping
        ``MeetingPlan.as_json()``.
    department_hash : str
        ``Department.content_hash``.
    season : KeptSeason, optional
        What its days and packs follow from.
    travel : mapping, optional
        What is kept of its file of travel; see ``geodata.meetings.travel.kept_travel``.
    """
    values = {
        "title": title,
        "inputs": asdict(options)
        | ({SEASON: season.as_json()} if season else {})
        | ({TRAVEL: dict(travel)} if travel else {}),
        "result": dict(result),
        "department_hash": department_hash,
        "software_version": software_version(),
    }
    return store.add(actor, "meeting_plan", values)


def plan_options(plan: Record) -> MeetingOptions:
    """Return the wishes a kept plan was made with; one it did not know yet is as it is usually.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> wishes = MeetingOptions(radius_m=900.0, locks=("V1",), language_weights=(("korean", 2.0),))
    >>> plan_options(save_plan(store, kim, "Spring", wishes, {"sites": []}, "abcd")) == wishes
    True
    """
    known = {field.name for field in fields(MeetingOptions)}
    return MeetingOptions(**{name: _frozen(value) for name, value in plan["inputs"].items() if name in known})


def kept_season(plan: Record) -> KeptSeason | None:
    """Return the season a plan was kept with; None where there is none, or none that can be read."""
    return read_season(plan["inputs"].get(SEASON) or plan["result"].get("observances"))


def keep_season(store: Store, actor: Actor, plan: Record, season: KeptSeason) -> Record:
    """Put another season in a kept plan, if nobody has saved it since."""
    inputs = dict(plan["inputs"]) | {SEASON: season.as_json()}
    return store.change(actor, "meeting_plan", plan.id, {"inputs": inputs}, plan.version)


def plan_sites(plan: Record) -> pd.DataFrame:
    """Return the meetings of a kept plan: ``site_id, name, lon, lat, languages``."""
    rows = [{name: site[name] for name in SITE_COLUMNS} for site in plan["result"].get("sites", ())]
    return pd.DataFrame(rows, columns=list(SITE_COLUMNS)).astype({"site_id": "str", "name": "str"})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
