"""The lines about Portland in docs/method.md are what the product says, by language and district."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from planning.languages.groups import LANGUAGES, language_name
from planning.lists import listed
from planning.rules import find_rule

METHOD = Path(__file__).resolve().parents[3] / "docs" / "method.md"
LEVELS = {"department": "whole jurisdiction", "PRECINCT": "by precinct", "beat": "by police district"}


def told(portland: PreparedDepartment, rule_name: str, level: str) -> str:
    """One line: which languages, where, met and not to be told."""
    rule = find_rule(rule_name)
    verdicts = answers.verdicts(portland, rule, level)
    is_lump = verdicts["language"].map(lambda language: LANGUAGES[language].is_lump)
    open_ = verdicts["verdict"] == "cannot tell"
    parts = [f"met for {_where(verdicts[verdicts['verdict'] == 'met'], level)}"]
    if (open_ & ~is_lump).any():
        parts.append(f"cannot be told for {_where(verdicts[open_ & ~is_lump], level)}")
    lumps = verdicts[open_ & is_lump]
    if len(lumps):
        inside = listed(lumps["language"].map(language_name).unique().tolist())
        places = "" if level == "department" else f", in {lumps['area_id'].nunique()} places"
        parts.append(f"nor for languages inside {inside}{places}")
    return f"- **{rule.title}**, {LEVELS[level]}: {'; '.join(parts)}."


def _where(rows: pd.DataFrame, level: str) -> str:
    if rows.empty:
        return "no language"
    said = []
    for language, own in rows.groupby("language", sort=False):
        where = "" if level == "department" else f" ({', '.join(own['area_id'])})"
        said.append(language_name(str(language)) + where)
    return listed(said)


@pytest.mark.city
@pytest.mark.parametrize("rule_name", ["hawaii_hrs_321c_3", "california_gov_7299_7"])
@pytest.mark.parametrize("level", LEVELS)
def test_the_page_says_what_the_product_says(portland: PreparedDepartment, rule_name: str, level: str) -> None:
    page = " ".join(METHOD.read_text(encoding="utf-8").split())
    assert told(portland, rule_name, level) in page
