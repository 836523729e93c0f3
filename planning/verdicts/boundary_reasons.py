"""Sentences about both errors: the range a verdict was decided by, and the verdicts that do not stand for it."""

from __future__ import annotations

import math

from planning.languages.groups import find_language
from planning.lists import listed
from planning.rules import ThresholdRule
from planning.verdicts.case import Case, Show
from planning.vocabulary import MET, NOT_MET, NOTICE_ONLY
from planning.words.wording import range_words, round_half_up, rounded_people, rounding_place, whole_people

WOULD_BE = {MET: "it qualifies", NOT_MET: "it doesn’t qualify", NOTICE_ONLY: "a notice would be enough"}
CUTS = "but this area splits census tracts, and we don’t know on which side the speakers live"
FEW = "but with so few people, the margin of error is too small to rely on"


def opened_by_boundary(case: Case, claim: str, rule: ThresholdRule, show: Show) -> str:
    """Return why a verdict that the margin alone would give does not stand once the boundary counts.

    Parameters
    ----------
    case : Case
    claim : str
        The arithmetic by which the margin alone would give it.
    rule : ThresholdRule
    show : callable
        How persons are written.
    """
    is_lump = find_language(case.language).is_lump
    would = "no language inside could qualify" if is_lump else WOULD_BE[case.margin_verdict]
    first = f"Can’t tell: by the margin of error alone, {would} ({claim}), {CUTS if case.is_cut else FEW}."
    limit = show(case.threshold, 1)
    possible = f"The likely range is {_range(case, rule)} people"
    if is_lump:
        hidden = f" This combined group could include {listed([*find_language(case.language).may_hide, 'others'])}."
        return f"{first} {possible}, so it could include a language that qualifies.{hidden} {_what_to_do(case)}"
    if case.both_lower_reaches:
        floor = show(rule.floor, 1)
        return (
            f"{first} {possible}, perhaps fewer than {floor}, for which a notice would be enough. {_what_to_do(case)}"
        )
    if case.both_high >= case.threshold:
        return f"{first} {possible}. The threshold ({limit}) is between those. {_what_to_do(case)}"
    return (
        f"{first} {possible}, and with those who aren’t counted, the threshold ({limit}) can be reached. "
        f"{_what_to_do(case)}"
    )


def rank_opened_by_boundary(case: Case, top: str) -> str:
    """Return why a rank that the margin alone would give does not stand once the boundary counts."""
    low, high = rounded_people(case.both_low), rounded_people(case.both_high)
    would = "it would be" if case.margin_verdict == MET else "it would not be"
    if find_language(case.language).is_lump:
        would = "no language inside could be"
    return (
        f"Can’t tell: by the margin of error alone, {would} among {top}, {CUTS if case.is_cut else FEW}. The "
        f"likely range is {low} to {high} people here, and other languages have ranges too, so we can’t tell "
        f"whether it is among them. {_what_to_do(case)}"
    )


def range_sentence(case: Case, rule: ThresholdRule) -> str:
    """Return the range that a verdict was decided by; without both errors, where the people may live, if it matters."""
    if math.isnan(case.both_low):
        return boundary_sentence(case)
    return f"The likely range is {_range(case, rule)} people."


def boundary_sentence(case: Case) -> str:
    """Say where the people may live on either side of a cut tract, if that matters to the verdict."""
    if not case.cut_matters:
        return ""
    low, high = (round_half_up(end / rounding_place(end)) * rounding_place(end) for end in (case.low, case.high))
    show = rounded_people if low < case.threshold <= high else whole_people
    return (
        f"This area splits tracts: {show(case.low)} to {show(case.high)} of these people live in it if the "
        "tract numbers are exact."
    )


def _range(case: Case, rule: ThresholdRule) -> str:
    """Return the interval with both errors, on the right side of the threshold and the floor however it is rounded."""
    return range_words(case.both_low, case.both_high, case.threshold, *((rule.floor,) if rule.floor > 0 else ()))


def _what_to_do(case: Case) -> str:
    return "Get local data." if case.is_whole else "Get local data, or look at a larger area."
