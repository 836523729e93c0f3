"""Read which PUMA each census tract lies in: the Bureau's own list, ``STATEFP,COUNTYFP,TRACTCE,PUMA5CE``.

PUMAs change with each census: those of one list fit the tables of the same years (``geodata.inputs.detail``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geodata.files.columns import as_text, find_column, missing_column, require_said
from geodata.files.limits import CENSUS_TABLE, Limits
from geodata.files.sentences import first_of
from geodata.files.text_tables import read_text_table
from geodata.inputs.account import Account, LeftOut
from geodata.inputs.geoids import GEOID_ALIASES, find_tract_ids, require_unique
from geodata.inputs.replicate_worker import ELSEWHERE
from planning.errors import InputError, SchemaError
from planning.lists import counted
from planning.need.need import LanguageTable

PUMA_COLUMNS = ("geoid", "puma")
PUMA_WIDTH = 7
"""State (2) and PUMA (5) digits."""
PUMA_ALIASES: Mapping[str, tuple[str, ...]] = {
    "geoid": GEOID_ALIASES,
    "puma": ("puma5ce", "puma", "puma5ce20", "pumace20", "pumace10", "puma_code", "puma20", "puma10"),
}
CONNECTICUT = "09"
"""Its tracts were given other counties in 2022; the list of PUMAs still has the old ones."""
FIX = "give the Bureau's file 2020_Census_Tract_to_2020_PUMA.txt (or the one of 2010, for tables up to 2021)"


@dataclass(frozen=True, slots=True)
class PumaFile:
    """Which PUMA each tract lies in.

    Attributes
    ----------
    pumas : DataFrame with ``PUMA_COLUMNS``
    notes : tuple of str
    account : Account
    """

    pumas: pd.DataFrame
    notes: tuple[str, ...]
    account: Account


def read_pumas(
    path: Path | str,
    *,
    limits: Limits = CENSUS_TABLE,
    columns: Mapping[str, str] | None = None,
    table: LanguageTable | None = None,
) -> PumaFile:
    """Read which PUMA each tract lies in.

    Parameters
    ----------
    table : LanguageTable, optional
        Only its tracts are taken; those of Connecticut by their own number where the counties have changed.

    Raises
    ------
    SchemaError, InputError
        If it is another file, or has none of the tracts.
    """
    given = read_text_table(path, limits=limits)
    said = require_said(columns, PUMA_ALIASES, given.rows.columns, given.name)
    column = find_column(given.rows.columns, PUMA_ALIASES["puma"], said)
    if column is None:
        missing = missing_column(given.name, "PUMA5CE", given.rows.columns, "puma")
        raise SchemaError(missing.what, fix=FIX)
    tracts = find_tract_ids(given.rows, given.name, {role: name for role, name in said.items() if role == "geoid"})
    code = as_text(given.rows[column]).str.strip().str.replace(r"\.0+$", "", regex=True)
    whole = code.where(code.str.len() == PUMA_WIDTH, tracts.ids.str[:2] + code.str.zfill(PUMA_WIDTH - 2))
    unread = tracts.ids.notna() & ~whole.str.fullmatch(r"\d{7}", na=False)
    found = pd.DataFrame({"geoid": tracts.ids, "puma": whole})[tracts.ids.notna() & ~unread]
    require_unique(found["geoid"], given.name)
    left_out = [
        *given.left_out,
        *tracts.left_out,
        *([LeftOut.of("no PUMA", unread.index[unread])] if unread.any() else []),
    ]
    kept = found if table is None else _of_tracts(found, table)
    if kept.empty:
        raise InputError(f"{given.name} has none of the department's tracts", fix=FIX)
    elsewhere = len(found) - kept.index.nunique()
    left_out += [LeftOut(ELSEWHERE, elsewhere)] if elsewhere else []
    account = Account(
        given.name,
        given.rows_read,
        kept.index.nunique(),
        tuple(left_out),
        dict.fromkeys(map(str, given.rows.columns), "") | dict(tracts.columns) | {column: "PUMA"},
        given.parts,
    )
    notes = [*given.notes, *tracts.notes]
    without = [] if table is None else sorted(set(map(str, table.pop5.index)) - set(kept["geoid"]))
    if without:
        notes.append(f"{given.name} names no PUMA for {counted(len(without), 'tract')}: {first_of(without)}.")
    ordered = kept.sort_values("geoid", ignore_index=True)[list(PUMA_COLUMNS)].astype("str")
    return PumaFile(ordered, tuple(notes), account)


def _of_tracts(found: pd.DataFrame, table: LanguageTable) -> pd.DataFrame:
    """Return the rows of a table's tracts; a tract of Connecticut goes by its number if its county is not there."""
    tracts = pd.Index(map(str, table.pop5.index))
    kept = found[found["geoid"].isin(tracts)]
    gone = [geoid for geoid in tracts.difference(pd.Index(kept["geoid"])) if geoid.startswith(CONNECTICUT)]
    if not gone:
        return kept
    number = found["geoid"].str[:2] + found["geoid"].str[5:]
    once = found[~number.duplicated(keep=False)].assign(number=number)
    wanted = pd.DataFrame({"geoid": gone, "number": [f"{geoid[:2]}{geoid[5:]}" for geoid in gone]})
    place = once.reset_index(names="row").drop(columns="geoid").merge(wanted, on="number").set_index("row")
    return pd.concat([kept, place[["geoid", "puma"]]])
