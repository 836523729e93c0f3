"""Officers as the plans see them: where and when they are, what they speak and how surely."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from planning.officers.roster import TIERS, best_tiers
from planning.vocabulary import DEPARTMENT_LEVEL

Place = tuple[str, str]
"""A level and an area id of it."""

Cell = tuple[str, str, str, str]
"""level, area_id, shift, language: where a post is set."""

CELL = ["level", "area_id", "shift", "language"]

CITY_WIDE: Place = (DEPARTMENT_LEVEL, DEPARTMENT_LEVEL)
"""Where every officer counts, whatever the unit."""

VERIFIED = frozenset(tier.id for tier in TIERS.values() if tier.is_verified)
EVERY_TIER = frozenset(TIERS)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An officer who speaks something beside English.

    Attributes
    ----------
    officer_id, unit, shift : str
        ``unit`` and ``shift`` are "" where the roster has none.
    tiers : mapping of language to tier
        The surest tier in each language.
    places : tuple of Place
        Where the officer counts: the unit's own area and every coarser one it lies in.
    """

    officer_id: str
    unit: str
    shift: str
    tiers: Mapping[str, str]
    places: tuple[Place, ...]

    def speaks(self, tiers: Collection[str]) -> tuple[str, ...]:
        """Return the languages spoken in one of these tiers."""
        return tuple(language for language, tier in self.tiers.items() if tier in tiers)

    def cells(self, tiers: Collection[str]) -> list[Cell]:
        """Return the cells the officer can count in: own places, own shift, languages in these tiers."""
        return [(level, area, self.shift, language) for language in self.speaks(tiers) for level, area in self.places]


def build_speakers(roster: pd.DataFrame | None, places_of_unit: Mapping[str, tuple[Place, ...]]) -> tuple[Speaker, ...]:
    """Return every officer who speaks a language, once, by id in text order.

    Parameters
    ----------
    roster : DataFrame or None
        See ``planning.officers.roster``. Civilians and dispatchers fill no posts and are left out. Of an officer
        with several units or shifts the first counts: nobody is in two places at once.
    places_of_unit : mapping of unit to places
        A unit that is not in it (Traffic, Investigations) counts city-wide only.

    Examples
    --------
    >>> roster = pd.DataFrame({"officer_id": ["7", "7"], "unit": "E2", "shift": "day",
    ...     "language": ["korean", "spanish"], "tier": ["tested", "expired"]})
    >>> speaker, = build_speakers(roster, {"E2": (("beat", "E2"), CITY_WIDE)})
    >>> speaker.speaks(VERIFIED), speaker.cells(VERIFIED)
    (('korean',), [('beat', 'E2', 'day', 'korean'), ('department', 'department', 'day', 'korean')])
    """
    if roster is None:
        return ()
    best = best_tiers(roster)
    rank = {tier: k for k, tier in enumerate(TIERS)}
    tiers: dict[str, dict[str, str]] = {}
    station: dict[str, tuple[str, str]] = {}
    rows = best[["officer_id", "unit", "shift", "language", "tier"]].fillna({"unit": "", "shift": ""})
    for officer, unit, shift, language, tier in rows.itertuples(index=False, name=None):
        station.setdefault(officer, (unit, shift))
        spoken = tiers.setdefault(officer, {})
        if language not in spoken or rank[tier] < rank[spoken[language]]:
            spoken[language] = tier
    return tuple(
        Speaker(officer, *station[officer], tiers[officer], places_of_unit.get(station[officer][0], (CITY_WIDE,)))
        for officer in sorted(tiers)
    )
