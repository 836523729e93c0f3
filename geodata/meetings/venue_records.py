"""What the records know of the venues: vetoes with their reason, better facts, remarks, and who came before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from geodata.department.answers import PreparedDepartment
from geodata.department.department import Department
from geodata.records.store import Store
from geodata.records.work import Record
from planning.meetings.suitability import Turnout
from planning.records.followup import HELD_STATES
from planning.records.roles import Actor, may

FACTS = ("police_building", "step_free", "child_care", "capacity", "transit", "hours", "notes", "veto")
MODEL_FACTS = ("police_building", "capacity")
"""The facts that a plan is made from; the others are told beside it."""

VenueFacts = tuple[tuple[str, str, bool | int | str], ...]
"""Venue id, fact and value."""


@dataclass(frozen=True, slots=True)
class VenueRecords:
    """What is on record, by venue id.

    Attributes
    ----------
    records : mapping to Record
    facts : mapping to mapping
        Facts that stand over those of the venues file; only what the record says.
    remarks : mapping to tuple of str
    turnout : mapping to tuple of Turnout
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    turnout: Mapping[str, tuple[Turnout, ...]] = field(default_factory=dict)

    def vetoes(self, department: Department) -> dict[str, str]:
        """Return the venues of a department that somebody ruled out for every plan, with the reason."""
        known = set() if department.venues is None else set(department.venues["venue_id"])
        return {v: str(facts["veto"]) for v, facts in self.facts.items() if v in known and facts.get("veto")}


def load_venue_records(store: Store, actor: Actor) -> VenueRecords:
    """Return what is on record of the venues, as far as whoever asks may read it."""
    if not may(actor, "read", "venue"):
        return VenueRecords()
    records = {record["venue_id"]: record for record in store.records(actor, "venue")}
    partners = _partner_names(store, actor)
    facts: dict[str, dict[str, Any]] = {}
    for venue_id, record in records.items():
        known = {name: record[name] for name in FACTS if record[name] is not None}
        host = partners.get(record["host_partner_id"] or "")
        facts[venue_id] = known | ({"host_partner": host} if host else {})
    remarks: dict[str, tuple[str, ...]] = {}
    if may(actor, "read", "venue_remark"):
        for remark in store.records(actor, "venue_remark"):
            remarks[remark["venue_id"]] = (*remarks.get(remark["venue_id"], ()), remark["said"])
    return VenueRecords(records, facts, remarks, _turnout(store, actor))


def load_model_facts(store: Store, actor: Actor) -> VenueFacts:
    """Return what the records know better of the venues than their file, where a plan depends on it."""
    if not may(actor, "read", "venue"):
        return ()
    known = [
        (str(record["venue_id"]), name, record[name])
        for record in store.records(actor, "venue")
        for name in MODEL_FACTS
        if record[name] is not None
    ]
    return tuple(sorted(known))


def with_venue_facts(prepared: PreparedDepartment, facts: VenueFacts) -> PreparedDepartment:
    """Return the department with facts of its venues put over those of their file; the same one without any.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> known = with_venue_facts(prepare(build_demo()), (("V05", "capacity", 40), ("gone", "capacity", 9)))
    >>> float(known.department.venues.set_index("venue_id").loc["V05", "capacity"])
    40.0
    """
    venues = prepared.department.venues
    if venues is None:
        return prepared
    known = [(venue, name, value) for venue, name, value in facts if venue in set(venues["venue_id"])]
    if not known:
        return prepared
    changed = venues.copy()
    for venue, name, value in known:
        changed.loc[changed["venue_id"] == venue, name] = value
    return replace(prepared, department=replace(prepared.department, venues=changed))


def set_veto(store: Store, actor: Actor, venue_id: str, reason: str, name: str = "") -> Record:
    """Rule a venue out for every plan, or take that back with an empty reason; the trail keeps both."""
    for record in store.records(actor, "venue", venue_id=venue_id):
        return store.change(actor, "venue", record.id, {"veto": reason or None}, record.version)
    return store.add(actor, "venue", {"venue_id": venue_id, "name": name or None, "veto": reason or None})


def venue_fact(department: Department, facts: Mapping[str, Mapping[str, Any]], venue: str, name: str) -> Any:
    """Return what is known of a venue: by the records, else by the file; None where neither says."""
    if name in facts.get(venue, {}):
        return facts[venue][name]
    venues = department.venues
    if venues is None or name not in venues.columns:
        return None
    known = venues.loc[venues["venue_id"] == venue, name]
    return None if known.empty else known.iloc[0]


def _partner_names(store: Store, actor: Actor) -> dict[str, str]:
    if not may(actor, "read", "partner"):
        return {}
    return {partner.id: partner["organisation"] for partner in store.records(actor, "partner")}


def _turnout(store: Store, actor: Actor) -> dict[str, tuple[Turnout, ...]]:
    if not (may(actor, "read", "event") and may(actor, "read", "attendance")):
        return {}
    counts = store.frame(actor, "attendance")
    if counts.empty:
        return {}
    came = counts.groupby("event_id")["persons"].sum()
    turnout: dict[str, tuple[Turnout, ...]] = {}
    for event in store.records(actor, "event"):
        if event["state"] not in HELD_STATES or event["date"] is None or event.id not in came.index:
            continue
        held_on = pd.Timestamp(event["date"]).date()
        venue_id = str(event["venue_id"])
        turnout[venue_id] = (*turnout.get(venue_id, ()), Turnout(held_on, int(came[event.id])))
    return turnout
