"""The season as it is on the page, whichever section of it is open: for whoever saves the plan or its file."""

from __future__ import annotations

from geodata.records.work import Record
from pages.parts.meetings.days import days_now
from pages.parts.meetings.when import asked_season
from pages.parts.shell.context import Context
from planning.meetings.season.kept import KeptSeason


def season_now(context: Context, kept: Record | None) -> KeptSeason:
    """Return the days, times and days kept free that are asked for, with how many people are assumed to come.

    Raises
    ------
    InputError
        If no season can be made of what is asked.
    """
    wishes, turnout = asked_season(context)
    return KeptSeason(wishes, turnout, days_now(context, wishes, kept))
