"""Whom to test first: officers who say they speak a language where it lacks. The cheapest lever of all."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planning.officers.assignment import NOTHING, Flow, build_flow, fill_order
from planning.officers.roster import TIERS
from planning.officers.speakers import EVERY_TIER, VERIFIED, Speaker
from planning.vocabulary import EXPIRED, SELF_REPORTED

TEST_COLUMNS = ("order", "officer_id", "unit", "shift", "languages", "tier", "closes", "closes_in_all", "reason")


def find_tests(cells: pd.DataFrame, speakers: Sequence[Speaker]) -> pd.DataFrame:
    """Return the officers whose test would close a gap if passed, the first to test first.

    Parameters
    ----------
    cells : DataFrame with level, area_id, shift, language, need, required
    speakers : sequence of Speaker

    Returns
    -------
    DataFrame with ``TEST_COLUMNS``
        Expired tests first, since somebody once passed; then by how much each alone could close, and id.
        ``closes`` is what this officer adds once those above have passed, in officers; ``closes_in_all`` runs
        along. The last of these is all that testing can close: lacking less lacking with everybody counted. Who
        would add nothing is left out.

    Examples
    --------
    >>> cells = pd.DataFrame({"level": "beat", "area_id": "1", "shift": "day", "language": ["korean"],
    ...     "need": [900.0], "required": [1.58]})
    >>> claims = [Speaker(id, "1", "day", {"korean": tier}, (("beat", "1"),))
    ...     for id, tier in (("5", "self_reported"), ("7", "expired"), ("9", "self_reported"))]
    >>> find_tests(cells, claims)[["officer_id", "closes"]].round(2).values.tolist()
    [['7', 1.0], ['5', 0.58]]
    """
    flow, index = build_flow(cells, speakers, VERIFIED)
    order = {cell: k for k, cell in enumerate(fill_order(cells))}
    for cell in order:
        flow.fill(cell)
    numbers = cells["required"].fillna(0.0).tolist()
    wanted = [
        [index[cell] for cell in speaker.cells(EVERY_TIER - VERIFIED) if cell in index and numbers[index[cell]] > 0]
        for speaker in speakers
    ]
    group = _components(len(cells), [_cells_of(speaker, index) for speaker in speakers])
    members: dict[int, list[int]] = {}
    for cell in order:
        members.setdefault(group[cell], []).append(cell)
    candidates = [k for k, claimed in enumerate(wanted) if claimed]
    candidates.sort(key=lambda k: _urgency(speakers[k], wanted[k], flow))
    rows: list[tuple[object, ...]] = []
    total = 0.0
    for officer in candidates:
        for cell in wanted[officer]:
            flow.allow(officer, cell)
        closes = sum(flow.fill(cell) for cell in members[group[wanted[officer][0]]])
        if closes > NOTHING:
            total += closes
            rows.append(_row(len(rows) + 1, speakers[officer], cells.iloc[wanted[officer]], closes, total))
    return pd.DataFrame(rows, columns=list(TEST_COLUMNS))


def _cells_of(speaker: Speaker, index: dict[tuple[str, str, str, str], int]) -> list[int]:
    """Return the numbers of the cells the officer could ever count in."""
    return [index[cell] for cell in speaker.cells(EVERY_TIER) if cell in index]


def _components(cells: int, joined: list[list[int]]) -> list[int]:
    """Return for each cell the lowest cell it is linked with by officers."""
    parent = list(range(cells))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for group in joined:
        for cell in group[1:]:
            first, second = sorted((root(group[0]), root(cell)))
            parent[second] = first
    return [root(cell) for cell in range(cells)]


def _urgency(speaker: Speaker, claimed: list[int], flow: Flow) -> tuple[bool, float, str]:
    alone = min(1.0, sum(flow.lacking[cell] for cell in claimed))
    return EXPIRED not in speaker.tiers.values(), -alone, speaker.officer_id


def _row(
    order: int, speaker: Speaker, claimed: pd.DataFrame, closes: float, total: float
) -> tuple[int, str, str, str, str, str, float, float, str]:
    languages = tuple(dict.fromkeys(claimed["language"]))
    tier = EXPIRED if EXPIRED in (speaker.tiers[language] for language in languages) else SELF_REPORTED
    places = ", ".join(dict.fromkeys(f"{area} {shift}" for area, shift in claimed[["area_id", "shift"]].to_numpy()))
    reason = f"{TIERS[tier].meaning}. {places} is short of speakers, and a pass would fill {closes:.2f} of an officer"
    return (order, speaker.officer_id, speaker.unit, speaker.shift, ", ".join(languages), tier, closes, total, reason)
