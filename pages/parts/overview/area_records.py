"""What is on record for the overview: concerns and documents of the whole department."""

from __future__ import annotations

import pandas as pd

from geodata.materials.view import MaterialView
from geodata.records.concerns import load_board
from geodata.targets.on_record import overdue_ends
from pages.parts.shell.context import Context
from planning.records.area_answers import open_concerns_sentence
from planning.targets.beside import beside_target
from planning.targets.figures import CONCERNS_OVERDUE


def concerns_beside(context: Context) -> list[str]:
    """Return the open concerns of the whole department, and the target for overdue ones; none where not to be read."""
    if not context.may("read", "concern"):
        return []
    board = load_board(context.store, context.actor, context.today)
    target = beside_target(context.targets(), CONCERNS_OVERDUE, lambda *_: overdue_ends(board), context.today)
    return [open_concerns_sentence(board), *([f"Overdue concerns: {target}"] if target else [])]


def asked_cells(view: MaterialView) -> pd.DataFrame:
    """Return every document in every language that the rule asks for anywhere, with its cell_state."""
    return view.cells(set(view.asked.loc[view.asked["verdict"].isin(view.verdicts), "language"]))
