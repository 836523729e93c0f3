"""Figures of a plan with their sources: a figure comes in by looking it up in an export, and its row is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.access.sections import blank
from planning.errors import InputError
from planning.words.formats import whole_number

Show = Callable[[float], str]
Where = Mapping[str, str]

COUNT, DISTINCT, SUM = "number of rows", "number of different values", "sum"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of one row of the plan stand.

    Attributes
    ----------
    ref : str
        As the plan names it beside the figures: R1, R2, ...
    section : str
    export : str
        The command that writes it, without its file.
    row : str
        Which row, or which rows, as column=value; empty for all.
    figures : tuple of (column, as written)
        In the order in which they stand in the plan.
    """

    ref: str
    section: str
    export: str
    row: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """Figures as they are written, and the name of their source."""

    texts: tuple[str, ...]
    ref: str

    def __str__(self) -> str:
        """Return the figures inside a sentence, with their source."""
        return f"{' '.join(self.texts)} [{self.ref}]"


class Ledger:
    """Looks figures up in exports and notes where each stood.

    Parameters
    ----------
    frames : mapping of export to DataFrame
        Each table as its command writes it, by the command.

    Examples
    --------
    >>> ledger = Ledger({"need demo": pd.DataFrame({"language": ["korean", "thai"], "lep": [1180.2, None]})})
    >>> ledger.section = "Who we serve"
    >>> ledger.row("need demo", {"language": "korean"}, {"lep": "{:,.0f}".format})
    Traced(texts=('1,180',), ref='R1')
    >>> ledger.row("need demo", {"language": "thai"}, {"lep": "{:,.0f}".format}).texts
    ('[to fill in: lep]',)
    >>> str(ledger.count("need demo", {"language": "korean"}))
    '1 [R3]'
    >>> ledger.sources[0].row, ledger.sources[0].figures
    ('language=korean', (('lep', '1,180'),))
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames
        self.section = ""
        self.sources: list[Source] = []

    def row(self, export: str, where: Where, columns: Mapping[str, Show | None], missing: str = "") -> Traced:
        """Return the cells of one row.

        Parameters
        ----------
        where : mapping of column to value
            Which row; exactly one must be there.
        columns : mapping of column to how it is written
            None for a text.
        missing : str
            What stands for a missing cell; a blank to fill in unless given.

        Raises
        ------
        InputError
            If there is no such row, or there are several.
        """
        rows = self.rows(export, where)
        if len(rows) != 1:
            raise InputError(f"a figure of the plan needs one row of {export}, and there are {len(rows)}", value=where)
        cells = rows.iloc[0]
        gaps = {name: missing or blank(name.replace("_", " ")) for name in columns}
        texts = {name: _written(cells[name], gaps[name], show) for name, show in columns.items()}
        return self._note(export, where, texts)

    def count(self, export: str, where: Where) -> Traced:
        """Return how many rows there are."""
        return self._note(export, where, {COUNT: whole_number(len(self.rows(export, where)))})

    def distinct(self, export: str, where: Where, column: str) -> Traced:
        """Return how many different values a column has; a missing one is none."""
        number = self.rows(export, where)[column].nunique()
        return self._note(export, where, {f"{column} ({DISTINCT})": whole_number(number)})

    def total(self, export: str, where: Where, column: str, show: Show) -> Traced:
        """Return the sum of a column; a blank to fill in where no row has a number, and rows without one are left out.

        Rows without a number have to be counted beside it: ``unknown``.
        """
        cells = self.rows(export, where)[column]
        total = float(cells.sum()) if len(cells) == 0 or cells.notna().any() else float("nan")
        return self._note(export, where, {f"{column} ({SUM})": _written(total, blank(column.replace("_", " ")), show)})

    def unknown(self, export: str, where: Where, column: str) -> int:
        """Return how many rows have no number in a column."""
        return int(self.rows(export, where)[column].isna().sum())

    def rows(self, export: str, where: Where) -> pd.DataFrame:
        """Return the rows of an export."""
        table = self.frames[export]
        fits = np.ones(len(table), dtype=bool)
        for column, value in where.items():
            fits &= (table[column].astype("str") == value).to_numpy(dtype=bool)
        return table[fits]

    def _note(self, export: str, where: Where, texts: Mapping[str, str]) -> Traced:
        ref = f"R{len(self.sources) + 1}"
        row = "; ".join(f"{column}={value}" for column, value in where.items())
        self.sources.append(Source(ref, self.section, export, row, tuple(texts.items())))
        return Traced(tuple(texts.values()), ref)


def _written(cell: object, missing: str, show: Show | None) -> str:
    if pd.isna(cell):  # type: ignore[call-overload]
        return missing
    return str(cell) if show is None else show(float(str(cell)))
