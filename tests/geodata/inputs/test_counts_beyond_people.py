"""A number beyond any people is a slip or an attack: at no door does it get into a sum."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geodata.inputs.bill_worker import _counts, _minutes
from geodata.inputs.census_cells import read_cells
from geodata.inputs.population import read_population
from geodata.inputs.requests import read_demand_counts
from geodata.inputs.venues import read_venues
from geodata.materials.inventory_file import _count
from planning.errors import InputError

HUGE = ["1e300", "9" * 400, "99999999999", "-1e300"]


@pytest.mark.parametrize("number", HUGE)
def test_a_number_beyond_any_people_is_refused_or_told(number: str, tmp_path: Path) -> None:
    for kind in ("E", "M"):
        figures, reasons = read_cells(pd.Series(["12", "7", number], name="C16001_005E"), kind, "x.csv")
        assert figures.tolist()[:2] == [12.0, 7.0]
        assert figures.isna().tolist() == [False, False, True]
        assert len(reasons) == 1
    path = tmp_path / "x.csv"
    path.write_text(f"lon,lat,pop\n-122.5,45.5,{number}\n-122.5,45.5,3\n-122.5,45.5,4\n")
    assert read_population(path).points["pop"].tolist() == [3.0, 4.0]
    path.write_text(f"name,lon,lat,capacity\nHall,-122.5,45.5,{number}\nSchool,-122.4,45.5,30\n")
    venues = read_venues(path).venues.set_index("name")
    assert pd.isna(venues.loc["Hall", "capacity"])
    assert venues.loc["School", "capacity"] == 30
    path.write_text(f"area,hour,requests,language\n1,3,{number},Spanish\n")
    with pytest.raises(InputError, match="row 2"):
        read_demand_counts(path)
    counts, _, nothing = _counts(pd.Series([number, "3"]))
    assert counts.iloc[1] == 3
    assert nothing.tolist() == [True, False]
    assert _minutes(pd.Series([number])).isna().all()
    with pytest.raises(InputError):
        _count(number)
