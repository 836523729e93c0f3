"""Answers in words: one to three sentences a page, the decisive words between ``**``.

Pure text: names come in as the caller wants them written, no markup but ``**`` goes out. A screen escapes the
names it passes in.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planning.languages.groups import ALL, LANGUAGES, find_language, language_name
from planning.lists import counted, listed
from planning.vocabulary import CANNOT_TELL, MET
from planning.words.wording import people_with_error, percent, rounded_people

LEP_PHRASE = 'speak English less than "very well"'
"""How LEP is said at first use on a page."""


LANGUAGES_TOLD, AREAS_TOLD = 3, 4
"""Languages of which a sentence says where their speakers live, and areas it names."""


@dataclass(frozen=True, slots=True)
class AreaWord:
    """What one area of a level is called, and several.

    Examples
    --------
    >>> AreaWord("beat", "beats").counted(1), AreaWord("beat", "beats").counted(9)
    ('1 beat', '9 beats')
    """

    one: str
    many: str

    def counted(self, count: int) -> str:
        """Return a count with the right word."""
        return f"{count:,} {self.one if count == 1 else self.many}"


def spoken(language: str) -> str:
    """Return a language as it stands inside a sentence.

    Examples
    --------
    >>> spoken("korean"), spoken("other_asian_pacific"), spoken("all")
    ('Korean', 'other Asian and Pacific Island languages', 'a language other than English')
    """
    if language == ALL:
        return "a language other than English"
    group = find_language(language)
    if group.id in ("other_indo_european", "other_asian_pacific"):
        return f"other {group.name.removeprefix('Other ')} languages"
    return "other and unspecified languages" if group.id == "other" else group.name


def need_answer(place: str, row: Mapping[str, float], language: str) -> str:
    """Return how many people of a place need a language.

    Parameters
    ----------
    place : str
        What the place is called.
    row : mapping with lep, lep_moe, share
        One row of a need table.

    Examples
    --------
    >>> need_answer("Harbor Falls", {"lep": 21400.0, "lep_moe": 900.0, "share": 0.089}, "all")
    'In Harbor Falls, **21,400 (±900) people** speak English less than "very well" (LEP), 8.9 % of those 5 and over.'
    >>> need_answer("Beat 7", {"lep": math.nan, "lep_moe": math.nan, "share": math.nan}, "korean")
    'How many people in Beat 7 speak Korean and English less than "very well" (LEP) is **not in this table**.'
    """
    also = "" if language == ALL else f"speak {spoken(language)} at home and "
    if math.isnan(row["lep"]):
        first = "" if language == ALL else f"speak {spoken(language)} and "
        phrase = LEP_PHRASE if not first else f'{first}English less than "very well"'
        return f"How many people in {place} {phrase} (LEP) is **not in this table**."
    phrase = LEP_PHRASE if not also else f'{also}English less than "very well"'
    share = "" if math.isnan(row["share"]) else f", {percent(row['share'])} of those 5 and over"
    return f"In {place}, **{people_with_error(row['lep'], row['lep_moe'])} people** {phrase} (LEP){share}."


def verdict_answer(verdicts: pd.DataFrame, language: str, areas: AreaWord) -> str:
    """Return in how many areas a language meets the rule, and in how many that cannot be told.

    Parameters
    ----------
    verdicts : DataFrame with language, verdict
        One row an area and language, of one level.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": "vietnamese", "verdict": ["met", "met", "cannot tell", "not met"]})
    >>> verdict_answer(rows, "vietnamese", AreaWord("beat", "beats"))
    '**2 beats** need Vietnamese material; **1 more cannot be told** from the census.'
    """
    rows = verdicts[verdicts["language"] == language]
    met, open_ = int((rows["verdict"] == MET).sum()), int((rows["verdict"] == CANNOT_TELL).sum())
    what = f"{language_name(language)} material"
    if language in LANGUAGES and LANGUAGES[language].is_lump:
        what = f"material for {spoken(language)}"
    if met:
        verb = "needs" if met == 1 else "need"
        rest = f"; **{open_} more cannot be told** from the census" if open_ else "; for every other the answer is no"
        return f"**{areas.counted(met)}** {verb} {what}{rest}."
    if open_:
        return f"**No {areas.one}** surely needs {what}; **{open_} cannot be told** from the census."
    return f"**No {areas.one}** needs {what} by this rule."


def materials_answer(verdicts: pd.DataFrame, areas: AreaWord) -> str:
    """Return which languages meet the rule anywhere, and where it cannot be told.

    Parameters
    ----------
    verdicts : DataFrame with area_id, language, verdict
        With ``verdict_by_margin`` it is said how often the margin alone would tell.

    Examples
    --------
    >>> rows = pd.DataFrame({"area_id": ["1", "2", "1", "2"], "language": ["spanish"] * 2 + ["korean"] * 2,
    ...     "verdict": ["met", "met", "cannot tell", "not met"]})
    >>> materials_answer(rows, AreaWord("beat", "beats"))
    '**1 language** meets the rule somewhere: Spanish in 2 beats. In **1 case** (a language in one
    beat) it cannot be told from the census.'
    """
    met = verdicts.loc[verdicts["verdict"] == MET, "language"].value_counts()
    cases = int((verdicts["verdict"] == CANNOT_TELL).sum())
    if met.empty:
        first = f"**No language** surely meets the rule in any {areas.one}."
    else:
        most = [f"{spoken(str(language))} in {areas.counted(count)}" for language, count in met.head(3).items()]
        groups = "1 language** meets" if len(met) == 1 else f"{len(met)} language groups** meet"
        more = ", most of all" if len(met) > len(most) else ""
        first = f"**{groups} the rule somewhere{more}: {listed(most)}."
    if not cases:
        return f"{first} No case is left open."
    unit = "case" if cases == 1 else "cases"
    fallen = _fallen(verdicts)
    which = "" if fallen == cases else f"in {fallen} of them "
    only = f", {which}though the ± alone would tell" if fallen else ""
    return f"{first} In **{cases} {unit}** (a language in one {areas.one}) it cannot be told from the census{only}."


def decision_answer(verdicts: pd.DataFrame, read: str, areas: AreaWord) -> str:
    """Return what a rule decides, at the level it is read at.

    Parameters
    ----------
    verdicts : DataFrame with area_id, language, lep, lep_moe, threshold, verdict
    read : str
        The rule and that level, as a sentence begins.

    Examples
    --------
    >>> rows = pd.DataFrame({"area_id": "department", "language": ["korean", "spanish", "slavic", "arabic"],
    ...     "lep": [2437.0, 20838.0, 3146.0, 90.0], "lep_moe": [504.0, 1744.0, 594.0, 30.0],
    ...     "threshold": 1000.0, "verdict": ["met", "met", "cannot tell", "not met"]})
    >>> decision_answer(rows, "Ours, read for the whole department", AreaWord("department", "departments"))
    'Ours, read for the whole department, is met for **2 languages** (threshold 1,000 people): Spanish 20,838 (±1,744)
    and Korean 2,437 (±504). For **1 group** it cannot be told from the census: Russian, Polish and other Slavic.'
    """
    if verdicts["area_id"].nunique() != 1:
        return f"{read}: {materials_answer(verdicts, areas)}"
    by_size = verdicts.sort_values("lep", ascending=False, kind="stable")
    met, open_ = (by_size[by_size["verdict"] == verdict] for verdict in (MET, CANNOT_TELL))
    people = [
        f"{spoken(str(language))} {_whole_people(lep, moe)}"
        for language, lep, moe in zip(met["language"], met["lep"], met["lep_moe"], strict=True)
    ]
    limits = by_size["threshold"].dropna().unique()
    against = f" (threshold {rounded_people(float(limits[0]), 1)} people)" if len(limits) == 1 else ""
    first = f"surely met for **no language**{against}."
    if people:
        first = f"met for **{counted(len(met), 'language')}**{against}: {listed(people)}."
    if open_.empty:
        return f"{read}, is {first}"
    left = listed([spoken(str(language)) for language in open_["language"]])
    return f"{read}, is {first} For **{counted(len(open_), 'group')}** it cannot be told from the census: {left}."


def _whole_people(people: float, moe: float) -> str:
    """Return a figure as it is held against a threshold: in whole persons."""
    if math.isnan(people) or math.isnan(moe):
        return people_with_error(people, moe)
    return f"{rounded_people(people, 1)} (±{rounded_people(moe, 1)})"


def where_answer(where: pd.DataFrame, names: Mapping[str, str], areas: AreaWord) -> str:
    """Return in how few areas half of the people live for whom a rule asks, language by language, the largest first.

    Parameters
    ----------
    where : DataFrame with area_id, language, people
        Of what is asked for.
    names : mapping of area id to what it is called

    Examples
    --------
    >>> rows = pd.DataFrame({"area_id": ["1", "2", "3"], "language": "korean", "people": [600.0, 100.0, 90.0]})
    >>> where_answer(rows, {"1": "Beat 1", "2": "Beat 2", "3": "Beat 3"}, AreaWord("beat", "beats"))
    'Where they live: half of the Korean speakers in **1 beat of 3** (Beat 1).'
    """
    parts: list[str] = []
    known = where.dropna(subset="people")
    sizes = known.groupby("language")["people"].sum().sort_values(ascending=False)
    for language, total in sizes.head(LANGUAGES_TOLD).items():
        own = known[known["language"] == language].sort_values("people", ascending=False, kind="stable")
        few = int((own["people"].cumsum() < total / 2).sum()) + 1
        said = [names[str(area)] for area in own["area_id"].head(few)]
        more = f" and {few - AREAS_TOLD} more" if few > AREAS_TOLD else ""
        at = ", ".join(said[:AREAS_TOLD]) + more if more else listed(said)
        of = "the" if not parts else "those of"
        speakers = f"{spoken(str(language))} speakers" if not parts else spoken(str(language))
        parts.append(f"{of} {speakers} in **{areas.counted(few)} of {where['area_id'].nunique()}** ({at})")
    return f"Where they live: half of {'; '.join(parts)}." if parts else ""


def boundary_answer(details: pd.DataFrame) -> str:
    """Return how many verdicts of the margin do not stand with both errors; empty if none.

    Parameters
    ----------
    details : DataFrame with verdict, verdict_by_margin

    Examples
    --------
    >>> boundary_answer(pd.DataFrame({"verdict": ["cannot tell", "met"], "verdict_by_margin": ["not met", "met"]}))
    '**1 of 2** verdicts that the ± alone would give cannot be told with both errors: census tracts are cut, or so few
    people were asked that the ± is too small. Ask for local evidence before you spend on it.'
    """
    fallen = _fallen(details)
    if not fallen:
        return ""
    given = int((details["verdict_by_margin"] != CANNOT_TELL).sum())
    it = "it" if fallen == 1 else "them"
    return (
        f"**{fallen} of {given}** verdicts that the ± alone would give cannot be told with both errors: census tracts "
        "are cut, or so few people were asked that the ± is too small. Ask for local evidence before you spend on "
        f"{it}."
    )


def _fallen(verdicts: pd.DataFrame) -> int:
    return int((verdicts["verdict"] != verdicts["verdict_by_margin"]).sum()) if "verdict_by_margin" in verdicts else 0


def meetings_answer(reached: Mapping[str, float], demand: Mapping[str, float], meetings: int) -> str:
    """Return how many people a plan reaches in their own language.

    Examples
    --------
    >>> meetings_answer({"spanish": 9000.0, "korean": 4900.0}, {"spanish": 13000.0, "korean": 8400.0}, 6)
    '**13,900 of 21,400 people** could be reached in their own language by **6 meetings**: Spanish 9,000, Korean 4,900.'
    >>> meetings_answer({"spanish": 90.0, "arabic": 0.0}, {"spanish": 90.0, "arabic": 40.0}, 1)
    '**90 of 130 people** could be reached in their own language by **1 meeting**: Spanish 90, nobody in Arabic.'
    """
    total, whole = sum(reached.values()), sum(demand.values())
    by_size = sorted(((persons, language) for language, persons in reached.items() if persons >= 0.5), reverse=True)
    parts = [f"{spoken(language)} {rounded_people(persons)}" for persons, language in by_size[:3]]
    nobody = [spoken(language) for language, persons in demand.items() if persons >= 0.5 > reached.get(language, 0.0)]
    if nobody:
        parts.append(f"nobody in {listed(nobody, 'or')}")
    detail = f": {', '.join(parts)}" if parts else ""
    unit = "meeting" if meetings == 1 else "meetings"
    return (
        f"**{rounded_people(total)} of {rounded_people(whole)} people** could be reached in their own language by "
        f"**{meetings} {unit}**{detail}."
    )


def pick_sentence(adds: Mapping[str, float]) -> str:
    """Return whom one meeting adds.

    Examples
    --------
    >>> pick_sentence({"vietnamese": 900.0, "spanish": 340.0})
    'Adds 1,240 people: 900 Vietnamese, 340 Spanish.'
    """
    parts = [
        f"{rounded_people(persons)} {spoken(language)}"
        for language, persons in sorted(adds.items(), key=lambda item: (-item[1], item[0]))
        if persons >= 0.5
    ]
    total = sum(adds.values())
    return (
        f"Adds {rounded_people(total)} people: {', '.join(parts)}." if parts else "Adds nobody the others do not reach."
    )


def officers(count: float) -> str:
    """Return a number of officers, with one decimal where it is not whole.

    Examples
    --------
    >>> officers(1.0), officers(12.64)
    ('1 officer', '12.6 officers')
    """
    text = f"{count:,.1f}".removesuffix(".0")
    return f"{text} {'officer' if text == '1' else 'officers'}"


def recruiting_answer(rows: pd.DataFrame, language: str, names: Mapping[str, str]) -> str:
    """Return how many bilingual residents there are, and where most of them live.

    Parameters
    ----------
    rows : DataFrame with area_id, bilingual_residents, share_of_department
        One language, one row an area.
    names : mapping of area id to what it is called

    Examples
    --------
    >>> rows = pd.DataFrame({"area_id": ["1", "2"], "bilingual_residents": [900.0, 300.0],
    ...     "share_of_department": [0.75, 0.25]})
    >>> recruiting_answer(rows, "korean", {"1": "Beat 1", "2": "Beat 2"})
    '**1,200 residents** speak Korean at home and English "very well". Most live in **Beat 1** (75.0 %),
    Beat 2 (25.0 %).'
    """
    known = rows.dropna(subset="bilingual_residents")
    if known.empty:
        return f'How many residents speak {spoken(language)} and English "very well" is **not in this table**.'
    total = float(known["bilingual_residents"].sum())
    first = f'**{rounded_people(total)} residents** speak {spoken(language)} at home and English "very well".'
    top = known[known["bilingual_residents"] > 0].nlargest(3, "bilingual_residents")
    if top.empty or len(rows) < 2:
        return first
    places = [
        f"{names[str(area)]} ({percent(share)})"
        for area, share in zip(top["area_id"], top["share_of_department"], strict=True)
    ]
    return (
        f"{first} Most live in **{places[0].rsplit(' (', 1)[0]}** ({places[0].rsplit(' (', 1)[1]}"
        + "".join(f", {place}" for place in places[1:])
        + "."
    )
