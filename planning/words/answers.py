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
from planning.words.wording import cell_with_error, people_with_error, percent, rounded_people

LEP_PHRASE = "speak English less than “very well”"
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
        One row of a need table. With ``likely_low`` and ``likely_high`` the range with both errors is said in place of
        the margin: for where that is too small.

    Examples
    --------
    >>> need_answer("Harbor Falls", {"lep": 21400.0, "lep_moe": 900.0, "share": 0.089}, "all")
    'In Harbor Falls, **about 21,400 residents** (give or take 900) speak English less than “very well” (LEP). That is
    8.9% of residents age 5 and older.'
    >>> need_answer("Beat 7", {"lep": math.nan, "lep_moe": math.nan, "share": math.nan}, "korean")
    'This census table has **no number** for LEP residents in Beat 7 who speak Korean.'
    """
    if math.isnan(row["lep"]):
        of = "" if language == ALL else f" who speak {spoken(language)}"
        return f"This census table has **no number** for LEP residents in {place}{of}."
    also = LEP_PHRASE if language == ALL else f"speak {spoken(language)} at home and English less than “very well”"
    share = "" if math.isnan(row["share"]) else f" That is {percent(row['share'])} of residents age 5 and older."
    likely = (row.get("likely_low", math.nan), row.get("likely_high", math.nan))
    people = people_with_error(row["lep"], row["lep_moe"], "residents", likely)
    return f"In {place}, **{people.replace(' (', '** (', 1)} {also} (LEP).{share}"


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
    '**2 beats** qualify for Vietnamese materials. The census **can’t tell for 1 more**.'
    """
    rows = verdicts[verdicts["language"] == language]
    met, open_ = int((rows["verdict"] == MET).sum()), int((rows["verdict"] == CANNOT_TELL).sum())
    what = f"{language_name(language)} materials"
    if language in LANGUAGES and LANGUAGES[language].is_lump:
        what = f"materials in {spoken(language)}"
    if met:
        verb = "qualifies" if met == 1 else "qualify"
        rest = f"The census **can’t tell for {open_} more**." if open_ else "The others don’t."
        return f"**{areas.counted(met)}** {verb} for {what}. {rest}"
    if open_:
        return f"**No {areas.one}** clearly qualifies for {what}. The census **can’t tell for {open_}**."
    return f"**No {areas.one}** qualifies for {what} by this rule."


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
    '**1 language** qualifies: Spanish in 2 beats. The census can’t tell in **1 more case** (one language in one
    beat).'
    """
    met = verdicts.loc[verdicts["verdict"] == MET, "language"].value_counts()
    cases = int((verdicts["verdict"] == CANNOT_TELL).sum())
    if met.empty:
        first = f"**No language** clearly qualifies in any {areas.one}."
    else:
        most = [f"{spoken(str(language))} in {areas.counted(count)}" for language, count in met.head(3).items()]
        groups = "1 language** qualifies" if len(met) == 1 else f"{len(met)} languages** qualify"
        more = " (the top 3)" if len(met) > len(most) else ""
        first = f"**{groups}: {listed(most)}{more}."
    if not cases:
        return f"{first} There are no open cases."
    more = " more" if not met.empty else ""
    which = f"**{cases}{more} {'case' if cases == 1 else 'cases'}** (one language in one {areas.one})"
    fallen = _fallen(verdicts)
    of = "In it" if cases == 1 else ("In all of them" if fallen == cases else f"In {fallen} of them")
    only = f" {of}, split tracts or small numbers are the only reason." if fallen else ""
    return f"{first} The census can’t tell in {which}.{only}"


def decision_answer(verdicts: pd.DataFrame, read: str, areas: AreaWord, *, short: bool = False) -> str:
    """Return what a rule decides, at the level it is read at; without figures and names of groups if ``short``.

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
    'Ours, read for the whole department: **2 languages qualify** (threshold: 1,000 people): Spanish 20,838 (give or
    take 1,744) and Korean 2,437 (give or take 504). The census can’t tell for **1 more group**: Russian, Polish and
    other Slavic.'
    >>> decision_answer(rows, "Ours, read for the whole department", AreaWord("department", "departments"), short=True)
    'Ours, read for the whole department: **2 languages qualify** (threshold: 1,000 people): Spanish and Korean. The
    census can’t tell for **1 more group**.'
    """
    if verdicts["area_id"].nunique() != 1:
        return f"{read}: {materials_answer(verdicts, areas)}"
    by_size = verdicts.sort_values("lep", ascending=False, kind="stable")
    met, open_ = (by_size[by_size["verdict"] == verdict] for verdict in (MET, CANNOT_TELL))
    people = [
        spoken(str(language)) if short else f"{spoken(str(language))} {_whole_people(lep, moe)}"
        for language, lep, moe in zip(met["language"], met["lep"], met["lep_moe"], strict=True)
    ]
    limits = by_size["threshold"].dropna().unique()
    against = f" (threshold: {rounded_people(float(limits[0]), 1)} people)" if len(limits) == 1 else ""
    first = f"{read}: **no language** clearly qualifies{against}."
    if people:
        word = counted(len(met), "language qualifies", "languages qualify")
        first = f"{read}: **{word}**{against}: {listed(people)}."
    if open_.empty:
        return first
    left = "" if short else f": {listed([spoken(str(language)) for language in open_['language']])}"
    return f"{first} The census can’t tell for **{counted(len(open_), 'more group' if people else 'group')}**{left}."


def _whole_people(people: float, moe: float) -> str:
    """Return a figure as it is held against a threshold: in whole persons."""
    if math.isnan(people) or math.isnan(moe):
        return cell_with_error(people, moe)
    return f"{rounded_people(people, 1)} (give or take {rounded_people(moe, 1)})"


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
    'Half of the Korean speakers live in **1 beat of 3** (Beat 1).'
    """
    parts: list[str] = []
    known = where.dropna(subset="people")
    sizes = known.groupby("language")["people"].sum().sort_values(ascending=False)
    for language, total in sizes.head(LANGUAGES_TOLD).items():
        own = known[known["language"] == language].sort_values("people", ascending=False, kind="stable")
        few = int((own["people"].cumsum() < total / 2).sum()) + 1
        said = [names[str(area)] for area in own["area_id"].head(few)]
        at = listed([*said[:AREAS_TOLD], f"{few - AREAS_TOLD} more"] if few > AREAS_TOLD else said)
        live = "live in" if not parts else "in"
        speakers = f"the {spoken(str(language))} speakers"
        parts.append(f"{speakers} {live} **{areas.counted(few)} of {where['area_id'].nunique()}** ({at})")
    return f"Half of {listed(parts)}." if parts else ""


def boundary_answer(details: pd.DataFrame) -> str:
    """Return how many results by the margin alone the other error takes back; empty if none.

    Parameters
    ----------
    details : DataFrame with verdict, verdict_by_margin

    Examples
    --------
    >>> boundary_answer(pd.DataFrame({"verdict": ["cannot tell", "met"], "verdict_by_margin": ["not met", "met"]}))
    'Split tracts or small numbers could change **1 of 2** results, so it says “can’t tell.” Get local data before you
    spend money there.'
    """
    fallen = _fallen(details)
    if not fallen:
        return ""
    given = int((details["verdict_by_margin"] != CANNOT_TELL).sum())
    return (
        f"Split tracts or small numbers could change **{fallen} of {given}** results, so "
        f"{'it says' if fallen == 1 else 'those say'} “can’t tell.” Get local data before you spend money there."
    )


def _fallen(verdicts: pd.DataFrame) -> int:
    return int((verdicts["verdict"] != verdicts["verdict_by_margin"]).sum()) if "verdict_by_margin" in verdicts else 0


def meetings_answer(
    reached: Mapping[str, float],
    demand: Mapping[str, float],
    meetings: int,
    unseated: Mapping[str, float] | None = None,
    turnout: float | None = None,
) -> str:
    """Return how many people a plan reaches in their own language, and how many rooms are too small for.

    ``unseated`` is None where seats are not counted; ``turnout`` the share who come.

    Examples
    --------
    >>> meetings_answer({"spanish": 9000.0, "korean": 4900.0}, {"spanish": 13000.0, "korean": 8400.0}, 6)
    '**6 meetings** could reach **13,900 of 21,400 LEP residents** in their own language: 9,000 Spanish and 4,900
    Korean.'
    >>> meetings_answer({"spanish": 90.0, "arabic": 0.0}, {"spanish": 90.0, "arabic": 40.0}, 1)
    '**1 meeting** could reach **90 of 130 LEP residents** in their own language: 90 Spanish. They reach no Arabic
    speakers.'
    >>> meetings_answer({"korean": 600.0}, {"korean": 800.0}, 1, unseated={"korean": 150.0}, turnout=0.05)
    '**1 meeting** could reach **600 of 800 LEP residents** in their own language: 600 Korean. This counts room
    capacity if 5 in 100 attend: **150 more** live within reach, but the rooms are too small.'
    """
    total, whole = sum(reached.values()), sum(demand.values())
    by_size = sorted(((persons, language) for language, persons in reached.items() if persons >= 0.5), reverse=True)
    parts = [f"{rounded_people(persons)} {spoken(language)}" for persons, language in by_size[:3]]
    missed = [spoken(language) for language, persons in demand.items() if persons >= 0.5 > reached.get(language, 0.0)]
    none = f" They reach no {listed(missed, 'or')} speakers." if missed else ""
    detail = f": {listed(parts)}" if parts else ""
    return (
        f"**{counted(meetings, 'meeting')}** could reach **{rounded_people(total)} of {rounded_people(whole)} LEP "
        f"residents** in their own language{detail}.{none}{seats_sentence(unseated, turnout)}"
    )


def seats_sentence(unseated: Mapping[str, float] | None, turnout: float | None) -> str:
    """Return how a plan counts seats, after a space; nothing where it does not."""
    if unseated is None or turnout is None:
        return ""
    counts = f" This counts room capacity if {100 * turnout:g} in 100 attend"
    missing = sum(unseated.values())
    if missing < 0.5:
        return f"{counts}."
    return f"{counts}: **{rounded_people(missing)} more** live within reach, but the rooms are too small."


def not_counted_sentence(left_out: Mapping[str, float]) -> str:
    """Return which LEP residents a plan leaves out from the start, by language; nothing where there are none.

    Examples
    --------
    >>> not_counted_sentence({"slavic": 3146.0, "other": 1259.0})
    'Not counted: **4,410 other LEP residents**, whose languages the census has only in combined groups. No one
    interpreter serves a combined group.'
    >>> not_counted_sentence({"slavic": 3146.0, "korean": 2437.0})
    'Not counted: **5,580 other LEP residents**: 2,440 who speak a language you left out, and 3,150 whose languages the
    census has only in combined groups. No one interpreter serves a combined group.'
    >>> not_counted_sentence({"korean": 2437.0})
    'Not counted: **2,440 other LEP residents**, who speak a language you left out.'
    """
    combined = sum(persons for language, persons in left_out.items() if find_language(language).is_lump)
    chosen = sum(left_out.values()) - combined
    if combined + chosen < 0.5:
        return ""
    others = f"Not counted: **{rounded_people(combined + chosen)} other LEP residents**"
    grouped = "whose languages the census has only in combined groups. No one interpreter serves a combined group."
    if combined < 0.5:
        return f"{others}, who speak a language you left out."
    if chosen < 0.5:
        return f"{others}, {grouped}"
    named = f"{rounded_people(chosen)} who speak a language you left out"
    return f"{others}: {named}, and {rounded_people(combined)} {grouped}"


def pick_sentence(adds: Mapping[str, float]) -> str:
    """Return whom one meeting adds.

    Examples
    --------
    >>> pick_sentence({"vietnamese": 900.0, "spanish": 340.0})
    'Adds 1,240 people: 900 Vietnamese and 340 Spanish.'
    """
    parts = [
        f"{rounded_people(persons)} {spoken(language)}"
        for language, persons in sorted(adds.items(), key=lambda item: (-item[1], item[0]))
        if persons >= 0.5
    ]
    total = sum(adds.values())
    return (
        f"Adds {rounded_people(total)} people: {listed(parts)}." if parts else "Reaches no one the other meetings miss."
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
    '**About 1,200 residents** speak Korean at home and English “very well.” Most live in **Beat 1** (75%) and **Beat
    2** (25%).'
    """
    known = rows.dropna(subset="bilingual_residents")
    if known.empty:
        return (
            f"This census table has **no number** for residents who speak {spoken(language)} and English “very well.”"
        )
    total = float(known["bilingual_residents"].sum())
    first = f"**About {rounded_people(total)} residents** speak {spoken(language)} at home and English “very well.”"
    top = known[known["bilingual_residents"] > 0].nlargest(3, "bilingual_residents")
    if top.empty or len(rows) < 2:
        return first
    places = [
        f"**{names[str(area)]}** ({percent(share)})"
        for area, share in zip(top["area_id"], top["share_of_department"], strict=True)
    ]
    return f"{first} Most live in {listed(places)}."
