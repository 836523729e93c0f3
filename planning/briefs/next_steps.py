"""What to do next in a place: the most urgent first, each from a figure of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planning.briefs.brief import LanguageLine, OfficerLine
from planning.languages.groups import LANGUAGES
from planning.lists import counted, listed
from planning.vocabulary import CANNOT_TELL, MET
from planning.words.formats import whole_number
from planning.words.wording import rounded_people

MOST_STEPS = 4
NAMED = 3


@dataclass(frozen=True, slots=True)
class Urgent:
    """What the steps go by.

    Attributes
    ----------
    languages : sequence of LanguageLine
    officers : sequence of OfficerLine
    knows_officers : bool
        Whether they are counted here.
    overdue, untold : int
        Concerns past their day, and answered ones that nobody was told of.
    vital_missing : int
        Translations of vital documents that qualify and are missing.
    without_meeting : sequence of str
        Languages, by id, without a meeting in a year.
    has_planned, has_partner : bool
    """

    languages: Sequence[LanguageLine]
    officers: Sequence[OfficerLine]
    knows_officers: bool
    overdue: int
    untold: int
    vital_missing: int
    without_meeting: Sequence[str]
    has_planned: bool
    has_partner: bool


def next_steps(now: Urgent) -> tuple[str, ...]:
    """Return up to ``MOST_STEPS`` steps.

    Examples
    --------
    >>> korean = LanguageLine("korean", "Korean", 900.0, 90.0, (800.0, 1000.0), 0.1, "met", "")
    >>> steps = next_steps(Urgent([korean], [], True, 2, 0, 3, ["korean"], False, True))
    >>> print("\\n".join(steps))
    Answer 2 overdue concerns.
    Plan a meeting: none in 12 months in Korean (900 LEP residents).
    Translate what is vital: 3 translations are missing.
    Find a verified officer for Korean: no one here is certified or tested.
    """
    asked = [line for line in now.languages if line.verdict == MET and line.lep > 0]
    steps: list[str] = []
    if now.overdue:
        steps.append(f"Answer {counted(now.overdue, 'overdue concern')}.")
    without = [line for line in asked if line.language in now.without_meeting]
    if without:
        people = [f"{line.plain} ({rounded_people(line.lep)} LEP residents)" for line in without[:NAMED]]
        first = "Next meetings: add" if now.has_planned else "Plan a meeting: none in 12 months in"
        steps.append(f"{first} {listed(people)}.")
    if now.vital_missing:
        verb = "translation is" if now.vital_missing == 1 else "translations are"
        steps.append(f"Translate what is vital: {whole_number(now.vital_missing)} {verb} missing.")
    if now.knows_officers:
        steps += _officers(now, asked)
    if now.untold:
        steps.append(f"Report back on {counted(now.untold, 'answered concern')}.")
    unsure = [line.plain for line in now.languages if line.verdict == CANNOT_TELL and line.lep > 0]
    if unsure:
        steps.append(f"Ask schools and partners about {listed(unsure[:NAMED])}: the census can’t tell.")
    if not now.has_partner:
        steps.append("Find a partner who serves this place.")
    return tuple(steps[:MOST_STEPS]) or ("Nothing is overdue. Keep the records up to date.",)


def _officers(now: Urgent, asked: Sequence[LanguageLine]) -> list[str]:
    verified = {line.language for line in now.officers if line.certified[1] + line.tested[1] > 0}
    untested = {line.language for line in now.officers if line.untested[1] > 0}
    lacking = [line for line in asked if line.language not in verified and not LANGUAGES[line.language].is_lump]
    to_test = [line.plain for line in lacking if line.language in untested]
    to_find = [line.plain for line in lacking if line.language not in untested]
    steps = []
    if to_test:
        steps.append(f"Test officers who say they speak {listed(to_test[:NAMED])}: no one here is certified or tested.")
    if to_find:
        steps.append(f"Find a verified officer for {listed(to_find[:NAMED])}: no one here is certified or tested.")
    return steps
