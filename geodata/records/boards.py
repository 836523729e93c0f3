"""Advisory boards: who sits there, and who lives here and does not."""

from __future__ import annotations

import pandas as pd

from geodata.department.areas import Touches, spread
from geodata.records.store import Store
from planning.records.roles import Actor
from planning.records.voices import missing_at_table


def seats_now(store: Store, actor: Actor) -> pd.DataFrame:
    """Return the seats as they stand today; one whose time has run out is not filled."""
    seats = store.frame(actor, "seat")
    over = seats["until"] < pd.Timestamp(store.today())
    return seats.assign(filled=seats["filled"].astype("bool") & ~over)


def load_seats(store: Store, actor: Actor, touches: Touches) -> pd.DataFrame:
    """Return one row a seat and area of a level it speaks for: ``area_id, language, filled``."""
    seats = seats_now(store, actor)
    return spread(seats[["area_id", "language", "filled"]], "area_id", "language", touches)


def load_missing(store: Store, actor: Actor, need: pd.DataFrame, touches: Touches) -> pd.DataFrame:
    """Return whose languages are not at the table; see ``planning.records.voices.missing_at_table``."""
    return missing_at_table(need, load_seats(store, actor, touches))
