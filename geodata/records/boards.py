"""Advisory boards: who sits there, and who lives here and does not."""

from __future__ import annotations

import pandas as pd

from geodata.records.areas import Touches, spread
from geodata.records.store import Store
from planning.followup import missing_at_table
from planning.roles import Actor


def load_seats(store: Store, actor: Actor, touches: Touches) -> pd.DataFrame:
    """Return the seats with the areas of a level they speak for: ``area_id, language, filled``.

    A seat whose time has run out is not filled.
    """
    seats = store.frame(actor, "seat")
    over = seats["until"] < pd.Timestamp(store.clock().date())
    seats = seats.assign(filled=seats["filled"].astype("bool") & ~over)
    return spread(seats[["area_id", "language", "filled"]], "area_id", "language", touches)


def load_missing(store: Store, actor: Actor, need: pd.DataFrame, touches: Touches) -> pd.DataFrame:
    """Return whose languages are not at the table; see ``planning.followup.missing_at_table``."""
    return missing_at_table(need, load_seats(store, actor, touches))
