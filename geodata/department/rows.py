"""Rows of tables as maps, panels and papers read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from planning.need.crosswalk import OUTSIDE
from planning.officers.published import sum_published


def area_rows(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the rows of a language, without what lies outside every area."""
    return frame[(frame["language"] == language) & (frame["area_id"] != OUTSIDE)]


def gap_by_area(table: pd.DataFrame) -> pd.DataFrame:
    """Return area_id, posts, required, gap_low, gap_high and ``open``, summed over shifts and languages.

    ``open`` counts the posts that cannot be told.

    An area none of whose posts can be told has missing ``posts``; without a roster the gap is missing.

    Examples
    --------
    >>> cells = pd.DataFrame({"area_id": "a", "posts": [1.0, None], "required": [1.58, None],
    ...     "gap_low": [0.0, None], "gap_high": [0.58, None], "test_low": 0.0, "test_high": 0.0})
    >>> gap_by_area(cells).values.tolist()
    [['a', 1.0, 1.58, 0.0, 0.58, 1]]
    """
    columns = ["area_id", "posts", "required", "gap_low", "gap_high", "open"]
    return sum_published(table, "area_id").sort_values("area_id").reset_index(drop=True)[columns]


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table, each with its columns as attributes; what is in them the table's maker says.

    Examples
    --------
    >>> [row.lep + 1 for row in rows_of(pd.DataFrame({"lep": [1, 2]}))]
    [2, 3]
    """
    return iter(table.itertuples(index=False))
