from __future__ import annotations

import numpy as np
import pytest

from planning.examples import four_square_crosswalk
from planning.need.crosswalk import OUTSIDE, WHOLE, Crosswalk


def walk(triples: dict[tuple[str, str], float], areas: tuple[str, ...] = ("a", "b")) -> Crosswalk:
    tracts = tuple(sorted({tract for tract, _ in triples}))
    return Crosswalk.from_triples(triples, tracts, areas, np.ones(len(tracts)))


def test_four_squares_as_drawn():
    crosswalk = four_square_crosswalk()
    assert crosswalk.area_ids == ("east", "west", OUTSIDE)
    #                                                       NW   NE   SW   SE
    np.testing.assert_array_equal(
        crosswalk.weights.toarray(), [[0.0, 1.0, 0.0, 0.5], [1.0, 0.0, 0.5, 0.0], [0.0, 0.0, 0.5, 0.5]]
    )


def test_every_tract_is_shared_out_whole():
    crosswalk = walk({("t1", "a"): 0.3, ("t1", "b"): 0.3, ("t2", "a"): 1.0, ("t3", "b"): 1e-6})
    np.testing.assert_allclose(crosswalk.weights.toarray().sum(axis=0), 1.0, rtol=1e-15)


def test_rounding_is_neither_an_area_nor_an_outside():
    crosswalk = walk({("t1", "a"): 1 - WHOLE / 2, ("t1", "b"): WHOLE / 2})
    np.testing.assert_array_equal(crosswalk.weights.toarray(), [[1.0], [0.0], [0.0]])


def test_thirds_make_a_whole_when_grouped():
    thirds = walk({("t1", area): 1 / 3 for area in "abc"}, ("a", "b", "c"))
    merged = thirds.grouped({"a": "north", "b": "north", "c": "north"})
    assert merged.weights.toarray().ravel()[0] == 1.0


def test_grouping_sums_weights_and_keeps_the_outside():
    merged = four_square_crosswalk().grouped({"east": "city", "west": "city"})
    assert merged.area_ids == ("city", OUTSIDE)
    np.testing.assert_array_equal(merged.weights.toarray(), [[1.0, 1.0, 0.5, 0.5], [0.0, 0.0, 0.5, 0.5]])


def test_grouping_needs_every_area():
    with pytest.raises(KeyError, match="west"):
        four_square_crosswalk().grouped({"east": "city"})
