"""The force beside the residents, language by language, and the sentence for the council."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from pages.parts.shell.context import Context
from pages.parts.widgets import figures
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import LANGUAGES, NAMED_LANGUAGE_IDS, language_name
from planning.need.estimates import proportion_moe
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.published import as_range
from planning.officers.roster import officers_only
from planning.officers.sentences import force_sentence
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL
from planning.words.answers import spoken
from planning.words.formats import capitalized, whole_number
from planning.words.wording import people_with_error, percent


def show_force(context: Context) -> None:
    """Draw share of force against share of residents, with errors."""
    if context.department.roster is None:
        return
    st.header("Officers compared with residents", anchor=False)
    force = _force(context)
    rows = [_force_row(context, language, force) for language in NAMED_LANGUAGE_IDS]
    columns = (
        Column("name", "Language"),
        Column("need", "Residents who need it", help="Speak English less than “very well,” with the margin of error"),
        Column("bilingual", "Bilingual residents", help="Speak it at home and English very well"),
        Column("verified", "Verified officers"),
        Column("share", "Share of officers"),
    )
    show_table(pd.DataFrame(rows), columns, "recruiting-force", missing=CANNOT_TELL)
    st.caption(
        "Shares of residents are of those age 5 and older, with their margin of error. Shares of officers "
        f"are of all {force} officers, with a range where the count is small. Officers are counted, not "
        "sampled, so their share has no margin."
    )


def show_council(context: Context, language: str) -> None:
    """Draw the sentence for the council; its button copies it."""
    st.header("For the council", anchor=False)
    st.code(council_sentence(context, language), language=None, wrap_lines=True)
    st.caption("The button at the right of the text copies it.")


def council_sentence(context: Context, language: str) -> str:
    """Return share of residents against share of the force, with the error and the source."""
    settings = context.department.settings
    row = figures.department_row(context, language)
    if math.isnan(row["lep"]):
        return f"How many residents need {spoken(language)} is not in the census table ({settings.period})."
    first = (
        f"{capitalized(people_with_error(row['lep'], row['lep_moe'], 'residents'))} in the area of {settings.name}, "
        f"{_share(row, 'lep')} of those 5 and over, speak {spoken(language)} and English less than “very well”."
    )
    bilingual = _share(row, "very_well")
    third = f" {bilingual} of residents speak it and English “very well”." if bilingual else ""
    demo = " (Invented figures: demo.)" if settings.is_demo else ""
    return (
        f"{first}{_force_part(context, language)}{third} Source: U.S. Census Bureau, {settings.period}, "
        f"table C16001. {context.department.language.about_margins}".rstrip()
        + demo
    )


def _force_part(context: Context, language: str) -> str:
    bands = _published(context, language)
    if bands is None or LANGUAGES[language].is_lump:
        return ""
    return f" {force_sentence(bands, _force(context), language)}"


def _force(context: Context) -> int:
    roster = context.department.roster
    return 0 if roster is None else int(officers_only(roster)["officer_id"].nunique())


def _published(context: Context, language: str) -> dict[str, float] | None:
    """Return the least and most verified officers of a language in the whole department, as published."""
    bands = context.published_speakers()
    if bands.empty:
        return None
    chosen = (bands["level"] == DEPARTMENT_LEVEL) & (bands["shift"] == ALL_SHIFTS) & (bands["language"] == language)
    rows = bands[chosen]
    if rows.empty:
        return None
    row = rows.iloc[0]
    return {
        "verified_low": float(row["have_certified_low"] + row["have_tested_low"]),
        "verified_high": float(row["have_certified_high"] + row["have_tested_high"]),
    }


def _force_row(context: Context, language: str, force: int) -> dict[str, str | None]:
    row = figures.department_row(context, language)
    bands = _published(context, language) or {"verified_low": math.nan, "verified_high": math.nan}
    low, high = bands["verified_low"], bands["verified_high"]
    return {
        "name": language_name(language),
        "need": _share(row, "lep") or None,
        "bilingual": _share(row, "very_well") or None,
        "verified": as_range(low, high, whole_number),
        "share": as_range(low / force, high / force, percent) if force else None,
    }


def _share(row: Mapping[str, float], part: str) -> str:
    """Return a part of the residents 5 and over with its margin; empty where it is not in the table."""
    if pd.isna(row[part]) or not row["pop5"] > 0:
        return ""
    if part == "lep":
        return f"{percent(row['share'])}{_points(row['share_moe'])}"
    names = (part, f"{part}_moe", "pop5", "pop5_moe")
    moe = float(proportion_moe(*(np.array([float(row[name])]) for name in names))[0])
    return f"{percent(row[part] / row['pop5'])}{_points(moe)}"


def _points(moe: float) -> str:
    return "" if math.isnan(moe) else f" (give or take {100 * moe:.1f} points)"
