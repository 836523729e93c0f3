"""How people write an area in a file: "Beat 102" for 102, "Central Precinct" for Central."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_KINDS = frozenset(
    (
        *("beat", "beats", "precinct", "district", "sector", "division", "area", "zone", "station"),
        *("patrol", "bureau", "post", "unit", "command", "no", "number"),
    )
)
"""Words around a name that say what kind of area it is."""


def plain_unit(name: str) -> str:
    """Return a unit or area as names are compared: without case, kinds of area, and zeros before a number.

    Examples
    --------
    >>> [plain_unit(name) for name in (" beat 101 ", "Central Precinct", "Sector 03", "Beat")]
    ['101', 'central', '3', 'beat']
    """
    words = re.findall(r"\w+", name.casefold())
    own = [word.lstrip("0") or "0" for word in words if word not in _KINDS]
    return " ".join(own or words)


def areas_by_name(ids: Iterable[str]) -> Mapping[str, str]:
    """Return the areas by their ids, and by what ``plain_unit`` makes of them where that tells one only.

    Examples
    --------
    >>> areas_by_name(["Central", "01", "1"])
    {'central': 'Central', 'Central': 'Central', '01': '01', '1': '1'}
    """
    areas = list(dict.fromkeys(ids))
    plain: dict[str, set[str]] = {}
    for area in areas:
        plain.setdefault(plain_unit(area), set()).add(area)
    return {name: min(found) for name, found in plain.items() if len(found) == 1} | {area: area for area in areas}
