"""What is on record for the overview: concerns and documents of the whole department."""

from __future__ import annotations

import pandas as pd

from geodata.materials.view import MaterialView
from geodata.records.concerns import load_board
from pages.parts.shell.context import Context
from planning.records.area_answers import open_concerns_sentence


def concerns_sentence(context: Context) -> str:
    """Return the open concerns of the whole department; empty for whoever may not read them."""
    if not context.may("read", "concern"):
        return ""
    return open_concerns_sentence(load_board(context.store, context.actor, context.today))


def asked_cells(view: MaterialView) -> pd.DataFrame:
    """Return every document in every language that the rule asks for anywhere, with its cell_state."""
    return view.cells(set(view.asked.loc[view.asked["verdict"].isin(view.verdicts), "language"]))
