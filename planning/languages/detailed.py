"""What the census tells inside its combined groups: the rows of table B16001, which it publishes for PUMAs only.

Lines as the Bureau numbers them since 2016: each row has its speakers, those who speak English "very well" (one line
on) and less (two on). ``holds`` names languages of ours that the row counts; the Bureau's list is longer. Some rows
add several languages together themselves.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

TABLE = "B16001"


@dataclass(frozen=True, slots=True)
class DetailedLanguage:
    """One row of B16001 inside a combined group.

    Attributes
    ----------
    line : int
        Of its speakers.
    group : str
        The combined group of C16001 it is part of.
    name : str
        What a person reads.
    holds : tuple of str
        Languages it counts, by the names of ``planning.languages.named``.
    """

    line: int
    group: str
    name: str
    holds: tuple[str, ...]

    @property
    def lep_line(self) -> int:
        """The line of those who speak English less than "very well"."""
        return self.line + 2

    def counts(self, spoken: str) -> bool:
        """Return whether a language as records hold it is counted in this row.

        Examples
        --------
        >>> row = DETAILED[90]
        >>> row.counts("other_asian_pacific:Khmer"), row.counts("other_asian_pacific:Lao")
        (True, False)
        """
        return spoken in {f"{self.group}:{name}" for name in self.holds}


def _read_table() -> dict[int, DetailedLanguage]:
    text = files("planning.languages").joinpath("detailed.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    found = (
        DetailedLanguage(int(row["line"]), row["group"], row["name"], tuple(row["holds"].split("; "))) for row in rows
    )
    return {one.line: one for one in found}


DETAILED = _read_table()
"""The rows inside combined groups by their first line, in the order of the table."""
