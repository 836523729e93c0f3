"""A survey like five years of the American Community Survey, and the table it publishes.

What is like the real one
    Addresses are taken systematically, in geographic order, 1 in 8.8. About two thirds answer by mail or on
    line (half of the households that speak another language do). Of the rest 1 in 3 is visited, and 1 in 25
    of those is not found: about 1 address in 12 is interviewed. A whole household answers, so people come in
    clusters; a visited household counts for three, so weights differ, from 8.8 to 26 and more. Weights are
    ratio-adjusted for non-response to each tract's number of addresses, then to the city's people 5 and over;
    every replicate is adjusted anew. Estimates and margins are published as whole persons.

What is not
    Tracts' own population is no control, as it is none in the ACS. Group quarters, empty homes, wrong answers,
    imputation and moves within the five years are left out: the margins need not cover them, and in the real
    survey do not.

Margin of a zero
    No difference of zeros can be taken; the Bureau models it, with parameters "that vary by state and by size
    categories" (American Community Survey errata 112). What it comes to was read off a published table of 263
    tracts: 12 up to about 4,700 people 5 and over, 17 up to about 9,500, 19 above.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from benchmarks.calibration.city import ENGLISH, City
from benchmarks.calibration.ground import TRACTS
from benchmarks.calibration.replicates import margin, replicate_factors
from planning.arrays import Floats, Whole
from planning.languages.groups import LANGUAGE_IDS
from planning.need.need import LanguageTable
from planning.need.replicates import Replicates, errors_of

TAKE_EVERY = 8.8
VISIT_EVERY = 3
ANSWERS_ALONE = (0.66, 0.50)
"""Share of households that answer without a visit: those that speak only English, the others."""
NOT_FOUND = 0.04
ZERO_MOE_LIMITS, ZERO_MOES = np.array([4_700, 9_500]), np.array([12.0, 17.0, 19.0])


@dataclass(frozen=True, slots=True)
class Interviews:
    """Who was asked: position in the city's households and final weight, and the weights of the replicates."""

    home: Whole
    weight: Floats
    replicates: np.ndarray

    @property
    def weight_effect(self) -> float:
        """The design effect of unequal weights alone: 1 + the squared coefficient of variation (Kish)."""
        return float(1 + self.weight.var() / self.weight.mean() ** 2)


def draw_interviews(city: City, rng: np.random.Generator) -> Interviews:
    """Take the sample and weigh it."""
    homes = city.households
    taken = np.arange(rng.uniform(0, TAKE_EVERY), homes.block.size, TAKE_EVERY).astype(np.int64)
    other = (homes.language[taken] < ENGLISH).astype(int)
    alone = rng.random(taken.size) < np.array(ANSWERS_ALONE)[other]
    silent = np.flatnonzero(~alone)
    visited = silent[rng.integers(VISIT_EVERY) :: VISIT_EVERY]
    found = visited[rng.random(visited.size) >= NOT_FOUND]
    answered = np.sort(np.concatenate([np.flatnonzero(alone), found]))
    base = np.where(alone[answered], TAKE_EVERY, TAKE_EVERY * VISIT_EVERY)
    factors = replicate_factors(40_000)[answered]
    weights = np.concatenate([np.ones((answered.size, 1), np.float32), factors], axis=1) * base[:, None]
    home = taken[answered]
    _adjust(weights, city, home)
    return Interviews(home, weights[:, 0], weights[:, 1:])


def _adjust(weights: Floats, city: City, home: Whole) -> None:
    """Bring all weights to the tracts' addresses and then to the city's people, in place."""
    homes = city.households
    tract = city.ground.tract[homes.block]
    addresses = np.bincount(tract, minlength=TRACTS)
    asked_in = tract[home]
    starts = np.searchsorted(asked_in, np.arange(TRACTS))
    weights *= (addresses[:, None] / np.add.reduceat(weights, starts, axis=0))[asked_in]
    weights *= homes.pop5.sum() / (homes.pop5[home] @ weights)


def publish(city: City, asked: Interviews, *, replicates: bool = False) -> LanguageTable:
    """Return the tract table of the survey: whole persons, with margins, zeros included; with replicates if asked."""
    homes, home = city.households, asked.home
    tract = city.ground.tract[homes.block[home]]
    weights = np.concatenate([asked.weight[:, None], asked.replicates], axis=1)
    pop5 = _tally(tract, homes.pop5[home], weights, TRACTS)
    spoken = np.flatnonzero(homes.language[home] < ENGLISH)
    cell = tract[spoken] * ENGLISH + homes.language[home[spoken]]
    lep = _tally(cell, homes.lep[home[spoken]], weights[spoken], TRACTS * ENGLISH)
    fluent = _tally(cell, homes.very_well[home[spoken]], weights[spoken], TRACTS * ENGLISH)
    people = np.round(pop5[:, 0])
    zero_moe = ZERO_MOES[np.searchsorted(ZERO_MOE_LIMITS, people)]
    index = pd.Index(city.ground.tract_ids, name="geoid")

    def cells(values: Floats) -> pd.DataFrame:
        return pd.DataFrame(values.reshape(TRACTS, ENGLISH), index=index, columns=list(LANGUAGE_IDS))

    lep_figures, lep_moe = _published(lep, np.repeat(zero_moe, ENGLISH))
    fluent_figures, fluent_moe = _published(fluent, np.repeat(zero_moe, ENGLISH))
    exact = None
    if replicates:
        figures = (people[:, None], lep_figures.reshape(TRACTS, ENGLISH), fluent_figures.reshape(TRACTS, ENGLISH))
        tallies = (pop5, lep, fluent)
        exact = Replicates(
            index,
            *(
                errors_of(figure, np.round(tally[:, 1:]).reshape(*figure.shape, -1))
                for figure, tally in zip(figures, tallies, strict=True)
            ),
        )
    return LanguageTable(
        pop5=pd.Series(people, index=index),
        pop5_moe=pd.Series(np.round(margin(pop5[:, 0], pop5[:, 1:])), index=index),
        lep=cells(lep_figures),
        lep_moe=cells(lep_moe),
        very_well=cells(fluent_figures),
        very_well_moe=cells(fluent_moe),
        reasons=pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str"),
        replicates=exact,
    )


def _tally(cell: Whole, count: Whole, weights: Floats, cells: int) -> Floats:
    """Return weighted counts, cells x (estimate, replicates)."""
    who = np.flatnonzero(count)
    matrix = csr_array((count[who].astype(float), (cell[who], who)), shape=(cells, cell.size))
    return matrix @ weights


def _published(tally: Floats, zero_moe: Floats) -> tuple[Floats, Floats]:
    estimate = np.round(tally[:, 0])
    moe = np.round(margin(tally[:, 0], tally[:, 1:]))
    return estimate, np.where(estimate == 0, zero_moe, moe)
