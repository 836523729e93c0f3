"""What a threshold rule holds, and when a number of people reaches it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np

from planning.arrays import Flags, Floats
from planning.vocabulary import BEAT_LEVEL, CUSTOM_LEVEL, DEPARTMENT_LEVEL
from planning.words.formats import short_day

BASES: Mapping[str, str] = MappingProxyType(
    {
        BEAT_LEVEL: "each beat",
        "district": "each district",
        DEPARTMENT_LEVEL: "the whole jurisdiction of the agency",
        "state": "the whole state",
        "city": "the whole city",
        "county": "the whole county",
        "local office area": "the area that a local office serves",
        "project area": "the area of one project",
        CUSTOM_LEVEL: "the beats it names, taken together",
    }
)
"""The areas a rule may be read for, and how a sentence names them."""

SEEN = ("read in the source", "read in part", "secondary", "own")
"""How a rule's text is known: from the law or policy itself, all of it or a part, from one who tells of it, or it is
one's own."""


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """From how many people on a rule asks for written material in their language.

    Attributes
    ----------
    name : str
        The rule's id: its file name without ``.toml``.
    title : str
        Short name for tables and sentences.
    text : str
        The rule in plain words.
    jurisdiction : str
        Where it is law or policy.
    base : str
        The area the rule itself is read for: one of ``BASES``.
    as_of : date
        The day up to which the text is known to have stood so.
    review_by : date
        The day by which somebody should read the source again.
    source : str
        Address or citation.
    share : float, optional
        Fraction of the area's people 5 years and over.
    share_strict, count_strict : bool
        Whether the share, or the count, must be passed ("over 5 %") and not only reached ("5 % or more").
    count : float, optional
        Persons; for a rule by rank the fewest that a language must have beside its rank.
    combine : {"min", "max"}
        Of share and count, whether the smaller or the larger is the threshold.
    floor : float
        Persons under whom a group that reaches the threshold is owed a notice, not a translation.
    always : tuple of str
        Languages that are asked for whatever the census says: group ids, or one language of a group of several
        as ``other:Somali``. With no number beside them they are the rule: an official list.
    encouraged_share, encouraged_count : float, optional
        From which share, or how many persons, on material is encouraged, though not asked for.
    top_n : int, optional
        Instead of a share: so many languages with the most people, by the census.
    agency_use_n : int, optional
        So many more languages by use of the agency's services, which the census cannot show.
    agency_use_count : float, optional
        Any language used so often is asked for too (a year's worth, for what adds up over time).
    agency_use_kind : str
        Which local evidence counts as use: one of ``planning.need.evidence.EVIDENCE_KINDS``.
    areas : tuple of str
        For the base ``custom area``: the beats that are taken together.
    decide : {"interval", "estimate"}
        Whether the estimate with its margin decides, or the estimate alone.
    seen : str
        One of ``SEEN``.
    source_note, binds, scope : str
        What was read and when; whom the text itself binds; which documents it is about.
    in_force, amended, due : date, optional
        Since when it is in force, when it was last changed, and by when it asks to be fulfilled.
    data_source : str
        Which figures the rule itself names.
    places : tuple of str
        State or county codes (FIPS) of where it is law or policy, for who looks for the rules of a place.
    limbs : tuple of ThresholdRule
        What asks, each on its own: two limbs of one rule, or several rules at once. Empty for a rule of one.
    """

    name: str
    title: str
    text: str
    jurisdiction: str
    base: str
    as_of: date
    review_by: date
    source: str
    share: float | None = None
    share_strict: bool = False
    count: float | None = None
    combine: Literal["min", "max"] = "min"
    floor: float = 0.0
    always: tuple[str, ...] = ()
    top_n: int | None = None
    agency_use_n: int | None = None
    agency_use_count: float | None = None
    agency_use_kind: str = "interpreter calls"
    areas: tuple[str, ...] = ()
    decide: Literal["interval", "estimate"] = "interval"
    seen: str = "own"
    source_note: str = ""
    binds: str = ""
    scope: str = ""
    count_strict: bool = False
    encouraged_share: float | None = None
    encouraged_count: float | None = None
    in_force: date | None = None
    amended: date | None = None
    due: date | None = None
    data_source: str = ""
    places: tuple[str, ...] = ()
    limbs: tuple[ThresholdRule, ...] = ()

    def is_due_for_review(self, today: date) -> bool:
        """Whether the rule's review date has passed, so that its source should be read again.

        Examples
        --------
        >>> from planning.rules import find_rule
        >>> rule = find_rule("dc_code_2_1933")
        >>> rule.is_due_for_review(rule.review_by), rule.is_due_for_review(date(2099, 1, 1))
        (False, True)
        """
        return today > self.review_by

    def reaches(self, people: Floats, share_count: Floats) -> Flags:
        """Whether so many people reach the threshold.

        Parameters
        ----------
        people : array
        share_count : array
            The rule's share of the area's people, in persons.

        Examples
        --------
        A share that must be passed, and one that must be reached:

        >>> from planning.rules import find_rule
        >>> fifty = np.array([50.0])
        >>> bool(find_rule("king_county").reaches(fifty, fifty))
        False
        >>> bool(find_rule("hawaii_hrs_321c_3").reaches(fifty, fifty))
        True
        """
        tests = []
        if self.share is not None:
            tests.append(people > share_count if self.share_strict else people >= share_count)
        if self.count is not None:
            tests.append(people > self.count if self.count_strict else people >= self.count)
        both = np.logical_or if self.combine == "min" else np.logical_and
        return both.reduce(tests) if tests else np.zeros(people.shape, dtype=bool)

    @property
    def by_rank(self) -> bool:
        """Whether the rule picks the languages with the most people."""
        return self.top_n is not None

    @property
    def by_number(self) -> bool:
        """Whether a number of persons, or a share of them, decides."""
        return not self.by_rank and (self.share is not None or self.count is not None)

    @property
    def by_use(self) -> bool:
        """Whether use of services can bring in a language that the census does not."""
        used = self.agency_use_n is not None or self.agency_use_count is not None
        return used or any(limb.by_use for limb in self.limbs)

    @property
    def by_use_alone(self) -> bool:
        """Whether nothing but use of services brings a language in, so that the census decides nothing."""
        return self.by_use and not (self.by_rank or self.by_number)

    @property
    def by_list(self) -> bool:
        """Whether the rule is a list of languages, and counts nobody."""
        return not (self.by_rank or self.by_number or self.by_use)

    @property
    def encouraged(self) -> ThresholdRule | None:
        """The tier from which on material is encouraged, as a rule; None where there is none."""
        if self.encouraged_share is None and self.encouraged_count is None:
            return None
        return replace(
            self, share=self.encouraged_share, count=self.encouraged_count, top_n=None, always=(), floor=0.0, limbs=()
        )

    @property
    def fingerprint(self) -> str:
        """Return eight signs that differ where any word or number of the rule does: for keys of what is kept.

        Examples
        --------
        >>> from dataclasses import replace
        >>> from planning.rules import find_rule
        >>> rule = find_rule("dc_code_2_1933")
        >>> rule.fingerprint == replace(rule, count=501).fingerprint
        False
        """
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]

    def citation_on(self, today: date) -> str:
        """Return the citation and, once the review date has passed, that it has.

        Examples
        --------
        >>> from planning.rules import find_rule
        >>> find_rule("dc_code_2_1933").citation_on(date(2099, 1, 1))
        'DC Code 2-1933, text as of Nov. 13, 2021 (review was due by June 30, 2027: read the source again)'
        """
        if not self.is_due_for_review(today):
            return self.citation
        return f"{self.citation} (review was due by {short_day(self.review_by)}: read the source again)"

    def statement_on(self, today: date) -> str:
        """Return what stands on every paper, file and screen that goes by the rule.

        The citation, whom its own text binds, what it covers, which figures it names, and how its text is known.

        Examples
        --------
        >>> from planning.rules import find_rule
        >>> print(find_rule("california_gov_7299_7").statement_on(date(2026, 11, 1)))
        California Gov. Code 7299.7, text as of Jan. 1, 2025. Binds: Local agencies in California that provide
        emergency response: police, fire, emergency medical services. Covers: Information about an emergency only, not
        every document. Figures it names: American Community Survey, or an equally reliable source. Text: read in the
        source.
        """
        if len(self.limbs) > 1 and self.name != self.limbs[0].name:
            return " ".join(limb.statement_on(today) for limb in self.limbs)
        facts = {"Binds": self.binds, "Covers": self.scope, "Figures it names": self.data_source, "Text": self.seen}
        said = [f"{name}: {value.rstrip('.')}." for name, value in facts.items() if value]
        return " ".join([f"{self.citation_on(today)}.", *said])

    @property
    def citation(self) -> str:
        """Return the rule and its date as every result names it.

        Examples
        --------
        >>> from planning.rules import find_rule
        >>> find_rule("dc_code_2_1933").citation
        'DC Code 2-1933, text as of Nov. 13, 2021'
        """
        return f"{self.title}, text as of {short_day(self.as_of)}"
