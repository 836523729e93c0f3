"""Which languages material is asked for in, and for how many people: verdicts, language by language.

Verdicts go by census group; a leaflet is written in one language. A group that names a language stands for
itself. A group of several stands for none: a language inside it is asked for only where the rule names it, or
brings it in by use of services, and how many people speak it the census does not say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection

import pandas as pd

from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.need.estimates import sum_moe
from planning.rules import ThresholdRule
from planning.verdicts.by_use import IN, judge_use
from planning.vocabulary import MET

ASKED_COLUMNS = ("area_id", "language", "people", "people_moe", "verdict", "basis")
PEOPLE_COLUMNS = ("language", "people", "people_moe", "areas", "basis")

CENSUS, ALWAYS, BY_USE = "census", "always", "use of services"
"""Why a language is asked for."""


def build_asked(details: pd.DataFrame, rule: ThresholdRule, uses: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return what is asked for, one row an area and language.

    Parameters
    ----------
    details : DataFrame
        From ``planning.verdicts.thresholds.build_verdict_details``.
    rule : ThresholdRule
        The one they were made by.
    uses : DataFrame, optional
        The local evidence they were made with.

    Returns
    -------
    DataFrame with ``ASKED_COLUMNS``
        Every area for the languages that are census groups of their own, whatever the verdict; for a language
        inside a group of several only the areas where it is asked for, with ``people`` missing.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need.need import build_need
    >>> from planning.rules import find_rule
    >>> from planning.verdicts.thresholds import build_verdict_details
    >>> rule = find_rule("dc_code_2_1933")
    >>> details = build_verdict_details(build_need(four_square_crosswalk(), four_square_table()), rule, "beat")
    >>> asked = build_asked(details, rule)
    >>> asked[asked["verdict"] == "met"][["area_id", "language", "people"]].values.tolist()
    [['east', 'korean', 600.0], ['west', 'spanish', 150.0]]
    """
    named = details[details["language"].isin(NAMED_LANGUAGE_IDS)]
    always = named["language"].isin(rule.always).map({True: ALWAYS, False: CENSUS})
    rows = pd.DataFrame(
        {
            "area_id": named["area_id"],
            "language": named["language"],
            "people": named["lep"],
            "people_moe": named["lep_moe"],
            "verdict": named["verdict"],
            "basis": always.mask(named["use"] == IN, BY_USE).astype("str"),
        }
    )
    inside = [
        (area, language, basis)
        for area, own in details.groupby("area_id", sort=False)
        for language, basis in _inside(str(area), own, rule, uses).items()
    ]
    if not inside:
        return rows.reset_index(drop=True)
    areas, languages, bases = (list(part) for part in zip(*inside, strict=True))
    more = pd.DataFrame(
        {
            "area_id": areas,
            "language": languages,
            "people": math.nan,
            "people_moe": math.nan,
            "verdict": MET,
            "basis": bases,
        }
    )
    return pd.concat([rows, more], ignore_index=True)


def _inside(area: str, own: pd.DataFrame, rule: ThresholdRule, uses: pd.DataFrame | None) -> dict[str, str]:
    """Return the languages inside groups that are asked for in an area, and why."""
    found = {language: ALWAYS for language in rule.always if ":" in language}
    for one in rule.limbs or (rule,):
        if one.by_use and uses is not None and len(uses):
            census = dict(zip(own["language"], own["census_verdict"], strict=True))
            judged = judge_use(uses[uses["area_id"] == area], census, one)
            found |= {use.spoken: BY_USE for use in judged if use.standing == IN and ":" in use.spoken}
    return found


Margin = Callable[[pd.DataFrame], float]
"""Returns the margin of the people of some rows of ``area_id, language, people, people_moe`` together."""


def _as_if_apart(rows: pd.DataFrame) -> float:
    return sum_moe(rows["people"].tolist(), rows["people_moe"].tolist())


def people_by_language(
    asked: pd.DataFrame, verdicts: Collection[str] = (MET,), margin: Margin = _as_if_apart
) -> pd.DataFrame:
    """Return how many people a translation would serve: those in the areas where it is asked for.

    Parameters
    ----------
    asked : DataFrame with ``ASKED_COLUMNS``
    verdicts : collection of str
        Which verdicts count as asked for.
    margin : callable, optional
        Of several areas; the usual formula of sums unless given.

    Returns
    -------
    DataFrame with ``PEOPLE_COLUMNS``
        ``people`` is missing where one of the areas has no figure; ``areas`` counts areas.

    Examples
    --------
    >>> asked = pd.DataFrame([["a", "korean", 100.0, 30.0, "met", "census"], ["b", "korean", 50.0, 40.0, "met",
    ...     "census"], ["c", "korean", 9.0, 9.0, "not met", "census"]], columns=ASKED_COLUMNS)
    >>> people_by_language(asked).values.tolist()
    [['korean', 150.0, 50.0, 2, 'census']]
    """
    rows = [
        (str(language), float(own["people"].sum(skipna=False)), margin(own), len(own), str(own["basis"].mode().iloc[0]))
        for language, own in asked[asked["verdict"].isin(list(verdicts))].groupby("language", sort=False)
    ]
    return pd.DataFrame(rows, columns=list(PEOPLE_COLUMNS)).astype({"language": "str", "basis": "str"})
