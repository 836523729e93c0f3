"""Find the address in the rows of a table, for whoever looks up where it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from geodata.files.columns import as_text, find_column
from geodata.files.sentences import first_of
from geodata.files.table_shape import say_total
from planning.errors import MissingColumnError

ADDRESS = MappingProxyType(
    {
        "address": (
            *("address", "street_address", "street", "addr", "address1", "address_1", "site_address"),
            *("location_address", "street_name_and_number", "mailing_address"),
        ),
        "city": ("city", "town", "municipality", "addr_city", "lcity"),
        "state": ("state", "st", "addr_state", "lstate"),
        "zip": ("zip", "zipcode", "zip_code", "postal_code", "postcode", "addr_postcode", "lzip"),
    }
)
"""What a column of an address can be, and what it is called; "address" is the street, or all in one cell."""
_NUMBER, _ROAD = ("addr_housenumber", "house_number"), ("addr_street",)
_IN_ONE = re.compile(
    r"^(?P<street>[^,]+),\s*(?P<city>[^,]+),\s*(?P<state>[A-Za-z .]+?)\.?\s*(?P<zip>\d{5}(?:-\d{4})?)?$"
)

Address = tuple[str, str, str, str]
"""Street, city, state, zip; what is not known is ""."""
Position = tuple[float, float]
"""Longitude, latitude."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address of each row that has one, by the row a person sees, and the columns they stand in."""

    rows: Mapping[str, Address]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Located:
    """Where the addresses of a table are, as they were looked up.

    Attributes
    ----------
    positions : mapping of row to (longitude, latitude)
        By the row a person sees; an address that was not found has none.
    columns : mapping of role to heading
        Where the addresses stood.
    notes : tuple of str
        How many were found, and the rows that were not.
    """

    positions: Mapping[str, Position] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def find_addresses(rows: pd.DataFrame, name: str, said: Mapping[str, str] | None = None) -> Addresses:
    """Return street, city, state and zip of each row that has a street and is no total.

    Parameters
    ----------
    said : mapping of role to heading, optional
        What somebody said the columns are; other roles than those of ``ADDRESS`` are not looked at.

    Raises
    ------
    MissingColumnError
        If there is no column of addresses.

    Examples
    --------
    >>> rows = pd.DataFrame({"Where": ["1 Main St, Salem, OR 97301", ""]}, index=[2, 3])
    >>> find_addresses(rows, "v.csv", {"address": "Where"}).rows
    {'2': ('1 Main St', 'Salem', 'OR', '97301')}
    """
    spoken = {role: heading for role, heading in (said or {}).items() if role in ADDRESS}
    columns = {role: find_column(rows.columns, aliases, spoken) for role, aliases in ADDRESS.items()}
    number = None
    if not columns["address"] and "address" not in spoken and (road := find_column(rows.columns, _ROAD)):
        columns["address"], number = road, find_column(rows.columns, _NUMBER)
    if not columns["address"]:
        raise MissingColumnError(
            f"{name} has no column of addresses",
            fix='say which it is with --map "address=COLUMN", or add lon and lat in degrees. It has: '
            f"{first_of(rows.columns)}",
            role="address",
            meant="",
        )
    street, city, state, code = (
        as_text(rows[column]).fillna("") if column else pd.Series("", rows.index) for column in columns.values()
    )
    if number:
        street = (as_text(rows[number]).fillna("") + " " + street).str.strip()
    street = street.mask(say_total(rows), "")
    cells = zip(map(str, rows.index), street, city, state, code, strict=True)
    found = {row: _split(*address) for row, *address in cells if address[0]}
    used = {role: column for role, column in columns.items() if column}
    return Addresses(found, used | ({"number": number} if number else {}))


def _split(street: str, city: str, state: str, code: str) -> Address:
    found = None if city else _IN_ONE.match(street)
    return (
        (found["street"], found["city"], found["state"], found["zip"] or code) if found else (street, city, state, code)
    )
