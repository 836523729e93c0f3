"""Materials on paper: verdicts, the matrix, what to translate next, the printer's list, the four-factor worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from geodata.department.department import Department
from geodata.department.names import area_title, words_of
from geodata.materials.distribution import Distribution
from geodata.materials.view import MaterialView
from geodata.papers.exports import USE_NOTE, census_note, content_note
from planning.languages.groups import language_name
from planning.languages.spoken import spoken_name
from planning.materials.answers import candidate_sentence, cell_states, copies_answer, matrix_answer, translate_answer
from planning.materials.translate_next import Purchase, TranslationCosts
from planning.materials.worksheet import WorksheetFacts, build_worksheet
from planning.need.calibration import few_sentence
from planning.verdicts.reasons import without_rule
from planning.verdicts.settle import QUESTIONS_SHOWN, settle_answer
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL, MET, NOT_MET, NOTICE_ONLY, SHOWN
from planning.words.answers import boundary_answer
from planning.words.formats import money, whole_number
from planning.words.paper import Block, Heading, PageBreak, Paper, Paragraph, Table
from planning.words.wording import cell_with_error, percent, range_cell, rounded_people

SIGNS = {"have": "there", "out of date": "old", "on its way": "on its way", "missing": "MISSING", "not asked for": ""}
LANGUAGES_A_SHEET = 8
RANGE_NOTE = "A result is given only where it passes with both errors: the survey, and split census tracts."


def _paper(
    department: Department, view: MaterialView, today: date, title: str, blocks: tuple[Block, ...], wide: bool = False
) -> Paper:
    settings = department.settings
    return Paper(
        title,
        f"{settings.name} · {settings.period} · made on {today.isoformat()}",
        blocks,
        (
            census_note(department),
            f"Planning threshold: {view.decision.statement_on(today)} Source: {view.rule.source}. Not legal advice: "
            "whether a rule binds this department is for its counsel to say.",
            f"{RANGE_NOTE} {few_sentence()}",
            content_note(department),
            USE_NOTE,
        ),
        is_demo=settings.is_demo,
        wide=wide,
    )


def verdicts_paper(department: Department, view: MaterialView, answer: str, today: date) -> Paper:
    """Return where the rule is met and where it cannot be told, each with its reason."""
    given = view.details[view.details["verdict"] != NOT_MET]
    order = {MET: 0, NOTICE_ONLY: 1, CANNOT_TELL: 2}
    given = given.assign(order=given["verdict"].map(order)).sort_values(["order", "lep"], ascending=[True, False])
    rows = tuple(
        (
            _place(department, view.level, row["area_id"]),
            language_name(str(row["language"])),
            cell_with_error(row["lep"], row["lep_moe"]),
            range_cell(row["lep_interval_low"], row["lep_interval_high"], row["threshold"]),
            rounded_people(row["threshold"], 1),
            f"{SHOWN[row['verdict']]} ({row['chance_said']})" if row["chance_said"] else SHOWN[str(row["verdict"])],
            without_rule(str(row["reason"])),
        )
        for row in given.to_dict("records")
    )
    head = (words_of(view.level).one.capitalize(), "Language", "People", "Likely range", "Threshold", "Result", "Why")
    taken_back = boundary_answer(view.details)
    table = Table(head, rows, "Where the result is not simply “doesn’t qualify”", (4,))
    asked = view.questions(department)
    texts = (answer, taken_back, settle_answer(asked, QUESTIONS_SHOWN))
    blocks: tuple[Block, ...] = (*(Paragraph(text) for text in texts if text), table, *_questions(asked))
    return _paper(department, view, today, "Where translated material is needed", blocks, wide=True)


def _questions(asked: pd.DataFrame) -> tuple[Block, ...]:
    """Return the questions that would settle most, as a table; nothing where there is nothing to ask."""
    rows = tuple(
        (
            language_name(str(row["language"])),
            str(row["within"]),
            whole_number(row["areas"]),
            rounded_people(row["people"]),
            percent(row["settled"]),
        )
        for row in asked.head(QUESTIONS_SHOWN).to_dict("records")
    )
    head = ("Ask about", "In", "Areas", "People in doubt", "Settled so far")
    title = "What would settle it: ask partners, schools, and interpreter logs"
    return (Table(head, rows, title, (2, 3, 4)),) if rows else ()


def matrix_paper(department: Department, view: MaterialView, today: date) -> Paper:
    """Return every document beside every language, some languages a table."""
    matrix = view.matrix.assign(cell_state=cell_states(view.matrix, view.languages))
    languages = list(dict.fromkeys(matrix["language"]))
    blocks: list[Block] = [Paragraph(matrix_answer(view.matrix, view.languages))]
    for start in range(0, len(languages), LANGUAGES_A_SHEET):
        part = languages[start : start + LANGUAGES_A_SHEET]
        wide = matrix[matrix["language"].isin(part)].pivot(index="title", columns="language", values="cell_state")
        wide = wide.loc[matrix["title"].unique(), part]
        classes = matrix.drop_duplicates("title").set_index("title")["document_class"]
        rows = tuple(
            (str(title), str(classes[title]), *(SIGNS[str(cell)] for cell in cells))
            for title, cells in zip(wide.index, wide.to_numpy(), strict=True)
        )
        blocks.append(Table(("Document", "Class", *(spoken_name(one) for one in part)), rows))
    return _paper(department, view, today, "Documents and languages", tuple(blocks), wide=True)


def translate_paper(department: Department, view: MaterialView, purchase: Purchase, today: date) -> Paper:
    """Return what the budget buys, each row with its reason, and what it does not."""
    words = words_of(view.level)
    blocks: list[Block] = [Paragraph(translate_answer(purchase, view.matrix, view.languages))]
    for heading, rows in (("Bought", purchase.bought), ("Not bought", purchase.rows[~purchase.rows["bought"]])):
        cells = tuple(
            (
                str(row["title"]),
                str(row["language_name"]),
                money(row["cost"]),
                f"{candidate_sentence(row, words.one, words.many)} {row['reason']}",
            )
            for _, row in rows.iterrows()
        )
        if cells:
            blocks += [Heading(heading), Table(("Document", "Language", "Cost", "Why"), cells, "", (2,))]
    return _paper(department, view, today, "What to translate next", tuple(blocks), wide=True)


def print_paper(department: Department, view: MaterialView, shared: Distribution, today: date) -> Paper:
    """Return the list for the printer, a heading a run, and after it where the copies go."""
    blocks: list[Block] = [Paragraph(copies_answer(shared.copies, shared.prints))]
    for run, rows in shared.prints.groupby("run", sort=True):
        cells = tuple(
            (str(row["language_name"]), whole_number(row["copies"]), _whole(row["pages"]), _whole(row["sheets"]))
            for row in rows.to_dict("records")
        )
        blocks.append(Heading(f"Run {run}: {rows['title'].iloc[0]}"))
        blocks.append(Table(("Language", "Copies", "Pages", "Sheets, both sides"), cells, "", (1, 2, 3)))
    if len(shared.handouts):
        blocks += [PageBreak(), Heading("Where they go")]
        for area, rows in shared.handouts.groupby("area_id", sort=True):
            cells = tuple(
                (str(row["name"]), str(row["title"]), str(row["language_name"]), whole_number(row["copies"]))
                for row in rows.sort_values(["name", "title"]).to_dict("records")
            )
            head = ("Place", "Document", "Language", "Copies")
            blocks.append(Table(head, cells, _place(department, shared.level, str(area)), (3,)))
    return _paper(department, view, today, "For the printer", tuple(blocks))


def worksheet_facts(
    view: MaterialView, need: pd.DataFrame, evidence: pd.DataFrame, attendance: pd.DataFrame, costs: TranslationCosts
) -> WorksheetFacts:
    """Return what the worksheet is filled from: ``need`` of the whole department, ``attendance`` of the last year."""
    return WorksheetFacts(
        rule=view.rule,
        areas=words_of(view.level),
        need=need,
        verdicts=view.details,
        evidence=evidence,
        attendance=attendance,
        matrix=view.matrix,
        asked=view.languages,
        candidates=view.candidates(costs),
        per_word=costs.per_word,
    )


def worksheet_paper(
    department: Department, view: MaterialView, facts: WorksheetFacts, written: Mapping[str, str], today: date
) -> Paper:
    """Return the four-factor worksheet."""
    return _paper(department, view, today, "Four questions about language services", build_worksheet(facts, written))


def _place(department: Department, level: str, area: object) -> str:
    if level == DEPARTMENT_LEVEL:
        return department.settings.name
    return area_title(level, str(area), department.settings.name)


def _whole(number: float) -> str:
    return "not known" if pd.isna(number) else whole_number(number)
