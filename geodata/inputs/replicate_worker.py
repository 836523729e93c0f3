"""Read a file of variance replicates in a process of its own: a whole state's rows are passed, few are kept.

Layout, as the Census Bureau publishes it (``C16001_41.csv.zip``): ``TBLID,GEOID,NAME,ORDER,TITLE,ESTIMATE,MOE,CME,SE,
Var_Rep1,...,Var_Rep80``, a row a place and line of the table; the first two rows are its title and its universe and
have no id. The letters are those of Windows, and nothing that is read here depends on them.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from geodata.files.archives import unpack
from geodata.files.columns import find_column
from geodata.files.limits import MEGABYTE, Limits
from geodata.files.own_process_inside import Found, arrow_bytes
from geodata.files.text_tables import DELIMITERS
from planning.errors import InputError, SchemaError
from planning.need.replicates import REPLICATES

TABLE = "C16001"
FIX = f"give the Bureau's file of variance replicates as it is: {TABLE}_41.csv.zip, for census tracts of your state"
REPLICATE_NAMES = tuple(f"Var_Rep{k}" for k in range(1, REPLICATES + 1))
NAMES = ("TBLID", "GEOID", "ORDER", "ESTIMATE", "MOE", *REPLICATE_NAMES)
TITLE, BLANK, OTHER_LINE = "title of the table", "", "a line that no figure uses"
USED = "used"
OTHER_LEVEL, ELSEWHERE, NO_NUMBER = "not a census tract", "a tract of elsewhere", "a figure that is no number"
_TRACT = r"^(?:140\w{2,4}US)?(\d{11})$"
_BLOCK = 2 * MEGABYTE
"""So much of the file is in memory at a time, as text."""
_LETTERS = "latin-1"
"""Every byte is a letter in it, and the columns that are read hold only figures."""


def read_replicate_file(request: dict[str, Any]) -> Found:
    """Return the rows of some tracts and lines, and how many rows were left out and why."""
    path, limits = Path(request["path"]), Limits(**request["limits"])
    if path.suffix.lower() != ".zip":
        return _read(path, path.name, request)
    with tempfile.TemporaryDirectory() as folder:
        members = unpack(path, Path(folder), (".csv",), limits)
        if len(members) != 1:
            raise InputError(f"{path.name} holds {len(members)} tables, not one", fix=FIX)
        return _read(members[0], path.name, request)


def _read(path: Path, name: str, request: dict[str, Any]) -> Found:
    headings, delimiter = _headings(path, name)
    columns = {wanted: find_column(headings, (wanted.lower(),)) for wanted in NAMES}
    absent = [wanted for wanted, column in columns.items() if column is None and wanted not in ("MOE", "TBLID")]
    if absent:
        raise SchemaError(f"{name} has no column {absent[0]!r}", fix=FIX)
    if len(set(headings)) < len(headings):
        raise SchemaError(f"{name} has two columns of one name", fix=FIX)
    wanted_tracts, wanted_lines = request["tracts"], set(request["lines"])
    tracts = None if wanted_tracts is None else set(wanted_tracts)
    why: Counter[str] = Counter()
    kept: list[pd.DataFrame] = []
    rows = 0
    there = {wanted: column for wanted, column in columns.items() if column is not None}
    for batch in _batches(path, name, headings, delimiter):
        keys = _keys(batch, there)
        reasons = _reasons(keys, batch, tracts, wanted_lines, name)
        held = reasons != BLANK
        rows += int(held.sum())
        why.update(reasons[held & (reasons != USED)].tolist())
        used = (reasons == USED).to_numpy()
        if used.any():
            own = batch.filter(pa.array(used)).select(list(there.values())).to_pandas().set_axis(list(there), axis=1)
            kept.append(_figures(keys[used].reset_index(drop=True), own))
    none = pd.DataFrame(columns=["geoid", "line", *NAMES], dtype="str")
    found = pd.concat(kept, ignore_index=True) if kept else _figures(none, none)
    unread = found[["ESTIMATE", *REPLICATE_NAMES]].isna().any(axis=1)
    if unread.any():
        why[NO_NUMBER] = int(unread.sum())
    facts = {"headings": headings, "columns": columns, "rows": rows, "left_out": list(why.items())}
    return facts, arrow_bytes(pa.Table.from_pandas(found[~unread], preserve_index=False))


def _headings(path: Path, name: str) -> tuple[list[str], str]:
    with path.open("rb") as file:
        first = file.readline(MEGABYTE).decode("utf-8-sig", "replace")
    delimiter = max(DELIMITERS, key=first.count)
    headings = next(csv.reader([first], delimiter=delimiter), [])
    if not any(heading.strip() for heading in headings):
        raise InputError(f"{name} is empty", fix=FIX)
    return [heading.strip() or f"column {k}" for k, heading in enumerate(headings, start=1)], delimiter


def _batches(path: Path, name: str, headings: list[str], delimiter: str) -> Iterator[pa.RecordBatch]:
    """Yield the rows under the headings, every cell as it was written."""
    try:
        reader = pa_csv.open_csv(
            path,
            read_options=pa_csv.ReadOptions(
                block_size=_BLOCK, column_names=headings, skip_rows=1, encoding=_LETTERS, use_threads=False
            ),
            parse_options=pa_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(headings, pa.string()), strings_can_be_null=False
            ),
        )
        yield from reader
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        raise InputError(f"{name} broke off, or is no table of replicates", fix=FIX) from None


def _keys(batch: pa.RecordBatch, columns: dict[str, str]) -> pd.DataFrame:
    """Return what tells of a row whether it is wanted: its id, tract, line, and table."""
    text = {
        wanted: batch.column(columns[wanted]).to_pandas() for wanted in ("GEOID", "ORDER", "TBLID") if wanted in columns
    }
    ids = text["GEOID"].str.strip()
    table = text["TBLID"].str.strip().str.upper() if "TBLID" in text else TABLE
    line = pd.to_numeric(text["ORDER"].str.strip(), errors="coerce")
    return pd.DataFrame({"id": ids, "geoid": ids.str.extract(_TRACT)[0], "line": line, "table": table})


def _reasons(
    keys: pd.DataFrame, batch: pa.RecordBatch, tracts: set[str] | None, lines: set[int], name: str
) -> pd.Series[str]:
    """Return for each row why it is left out; ``USED`` where it is not, and "" where it holds nothing."""
    reasons = pd.Series(USED, index=keys.index, dtype=object)
    reasons[~keys["line"].isin(lines)] = OTHER_LINE
    if tracts is not None:
        reasons[~keys["geoid"].isin(tracts)] = ELSEWHERE
    reasons[keys["geoid"].isna()] = OTHER_LEVEL
    untold = keys.index[keys["id"] == ""]
    if len(untold):
        cells = batch.take(pa.array(untold)).to_pandas().set_axis(untold, axis=0)
        empty = (cells.apply(lambda column: column.str.strip()) == "").all(axis=1)
        reasons[untold] = np.where(empty, BLANK, TITLE)
    other = keys["table"][(keys["id"] != "") & (keys["table"] != TABLE)]
    if len(other):
        raise SchemaError(f"{name} holds another table than {TABLE}", value=str(other.iloc[0])[:20], fix=FIX)
    return reasons


def _figures(keys: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with their figures as numbers; NaN where a cell is none."""
    numbers = {
        column: pd.to_numeric(rows[column].str.strip(), errors="coerce").astype(np.float32)
        for column in ("ESTIMATE", "MOE", *REPLICATE_NAMES)
        if column in rows
    }
    named = {"geoid": keys["geoid"], "line": keys["line"], "MOE": np.float32(np.nan)}
    return pd.DataFrame(named | numbers).astype({"geoid": "str", "line": "int16"})
