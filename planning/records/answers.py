"""Promises in words: what is overdue, what is to be told, where nothing has been done. No markup but ``**``."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pandas as pd

from planning.lists import counted, listed
from planning.need.estimates import sum_moe
from planning.records.followup import Accountability, median_days_to_answer
from planning.records.half_years import half_year_of
from planning.records.suppression import in_steps
from planning.records.unserved import UNSERVED_REASONS
from planning.vocabulary import ANNOUNCED, ANSWERED, HELD, OPEN, OVERDUE, PLANNED
from planning.words.formats import capitalized, day_words, month_words
from planning.words.said import IN_ENGLISH, Words
from planning.words.wording import people_with_error, round_half_up

REASON_WORDS = {
    "no_meeting": "no meeting",
    "no_partner": "no partner",
    "no_seat": "no board seat",
    "no_document": "no core document translated",
    "no_officer": "no capable officer",
}
assert tuple(REASON_WORDS) == UNSERVED_REASONS


Measure = Callable[[pd.DataFrame], tuple[float, float]]
"""Returns the people of some rows (``area_id, language, lep, lep_moe``) and the margin of their sum."""


def people_of(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the people of areas and languages and the margin of their sum; ``rows``: ``lep, lep_moe``.

    As if no two of the areas shared a tract; where they do, see ``planning.need.need.people_together``.

    Examples
    --------
    >>> people_of(pd.DataFrame({"lep": [300.0, 400.0], "lep_moe": [30.0, 40.0]}))
    (700.0, 50.0)
    """
    return float(rows["lep"].sum()), sum_moe(rows["lep"].tolist(), rows["lep_moe"].tolist())


def _people(rows: pd.DataFrame, measure: Measure) -> str:
    return f"**{people_with_error(*measure(rows), 'LEP residents')}**" if len(rows) else "**0 people**"


def concerns_answer(board: pd.DataFrame) -> str:
    """Return who is still owed an answer.

    Parameters
    ----------
    board : DataFrame
        From ``planning.records.followup.concern_board``.

    Examples
    --------
    >>> board = pd.DataFrame({"state": ["overdue", "open", "answered"], "days_overdue": [64, 0, 0]})
    >>> concerns_answer(board)
    '**1 answer is overdue**, by 64 days. 1 more is open. 1 is answered, but **you haven’t reported back**.'
    """
    if board.empty:
        return "No concerns yet."
    states = board["state"].value_counts()
    overdue, waiting, answered = (int(states.get(state, 0)) for state in (OVERDUE, OPEN, ANSWERED))
    if overdue:
        longest = int(board["days_overdue"].max())
        late = f"by {longest} days" if overdue == 1 else f"one by {longest} days"
        first = f"**{counted(overdue, 'answer is', 'answers are')} overdue**, {late}"
    else:
        first = "**No answer is overdue**"
    more = f". {counted(waiting, 'more is', 'more are') if overdue else counted(waiting, 'is', 'are')} open"
    told = (
        f" {counted(answered, 'is', 'are')} answered, but **you haven’t reported back**."
        if answered
        else " Every answer has been reported back."
    )
    return first + (more if waiting else "") + "." + told


def days_answer(board: pd.DataFrame, today: date) -> str:
    """Return how long the answers of the running half-year took, beside those of the one before; empty without any.

    Parameters
    ----------
    board : DataFrame with ``answered_on, days_to_answer``
        From ``planning.records.followup.concern_board``.

    Examples
    --------
    >>> board = pd.DataFrame({"answered_on": pd.to_datetime(["2026-02-01", "2026-08-01", "2026-09-01", None]),
    ...                       "days_to_answer": [24.0, 12.0, 20.0, float("nan")]})
    >>> days_answer(board, date(2026, 11, 28))
    'Half of the answers since July 2026 took **16 days or fewer**, and 24 in January to June 2026.'
    >>> days_answer(board[:1], date(2026, 11, 28))
    'No answers since July 2026. Half of those in January to June 2026 took 24 days or fewer.'
    """
    running = half_year_of(today)
    before = running.before
    now, was = (
        median_days_to_answer(board[board["answered_on"].between(pd.Timestamp(half.since), pd.Timestamp(half.until))])
        for half in (running, before)
    )
    since = f"since {month_words(running.since)}"
    if math.isnan(now):
        return "" if math.isnan(was) else f"No answers {since}. Half of those in {before.name} took {_days(was)}."
    beside = "" if math.isnan(was) else f", and {round_half_up(was)} in {before.name}"
    return f"Half of the answers {since} took **{_days(now)}**{beside}."


def _days(days: float) -> str:
    rounded = round_half_up(days)
    return f"{counted(rounded, 'day')} or {'less' if rounded == 1 else 'fewer'}"


def events_answer(events: pd.DataFrame, today: date) -> str:
    """Return what comes next, and which meeting has still to be reported back.

    Parameters
    ----------
    events : DataFrame with ``state, date, venue_name``
    today : date

    Examples
    --------
    >>> events = pd.DataFrame({"state": ["held", "announced"], "date": pd.to_datetime(["2026-05-04", "2026-06-09"]),
    ...                        "venue_name": ["Old Port School", "Golden Plaza"]})
    >>> events_answer(events, date(2026, 6, 1))
    'Next meeting: **Tuesday, June 9**, at Golden Plaza. You **haven’t reported back** on 1 past meeting.'
    """
    now = pd.Timestamp(today)
    coming = events[events["state"].isin((PLANNED, ANNOUNCED)) & (events["date"] >= now)].sort_values("date")
    if coming.empty:
        first = "**No meeting has a date** yet."
    else:
        soonest = coming.iloc[0]
        where = f", at {soonest['venue_name']}" if pd.notna(soonest["venue_name"]) else ""
        first = f"Next meeting: **{day_words(soonest['date'], today)}**{where}."
    past = int((events["state"].isin((PLANNED, ANNOUNCED)) & (events["date"] < now)).sum())
    held = int((events["state"] == HELD).sum())
    parts = [
        f"You **haven’t reported back** on {counted(held, 'past meeting')}." if held else "",
        f"**{counted(past, 'meeting')}** with a past date {'is' if past == 1 else 'are'} not marked as held."
        if past
        else "",
    ]
    return " ".join([first, *filter(None, parts)])


def unserved_answer(
    table: pd.DataFrame, months: int, *, unknown: int = 0, need: int = 1, measure: Measure = people_of
) -> str:
    """Return how many people live where nothing has been done.

    Parameters
    ----------
    table : DataFrame
        From ``planning.records.unserved.find_unserved``.
    months : int
    unknown, need : int
        How many areas and languages have no figure, and how many have people who need help: what is not known is
        not "everybody".
    measure : Measure

    Examples
    --------
    >>> table = pd.DataFrame({"lep": [900.0, 40.0], "lep_moe": [90.0, 12.0], "nothing_done": [True, False],
    ...                       "no_meeting": [True, True]})
    >>> unserved_answer(table, 12)[:78]
    'For **about 900 LEP residents (give or take 90)**, nothing has been done (1 ar'
    >>> unserved_answer(table[:0], 12, unknown=9, need=0)
    'We **can’t tell** who has had no meeting: 9 areas and languages have no number in this census table.'
    """
    pairs = ("area and language", "areas and languages")
    left = f"{counted(unknown, *pairs)} {'has' if unknown == 1 else 'have'} no number in this census table."
    if table.empty:
        if unknown and not need:
            return f"We **can’t tell** who has had no meeting: {left}"
        everybody = "**No one is missed**: every area and language with LEP residents has had all of it"
        return f"{everybody} in {counted(months, 'month')}." + (f" {left}" if unknown else "")
    nothing, without = table[table["nothing_done"]], table[table["no_meeting"]]
    known = [name for name in REASON_WORDS if name not in table or table[name].notna().any()]
    reasons = listed([REASON_WORDS[name].removeprefix("no ") for name in known], "or")
    first = (
        (f"For {_people(nothing, measure)}, nothing has been done ({counted(len(nothing), *pairs)}): no {reasons}.")
        if len(nothing)
        else "Something has been done everywhere."
    )
    second = (
        f" {capitalized(_people(without, measure))} had no meeting in their language and area in "
        f"{counted(months, 'month')}."
    )
    officers = "" if "no_officer" in known else " Add a roster to see which officers speak the language."
    return first + (second if len(without) else "") + officers + (f" {left}" if unknown else "")


def partners_answer(partners: int, groups: int, unserved: pd.DataFrame, measure: Measure = people_of) -> str:
    """Return whom partners bridge, and how many people nobody does.

    Parameters
    ----------
    partners, groups : int
        How many there are, and how many language groups they serve.
    unserved : DataFrame with ``lep, lep_moe``
        The areas and languages with need and no partner.

    Examples
    --------
    >>> partners_answer(2, 1, pd.DataFrame({"lep": [900.0], "lep_moe": [90.0]}))
    '**2 partners** serve 1 language group. For **about 900 LEP residents (give or take 90)**, no partner speaks their
    language where they live.'
    """
    serve = "serves" if partners == 1 else "serve"
    first = f"**{counted(partners, 'partner')}** {serve} {counted(groups, 'language group')}."
    first = first if partners else "**No partners** are listed."
    if unserved.empty:
        return f"{first} Every language spoken by LEP residents has a partner where they live."
    return f"{first} For {_people(unserved, measure)}, no partner speaks their language where they live."


def boards_answer(missing: pd.DataFrame, seats: int, measure: Measure = people_of) -> str:
    """Return who has no voice on an advisory board.

    Parameters
    ----------
    missing : DataFrame with ``language, lep, lep_moe``
        The areas and languages with need and no filled seat.
    seats : int
        How many seats are filled.

    Examples
    --------
    >>> boards_answer(pd.DataFrame({"language": ["korean"], "lep": [900.0], "lep_moe": [90.0]}), 2)
    '**About 900 LEP residents (give or take 90)** in 1 language group have **no seat on any advisory board**, and 2
    seats are filled.'
    """
    taken = f"{counted(seats, 'seat is', 'seats are')} filled"
    if missing.empty:
        return f"Every language spoken by LEP residents here has a board seat, and {taken}."
    groups = counted(missing["language"].nunique(), "language group")
    return f"{capitalized(_people(missing, measure))} in {groups} have **no seat on any advisory board**, and {taken}."


def accountability_answer(report: Accountability, words: Words = IN_ENGLISH) -> str:
    """Return what the public reads first.

    Counts of concerns are those of the table, with its floor.

    Examples
    --------
    >>> from planning.records.followup import build_accountability
    >>> none = pd.DataFrame({"id": [], "state": [], "date": pd.to_datetime([]), "languages": []})
    >>> asked = pd.DataFrame({"raised_on": pd.to_datetime([]), "days_to_answer": [], "theme": [], "public_text": [],
    ...     "answered_on": pd.to_datetime([]), "told_on": pd.to_datetime([]), "told_answer": [], "told_how": []})
    >>> came = pd.DataFrame({"event_id": [], "language": [], "persons": []})
    >>> accountability_answer(build_accountability(none, came, asked, date(2025, 1, 1), date(2025, 12, 31)))
    'No meeting was held. No concerns were raised.'
    """
    where = "community report: first sentences"
    said = [_held_words(report, words)]
    total = report.concerns["total"].iloc[-1] if "total" in report.concerns else float("nan")
    if total == 0:
        return " ".join([*said, words.say(where, "No concerns were raised.")])
    if pd.isna(total):
        said.append(words.say(where, "**Too few concerns to show a count were raised**."))
    else:
        said.append(
            words.say_many(
                where,
                "**About {count} concern was raised**.",
                "**About {count} concerns were raised**.",
                in_steps(total),
            )
        )
    told = report.concerns["told"].iloc[-1]
    if told == 0:
        said.append(words.say(where, "None of them has been reported back yet."))
    elif not pd.isna(told):
        said.append(
            words.say_many(
                where,
                "About {count} of them was reported back.",
                "About {count} of them were reported back.",
                in_steps(told),
            )
        )
    if not pd.isna(report.days_to_answer):
        said.append(
            words.say_many(
                where,
                "Half of the answers took {count} day or less.",
                "Half of the answers took {count} days or fewer.",
                round_half_up(report.days_to_answer),
            )
        )
    return " ".join(said)


def _held_words(report: Accountability, words: Words) -> str:
    where = "community report: first sentences"
    held = report.meetings_held
    if not held:
        return words.say(where, "No meeting was held.")
    if not report.languages:
        return words.say_many(where, "**{count} meeting was held**.", "**{count} meetings were held**.", held)
    return words.say_many(
        where,
        "**{count} meeting was held** in {languages}.",
        "**{count} meetings were held** in {languages}.",
        held,
        languages=words.listed([words.language(name) for name in report.languages]),
    )
