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
from planning.materials.answers import MISSING, cell_states, money
from planning.materials.inventory import VITAL
from planning.need.crosswalk import OUTSIDE
from planning.need.evidence import EVIDENCE_KINDS
from planning.rules import ThresholdRule
from planning.vocabulary import CANNOT_TELL, MET
from planning.words.answers import AreaWord
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table
from planning.words.wording import people_with_error, percent, whole_people

ORIGIN = (
    "The four questions come from guidance that the U.S. Department of Justice gave in 2002 and withdrew on 15 April "
    "2025. They are kept as a method of planning; nothing here says what a law asks of this department."
)
NATURE = "nature"
RESOURCES = "resources"

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    NATURE: (
        "Which contacts decide over liberty, safety, money or a right: arrest, search, complaint, victim's rights?",
        "What happens to somebody who misunderstands there, and how soon?",
        "Which documents go with these contacts, and which of them are marked vital?",
        "What do partners and community boards say is most often misunderstood?",
    ),
    RESOURCES: (
        "What is spent on interpreters and translation now, and from which budget line?",
        "Which officers and civilians are tested to interpret, and in which languages?",
        "Which translations can be shared with other agencies, schools or courts?",
        "What costs nothing: a notice of free interpretation, pictograms, a partner who reads a draft?",
        "What was decided against because of its cost, by whom, and when is that looked at again?",
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
        Heading("1. How many people are served or likely to be encountered"),
        Paragraph(_first_sentence(facts)),
        number_table(facts),
        Heading("2. How often they are encountered"),
        *_contact_blocks(facts),
        Heading("3. What the contact is about, and how much it matters"),
        Paragraph(_vital_sentence(facts)),
        *_guided(NATURE, answers),
        Heading("4. What there is to work with, and what it costs"),
        Paragraph(_cost_sentence(facts)),
        *_guided(RESOURCES, answers),
    )


def _first_sentence(facts: WorksheetFacts) -> str:
    whole = facts.need[(facts.need["language"] == ALL) & (facts.need["area_id"] != OUTSIDE)].iloc[0]
    return (
        f"{people_with_error(whole['lep'], whole['lep_moe'])} people speak English less than very well, "
        f"{percent(whole['share'])} of those 5 and over. Verdicts by {facts.rule.citation}, a planning threshold. "
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
            people_with_error(row["lep"], row["lep_moe"]),
            _share(float(row["share"])),
            *say(str(row["language"])),
        )
        for _, row in rows.iterrows()
    )
    title = "People who speak English less than very well, by language"
    return Table(("Language", "People", "Share", *head), cells, title, (2, 3, 4)[: 1 + 2 * (len(head) == 2)])


def _rule_columns(facts: WorksheetFacts) -> tuple[tuple[str, ...], Callable[[str], tuple[str, ...]]]:
    """Return what the rule says of a language: the verdict where it is read for one area, else in how many."""
    if facts.verdicts["area_id"].nunique() == 1:
        verdict = dict(zip(facts.verdicts["language"], facts.verdicts["verdict"], strict=True))
        return (f"By the rule ({facts.areas.one})",), lambda language: (str(verdict[language]),)
    count = facts.verdicts.groupby(["language", "verdict"]).size()
    head = (f"{facts.areas.many.capitalize()}: met", "Cannot tell")
    return head, lambda language: tuple(str(count.get((language, one), 0)) for one in (MET, CANNOT_TELL))


def _share(share: float) -> str:
    """Return a share; one too small for a decimal is not nobody."""
    return "under 0.1 %" if 0 < share < 0.0005 else percent(share)


def contact_table(facts: WorksheetFacts) -> Table | None:
    """Return the second factor: counts of contacts by language, as each source gives them; None if nobody counted."""
    rows = []
    known = facts.evidence.sort_values(["number"], ascending=False, na_position="last")
    for row in known.to_dict("records"):
        period = f"{row['observed_on']:%Y-%m-%d}"
        if not pd.isna(row["observed_from"]):
            period = f"{row['observed_from']:%Y-%m-%d} to {period}"
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
                "Nobody has counted contacts by language yet. Ask the interpreter line for its calls by language."
            ),
            Bullets(
                ("Calls of the interpreter line, by language and month", "Who came to meetings, by language"), True
            ),
        )
    return (Paragraph("Counts of different sources are not added: one person may stand in several."), table)


def _vital_sentence(facts: WorksheetFacts) -> str:
    vital = facts.matrix[facts.matrix["document_class"] == VITAL]
    if vital.empty:
        return "No document is marked vital yet."
    asked = vital[vital["language"].isin(facts.asked)]
    missing = int((cell_states(asked, facts.asked) == MISSING).sum()) if len(asked) else 0
    documents = vital["document_id"].nunique()
    are = counted(documents, "document is", "documents are")
    languages, translations = counted(len(facts.asked), "language"), counted(missing, "translation")
    return f"{are} marked vital. In the {languages} the rule asks for, {translations} of vital documents are missing."


def _cost_sentence(facts: WorksheetFacts) -> str:
    """Return what is missing would cost; what nobody can price is said, and is not in the sum."""
    if facts.matrix.empty:
        return "No document is written down yet, so what translations would cost cannot be told."
    if facts.candidates.empty:
        return "No translation that the rule surely asks for is missing or out of date."
    cost = facts.candidates["cost"]
    unpriced = int(cost.isna().sum())
    if unpriced == len(cost):
        return "What the missing translations would cost cannot be told: nobody has counted their words or pages."
    left = f"; {unpriced} more cannot be priced, as neither words nor pages are counted" if unpriced else ""
    return (
        f"Every translation that is missing or out of date would cost {money(float(cost.sum()))} at "
        f"${facts.per_word:.2f} a word{left}. On its way already is not in it."
    )


def _guided(factor: str, answers: Mapping[str, str]) -> tuple[Block, ...]:
    written = answers.get(factor, "").strip()
    if written:
        return tuple(Paragraph(part) for part in written.split("\n") if part.strip())
    return (Bullets(QUESTIONS[factor]), Paragraph("_" * 60), Paragraph("_" * 60))
