"""The paper for the public: the account of promises kept.

It is made from nothing but what ``planning.records.followup.Accountability`` holds, which is what may be published.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from planning.languages.spoken import spoken_name
from planning.lists import counted
from planning.records.answers import accountability_answer
from planning.records.followup import Accountability
from planning.records.suppression import TOTAL, in_steps
from planning.words.formats import short_day, whole_number
from planning.words.paper import Block, Heading, Paper, Paragraph, Table

HIDDEN = "not shown"
"""Stands where a number is hidden: never 0, never nothing."""

TITLE = "What people asked, and what we did"
TOTAL_WORD = "In all"


def accountability_paper(report: Accountability, department: str, *, is_demo: bool = False) -> Paper:
    """Return the account of promises kept, as a paper to publish."""
    return Paper(
        TITLE,
        subtitle=f"{department}, {_day(report.since)} to {_day(report.until)}",
        blocks=(
            Paragraph(accountability_answer(report)),
            attendance_table(report),
            concerns_table(report),
            *_asked(report.published),
        ),
        notes=(method_note(report.floor),),
        is_demo=is_demo,
    )


def method_note(floor: int) -> str:
    """Return why some numbers are not shown."""
    return (
        f"Counts from 1 to {floor - 1} are not shown, so that no one can be identified. Other counts are "
        "hidden where they would reveal those. Counts of people and concerns are rounded to the nearest 5, so they may "
        "not add up. Small themes are grouped with the other themes. Each report covers "
        "a half-year that is over, so no two overlap. People who attended are counted, never listed. "
        "A question appears in its own words only if its wording was cleared, and an answer only after we "
        "reported back. Half of the answers took this many days or fewer. We can’t tell yet how long the "
        "rest will take."
    )


def attendance_table(report: Accountability) -> Table:
    """Return who came, by language."""
    came = report.attendance["persons"]
    rows = sorted((spoken_name(str(name)), shown_count(came[name])) for name in came.index if name != TOTAL)
    rows += [(TOTAL_WORD, shown_count(came[TOTAL]))] if TOTAL in came.index else []
    return Table(("Language", "People"), tuple(rows), caption="Attendance, by language", numbers=(1,))


def concerns_table(report: Accountability) -> Table:
    """Return what was asked about, and how far it has got; the parts add up to the total."""
    states = [name for name in report.concerns.columns if name != TOTAL]
    head = ("Theme", *(name.capitalize() for name in states), TOTAL_WORD)
    rows = tuple(
        (
            TOTAL_WORD if theme == TOTAL else str(theme).capitalize(),
            *(shown_count(row[name]) for name in (*states, TOTAL)),
        )
        for theme, row in report.concerns.iterrows()
    )
    numbers = tuple(range(1, len(head)))
    return Table(head, rows, caption="What people asked about, and where it is now", numbers=numbers)


def shown_count(count: float) -> str:
    """Return a count as it is published.

    Examples
    --------
    >>> shown_count(1242.0), shown_count(0.0), shown_count(math.nan)
    ('1,240', '0', 'not shown')
    """
    return HIDDEN if math.isnan(count) else whole_number(in_steps(count))


def _asked(published: pd.DataFrame) -> Iterator[Block]:
    if published.empty:
        return
    yield Heading("In people’s own words")
    for row in published.to_dict("records"):
        yield Heading(str(row["asked"]), level=3)
        if pd.isna(row["answer"]):
            yield Paragraph("Not answered yet, or not reported back yet.", small=True)
            continue
        yield Paragraph(str(row["answer"]))
        how = f". Reported back: {row['told_how']}" if pd.notna(row["told_how"]) else ""
        yield Paragraph(f"Answered in {counted(round(row['days_to_answer']), 'day')}{how}.", small=True)


def _day(day: date) -> str:
    return short_day(day)
