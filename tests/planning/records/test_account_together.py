"""The attack on the public account: integer programming over accounts of several days and floors at once.

A reader knows which themes there are, that what was answered stays answered, and every table that was ever drawn of the
half-year: with each floor, before and after late answers. What they look for are counts under the floor, and how many
answers came between two drawings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from planning.errors import InputError
from planning.records.account_paper import concerns_table
from planning.records.followup import build_accountability
from planning.records.suppression import FLOOR, STEP, TOTAL, require_step

HIDDEN = "not shown"

FLOORS = (10, 15, 20)
STATES = ("not answered", "answered", "told")
MOST = 200


@dataclass
class Reader:
    """What follows from all that was published: linear bounds on counts of theme, state and day."""

    size: int
    rows: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def learn(self, cells: list[int], low: float, high: float) -> None:
        row = np.zeros(self.size)
        row[cells] = 1
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def range_of(self, plus: list[int], minus: list[int]) -> tuple[float, float]:
        target = np.zeros(self.size)
        target[plus], target[minus] = 1, -1
        known = LinearConstraint(np.array(self.rows), self.low, self.high)
        ends = [milp(sign * target, constraints=known, integrality=1, bounds=Bounds(0, MOST)) for sign in (1, -1)]
        return float(round(ends[0].fun)), float(-round(ends[1].fun))


def board_of(counts: pd.DataFrame) -> pd.DataFrame:
    """Return concerns with so many of each theme in each state."""
    day = pd.Timestamp("2025-08-01")
    rows = [(t, s) for t in counts.index for s in STATES for _ in range(int(counts.loc[t, s]))]
    frame = pd.DataFrame(rows, columns=["theme", "state"])
    answered = frame["state"] != "not answered"
    return frame.assign(
        raised_on=day,
        answered_on=pd.Series(pd.Timestamp("2025-09-01"), frame.index).where(answered),
        told_on=pd.Series(pd.Timestamp("2025-10-01"), frame.index).where(frame["state"] == "told"),
        days_to_answer=pd.Series(31.0, frame.index).where(answered),
        public_text=None,
        told_answer=None,
        told_how=None,
    )


def report_of(counts: pd.DataFrame, floor: int):
    return build(board_of(counts), floor)


def read_all(drawn: list[pd.DataFrame], themes: list[str], told: str) -> Reader:
    """Return what one learns from the accounts of each day with each floor, as they were told before or are now."""
    width = len(themes) * len(STATES)
    reader = Reader(width * len(drawn))

    def cells(day: int, theme: str, state: str) -> list[int]:
        rows = range(len(themes)) if theme == TOTAL else [themes.index(theme)]
        columns = range(len(STATES)) if state == TOTAL else [STATES.index(state)]
        return [day * width + row * len(STATES) + column for row in rows for column in columns]

    for day, counts in enumerate(drawn):
        for floor in FLOORS:
            report = report_of(counts, floor)
            paper = {row[0].lower(): row[1:] for row in concerns_table(report).rows}
            for theme, row in report.concerns.iterrows():
                words = paper["in all" if theme == TOTAL else str(theme).lower()]
                for (state, exact), word in zip(row.items(), words, strict=True):
                    if word == HIDDEN:
                        reader.learn(cells(day, str(theme), str(state)), 1, MOST)
                    elif told == "exact" or word == "0":
                        reader.learn(cells(day, str(theme), str(state)), exact, exact)
                    else:
                        near = int(word.replace(",", ""))
                        least = max(near - STEP // 2, floor)
                        reader.learn(cells(day, str(theme), str(state)), least, near + STEP // 2)
        if day:
            for theme in themes:  # nobody takes an answer back, and nothing is asked any more
                before, now = (cells(one, theme, TOTAL) for one in (day - 1, day))
                row = np.zeros(reader.size)
                row[now], row[before] = 1, -1
                reader.rows.append(row)
                reader.low.append(0)
                reader.high.append(0)
    return reader


def worked_out(drawn: list[pd.DataFrame], told: str) -> tuple[int, int]:
    """Return how many small counts and small differences there are, and how many follow exactly."""
    themes = list(drawn[0].index)
    width = len(themes) * len(STATES)
    reader = read_all(drawn, themes, told)
    small = exact = 0
    for place in range(width):
        theme, state = themes[place // len(STATES)], STATES[place % len(STATES)]
        first, last = (int(counts.loc[theme, state]) for counts in (drawn[0], drawn[-1]))
        for value, plus, minus in ((first, [place], []), (last - first, [place + width * (len(drawn) - 1)], [place])):
            if 0 < abs(value) < FLOOR:
                small += 1
                low, high = reader.range_of(plus, minus)
                exact += low == high
    return small, exact


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_and_no_late_answer_can_be_worked_out(seed: int) -> None:
    chance = np.random.default_rng(seed)
    counts = pd.DataFrame(chance.integers(0, 30, (4, 3)), ["lighting", "traffic", "noise", "parks"], list(STATES))
    counts.loc[counts.sum(axis=1) < FLOOR, "told"] += FLOOR  # each is named
    drawn = [counts]
    for _ in range(2):  # late answers, one to three of a theme
        moved = np.minimum(chance.integers(0, 4, len(counts)), drawn[-1]["not answered"])
        drawn.append(
            drawn[-1].assign(**{"not answered": drawn[-1]["not answered"] - moved, "told": drawn[-1]["told"] + moved})
        )
    small, exact = worked_out(drawn, "exact")
    assert small > 5 and exact > 0  # as it was told before
    assert worked_out(drawn, "steps") == (small, 0)


def test_which_themes_are_named_is_the_same_with_every_floor() -> None:
    counts = pd.DataFrame([[4, 4, 4], [9, 9, 9], [1, 1, 1]], ["lighting", "traffic", "noise"], list(STATES))
    assert {tuple(report_of(counts, floor).concerns.index) for floor in FLOORS} == {
        ("lighting", "other themes", "traffic", TOTAL)
    }
    for floor in (11, 12, 99):
        with pytest.raises(InputError, match="steps of 5"):
            require_step(floor)


def test_nothing_is_read_off_the_list_of_cleared_words() -> None:
    """Whoever counts the list, taking every concern as cleared, learns no more than the table says."""
    for seed in range(5):
        chance = np.random.default_rng(seed)
        counts = pd.DataFrame(chance.integers(0, 30, (3, 3)), ["lighting", "traffic", "noise"], list(STATES))
        counts.iloc[0] = chance.integers(0, 9, 3)
        board = board_of(counts).assign(told_answer="Done")
        board["public_text"] = board["state"] + ", in their words"
        for floor in FLOORS[:2]:
            report = build(board, floor)
            listed = report.published
            for theme, row in report.concerns.drop(index=TOTAL).iterrows():
                mine = listed[listed["theme"] == theme]
                for state in STATES:
                    told = row[state]
                    near = 0 if np.isnan(told) else STEP * int((told + STEP // 2) // STEP)
                    least = 1 if np.isnan(told) else max(near - STEP // 2, floor) if near else 0
                    assert (mine["asked"] == f"{state}, in their words").sum() <= least, (seed, floor, theme, state)


def build(board: pd.DataFrame, floor: int):
    none = pd.DataFrame({"id": [], "state": [], "date": pd.to_datetime([]), "languages": []})
    came = pd.DataFrame({"event_id": [], "language": [], "persons": []})
    return build_accountability(none, came, board, date(2025, 7, 1), date(2025, 12, 31), floor)
