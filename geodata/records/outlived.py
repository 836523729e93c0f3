"""Records that have outlived a place: of venues and areas that the department no longer has, and where they belong now.

A list of venues or a beat map comes anew, and a veto, a meeting, a concern or a lock in a saved plan speaks of an id
that is in neither. Nothing is moved in silence: each is shown, and a person says which place it is now.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geodata.department.department import Department
from geodata.records.places import FIELDS, PLAN, PLAN_WISHES, Place, PlaceKind, ids_in, places
from geodata.records.seen import seen_in
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.errors import InputError, UnknownNameError
from planning.records.roles import Actor, may
from planning.targets.figures import find_figure

MERGED = ("venue",)
"""Kinds of which a place has one record: two become one, and what the place's own says stays."""
LEAST_LIKENESS = 0.75
SAID: Mapping[str, Callable[[Record], str]] = MappingProxyType(
    {
        "event": lambda record: f"the event {record['title']!r}",
        "venue_remark": lambda record: "a remark",
        "venue": lambda record: f"a skipped venue ({record['veto']})" if record["veto"] else "facts",
        "partner": lambda record: f"the partner {record['organisation']!r}",
        "local_evidence": lambda record: "local data",
        "concern": lambda record: "a concern",
        "seat": lambda record: "a board seat",
        "target": lambda record: f"the target {find_figure(record['figure']).title!r}",
    }
)
"""How a record of each kind that names a place is called in a list of what is on record of it."""


@dataclass(frozen=True, slots=True)
class Outlived:
    """A place that is on record and that the department does not have.

    Attributes
    ----------
    kind : {"venue", "area"}
    id : str
    name : str
        What the records call it; its id where they do not say.
    known : tuple of str
        What is on record of it.
    suggested : str
        The id of the place there is that is called most alike; empty where none is.
    """

    kind: PlaceKind
    id: str
    name: str
    known: tuple[str, ...]
    suggested: str = ""


def outlived_places(store: Store, actor: Actor, department: Department) -> tuple[Outlived, ...]:
    """Return the places on record that the department does not have, as far as whoever asks may read the records.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.records.engine import open_temporary_store
    >>> store, kim = open_temporary_store(), Actor("kim@pd.example", "coordinator")
    >>> _ = store.add(kim, "venue", {"venue_id": "V99", "name": "Old Mill", "veto": "no heating"})
    >>> [(one.id, one.name, one.known) for one in outlived_places(store, kim, build_demo())]
    [('V99', 'Old Mill', ('a skipped venue (no heating)',))]
    """
    there = {kind: places(department, kind) for kind in FIELDS}
    found: dict[Place, list[str]] = {}
    names: dict[str, str] = {}
    for place, known, name in _on_record(store, actor):
        if place[1] not in there[place[0]]:
            found.setdefault(place, []).append(known)
            names[place[1]] = name or names.get(place[1], "")
    return tuple(
        Outlived(kind, gone, names[gone] or gone, tuple(dict.fromkeys(known)), _near(names[gone] or gone, there[kind]))
        for (kind, gone), known in sorted(found.items(), key=lambda one: (one[0][0] == "area", one[0][1]))
    )


def _on_record(store: Store, actor: Actor) -> Iterator[tuple[Place, str, str]]:
    """Yield every place that a record names, what the record is, and what it calls the place, if anything."""
    for kind, fields in FIELDS.items():
        for record_kind, field in fields:
            for record in store.records(actor, record_kind) if may(actor, "read", record_kind) else ():
                name = str(record["name"] or "") if record_kind == "venue" else ""
                for place in ids_in(record[field]):
                    yield (kind, place), _what_is_known(record), name
    for plan in store.records(actor, PLAN) if may(actor, "read", PLAN) else ():
        names = {str(site["site_id"]): str(site["name"]) for site in plan["result"].get("sites", ())}
        for place in (str(one) for wish in PLAN_WISHES for one in plan["inputs"].get(wish, ())):
            yield ("venue", place), f"the saved plan {plan['title']!r}", names.get(place, "")


def move_records(store: Store, actor: Actor, department: Department, moved: Mapping[Place, str]) -> int:
    """Put everything on record of places that are gone with the places they are now, all or none; return how many.

    Parameters
    ----------
    moved : mapping of (kind, old id) to the id of a place of the department

    Raises
    ------
    UnknownNameError
        If the department has no such place.
    InputError
        If the old one is still there: then nothing outlived it. If the new one has gone meanwhile.
    """
    for (kind, old), new in moved.items():
        there = places(department, kind)
        if new not in there:
            raise UnknownNameError(kind, new, there)
        if old in there:
            raise InputError(f"the {kind} is still there, and its records stay with it", value=old)

    def steps(work: Work) -> int:
        return sum(_move(work, kind, old, new) for (kind, old), new in moved.items())

    return store.as_seen(seen_in(department)).together(actor, steps)


def _move(work: Work, kind: PlaceKind, old: str, new: str) -> int:
    changed = 0
    for record_kind, field in FIELDS[kind]:
        for record in work.find(record_kind):
            named = ids_in(record[field])
            if old not in named:
                continue
            changed += 1
            own = [one for one in work.find(record_kind) if one[field] == new] if record_kind in MERGED else []
            if own:
                more = {
                    name: value for name, value in record.values.items() if value is not None and own[0][name] is None
                }
                if more:
                    work.change(record_kind, own[0].id, more, own[0].version)
                work.delete(record_kind, record.id, record.version)
                continue
            now: Any = (
                new if isinstance(record[field], str) else tuple(dict.fromkeys(new if x == old else x for x in named))
            )
            work.change(record_kind, record.id, {field: now}, record.version)
    return changed + (_move_in_plans(work, old, new) if kind == "venue" else 0)


def _move_in_plans(work: Work, old: str, new: str) -> int:
    changed = 0
    for plan in work.find(PLAN):
        inputs = dict(plan["inputs"])
        for wish in PLAN_WISHES:
            if old in inputs.get(wish, ()):
                inputs[wish] = list(dict.fromkeys(new if place == old else place for place in inputs[wish]))
        if inputs != plan["inputs"]:
            work.change(PLAN, plan.id, {"inputs": inputs}, plan.version)
            changed += 1
    return changed


def _what_is_known(record: Record) -> str:
    return SAID[record.kind](record)


def _near(name: str, there: Mapping[str, str]) -> str:
    by_name = {one.casefold(): place for place, one in there.items()}
    near = difflib.get_close_matches(name.casefold(), by_name, n=1, cutoff=LEAST_LIKENESS)
    return by_name[near[0]] if near else ""
