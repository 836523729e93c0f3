"""Meeting plans that were kept: what was asked, what came out, and from which data and software."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from geodata.exports import software_version
from geodata.records.store import Store
from geodata.records.work import Record
from planning.meetings.options import MeetingOptions
from planning.roles import Actor


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
