"""Which areas a meeting is for, on a line of points that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from planning.meetings.demand import Demand, LeftOut
from planning.meetings.options import MeetingOptions
from planning.meetings.served import areas_served
from planning.need.crosswalk import OUTSIDE

NOBODY = LeftOut(0.0, {})
LANGUAGES = ("korean", "spanish")


def line(*points: tuple[float, str, float, float]) -> Demand:
    """Points at x metres in an area, with Korean and Spanish speakers."""
    frame = pd.DataFrame({"x": [x for x, *_ in points], "y": 0.0, "area_id": [area for _, area, *_ in points]})
    persons = np.array([[korean, spanish] for _, _, korean, spanish in points], dtype=float)
    return Demand(frame, LANGUAGES, persons, (), NOBODY)


def at(x: float, *languages: str) -> pd.DataFrame:
    return pd.DataFrame({"site_id": ["S"], "x": [x], "y": [0.0], "languages": [languages]})


@pytest.mark.parametrize(
    ("languages", "radius", "areas"),
    [
        (("korean",), 100, ("A",)),  # 60 of 100 Korean speakers of A; those of B are 300 m away
        (("korean",), 300, ("A", "B")),
        (("spanish",), 100, ("B",)),  # B's Spanish speakers live here, A's do not
        (("korean", "spanish"), 100, ("A", "B")),
        (("arabic",), 300, ()),  # a language nobody counted
        (("korean",), 10, ()),
    ],
)
def test_most_of_one_of_its_languages(languages: tuple[str, ...], radius: float, areas: tuple[str, ...]) -> None:
    demand = line((50, "A", 60, 0), (900, "A", 40, 10), (300, "B", 20, 0), (60, "B", 0, 8), (20, OUTSIDE, 99, 99))
    assert areas_served(demand, at(0, *languages), MeetingOptions(radius_m=radius)) == {"S": areas}


def test_exactly_half_is_most_and_a_hair_less_is_not() -> None:
    options = MeetingOptions(radius_m=100)
    assert areas_served(line((0, "A", 5, 0), (900, "A", 5, 0)), at(0, "korean"), options) == {"S": ("A",)}
    assert areas_served(line((0, "A", 5, 0), (900, "A", 5.01, 0)), at(0, "korean"), options) == {"S": ()}


def test_a_detour_makes_the_way_longer() -> None:
    demand = line((80, "A", 5, 0))
    assert areas_served(demand, at(0, "korean"), MeetingOptions(radius_m=100)) == {"S": ("A",)}
    assert areas_served(demand, at(0, "korean"), MeetingOptions(radius_m=100, detour_factor=1.3)) == {"S": ()}
