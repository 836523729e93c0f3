"""An account of a file: what was given, what was used and for what, what was left out and why.

Nothing is dropped in silence: rows read are rows used and rows left out, columns are columns used and not used. An
account that does not add up is a fault of the reader and cannot be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geodata.files.parts import LeftOut as LeftOut
from geodata.files.parts import Part as Part
from planning.lists import counted, some
from planning.words.formats import whole_number


@dataclass(frozen=True, slots=True)
class Account:
    """What a reader was given and what became of it.

    Attributes
    ----------
    name : str
        The file, as the person calls it.
    rows_read, rows_used : int
        Rows below the heading that hold anything; those of them that are in the result.
    left_out : tuple of LeftOut
    columns : mapping of str to str
        Each column of the file and what it is used for; "" for one that is not used.
    parts : tuple of Part
        Where the file has several; what was passed over says why.
    remarks : tuple of str
        What else is to be known of the file, as sentences without their full stop.

    Raises
    ------
    ValueError
        If rows read are not rows used and left out: the reader lost some.

    Examples
    --------
    >>> account = Account("venues.csv", 4, 3, (LeftOut.of("no position", [3]),), {"Name": "name", "Phone": ""})
    >>> account.sentence()
    'venues.csv: 4 rows read, 3 used. 1 left out (no position: row 3). Columns used: Name (name); not used: Phone.'
    >>> Account("venues.csv", 4, 3)
    Traceback (most recent call last):
        ...
    ValueError: venues.csv: 4 rows read, but 3 used and 0 left out
    """

    name: str
    rows_read: int
    rows_used: int
    left_out: tuple[LeftOut, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        gone = sum(one.rows for one in self.left_out)
        if self.rows_used + gone != self.rows_read:
            raise ValueError(f"{self.name}: {self.rows_read} rows read, but {self.rows_used} used and {gone} left out")

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that are not used."""
        return tuple(column for column, role in self.columns.items() if not role)

    def sentence(self) -> str:
        """Return the account in words, for the check report, the command line and the set-up page."""
        text = f"{self.name}: {counted(self.rows_read, 'row')} read, {whole_number(self.rows_used)} used"
        reasons = ", ".join(f"{one.why}: {_rows(one)}" for one in self.left_out if one.rows)
        if reasons:
            text += f". {whole_number(sum(one.rows for one in self.left_out))} left out ({reasons})"
        used = some(f"{column} ({role})" for column, role in self.columns.items() if role)
        text += f". Columns used: {used}" if used else ""
        text += f"{';' if used else '. Columns'} not used: {some(self.unused)}" if self.unused else ""
        passed = [f"{part.kind} {part.name} ({part.why})" for part in self.parts if part.why]
        text += f". Passed over: {some(passed)}" if passed else ""
        return ". ".join((text, *self.remarks)) + "."

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Account:
        """Return the account that ``as_json`` gave.

        Examples
        --------
        >>> account = Account("venues.csv", 4, 3, (LeftOut.of("no position", [3]),), {"Name": "name"})
        >>> Account.from_json(account.as_json()) == account
        True
        """
        return cls(
            name=kept["name"],
            rows_read=kept["rows_read"],
            rows_used=kept["rows_used"],
            left_out=tuple(LeftOut(one["why"], one["rows"], tuple(one["which"])) for one in kept["left_out"]),
            columns=dict(kept["columns"]),
            parts=tuple(Part(**one) for one in kept["parts"]),
            remarks=tuple(kept["remarks"]),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the account as provenance keeps it."""
        return {
            "name": self.name,
            "rows_read": self.rows_read,
            "rows_used": self.rows_used,
            "left_out": [{"why": one.why, "rows": one.rows, "which": list(one.which)} for one in self.left_out],
            "columns": dict(self.columns),
            "parts": [{"kind": p.kind, "name": p.name, "rows": p.rows, "why": p.why} for p in self.parts],
            "remarks": list(self.remarks),
        }


def _rows(left: LeftOut) -> str:
    if not left.which:
        return counted(left.rows, "row")
    return f"{'row' if left.rows == 1 else 'rows'} {some(left.which)}"
