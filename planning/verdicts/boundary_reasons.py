"""Sentences about the boundary: where people of a cut tract may live, and the verdicts that do not stand for it."""

from __future__ import annotations

from planning.languages.groups import find_language
from planning.lists import listed
from planning.rules import ThresholdRule
from planning.verdicts.case import Case, Show
from planning.vocabulary import MET, NOT_MET, NOTICE_ONLY
from planning.words.wording import exact_people, round_half_up, rounded_people, rounding_place

WOULD_BE = {MET: "it would be met", NOT_MET: "it would not be met", NOTICE_ONLY: "a notice would be enough"}
CUTS = "but the area cuts census tracts, and nobody knows on which side of the cut the speakers live"


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
    first = f"Cannot tell: by the margin alone {would} ({claim}), {CUTS}."
    low, high, limit = _ends(case, show)
    possible = f"With both errors {low} to {high} people are possible"
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
        f"Cannot tell: by the margin alone {would} among {top}, {CUTS}. With both errors {low} to {high} people "
        f"are possible here, and of other languages too, so nobody knows if it is among them. {_what_to_do(case)}"
    )


def boundary_sentence(case: Case) -> str:
    """Say where the people may live on either side of a cut tract, if that matters to the verdict."""
    if not case.cut_matters:
        return ""
    low, high = (round_half_up(end / rounding_place(end)) * rounding_place(end) for end in (case.low, case.high))
    show = rounded_people if low < case.threshold <= high else exact_people
    return (
        f"The area cuts tracts: between {show(case.low)} and {show(case.high)} of these people live in it "
        "if the tract figures were exact."
    )


def _ends(case: Case, show: Show) -> tuple[str, str, str]:
    """Return the ends of the interval with both errors, and the threshold.

    Exact where rounded ends would leave out a threshold that lies within.
    """
    ends, limit = (case.both_low, case.both_high), round_half_up(case.threshold)
    low, high = (round_half_up(end / rounding_place(end)) * rounding_place(end) for end in ends)
    if case.both_low < case.threshold <= case.both_high and not low < limit <= high:
        return exact_people(ends[0]), exact_people(ends[1]), exact_people(case.threshold)
    return rounded_people(ends[0]), rounded_people(ends[1]), show(case.threshold, 1)


def _what_to_do(case: Case) -> str:
    return "Ask for local evidence." if case.is_whole else "Ask for local evidence, or judge a larger area."
