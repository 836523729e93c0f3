"""A made-up account of promises kept, for whoever translates it: every column and sentence of it is filled."""

from __future__ import annotations

from datetime import date

import pandas as pd

from planning.records.followup import Accountability, build_accountability
from planning.vocabulary import HELD

DAY = pd.Timestamp("2026-09-15")


def sample_account(
    asked: int, days: int, languages: tuple[str, ...], held: int, theme: str, question: str, answer: str, how: str
) -> Accountability:
    """Return an account of so many concerns and meetings.

    Two concerns in three are answered, half of those reported back; every second is cleared for the public.

    Examples
    --------
    >>> report = sample_account(60, 12, ("korean",), 2, "lighting", "Dark", "Lamps", "by mail")
    >>> report.concerns["total"].tolist(), len(report.published)
    ([20.0, 40.0, 60.0], 6)
    """
    events = pd.DataFrame({"id": [*range(held)], "state": HELD, "date": DAY})
    events["languages"] = [languages] * held
    came = pd.DataFrame({"event_id": [0, 0], "language": ["korean", "slavic"], "persons": [40, 3]}).head(2 * held)
    numbers = pd.Series(range(asked), dtype="int64")
    answered, told = numbers % 3 > 0, numbers % 3 > 1
    day, words = pd.Series(DAY, numbers.index), pd.Series("", numbers.index, dtype="object")
    board = pd.DataFrame(
        {
            "theme": words.where(numbers >= 2 * asked // 3, theme),
            "raised_on": day,
            "answered_on": day.where(answered),
            "told_on": day.where(told),
            "days_to_answer": pd.Series(float(days), numbers.index).where(answered),
            "public_text": words.where(numbers % 2 != 0, question).replace("", None),
            "told_answer": words.where(~told, answer).replace("", None),
            "told_how": words.where(~told, how).replace("", None),
        }
    )
    return build_accountability(events, came, board, date(2026, 7, 1), date(2026, 12, 31))
