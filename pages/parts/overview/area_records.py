"""What is on record for the overview: meetings, concerns and documents, of one area or of all."""

from __future__ import annotations

import pandas as pd

from geodata.materials.view import MaterialView
from geodata.records.concerns import load_board
from pages.parts.shell.context import Context
from planning.materials.answers import cell_states
from planning.records.area_answers import documents_sentence, meetings_sentence, open_concerns_sentence


def area_sentences(context: Context, area: str, view: MaterialView) -> list[str]:
    """Return the last meeting, the open concerns and the missing documents of an area of the page's level.

    ``view`` is the rule's, from ``material_facts``: costly, so a page asks for it once. Whoever may not read concerns
    is told nothing of them.
    """
    sentences = [meetings_sentence(_meetings(context, area), context.today)]
    if context.may("read", "concern"):
        sentences.append(open_concerns_sentence(_concerns(context, area)))
    where = view.where(context.prepared, context.level)
    sentences.append(documents_sentence(asked_cells(view, where[where["area_id"] == area])))
    return sentences


def concerns_sentence(context: Context) -> str:
    """Return the open concerns of the whole department; empty for whoever may not read them."""
    return open_concerns_sentence(_concerns(context, None)) if context.may("read", "concern") else ""


def asked_cells(view: MaterialView, asked: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every document in every language that the rule asks for, anywhere or by some rows, with its cell_state."""
    asked = view.asked if asked is None else asked
    wanted = set(asked.loc[asked["verdict"].isin(view.verdicts), "language"])
    cells = view.matrix[view.matrix["language"].isin(wanted)]
    return cells.assign(cell_state=cell_states(cells, wanted))


def _meetings(context: Context, area: str) -> pd.DataFrame:
    events = context.store.frame(context.actor, "event")
    # A list of no flags would choose no columns: there may be no meeting yet.
    return events[pd.Series([_touches(context, areas, area) for areas in events["areas"]], events.index, dtype=bool)]


def _concerns(context: Context, area: str | None) -> pd.DataFrame:
    board = load_board(context.store, context.actor, context.today)
    if area is None:
        return board
    there = [_touches(context, (ref,) if pd.notna(ref) else (), area) for ref in board["area_id"]]
    return board[pd.Series(there, board.index, dtype=bool)]


def _touches(context: Context, refs: tuple[str, ...], area: str) -> bool:
    """Whether a record is about an area: it names ground in it, or no area, which is everywhere."""
    return not refs or any(area in context.touches().get(ref, frozenset()) for ref in refs)
