"""What is on record for one area, in sentences: the last meeting, open concerns, documents that are missing."""

from __future__ import annotations

from datetime import date

import pandas as pd

from planning.languages.spoken import spoken_name
from planning.lists import counted, listed
from planning.materials.answers import BEHIND, MISSING
from planning.materials.inventory import VITAL
from planning.records.followup import HELD_STATES
from planning.vocabulary import ANNOUNCED, ANSWERED, OPEN, OVERDUE, PLANNED
from planning.words.formats import short_day

TO_COME = (PLANNED, ANNOUNCED)


def meetings_sentence(meetings: pd.DataFrame, today: date) -> str:
    """Return when a meeting was last held, and when the next will be.

    Parameters
    ----------
    meetings : DataFrame with ``state, date, languages``
        Those that are for the area; languages a tuple a row.
    today : date

    Examples
    --------
    >>> meetings = pd.DataFrame({"state": ["held", "announced"], "date": pd.to_datetime(["2026-05-04", "2026-06-09"]),
    ...                          "languages": [("korean", "other:Somali"), ("korean",)]})
    >>> meetings_sentence(meetings, date(2026, 6, 1))
    'Last meeting: **May 4, 2026**, in Korean and Somali. Next: June 9, 2026.'
    >>> meetings_sentence(meetings[:0], date(2026, 6, 1))
    '**No meeting** is on record.'
    """
    now = pd.Timestamp(today)
    held = meetings[meetings["state"].isin(HELD_STATES) & (meetings["date"] <= now)].sort_values("date")
    coming = meetings[meetings["state"].isin(TO_COME) & (meetings["date"] >= now)].sort_values("date")
    following = f" Next: {short_day(coming.iloc[0]['date'])}." if len(coming) else ""
    if held.empty:
        return f"**No meeting** is on record.{following}"
    last = held.iloc[-1]
    spoken = listed([spoken_name(language) for language in last["languages"]])
    return f"Last meeting: **{short_day(last['date'])}**, in {spoken}.{following}"


def open_concerns_sentence(board: pd.DataFrame) -> str:
    """Return how many concerns wait for an answer, and for being told it.

    Parameters
    ----------
    board : DataFrame with ``state``
        From ``planning.records.followup.concern_board``.

    Examples
    --------
    >>> open_concerns_sentence(pd.DataFrame({"state": ["open", "overdue", "told", "answered"]}))
    '**2 open concerns**, 1 overdue, and 1 is answered but not reported back.'
    >>> open_concerns_sentence(pd.DataFrame({"state": ["told"]}))
    'No open concerns.'
    """
    states = board["state"].value_counts()
    overdue, waiting, untold = (int(states.get(state, 0)) for state in (OVERDUE, OPEN, ANSWERED))
    late = f", {overdue} overdue" if overdue else ""
    first = f"**{counted(overdue + waiting, 'open concern')}**{late}" if overdue + waiting else "No open concerns"
    return first + (f", and {counted(untold, 'is', 'are')} answered but not reported back." if untold else ".")


def documents_figure(cells: pd.DataFrame) -> tuple[str, str]:
    """Return the one figure of a card, translations that are missing, and what it is compared with.

    ``cells``: as ``documents_sentence`` reads them.

    Examples
    --------
    >>> cells = pd.DataFrame({"cell_state": ["missing", "missing", "have", "out of date"],
    ...                       "document_class": ["vital", "outreach", "vital", "vital"]})
    >>> documents_figure(cells)
    ('2 of 4', '1 is of a vital document. 1 is outdated.')
    >>> documents_figure(cells[:0])
    ('0', 'No translation clearly qualifies, or no documents are listed.')
    """
    if cells.empty:
        return "0", documents_sentence(cells)
    missing = cells["cell_state"] == MISSING
    vital = int((missing & (cells["document_class"] == VITAL)).sum())
    old = int((cells["cell_state"] == BEHIND).sum())
    of_vital = f"{counted(vital, 'is of a vital document', 'are of vital documents')}." if vital else ""
    late = f"{counted(old, 'is', 'are')} outdated." if old else ""
    return f"{int(missing.sum())} of {len(cells)}", f"{of_vital} {late}".strip()


def documents_sentence(cells: pd.DataFrame) -> str:
    """Return how many translations that the rule asks for are missing or out of date.

    Parameters
    ----------
    cells : DataFrame with ``cell_state, document_class``
        One row a document and language that is asked for; see ``planning.materials.answers.cell_states``.

    Examples
    --------
    >>> cells = pd.DataFrame({"cell_state": ["missing", "missing", "have", "out of date"],
    ...                       "document_class": ["vital", "outreach", "vital", "vital"]})
    >>> documents_sentence(cells)
    'Of 4 translations that qualify, **2 are missing** (1 of a vital document). 1 is outdated.'
    >>> documents_sentence(cells[:0])
    'No translation clearly qualifies, or no documents are listed.'
    """
    if cells.empty:
        return "No translation clearly qualifies, or no documents are listed."
    missing = cells["cell_state"] == MISSING
    vital = int((missing & (cells["document_class"] == VITAL)).sum())
    old = int((cells["cell_state"] == BEHIND).sum())
    first = f"**{counted(int(missing.sum()), 'is', 'are')} missing** ({vital} of a vital document)"
    late = f". {counted(old, 'is', 'are')} outdated" if old else ""
    return f"Of {counted(len(cells), 'translation that qualifies', 'translations that qualify')}, {first}{late}."
