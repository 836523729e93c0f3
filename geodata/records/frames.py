"""Records as tables, for screens and for ``planning``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from geodata.records.fields import field_names
from geodata.records.kinds import Kind
from geodata.records.work import Record


def records_frame(kind: Kind, records: Iterable[Record]) -> pd.DataFrame:
    """Return the records as a table: ``id``, ``version``, the fields, ``updated_at``, ``updated_by``.

    Text is ``str``, days are datetimes, counts and numbers are floats (NaN is missing), yes-or-no is ``boolean``
    where it may be unknown and ``bool`` else, lists are tuples.
    """
    held = list(records)
    columns: dict[str, Any] = {
        "id": pd.array([record.id for record in held], dtype="str"),
        "version": np.array([record.version for record in held], dtype="int64"),
    }
    for name in field_names(kind.table):
        columns[name] = _cells(kind.table.c[name], [record[name] for record in held])
    columns["updated_at"] = pd.array([record.updated_at for record in held], dtype="datetime64[us, UTC]")
    columns["updated_by"] = pd.array([record.updated_by for record in held], dtype="str")
    return pd.DataFrame(columns)


def _cells(column: sa.Column[Any], values: list[Any]) -> Any:
    """Return the cells of a column as an array; a Series for each would take twice as long."""
    match column.type:
        case sa.JSON():
            lists = np.empty(len(values), dtype=object)
            lists[:] = [tuple(value) if column.info.get("list") else value for value in values]
            return lists
        case sa.Boolean():
            return pd.array(values, dtype="boolean") if column.nullable else np.array(values, dtype=bool)
        case sa.Date():
            return np.array(values, dtype="datetime64[s]")
        case sa.Integer() | sa.Float():
            return np.array(values, dtype=float)
        case _:
            return pd.array(values, dtype="str")
