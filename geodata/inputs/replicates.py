"""Read the Bureau's variance replicates of table C16001, which make every margin of a sum the exact one.

They belong to one survey and one table: a file whose estimates are not those of the language table is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.files.formats import require_local_file
from geodata.files.limits import REPLICATE_FILE, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.sentences import first_of
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.replicate_worker import FIX, NAMES, REPLICATE_NAMES, read_replicate_file
from planning.arrays import Floats
from planning.errors import InputError
from planning.languages.groups import LANGUAGES, POPULATION_LINE
from planning.lists import counted
from planning.need.estimates import Z_90
from planning.need.need import LanguageTable
from planning.need.replicates import REPLICATES, VARIANCE_FACTOR, Replicates, errors_of

FILES = Reader(read_replicate_file, again="download it again")
LEP_LINES = tuple(group.lep_line for group in LANGUAGES.values())
VERY_WELL_LINES = tuple(group.very_well_line for group in LANGUAGES.values())
LINES = tuple(sorted({POPULATION_LINE, *LEP_LINES, *VERY_WELL_LINES}))
"""The lines of the table that figures are made of."""
REPLICATE_COLUMNS = ("geoid", "line", "estimate", *(f"r{k:02d}" for k in range(1, REPLICATES + 1)))
HALF_A_PERSON = 0.5
"""Estimates are whole persons: what is nearer than this is the same."""
SAME_MARGIN = (2.0, 0.02)
"""A margin of the file is that of its replicates if it is this near, in persons or as a share: both are rounded."""


@dataclass(frozen=True, slots=True)
class ReplicateFile:
    """Variance replicates of some tracts, and what was noticed.

    Attributes
    ----------
    replicates : DataFrame with ``REPLICATE_COLUMNS``
        A row a tract and line of C16001, persons.
    notes : tuple of str
    account : Account
    """

    replicates: pd.DataFrame
    notes: tuple[str, ...]
    account: Account


def read_replicates(
    path: Path | str, *, limits: Limits = REPLICATE_FILE, table: LanguageTable | None = None, name: str = ""
) -> ReplicateFile:
    """Read a file of variance replicates, as the Bureau publishes it for a state.

    Parameters
    ----------
    table : LanguageTable, optional
        The one they belong to: only its tracts are taken, and its estimates are held against the file's.
    name : str
        What messages call the file, unless by its own name.

    Raises
    ------
    InputError
        If the file is another, has none of the tracts, or its estimates are not those of the table.
    """
    source = require_local_file(path, limits)
    name = name or source.name
    if source.suffix.lower() not in (".csv", ".zip"):
        raise InputError(f"{name} is no file of variance replicates", fix=FIX)
    if table is not None and not table.has_moe:
        raise InputError(
            "the language table has no margins of error, which figures of zero need beside their replicates",
            fix="give table C16001 with its margins first",
        )
    tracts = None if table is None else sorted(map(str, table.pop5.index))
    request = {"path": str(source.resolve()), "tracts": tracts, "lines": LINES}
    reply = read_apart(FILES, name, request, limits, kind="a file of variance replicates")
    found = reply.table().to_pandas()
    if found.empty:
        raise InputError(f"{name} has no variance replicates of the department's tracts", fix=FIX)
    twice = found.duplicated(["geoid", "line"])
    if twice.any():
        raise InputError(f"{name} has {counted(int(twice.sum()), 'line')} of a tract twice", fix="download it again")
    frame = _frame(found)
    if table is not None:
        require_same_figures(frame, table, name)
    account = Account(
        name,
        reply.facts["rows"],
        len(found),
        tuple(LeftOut(why, rows) for why, rows in reply.facts["left_out"]),
        dict.fromkeys(reply.facts["headings"], "")
        | {heading: _use_of(wanted) for wanted, heading in reply.facts["columns"].items() if heading},
    )
    return ReplicateFile(frame, tuple(_notes(name, found, frame, table)), account)


def with_replicates(table: LanguageTable, frame: pd.DataFrame | None) -> LanguageTable:
    """Return the table with its replicates, from what ``read_replicates`` gave; None: without any.

    What stands beside another estimate than the table's is no replicate of it, and left out.
    """
    if frame is None:
        return table if table.replicates is None else replace(table, replicates=None)
    tracts = pd.Index(table.pop5.index)
    parts = {
        "pop5": (table.pop5.to_frame(), (POPULATION_LINE,)),
        "lep": (table.lep[list(LANGUAGES)], LEP_LINES),
        "very_well": (table.very_well[list(LANGUAGES)], VERY_WELL_LINES),
    }
    found = {
        what: errors_of(figures.to_numpy(dtype=float), _laid(frame, figures.to_numpy(dtype=float), tracts, lines))
        for what, (figures, lines) in parts.items()
    }
    without = parts["lep"][0].notna().any(axis=1).to_numpy() & ~found["lep"].known.any(axis=1)
    return replace(table, replicates=Replicates(tracts, **found, tracts_without=int(without.sum())))


def require_same_figures(frame: pd.DataFrame, table: LanguageTable, name: str) -> None:
    """Return nothing if the estimates beside the replicates are those of the table, to the person.

    Raises
    ------
    InputError
        That names the first figure which is not.
    """
    apart = _apart(frame, table)
    if len(apart):
        first = apart.iloc[0]
        others = f", and {counted(len(apart) - 1, 'more figure')} differ" if len(apart) > 1 else ""
        raise InputError(
            f"{name} does not belong to the language table: in tract {first['geoid']} line {first['line']:03d} is "
            f"{first['estimate']:.0f} beside the replicates and {first['published']:.0f} in the table{others}",
            fix="give the replicates of the same five years as the table",
        )


def replicates_fit(frame: pd.DataFrame, table: LanguageTable) -> bool:
    """Return whether replicates belong to a table, and to one of its tracts at least."""
    return bool(frame["geoid"].isin(table.pop5.index).any()) and _apart(frame, table).empty


def _apart(frame: pd.DataFrame, table: LanguageTable) -> pd.DataFrame:
    """Return the rows whose estimate is not the table's, with that as ``published``."""
    figures = {POPULATION_LINE: table.pop5}
    for cells, lines in ((table.lep, LEP_LINES), (table.very_well, VERY_WELL_LINES)):
        figures |= {line: cells[language] for language, line in zip(LANGUAGES, lines, strict=True)}
    wide = pd.DataFrame(figures).rename_axis("geoid").reset_index()
    published = wide.melt("geoid", var_name="line", value_name="published").astype({"line": "int16"})
    both = frame[["geoid", "line", "estimate"]].merge(published, on=["geoid", "line"])
    return both[(both["estimate"] - both["published"]).abs() > HALF_A_PERSON]


def _frame(found: pd.DataFrame) -> pd.DataFrame:
    given = ["geoid", "line", "ESTIMATE", *REPLICATE_NAMES]
    frame = found.sort_values(["geoid", "line"], ignore_index=True)[given].set_axis(list(REPLICATE_COLUMNS), axis=1)
    return frame.astype({"geoid": "str"})


def _laid(frame: pd.DataFrame, estimates: Floats, tracts: pd.Index, lines: tuple[int, ...]) -> Floats:
    """Return the replicates of estimates as tracts x lines x 80; NaN where there are none."""
    laid = np.full((len(tracts), len(lines), REPLICATES), np.nan)
    here = frame[frame["line"].isin(lines) & frame["geoid"].isin(tracts)]
    place = {line: k for k, line in enumerate(lines)}
    rows = tracts.get_indexer(pd.Index(here["geoid"]))
    columns = here["line"].map(place).to_numpy(dtype=int)
    same = np.abs(here["estimate"].to_numpy(dtype=float) - estimates[rows, columns]) <= HALF_A_PERSON
    own = here[list(REPLICATE_COLUMNS[3:])].to_numpy(dtype=float)
    laid[rows[same], columns[same]] = own[same]
    return laid


def _use_of(wanted: str) -> str:
    known = {"TBLID": "table", "GEOID": "tract", "ORDER": "line", "ESTIMATE": "estimate", "MOE": "margin, to compare"}
    return known.get(wanted) or f"replicate {wanted.removeprefix(NAMES[-1][:7])}"


def _notes(name: str, found: pd.DataFrame, frame: pd.DataFrame, table: LanguageTable | None) -> list[str]:
    notes = []
    if table is not None:
        without = sorted(set(map(str, table.pop5.index)) - set(frame["geoid"]))
        if without:
            notes.append(
                f"{name} has no replicates of {counted(len(without), 'tract')}, whose usual margins count: "
                f"{first_of(without)}."
            )
    estimates, replicates = frame["estimate"].to_numpy(dtype=float), frame[list(REPLICATE_COLUMNS[3:])].to_numpy(float)
    own = Z_90 * np.sqrt(VARIANCE_FACTOR * ((replicates - estimates[:, None]) ** 2).sum(axis=1))
    given = found.sort_values(["geoid", "line"])["MOE"].to_numpy(dtype=float)
    other = (estimates > 0) & (given >= 0) & (np.abs(own - given) > np.maximum(SAME_MARGIN[0], SAME_MARGIN[1] * given))
    if other.any():
        row = frame.iloc[int(np.flatnonzero(other)[0])]
        notes.append(
            f"{name}: the margins of {counted(int(other.sum()), 'figure')} are not those of their replicates, which "
            f"count: first line {row['line']:03d} of tract {row['geoid']}."
        )
    return notes
