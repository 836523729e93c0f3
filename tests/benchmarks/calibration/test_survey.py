"""The made-up city and its survey are what they say they are."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibration.city import ENGLISH, KINDS, LEP_SHARES, City, build_city
from benchmarks.calibration.ground import BLOCKS, SMALL, TRACTS, WHOLE
from benchmarks.calibration.replicates import REPLICATES, hadamard_80, margin, replicate_factors
from benchmarks.calibration.survey import draw_interviews, publish
from benchmarks.calibration.truth import build_levels
from planning.need.estimates import Z_90
from planning.need.intervals import clustering


@pytest.fixture(scope="module")
def city() -> City:
    return build_city("even", seed=3)


def test_hadamard_rows_are_orthogonal() -> None:
    matrix = hadamard_80().astype(int)
    assert (matrix @ matrix.T == REPLICATES * np.eye(REPLICATES, dtype=int)).all()


def test_replicate_factors_are_the_three_of_the_bureau() -> None:
    factors = replicate_factors(500)
    assert set(np.unique(factors.round(1)).tolist()) == {np.float32(0.3), np.float32(1.0), np.float32(1.7)}


def test_replicates_measure_the_differences_of_neighbours() -> None:
    """Fay and Train's estimator is half the sum of squared successive differences, the last with the first."""
    values = np.random.default_rng(8).gamma(0.4, 30.0, REPLICATES - 1)
    total = np.array([values.sum()])
    moe = margin(total, (values @ replicate_factors(values.size).astype(float))[None, :])
    successive = ((values - np.roll(values, 1)) ** 2).sum() / 2
    assert moe[0] == pytest.approx(1.645 * np.sqrt(successive), rel=1e-5)


def test_one_person_found_has_a_standard_error_of_its_weight() -> None:
    estimate = np.array([12.0])
    moe = margin(estimate, estimate[:, None] * replicate_factors(100)[40].astype(float)[None, :])
    assert moe[0] == pytest.approx(Z_90 * 12.0, rel=1e-6)


def test_far_addresses_have_uncorrelated_replicates() -> None:
    factors = replicate_factors(4000).astype(float) - 1
    assert factors[10] @ factors[500] / REPLICATES == pytest.approx(0.0, abs=0.26)
    assert np.mean([factors[10] @ factors[k] for k in range(200, 4000)]) == pytest.approx(0.0, abs=0.5)


def test_the_same_seed_gives_the_same_city() -> None:
    one, two = build_city("few speakers", seed=5), build_city("few speakers", seed=5)
    assert (one.households.lep == two.households.lep).all()
    assert (one.households.block == two.households.block).all()


@pytest.mark.parametrize("kind", KINDS)
def test_persons_and_households_agree(kind: str) -> None:
    city = build_city(kind, seed=1)
    persons, homes = city.persons, city.households
    assert homes.pop5.sum() == (persons.age >= 5).sum()
    assert homes.lep.sum() == (persons.speaks & ~persons.very_well).sum()
    assert not homes.lep[homes.language == ENGLISH].any()
    places = np.arange(BLOCKS)
    assert city.true_lep(places, BLOCKS).sum() == homes.lep.sum()
    assert city.true_tongues(places, BLOCKS).sum() == homes.lep.sum()
    wanted = sum(LEP_SHARES.values()) / (8 if kind == "few speakers" else 1)
    # Where speakers live in towers, few blocks hold them all, so that the share of one city is far from the usual one.
    assert homes.lep.sum() / homes.pop5.sum() == pytest.approx(wanted, rel=0.5 if kind == "towers" else 0.25)


def test_whole_beats_are_whole_and_others_cut(city: City) -> None:
    ground = city.ground
    tracts_of = [set(ground.tract[ground.beat == beat]) for beat in range(len(ground.beat_form))]
    for form, tracts in zip(ground.beat_form, tracts_of, strict=True):
        inside = np.isin(ground.tract, list(tracts)).sum()
        if form == WHOLE:
            assert inside == 36 * len(tracts) == 144
    eastern = [t for t in range(TRACTS - 12) if t % 12 >= 10]
    share = [np.bincount(ground.beat[ground.tract == t]).max() / 36 for t in eastern]
    assert max(share) < 1
    assert ground.beat_form.count(SMALL) == 24


def test_the_survey_is_unbiased_and_as_thin_as_the_real_one(city: City) -> None:
    rng = np.random.default_rng(11)
    estimates = []
    for _ in range(12):
        asked = draw_interviews(city, rng)
        table = publish(city, asked)
        estimates.append(table.lep.to_numpy().sum(axis=0))
    assert city.households.block.size / asked.home.size == pytest.approx(11.7, abs=0.3)
    assert asked.weight_effect == pytest.approx(1.31, abs=0.03)
    true = city.true_lep(city.ground.tract, TRACTS).sum(axis=0)
    assert np.sum(estimates, axis=1).mean() == pytest.approx(true.sum(), rel=0.03)
    assert np.mean(estimates, axis=0)[0] == pytest.approx(true[0], rel=0.05)
    assert table.pop5.sum() == pytest.approx(city.households.pop5.sum(), abs=TRACTS)


def test_margins_look_like_a_published_table(city: City) -> None:
    table = publish(city, draw_interviews(city, np.random.default_rng(2)))
    lep, moe = table.lep.to_numpy(), table.lep_moe.to_numpy()
    assert set(np.unique(moe[lep == 0]).tolist()) <= {12.0, 17.0, 19.0}
    assert (lep == lep.round()).all()
    assert (moe == moe.round()).all()
    # Of 263 real tracts: the variance per person is 48; the median population margin is 7.8 % of the population.
    assert 30 < clustering(table) < 55
    assert (table.pop5_moe / table.pop5).median() == pytest.approx(0.085, abs=0.02)


def test_levels_carry_every_person(city: City) -> None:
    for level in build_levels(city):
        columns = level.crosswalk.weights.sum(axis=0)
        assert np.allclose(columns, 1.0)
        named = level.truth.drop("all", level="language")["lep"].sum()
        assert named == city.households.lep.sum()
