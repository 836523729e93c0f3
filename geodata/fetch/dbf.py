"""Read columns of a dBASE table, the attribute part of a Shapefile, without touching its shapes.

A state's census blocks are half a gigabyte of shapes that are not needed: the table beside them holds the people
and a point inside every block. Layout: ESRI Shapefile Technical Description (July 1998) and the dBASE III file
structure: a header of 32 bytes (records at byte 4, header length at 8, record length at 10), 32 bytes a column
(name, type at byte 11, length at 16) up to a 0x0D, then records of fixed length that begin with a deletion mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from planning.errors import InputError, SchemaError

_HEADER = _COLUMN = 32
_END_OF_COLUMNS = 0x0D
_DELETED = b"*"


def read_dbf_columns(
    path: Path, columns: Sequence[str], *, where: str = "", starts: Sequence[str] = ()
) -> pd.DataFrame:
    """Return some columns as text, blanks around them stripped.

    Parameters
    ----------
    path : Path
    columns : sequence of str
    where, starts : str, sequence of str
        Keep only rows in which column ``where`` begins with one of ``starts``; all of one length.

    Raises
    ------
    InputError
        If the file is damaged.
    SchemaError
        If a column is not there.
    """
    layout, offset, records = _read_layout(path)
    names = layout.names or ()
    lacking = [name for name in (*columns, *([where] if where else [])) if name not in names]
    if lacking:
        raise SchemaError(f"{path.name} has no column {lacking[0]!r}", fix=f"it has: {', '.join(names[1:])}")
    table = np.memmap(path, dtype=layout, mode="r", offset=offset, shape=(records,))
    kept = table["(deleted)"] != _DELETED
    if where:
        width = len(starts[0])
        kept &= np.isin(table[where].astype(f"S{width}"), [start.encode("ascii") for start in starts])
    rows = table[kept]
    return pd.DataFrame({name: _as_text(rows[name]) for name in columns}, dtype="str")


def _as_text(cells: np.ndarray[tuple[int], np.dtype[np.bytes_]]) -> list[str]:
    return [cell.decode("latin-1").strip() for cell in cells.tolist()]


def _read_layout(path: Path) -> tuple[np.dtype[np.void], int, int]:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEADER)
        records, header_bytes, record_bytes = (
            int.from_bytes(head[start:end], "little") for start, end in ((4, 8), (8, 10), (10, 12))
        )
        described = file.read(max(0, header_bytes - _HEADER))
    fields: list[tuple[str, str]] = [("(deleted)", "S1")]
    for start in range(0, len(described) - _COLUMN + 1, _COLUMN):
        column = described[start : start + _COLUMN]
        if column[0] == _END_OF_COLUMNS:
            break
        fields.append((column[:11].split(b"\0")[0].decode("latin-1"), f"S{column[16]}"))
    names = [name for name, _ in fields]
    sound = len(fields) > 1 and len(set(names)) == len(names) and all(width != "S0" for _, width in fields)
    layout = np.dtype(fields) if sound else np.dtype("V1")
    if not sound or layout.itemsize != record_bytes or size < header_bytes + records * record_bytes or not records:
        raise InputError(f"{path.name} is damaged", fix="download it again")
    return layout, header_bytes, records
