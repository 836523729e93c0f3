"""The brief of one area, to print: how many people need which language, what the rule says, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.lists import listed
from planning.need.inside import NOT_HERE
from planning.need.weak_margins import weak_margin_notes
from planning.vocabulary import CANNOT_TELL, MET, NOTICE_ONLY, SHOWN
from planning.words.answers import need_answer, spoken
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table
from planning.words.wording import MISSING, cell_with_error, margin_place, percent, range_cell, rounded_people

TWO_ERRORS = (
    "The margin of error covers the survey: it is right about 9 times in 10. The possible range covers split "
    "tracts: where this area splits a census tract, we don’t know on which side people live. Where it shows "
    "one number, no tract is split. A result is given only if it passes with both."
)
LUMP_NOTE = (
    "* A combined group: the census counts several languages together. These numbers can’t show any one of "
    "them. Ask local partners, schools, and the interpreter line."
)
HEAD = ("Language", "LEP residents", "±", "Possible range", "Share", "Bilingual residents", "Result")


def area_blocks(
    place: str, need: pd.DataFrame, verdicts: pd.DataFrame, read: str = "", inside: Sequence[str] = ()
) -> tuple[Block, ...]:
    """Return what is printed about an area.

    Parameters
    ----------
    place : str
        What the area is called.
    need : DataFrame
        Rows of one area of a need table, ``all`` among them; see ``planning.need.need.NEED_COLUMNS``. With the columns
        of ``planning.need.weak_margins.weak_margin_notes`` the paper says where the ± is weak.
    verdicts : DataFrame with language, verdict, reason and, optional, of_lep
        What the rule decides for this area, at the level it is read at; ``of_lep`` are the people of that level.
    read : str
        The rule and that level, as a sentence begins.
    inside : sequence of str
        What the combined groups hold around; see ``planning.need.inside.inside_sentences``.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> verdicts = pd.DataFrame({"language": ["spanish"], "verdict": ["met"], "reason": ["It reaches 50."]})
    >>> blocks = area_blocks("West", need[need["area_id"] == "west"], verdicts)
    >>> print(blocks[1].text)
    **1 language qualifies:** Spanish. The others don’t qualify.
    >>> print(blocks[3].rows[0])
    ('Spanish', '150', '±56', '100–200', '10%', '300 ±110', 'qualifies')
    """
    whole = need[need["language"] == ALL].iloc[0]
    rows = need[need["language"] != ALL].merge(verdicts, on="language", how="left", validate="one_to_one")
    rows = rows.sort_values("lep", ascending=False, kind="stable", na_position="last")
    reasons = rows[rows["verdict"].isin((MET, CANNOT_TELL, NOTICE_ONLY))]
    blocks: list[Block] = [
        Paragraph(need_answer(place, answer_row(whole), ALL)),
        Paragraph(_decided(rows, read)),
        Heading("Language by language"),
        Table(HEAD, tuple(_row(row) for _, row in rows.iterrows()), numbers=(1, 2, 3, 4, 5)),
        Paragraph(LUMP_NOTE, small=True),
    ]
    if len(reasons):
        blocks.append(Heading("Why"))
        if read:
            blocks.append(Paragraph(f"{read}."))
        blocks.append(Bullets(tuple(str(reason) for reason in reasons["reason"])))
    if inside:
        first, *lines = inside
        blocks += [Heading("Inside the combined groups"), Paragraph(first), Bullets(tuple(lines))]
        blocks.append(Paragraph(NOT_HERE, small=True))
    blocks += [Heading("How sure"), Paragraph(TWO_ERRORS)]
    if "weak_margin" in rows:
        spoken_here = rows[rows["lep"] > 0]
        named = spoken_here.assign(name=[language_name(str(one)) for one in spoken_here["language"]])
        blocks += [Paragraph(note) for note in weak_margin_notes(named)]
    missing = float(whole["missing_share"])
    if missing > 0:
        blocks.append(
            Paragraph(
                f"**{percent(missing)} of residents here are not counted:** the census has no numbers for their tracts."
            )
        )
    return tuple(blocks)


def answer_row(row: Mapping[Any, Any] | pd.Series) -> dict[str, float]:
    """Return what a sentence says of a row of a need table: with its likely range where the margin is too small."""
    said = {name: float(row[name]) for name in ("lep", "lep_moe", "share")}
    if row.get("weak_margin"):
        said |= {"likely_low": float(row["lep_interval_low"]), "likely_high": float(row["lep_interval_high"])}
    return said


def _decided(rows: pd.DataFrame, read: str) -> str:
    """Return what the rule decides, and how many of the people for whom it asks live here."""
    first = f"{read}: {verdict_summary(rows)}" if read else verdict_summary(rows)
    if "of_lep" not in rows:
        return first
    met = rows[(rows["verdict"] == MET) & (rows["of_lep"] > rows["lep"] + 0.5)]
    here = [
        f"{spoken(str(language))} {rounded_people(lep)} of {rounded_people(of)} ({percent(lep / of)})"
        for language, lep, of in zip(met["language"], met["lep"], met["of_lep"], strict=True)
    ]
    return f"{first} Living here: {listed(here)}." if here else first


def verdict_summary(rows: pd.DataFrame) -> str:
    """Return which languages meet the rule, and which cannot be told.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": ["spanish", "korean", "slavic"],
    ...     "verdict": ["met", "cannot tell", "cannot tell"]})
    >>> verdict_summary(rows)
    '**1 language qualifies:** Spanish. The census **can’t tell for 2 more**: Korean and Russian, Polish and other
    Slavic.'
    """
    met, open_ = (
        [spoken(str(name)) for name in rows.loc[rows["verdict"] == verdict, "language"]]
        for verdict in (MET, CANNOT_TELL)
    )
    if met:
        word = "language qualifies" if len(met) == 1 else "languages qualify"
        first = f"**{len(met)} {word}:** {listed(met)}."
    else:
        first = "**No language** clearly qualifies here."
    if not open_:
        return f"{first} The others don’t qualify."
    return f"{first} The census **can’t tell for {len(open_)} more**: {listed(open_)}."


def _row(row: pd.Series) -> tuple[str, ...]:
    lep, moe = float(row["lep"]), float(row["lep_moe"])
    group = LANGUAGES[str(row["language"])]
    name = language_name(group.id) + ("*" if group.is_lump else "")
    margin = "no margin" if math.isnan(moe) else f"±{rounded_people(moe, margin_place(lep, moe))}"
    possible = range_cell(float(row["lep_low"]), float(row["lep_high"]))
    bilingual = cell_with_error(float(row["very_well"]), float(row["very_well_moe"]))
    if math.isnan(lep):
        return (name, MISSING, "", "", "", bilingual, SHOWN[CANNOT_TELL])
    verdict = "" if pd.isna(row["verdict"]) else SHOWN[str(row["verdict"])]
    return (name, rounded_people(lep), margin, possible, percent(float(row["share"])), bilingual, verdict)
