"""What everybody may see: aggregates and cleared words, made behind the same door as all records."""

from __future__ import annotations

from datetime import date

from geodata.records.concerns import load_board
from geodata.records.store import Store
from planning.followup import Accountability, build_accountability
from planning.roles import PUBLISHED, Actor, require_may
from planning.suppression import FLOOR

READER = Actor("the public pages", "commander")
"""Reads for those who may not; only in functions that give back nothing but what may be published."""


def load_accountability(store: Store, actor: Actor, since: date, until: date, floor: int = FLOOR) -> Accountability:
    """Return what was asked, answered and told between two days, safe to publish."""
    require_may(actor, "read", PUBLISHED)
    events = store.frame(READER, "event")
    attendance = store.frame(READER, "attendance")
    board = load_board(store, READER, until)
    return build_accountability(events, attendance, board, since, until, floor)
