"""The four-factor worksheet: two questions answered from figures, two put to the people who know.

The four questions were asked by federal guidance of 2002, which was withdrawn on 15 April 2025. They are kept here as
a good way to think about language services; that they are answered shows nothing about what any law asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from planning.languages.groups import ALL, language_name
from planning.languages.spoken import spoken_name
from planning.lists import counted
from planning.materials.answers import MISSING, cell_states
from planning.materials.inventory import VITAL
from planning.need.crosswalk import OUTSIDE
from planning.need.evidence import EVIDENCE_KINDS
from planning.rules import ThresholdRule
from planning.vocabulary import CANNOT_TELL, MET, SHOWN
from planning.words.answers import AreaWord
from planning.words.formats import capitalized, days_between, money, short_day
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table
from planning.words.wording import cell_with_error, people_with_error, percent, whole_people

ORIGIN = (
    "The four questions come from guidance that the U.S. Department of Justice issued in 2002 and withdrew "
    "on April 15, 2025. They are kept here as a planning method. Nothing here says what a law requires of "
    "this department."
)
NATURE = "nature"
RESOURCES = "resources"

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    NATURE: (
        (
            "Which contacts affect a person’s liberty, safety, money, or rights: arrest, search, complaint, or "
            "victims’ rights?"
        ),
        "What happens to a person who misunderstands there, and how soon?",
        "Which documents go with these contacts, and which are marked vital?",
        "What do partners and community boards say people misunderstand most often?",
    ),
    RESOURCES: (
        "What do you spend on interpreters and translation now, and from which budget line?",
        "Which officers and civilians are tested to interpret, and in which languages?",
        "Which translations can you share with other agencies, schools, or courts?",
        "What costs nothing: a notice of free interpretation, pictograms, or a partner who reads a draft?",
        "What did you decide against because of its cost, who decided, and when will you look at it again?",
    ),
}
"""What to think through for the third and fourth factor."""


@dataclass(frozen=True, slots=True)
class WorksheetFacts:
    """What the first two factors are filled from.

    Attributes
    ----------
    need : DataFrame
        The need table of the whole department.
    verdicts : DataFrame
        By area and language, by ``rule``.
    evidence : DataFrame with ``planning.need.evidence.EVIDENCE_COLUMNS``
    attendance : DataFrame with language, persons, events
        Who came to meetings in the last year.
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``.
    asked : tuple of str
        Languages that the rule asks for anywhere.
    candidates : DataFrame
        What is missing or out of date, with its cost: from ``planning.materials.translate_next.build_candidates``.
    per_word : float
        The price a word that the costs were reckoned with.
    """

    rule: ThresholdRule
    areas: AreaWord
    need: pd.DataFrame
    verdicts: pd.DataFrame
    evidence: pd.DataFrame
    attendance: pd.DataFrame
    matrix: pd.DataFrame
    asked: tuple[str, ...]
    candidates: pd.DataFrame
    per_word: float


def build_worksheet(facts: WorksheetFacts, answers: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the worksheet as the blocks of a paper.

    Parameters
    ----------
    answers : mapping
        What somebody wrote to ``NATURE`` and ``RESOURCES``; lines to write on where nothing is.
    """
    return (
        Paragraph(ORIGIN),
        Heading("1. How many people you serve or are likely to meet"),
        Paragraph(_first_sentence(facts)),
        number_table(facts),
        Heading("2. How often you meet them"),
        *_contact_blocks(facts),
        Heading("3. What the contact is about, and how much it matters"),
        Paragraph(_vital_sentence(facts)),
        *_guided(NATURE, answers),
        Heading("4. What resources you have, and what they cost"),
        Paragraph(_cost_sentence(facts)),
        *_guided(RESOURCES, answers),
    )


def _first_sentence(facts: WorksheetFacts) -> str:
    whole = facts.need[(facts.need["language"] == ALL) & (facts.need["area_id"] != OUTSIDE)].iloc[0]
    people = capitalized(people_with_error(whole["lep"], whole["lep_moe"], "residents"))
    return (
        f"{people} speak English less than “very well” (LEP). That is {percent(whole['share'])} of residents age 5 and "
        f"older. Results use {facts.rule.citation}, a planning threshold. "
        f"It binds: {facts.rule.binds or 'not said.'} It covers: {facts.rule.scope or 'not said.'} Its text is known "
        f"from: {facts.rule.seen}."
    )


def number_table(facts: WorksheetFacts) -> Table:
    """Return the first factor: people by language, and in how many areas the rule is met."""
    rows = facts.need[(facts.need["language"] != ALL) & (facts.need["area_id"] != OUTSIDE)]
    rows = rows.sort_values("lep", ascending=False, na_position="last")
    head, say = _rule_columns(facts)
    cells = tuple(
        (
            language_name(str(row["language"])),
            cell_with_error(row["lep"], row["lep_moe"]),
            _share(float(row["share"])),
            *say(str(row["language"])),
        )
        for _, row in rows.iterrows()
    )
    title = "LEP residents, by language"
    return Table(("Language", "People", "Share", *head), cells, title, (2, 3, 4)[: 1 + 2 * (len(head) == 2)])


def _rule_columns(facts: WorksheetFacts) -> tuple[tuple[str, ...], Callable[[str], tuple[str, ...]]]:
    """Return what the rule says of a language: the verdict where it is read for one area, else in how many."""
    if facts.verdicts["area_id"].nunique() == 1:
        verdict = dict(zip(facts.verdicts["language"], facts.verdicts["verdict"], strict=True))
        return (f"By the rule ({facts.areas.one})",), lambda language: (SHOWN[str(verdict[language])],)
    count = facts.verdicts.groupby(["language", "verdict"]).size()
    head = (f"{facts.areas.many.capitalize()}: qualifies", "Can’t tell")
    return head, lambda language: tuple(str(count.get((language, one), 0)) for one in (MET, CANNOT_TELL))


def _share(share: float) -> str:
    """Return a share; one too small for a decimal is not nobody."""
    return percent(share)


def contact_table(facts: WorksheetFacts) -> Table | None:
    """Return the second factor: counts of contacts by language, as each source gives them; None if nobody counted."""
    rows = []
    known = facts.evidence.sort_values(["number"], ascending=False, na_position="last")
    for row in known.to_dict("records"):
        period = short_day(row["observed_on"])
        if not pd.isna(row["observed_from"]):
            period = days_between(row["observed_from"], row["observed_on"])
        unit = EVIDENCE_KINDS[str(row["kind"])].unit
        counted = f"{unit}, not counted" if pd.isna(row["number"]) else f"{whole_people(float(row['number']))} {unit}"
        rows.append((spoken_name(str(row["language"])), counted, str(row["source"]), period))
    for row in facts.attendance.sort_values("persons", ascending=False).to_dict("records"):
        came = f"{whole_people(float(row['persons']))} at meetings"
        rows.append(
            (spoken_name(str(row["language"])), came, f"{row['events']:.0f} meetings held", "the last 12 months")
        )
    if not rows:
        return None
    return Table(("Language", "Contacts", "Source", "Period"), tuple(rows), "Contacts by language, as counted")


def _contact_blocks(facts: WorksheetFacts) -> tuple[Block, ...]:
    table = contact_table(facts)
    if table is None:
        return (
            Paragraph(
                "There are no counts of contacts by language yet. Ask your interpreter line for its calls by language."
            ),
            Bullets(("Interpreter-line calls, by language and month", "Attendance at meetings, by language"), True),
        )
    return (Paragraph("Counts from different sources are not added, because one person may be in several."), table)


def _vital_sentence(facts: WorksheetFacts) -> str:
    vital = facts.matrix[facts.matrix["document_class"] == VITAL]
    if vital.empty:
        return "No documents are marked vital yet."
    asked = vital[vital["language"].isin(facts.asked)]
    missing = int((cell_states(asked, facts.asked) == MISSING).sum()) if len(asked) else 0
    documents = vital["document_id"].nunique()
    are = counted(documents, "document is", "documents are")
    languages, translations = counted(len(facts.asked), "language"), counted(missing, "translation")
    return f"{are} marked vital. In the {languages} that qualify, {translations} of vital documents are missing."


def _cost_sentence(facts: WorksheetFacts) -> str:
    """Return what is missing would cost; what nobody can price is said, and is not in the sum."""
    if facts.matrix.empty:
        return "No documents are listed yet, so we can’t tell what translations would cost."
    if facts.candidates.empty:
        return "No translation that clearly qualifies is missing or outdated."
    cost = facts.candidates["cost"]
    unpriced = int(cost.isna().sum())
    if unpriced == len(cost):
        return "We can’t tell what the missing translations would cost: their words and pages have not been counted."
    left = f". {unpriced} more have no price, because their words and pages have not been counted" if unpriced else ""
    return (
        f"Every missing or outdated translation would cost {money(float(cost.sum()))} at "
        f"{money(facts.per_word, cents=True)} a word{left}. This leaves out what is already in progress."
    )


def _guided(factor: str, answers: Mapping[str, str]) -> tuple[Block, ...]:
    written = answers.get(factor, "").strip()
    if written:
        return tuple(Paragraph(part) for part in written.split("\n") if part.strip())
    return (Bullets(QUESTIONS[factor]), Paragraph("_" * 60), Paragraph("_" * 60))
