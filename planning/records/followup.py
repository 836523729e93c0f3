"""Promises kept: what was asked, who owes the answer, and who was told. Where nothing was done: ``unserved``.

Frames in, frames out. Dates are datetime columns, missing is NaT. ``today`` is always given, never read from
a clock, so that a table can be made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.errors import InputError
from planning.languages.spoken import spoken_name
from planning.records.suppression import FLOOR, TOTAL, least_told, suppress
from planning.vocabulary import ANNOUNCED, ANSWERED, CANCELLED, HELD, OPEN, OVERDUE, PLANNED, REPORTED_BACK, TOLD

EVENT_MOVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PLANNED: (ANNOUNCED, CANCELLED),
        ANNOUNCED: (HELD, CANCELLED),
        HELD: (REPORTED_BACK,),
        REPORTED_BACK: (),
        CANCELLED: (),
    }
)
"""Where an event may go from each state. A meeting that is called off stays on record."""

EVENT_STATES: tuple[str, ...] = tuple(EVENT_MOVES)
HELD_STATES = frozenset({HELD, REPORTED_BACK})

CONCERN_STATES = (OVERDUE, OPEN, ANSWERED, TOLD)
"""In the order a board shows them. Overdue is an open concern whose day has passed."""

NO_THEME = "(not recorded)"
OTHER_THEMES = "other themes"
NOT_ANSWERED = "not answered"


def require_move(before: str, after: str) -> None:
    """Return nothing if an event may go from one state to the other, or stays where it is.

    Raises
    ------
    InputError
        If it may not.

    Examples
    --------
    >>> require_move("planned", "held")
    Traceback (most recent call last):
    ...
    planning.errors.InputError: an event that is planned can’t become held: next it may be announced or cancelled.
    """
    if before != after and after not in EVENT_MOVES[before]:
        onward = " or ".join(EVENT_MOVES[before])
        closed = f"an event that is {before} is closed. Undo the last step instead"
        raise InputError(
            f"an event that is {before} can’t become {after}", fix=f"next it may be {onward}" if onward else closed
        )


def concern_board(concerns: pd.DataFrame, replies: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the concerns with their state, the overdue first and the longest overdue before the others.

    Parameters
    ----------
    concerns : DataFrame
        ``id, text, language, area_id, theme, owner, raised_on, due_on``.
    replies : DataFrame
        ``concern_id, text, answered_on, told_on, told_how``. Of several replies the first counts for the days
        and the last for the words; told is the first day the community was told any, and what they were told,
        and how, the last they were told.
    today : date

    Returns
    -------
    DataFrame
        The concerns' columns and ``answer, answered_on, told_on, told_answer, told_how, state, days_open`` (from
        raised to told, or to today), ``days_to_answer`` (NaN if not answered), ``days_overdue`` (0 if not).

    Examples
    --------
    >>> concerns = pd.DataFrame({"id": ["a"], "raised_on": pd.to_datetime(["2024-05-01"]),
    ...                          "due_on": pd.to_datetime(["2024-06-01"])})
    >>> replies = pd.DataFrame({"concern_id": [], "text": [], "answered_on": pd.to_datetime([]),
    ...                         "told_on": pd.to_datetime([]), "told_how": []})
    >>> concern_board(concerns, replies, date(2024, 6, 11))[["state", "days_overdue"]].values.tolist()
    [['overdue', 10]]
    """
    now = pd.Timestamp(today)
    board = concerns.merge(_one_reply_each(replies), how="left", left_on="id", right_index=True)
    overdue = board["answered_on"].isna() & (board["due_on"] < now)
    board["state"] = np.select(
        [board["told_on"].notna(), board["answered_on"].notna(), overdue], [TOLD, ANSWERED, OVERDUE], OPEN
    )
    board["days_open"] = (board["told_on"].fillna(now) - board["raised_on"]).dt.days
    board["days_to_answer"] = (board["answered_on"] - board["raised_on"]).dt.days
    board["days_overdue"] = (now - board["due_on"]).dt.days.where(overdue, 0).astype("int64")
    order = board["state"].map({state: place for place, state in enumerate(CONCERN_STATES)})
    return (
        board.assign(order=order)
        .sort_values(["order", "days_overdue", "due_on", "id"], ascending=[True, False, True, True])
        .drop(columns="order")
        .reset_index(drop=True)
    )


def _one_reply_each(replies: pd.DataFrame) -> pd.DataFrame:
    by_concern = replies.sort_values("answered_on", kind="stable").groupby("concern_id")
    told = replies[replies["told_on"].notna()].sort_values("told_on", kind="stable").groupby("concern_id")
    return pd.DataFrame(
        {
            "answer": by_concern["text"].last(),
            "answered_on": by_concern["answered_on"].min(),
            "told_on": told["told_on"].min(),
            "told_answer": told["text"].last(),
            "told_how": told["told_how"].last(),
        }
    )


def median_days_to_answer(board: pd.DataFrame) -> float:
    """Return the median days from asked to answered; NaN if nothing has been answered.

    Examples
    --------
    >>> median_days_to_answer(pd.DataFrame({"days_to_answer": [3.0, 10.0, np.nan, 30.0]}))
    10.0
    """
    return float(board["days_to_answer"].median())


@dataclass(frozen=True, slots=True)
class Accountability:
    """What may be published: counts with the floor applied, and words that were cleared for it.

    Counts are told in steps (``planning.records.suppression.in_steps``), so that two accounts of one half-year, drawn
    before and after a late answer, do not tell of it.

    Attributes
    ----------
    since, until : date
    meetings_held : int
        A meeting is a public event, so its number needs no floor.
    languages : tuple of str
        The languages in which meetings were held, as a person reads them.
    attendance : DataFrame
        People by language, ``persons``; small numbers hidden.
    concerns : DataFrame
        By theme: ``not answered, answered`` (but not told), ``told``; small numbers hidden. A theme of fewer
        concerns than ``FLOOR`` is not named, since nobody has cleared its word: it is among ``OTHER_THEMES``.
    days_to_answer : float
        Median; NaN if fewer than the floor were answered.
    published : DataFrame
        ``theme, asked, answer, days_to_answer, told_how`` of concerns whose wording was cleared: of each theme and
        state the first, as many as whoever reads ``concerns`` knows that there are.
    floor : int
    """

    since: date
    until: date
    meetings_held: int
    languages: tuple[str, ...]
    attendance: pd.DataFrame
    concerns: pd.DataFrame
    days_to_answer: float
    published: pd.DataFrame
    floor: int


def build_accountability(
    events: pd.DataFrame, attendance: pd.DataFrame, board: pd.DataFrame, since: date, until: date, floor: int = FLOOR
) -> Accountability:
    """Return what was asked, answered and told between two days, safe to publish.

    Parameters
    ----------
    events : DataFrame
        ``id, state, date, languages`` (a tuple a row).
    attendance : DataFrame
        ``event_id, language, persons``.
    board : DataFrame
        From ``concern_board``, with ``public_text`` (missing: not cleared for the public).
    since, until : date
        Both days included.
    floor : int
        See ``planning.records.suppression``.
    """
    first, last = pd.Timestamp(since), pd.Timestamp(until)
    held = events[events["state"].isin(HELD_STATES) & events["date"].between(first, last)]
    came = attendance[attendance["event_id"].isin(held["id"])]
    asked = board[board["raised_on"].between(first, last)]
    answered = int(asked["days_to_answer"].notna().sum())
    asked = asked.assign(theme=_themes(asked), got=_how_far(asked))
    concerns = suppress(_by_theme(asked), floor)
    return Accountability(
        since=since,
        until=until,
        meetings_held=len(held),
        languages=tuple(sorted({spoken_name(spoken) for row in held["languages"] for spoken in row})),
        attendance=suppress(came.groupby("language")["persons"].sum().to_frame(), floor),
        concerns=concerns,
        days_to_answer=median_days_to_answer(asked) if answered >= floor else float("nan"),
        published=_published(asked, concerns, floor),
        floor=floor,
    )


def _themes(asked: pd.DataFrame) -> pd.Series:
    """Return the theme each concern is counted under.

    Which themes are named does not depend on the floor somebody chose: the sum of two themes under one floor, beside
    one of them under another, would be a subtraction.
    """
    theme = asked["theme"].astype("str").str.strip().str.casefold().replace("", None).fillna(NO_THEME)
    named = (theme.groupby(theme).transform("size") >= FLOOR) & (theme != TOTAL)
    return theme.where(named, OTHER_THEMES)


def _how_far(asked: pd.DataFrame) -> pd.Series:
    """Return how far each concern got; the parts do not overlap, so that they add up."""
    answered = asked["answered_on"].notna()
    got = pd.Series(NOT_ANSWERED, asked.index, dtype="object").where(~answered, ANSWERED)
    return got.where(asked["told_on"].isna(), TOLD)


def _by_theme(asked: pd.DataFrame) -> pd.DataFrame:
    """Count concerns by theme and by how far each one got."""
    got = asked["got"]
    return pd.DataFrame(
        {name: (got == name).groupby(asked["theme"]).sum() for name in (NOT_ANSWERED, ANSWERED, TOLD)}
    ).astype("int64")


def _published(asked: pd.DataFrame, concerns: pd.DataFrame, floor: int) -> pd.DataFrame:
    """Return the words that were cleared, no more of a theme and of how far they got than their count is known to be.

    A list longer than that would tell of a count that is hidden, or told to the nearest five: one has only to count it.
    """
    cleared = asked[asked["public_text"].notna()].sort_values("raised_on", kind="stable")
    most = [
        least_told(float(concerns.loc[theme, got]), floor)
        for theme, got in zip(cleared["theme"], cleared["got"], strict=True)
    ]
    cleared = cleared[cleared.groupby(["theme", "got"]).cumcount() < pd.Series(most, cleared.index, dtype="int64")]
    # An answer is public once the community has been told it, not before.
    # Nor is a later one that they have still to be told.
    cleared = cleared.assign(answer=cleared["told_answer"])
    columns = ["theme", "public_text", "answer", "days_to_answer", "told_how"]
    return cleared[columns].rename(columns={"public_text": "asked"}).reset_index(drop=True)
