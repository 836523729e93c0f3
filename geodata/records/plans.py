"""Meeting plans that were kept: what was asked, what came out, and from which data and software."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from geodata.exports import software_version
from geodata.records.store import Store
from geodata.records.work import Record
from planning.meetings.options import MeetingOptions
from planning.roles import Actor

SITE_COLUMNS = ("site_id", "name", "lon", "lat", "languages")


def save_plan(
    store: Store,
    actor: Actor,
    title: str,
    options: MeetingOptions,
    result: Mapping[str, Any],
    department_hash: str,
) -> Record:
    """Keep a plan, so that events can be made from it and it can be solved again.

    Parameters
    ----------
    result : mapping
        ``MeetingPlan.as_json()``.
    department_hash : str
        ``Department.content_hash``.
    """
    values = {
        "title": title,
        "inputs": asdict(options),
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


def plan_sites(plan: Record) -> pd.DataFrame:
    """Return the meetings of a kept plan: ``site_id, name, lon, lat, languages``."""
    rows = [{name: site[name] for name in SITE_COLUMNS} for site in plan["result"].get("sites", ())]
    return pd.DataFrame(rows, columns=list(SITE_COLUMNS)).astype({"site_id": "str", "name": "str"})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
