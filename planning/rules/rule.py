"""What a threshold rule holds, and when a number of people reaches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from planning.estimates import Floats

BASES: Mapping[str, str] = MappingProxyType(
    {
        "beat": "each beat",
        "district": "each district",
        "department": "the whole jurisdiction of the agency",
        "state": "the whole state",
        "local office area": "the area that a local office serves",
        "project area": "the area of one project",
    }
)
"""The areas a rule may be read for, and how a sentence names them."""

SEEN = ("read in the source", "secondary", "own")
"""How a rule's text is known: from the law or policy itself, from one who tells of it, or it is one's own."""


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
    share_strict : bool
        Whether the share must be passed ("over 5 %") and not only reached ("5 % or more").
    count : float, optional
        Persons.
    combine : {"min", "max"}
        Of share and count, whether the smaller or the larger is the threshold.
    floor : float
        Persons under whom a group that reaches the threshold is owed a notice, not a translation.
    always : tuple of str
        Languages that are asked for whatever the census says.
    top_n : int, optional
        Instead of share and count: so many languages with the most people, by the census.
    agency_use_n : int, optional
        So many more languages by use of the agency's services, which the census cannot show.
    decide : {"interval", "estimate"}
        Whether the estimate with its margin decides, or the estimate alone.
    seen : str
        One of ``SEEN``.
    source_note, binds, scope : str
        What was read and when; whom the text itself binds; which documents it is about.
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
    decide: Literal["interval", "estimate"] = "interval"
    seen: str = "own"
    source_note: str = ""
    binds: str = ""
    scope: str = ""

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

    def reaches(self, people: Floats, share_count: Floats) -> npt.NDArray[np.bool_]:
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
            tests.append(people >= self.count)
        both = np.logical_or if self.combine == "min" else np.logical_and
        return both.reduce(tests) if tests else np.zeros(people.shape, dtype=bool)

    @property
    def by_rank(self) -> bool:
        """Whether the rule picks the languages with the most people, and knows no number of persons."""
        return self.top_n is not None

    @property
    def citation(self) -> str:
        """Return the rule and its date as every result names it.

        Examples
        --------
        >>> from planning.rules import find_rule
        >>> find_rule("dc_code_2_1933").citation
        'DC Code 2-1933, as of 2021-11-13'
        """
        return f"{self.title}, as of {self.as_of.isoformat()}"
