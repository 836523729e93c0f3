"""Records as tables, for screens and for ``planning``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
    columns: dict[str, pd.Series] = {
        "id": pd.Series([record.id for record in held], dtype="str"),
        "version": pd.Series([record.version for record in held], dtype="int64"),
    }
    for name in field_names(kind.table):
        columns[name] = _series(kind.table.c[name], [record[name] for record in held])
    columns["updated_at"] = pd.Series([record.updated_at for record in held], dtype="datetime64[us, UTC]")
    columns["updated_by"] = pd.Series([record.updated_by for record in held], dtype="str")
    return pd.DataFrame(columns)


def _series(column: sa.Column[Any], values: list[Any]) -> pd.Series:
    match column.type:
        case sa.JSON():
            lists = [tuple(value) if column.info.get("list") else value for value in values]
            return pd.Series(lists, dtype="object")
        case sa.Boolean():
            return pd.Series(values, dtype="boolean" if column.nullable else "bool")
        case sa.Date():
            return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")), dtype="datetime64[s]")
        case sa.Integer() | sa.Float():
            return pd.Series(values, dtype="float64")
        case _:
            return pd.Series(values, dtype="str")
