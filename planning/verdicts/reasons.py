"""The sentence of reasoning behind a verdict: figures, margin, threshold, rule and date.

A sentence rounds as screens do. Where the rounded figures would contradict the verdict, it gives them exact.
Beside a verdict stands the range it was decided by, with both errors; where that takes away what the margin alone
would say, the sentence says both, and why. Local evidence stands
beside the figure.
"""

from __future__ import annotations

import math

from planning.languages.groups import find_language
from planning.languages.spoken import group_of, spoken_name
from planning.lists import listed
from planning.rules import BASES, ThresholdRule
from planning.verdicts.boundary_reasons import opened_by_boundary, range_sentence, rank_opened_by_boundary
from planning.verdicts.case import Case, Show
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY
from planning.words.formats import capitalized, short_day
from planning.words.wording import margin_place, percent, round_half_up, rounded_people, rounding_place, whole_people

ESTIMATE_ALONE = (
    "This rule uses the estimate alone, whatever its errors. Near a threshold, such results are often wrong."
)


def build_reason(case: Case, rule: ThresholdRule) -> str:
    """Return why the verdict is what it is, in sentences a sergeant understands."""
    group = find_language(case.language)
    always = [spoken_name(language) for language in rule.always if group_of(language) == group.id]
    within = "" if case.margin_verdict or always else range_sentence(case, rule)
    if always:
        parts = [f"Qualifies: {rule.title} always requires {listed(always)}, whatever the census says."]
    elif rule.by_rank:
        parts = [_figures(case, rule, rounded_people), _rank_verdict(case, rule), _fewest(rule), _left_out(case)]
    elif not rule.by_number:
        parts = [_figures(case, rule, rounded_people), _uncounted_verdict(rule)]
    else:
        show = _writer(case, rule)
        parts = [_figures(case, rule, show), _verdict(case, rule, show), _left_out(case), within]
    if rule.decide == "estimate" and not always and (rule.by_rank or rule.by_number):
        parts.append(ESTIMATE_ALONE)
    parts += [case.local, _level(case, rule), _source(case, rule)]
    return " ".join(part for part in parts if part)


def _writer(case: Case, rule: ThresholdRule) -> Show:
    """Return how figures are written: rounded; to the person where rounded ones would contradict the verdict.

    Where even whole persons would, since a figure lies within one of a threshold, the margin is given one person more
    or less: the arithmetic that is read then says what the exact one does.
    """
    if any(math.isnan(figure) for figure in (case.lep, case.margin, case.threshold)):
        return rounded_people
    place = rounding_place(case.lep)
    margin_to = margin_place(case.lep, case.margin)
    if _agrees(case, rule, _as_read(case.lep, place), _as_read(case.margin, margin_to)):
        return rounded_people
    lep, margin = round_half_up(case.lep), round_half_up(case.margin)
    step = next((by for by in (0, 1, -1) if margin + by >= 0 and _agrees(case, rule, lep, margin + by)), 0)

    def to_the_person(people: float, place: int | None = None) -> str:
        is_margin = place is not None and people in (case.margin, case.moe)
        return whole_people(people + step * is_margin)

    return to_the_person


def _as_read(people: float, place: int) -> int:
    return round_half_up(people / place) * place


def _agrees(case: Case, rule: ThresholdRule, lep: int, margin: int) -> bool:
    """Return whether the figures as read lie on the same side of every threshold as the exact ones."""
    limits = [(case.threshold, round_half_up(case.threshold))] + [(rule.floor, rule.floor)] * (rule.floor > 0)
    return all(
        (round(exact, 6) >= limit) == (read >= read_limit) and (exact > limit) == (read > read_limit)
        for exact, read in ((case.lep - case.margin, lep - margin), (case.lep + case.margin, lep + margin))
        for limit, read_limit in limits
    )


def _figures(case: Case, rule: ThresholdRule, show: Show) -> str:
    group = find_language(case.language)
    name = f"{group.name} (a combined group)" if group.is_lump else group.name
    if math.isnan(case.lep):
        return f"{name}: no data."
    error = "" if math.isnan(case.moe) else f" (give or take {show(case.moe, margin_place(case.lep, case.moe))})"
    people = show(case.lep)
    who = "resident" if people == "1" else "residents"
    figure = f"{name}: {people} LEP {who}{error}"
    return f"{figure}. {_threshold(case, rule, show)}." if rule.by_number else f"{figure}."


def _threshold(case: Case, rule: ThresholdRule, show: Show) -> str:
    """Return the threshold in persons and how it comes about."""
    if math.isnan(case.threshold):
        return "We can’t tell the threshold, because the number of residents age 5 and older is missing"
    sources = []
    if rule.share is not None:
        over = "over " if rule.share_strict else ""
        sources.append(f"{over}{100 * rule.share:g}% of {show(case.pop5)} residents age 5 and older")
    if rule.count is not None:
        sources.append(f"{'over ' if rule.count_strict else ''}{show(rule.count, 1)}")
    either = f", whichever is {'less' if rule.combine == 'min' else 'more'}" if len(sources) == 2 else ""
    source = f": {', or '.join(sources)}{either}" if rule.share is not None or rule.count_strict else ""
    return f"The threshold is {show(case.threshold, 1)}{source}"


def _verdict(case: Case, rule: ThresholdRule, show: Show) -> str:
    if case.margin_verdict:
        return opened_by_boundary(case, _claim(case, case.margin_verdict, rule, show), rule, show)
    if case.verdict == CANNOT_TELL:
        return _cannot_tell(case, rule, show)
    claim = _claim(case, case.verdict, rule, show)
    if case.verdict == MET:
        return f"Qualifies: {claim}."
    if case.verdict == NOTICE_ONLY:
        return (
            f"Written notice only: {claim}, so the rule requires a written notice of free oral interpretation "
            "instead of a translation."
        )
    if case.pop5 == 0:
        return "Doesn’t qualify: the table counts no one age 5 or older here."
    inside = ", so no language inside can qualify" if find_language(case.language).is_lump else ""
    return f"Doesn’t qualify: {claim}{inside}."


def _claim(case: Case, verdict: str, rule: ThresholdRule, show: Show) -> str:
    """Return what the figures with their margin show, as arithmetic that a reader can check."""
    place = margin_place(case.lep, case.margin) if case.margin else 1
    lower, upper = (
        f"{show(case.lep)} {sign} {show(case.margin, place)}" if case.margin else show(case.lep) for sign in ("−", "+")
    )
    strict = rule.count_strict if case.threshold == rule.count else rule.share is not None and rule.share_strict
    limit = show(case.threshold, 1)
    if verdict == MET:
        return f"{lower} is {'more than' if strict else 'at least'} {limit}"
    if verdict == NOTICE_ONLY:
        return f"{lower} is at least {limit}, but {upper} is below {show(rule.floor, 1)}"
    return f"{upper} is {'not more than' if strict else 'below'} {limit}"


def _cannot_tell(case: Case, rule: ThresholdRule, show: Show) -> str:
    if math.isnan(case.lep) or math.isnan(case.threshold):
        return "Can’t tell from this table."
    if math.isnan(case.margin):
        return f"Can’t tell: {_no_margin(case)}."
    group = find_language(case.language)
    if group.is_lump:
        return _may_hide(case.language)
    limit = show(case.threshold, 1)
    if not case.upper_reaches:
        return (
            f"Can’t tell: with its margin of error, the number is below {limit}, but the people not counted could "
            "lift it above."
        )
    floor = show(rule.floor, 1)
    if case.lower_reaches:
        return (
            f"Can’t tell: the threshold is reached, but perhaps by fewer than {floor} people, for which a "
            "notice would be enough."
        )
    margin = show(case.margin, margin_place(case.lep, case.margin))
    spans = f"Can’t tell: too close. Give or take {margin}, it could be above or below {limit}."
    if case.lep + case.margin >= rule.floor or case.missing_share > 0:
        return spans
    return f"{spans} It needs a notice at most: even the upper end is below {floor}."


def _no_margin(case: Case) -> str:
    if case.table_has_moe:
        return "this number has no margin of error"
    return "this table has no margins of error"


def _may_hide(language: str) -> str:
    hidden = find_language(language).may_hide
    return (
        "Can’t tell: this combined group could include a language that qualifies. Get local data on "
        f"{listed([*hidden, 'others'])}."
    )


def _rank_verdict(case: Case, rule: ThresholdRule) -> str:
    """Return the verdict of a rule that takes the languages with the most people."""
    top = f"the top {rule.top_n} by the census"
    if case.margin_verdict:
        sentence = rank_opened_by_boundary(case, top)
    elif case.verdict == MET:
        number = f"{case.maybe_above:.0f}"
        return f"Qualifies: {number} languages may have more people, so it is among {top}."
    elif case.verdict == NOT_MET:
        inside = ", and no language inside can be" if find_language(case.language).is_lump else ""
        sentence = (
            (
                f"Doesn’t qualify: {case.surely_above:.0f} languages clearly have more people, so it is not among "
                f"{top}{inside}."
            )
            if case.surely_above >= (rule.top_n or 0)
            else (
                f"Doesn’t qualify: whatever its rank, {whole_people(case.lep)} + {whole_people(case.margin)} is "
                "too few."
            )
        )
    elif math.isnan(case.lep):
        sentence = "Can’t tell from this table."
    elif math.isnan(case.margin):
        sentence = f"Can’t tell: {_no_margin(case)}."
    elif find_language(case.language).is_lump:
        sentence = _may_hide(case.language)
    else:
        sentence = (
            "Can’t tell: languages with wide margins of error, or in combined groups, may have more people, "
            f"so it may or may not be among {top}."
        )
    if not rule.agency_use_n or case.local:
        return sentence
    return f"{sentence} The rule adds {rule.agency_use_n} more by use of services, which the census can’t show."


def _fewest(rule: ThresholdRule) -> str:
    """Say how few people a language by rank may have."""
    if rule.count is None:
        return ""
    fewest = whole_people(rule.count)
    return f"The rule also asks for {f'more than {fewest}' if rule.count_strict else f'{fewest} or more'} people."


def _uncounted_verdict(rule: ThresholdRule) -> str:
    """Return the verdict of a rule that counts no residents."""
    if rule.by_list:
        return "Doesn’t qualify: the rule names its languages, and this is not one of them."
    return "Can’t tell by the census: this rule uses use of services alone."


def _left_out(case: Case) -> str:
    if not case.missing_share > 0 or math.isnan(case.lep):
        return ""
    share = capitalized(percent(case.missing_share))
    even = ", and even all of them would not be enough" if case.verdict == NOT_MET else ""
    return f"{share} of the people here are not counted, because the table has no number for them{even}."


def _level(case: Case, rule: ThresholdRule) -> str:
    if case.level_is_base:
        return ""
    base = BASES[rule.base]
    return f"The rule itself applies to {base}. Here it is used for this area as a planning threshold."


def _source(case: Case, rule: ThresholdRule) -> str:
    due = f" (review was due by {short_day(rule.review_by)}: read the source again)" if case.overdue else ""
    return f"{_NAMES_RULE}{rule.citation}{due}."


_NAMES_RULE = "Planning threshold: "


def before_rule(reason: str, more: str) -> str:
    """Return a reason with one more sentence before the last, which names the rule.

    Examples
    --------
    >>> before_rule("Can't tell. Planning threshold: Ours, as of 2026-01-01.", " About 8 in 10.")
    "Can't tell. About 8 in 10. Planning threshold: Ours, as of 2026-01-01."
    """
    own, names, rule = reason.rpartition(f" {_NAMES_RULE}")
    return f"{own}{more}{names}{rule}" if own else reason + more


def without_rule(reason: str) -> str:
    """Return a reason without its last sentence, which names the rule: for a list that names it once.

    Examples
    --------
    >>> without_rule("Korean: 1,180 people. Met. Planning threshold: Hawaii HRS 321C-3, as of 2025-01-01.")
    'Korean: 1,180 people. Met.'
    """
    return reason.rpartition(f" {_NAMES_RULE}")[0] or reason
