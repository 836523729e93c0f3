"""Would block groups' own counts place people better inside a tract: ``python -m benchmarks.calibration.below_tract``.

The Bureau's B16004 counts persons 5 and over by block group, English and four groups of languages: Spanish outright,
the others in three. A tract's people of a language are spread over its block groups by a mix of that count and of the
population, and within a block group by the population of blocks. The part of the count in the mix is pooled over the
city: one less what noise alone would scatter the counts by, over what they are scattered by (James and Stein 1961).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from benchmarks.calibration.city import ENGLISH, KINDS, City, build_city
from benchmarks.calibration.ground import BLOCK_GROUPS_PER_TRACT, BLOCKS, TRACTS, WHOLE
from benchmarks.calibration.survey import Interviews, draw_interviews, publish
from benchmarks.calibration.truth import PARTS, block_people, build_levels, parts_of_tracts
from planning.arrays import Floats
from planning.languages.groups import LANGUAGE_IDS
from planning.need.intervals import clustering
from planning.need.need import LanguageTable

BROAD: Mapping[str, tuple[str, ...]] = {
    "spanish": ("spanish",),
    "other Indo-European": ("french_haitian", "german_west_germanic", "slavic", "other_indo_european"),
    "Asian and Pacific": ("korean", "chinese", "vietnamese", "tagalog", "other_asian_pacific"),
    "other": ("arabic", "other"),
}
"""The groups of B16004."""
GROUPS = TRACTS * BLOCK_GROUPS_PER_TRACT
FIRST_SEED = 700
MEMBERS = {language: group for group, languages in BROAD.items() for language in languages}


def count_block_groups(city: City, asked: Interviews) -> dict[str, Floats]:
    """Return what the survey publishes of every block group: people with limited English, by broad group."""
    homes = city.households
    spoken = homes.language[asked.home] < ENGLISH
    home, weight = asked.home[spoken], asked.weight[spoken]
    place = city.ground.block_group[homes.block[home]]
    language = np.array(LANGUAGE_IDS)[homes.language[home]]
    group = np.array([MEMBERS[one] for one in language])
    people = homes.lep[home] * weight
    return {
        name: np.round(np.bincount(place[group == name], people[group == name], minlength=GROUPS)) for name in BROAD
    }


def trust(counts: Floats, expected: Floats, per_person: float) -> float:
    """Return the part of the counts in the mix: 0 where they scatter no more than noise does."""
    tracts, share = counts.reshape(TRACTS, -1), expected.reshape(TRACTS, -1)
    whole = tracts.sum(axis=1, keepdims=True)
    scattered = float(((tracts - share * whole) ** 2).sum())
    noise = float((((1 - share) ** 2 * tracts + share**2 * (whole - tracts)) * per_person).sum())
    return max(0.0, 1.0 - noise / scattered) if scattered > 0 else 0.0


def block_shares(city: City, table: LanguageTable, counts: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return, by language, which share of a tract's speakers each block is given."""
    ground, people = city.ground, block_people(city)
    by_group = np.bincount(ground.block_group, people, minlength=GROUPS)
    by_tract = np.bincount(ground.tract, people, minlength=TRACTS)
    expected = by_group / np.repeat(np.maximum(by_tract, 1e-9), BLOCK_GROUPS_PER_TRACT)
    within = people / np.maximum(by_group, 1e-9)[ground.block_group]
    per_person, shares = clustering(table), {}
    for language in LANGUAGE_IDS:
        counted = counts[MEMBERS[language]]
        whole = counted.reshape(TRACTS, -1).sum(axis=1)
        own = np.divide(
            counted,
            np.repeat(whole, BLOCK_GROUPS_PER_TRACT),
            out=expected.copy(),
            where=np.repeat(whole, BLOCK_GROUPS_PER_TRACT) > 0,
        )
        # The count is of the whole broad group: of a language it says as much as the language is of the group.
        rest = table.lep[list(BROAD[MEMBERS[language]])].sum(axis=1).to_numpy()
        part = np.divide(table.lep[language].to_numpy(), rest, out=np.zeros(TRACTS), where=rest > 0)
        mix = trust(counted, expected, per_person) * np.repeat(part, BLOCK_GROUPS_PER_TRACT)
        shares[language] = (mix * own + (1 - mix) * expected)[ground.block_group] * within
    return shares


def measure(kind: str, seed: int) -> pd.DataFrame:
    """Return errors of areas that cut tracts, by population alone (plain) and with block groups (below)."""
    city = build_city(kind, seed)
    asked = draw_interviews(city, np.random.default_rng([seed, len(kind), 16]))
    table = publish(city, asked)
    shares = block_shares(city, table, count_block_groups(city, asked))
    people = block_people(city)
    plain = people / np.maximum(np.bincount(city.ground.tract, people, minlength=TRACTS), 1e-9)[city.ground.tract]
    found = []
    for level in build_levels(city):
        if level.name not in ("beat", PARTS):
            continue
        place, form = _places(city, level.name), np.array([level.form[area] for area in level.form])
        for language in LANGUAGE_IDS:
            lep = table.lep[language].to_numpy()[city.ground.tract]
            truth = np.bincount(
                place, city.true_lep(np.arange(BLOCKS), BLOCKS)[:, LANGUAGE_IDS.index(language)], len(form)
            )
            errors = [np.abs(np.bincount(place, lep * share, len(form)) - truth) for share in (plain, shares[language])]
            found.append(
                pd.DataFrame({"kind": kind, "form": form, "language": language, "plain": errors[0], "below": errors[1]})
            )
    whole = pd.concat(found, ignore_index=True)
    return whole[whole["form"] != WHOLE]


def _places(city: City, name: str) -> np.ndarray:
    return city.ground.beat if name == "beat" else parts_of_tracts(city)


def main() -> None:
    """Draw, count and print."""
    parser = argparse.ArgumentParser(description="Hold a spread by block groups against one by population alone.")
    parser.add_argument("--cities", type=int, default=4, help="cities of each kind")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    todo = [(kind, FIRST_SEED + seed) for seed in range(asked.cities) for kind in KINDS]
    with ProcessPoolExecutor(asked.processes) as pool:
        errors = pd.concat(pool.map(measure, *zip(*todo, strict=True)), ignore_index=True)
    errors["who"] = np.where(errors["language"] == "spanish", "spanish", "others")
    for by in (["kind", "who"], ["kind", "form"]):
        sums = errors.groupby(by)[["plain", "below"]].sum()
        print((100 * (sums["below"] / sums["plain"] - 1)).unstack().round(1).to_string())


if __name__ == "__main__":
    main()
