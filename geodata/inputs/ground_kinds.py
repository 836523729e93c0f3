"""What of the ground is drawn under a map, and by which words files tell it apart.

TIGER/Line says it by MTFCC (Census Bureau, "MAF/TIGER Feature Class Code Definitions"): H20 lakes, bays and the ocean,
H3010 to H3013 rivers, K218 and K219 parks, S1100 and S1200 primary and secondary roads. OpenStreetMap says it by tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WATER, STREAM, PARK, ROAD = "water", "stream", "park", "road"
AREAS = (WATER, PARK)
"""Kinds that are polygons; the others are lines."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a feature is drawn as; ``rank`` 1 is a highway, 2 another main road."""

    kind: str
    rank: int = 0


BY_MTFCC: Mapping[str, Kind] = MappingProxyType(
    {
        "H20": Kind(WATER),
        "H2081": Kind(""),
        "H3010": Kind(STREAM),
        "H3013": Kind(STREAM),
        "K218": Kind(PARK),
        "K219": Kind(PARK),
        "S1100": Kind(ROAD, 1),
        "S1200": Kind(ROAD, 2),
    }
)
"""By how a code begins, the longest beginning first. An area of a river's code is water."""

BY_WORD: Mapping[str, Kind] = MappingProxyType(
    {WATER: Kind(WATER), STREAM: Kind(STREAM), PARK: Kind(PARK), ROAD: Kind(ROAD, 2), "highway": Kind(ROAD, 1)}
)
"""By the plain word, in a map that somebody made."""

BY_TAG: Mapping[tuple[str, str], Kind] = MappingProxyType(
    {
        ("natural", "water"): Kind(WATER),
        ("natural", "bay"): Kind(WATER),
        ("waterway", "riverbank"): Kind(WATER),
        ("landuse", "reservoir"): Kind(WATER),
        ("waterway", "river"): Kind(STREAM),
        ("waterway", "canal"): Kind(STREAM),
        ("leisure", "park"): Kind(PARK),
        ("leisure", "nature_reserve"): Kind(PARK),
        ("landuse", "recreation_ground"): Kind(PARK),
        ("highway", "motorway"): Kind(ROAD, 1),
        ("highway", "trunk"): Kind(ROAD, 1),
        ("highway", "primary"): Kind(ROAD, 2),
        ("highway", "secondary"): Kind(ROAD, 2),
    }
)
"""By a tag of OpenStreetMap."""


def kind_of(code: object, *, is_area: bool) -> Kind | None:
    """Return what a feature of this code is drawn as; None if it is not.

    Examples
    --------
    >>> kind_of("H3010", is_area=True).kind, kind_of("S1200", is_area=False).rank, kind_of("S1400", is_area=False)
    ('water', 2, None)
    >>> kind_of("H2081", is_area=True) is None, kind_of("Park", is_area=True).kind
    (True, 'park')
    """
    text = str(code).strip()
    begins = sorted((one for one in BY_MTFCC if text.upper().startswith(one)), key=len)
    found = BY_MTFCC[begins[-1]] if begins else BY_WORD.get(text.lower())
    if found is None or not found.kind:
        return None
    if is_area:
        return Kind(WATER) if found.kind == STREAM else found if found.kind in AREAS else None
    return found if found.kind not in AREAS else None
