"""Layers of people: how many there are, what a rule says of them, what changed, and what is lacking for them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from geodata.department.rows import area_rows, rows_of
from geodata.maps.classes import class_of, round_breaks
from geodata.maps.layers import Layer, MapFacts, class_legend, mark_of, used_legend
from geodata.maps.palette import NEED_LOOKS, POOL_LOOKS, UNSERVED_LOOKS, VERDICT_LOOKS
from planning.languages.groups import ALL, language_name
from planning.vocabulary import CANNOT_TELL, FEWER, MET, MORE, NO_CLEAR_CHANGE, SHOWN
from planning.words.formats import capitalized
from planning.words.wording import MISSING, people_with_error, percent, rounded_people

VERDICT_WORDS = {
    MET: "Qualifies: above the threshold, margin included",
    "cannot-tell": "Can’t tell: too close, a split tract, or a combined group",
    "not-met": "Doesn’t qualify: below the threshold, margin included",
    "notice-only": "notice only: a large share of very few people",
}
"""What each verdict's look means, in a legend."""


def need_layer(facts: MapFacts, language: str, breaks: Sequence[float] = ()) -> Layer:
    """Return how many people need a language, in blues; low grades striped. ``breaks``: its own unless given."""
    rows = area_rows(facts.need(), language)
    breaks = breaks or round_breaks(rows["lep"].tolist())
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            class_of(row.lep, breaks, NEED_LOOKS),
            (_need_line(row.lep, row.lep_moe), f"{percent(row.share)} of residents age 5 and older"),
            doubt=row.grade == "low" and row.lep > 0,
            value=row.lep,
        )
        for row in rows_of(rows)
    )
    legend = class_legend(marks, breaks, NEED_LOOKS, "people")
    return Layer(f"LEP residents, {language_name(language)}", marks, legend, facts.level)


def verdict_layer(facts: MapFacts, language: str, verdicts: pd.DataFrame) -> Layer:
    """Return where a language meets the rule: solid, striped where it cannot be told, grey where not."""
    rows = area_rows(verdicts, language)
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            VERDICT_LOOKS[row.verdict],
            (f"{language_name(language)}: {SHOWN[row.verdict]}", row.reason),
            value=row.lep,
        )
        for row in rows_of(rows)
    )
    return Layer(
        f"Planning threshold, {language_name(language)}", marks, used_legend(marks, VERDICT_WORDS), facts.level
    )


CHANGE_LOOKS = {MORE: "change-more", FEWER: "change-fewer", NO_CLEAR_CHANGE: "none", CANNOT_TELL: "missing"}
CHANGE_WORDS = {
    "change-more": "Clearly more",
    "change-fewer": "Clearly fewer",
    "none": "No clear change",
    "missing": "Can’t tell",
}
"""What each look of a change means, in a legend."""


def change_layer(facts: MapFacts, rows: pd.DataFrame) -> Layer:
    """Return where a language's people have clearly become more or fewer: solid up, dotted down, gray where neither.

    Parameters
    ----------
    rows : DataFrame with ``planning.need.change.CHANGE_COLUMNS``
        Of one language, by area of the level.
    """
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            CHANGE_LOOKS[row.verdict],
            (
                CHANGE_WORDS[CHANGE_LOOKS[row.verdict]],
                f"{rounded_people(row.then)} then, {rounded_people(row.now)} now",
            ),
            value=row.change,
        )
        for row in rows_of(rows)
    )
    return Layer(f"Change, {language_name(facts.language)}", marks, used_legend(marks, CHANGE_WORDS), facts.level)


def side_layer(
    facts: MapFacts, rows: pd.DataFrame, side: str, scale: Sequence[float], title: str = "LEP residents"
) -> Layer:
    """Return the people of one of two sides in blues, on the scale of both.

    Parameters
    ----------
    rows : DataFrame with ``area_id``, ``side`` and its margin
        The areas that this side has.
    side : str
        The column; its margin is the same with ``_moe``.
    scale : sequence of float
        The people of both sides; missing values are left out.
    """
    breaks = round_breaks(scale)
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            class_of(getattr(row, side), breaks, NEED_LOOKS),
            (_need_line(getattr(row, side), getattr(row, f"{side}_moe")),),
            value=getattr(row, side),
        )
        for row in rows_of(rows)
    )
    return Layer(title, marks, class_legend(marks, breaks, NEED_LOOKS, "people"), facts.level)


def where_layer(facts: MapFacts, language: str, where: pd.DataFrame) -> Layer:
    """Return where the people live for whom a rule asks, in the blues of people; grey where it does not ask.

    Parameters
    ----------
    where : DataFrame with ``geodata.department.decision.WHERE_COLUMNS``
        By area of the level.
    """
    rows = area_rows(where, language)
    breaks = round_breaks(rows["people"].tolist())
    whole = float(rows["people"].sum())
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            row.area_id,
            class_of(row.people, breaks, NEED_LOOKS) if row.verdict == MET else VERDICT_LOOKS[row.verdict],
            (f"{language_name(language)}: {SHOWN[row.verdict]}", _where_line(row.people, row.people_moe, whole)),
            value=row.people,
        )
        for row in rows_of(rows)
    )
    words = [*class_legend(marks, breaks, NEED_LOOKS, "people"), *used_legend(marks, VERDICT_WORDS)]
    return Layer(f"Where they live, {language_name(language)}", marks, tuple(dict.fromkeys(words)), facts.level)


def _where_line(people: float, moe: float, whole: float) -> str:
    line = capitalized(people_with_error(people, moe, "LEP residents"))
    return f"{line}, {percent(people / whole)} of all" if whole > 0 and not math.isnan(people) else line


def pool_layer(facts: MapFacts, level: str, rows: pd.DataFrame, language: str) -> Layer:
    """Return where bilingual residents live, in purples."""
    breaks = round_breaks(rows["bilingual_residents"].tolist())
    marks = tuple(
        mark_of(
            facts,
            level,
            row.area_id,
            class_of(row.bilingual_residents, breaks, POOL_LOOKS),
            (_pool_line(row.bilingual_residents, row.moe), f"{percent(row.share_of_department)} of the department's"),
            doubt=row.bilingual_residents > 0 and not row.moe < row.bilingual_residents * DOUBT_FROM,
            value=row.bilingual_residents,
        )
        for row in rows_of(rows)
    )
    legend = class_legend(marks, breaks, POOL_LOOKS, "residents")
    return Layer(f"Bilingual residents, {language_name(language)}", marks, legend, level)


UNKNOWN = (math.nan, math.nan)


def unserved_layer(facts: MapFacts, rows: pd.DataFrame, lacking: str, *, found: str) -> Layer:
    """Return how many people something is lacking for, in pinks.

    Parameters
    ----------
    rows : DataFrame with ``area_id, lep, lep_moe``
        The areas and languages in which it is lacking, at the level of the facts.
    lacking : str
        What is: "without a meeting in 12 months".
    found : str
        What an area is called where it is lacking for nobody.
    """
    lacks = facts.people_by_area(rows)
    need = facts.need()
    counted = need.loc[need["lep"].notna() & (need["language"] != ALL), "area_id"].unique()
    people = {
        area: lacks.get(area, (0.0, 0.0) if area in counted else UNKNOWN)
        for area in sorted(set(facts.department.area_groups(facts.level).values()))
    }
    breaks = round_breaks([count for count, _ in people.values()])
    marks = tuple(
        mark_of(
            facts,
            facts.level,
            area,
            class_of(count, breaks, UNSERVED_LOOKS),
            (
                f"{capitalized(people_with_error(count, moe, 'LEP residents'))} {lacking}"
                if count
                else found.capitalize(),
            ),
            value=count,
        )
        for area, (count, moe) in people.items()
    )
    entries = class_legend(marks, breaks, UNSERVED_LOOKS, "people")
    legend = tuple((look, found if look == "none" else text) for look, text in entries)
    return Layer(f"LEP people {lacking}", marks, legend, facts.level)


DOUBT_FROM = 0.40 * 1.645
"""A margin wider than this share of its figure is grade low; see ``planning.need.estimates.GRADE_CUTS``."""


def _need_line(lep: float, moe: float) -> str:
    return f"LEP: {MISSING}" if math.isnan(lep) else capitalized(people_with_error(lep, moe, "LEP residents"))


def _pool_line(residents: float, moe: float) -> str:
    return (
        f"Residents: {MISSING}"
        if math.isnan(residents)
        else capitalized(people_with_error(residents, moe, "residents"))
    )
