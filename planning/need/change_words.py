"""What has changed, in words: as sure as the two surveys are, and no surer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from planning.languages.groups import ALL
from planning.lists import listed
from planning.need.change import count_verdicts
from planning.vocabulary import CANNOT_TELL, FEWER, MORE, NO_CLEAR_CHANGE
from planning.words.answers import AreaWord, spoken
from planning.words.wording import MISSING, range_words, rounded_people

CHANCE_OF_NOTHING = 10
"""One in so many figures that have not changed may look changed, at most."""

SIGNS: Mapping[str, str] = {
    MORE: "▲ more",
    FEWER: "▼ fewer",
    NO_CLEAR_CHANGE: "no clear change",
    CANNOT_TELL: "? can’t tell",
}
"""Each answer as a sign and a word."""


def change_answer(change: pd.DataFrame, language: str, areas: AreaWord, then: str, now: str) -> str:
    """Return in how many areas the people of a language have become more or fewer.

    Parameters
    ----------
    change : DataFrame with language, verdict
        One row an area and language, of one level.
    then, now : str
        The years of the surveys.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": "korean", "verdict": ["more", "more", "no clear change", "cannot tell"]})
    >>> change_answer(rows, "korean", AreaWord("beat", "beats"), "2014-2018", "2019-2023")
    '**2 of 4 beats clearly changed** from 2014-2018 to 2019-2023: 2 have more LEP residents who speak Korean, none has
    fewer. 1 shows **no clear change**. For 1, the census can’t tell.'
    """
    count = count_verdicts(change, language)
    changed, all_ = count[MORE] + count[FEWER], sum(count.values())
    who = "LEP residents" if language == ALL else f"LEP residents who speak {spoken(language)}"
    still, untold = count[NO_CLEAR_CHANGE], count[CANNOT_TELL]
    rest = f" {still} {'shows' if still == 1 else 'show'} **no clear change**." if still else ""
    rest += f" For {untold}, the census can’t tell." if untold else ""
    span = f"from {then} to {now}"
    if not changed:
        return f"**No {areas.one} clearly changed** {span} in its number of {who}.{rest}"
    more = _have(count[MORE], f"more {who}")
    fewer = _have(count[FEWER], "fewer" if count[MORE] else f"fewer {who}")
    first, second = (more, fewer) if count[MORE] else (fewer, _have(0, "more"))
    return f"**{changed} of {areas.counted(all_)} clearly changed** {span}: {first}, {second}.{rest}"


def languages_sentence(whole: pd.DataFrame) -> str:
    """Return which languages have clearly more or fewer people in the whole department; empty if none.

    Parameters
    ----------
    whole : DataFrame with language, verdict
        One row a language.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": ["korean", "arabic", "spanish"], "verdict": ["more", "more", "fewer"]})
    >>> languages_sentence(rows)
    'By language, there are clearly **more** who speak Korean and Arabic, and **fewer** who speak Spanish.'
    """
    single = whole[whole["language"] != ALL]
    parts = [
        f"**{verdict}** who speak {listed([spoken(name) for name in names])}"
        for verdict in (MORE, FEWER)
        if (names := single.loc[single["verdict"] == verdict, "language"].tolist())
    ]
    return f"By language, there are clearly {', and '.join(parts)}." if parts else ""


def _have(count: int, what: str) -> str:
    return f"none has {what}" if not count else f"{count} {'has' if count == 1 else 'have'} {what}"


def change_sentence(row: Mapping[Any, Any], place: str, language: str) -> str:
    """Return what has changed in one place, with both figures and the range of the change.

    Parameters
    ----------
    row : mapping with then, now, change_low, change_high, verdict, noticeable
        One row of a change table: numbers, and the verdict.

    Examples
    --------
    >>> row = {"then": 787.0, "now": 2437.0, "change_low": 1066.0, "change_high": 2283.0, "verdict": "more"}
    >>> change_sentence(row | {"noticeable": 920.0}, "the department", "korean")
    'In the department, LEP residents who speak Korean went from 790 to 2,440: **1,070 to 2,280 more**.'
    >>> row = {"then": 60.0, "now": 40.0, "change_low": -90.0, "change_high": 50.0, "verdict": "no clear change"}
    >>> change_sentence(row | {"noticeable": 106.0}, "Beat 7", "all")
    'In Beat 7, LEP residents went from 60 to 40: **no clear change**. A change of 110 or more would be noticed 8 times
    in 10.'
    """
    who = "LEP residents" if language == ALL else f"LEP residents who speak {spoken(language)}"
    then, now, low, high = (float(row[name]) for name in ("then", "now", "change_low", "change_high"))
    figures = (
        f"have {MISSING}" if math.isnan(then + now) else f"went from {rounded_people(then)} to {rounded_people(now)}"
    )
    went = f"In {place}, {who} {figures}"
    if row["verdict"] == CANNOT_TELL:
        return f"{went}: the census **can’t tell** whether that is a change."
    if row["verdict"] == NO_CLEAR_CHANGE:
        noticed = rounded_people(float(row["noticeable"]))
        return f"{went}: **no clear change**. A change of {noticed} or more would be noticed 8 times in 10."
    least, most = (low, high) if row["verdict"] == MORE else (-high, -low)
    return f"{went}: **{range_words(least, most)} {row['verdict']}**."


def signed_people(people: float) -> str:
    """Return a change of so many people with its sign.

    Examples
    --------
    >>> signed_people(1650.0), signed_people(-386.4), signed_people(0.2), signed_people(math.nan)
    ('+1,650', '−390', '0', 'no data')
    """
    text = rounded_people(people)
    if math.isnan(people) or text.strip("-") == "0":
        return text.strip("-")
    return f"+{text}" if people > 0 else f"−{text.removeprefix('-')}"


def signed_range(low: float, high: float) -> str:
    """Return the range of a change, each end with its sign.

    Examples
    --------
    >>> signed_range(-6290.0, -752.0), signed_range(math.nan, math.nan)
    ('−6,290 to −750', 'no data')
    """
    return MISSING if math.isnan(low) or math.isnan(high) else f"{signed_people(low)} to {signed_people(high)}"


def chance_sentence(change: pd.DataFrame, language: str) -> str:
    """Return how many of the areas could look changed though nothing has.

    Examples
    --------
    >>> rows = pd.DataFrame({"language": "korean", "verdict": ["more", *["no clear change"] * 23]})
    >>> chance_sentence(rows, "korean")
    'If nothing had changed anywhere, up to 2 of these 24 could still look changed.'
    """
    count = count_verdicts(change, language)
    compared = sum(count.values()) - count[CANNOT_TELL]
    if compared < 2:
        return (
            "If nothing had changed, there would be up to 1 chance in 10 that this still looked changed."
            if compared
            else ""
        )
    expected = max(1, round(compared / CHANCE_OF_NOTHING))
    return f"If nothing had changed anywhere, up to {expected} of these {compared} could still look changed."
