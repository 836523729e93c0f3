"""The brief of one area, to print: how many people need which language, what the rule says, and how sure that is."""

from __future__ import annotations

import math

import pandas as pd

from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.lists import listed
from planning.need.weak_margins import weak_margin_notes
from planning.vocabulary import CANNOT_TELL, MET, NOTICE_ONLY
from planning.words.answers import need_answer, spoken
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table
from planning.words.wording import MISSING, margin_place, percent, rounded_people

TWO_ERRORS = (
    "Two errors are kept apart. ± is the margin of error of the census sample (90 %). “Least to most” is what the "
    "figure can be because the area cuts census tracts, and nobody knows on which side of the cut people live; where "
    "it shows one figure, no tract is cut. A verdict is given only where it stands with both."
)
LUMP_NOTE = (
    "* A group in which the census adds several languages. No single language in it can be told from these figures; "
    "ask local partners, schools and the interpreter line."
)
HEAD = ("Language", "LEP people", "±", "Least to most", "Share", "English “very well”", "Rule")


def area_blocks(place: str, need: pd.DataFrame, verdicts: pd.DataFrame, read: str = "") -> tuple[Block, ...]:
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

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> verdicts = pd.DataFrame({"language": ["spanish"], "verdict": ["met"], "reason": ["It reaches 50."]})
    >>> blocks = area_blocks("West", need[need["area_id"] == "west"], verdicts)
    >>> print(blocks[1].text)
    **1 language meets the rule:** Spanish. For every other language the answer is no.
    >>> print(blocks[3].rows[0])
    ('Spanish', '150', '±56', '100 to 200', '10.0 %', '300 (±110)', 'met')
    """
    whole = need[need["language"] == ALL].iloc[0]
    rows = need[need["language"] != ALL].merge(verdicts, on="language", how="left", validate="one_to_one")
    rows = rows.sort_values("lep", ascending=False, kind="stable", na_position="last")
    reasons = rows[rows["verdict"].isin((MET, CANNOT_TELL, NOTICE_ONLY))]
    blocks: list[Block] = [
        Paragraph(need_answer(place, {str(name): whole[name] for name in ("lep", "lep_moe", "share")}, ALL)),
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
    blocks += [Heading("How sure"), Paragraph(TWO_ERRORS)]
    if "weak_margin" in rows:
        spoken_here = rows[rows["lep"] > 0]
        named = spoken_here.assign(name=[language_name(str(one)) for one in spoken_here["language"]])
        blocks += [Paragraph(note) for note in weak_margin_notes(named)]
    missing = float(whole["missing_share"])
    if missing > 0:
        blocks.append(
            Paragraph(
                f"**{percent(missing)} of the people here are in no figure:** the source has none for their tracts."
            )
        )
    return tuple(blocks)


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
    return f"{first} Of those people, here live: {listed(here)}." if here else first


def verdict_summary(rows: pd.DataFrame) -> str:
    """Return which languages meet the rule, and which cannot be told.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": ["spanish", "korean", "slavic"],
    ...     "verdict": ["met", "cannot tell", "cannot tell"]})
    >>> verdict_summary(rows)
    '**1 language meets the rule:** Spanish. **2 cannot be told** from the census: Korean and Russian,
    Polish and other Slavic.'
    """
    met, open_ = (
        [spoken(str(name)) for name in rows.loc[rows["verdict"] == verdict, "language"]]
        for verdict in (MET, CANNOT_TELL)
    )
    if met:
        word = "language meets" if len(met) == 1 else "languages meet"
        first = f"**{len(met)} {word} the rule:** {listed(met)}."
    else:
        first = "**No language** surely meets the rule here."
    if not open_:
        return f"{first} For every other language the answer is no."
    return f"{first} **{len(open_)} cannot be told** from the census: {listed(open_)}."


def _row(row: pd.Series) -> tuple[str, ...]:
    lep, moe = float(row["lep"]), float(row["lep_moe"])
    group = LANGUAGES[str(row["language"])]
    name = language_name(group.id) + ("*" if group.is_lump else "")
    margin = "no margin" if math.isnan(moe) else f"±{rounded_people(moe, margin_place(lep, moe))}"
    low, high = float(row["lep_low"]), float(row["lep_high"])
    same = rounded_people(low) == rounded_people(high)
    bracket = rounded_people(low) if same else f"{rounded_people(low)} to {rounded_people(high)}"
    well, well_moe = float(row["very_well"]), float(row["very_well_moe"])
    bilingual = rounded_people(well)
    if not math.isnan(well) and not math.isnan(well_moe):
        bilingual += f" (±{rounded_people(well_moe, margin_place(well, well_moe))})"
    if math.isnan(lep):
        return (name, MISSING, "", "", "", bilingual, CANNOT_TELL)
    verdict = "" if pd.isna(row["verdict"]) else str(row["verdict"])
    return (name, rounded_people(lep), margin, bracket, percent(float(row["share"])), bilingual, verdict)
