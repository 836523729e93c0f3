"""The demand of a plan redrawn within its margins of error: by person and tract, or by the persons a plan reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtr

from planning.arrays import Flags, Floats, Indices
from planning.languages.groups import LANGUAGE_IDS
from planning.meetings.demand import Demand
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable
from planning.need.replicates import VARIANCE_FACTOR, Errors, only

FEWEST_FOR_RANGE, MOST_FOR_RANGE, NUMBERS_FOR_RANGE = 10_000, 100_000, 6_000_000
"""Draws behind the range of persons reached, by how many figures are drawn: with so many, another seed moves its ends
by well under 1 %, and it takes a fraction of a second. The fewer tracts a plan reaches, the more their errors weigh."""
TOGETHER_FOR_RANGE = 50_000
"""The same where replicates are drawn, each language's sum as one figure."""
AT_ONCE = 4_000
"""Draws that are held in memory together."""


def redraw_persons(demand: Demand, table: LanguageTable, draws: int, seed: int) -> Iterator[Floats]:
    """Yield demand redrawn within its margins of error, as arrays shaped like ``demand.persons``.

    Every tract and language is drawn by itself from a gamma distribution with the published estimate as its mean
    and MOE / 1.645 as its standard deviation: as a normal distribution where the margin is small, and never below
    nobody where it is large. All points of a tract rise and fall together. A cell without a margin stays as it
    is, and so does an estimate of zero: where nobody was found, drawing would invent people on average.

    Where the table has variance replicates, tracts and languages are no longer drawn by themselves: what each is off by
    goes with the others as in the replicates (a Gaussian copula), and each keeps its own gamma distribution.

    Examples
    --------
    >>> from planning.examples import TRACTS, four_square_table
    >>> from planning.meetings.demand import build_demand
    >>> points = pd.DataFrame({"x": [0.0], "y": [0.0], "pop": [300.0], "tract_id": [TRACTS[0]], "area_id": ["west"]})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> drawn = [float(persons[0, 0]) for persons in redraw_persons(demand, four_square_table(), 2000, seed=0)]
    >>> round(np.mean(drawn)), round(np.std(drawn) * 1.645)  # of 100 people, with a margin of 50
    (100, 50)
    """
    mean, spread, drawable, row = _margins(demand, table)
    errors = _errors(demand, table)
    random = np.random.default_rng(seed)
    for _ in range(draws):
        if errors is None:
            factor = random.gamma((mean / spread) ** 2, spread**2 / mean) / mean
        else:
            factor = _gamma_at(mean, spread, _scores(errors, random)) / mean
        yield demand.persons * np.where(drawable, factor, 1.0)[row]


def reached_by_draw(demand: Demand, table: LanguageTable, reached: Sequence[Flags], seed: int) -> Floats:
    """Return the persons reached by a plan and by parts of it, in the same draws.

    All points of a tract rise and fall together. The stream of random numbers is another than that of
    ``redraw_persons``.

    Parameters
    ----------
    reached : sequence of arrays, shaped like ``demand.persons``
        Who is reached: the first by a whole plan, further ones by parts of it.

    Returns
    -------
    array, parts x draws x languages
    """
    mean, spread, drawable, row = _margins(demand, table)
    parts = np.zeros((len(reached), *mean.shape))
    for part, who in zip(parts, reached, strict=True):
        np.add.at(part, row, np.where(who, demand.persons, 0.0))
    errors = _errors(demand, table)
    if errors is not None:
        return np.stack([_reached_by_replicates(part, mean, spread, drawable, errors, seed) for part in parts])
    there = parts[0]
    tract, language = np.nonzero((there > 0) & drawable)
    steady = np.where(drawable, 0.0, parts).sum(axis=1)
    shape, scale = (mean / spread) ** 2, spread**2 / mean**2
    draws = int(np.clip(NUMBERS_FOR_RANGE // max(len(tract), 1), FEWEST_FOR_RANGE, MOST_FOR_RANGE)) if len(tract) else 1
    random = np.random.default_rng([seed, 1])
    drawn = np.repeat(steady[:, None, :], draws, axis=1)
    for first in range(0, draws, AT_ONCE):
        some = slice(first, min(first + AT_ONCE, draws))
        factors = random.gamma(shape[tract, language], scale[tract, language], (some.stop - first, len(tract)))
        for k in range(len(demand.languages)):
            spoken = language == k
            drawn[:, some, k] += (factors[:, spoken] @ parts[:, tract[spoken], k].T).T
    return drawn


def _reached_by_replicates(
    there: Floats, mean: Floats, spread: Floats, drawable: Flags, errors: Errors, seed: int
) -> Floats:
    """Return the same where replicates tell what errors have in common: each language's sum is drawn as one figure.

    Its mean is the persons reached and its variance that of the sum, covariance of tracts included; languages go
    together as in the replicates. Figures without replicates are drawn by themselves, as part of that variance.
    """
    share = np.where(drawable, there / mean, 0.0)
    together = np.einsum("tl,tlr->lr", share, errors.deviations) * np.sqrt(VARIANCE_FACTOR)
    alone = np.sqrt((np.where(errors.known, 0.0, share * spread) ** 2).sum(axis=0))
    se = np.sqrt((together**2).sum(axis=1) + alone**2)
    moves = (there.sum(axis=0) > 0) & (se > 0)
    random = np.random.default_rng([seed, 1])
    parts = []
    for first in range(0, TOGETHER_FOR_RANGE, AT_ONCE):
        count = min(AT_ONCE, TOGETHER_FOR_RANGE - first)
        off = random.standard_normal((count, together.shape[1])) @ together.T
        off += random.standard_normal((count, len(se))) * alone
        drawn = np.tile(there.sum(axis=0), (count, 1))
        drawn[:, moves] = _gamma_at(drawn[:, moves], se[moves], off[:, moves] / se[moves])
        parts.append(drawn)
    return np.concatenate(parts)


def _errors(demand: Demand, table: LanguageTable) -> Errors | None:
    """Return the errors of tracts x languages, in the order of ``_margins``; None without replicates."""
    if table.replicates is None:
        return None
    found = table.replicates.along(pd.Index(_tracts(demand)[0])).lep
    return only(found, *map(LANGUAGE_IDS.index, demand.languages))


def _scores(errors: Errors, random: np.random.Generator) -> Floats:
    """Return one standard normal number a figure: with replicates they go together as these do, without by itself."""
    length = np.sqrt((errors.deviations**2).sum(axis=2))
    alone = random.standard_normal(length.shape)
    together = errors.deviations @ random.standard_normal(errors.deviations.shape[2])
    return np.where(length > 0, together / np.where(length > 0, length, 1.0), alone)


def _gamma_at(mean: Floats, spread: Floats, scores: Floats) -> Floats:
    """Return the gamma distributed numbers that lie where standard normal ones do in theirs.

    Examples
    --------
    >>> _gamma_at(np.array([100.0]), np.array([10.0]), np.array([0.0, 1.645])).round(1).tolist()
    [99.7, 117.0]
    """
    found: Floats = gammaincinv((mean / spread) ** 2, ndtr(scores)) * spread**2 / mean
    return found


def _tracts(demand: Demand) -> tuple[np.ndarray, Indices]:
    """Return the tracts of the points, in order, and the place of each point's among them."""
    return np.unique(demand.points["tract_id"].astype("str").fillna("").to_numpy(dtype=str), return_inverse=True)


def _margins(demand: Demand, table: LanguageTable) -> tuple[Floats, Floats, Flags, Indices]:
    """Return means and standard deviations of tracts x languages, which can be redrawn, and the tract of each point."""
    tracts, row = _tracts(demand)
    cells = list(demand.languages)
    estimate = table.lep.reindex(tracts)[cells].to_numpy(dtype=float)
    se = table.lep_moe.reindex(tracts)[cells].to_numpy(dtype=float) / Z_90
    drawable = (estimate > 0) & (se > 0)
    return np.where(drawable, estimate, 1.0), np.where(drawable, se, 1.0), drawable, row


def without_margin(demand: Demand, table: LanguageTable) -> float:
    """Return the share of the persons counted whose figure has no margin of error."""
    moe = table.lep_moe.reindex(demand.points["tract_id"])[list(demand.languages)].to_numpy(dtype=float)
    whole = float(demand.persons.sum())
    if np.isnan(moe[demand.persons > 0]).all():
        return 1.0 if whole > 0 else 0.0
    return float(demand.persons[np.isnan(moe)].sum()) / whole if whole > 0 else 0.0
