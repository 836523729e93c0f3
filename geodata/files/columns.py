"""Find columns by the names people give them, and read their cells without inventing anything."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from geodata.files.limits import MOST_COUNTED
from geodata.files.sentences import first_of
from planning.errors import InputError, MissingColumnError, SchemaError, UnknownNameError
from planning.words.formats import whole_number

YES = ("yes", "y", "true", "t", "1", "x")
BLANKS = r"[\s\u200b\u2060\ufeff]+"
"""Runs of blanks of every kind, also those that nobody sees."""
NO = ("no", "n", "false", "f", "0")


def plain_name(column: str) -> str:
    """Return a column name as it is compared: lower case, one underscore between words.

    Examples
    --------
    >>> plain_name(" Facility Name ")
    'facility_name'
    """
    return re.sub(r"[^0-9a-z]+", "_", str(column).lower()).strip("_")


def find_column(columns: Iterable[object], aliases: Sequence[str], said: Mapping[str, str] | None = None) -> str | None:
    """Return the column that somebody said it is, else the first that goes by one of the aliases, in their order.

    Parameters
    ----------
    columns : iterable of str
    aliases : sequence of str
        The role itself first, as "lon".
    said : mapping of role to heading, optional
        From ``require_said``; an empty heading: the file has no such column. A column that was said to be something is
        not guessed to be something else.

    Examples
    --------
    >>> find_column(["LONGITUDE", "Name"], ("lon", "longitude"))
    'LONGITUDE'
    >>> find_column(["LONGITUDE", "Name", "E"], ("lon", "longitude"), {"lon": "E"})
    'E'
    """
    said = said or {}
    if aliases and aliases[0] in said:
        return said[aliases[0]] or None
    taken = set(said.values())
    known = {plain_name(str(column)): str(column) for column in reversed(list(columns)) if str(column) not in taken}
    return next((known[alias] for alias in aliases if alias in known), None)


def require_said(
    said: Mapping[str, str] | None, roles: Iterable[str], columns: Iterable[object], name: str
) -> dict[str, str]:
    """Return what somebody said the columns of a file are, by role, each heading as the file has it.

    Raises
    ------
    UnknownNameError
        For a role that this input does not have.
    SchemaError
        For a heading that the file does not have.

    Examples
    --------
    >>> require_said({"language": "language(s)"}, ["officer_id", "language"], ["Badge", "Language(s)"], "roster.csv")
    {'language': 'Language(s)'}
    """
    known, there = list(roles), [str(column) for column in columns]
    loosely = {column.strip().lower(): column for column in reversed(there)}
    found: dict[str, str] = {}
    for role, heading in (said or {}).items():
        if role not in known:
            raise UnknownNameError("column of this input", role, known)
        exact = heading if heading in there else loosely.get(heading.strip().lower())
        if heading and exact is None:
            raise missing_column(name, heading, there, role)
        found[role] = exact or ""
    return found


def missing_column(
    name: str, wanted: str, columns: Iterable[object], role: str = "", likely: str | None = ""
) -> SchemaError:
    """Return the error for a column that is not there: what there is, the nearest to it, and how to say which it is.

    Parameters
    ----------
    name, wanted : str
        The file, and the column as it is asked for.
    columns : iterable of str
        What there is.
    role : str
        What somebody can say it is with ``--map``; empty: it cannot be said.
    likely : str
        The column that looks like it, whatever it is called; empty: the one whose name is nearest; None: none is.

    Examples
    --------
    >>> print(missing_column("x.csv", "language", ["Badge", "Language(s)"], "language").fix)
    did you mean 'Language(s)'? Then say --map "language=Language(s)". It has: Badge, Language(s)
    """
    there = [str(column) for column in columns if str(column) != "geometry"]
    lower = {column.lower(): column for column in there}
    near = difflib.get_close_matches(wanted.lower(), lower, n=1, cutoff=0.6)
    meant = "" if likely is None else likely or (lower[near[0]] if near else "")
    what, has = f"{name} has no column {wanted!r}", first_of(there)
    hint = f"did you mean {meant!r}? " if meant else ""
    if not role:
        return SchemaError(what, fix=f"{hint}It has: {has}")
    hint += f'{"Then say" if meant else "say which it is with"} --map "{role}={meant or "COLUMN"}"'
    return MissingColumnError(what, fix=f"{hint}. It has: {has}", role=role, meant=meant)


def as_text(column: pd.Series) -> pd.Series:
    """Return cells as text without blanks around them, only blanks as missing; 510.0 becomes "510".

    Examples
    --------
    >>> as_text(pd.Series([510.0, 2.5, float("nan")])).tolist()
    ['510', '2.5', nan]
    >>> as_text(pd.Series(["012 ", "North\N{NO-BREAK SPACE} End\\n", "\N{ZERO WIDTH SPACE}"], dtype="str")).tolist()
    ['012', 'North End', nan]
    """
    if pd.api.types.is_float_dtype(column):
        cells = [f"{x:.0f}" if x == np.floor(x) else repr(float(x)) for x in column.dropna().astype(float)]
        text = pd.Series(cells, index=column.dropna().index, dtype="str").reindex(column.index)
    else:
        text = column.astype("str")
    text = text.str.replace(BLANKS, " ", regex=True).str.strip(" \u200c\u200d\u200e\u200f\u00ad")
    return text.mask(text == "")


def as_number(column: pd.Series, name: str, *, least: float | None = None) -> pd.Series:
    """Return cells as numbers; blanks are missing, thousands separators are understood.

    Parameters
    ----------
    column : Series
        Named as in the file, indexed by the row a person sees.
    name : str
        The file's name, for messages.
    least : float, optional
        The least value that makes sense.

    Raises
    ------
    InputError
        For a cell that is no number, or less than ``least``; the row and the cell are named.

    Examples
    --------
    >>> as_number(pd.Series(["1,088", ""], name="pop"), "x.csv").tolist()
    [1088.0, nan]
    """
    if pd.api.types.is_numeric_dtype(column):
        numbers = pd.Series(column.to_numpy(dtype=float, na_value=np.nan), index=column.index, name=column.name)
        wrong = numbers.notna() & ~np.isfinite(numbers)
    else:
        text = column.astype("str").str.strip().str.replace(r"(?<=\d),(?=\d{3})", "", regex=True)
        text = text.mask(text == "")
        numbers = pd.to_numeric(text, errors="coerce").astype(float)
        wrong = (text.notna() & numbers.isna()) | np.isinf(numbers)
    if wrong.any():
        raise _wrong_cell(column, wrong, name, "is not a number", "correct that cell or leave it blank")
    if (numbers.abs() > MOST_COUNTED).any():
        why = f"is beyond anything that is counted here ({whole_number(MOST_COUNTED)})"
        raise _wrong_cell(column, numbers.abs() > MOST_COUNTED, name, why, "correct that cell or leave it blank")
    if least is not None and (numbers < least).any():
        raise _wrong_cell(column, numbers < least, name, f"is less than {least:g}", "correct that cell")
    return numbers


def as_yes_no(column: pd.Series, name: str) -> pd.Series:
    """Return cells as yes, no or missing.

    Raises
    ------
    InputError
        For any other word.

    Examples
    --------
    >>> as_yes_no(pd.Series(["Yes", "n", ""], name="step_free"), "x.csv").tolist()
    [True, False, <NA>]
    """
    if pd.api.types.is_bool_dtype(column):
        return column.astype("boolean")
    words = as_text(column).str.strip().str.lower()
    answer = pd.Series(pd.NA, index=column.index, dtype="boolean")
    answer[words.isin(YES)] = True
    answer[words.isin(NO)] = False
    wrong = words.notna() & answer.isna()
    if wrong.any():
        raise _wrong_cell(column, wrong, name, "is neither yes nor no", "write yes, no, or leave it blank")
    return answer


def first_row(mask: pd.Series) -> Any:
    """Return the row (as indexed) of the first true cell of a mask."""
    return mask.idxmax()


def _wrong_cell(column: pd.Series, wrong: pd.Series, name: str, why: str, fix: str) -> InputError:
    row = first_row(wrong)
    more = int(wrong.sum()) - 1
    others = f" and {more} more" if more else ""
    return InputError(
        f"{name}, row {row}, column {str(column.name)!r}{others}: the cell {why}", value=str(column[row])[:40], fix=fix
    )
