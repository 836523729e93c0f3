"""The brief of a place as plain data: the one thing that screen, HTML, PDF and Word are drawn from.

A place is a beat, a coarser area, several areas together, or a shape somebody drew. Figures are as the tables have
them; they are rounded where they are written (``planning.briefs.sheet``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from planning.officers.published import as_range
from planning.vocabulary import CANNOT_TELL, SHOWN
from planning.words.answers import spoken
from planning.words.formats import whole_number
from planning.words.paper import Block, Drawing
from planning.words.wording import MISSING, margin_place, percent, range_cell, rounded_people

Ends = tuple[float, float]
"""The least and the most that may be told."""


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language of a place: its people with both errors, and what the rule says.

    Attributes
    ----------
    language, name : str
        The group's id, and what it is called; a combined group has a star.
    lep, lep_moe : float
        People, and the margin of error of the survey; missing is NaN.
    likely : tuple of float
        The range with both errors.
    share : float
        Of the people 5 and over.
    verdict : str
        One of ``planning.vocabulary``, or empty where the rule says nothing.
    chance : str
        How likely it qualifies, in tenths, where the census can't tell; empty elsewhere.
    """

    language: str
    name: str
    lep: float
    lep_moe: float
    likely: Ends
    share: float
    verdict: str
    chance: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as a row of ``LANGUAGE_HEAD``.

        Examples
        --------
        >>> LanguageLine("korean", "Korean", 4213, 309, (3600.0, 5204.0), 0.043, "cannot tell", "about 8 in 10").cells
        ('Korean', '4,210', '±310', '3,600–5,200', '4.3%', '? about 8 in 10')
        """
        if math.isnan(self.lep):
            return (self.name, MISSING, "", "", "", self.result)
        margin = f"±{rounded_people(self.lep_moe, margin_place(self.lep, self.lep_moe))}"
        return (
            self.name,
            rounded_people(self.lep),
            "no margin" if math.isnan(self.lep_moe) else margin,
            range_cell(*self.likely),
            percent(self.share),
            self.result,
        )

    @property
    def plain(self) -> str:
        """The name inside a sentence, without its star."""
        return spoken(self.language)

    @property
    def result(self) -> str:
        """The result as a sign and a word, or as a chance."""
        if self.verdict == CANNOT_TELL:
            return f"? {self.chance or SHOWN[CANNOT_TELL]}"
        return SHOWN.get(self.verdict, "")


LANGUAGE_HEAD = ("Language", "LEP residents", "±", "Likely range", "Share", "Result")


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """The officers of a place who speak a language, by tier: each as the least and the most that may be told."""

    language: str
    name: str
    certified: Ends
    tested: Ends
    untested: Ends

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as a row of ``OFFICER_HEAD``.

        Examples
        --------
        >>> OfficerLine("korean", "Korean", (1.0, 2.0), (0.0, 0.0), (4.0, 5.0)).cells
        ('Korean', '1 to 2', '0', '4 to 5')
        """
        return (self.name, *(as_range(*ends, whole_number) for ends in (self.certified, self.tested, self.untested)))


OFFICER_HEAD = ("Officers who speak", "Certified", "Tested", "Not tested")


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known of a place.

    Attributes
    ----------
    place, department, period : str
        What they are called; the survey.
    today : date
    answer, compared : str
        How many people, and the same of the whole department.
    languages : tuple of LanguageLine
        Those with most people first, every group of the table.
    decided, rule : str
        What the rule decides here, and what it says of itself.
    documents : str
        How many translations are missing.
    missing : tuple of (name, count)
        Languages that lack most translations first.
    officers : tuple of OfficerLine
        Languages of which an officer here may speak one; empty without any.
    about_officers, slots : str
        How they are counted, or why not; how many slots are open, empty where none are set here.
    meetings : str
        When the last was held and the next will be.
    held, planned : tuple of str
        Meetings, the last and the next first.
    partners : tuple of str
        Who serves this place.
    concerns : str
        Empty for whoever may not read them.
    beside : tuple of str
        Its own targets and how far it is from them; then how many meetings were held in the last half-year.
    next_steps : tuple of str
        What to do next, the most urgent first.
    drawing : Drawing or None
        Where it lies, with streets and water; None where nobody asked.
    reasons : tuple of Block
        Why, language by language, for a second page; empty where nobody asked.
    sources : tuple of str
        What figures and map are from, and what the brief may be used for.
    """

    place: str
    department: str
    period: str
    today: date
    answer: str
    compared: str
    languages: tuple[LanguageLine, ...]
    decided: str
    rule: str
    documents: str
    missing: tuple[tuple[str, int], ...]
    officers: tuple[OfficerLine, ...]
    about_officers: str
    slots: str
    meetings: str
    held: tuple[str, ...]
    planned: tuple[str, ...]
    partners: tuple[str, ...]
    concerns: str
    beside: tuple[str, ...]
    next_steps: tuple[str, ...]
    drawing: Drawing | None
    reasons: tuple[Block, ...]
    sources: tuple[str, ...]
    is_demo: bool = False
