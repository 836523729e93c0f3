"""Posts from requests: shifts of any length, also such as overlap."""

from __future__ import annotations

import pandas as pd

from planning.officers.demand_posts import posts_by_demand


def test_ten_hour_shifts_that_overlap_share_the_requests_of_their_hours() -> None:
    hours = {"day": (6, 16), "evening": (14, 0), "night": (21, 7)}
    rows = [(hour, 100.0) for hour in (8, 15, 6, 23, 2)]
    counts = pd.DataFrame(rows, columns=["hour", "requests"]).assign(area_id="1", language="korean")
    posts = posts_by_demand(counts, 100.0, hours).set_index("shift")
    assert posts["need"].to_dict() == {"day": 2.0, "evening": 1.0, "night": 2.0}
    assert posts["need"].sum() == 5.0
