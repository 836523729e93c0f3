"""What has been done for whom: the records side of who is not served."""

from __future__ import annotations

import pandas as pd

from geodata.department.areas import Touches, spread
from geodata.records.boards import load_seats
from geodata.records.documents import load_translations
from geodata.records.store import Store
from planning.materials.inventory import APPROVED
from planning.records.followup import HELD_STATES
from planning.records.roles import Actor
from planning.records.unserved import EVERYWHERE, Done

PAIR = ["area_id", "language"]


def load_done(store: Store, actor: Actor, touches: Touches, officers: pd.DataFrame | None = None) -> Done:
    """Return what has been done, by area of one level and language.

    Parameters
    ----------
    touches : mapping
        ``area_touches(department, level)``.
    officers : DataFrame, optional
        From ``geodata.department.capable_officers``; None: no roster is known.

    Returns
    -------
    Done
        For ``planning.records.unserved``. A document counts where a core document is approved and not out of date.
    """
    events = store.frame(actor, "event")
    held = events[events["state"].isin(HELD_STATES)].rename(columns={"date": "held_on"})
    meetings = spread(held[["areas", "languages", "held_on"]], "areas", "languages", touches)
    partners = store.frame(actor, "partner")[["areas", "languages"]]
    seats = load_seats(store, actor, touches)
    return Done(
        meetings=meetings[[*PAIR, "held_on"]],
        partners=spread(partners, "areas", "languages", touches)[PAIR],
        seats=seats.loc[seats["filled"].astype(bool), PAIR],
        documents=_core_documents(store, actor),
        officers=None if officers is None else spread(officers, "area_id", "language", touches)[PAIR],
    )


def _core_documents(store: Store, actor: Actor) -> pd.DataFrame:
    table = load_translations(store, actor)
    good = table[table["core"] & (table["state"] == APPROVED) & ~table["out_of_date"]]
    return pd.DataFrame({"area_id": EVERYWHERE, "language": good["language"].unique()}, columns=PAIR)
