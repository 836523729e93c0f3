"""What the maps of real cities taught: which column is offered as the id, and which as levels."""

from __future__ import annotations

import geopandas as gpd
import pytest

from geodata.setup.beat_map import describe_columns, likely_id, likely_levels


def rows(**columns: list[object]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[None] * len(next(iter(columns.values()))))


@pytest.mark.parametrize(
    ("columns", "right"),
    [
        ({"NAME": ["Belmont", "Downtown", "Venable"], "BEAT_NO": ["1", "2", "3"]}, "BEAT_NO"),
        ({"ID": [23, 7, 5], "Name": ["12X", "12Y", "35X"]}, "Name"),
        ({"id": ["101", "102", "103"], "name": ["Old Town", "Mill", "Falls"]}, "id"),
        ({"name": ["02", "03", "07", "07", "12"], "objectid": [1, 2, 3, 4, 5]}, "name"),
        ({"OBJECTID": [1, 2, 3], "BEAT": ["1A", "1B", "2A"], "DISTRICT": ["1", "1", "2"]}, "BEAT"),
        ({"BEAT_NAME": ["Mill", "Falls", "Old"], "BeatNum": ["1", "2", "3"]}, "BeatNum"),
    ],
)
def test_the_id_is_the_column_that_tells_beats_apart(columns: dict[str, list[object]], right: str) -> None:
    assert likely_id(describe_columns(rows(**columns))) == right


def test_colors_and_half_blank_columns_are_no_levels() -> None:
    beats = [f"{sector}{letter}" for sector in "123456" for letter in "AB"]
    frame = rows(
        BEAT=beats,
        SECTOR=[beat[0] for beat in beats],
        ColorCode=[str(int(beat[0]) % 3) for beat in beats],
        DistrictNo=[beat[0] if beat[0] < "4" else None for beat in beats],
    )
    assert likely_levels(frame, "BEAT", describe_columns(frame)) == ("SECTOR",)
