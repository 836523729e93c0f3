"""Map layers of a scenario: as it is, as it would be, and what differs, on one scale."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from geodata.department.rows import rows_of
from geodata.maps.layers import Layer, MapFacts, mark_of, used_legend
from geodata.maps.people_layers import side_layer
from planning.languages.groups import language_name
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NEW_AREA, NO_AREA, SAME, WITHIN
from planning.whatif.words import SIGNS
from planning.words.formats import capitalized
from planning.words.wording import rounded_people

DIFFERENCE_LOOKS: Mapping[str, str] = {
    MORE: "change-more",
    FEWER: "change-fewer",
    WITHIN: "none",
    SAME: "plain",
    NEW_AREA: "change-more",
    CANNOT_TELL: "missing",
}
DIFFERENCE_WORDS = {
    "change-more": "Clearly more, or a new area",
    "change-fewer": "Clearly fewer",
    "none": "Within the margins",
    "plain": "The same",
    "missing": "Can’t tell",
}
"""What each look of a difference means, in a legend."""


def scenario_layer(facts: MapFacts, rows: pd.DataFrame, side: str) -> Layer:
    """Return the people before or after in blues, on the scale of both; areas that the side has not are left out.

    Parameters
    ----------
    rows : DataFrame with ``planning.whatif.differences.DIFFERENCE_COLUMNS``
        Of one language, by area of the facts' level.
    side : {"before", "after"}
    """
    there = rows[rows["verdict"] != (NEW_AREA if side == "before" else NO_AREA)]
    title = f"LEP residents {'now' if side == 'before' else 'then'}, {language_name(facts.language)}"
    return side_layer(facts, there, side, [*rows["before"], *rows["after"]], title)


def difference_layer(facts: MapFacts, rows: pd.DataFrame) -> Layer:
    """Return where a language's people would be clearly more or fewer, drawn on the areas after.

    Parameters
    ----------
    rows : DataFrame with ``planning.whatif.differences.DIFFERENCE_COLUMNS``
        Of one language, by area of the facts' level.
    """
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            DIFFERENCE_LOOKS[row.verdict],
            (capitalized(SIGNS[row.verdict]), f"{_shown(row.before)} now, {_shown(row.after)} then"),
            value=row.change,
        )
        for row in rows_of(rows[rows["verdict"] != NO_AREA])
    )
    title = f"Difference, {language_name(facts.language)}"
    return Layer(title, marks, used_legend(marks, DIFFERENCE_WORDS), facts.level)


def _shown(people: float) -> str:
    return "no area" if math.isnan(people) else rounded_people(people)
