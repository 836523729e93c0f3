"""Which fields of a record name a place of the department: a venue or an area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from geodata.department.areas import area_touches
from geodata.department.department import Department
from planning.vocabulary import DEPARTMENT_LEVEL

PlaceKind = Literal["venue", "area"]
Place = tuple[PlaceKind, str]
FIELDS: Mapping[PlaceKind, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "venue": (("venue", "venue_id"), ("venue_remark", "venue_id"), ("event", "venue_id")),
        "area": (
            *(("partner", "areas"), ("event", "areas"), ("local_evidence", "area_id")),
            *(("concern", "area_id"), ("seat", "area_id"), ("target", "area_id")),
        ),
    }
)
"""The kinds of record that name a place, and the field in which they do; a kept plan names venues beside these."""
PLAN, PLAN_WISHES = "meeting_plan", ("locks", "vetoes")


def places(department: Department, kind: PlaceKind) -> dict[str, str]:
    """Return what the department has, by the id under which records name it, with its name."""
    if kind == "venue":
        venues = department.venues
        return (
            {} if venues is None else {str(v): str(n) for v, n in zip(venues["venue_id"], venues["name"], strict=True)}
        )
    return {ref: ref for ref in area_touches(department, DEPARTMENT_LEVEL)}


def places_named(record_kind: str, values: Mapping[str, Any]) -> Iterator[Place]:
    """Yield the places that a record of this kind names.

    Examples
    --------
    >>> list(places_named("event", {"venue_id": "V07", "areas": ["12", "14"]}))
    [('venue', 'V07'), ('area', '12'), ('area', '14')]
    """
    for kind, fields in FIELDS.items():
        for of, field in fields:
            if of == record_kind:
                yield from ((kind, place) for place in ids_in(values.get(field)))
    if record_kind == PLAN:
        inputs = values.get("inputs") or {}
        yield from (("venue", str(place)) for wish in PLAN_WISHES for place in inputs.get(wish, ()))


def ids_in(value: Any) -> tuple[str, ...]:
    """Return the ids in a field that holds one, several or none."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(map(str, value or ()))
