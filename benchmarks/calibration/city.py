"""A city of persons: block, household, age, language and English ability, seeded and true by definition.

Across tracts every language lives in quarters on a thin background. What differs between the kinds of city is
where inside a tract its speakers live, which no tract table can show:

``even``
    every household of a tract is as likely as the next.
``beat borders``
    speakers live in the two rows of blocks along one side of a beat's edge, the same side all along: the worst
    that boundaries can do short of malice.
``dense block``
    one apartment block per tract holds most speakers of every language.
``few speakers``
    an eighth of the speakers, with neighbourhoods of uneven density inside tracts.
``corridors``
    speakers live along a few streets that run through the whole city.
``clusters``
    heavy tails: a few blocks of a tract, others for every language, hold nearly all of its speakers.
``dense together``, ``dense apart``
    speakers live where a tract is built most densely, or most thinly.
``towers``
    every language has a block of its own in every tract, where nearly all of its speakers live.

Sizes are those of a mid-size American city: about 240,000 households in 144 tracts, LEP shares of the twelve
groups as in the table of a real one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.calibration.ground import BLOCKS, SIDE, TRACT_SIDE, TRACTS, Ground, build_ground
from planning.arrays import Floats, Whole
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES

KINDS = (
    *("even", "beat borders", "dense block", "few speakers"),
    *("corridors", "clusters", "dense together", "dense apart", "towers"),
)

LEP_SHARES = {
    "spanish": 0.031,
    "french_haitian": 0.0006,
    "german_west_germanic": 0.0003,
    "slavic": 0.0094,
    "other_indo_european": 0.0046,
    "korean": 0.0026,
    "chinese": 0.0087,
    "vietnamese": 0.0107,
    "tagalog": 0.0012,
    "other_asian_pacific": 0.0075,
    "arabic": 0.0015,
    "other": 0.0028,
}
"""Share of people 5 and over who speak the language and English less than "very well"."""

ENGLISH = len(LANGUAGE_IDS)
"""The code of a household that speaks only English."""
TONGUES_PER_LUMP = (0.55, 0.30, 0.15)
"""How the households of a lump divide into single languages, which the table does not show."""

HOUSEHOLDS_PER_TRACT = 1650
_SIZES = np.arange(1, 8)
_SIZE_ENGLISH = np.array([0.33, 0.34, 0.15, 0.11, 0.045, 0.02, 0.005])
_SIZE_OTHER = np.array([0.12, 0.20, 0.20, 0.22, 0.14, 0.08, 0.04])
_LEP_PER_HOUSEHOLD = 1.18
"""LEP persons of a household that speaks another language, as the shares below work out."""


@dataclass(frozen=True, slots=True)
class Persons:
    """One entry a person; ``speaks`` whether the household's language, ``very_well`` English very well."""

    household: Whole
    age: Whole
    speaks: np.ndarray
    very_well: np.ndarray


@dataclass(frozen=True, slots=True)
class Households:
    """One entry a household, in the order of addresses: by tract, then block. Counts are of people 5 and over."""

    block: Whole
    language: Whole
    tongue: Whole
    pop5: Whole
    lep: Whole
    very_well: Whole


@dataclass(frozen=True, slots=True)
class City:
    """Ground and people; ``persons`` say in full what ``households`` count."""

    kind: str
    ground: Ground
    persons: Persons
    households: Households

    def true_lep(self, place: Whole, places: int) -> Floats:
        """Return true LEP, places x languages; ``place`` is by block."""
        homes = self.households
        spoken = homes.language < ENGLISH
        cell = place[homes.block[spoken]] * ENGLISH + homes.language[spoken]
        counts = np.bincount(cell, homes.lep[spoken], minlength=places * ENGLISH)
        return counts.reshape(places, ENGLISH).astype(float)

    def true_tongues(self, place: Whole, places: int) -> Floats:
        """Return true LEP of every single language, places x languages x ``TONGUES_PER_LUMP``."""
        homes, width = self.households, len(TONGUES_PER_LUMP)
        spoken = homes.language < ENGLISH
        cell = (place[homes.block[spoken]] * ENGLISH + homes.language[spoken]) * width + homes.tongue[spoken]
        counts = np.bincount(cell, homes.lep[spoken], minlength=places * ENGLISH * width)
        return counts.reshape(places, ENGLISH, width).astype(float)

    def true_pop5(self, place: Whole, places: int) -> Floats:
        """Return true people 5 and over by place."""
        return np.bincount(place[self.households.block], self.households.pop5, minlength=places).astype(float)


def build_city(kind: str, seed: int) -> City:
    """Return a city; the same kind and seed give the same one."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    ground = build_ground(rng)
    homes_in_block = _homes_in_block(rng, ground, kind)
    # Addresses run by tract, then block: the order in which the survey takes its systematic sample.
    by_tract = np.lexsort((np.arange(BLOCKS), ground.tract))
    block = np.repeat(by_tract, homes_in_block[by_tract])
    language = _languages(rng, ground, kind, homes_in_block, block)
    persons = _persons(rng, language)
    return City(kind, ground, persons, _count(rng, persons, block, language))


def dense_blocks(ground: Ground) -> Whole:
    """Return one block of every tract, left to chance but the same for every language."""
    order = np.random.default_rng(TRACTS).permutation(BLOCKS)
    _, first = np.unique(ground.tract[order], return_index=True)
    return order[first]


def _homes_in_block(rng: np.random.Generator, ground: Ground, kind: str) -> Whole:
    homes = rng.poisson(ground.density / ground.density.sum() * HOUSEHOLDS_PER_TRACT * TRACTS)
    if kind == "dense block":
        homes[dense_blocks(ground)] += 250
    return homes


def _languages(rng: np.random.Generator, ground: Ground, kind: str, homes: Whole, block: Whole) -> Whole:
    """Return the language of every household."""
    chance = np.stack([_chance(rng, ground, kind, homes, name) for name in LANGUAGE_IDS], axis=1)
    chance *= np.minimum(1.0, 0.93 / np.maximum(chance.sum(axis=1, keepdims=True), 1e-9))
    steps = chance.cumsum(axis=1)
    return (rng.random(block.size)[:, None] >= steps[block]).sum(axis=1)


def _chance(rng: np.random.Generator, ground: Ground, kind: str, homes: Whole, language: str) -> Floats:
    """Return the chance, by block, that a household there speaks the language."""
    share = LEP_SHARES[language] / (8 if kind == "few speakers" else 1)
    tract_pull = _quarters(rng) * np.bincount(ground.tract, homes, minlength=TRACTS)
    people = homes.sum() * 2.4
    expected = share * people / _LEP_PER_HOUSEHOLD * tract_pull / tract_pull.sum()
    odds = _odds_inside(rng, ground, kind)
    weight = odds * homes
    in_tract = np.bincount(ground.tract, weight, minlength=TRACTS)[ground.tract]
    return np.where(homes > 0, expected[ground.tract] * odds / np.maximum(in_tract, 1e-9), 0.0)


def _quarters(rng: np.random.Generator) -> Floats:
    """Return how strongly a language is drawn to every tract: three quarters, a background, and chance."""
    across = SIDE // TRACT_SIDE
    row, column = (axis.ravel() for axis in np.indices((across, across)))
    pull = np.full(TRACTS, 0.35)
    for _ in range(3):
        north, east = rng.uniform(0, across, 2)
        strength, width = rng.uniform(5, 18), rng.uniform(0.8, 1.6)
        pull += strength * np.exp(-((row - north) ** 2 + (column - east) ** 2) / (2 * width**2))
    return pull * rng.gamma(2.2, 1 / 2.2, TRACTS)


def _odds_inside(rng: np.random.Generator, ground: Ground, kind: str) -> Floats:
    """Return how the households of a tract compare, by block."""
    if kind == "beat borders":
        draws_people = rng.random(len(ground.beat_form)) < 0.5
        return np.where(ground.near_edge & draws_people[ground.beat], 12.0, 0.3)
    if kind == "dense block":
        odds = np.ones(BLOCKS)
        odds[dense_blocks(ground)] = 25.0
        return odds
    if kind == "towers":
        return np.where(np.isin(np.arange(BLOCKS), _one_block_of_each(rng, ground)), 60.0, 0.5)
    if kind == "corridors":
        return np.where(_along_streets(rng), 10.0, 0.3)
    if kind == "clusters":
        return rng.pareto(1.1, BLOCKS) + 0.02
    if kind in {"dense together", "dense apart"}:
        relative = ground.density / np.maximum(_mean_in_tract(ground), 1e-12)
        return (relative + 0.05) ** (1.0 if kind == "dense together" else -1.0)
    return rng.gamma(0.5, 2.0, BLOCKS) if kind == "few speakers" else np.ones(BLOCKS)


def _one_block_of_each(rng: np.random.Generator, ground: Ground) -> Whole:
    """Return one block with homes of every tract."""
    order = rng.permutation(np.flatnonzero(ground.density > 0))
    _, first = np.unique(ground.tract[order], return_index=True)
    return order[first]


def _along_streets(rng: np.random.Generator) -> np.ndarray:
    """Return which blocks lie along one of the streets that run through the city, a dozen each way."""
    row, column = (axis.ravel() for axis in np.indices((SIDE, SIDE)))
    lines = rng.choice(SIDE, (2, SIDE // TRACT_SIDE))
    return np.isin(row, lines[0]) | np.isin(column, lines[1])


def _mean_in_tract(ground: Ground) -> Floats:
    return np.bincount(ground.tract, ground.density, minlength=TRACTS)[ground.tract] / TRACT_SIDE**2


def _persons(rng: np.random.Generator, language: Whole) -> Persons:
    other = language < ENGLISH
    size = np.where(
        other, rng.choice(_SIZES, language.size, p=_SIZE_OTHER), rng.choice(_SIZES, language.size, p=_SIZE_ENGLISH)
    )
    household = np.repeat(np.arange(language.size), size)
    first = np.concatenate([[True], household[1:] != household[:-1]])
    child = ~first & (rng.random(household.size) < 0.35)
    age = np.where(child, rng.integers(0, 18, household.size), rng.integers(18, 90, household.size))
    speaks = other[household] & (age >= 5) & (rng.random(household.size) < 0.93)
    # People of one household are alike in their English; children know more of it.
    little_english = rng.beta(0.9, 1.1, language.size)[household] * np.where(child, 0.35, 1.0)
    very_well = speaks & (rng.random(household.size) >= little_english)
    return Persons(household, age, speaks, very_well)


def _count(rng: np.random.Generator, persons: Persons, block: Whole, language: Whole) -> Households:
    def counted(who: np.ndarray) -> Whole:
        return np.bincount(persons.household[who], minlength=block.size)

    lump = np.append([group.is_lump for group in LANGUAGES.values()], False)
    tongue = np.where(lump[language], rng.choice(len(TONGUES_PER_LUMP), block.size, p=TONGUES_PER_LUMP), 0)
    return Households(
        block=block,
        language=language,
        tongue=tongue,
        pop5=counted(persons.age >= 5),
        lep=counted(persons.speaks & ~persons.very_well),
        very_well=counted(persons.very_well),
    )
