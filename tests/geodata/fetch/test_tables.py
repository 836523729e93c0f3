"""The registry of census tables: what may be asked for, and that every row can be fetched."""

from __future__ import annotations

import pytest

from geodata.fetch.tables import CENSUS_TABLES, CensusTable, require_allowed_variable
from geodata.files.privacy import about_forbidden_table
from planning.errors import RefusedError
from planning.languages.groups import LANGUAGES


@pytest.mark.parametrize("row", CENSUS_TABLES.values(), ids=list(CENSUS_TABLES))
def test_a_row_asks_for_what_it_allows_and_nothing_refused(row: CensusTable) -> None:
    assert row.universe and row.use
    assert row.dataset is not None or not row.variables
    assert (row.dataset == "acs5/subject") == row.id.startswith("S")
    assert len(set(row.variables)) == len(row.variables)
    assert about_forbidden_table(f"{row.id}_001E") is None
    for variable in row.variables:
        assert variable.startswith(f"{row.id}_")
        require_allowed_variable(variable)


@pytest.mark.parametrize("name", ["B05001_001E", "B05002_013E", "B06007_002M", "B16005_003E", "S0501_C01_001E"])
def test_refused_variables_say_what_they_are_about(name: str) -> None:
    with pytest.raises(RefusedError, match="is about"):
        require_allowed_variable(name)


@pytest.mark.parametrize(
    "name", ["C16001_039E", "C16001_000E", "B19013_001E", "c16001_005E", "C16001_005", "B02001_002E", ""]
)
def test_what_is_not_on_the_list_is_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        require_allowed_variable(name)


def test_what_the_product_needs_is_allowed() -> None:
    for group in LANGUAGES.values():
        for line in (group.lep_line, group.very_well_line, group.lep_line - 2):
            require_allowed_variable(f"C16001_{line:03d}E")
            require_allowed_variable(f"C16001_{line:03d}M")
    for name in (
        "C16001_001E",
        "C16002_014E",
        "B16004_067M",
        "S1601_C05_024E",
        "B01003_001E",
        "P1_001N",
        "NAME",
        "GEO_ID",
    ):
        require_allowed_variable(name)
