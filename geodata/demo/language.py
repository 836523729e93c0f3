"""The language table of the demo: C16001 in the statistical shape of a real one, every figure invented.

Speakers live in quarters (a centre, a width, a strength) on a thin background. A survey then asks about one
household in eleven or so, which is what makes real tables skewed, lumpy and full of zeros. The margin of a
non-zero cell follows the real relation between estimate and margin, log(margin) = 1.17 + 0.735 log(estimate)
with a spread of 0.23, fitted to the 263 tracts of a real city; the margin of a zero is one number a tract, as
the Bureau's is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.demo.city import City, plane
from geodata.inputs.census_cells import SPECIAL_VALUES
from planning.arrays import Flags, Floats
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES
from planning.need.need import LanguageTable


@dataclass(frozen=True, slots=True)
class Community:
    """Who speaks a language, and where.

    ``lep_share`` is the share of the city that speaks it and English less than "very well"; ``fluent`` is how
    many speak English "very well" for one who does not; a quarter is (km east, km north, width km, strength).
    """

    lep_share: float
    fluent: float
    quarters: tuple[tuple[float, float, float, float], ...]


COMMUNITIES: Mapping[str, Community] = {
    "spanish": Community(
        0.0493, 1.35, ((-4.2, 3.0, 1.5, 9), (4.6, 3.2, 1.6, 8), (-1.6, 7.4, 1.2, 5), (6.0, 9.0, 1.3, 3))
    ),
    "french_haitian": Community(0.0015, 2.6, ((2.3, 3.4, 0.8, 12),)),
    "german_west_germanic": Community(0.0005, 6.0, ((-5.0, 11.5, 1.5, 3),)),
    "slavic": Community(0.0080, 1.1, ((5.2, 11.0, 1.2, 14), (6.6, 6.4, 0.9, 8))),
    "other_indo_european": Community(0.0061, 2.0, ((-4.8, 8.2, 1.3, 8), (3.4, 7.0, 1.0, 5))),
    "korean": Community(0.0053, 0.8, ((4.6, 7.6, 0.9, 26), (-3.6, 11.2, 0.8, 10))),
    "chinese": Community(0.0155, 0.75, ((-1.4, 4.2, 0.9, 26), (2.4, 6.4, 1.0, 12), (-4.4, 10.6, 1.0, 7))),
    "vietnamese": Community(0.0146, 0.65, ((3.0, 4.4, 1.1, 26), (-2.6, 9.8, 1.0, 16))),
    "tagalog": Community(0.0045, 1.9, ((-3.0, 2.0, 1.0, 16), (0.4, 0.4, 0.8, 10))),
    "other_asian_pacific": Community(0.0070, 0.95, ((6.2, 4.6, 1.2, 10), (1.8, 8.8, 1.0, 6))),
    "arabic": Community(0.0039, 1.4, ((2.6, 10.2, 0.9, 18), (-5.4, 5.8, 0.9, 12))),
    "other": Community(0.0030, 1.3, ((5.6, 2.0, 0.9, 14), (-2.0, 6.0, 0.8, 4))),
}

_ASKED = (7.0, 16.0)
"""People for whom one person asked stands: the range of survey weights."""

_NO_ESTIMATE, _NO_MARGIN = (f"{code} {SPECIAL_VALUES[code]}" for code in ("-666666666", "-222222222"))

_SINGLE_GAPS = (("korean", 0.31), ("arabic", 0.47), ("other_indo_european", 0.66), ("vietnamese", 0.82))
"""Languages missing in a single tract, and how far down the list of tracts that is."""


def build_language_table(
    city: City, seed: int, communities: Mapping[str, Community] = COMMUNITIES, asked: int | None = None
) -> LanguageTable:
    """Return C16001 for the tracts of the demo.

    Parameters
    ----------
    city : City
    seed : int
    communities : mapping of language to Community
        Who lives there.
    asked : int, optional
        Another seed for who is asked: the same people surveyed once more.

    Examples
    --------
    >>> from geodata.demo.city import build_city
    >>> table = build_language_table(build_city(seed=1), seed=2)
    >>> table.lep.shape, table.has_moe, table.has_very_well
    ((182, 12), True, True)
    """
    rng = np.random.default_rng(seed)
    geoid = pd.Index(city.tracts["geoid"], name="geoid")
    people, x, y = _tract_centres(city, geoid)
    pop5 = np.floor(people * rng.uniform(0.925, 0.965, len(geoid)))
    expected = _expected(rng, communities, people, x, y)
    fluent = np.array([communities[language].fluent for language in LANGUAGE_IDS])
    rng = rng if asked is None else np.random.default_rng(asked)
    lep = _survey(rng, expected)
    very_well = _survey(rng, _spread(expected, people) * fluent)
    lep, very_well = _within_population(lep, very_well, pop5)
    zero_moe = np.where(people > 2_600, 17.0, 12.0)
    zero_moe[people > 5_000] = 19.0

    cells = {
        "lep": lep,
        "lep_moe": _margins(rng, lep, zero_moe),
        "very_well": very_well,
        "very_well_moe": _margins(rng, very_well, zero_moe),
    }
    gaps = _gaps(len(geoid), emptiest=int(np.argmin(people)))
    for values in cells.values():
        values[gaps] = np.nan
    lines = {name: pd.DataFrame(values, index=geoid, columns=list(LANGUAGE_IDS)) for name, values in cells.items()}
    return LanguageTable(
        pop5=pd.Series(pop5, index=geoid),
        pop5_moe=pd.Series(np.round(pop5 * rng.lognormal(np.log(0.095), 0.25, len(geoid))), index=geoid),
        lep=lines["lep"],
        lep_moe=lines["lep_moe"],
        very_well=lines["very_well"],
        very_well_moe=lines["very_well_moe"],
        reasons=_reasons(geoid, gaps),
    )


def _tract_centres(city: City, geoid: pd.Index) -> tuple[Floats, Floats, Floats]:
    """Return people, and the mean place of their blocks in km, by tract."""
    tract = pd.Categorical(city.population["geoid"].str[:11], categories=geoid).codes
    lon, lat = city.population.geometry.x.to_numpy(), city.population.geometry.y.to_numpy()
    blocks = np.bincount(tract)
    x, y = plane(np.bincount(tract, lon) / blocks, np.bincount(tract, lat) / blocks)
    people: Floats = np.bincount(tract, city.population["pop"].to_numpy()).astype(float)
    return people, x, y


def _expected(
    rng: np.random.Generator, communities: Mapping[str, Community], people: Floats, x: Floats, y: Floats
) -> Floats:
    """Return how many people of each tract truly need each language, tracts x languages."""
    columns = []
    for language in LANGUAGE_IDS:
        community = communities[language]
        pull = np.full(len(people), 0.35)
        for east, north, width, strength in community.quarters:
            pull += strength * np.exp(-((x - east) ** 2 + (y - north) ** 2) / (2 * width**2))
        pull *= people * rng.gamma(2.2, 1 / 2.2, len(people))
        columns.append(pull / pull.sum() * community.lep_share * people.sum())
    return np.column_stack(columns)


def _spread(expected: Floats, people: Floats) -> Floats:
    """Return the same totals, four tenths of them spread over the whole city.

    People who speak English "very well" live less close together than people who do not.
    """
    everywhere = np.outer(people / people.sum(), expected.sum(axis=0))
    return 0.6 * expected + 0.4 * everywhere


def _survey(rng: np.random.Generator, expected: Floats) -> Floats:
    """Return what a sample survey would publish for these counts: whole persons, with zeros and lumps."""
    weight = rng.uniform(*_ASKED, expected.shape)
    return np.round(rng.poisson(expected / weight) * weight)


def _within_population(lep: Floats, very_well: Floats, pop5: Floats) -> tuple[Floats, Floats]:
    """Return both, scaled down where speakers would fill more than 92 % of a tract."""
    speakers = (lep + very_well).sum(axis=1)
    scale = np.minimum(1.0, 0.92 * pop5 / np.maximum(speakers, 1.0))[:, None]
    return np.floor(lep * scale), np.floor(very_well * scale)


def _margins(rng: np.random.Generator, estimate: Floats, zero_moe: Floats) -> Floats:
    noise = rng.normal(0, 0.23, estimate.shape)
    margin = np.round(np.exp(1.17 + 0.735 * np.log(np.maximum(estimate, 1)) + noise))
    return np.where(estimate > 0, np.maximum(margin, 3), zero_moe[:, None])


def _gaps(tracts: int, emptiest: int) -> Flags:
    """Return which cells are missing, tracts x languages: the whole of the emptiest tract, and a few more."""
    gaps = np.zeros((tracts, len(LANGUAGE_IDS)), dtype=bool)
    gaps[emptiest] = True
    for language, place in _SINGLE_GAPS:
        gaps[int(tracts * place), LANGUAGE_IDS.index(language)] = True
    return gaps


def _reasons(geoid: pd.Index, gaps: Flags) -> pd.DataFrame:
    """Return the Bureau's reason for every missing cell: geoid, column, reason."""
    rows = []
    for tract, language in np.argwhere(gaps):
        group = LANGUAGES[LANGUAGE_IDS[language]]
        for line in (group.very_well_line, group.lep_line):
            rows.append((geoid[tract], f"C16001_{line:03d}E", _NO_ESTIMATE))
            rows.append((geoid[tract], f"C16001_{line:03d}M", _NO_MARGIN))
    return pd.DataFrame(rows, columns=["geoid", "column", "reason"], dtype="str")
