"""Scenarios that were saved: the steps, what came of them, and from which data and software."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodata.records.store import Store
from geodata.records.work import Record
from geodata.version import software_version
from planning.records.roles import Actor
from planning.whatif.scenario import Scenario, read_scenario, scenario_as_json


def save_scenario(
    store: Store, actor: Actor, title: str, scenario: Scenario, result: Mapping[str, Any], department_hash: str
) -> Record:
    """Keep a scenario, so that others can open it by a link and it can be asked again.

    Parameters
    ----------
    result : mapping
        What came of it, in words: for a list.
    department_hash : str
        ``Department.content_hash`` of the department it was asked of.

    Examples
    --------
    >>> from geodata.records.engine import open_temporary_store
    >>> from planning.whatif.scenario import MergeBeats
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "commander")
    >>> steps = Scenario((MergeBeats(("41", "43"), "41"),))
    >>> kept_steps(save_scenario(store, kim, "One beat fewer", steps, {"answer": ""}, "abcd")) == steps
    True
    """
    values = {
        "title": title,
        "steps": scenario_as_json(scenario),
        "result": dict(result),
        "fingerprint": scenario.fingerprint,
        "department_hash": department_hash,
        "software_version": software_version(),
    }
    return store.add(actor, "scenario", values)


def kept_steps(record: Record) -> Scenario:
    """Return the scenario of a record."""
    return read_scenario(record["steps"])


def note_made(store: Store, actor: Actor, record: Record, version: str) -> Record:
    """Write down which version of the department a scenario has become."""
    return store.change(actor, "scenario", record.id, {"made_version": version}, record.version)
