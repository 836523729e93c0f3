"""Map layers: from a table to how each area is drawn, what it says, and the legend that explains it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.department.names import area_title
from pages.parts.shell.context import Context
from pages.parts.widgets.figures import area_rows, gap_by_area, rows_of
from pages.parts.widgets.legend import class_of, class_words, round_breaks
from pages.parts.widgets.maps import AreaMark
from pages.parts.widgets.palette import GAP_LOOKS, NEED_LOOKS, POOL_LOOKS, UNSERVED_LOOKS, VERDICT_LOOKS
from planning.languages.groups import ALL, language_name
from planning.officers.published import as_range
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL, FEWER, MET, MORE, NO_CLEAR_CHANGE, SHOWN
from planning.words.formats import capitalized
from planning.words.wording import MISSING, people_with_error, percent, rounded_people


@dataclass(frozen=True, slots=True)
class Layer:
    """What a map shows: the marks of its areas, and the legend in words."""

    title: str
    marks: tuple[AreaMark, ...]
    legend: tuple[tuple[str, str], ...]


VERDICT_WORDS = {
    MET: "Qualifies: above the threshold, margin included",
    "cannot-tell": "Can’t tell: too close, a split tract, or a combined group",
    "not-met": "Doesn’t qualify: below the threshold, margin included",
    "notice-only": "notice only: a large share of very few people",
}
"""What each verdict's look means, in a legend."""


def plain_layer(context: Context, level: str, title: str) -> Layer:
    """Return areas as outlines only, for a map whose question is about points."""
    ids = context.shapes(level).geometry
    return Layer(title, tuple(_mark(context, level, area, "plain") for area in ids), ())


def need_layer(context: Context, language: str) -> Layer:
    """Return how many people need a language, in blues; low grades striped."""
    rows = area_rows(context.need(), language)
    breaks = round_breaks(rows["lep"].tolist())
    marks = tuple(
        _mark(
            context,
            context.level,
            row.area_id,
            class_of(row.lep, breaks, NEED_LOOKS),
            (_need_line(row.lep, row.lep_moe), f"{percent(row.share)} of residents age 5 and older"),
            doubt=row.grade == "low" and row.lep > 0,
        )
        for row in rows_of(rows)
    )
    return Layer(f"LEP residents, {language_name(language)}", marks, _class_legend(marks, breaks, NEED_LOOKS, "people"))


def verdict_layer(context: Context, language: str, verdicts: pd.DataFrame) -> Layer:
    """Return where a language meets the rule: solid, striped where it cannot be told, grey where not."""
    rows = area_rows(verdicts, language)
    marks = tuple(
        _mark(
            context,
            context.level,
            row.area_id,
            VERDICT_LOOKS[row.verdict],
            (f"{language_name(language)}: {SHOWN[row.verdict]}", row.reason),
        )
        for row in rows_of(rows)
    )
    return Layer(f"Planning threshold, {language_name(language)}", marks, _used(marks, VERDICT_WORDS))


CHANGE_LOOKS = {MORE: "change-more", FEWER: "change-fewer", NO_CLEAR_CHANGE: "none", CANNOT_TELL: "missing"}
CHANGE_WORDS = {
    "change-more": "Clearly more",
    "change-fewer": "Clearly fewer",
    "none": "No clear change",
    "missing": "Can’t tell",
}
"""What each look of a change means, in a legend."""


def change_layer(context: Context, rows: pd.DataFrame) -> Layer:
    """Return where a language's people have clearly become more or fewer: solid up, dotted down, gray where neither.

    Parameters
    ----------
    rows : DataFrame with ``planning.need.change.CHANGE_COLUMNS``
        Of one language, by area of the context's level.
    """
    marks = tuple(
        _mark(
            context,
            context.level,
            row.area_id,
            CHANGE_LOOKS[row.verdict],
            (
                CHANGE_WORDS[CHANGE_LOOKS[row.verdict]],
                f"{rounded_people(row.then)} then, {rounded_people(row.now)} now",
            ),
        )
        for row in rows_of(rows)
    )
    return Layer(f"Change, {language_name(context.language)}", marks, _used(marks, CHANGE_WORDS))


def survey_layer(context: Context, rows: pd.DataFrame, side: str) -> Layer:
    """Return one of two surveys in blues, on the scale of both. ``side``: ``then`` or ``now``."""
    breaks = round_breaks([*rows["then"], *rows["now"]])
    marks = tuple(
        _mark(
            context,
            context.level,
            row.area_id,
            class_of(getattr(row, side), breaks, NEED_LOOKS),
            (_need_line(getattr(row, side), getattr(row, f"{side}_moe")),),
        )
        for row in rows_of(rows)
    )
    return Layer("LEP residents", marks, _class_legend(marks, breaks, NEED_LOOKS, "people"))


def where_layer(context: Context, language: str, where: pd.DataFrame) -> Layer:
    """Return where the people live for whom a rule asks, in the blues of people; grey where it does not ask.

    Parameters
    ----------
    where : DataFrame with ``geodata.department.decision.WHERE_COLUMNS``
        By area of the context's level.
    """
    rows = area_rows(where, language)
    breaks = round_breaks(rows["people"].tolist())
    whole = float(rows["people"].sum())
    marks = tuple(
        _mark(
            context,
            context.level,
            row.area_id,
            class_of(row.people, breaks, NEED_LOOKS) if row.verdict == MET else VERDICT_LOOKS[row.verdict],
            (f"{language_name(language)}: {SHOWN[row.verdict]}", _where_line(row.people, row.people_moe, whole)),
        )
        for row in rows_of(rows)
    )
    words = [*_class_legend(marks, breaks, NEED_LOOKS, "people"), *_used(marks, VERDICT_WORDS)]
    return Layer(f"Where they live, {language_name(language)}", marks, tuple(dict.fromkeys(words)))


def _where_line(people: float, moe: float, whole: float) -> str:
    line = capitalized(people_with_error(people, moe, "LEP residents"))
    return f"{line}, {percent(people / whole)} of all" if whole > 0 and not math.isnan(people) else line


def gap_layer(context: Context, level: str, cells: pd.DataFrame) -> Layer:
    """Return how many officers are lacking, in oranges; without a roster, how many the posts take.

    Parameters
    ----------
    cells : DataFrame
        As ``pages.parts.widgets.figures.gap_by_area`` gives it.
    """
    has_roster = context.department.roster is not None
    breaks = (1.0, 2.0, 4.0, 8.0)
    marks = tuple(
        _mark(
            context,
            level,
            row.area_id,
            class_of(row.gap_high if has_roster else row.required, breaks, GAP_LOOKS),
            (_gap_line(row), *((f"{row.open:.0f} slots we can’t tell",) if row.open else ())),
            doubt=bool(row.open) and row.open > 0 and not math.isnan(row.posts),
        )
        for row in rows_of(cells)
    )
    ranges = ("under 1 officer", "1 to under 2", "2 to under 4", "4 to under 8", "8 or more")
    words = dict(zip(GAP_LOOKS, ranges, strict=True))
    words |= {"none": "Fully staffed, or no slot needed" if has_roster else "no slot needed", "missing": "can’t tell"}
    title = "Verified officers short, at most" if has_roster else "Officers needed (no roster)"
    return Layer(title, marks, _used(marks, words))


def gap_of(context: Context, table: pd.DataFrame) -> tuple[Layer, str]:
    """Return the gap on the map, and the level it is drawn at: the one with most posts that is no pool.

    Parameters
    ----------
    table : DataFrame
        As ``planning.officers.published.publish_coverage`` gives it.
    """
    own = table[table["level"] != DEPARTMENT_LEVEL]
    level = str(own["level"].mode().iloc[0]) if len(own) else context.department.coarsest_level
    cells = gap_by_area(own[own["level"] == level])
    if cells.empty:
        return plain_layer(context, level, "No slot in any area"), level
    return gap_layer(context, level, cells), level


def pool_layer(context: Context, level: str, rows: pd.DataFrame, language: str) -> Layer:
    """Return where bilingual residents live, in purples."""
    breaks = round_breaks(rows["bilingual_residents"].tolist())
    marks = tuple(
        _mark(
            context,
            level,
            row.area_id,
            class_of(row.bilingual_residents, breaks, POOL_LOOKS),
            (_pool_line(row.bilingual_residents, row.moe), f"{percent(row.share_of_department)} of the department's"),
            doubt=row.bilingual_residents > 0 and not row.moe < row.bilingual_residents * DOUBT_FROM,
        )
        for row in rows_of(rows)
    )
    legend = _class_legend(marks, breaks, POOL_LOOKS, "residents")
    return Layer(f"Bilingual residents, {language_name(language)}", marks, legend)


UNKNOWN = (math.nan, math.nan)


def unserved_layer(context: Context, rows: pd.DataFrame, lacking: str, *, found: str) -> Layer:
    """Return how many people something is lacking for, in pinks.

    Parameters
    ----------
    rows : DataFrame with ``area_id, lep, lep_moe``
        The areas and languages in which it is lacking, at the level of the context.
    lacking : str
        What is: "without a meeting in 12 months".
    found : str
        What an area is called where it is lacking for nobody.
    """
    lacks = context.people_by_area(rows)
    need = context.need()
    counted = need.loc[need["lep"].notna() & (need["language"] != ALL), "area_id"].unique()
    people = {area: lacks.get(area, (0.0, 0.0) if area in counted else UNKNOWN) for area in context.area_ids}
    breaks = round_breaks([count for count, _ in people.values()])
    marks = tuple(
        _mark(
            context,
            context.level,
            area,
            class_of(count, breaks, UNSERVED_LOOKS),
            (
                f"{capitalized(people_with_error(count, moe, 'LEP residents'))} {lacking}"
                if count
                else found.capitalize(),
            ),
        )
        for area, (count, moe) in people.items()
    )
    entries = _class_legend(marks, breaks, UNSERVED_LOOKS, "people")
    legend = tuple((look, found if look == "none" else text) for look, text in entries)
    return Layer(f"LEP people {lacking}", marks, legend)


DOUBT_FROM = 0.40 * 1.645
"""A margin wider than this share of its figure is grade low; see ``planning.need.estimates.GRADE_CUTS``."""


def _mark(
    context: Context, level: str, area_id: str, look: str, lines: tuple[str, ...] = (), doubt: bool = False
) -> AreaMark:
    title = area_title(level, area_id, context.department.settings.name)
    return AreaMark(area_id, title, look, lines, doubt, label=area_id if level != DEPARTMENT_LEVEL else "")


def _need_line(lep: float, moe: float) -> str:
    return f"LEP: {MISSING}" if math.isnan(lep) else capitalized(people_with_error(lep, moe, "LEP residents"))


def _pool_line(residents: float, moe: float) -> str:
    return (
        f"Residents: {MISSING}"
        if math.isnan(residents)
        else capitalized(people_with_error(residents, moe, "residents"))
    )


def _gap_line(row: Any) -> str:
    if math.isnan(row.posts):
        return "Can’t tell whether a slot is needed"
    if math.isnan(row.gap_high):
        return f"{row.posts:.0f} slots. Add a roster to see officers short"
    if not row.posts:
        return "No slot needed"
    return f"{as_range(row.gap_low, row.gap_high)} officers short for {row.posts:.0f} slots"


def _class_legend(
    marks: Sequence[AreaMark], breaks: Sequence[float], looks: Sequence[str], unit: str
) -> tuple[tuple[str, str], ...]:
    classes = tuple(zip(looks, class_words(breaks, unit), strict=True))
    return (*classes, *_used(marks, {"none": "none counted", "missing": MISSING}))


def _used(marks: Sequence[AreaMark], words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the legend of the looks that are on the map, and of doubt where there is any."""
    there = {mark.look for mark in marks}
    entries = tuple((look, text) for look, text in words.items() if look in there)
    doubt = (("doubt", "Stripes: low reliability"),)
    if any(look.startswith("gap") for look in words):
        doubt = (("doubt", "Stripes: for some slots, the census can’t tell"),)
    return entries + (doubt if any(mark.doubt for mark in marks) else ())
