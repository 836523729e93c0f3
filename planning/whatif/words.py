"""A scenario and what it changes, in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planning.languages.groups import ALL
from planning.lists import counted, listed, some
from planning.need.change_words import signed_range
from planning.officers.published import as_range
from planning.vocabulary import BEAT_LEVEL, CANNOT_TELL, FEWER, MORE, NEW_AREA, NO_AREA, SAME, WITHIN
from planning.whatif.scenario import (
    AddVenue,
    HireOfficers,
    LoseVenue,
    MergeBeats,
    MoveGround,
    MoveOfficers,
    MoveVenue,
    NewMap,
    SplitBeat,
    Step,
    UseRule,
    VerifyOfficers,
)
from planning.words.answers import AreaWord, spoken
from planning.words.wording import rounded_people

SIGNS: Mapping[str, str] = {
    MORE: "▲ more",
    FEWER: "▼ fewer",
    WITHIN: "within the margins",
    SAME: "the same",
    NEW_AREA: "new",
    NO_AREA: "gone",
    CANNOT_TELL: "? can’t tell",
}
"""Each answer as a sign and a word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called: an area of a level, a venue by its id, a rule by its name."""

    area: Callable[[str, str], str]
    venue: Callable[[str], str]
    rule: Callable[[str], str]

    def beat(self, area: str) -> str:
        """Return what a beat is called."""
        return self.area(BEAT_LEVEL, area)


def step_words(step: Step, names: Names) -> str:
    """Return what a step does.

    Examples
    --------
    >>> names = Names(lambda level, area: f"{level.capitalize()} {area}", str, str)
    >>> step_words(MergeBeats(("41", "43"), "41"), names)
    'Merge Beat 41 and Beat 43 into Beat 41'
    >>> step_words(HireOfficers(2, "korean", "district", "East", "night"), names)
    'Hire 2 tested officers who speak Korean for District East, night'
    """
    return _WORDS[type(step)](step, names)


def _moved_ground(step: MoveGround, names: Names) -> str:
    source = f" of {names.beat(step.within)}" if step.within else ""
    return f"Move {_ground_words(step.ground)}{source} to {names.beat(step.to)}"


def _merged(step: MergeBeats, names: Names) -> str:
    return f"Merge {listed([names.beat(area) for area in step.areas])} into {names.beat(step.into)}"


def _moved_officers(step: MoveOfficers, names: Names) -> str:
    where = f"{names.area(step.level, step.area)}, {step.shift}"
    to = f"{names.area(step.level, step.to_area)}, {step.to_shift}"
    return f"Move {_officers(step.count, step.rating, step.language)} from {where} to {to}"


def _verified(step: VerifyOfficers, names: Names) -> str:
    who = f"{counted(step.count, 'officer')} who {'says' if step.count == 1 else 'say'} they speak"
    return f"Test {who} {spoken(step.language)} in {names.area(step.level, step.area)}, {step.shift}"


def _hired(step: HireOfficers, names: Names) -> str:
    who = _officers(step.count, "tested", step.language)
    return f"Hire {who} for {names.area(step.level, step.area)}, {step.shift}"


_WORDS: Mapping[type, Callable[[Any, Names], str]] = {
    MoveGround: _moved_ground,
    MergeBeats: _merged,
    SplitBeat: lambda step, names: (
        f"Split {names.beat(step.area)}: the part left of the line becomes {names.beat(step.new)}"
    ),
    NewMap: lambda step, _: f"Use the beat map {step.title}",
    MoveOfficers: _moved_officers,
    VerifyOfficers: _verified,
    HireOfficers: _hired,
    AddVenue: lambda step, _: f"Add the venue {step.name}",
    LoseVenue: lambda step, names: f"Do without {names.venue(step.venue_id)}",
    MoveVenue: lambda step, names: f"Have {names.venue(step.venue_id)} elsewhere",
    UseRule: lambda step, names: f"Use the rule {names.rule(step.rule)}",
}


def _ground_words(ground: tuple[str, ...]) -> str:
    kinds = {11: "tract", 12: "block group", 15: "block"}
    found = {kinds.get(len(name), "block group") for name in ground}
    kind = found.pop() if len(found) == 1 else "piece"
    return f"{kind} {ground[0]}" if len(ground) == 1 else counted(len(ground), kind)


def _officers(count: int, rating: str, language: str) -> str:
    return f"{counted(count, f'{rating} officer')} who {'speaks' if count == 1 else 'speak'} {spoken(language)}"


def difference_answer(differences: pd.DataFrame, language: str, areas: AreaWord) -> str:
    """Return in how many areas the people of a language would be others.

    Parameters
    ----------
    differences : DataFrame with language, verdict
        One row an area and language, of one level.

    Examples
    --------
    >>> verdicts = ["more", "fewer", "within the margins", "the same", "no longer an area"]
    >>> rows = pd.DataFrame({"language": "all", "verdict": verdicts})
    >>> difference_answer(rows, "all", AreaWord("beat", "beats"))
    '**3 beats would have other figures** of LEP residents: 1 clearly more, 1 clearly fewer, 1 within the margins.
    1 would be gone.'
    """
    count = differences.loc[differences["language"] == language, "verdict"].value_counts()
    who = "LEP residents" if language == ALL else f"LEP residents who speak {spoken(language)}"
    words = {
        MORE: "clearly more",
        FEWER: "clearly fewer",
        WITHIN: "within the margins",
        CANNOT_TELL: "where the census can’t tell",
    }
    parts = [f"{count[verdict]} {said}" for verdict, said in words.items() if count.get(verdict)]
    others = sum(int(count.get(verdict, 0)) for verdict in words)
    if others:
        answer = f"**{areas.counted(others)} would have other figures** of {who}: {', '.join(parts)}."
    else:
        answer = f"**No {areas.one} that stays would have another figure** of {who}."
    new, gone = int(count.get(NEW_AREA, 0)), int(count.get(NO_AREA, 0))
    answer += f" {new} would be new." if new else ""
    return answer + (f" {gone} would be gone." if gone else "")


def difference_sentence(row: Mapping[Any, Any], place: str, language: str) -> str:
    """Return what would change in one place, with both figures and the range of the difference.

    Examples
    --------
    >>> row = {"before": 3130.0, "after": 4728.0, "change_low": 242.0, "change_high": 3578.0, "verdict": "more"}
    >>> difference_sentence(row, "Beat 41", "all")
    'Beat 41 would have 4,730 LEP residents instead of 3,130: **clearly more** (likely +240 to +3,580).'
    """
    who = "LEP residents" if language == ALL else f"LEP residents who speak {spoken(language)}"
    before, after = (float(row[side]) for side in ("before", "after"))
    verdict = str(row["verdict"])
    if verdict == NO_AREA:
        return f"{place} would be gone. It has {rounded_people(before)} {who}."
    if verdict == NEW_AREA:
        return f"{place} would be new, with {rounded_people(after)} {who}."
    if verdict == SAME:
        return f"{place} would be the same: {rounded_people(before)} {who}."
    said = {MORE: "clearly more", FEWER: "clearly fewer", CANNOT_TELL: "can’t tell"}.get(verdict, verdict)
    ends = (float(row["change_low"]), float(row["change_high"]))
    likely = "" if math.isnan(sum(ends)) else f" (likely {signed_range(*ends)})"
    return f"{place} would have {rounded_people(after)} {who} instead of {rounded_people(before)}: **{said}**{likely}."


def slots_sentence(slots: pd.DataFrame) -> str:
    """Return how many officers would be short instead of how many now, from what is published.

    Parameters
    ----------
    slots : DataFrame
        As ``geodata.whatif.outcome.slots_by_language`` gives it.

    Examples
    --------
    >>> slots = pd.DataFrame({"gap_low_before": [3.2], "gap_high_before": [3.7], "gap_low_after": [1.2],
    ...     "gap_high_after": [1.7]})
    >>> slots_sentence(slots)
    'You would be **1.2 to 1.7 officers short** instead of 3.2 to 3.7.'
    """
    ends = [slots[f"gap_{end}_{side}"] for side in ("before", "after") for end in ("low", "high")]
    if any(end.isna().all() for end in ends):
        return ""
    low, high, low_after, high_after = (float(end.sum()) for end in ends)
    now, then = as_range(low, high), as_range(low_after, high_after)
    if now == then:
        return f"You would be as many officers short as now: {now}."
    return f"You would be **{then} officers short** instead of {now}."


def results_sentence(results: pd.DataFrame, title: Callable[[str, str], str], shown: Mapping[str, str]) -> str:
    """Return which results of the rule would be others.

    Parameters
    ----------
    results : DataFrame with level, area_id, language, before, after
        As ``geodata.whatif.outcome.result_changes`` gives it.
    shown : mapping of verdict to its words

    Examples
    --------
    >>> rows = pd.DataFrame([["department", "department", "korean", "met", "cannot tell"]],
    ...     columns=["level", "area_id", "language", "before", "after"])
    >>> words = {"met": "qualifies", "cannot tell": "can’t tell"}
    >>> results_sentence(rows, lambda level, area: f"the whole {area}", words)
    '1 result of the rule would change: Korean in the whole department (qualifies, then can’t tell).'
    """
    if results.empty:
        return "No result of the rule would change."
    lines = [
        f"{spoken(row['language'])} in {title(row['level'], row['area_id'])} "
        f"({_shown(row['before'], shown)}, then {_shown(row['after'], shown)})"
        for row in results.to_dict("records")
    ]
    return f"{counted(len(results), 'result of the rule', 'results of the rule')} would change: {some(lines, 3)}."


def _shown(verdict: object, shown: Mapping[str, str]) -> str:
    return shown.get(str(verdict), "no result")
