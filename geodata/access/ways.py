"""The ways to be understood that a department has, with what comes with the product, and what they leave to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.department import answers
from geodata.department.department import Department
from geodata.departments import Opened
from geodata.officers.coverage import published_speakers
from geodata.officers.places import hours_of_shifts, shifts_of
from geodata.officers.posts import requirement_of
from geodata.records.store import Store
from geodata.records.work import Record
from planning.access.gaps import NO, NOT_KNOWN, PART, STATES, YES, Cell, Had, build_gaps, people_by_state
from planning.access.ways import DEFAULT_USE, POLICY_AS_OF, WAYS, Offer, Way, find_use
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import OUTSIDE
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.interpreter_use import STAFF
from planning.officers.options import PostOptions
from planning.officers.roster import OFFICER, best_tiers
from planning.records.roles import Actor, may
from planning.vocabulary import DEPARTMENT_LEVEL, SELF
from planning.words.formats import short_day

KIND = "way"
ROSTER = "the roster"
GAPS_TITLE = "Languages without a way to be understood"
WAYS_TITLE = "Ways to be understood"


def load_ways(store: Store, actor: Actor) -> tuple[Record, ...]:
    """Return what a department has written down of its ways, in the order of ``WAYS``; nothing for whoever may not."""
    if not may(actor, "read", KIND):
        return ()
    order = {key: place for place, key in enumerate(WAYS)}
    return tuple(sorted(store.records(actor, KIND), key=lambda record: (order[record["way"]], record["name"])))


def offer_values(offer: Offer, day: date) -> dict[str, Any]:
    """Return an offer as a record holds it, to be taken over and edited; its price is another's and stays out.

    Examples
    --------
    >>> from planning.access.ways import offers
    >>> values = offer_values(offers()[0], date(2026, 12, 1))
    >>> values["way"], len(values["languages"]), values["list_as_of"].isoformat(), "price" in values
    ('device', 18, '2026-11-28', False)
    """
    source = f"{offer.source}, read {short_day(offer.read_on)}"
    return {
        "way": offer.way,
        "name": offer.name,
        "languages": list(offer.languages),
        "list_source": source,
        "list_as_of": min(offer.read_on, day),
    }


def ways_had(records: Sequence[Record], department: Department) -> tuple[Had, ...]:
    """Return what a department has of every way, each at least once: what nobody has said is not known."""
    found = []
    for way in WAYS.values():
        own = [record for record in records if record["way"] == way.key]
        found += [_had(way, record, department) for record in own] or [_had(way, None, department)]
    return tuple(found)


def _had(way: Way, record: Record | None, department: Department) -> Had:
    uses = tuple(record["uses"]) if record is not None and record["uses"] else way.uses
    if way.is_own:
        return Had(way.key, department.roster is not None or None, None, (), uses)
    if record is None:
        return Had(way.key, None, None, (), uses)
    languages = frozenset(record["languages"]) or None
    return Had(way.key, not record["not_here"], languages, tuple(record["shifts"]), uses)


def own_states(department: Department, level: str) -> dict[Cell, str]:
    """Return how far officers and civilian staff have each language, by area and shift, from what is published.

    Officers are verified ones, in bands: always there are as many as one slot takes; fewer are there in part. Of staff
    it is told only whether anybody verified works that shift, in the whole department. Nothing without a roster, and
    of staff where the roster does not tell who is none.
    """
    if department.roster is None:
        return {}
    return _officers(department, level) | _staff(department, level)


def _officers(department: Department, level: str) -> dict[Cell, str]:
    published = published_speakers(department)
    rows = published[(published["level"] == level) & published["shift"].isin(shifts_of(department))]
    low = rows["have_certified_low"] + rows["have_tested_low"]
    high = rows["have_certified_high"] + rows["have_tested_high"]
    requirement = requirement_of(department, PostOptions(shift_hours=hours_of_shifts(department)))
    takes = {shift: float(requirement.officers(np.ones(1), shift)[0]) for shift in shifts_of(department)}
    return {
        (OFFICER, str(area), str(shift), str(language)): NO if most == 0 else YES if least >= takes[shift] else PART
        for area, shift, language, least, most in zip(
            rows["area_id"], rows["shift"], rows["language"], low, high, strict=True
        )
    }


def _staff(department: Department, level: str) -> dict[Cell, str]:
    roster = department.roster
    if roster is None or "kind" not in roster.columns:
        return {}
    civilians = roster[roster["kind"].fillna(OFFICER) != OFFICER].drop(columns="kind")
    verified = best_tiers(civilians)
    verified = verified[verified["proof"] != SELF]
    there = set(zip(verified["shift"].astype("str"), verified["language"].astype("str"), strict=True))
    areas = sorted(set(department.area_groups(level).values()))
    return {
        (STAFF, area, shift, language): PART if (shift, language) in there else NO
        for area in areas
        for shift in shifts_of(department)
        for language in LANGUAGE_IDS
    }


def way_gaps(opened: Opened, level: str = DEPARTMENT_LEVEL, use: str = DEFAULT_USE) -> pd.DataFrame:
    """Return for every area, shift and language what each way has and what is left; see ``build_gaps``.

    Raises
    ------
    UnknownNameError
        If there is no such use.
    """
    find_use(use)
    department = opened.department
    had = ways_had(load_ways(opened.store, opened.actor), department)
    return build_gaps(_people(opened, level), shifts_of(department), own_states(department, level), had, use)


def _people(opened: Opened, level: str) -> pd.DataFrame:
    need = answers.need_with_intervals(opened.prepared, level)
    return need[(need["language"] != ALL) & (need["area_id"] != OUTSIDE)]


def ways_table(opened: Opened) -> pd.DataFrame:
    """Return every way as a row: its list and use with their sources, its cost, and the people whose language it has.

    Returns
    -------
    DataFrame
        ``WAY_COLUMNS``. ``languages`` is missing where there is no list; ``cost`` is dollars for the months of the
        bill, missing where a price or minutes are not known, or two contracts of a way share the bill; people are LEP
        residents of the department over all shifts, and stand in the one column of their language's state.
    """
    records = load_ways(opened.store, opened.actor)
    department, used = opened.department, _used(opened.department)
    people, own, shifts = (
        _people(opened, DEPARTMENT_LEVEL),
        own_states(department, DEPARTMENT_LEVEL),
        shifts_of(department),
    )
    rows = []
    for way in WAYS.values():
        of_it: list[Record | None] = [record for record in records if record["way"] == way.key]
        for record in of_it or [None]:
            had = _had(way, record, department)
            gaps = build_gaps(people, shifts, own, [had], DEFAULT_USE)
            row = _facts(had, record) | _cost(record, used if len(of_it) < 2 else {}, way) | _counts(gaps, way)
            rows.append(row)
    return pd.DataFrame(rows, columns=list(WAY_COLUMNS))


PEOPLE = tuple(f"people_{state.replace(' ', '_')}" for state in STATES)
WAY_COLUMNS = (
    *("way", "name", "in_use", "languages", "list_source", "list_as_of", "shifts", "uses", "policy", "policy_as_of"),
    *("price", "price_per", "calls", "minutes", "cost"),
    *(column for name in PEOPLE for column in (name, f"{name}_moe")),
)
"""The columns of the table of ways."""


def _facts(had: Had, record: Record | None) -> dict[str, Any]:
    values: Mapping[str, Any] = record.values if record is not None else {}
    way, own_policy = WAYS[had.way], bool(values.get("policy_source"))
    return {
        "way": way.key,
        "name": values.get("name") or way.name,
        "in_use": NOT_KNOWN if had.is_had is None else YES if had.is_had else NO,
        "languages": None if had.languages is None else len(had.languages),
        "list_source": ROSTER if way.is_own and had.is_had else values.get("list_source"),
        "list_as_of": values.get("list_as_of"),
        "shifts": "; ".join(had.shifts) or ALL_SHIFTS,
        "uses": "; ".join(had.uses),
        "policy": values.get("policy_source") if own_policy else way.policy,
        "policy_as_of": values.get("policy_as_of") if own_policy else POLICY_AS_OF,
    }


def _cost(record: Record | None, used: Mapping[str, tuple[float, float]], way: Way) -> dict[str, Any]:
    calls, minutes = used.get(way.key, (float("nan"), float("nan")))
    price, per = (record["price"], record["price_per"]) if record is not None else (None, None)
    return {"price": price, "price_per": per, "calls": calls, "minutes": minutes, "cost": cost_of(price, per, minutes)}


def _counts(gaps: pd.DataFrame, way: Way) -> dict[str, Any]:
    """Return the people of the department by how far a way has their language over all shifts."""
    people = people_by_state(gaps[gaps["shift"] == ALL_SHIFTS], way.key).set_index("state")
    return {
        column: float(people[value][state])
        for state, name in zip(STATES, PEOPLE, strict=True)
        for column, value in ((name, "lep"), (f"{name}_moe", "lep_moe"))
    }


def cost_of(price: float | None, per: str | None, minutes: float) -> float:
    """Return what a way cost over the minutes on a bill; a price for a year is that whatever was used.

    Examples
    --------
    >>> cost_of(0.7, "minute", 1000.0), cost_of(65.0, "hour", 90.0), cost_of(1200.0, "year", float("nan"))
    (700.0, 97.5, 1200.0)
    >>> cost_of(0.7, "minute", float("nan")), cost_of(None, None, 1000.0)
    (nan, nan)
    """
    if price is None or per is None:
        return float("nan")
    return {"minute": price * minutes, "hour": price * minutes / 60, "year": price}[per]


def _used(department: Department) -> dict[str, tuple[float, float]]:
    """Return calls and minutes of the bill by way; minutes are missing where a call has none."""
    if department.bill is None:
        return {}
    bill = department.bill
    minutes = bill["minutes"] if "minutes" in bill else pd.Series(np.nan, bill.index)
    summed = bill.assign(minutes=minutes).groupby("way")
    calls, whole = summed["calls"].sum(min_count=1), summed["minutes"].agg(lambda cells: cells.sum(skipna=False))
    return {str(way): (float(calls[way]), float(whole[way])) for way in calls.index}
