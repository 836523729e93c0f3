"""Sentences about both errors: the range a verdict was decided by, and the verdicts that do not stand for it."""

from __future__ import annotations

import math

from planning.languages.groups import find_language
from planning.lists import listed
from planning.rules import ThresholdRule
from planning.verdicts.case import Case, Show
from planning.vocabulary import MET, NOT_MET, NOTICE_ONLY
from planning.words.wording import range_words, round_half_up, rounded_people, rounding_place, whole_people

WOULD_BE = {MET: "it would be met", NOT_MET: "it would not be met", NOTICE_ONLY: "a notice would be enough"}
CUTS = "but the area cuts census tracts, and nobody knows on which side of the cut the speakers live"
FEW = "but of so few people the census asked too few for the margin to be relied on"


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
    would = "no language inside could pass" if is_lump else WOULD_BE[case.margin_verdict]
    first = f"Cannot tell: by the margin alone {would} ({claim}), {CUTS if case.is_cut else FEW}."
    limit = show(case.threshold, 1)
    possible = f"With both errors {_range(case, rule)} people are possible"
    if is_lump:
        hidden = f"May hide {listed([*find_language(case.language).may_hide, 'others'])}."
        return f"{first} {possible}, so one or more languages here may pass. {hidden} {_what_to_do(case)}"
    if case.both_lower_reaches:
        floor = show(rule.floor, 1)
        return f"{first} {possible}: perhaps fewer than {floor}, for whom a notice would be enough. {_what_to_do(case)}"
    if case.both_high >= case.threshold:
        return f"{first} {possible}; the threshold ({limit}) lies between. {_what_to_do(case)}"
    return (
        f"{first} {possible}, and with those left out of the figure the threshold ({limit}) can be reached. "
        f"{_what_to_do(case)}"
    )


def rank_opened_by_boundary(case: Case, top: str) -> str:
    """Return why a rank that the margin alone would give does not stand once the boundary counts."""
    low, high = rounded_people(case.both_low), rounded_people(case.both_high)
    would = "it would be" if case.margin_verdict == MET else "it would not be"
    if find_language(case.language).is_lump:
        would = "no language inside could be"
    return (
        f"Cannot tell: by the margin alone {would} among {top}, {CUTS if case.is_cut else FEW}. With both errors "
        f"{low} to {high} people are possible here, and of other languages too, so nobody knows if it is among them. "
        f"{_what_to_do(case)}"
    )


def range_sentence(case: Case, rule: ThresholdRule) -> str:
    """Return the range that a verdict was decided by; without both errors, where the people may live, if it matters."""
    if math.isnan(case.both_low):
        return boundary_sentence(case)
    return f"With both errors {_range(case, rule)} people are likely."


def boundary_sentence(case: Case) -> str:
    """Say where the people may live on either side of a cut tract, if that matters to the verdict."""
    if not case.cut_matters:
        return ""
    low, high = (round_half_up(end / rounding_place(end)) * rounding_place(end) for end in (case.low, case.high))
    show = rounded_people if low < case.threshold <= high else whole_people
    return (
        f"The area cuts tracts: between {show(case.low)} and {show(case.high)} of these people live in it "
        "if the tract figures were exact."
    )


def _range(case: Case, rule: ThresholdRule) -> str:
    """Return the interval with both errors, on the right side of the threshold and the floor however it is rounded."""
    return range_words(case.both_low, case.both_high, case.threshold, *((rule.floor,) if rule.floor > 0 else ()))


def _what_to_do(case: Case) -> str:
    return "Ask for local evidence." if case.is_whole else "Ask for local evidence, or judge a larger area."
