"""The clause of a rule that goes by use of services, and how languages stand by it and by the census together.

The census cannot show use. Where a rule asks for the n languages used most beside those the census brings in,
a language is in if, at worst, fewer than n others are used as much; languages that the census surely brings in
take no place. It cannot be told if that turns on languages for which the census itself cannot tell. Evidence
of low confidence, or without a count, decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.languages.groups import ENGLISH, LANGUAGES
from planning.languages.spoken import group_of, spoken_name
from planning.need.evidence import EVIDENCE_KINDS
from planning.rules import ThresholdRule
from planning.verdicts.case import read_cases
from planning.verdicts.reasons import build_reason
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET
from planning.words.wording import whole_people

IN, MAYBE, OUT = "in", "maybe", "out"


@dataclass(frozen=True, slots=True)
class Use:
    """One language by use of services, in one area.

    Attributes
    ----------
    spoken : str
    rate : float
        How often it is used: see ``planning.need.evidence.USE_COLUMNS``.
    standing : str
        ``in``, ``maybe`` or ``out``.
    sources : tuple of str
    """

    spoken: str
    rate: float
    standing: str
    sources: tuple[str, ...]


def judge_use(uses: pd.DataFrame, census: Mapping[str, str], rule: ThresholdRule) -> tuple[Use, ...]:
    """Return how each language of one area stands by use, the most used first.

    Parameters
    ----------
    uses : DataFrame with ``planning.need.evidence.USE_COLUMNS``
        Of one area.
    census : mapping of census group to its verdict by the census
    rule : ThresholdRule

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> uses = pd.DataFrame([["other:Somali", 90.0], ["korean", 400.0], ["slavic:Polish", 20.0]],
    ...     columns=["language", "rate"]).assign(area_id="a", kind="school home languages", source="district",
    ...     confidence="high", number=1.0)
    >>> census = {"korean": "met", "other": "cannot tell", "slavic": "not met"}
    >>> [(use.spoken, use.standing) for use in judge_use(uses, census, find_rule("nyc_ll30"))]
    [('korean', 'in'), ('other:Somali', 'in'), ('slavic:Polish', 'in')]
    """
    rates, sources = _rates(uses, rule.agency_use_kind)
    found = []
    for spoken, rate in sorted(rates.items(), key=lambda item: (-item[1], item[0])):
        if _is_lump(spoken):
            continue
        standing = OUT
        if rule.agency_use_n is not None:
            standing = _by_rank(spoken, rates, census, rule.agency_use_n)
        if rule.agency_use_count is not None and rate >= rule.agency_use_count:
            standing = IN
        found.append(Use(spoken, rate, standing, sources[spoken]))
    return tuple(found)


def _rates(uses: pd.DataFrame, kind: str) -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    counted = (uses["kind"] == kind) & (uses["confidence"] != "low") & (uses["language"] != ENGLISH)
    rows = uses[counted & uses["rate"].notna() & (uses["rate"] > 0)]
    rates = rows.groupby("language")["rate"].sum()
    sources = {str(spoken): tuple(sorted(set(own["source"]))) for spoken, own in rows.groupby("language")}
    return {str(spoken): float(rate) for spoken, rate in rates.items()}, sources


def _is_lump(spoken: str) -> bool:
    return ":" not in spoken and LANGUAGES[spoken].is_lump


def _by_rank(spoken: str, rates: Mapping[str, float], census: Mapping[str, str], most: int) -> str:
    own = rates[spoken]
    # A group of several languages is never met by its sum, so what is used of it always takes a place.
    may_be_ahead = sum(
        rate >= own
        for other, rate in rates.items()
        if other != spoken and (":" in other or census.get(group_of(other)) != MET)
    )
    surely_ahead = sum(
        rate > own
        for other, rate in rates.items()
        if other != spoken and not _is_lump(other) and census.get(group_of(other)) == NOT_MET
    )
    if may_be_ahead < most:
        return IN
    return MAYBE if surely_ahead < most else OUT


def use_sentence(uses: tuple[Use, ...], rule: ThresholdRule) -> str:
    """Return what use of services says of the languages of one group; empty if none of them is used.

    Parameters
    ----------
    uses : tuple of Use
        Of one area and one census group.
    """
    deciding = [use for use in uses if use.standing == IN] or [use for use in uses if use.standing == MAYBE] or [*uses]
    if not deciding:
        return ""
    unit = EVIDENCE_KINDS[rule.agency_use_kind].unit
    a_year = " a year" if EVIDENCE_KINDS[rule.agency_use_kind].is_flow else ""
    local = ", and ".join(
        f"{spoken_name(use.spoken)}, {whole_people(round(use.rate))} {unit}{a_year} ({', '.join(use.sources)})"
        for use in deciding
    )
    clause = _clause(rule)
    if deciding[0].standing == IN:
        return f"Qualifies by use of services: {local}. {clause}"
    if deciding[0].standing == MAYBE:
        return (
            f"Can’t tell by use of services: {local}. {clause} Languages that the census may or may not bring "
            "in are used as much."
        )
    return f"Doesn’t qualify by use of services: {local}. {clause}"


def _clause(rule: ThresholdRule) -> str:
    parts = []
    if rule.agency_use_n is not None:
        parts.append(f"the {rule.agency_use_n} most-used languages, beside those the census brings in")
    if rule.agency_use_count is not None:
        unit = EVIDENCE_KINDS[rule.agency_use_kind].unit
        parts.append(f"each language of {whole_people(rule.agency_use_count)} {unit} or more")
    return f"The rule {'asks for' if rule.by_use_alone else 'adds'} {' and '.join(parts)}."


@dataclass(frozen=True, slots=True)
class Standing:
    """How each row stands by the census and by use of services, one entry a row.

    Attributes
    ----------
    census : array of str
        The verdict by figures alone.
    use : array of str
        By use of services: ``in``, ``maybe``, or empty; ``out`` where that alone decides.
    local : list of str
        What is told of local evidence.
    """

    census: np.ndarray
    use: np.ndarray
    local: list[str]

    @classmethod
    def of(
        cls,
        rows: pd.DataFrame,
        census: np.ndarray,
        rule: ThresholdRule,
        uses: pd.DataFrame | None,
        beside: Mapping[tuple[str, str], str],
    ) -> Standing:
        """Return how the rows of a need table stand, given what figures alone decide.

        ``beside``: from ``planning.need.evidence.sentences_beside``, of the same uses.
        """
        return cls(census, *_by_use(rows, census, rule, uses, beside))

    @property
    def verdict(self) -> np.ndarray:
        """The verdict: use of services can add to what figures decide, and never take away.

        Where a rule goes by use alone, a language that is counted and not used enough is not met.
        """
        by_use = [self.use == IN, (self.use == MAYBE) & (self.census == NOT_MET), self.use == OUT]
        return np.select(by_use, [MET, CANNOT_TELL, NOT_MET], self.census)

    def sentences(self, cases: pd.DataFrame, rule: ThresholdRule) -> list[str]:
        """Return the sentence of every row; ``cases`` holds the other fields of ``planning.verdicts.case.Case``."""
        own = cases.assign(verdict=self.census, local=pd.array(self.local, dtype="str"))
        return [build_reason(case, rule) for case in read_cases(own)]

    def sentences_unlike(
        self, other: Standing, sentences: list[str], cases: pd.DataFrame, rule: ThresholdRule
    ) -> list[str]:
        """Return the sentence of every row; those of ``other`` where nothing differs, as writing takes long."""
        differ = [k for k in range(len(sentences)) if self._parts(k) != other._parts(k)]
        if not differ:
            return sentences
        own = Standing(self.census[differ], self.use[differ], [self.local[k] for k in differ])
        anew = dict(zip(differ, own.sentences(cases.iloc[differ], rule), strict=True))
        return [anew.get(k, sentence) for k, sentence in enumerate(sentences)]

    def _parts(self, row: int) -> tuple[object, ...]:
        return self.census[row], self.local[row]


def _by_use(
    rows: pd.DataFrame,
    census: np.ndarray,
    rule: ThresholdRule,
    uses: pd.DataFrame | None,
    beside: Mapping[tuple[str, str], str],
) -> tuple[np.ndarray, list[str]]:
    """Return how each row stands by use of services, and what its reason tells of local evidence."""
    standing = np.full(len(rows), "", dtype=object)
    local = [""] * len(rows)
    if uses is None or uses.empty:
        return standing, local
    languages = rows["language"].to_numpy(dtype=object)
    places = rows.groupby("area_id", sort=False).indices
    for area, here in uses.groupby("area_id", sort=False):
        index = places.get(area, ())
        groups = {languages[row]: census[row] for row in index}
        judged = judge_use(here, groups, rule) if rule.by_use else ()
        for row in index:
            group = str(languages[row])
            own = tuple(use for use in judged if group_of(use.spoken) == group)
            found = {use.standing for use in own}
            standing[row] = IN if IN in found else MAYBE if MAYBE in found else ""
            if found == {OUT} and rule.by_use_alone and not LANGUAGES[group].is_lump:
                standing[row] = OUT
            sentences = (use_sentence(own, rule), beside.get((str(area), group), ""))
            local[row] = " ".join(sentence for sentence in sentences if sentence)
    return standing, local
