"""Concerns: asked, answered, and the community told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from geodata.records.store import Store
from geodata.records.work import Record
from planning.records.followup import concern_board
from planning.records.roles import Actor

DAYS_TO_ANSWER = 30
"""When an answer is due unless somebody says another day."""


def load_board(store: Store, actor: Actor, today: date) -> pd.DataFrame:
    """Return the board of open, answered, told and overdue; see ``planning.records.followup.concern_board``."""
    return concern_board(store.frame(actor, "concern"), store.frame(actor, "answer"), today)


def raise_concern(store: Store, actor: Actor, values: dict[str, Any], *, confirmed: bool = False) -> Record:
    """Save a new concern.

    Parameters
    ----------
    values : dict
        ``text, language, theme, owner`` and, if known, ``area_id, event_id, raised_on`` (today unless given),
        ``due_on`` (30 days later unless given), ``public_text``.
    confirmed : bool
        Whether somebody has confirmed that the text names no person.

    Raises
    ------
    PersonalDetailsError
        If the text looks as if it named one.
    """
    raised_on = values.get("raised_on") or store.today()
    due_on = values.get("due_on") or pd.Timestamp(raised_on) + pd.Timedelta(days=DAYS_TO_ANSWER)
    dated = values | {"raised_on": raised_on, "due_on": due_on, "confirmed_no_person": confirmed}
    return store.add(actor, "concern", dated)


def reply(
    store: Store, actor: Actor, concern_id: str, text: str, answered_on: date, *, confirmed: bool = False
) -> Record:
    """Save the answer to a concern; the community has still to be told."""
    values = {"concern_id": concern_id, "text": text, "answered_on": answered_on, "confirmed_no_person": confirmed}
    return store.add(actor, "answer", values)


def tell(store: Store, actor: Actor, answer_id: str, told_on: date, told_how: str, seen: int) -> Record:
    """Save when and how the community was told an answer."""
    return store.change(actor, "answer", answer_id, {"told_on": told_on, "told_how": told_how}, seen)
