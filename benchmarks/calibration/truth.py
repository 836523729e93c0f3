"""What is true of a city, in the shape of the product's own tables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.calibration.city import ENGLISH, City
from benchmarks.calibration.ground import BLOCK_GROUPS_PER_TRACT, BLOCK_M, BLOCKS, SIDE, TRACT_SIDE, TRACTS, WHOLE
from planning.arrays import Floats, Whole
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import OUTSIDE, Crosswalk

TRACT, DEPARTMENT = "one tract", "whole department"
"""Forms of area beside those of ``ground``."""
BY_BLOCK_GROUP = "beat, by block-group centres"
"""The beats again, weighed by coarser points: what a department has that knows no blocks."""
PARTS = "parts of tracts"
"""A level of areas that each lie inside one tract."""
PART_FORMS = {2: "half a tract", 3: "third of a tract", 6: "sixth of a tract"}
_PARTS_EACH = np.array(tuple(PART_FORMS))[np.arange(TRACTS) % len(PART_FORMS)]
"""In how many parts each tract is cut."""


@dataclass(frozen=True, slots=True)
class Level:
    """The areas of one level: how the product reaches them, and what is true there.

    Attributes
    ----------
    name : str
    crosswalk : Crosswalk
        Weights by population of blocks, as the product makes them.
    form : dict of area id to form
        Only the areas that are judged.
    truth : DataFrame indexed by (area_id, language), with columns lep, largest, pop5
        Truth; ``all`` included. ``largest`` is the largest single language, which differs in lumps.
    """

    name: str
    crosswalk: Crosswalk
    form: dict[str, str]
    truth: pd.DataFrame


def block_people(city: City) -> Floats:
    """Return people 5 and over by block."""
    return city.true_pop5(np.arange(BLOCKS), BLOCKS)


def beat_by_centre(city: City) -> Whole:
    """Return the beat, by block, in which the centre of population of its block group lies."""
    ground, people = city.ground, block_people(city)
    groups = TRACTS * BLOCK_GROUPS_PER_TRACT
    size = np.maximum(np.bincount(ground.block_group, people, minlength=groups), 1e-9)
    column, row = (
        (np.bincount(ground.block_group, people * axis, minlength=groups) / size / BLOCK_M).astype(int)
        for axis in (ground.x, ground.y)
    )
    return ground.beat[row * SIDE + column][ground.block_group]


def build_crosswalk(city: City, place: Whole, ids: tuple[str, ...]) -> Crosswalk:
    """Return weights from tracts to places by the people of blocks; ``place`` is by block."""
    people, ground = block_people(city), city.ground
    weight = np.zeros((len(ids), TRACTS))
    np.add.at(weight, (place, ground.tract), people)
    size = weight.sum(axis=0)
    weight /= np.maximum(size, 1e-9)
    where = zip(*np.nonzero(weight), strict=True)
    triples = {(ground.tract_ids[tract], ids[area]): float(weight[area, tract]) for area, tract in where}
    return Crosswalk.from_triples(triples, ground.tract_ids, ids, size)


def build_levels(city: City) -> tuple[Level, ...]:
    """Return the levels that are judged: single tracts, beats by either kind of point, the department."""
    ground = city.ground
    forms = dict(zip(ground.beat_ids, ground.beat_form, strict=True))
    coarse = {beat: f"{form}, block groups" for beat, form in forms.items() if form != WHOLE}
    nought = np.zeros(BLOCKS, dtype=np.int64)
    return (
        _level(city, "tract", ground.tract, ground.tract_ids, dict.fromkeys(ground.tract_ids, TRACT)),
        _level(city, "beat", ground.beat, ground.beat_ids, forms),
        _level(city, BY_BLOCK_GROUP, ground.beat, ground.beat_ids, coarse, beat_by_centre(city)),
        _parts_of_tracts(city),
        _level(city, "department", nought, ("department",), {"department": DEPARTMENT}),
    )


def parts_of_tracts(city: City) -> Whole:
    """Return the part, by block, of tracts cut from north to south into halves, thirds and sixths, a third each way."""
    tract = city.ground.tract
    first = np.concatenate([[0], _PARTS_EACH.cumsum()])
    column = np.arange(BLOCKS) % SIDE % TRACT_SIDE
    return first[tract] + column * _PARTS_EACH[tract] // TRACT_SIDE


def _parts_of_tracts(city: City) -> Level:
    place, parts = parts_of_tracts(city), _PARTS_EACH
    ids = tuple(f"{tract:03d}-{part}" for tract in range(TRACTS) for part in range(parts[tract]))
    form = dict(zip(ids, (PART_FORMS[number] for number in np.repeat(parts, parts)), strict=True))
    return _level(city, PARTS, place, ids, form)


def true_need(need: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """Return a need table with the truth in it, and no error."""
    rows = need[need["area_id"] != OUTSIDE].reset_index(drop=True)
    true = truth.loc[pd.MultiIndex.from_frame(rows[["area_id", "language"]])].reset_index(drop=True)
    return rows.assign(lep=true["lep"], lep_moe=0.0, lep_low=true["lep"], lep_high=true["lep"], pop5=true["pop5"])


def _level(
    city: City, name: str, place: Whole, ids: tuple[str, ...], form: dict[str, str], placed: Whole | None = None
) -> Level:
    """``place`` is where people are; ``placed`` where the product puts them, if it knows less."""
    tongues = city.true_tongues(place, len(ids))
    lep = np.column_stack([tongues.sum(axis=2), tongues.sum(axis=(1, 2))])
    largest = np.column_stack([tongues.max(axis=2), tongues.max(axis=(1, 2))])
    index = pd.MultiIndex.from_product([ids, (*LANGUAGE_IDS, ALL)], names=["area_id", "language"])
    pop5 = np.repeat(city.true_pop5(place, len(ids)), ENGLISH + 1)
    truth = pd.DataFrame({"lep": lep.ravel(), "largest": largest.ravel(), "pop5": pop5}, index=index)
    return Level(name, build_crosswalk(city, place if placed is None else placed, ids), form, truth)
