"""Read an interpreter's bill or call log: counts by language, month, shift, area and way, and nothing else of it.

One row a call, or a month's sums. The rows are seen by a process of their own (``geodata.inputs.bill_worker``), which
takes seven columns by an allow list; order numbers, names, telephone, account and case numbers never leave it. Only
here are counts joined with what this department decided about languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.files.formats import require_local_file
from geodata.files.limits import BILL, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.sentences import first_of
from geodata.inputs.account import Account, LeftOut, Part
from geodata.inputs.bill_worker import KEYS, read_bill_file
from planning.errors import InputError
from planning.languages.matching import build_review, decided_language, require_decisions, suggest_language
from planning.lists import counted
from planning.officers.interpreter_use import NOT_TOLD

BILLS = Reader(read_bill_file, smaller="give it by month", again="export it again, or by month")
SURELY_NEAR = 0.85
"""How near a word must be to a language to be shown: Petrosyan is 0.75 of Persian, in however many rows."""
BILL_COLUMNS = (*KEYS, "calls", "minutes", "suppressed")


@dataclass(frozen=True, slots=True)
class BillFile:
    """What a bill says, as counts.

    Attributes
    ----------
    bill : DataFrame with ``BILL_COLUMNS``
        ``language`` is a language id, ``month`` YYYY-MM, ``shift`` day, evening or night, ``area_id`` an id of the beat
        map; both are empty where the bill does not say. ``calls`` and ``minutes`` are missing where nothing is known,
        and ``suppressed`` counts the rows whose calls the vendor wrote as "<10" or "*".
    notes : tuple of str
    review : DataFrame
        Spellings of languages that wait for a decision; their calls are not in ``bill``.
    account : Account
    """

    bill: pd.DataFrame
    notes: tuple[str, ...]
    review: pd.DataFrame
    account: Account


def read_interpreter_bill(
    path: Path | str,
    *,
    limits: Limits = BILL,
    decisions: Mapping[str, str] | None = None,
    areas: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
) -> BillFile:
    """Read a vendor's invoice, or a log of calls.

    Parameters
    ----------
    decisions : mapping of spelling to language id or ``leave out``, optional
        What somebody decided about spellings of languages.
    areas : iterable of str
        The ids of areas that may be kept; any other word in the column of areas is dropped.
    columns : mapping of role to heading, optional
        What somebody said the columns are.

    Raises
    ------
    InputError
        If it cannot be read, or says no language, month or count; no message quotes a cell.
    """
    source = require_local_file(path, limits)
    reply = _ask_worker(source, "read", limits, columns=dict(columns or {}), areas=sorted(areas))
    counts = pd.DataFrame(reply["counts"], columns=[*BILL_COLUMNS, "rows"])
    made = require_decisions(dict(decisions or {}))
    spelled = counts["language"].astype("str")
    known = spelled.map({cell: decided_language(cell, made) for cell in spelled.unique()})
    rows_of = counts.groupby(spelled)["rows"].sum()
    waiting = {str(cell): int(rows_of[cell]) for cell in spelled[known.isna()].unique()}
    asked_about = {cell: rows for cell, rows in waiting.items() if _is_misspelled(cell)}
    review = build_review([cell for cell, rows in asked_about.items() for _ in range(rows)], decisions)
    bill = counts.assign(language=known.astype("str"))[known.notna()]
    summed = bill.groupby(KEYS)[["calls", "minutes", "suppressed"]].sum(min_count=1).reset_index()
    left_out = [LeftOut.of(why, rows) for why, rows in reply["left_out"]]
    if waiting:
        left_out.append(LeftOut("a language that waits for a decision", sum(waiting.values())))
    account = Account(
        source.name,
        reply["rows"],
        int(bill["rows"].sum()),
        tuple(left_out),
        {heading: role.replace("_id", "") for heading, role in reply["columns"].items()},
        tuple(Part(**one) for one in reply["parts"]),
    )
    if summed.empty:
        raise InputError(
            f"{source.name} has no call that can be counted", fix=f"see why: {account.sentence().rstrip('.')}"
        )
    typed = summed.astype(dict.fromkeys(KEYS, "str") | {"calls": float, "minutes": float, "suppressed": int})
    return BillFile(typed[list(BILL_COLUMNS)], _notes(source.name, reply, typed, asked_about, waiting), review, account)


def _is_misspelled(cell: str) -> bool:
    """Return whether a word is surely a language, if a misspelled one: a family name may be three quarters of one."""
    near = suggest_language(cell)
    return near is not None and near.confidence >= SURELY_NEAR


def look_at_bill(path: Path, limits: Limits) -> pd.DataFrame:
    """Return the headings of a bill without its rows; a heading that looks like a value is not shown."""
    reply = _ask_worker(require_local_file(path, limits), "headings", limits)
    return pd.DataFrame(columns=reply["headings"], dtype="str")


def _notes(
    name: str, reply: Mapping[str, Any], bill: pd.DataFrame, asked_about: Mapping[str, int], waiting: Mapping[str, int]
) -> tuple[str, ...]:
    notes = []
    if reply["one_each"]:
        notes.append(f"{name}: each row was counted as one call.")
    if bill["suppressed"].any():
        rows = counted(int(bill["suppressed"].sum()), "row")
        notes.append(f"{name}: {rows} with a suppressed count, as <10 or *: not zero, and in no sum.")
    if reply["stray_areas"]:
        notes.append(
            f"{name}: {counted(reply['stray_areas'], 'row')} match no area of the beat map. Their calls count "
            "for the whole department, and the text there was not saved."
        )
    if (bill["way"] == NOT_TOLD).all():
        notes.append(f"{name} does not say how each person was interpreted for.")
    if reply["spread"]:
        notes.append(f"{name}: each column of a {reply['spread']} was read as counts of calls.")
    hidden = [cell for cell in waiting if cell not in asked_about]
    if asked_about:
        notes.append(
            f"{name}: {counted(sum(asked_about.values()), 'row')} in languages that are not known wait for a decision: "
            f"{first_of(sorted(asked_about))}."
        )
    if hidden:
        unseen = sum(waiting[cell] for cell in hidden)
        seen = first_of(sorted(row for cell in hidden for row in reply["rows_of"].get(cell, ())))
        verb = "has" if unseen == 1 else "have"
        notes.append(
            f"{name}: {counted(unseen, 'row')} {verb} a language that matches nothing (row {seen}). It may be a name, "
            'so it is not shown here and not saved. If it is a language, say so: outreach.py decide DEPT --set "ITS '
            'SPELLING=other", and give the file again.'
        )
    return tuple(notes)


def _ask_worker(source: Path, task: str, limits: Limits, **request: Any) -> dict[str, Any]:
    return read_apart(BILLS, source.name, {"task": task, "path": str(source.resolve()), **request}, limits).facts
