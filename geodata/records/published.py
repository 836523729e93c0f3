"""What everybody may see: aggregates and cleared words, made behind the same door as all records."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geodata.records.concerns import load_board
from geodata.records.store import Store
from planning.records.followup import Accountability, build_accountability
from planning.records.half_years import HalfYear, closed_half_years, require_over
from planning.records.roles import PUBLISHED, Actor, require_may
from planning.records.suppression import FLOOR, require_step
from planning.vocabulary import COMMANDER

READER = Actor("the public pages", COMMANDER)
"""Reads for those who may not; only in functions that give back nothing but what may be published."""


def first_day(store: Store, actor: Actor) -> date | None:
    """Return the day of the first meeting or concern on record; None where there is none: then nothing is known."""
    require_may(actor, "read", PUBLISHED)
    days = pd.concat([store.frame(READER, "event")["date"], store.frame(READER, "concern")["raised_on"]]).dropna()
    return None if days.empty else pd.Timestamp(days.min()).date()


def load_half_years(store: Store, actor: Actor) -> tuple[HalfYear, ...]:
    """Return the half-years an account can be given of, the newest first."""
    return closed_half_years(first_day(store, actor), store.today())


def load_accountability(store: Store, actor: Actor, half: HalfYear, floor: int = FLOOR) -> Accountability:
    """Return what was asked, answered and told in a half-year that is over, safe to publish.

    Raises
    ------
    InputError
        If the half-year is not over, or the floor is no step: going through all floors would tell each count.
    """
    require_may(actor, "read", PUBLISHED)
    require_over(half, store.today())
    require_step(floor)
    events = store.frame(READER, "event")
    attendance = store.frame(READER, "attendance")
    board = load_board(store, READER, half.until)
    return build_accountability(events, attendance, board, half.since, half.until, floor)
