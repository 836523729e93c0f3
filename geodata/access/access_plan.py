"""The language access plan of a department as a paper: the tables that its commands write, its own paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from geodata.access.own_texts import load_texts
from geodata.access.ways import KIND, way_gaps, ways_table
from geodata.department import answers
from geodata.department.inside_groups import inside_groups
from geodata.department.names import words_of
from geodata.departments import Opened
from geodata.materials.inventory_file import inventory_table
from geodata.materials.view import MaterialView, material_view, translate_next
from geodata.officers.coverage import coverage_by_rule, coverage_table
from geodata.officers.interpreter_use import interpreter_use
from geodata.officers.places import hours_of_shifts
from geodata.officers.training import count_courses, load_courses
from geodata.papers.exports import USE_NOTE, census_note, content_note
from geodata.papers.printed import paper_bytes
from geodata.records.partners import ask_about
from planning.access.plan import Exports, PlanFacts, build_plan
from planning.access.sections import BLANK
from planning.access.ways import DEFAULT_USE
from planning.errors import InputError
from planning.materials.translate_next import TranslationCosts
from planning.officers.options import SENSIBLE, PostOptions
from planning.rules import ThresholdRule
from planning.verdicts.thresholds import VERDICT_COLUMNS
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.formats import short_day
from planning.words.paper import Paper, texts_of

TITLE = "Language access plan"
PLAN_ENDINGS = (".docx", ".pdf")
LOCAL_DATA = "page Materials, Local data"


@dataclass(frozen=True, slots=True)
class PlanWishes:
    """What a plan is asked for with.

    Attributes
    ----------
    rule : str or None
        The department's own choice unless given.
    budget : float or None
        For translations; None where nobody has said one.
    today : date or None
    """

    rule: str | None = None
    budget: float | None = None
    today: date | None = None


def access_plan(opened: Opened, wishes: PlanWishes) -> Paper:
    """Return the language access plan of a department.

    Parameters
    ----------
    opened : Opened
        What whoever asks may not read is a blank to fill in.

    Examples
    --------
    >>> from geodata.departments import open_for
    >>> from planning.records.roles import Actor
    >>> paper = access_plan(open_for("demo", Actor("kim@pd.example", "coordinator")), PlanWishes())
    >>> paper.title
    'Language access plan'
    """
    department, settings = opened.department, opened.department.settings
    today = wishes.today or opened.today
    rule = answers.rule_of(department, wishes.rule)
    view = material_view(opened.prepared, rule, None, opened.holdings().inventory, opened.evidence(), today=today)
    exports, frames = plan_tables(opened, view, wishes)
    facts = PlanFacts(
        rule=rule,
        read=view.decision.read,
        level=view.level,
        level_word=words_of(view.level).one,
        level_words=words_of(view.level).many,
        exports=exports,
        frames=frames,
        languages=view.languages,
        contact={"Phone": settings.public_phone, "Email": settings.public_email, "Website": settings.public_website},
        budget=wishes.budget,
        own={key: str(record["text"]) for key, record in load_texts(opened.store, opened.actor).items()},
        today=today,
    )
    return Paper(
        TITLE,
        f"{settings.name} · {settings.period} · made on {short_day(today)}",
        build_plan(facts),
        (
            census_note(department),
            f"Planning threshold: {view.decision.statement_on(today)} Whether it binds this department is for its "
            "counsel to say.",
            content_note(department),
            USE_NOTE,
        ),
        is_demo=settings.is_demo,
        contents=True,
    )


def blanks_in(paper: Paper) -> int:
    """Return how many blanks of a plan a person has to fill in.

    Examples
    --------
    >>> from planning.access.sections import blank
    >>> from planning.words.paper import Bullets
    >>> blanks_in(Paper("Plan", blocks=(Bullets((blank("who"), "done", blank("when"))),)))
    2
    """
    return sum(text.count(BLANK) for text in texts_of(paper))


def plan_bytes(paper: Paper, ending: str) -> bytes:
    """Return a plan as Word or PDF.

    Raises
    ------
    InputError
        If the ending is another one.
    """
    if ending not in PLAN_ENDINGS:
        raise InputError("a plan is written as .docx or .pdf", value=ending, fix="give the file such an ending")
    return paper_bytes(paper, ending)


def plan_tables(opened: Opened, view: MaterialView, wishes: PlanWishes) -> tuple[Exports, dict[str, pd.DataFrame]]:
    """Return the tables a plan's figures stand in, each by the command that writes it, and their names."""
    where = "demo" if opened.department.settings.is_demo else "DEPT"
    rule = f" --rule {wishes.rule}" if wishes.rule else ""
    budget = wishes.budget or 0.0
    names = Exports(
        need=f"need {where} --by department --combined",
        materials=f"materials {where}{rule}",
        documents=f"documents {where}{rule}",
        translate=f"translate {where}{rule} --budget {budget:g}",
    )
    bought = translate_next(view.candidates(TranslationCosts()), budget).rows
    frames = {
        names.need: answers.need_with_intervals(opened.prepared, DEPARTMENT_LEVEL),
        names.materials: view.details[list(VERDICT_COLUMNS)],
        names.documents: inventory_table(view.inventory),
        names.translate: bought,
    }
    more = {
        "inside": (f"inside {where}", _inside(opened)),
        "officers": (f"officers {where}{rule} --by {SENSIBLE}", _officers(opened, view.rule)),
        "training": (f"training {where}", _training(opened)),
        "interpreters": (f"interpreters {where}", _interpreters(opened)),
        "evidence": (LOCAL_DATA, _local_data(opened)),
        "ways": (f"ways {where}", _ways(opened)),
        "ways_left": (f"ways {where} --use {DEFAULT_USE}", _ways_left(opened)),
    }
    there = {name: pair for name, pair in more.items() if pair[1] is not None and not pair[1].empty}
    frames |= {export: table for export, table in there.values() if table is not None}
    base = (names.need, names.materials, names.documents, names.translate)
    return Exports(*base, **{name: export for name, (export, _) in there.items()}), frames


def _inside(opened: Opened) -> pd.DataFrame | None:
    return ask_about(inside_groups(opened.prepared, DEPARTMENT_LEVEL), opened.store, opened.actor)


def _officers(opened: Opened, rule: ThresholdRule) -> pd.DataFrame | None:
    """Return the published coverage as ``outreach.py officers`` writes it."""
    department = opened.department
    if department.roster is None:
        return None
    options = PostOptions(level=SENSIBLE, shift_hours=hours_of_shifts(department))
    return coverage_table(coverage_by_rule(opened.prepared, rule, options), options.level)


def _training(opened: Opened) -> pd.DataFrame | None:
    if opened.department.roster is None or not opened.may("read", "training"):
        return None
    return count_courses(load_courses(opened.department, opened.store, opened.actor, opened.today))


def _interpreters(opened: Opened) -> pd.DataFrame | None:
    return None if opened.department.bill is None else interpreter_use(opened.prepared)


def _ways(opened: Opened) -> pd.DataFrame | None:
    return ways_table(opened) if opened.may("read", KIND) else None


def _ways_left(opened: Opened) -> pd.DataFrame | None:
    return way_gaps(opened, DEPARTMENT_LEVEL, DEFAULT_USE) if opened.may("read", KIND) else None


def _local_data(opened: Opened) -> pd.DataFrame | None:
    if not opened.may("read", "local_evidence"):
        return None
    table = opened.store.frame(opened.actor, "local_evidence")
    return table.sort_values(["language", "kind", "source", "observed_on", "number", "area_id"], kind="stable")
