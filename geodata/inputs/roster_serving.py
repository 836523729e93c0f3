"""Rows of a roster that stand for nobody who serves, and languages that it says are not spoken.

Lists from personnel offices keep who has retired and which posts are open, and tell of a language that it is read and
not spoken. None of them can fill a slot.
"""

from __future__ import annotations

import re

import pandas as pd

from geodata.files.columns import NO, as_text, plain_name
from geodata.files.sentences import first_of
from geodata.files.text_tables import TextTable
from geodata.inputs.account import LeftOut
from planning.errors import InputError
from planning.lists import counted
from planning.words.wording import percent

_GONE = re.compile(
    r"\b(?:retired|retiree|separated|separation|terminated|resigned|deceased|vacant|vacancy|unfilled|inactive|former|"
    r"dismissed|discharged|not active|no longer)\b"
)
_SERVES = re.compile(
    r"\b(?:active|current|employed|regular|full|part|duty|probation\w*|leave|loa|military|suspended|light|limited|"
    r"training|academy|filled|permanent|temporary|sworn|civilian|injured|disability)\b"
)
NOBODY = frozenset(
    ("vacant", "vacancy", "open", "unfilled", "tbd", "tba", "n/a", "na", "none", "unassigned", "pending")
)
"""What stands where an officer's id would, while nobody has the post."""


def who_serve(
    table: TextTable, id_column: str, status_column: str | None, left: list[LeftOut], notes: list[str]
) -> pd.DataFrame:
    """Return the rows of somebody who serves; rows without an id, open posts and who is gone are left out by name.

    Raises
    ------
    InputError
        If no row is left.
    """
    rows = table.rows
    ids = as_text(rows[id_column]).str.strip()
    without = ids.isna() | nobody_there(ids)
    gone = pd.Series(False, rows.index)
    if status_column:
        gone = no_longer_serves(rows[status_column], table.name, notes) & ~without
    for why, there in (("no officer id", without), ("no longer serves", gone)):
        if there.any():
            left.append(LeftOut.of(why, rows.index[there]))
            share = f"{counted(int(there.sum()), 'row')} left out, {percent(there.mean())} of all"
            notes.append(f"{table.name}: {share}, because of {why!r}: row {first_of(left[-1].which)}.")
    if without.all():
        fix = "give every row a badge or employee number"
        raise InputError(f"{table.name}, row {rows.index[0]}, has no officer id", fix=fix)
    if (without | gone).all():
        raise InputError(f"no officer in {table.name} still serves", fix=f"look at its column {status_column!r}")
    return rows[~without & ~gone]


def no_longer_serves(cells: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return who is gone by a column of status; who it does not tell of counts, and their rows are told.

    No cell is quoted: why somebody is away is theirs.

    Examples
    --------
    >>> notes: list[str] = []
    >>> cells = pd.Series(["Active", "Retired 2021", "Leave (military)", "T", ""], name="Status")
    >>> no_longer_serves(cells, "r.csv", notes).tolist(), notes
    ([False, True, False, False, False], ["r.csv, column 'Status': 1 row is not understood and counts: row 3."])
    """
    words = as_text(cells).fillna("").str.lower()
    gone = words.str.contains(_GONE)
    strange = cells.index[(words != "") & ~gone & ~words.str.contains(_SERVES)]
    if len(strange):
        verbs = "is not understood and counts" if len(strange) == 1 else "are not understood and count"
        rows = f"{counted(len(strange), 'row')} {verbs}: row {first_of(strange)}"
        notes.append(f"{name}, column {str(cells.name)!r}: {rows}.")
    return gone


def not_spoken(cells: pd.Series, name: str, notes: list[str]) -> pd.Series:
    """Return in which rows a column says that the language is not spoken.

    Examples
    --------
    >>> notes: list[str] = []
    >>> not_spoken(pd.Series(["Y", "N", "", "fluent"], [2, 3, 4, 5], name="Speaks"), "r.csv", notes).tolist()
    [False, True, False, False]
    >>> notes
    ["r.csv: 1 row, where 'Speaks' is no, has a language that is not spoken, so it does not count: row 3."]
    """
    denied = as_text(cells).fillna("").str.lower().isin((*NO, "none"))
    if denied.any():
        verb = "has a language that is" if denied.sum() == 1 else "have languages that are"
        notes.append(
            f"{name}: {counted(int(denied.sum()), 'row')}, where {str(cells.name)!r} is no, {verb} not spoken, so it "
            f"does not count: row {first_of(denied.index[denied])}."
        )
    return denied


def nobody_there(ids: pd.Series) -> pd.Series:
    """Return which ids say that nobody has the post.

    Examples
    --------
    >>> nobody_there(pd.Series(["1042", "VACANT", "Vacant 3", "--"])).tolist()
    [False, True, True, True]
    """
    plain = ids.fillna("").str.lower().str.strip()
    words = plain.str.replace(r"[\W_]*\d*$", "", regex=True)
    nobody: pd.Series = ids.notna() & (words.isin(NOBODY) | ~plain.str.contains(r"\w", regex=True))
    return nobody & ~plain.str.fullmatch(r"\d+")


def likely_column(headings: list[str], telling: frozenset[str]) -> str:
    """Return the one heading that has a telling word in it; "" for none or several.

    Examples
    --------
    >>> likely_column(["Rank", "Bilingual Language(s)"], frozenset({"language"}))
    'Bilingual Language(s)'
    >>> likely_column(["Badge issued", "Old badge"], frozenset({"badge"}))
    ''
    """
    found = [heading for heading in headings if telling & set(plain_name(heading).split("_"))]
    return found[0] if len(found) == 1 else ""
