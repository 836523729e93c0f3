"""Everything on the deny list is refused, whatever its spelling; what only looks like it passes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.files.privacy import FORBIDDEN, FORBIDDEN_TABLES, require_no_forbidden_columns, require_no_forbidden_values
from planning.errors import RefusedError
from planning.languages.groups import LANGUAGES


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_every_entry_is_refused_in_every_spelling(kind: object) -> None:
    for phrase in (*kind.words, *kind.whole):  # type: ignore[attr-defined]
        is_refused_in_every_spelling(kind, phrase)


def is_refused_in_every_spelling(kind: object, phrase: str) -> None:
    spellings = [
        phrase,
        phrase.upper(),
        phrase.replace(" ", "_"),
        phrase.title(),
        phrase.title().replace(" ", ""),
        phrase.replace(" ", "-") + ":",
    ]
    if phrase in kind.words:  # type: ignore[attr-defined]
        spellings += [f"{phrase} 2", f"person's {phrase}"]
    for column in spellings:
        with pytest.raises(RefusedError) as refused:
            require_no_forbidden_columns(["name", column], "roster.csv", roster=True)
        assert kind.reason in str(refused.value)  # type: ignore[attr-defined]
        assert "remove the column" in str(refused.value)


@pytest.mark.parametrize(
    "column",
    [
        "Occupancy Type",
        "Ownership Status",
        "COMAREA_",
        "COMAREA_ID",
        "staircase",
        "nation",
        "destination",
        "REFUGEE",
        "OTHER NATIVE NORTH AMERICAN",
        "showcase",
        "passport_acceptance_facility",
        "dobson",
        "warranty",
        "visalia",
        "senior_citizenry_hall",
        "Year Built",
        "ADDRESS",
        "host_partner",
        "lesson",
        "restarrest",
        "case_study_room",
        "Building ID",
        "event number",
        "agency",
        "born_again_church",
        "status",
        "alienware_lab",
    ],
)
def test_what_only_looks_like_it_passes(column: str) -> None:
    require_no_forbidden_columns([column], "venues.csv")


def test_an_address_is_a_home_only_in_a_roster() -> None:
    require_no_forbidden_columns(["ADDRESS", "Street Address"], "venues.csv")
    with pytest.raises(RefusedError, match="home addresses are refused"):
        require_no_forbidden_columns(["officer_id", "Address"], "roster.csv", roster=True)


@pytest.mark.parametrize("table", sorted(FORBIDDEN_TABLES))
def test_columns_of_refused_census_tables(table: str) -> None:
    start = table if len(table) == 6 else f"{table}001"
    for column in (f"{start}_001E", f"{start.lower()}_002m"):
        with pytest.raises(RefusedError):
            require_no_forbidden_columns([column], "acs.csv")


@pytest.mark.parametrize("value", ["Romania", "Burma (Karen)", "Hong Kong (Cantonese)", "Foreign born", "B05006_002"])
def test_rows_that_count_birthplaces_are_refused(value: str) -> None:
    with pytest.raises(RefusedError, match="remove those rows"):
        require_no_forbidden_values("variable", ["Spanish", value], "long.csv")
    require_no_forbidden_values("neighborhood", ["Spanish", value], "venues.csv")


def test_languages_are_not_countries() -> None:
    names = [name for group in LANGUAGES.values() for name in (group.name, group.acs_label, *group.may_hide)]
    require_no_forbidden_values("variable", [*names, "total", "C16001_005"], "long.csv")


@pytest.mark.city
def test_the_real_cities_pass(shared_data: Path) -> None:
    for path in sorted(shared_data.glob("*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            require_no_forbidden_columns(next(csv.reader(file)), path.name)


def test_every_country_of_the_world_is_known() -> None:
    names = (
        "Afghanistan; Åland Islands; Antigua and Barbuda; Bolivia, Plurinational State of; Côte d'Ivoire; Türkiye; "
        "Burma; Viet Nam; Vietnam; Korea, Republic of; South Korea; Micronesia (Federated States of); Eswatini; Turkey"
    )
    for name in names.split("; "):
        with pytest.raises(RefusedError, match="birthplace"):
            require_no_forbidden_values("variable", [name], "long.csv")
    require_no_forbidden_values("variable", ["Spanish", "Korean", "Chinese", "C16001_005"], "long.csv")
