"""What a language access plan says: twelve sections in the agencies' order, each figure with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from planning.access.sections import (
    BUDGET,
    COMPLAINTS,
    CONTACTS,
    DUTIES,
    MONITORING,
    NOTICE,
    QUALITY,
    SECTIONS,
    SERVED,
    STAFF,
    TRAINING,
    VITAL_DOCUMENTS,
    WAYS,
    blank,
)
from planning.access.traced import Ledger
from planning.access.way_blocks import cost_blocks, left_blocks, ways_blocks
from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.languages.spoken import spoken_name
from planning.lists import listed
from planning.materials.inventory import APPROVED, DRAFT, ORDERED, OUTREACH, REVIEWED, VITAL
from planning.officers.interpreter_use import WAYS as INTERPRETER_WAYS
from planning.officers.training import COURSES
from planning.records.suppression import FLOOR
from planning.rules import BASES, ThresholdRule
from planning.vocabulary import CANNOT_TELL, DEPARTMENT_LEVEL, MET, NOT_MET, SHOWN
from planning.words.formats import hundredths, money, short_day, tenths
from planning.words.paper import Block, Bullets, Heading, Paragraph, Table
from planning.words.wording import percent, whole_people

SOURCE = "Source"
APPENDIX = "Where each figure comes from"
MOST_INSIDE = 3
"""Languages of a combined group that are named."""
WAY_NAMES = MappingProxyType({"line": "phone interpreter line", "staff": "the department’s own staff"})
"""How a way of the interpreter’s bill is called where its own word says too little."""


@dataclass(frozen=True, slots=True)
class Exports:
    """The commands whose tables the plan's figures stand in; empty where the department has no such table.

    Attributes
    ----------
    need, materials, documents, translate, inside, officers, training, interpreters, evidence, ways, ways_left : str
    """

    need: str
    materials: str
    documents: str
    translate: str
    inside: str = ""
    officers: str = ""
    training: str = ""
    interpreters: str = ""
    evidence: str = ""
    ways: str = ""
    ways_left: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PlanFacts:
    """What a plan is made of.

    Attributes
    ----------
    rule : ThresholdRule
    read : str
        The rule and the level it is read at, as sentences begin.
    level, level_word, level_words : str
        At which the rule is read, and how one of its areas, and several, are called.
    exports : Exports
    frames : mapping of export to DataFrame
    languages : tuple of str
        Those that the rule asks for, the most people first.
    contact : mapping of what to where
        How the public reaches the department; what is not known is empty.
    budget : float or None
        For translations.
    own : mapping of section to text
        The department's own paragraphs.
    today : date
    """

    rule: ThresholdRule
    read: str
    level: str
    level_word: str
    level_words: str
    exports: Exports
    frames: Mapping[str, pd.DataFrame]
    languages: tuple[str, ...]
    contact: Mapping[str, str]
    budget: float | None
    own: Mapping[str, str]
    today: date


def build_plan(facts: PlanFacts) -> tuple[Block, ...]:
    """Return the plan as the blocks of a paper, with the sources of its figures at the end."""
    ledger = Ledger(facts.frames)
    blocks: list[Block] = []
    for number, section in enumerate(SECTIONS.values(), start=1):
        ledger.section = f"{number}. {section.title}"
        blocks.append(Heading(ledger.section))
        blocks += WRITERS[section.key](facts, ledger)
        blocks += _own_words(facts, section.key)
    return (*blocks, Heading(APPENDIX), *_sources(ledger))


def _own_words(facts: PlanFacts, key: str) -> Iterator[Block]:
    written = [part.strip() for part in facts.own.get(key, "").split("\n") if part.strip()]
    if written:
        yield from map(Paragraph, written)
    else:
        yield Bullets(tuple(blank(asked) for asked in SECTIONS[key].to_fill))


def _sources(ledger: Ledger) -> Iterator[Block]:
    yield Paragraph(
        "Each figure of this plan comes from a table that the product writes. R numbers in the plan lead here. "
        "Add -o FILE.csv to a command and look for the row and column."
    )
    rows = tuple(
        (one.ref, one.export, one.row or "all rows", "; ".join(f"{name}: {text}" for name, text in one.figures))
        for one in ledger.sources
    )
    yield Table((SOURCE, "Table", "Row", "Column: as written"), rows)


def _language(name: str) -> str:
    return spoken_name(name) if ":" in name else language_name(name)


def _served(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    need = facts.exports.need
    whole = ledger.row(
        need,
        {"area_id": DEPARTMENT_LEVEL, "language": ALL},
        {"lep": whole_people, "lep_interval_low": whole_people, "lep_interval_high": whole_people, "share": percent},
    )
    lep, low, high, share = whole.texts
    yield Paragraph(
        f"{lep} residents (likely {low} to {high}) speak English less than “very well” (LEP, limited English "
        f"proficiency). That is {share} of residents age 5 and older [{whole.ref}]."
    )
    rows = ledger.rows(need, {"area_id": DEPARTMENT_LEVEL})
    rows = rows[rows["language"] != ALL].sort_values("lep", ascending=False, na_position="last")
    said = tuple(_served_row(facts, ledger, str(language)) for language in rows["language"])
    head = ("Language", "LEP residents", "Margin of error", "Likely range, from", "to", "Result", SOURCE)
    yield Table(head, said, f"LEP residents by language, and the result of {facts.rule.title}", (1, 2, 3, 4))
    yield Paragraph(
        "The margin of error is the survey’s own. The likely range has both errors: the survey’s, and that of census "
        "tracts that the department’s line splits. Each is right about 9 times in 10.",
        small=True,
    )
    lumps = tuple(
        f"{LANGUAGES[language].name}: could include {listed(list(LANGUAGES[language].may_hide))}, and others"
        for language in map(str, rows["language"])
        if language in LANGUAGES and LANGUAGES[language].is_lump
    )
    if lumps:
        yield Paragraph("Combined groups of several languages: one figure says nothing of each language inside.")
        yield Bullets(lumps)
    if facts.exports.inside:
        yield from _inside(facts.exports.inside, ledger)
    elif lumps:
        yield Paragraph(blank("which languages the combined groups hold here, by schools, partners, and interpreters"))


def _inside(export: str, ledger: Ledger) -> Iterator[Block]:
    """Give what combined groups hold around the department, the most of each group."""
    most = ledger.frames[export].groupby("group", sort=False).head(MOST_INSIDE).sort_values("group", kind="stable")
    said = []
    for group, inside in most[["group", "inside"]].astype("str").itertuples(index=False):
        shown = {"share_of_group": percent, "share_of_group_moe": percent}
        figures = ledger.row(export, {"group": group, "inside": inside}, shown)
        said.append((_language(group), inside, *figures.texts, figures.ref))
    head = ("Combined group", "Language", "Share of the group", "Margin of error", SOURCE)
    yield Table(head, tuple(said), "What combined groups hold in the larger census areas (PUMAs) around", (2, 3))
    yield Paragraph("These shares are those areas’ own, not the department’s. Ask before you plan on them.", small=True)


def _served_row(facts: PlanFacts, ledger: Ledger, language: str) -> tuple[str, ...]:
    figures = ledger.row(
        facts.exports.need,
        {"area_id": DEPARTMENT_LEVEL, "language": language},
        dict.fromkeys(("lep", "lep_moe", "lep_interval_low", "lep_interval_high"), whole_people),
    )
    verdicts = facts.exports.materials
    if facts.level == DEPARTMENT_LEVEL:
        verdict = str(ledger.rows(verdicts, {"language": language})["verdict"].iloc[0])
        return (_language(language), *figures.texts, SHOWN[verdict], figures.ref)
    met, open_ = (ledger.count(verdicts, {"language": language, "verdict": one}) for one in (MET, CANNOT_TELL))
    result = f"qualifies in {met} {facts.level_words}, can’t tell in {open_}"
    return (_language(language), *figures.texts, result, figures.ref)


def _contacts(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.interpreters
    if export:
        rows = ledger.frames[export]
        shown = {"calls": whole_people, "per_1000": tenths, "per_1000_low": tenths, "per_1000_high": tenths}
        said = []
        for language in map(str, rows["language"]):
            figures = ledger.row(export, {"language": language}, shown)
            said.append((_language(language), *figures.texts, figures.ref))
        head = ("Language", "Interpreter calls", "For every 1,000 LEP residents", "From", "to", SOURCE)
        yield Table(head, tuple(said), "Use of interpreters", (1, 2, 3, 4))
        if rows["suppressed"].sum() > 0:
            hidden = ledger.total(export, {}, "suppressed", whole_people)
            yield Paragraph(f"The bill hides {hidden} small counts. They are in no sum, and are not zero.")
    else:
        yield Paragraph(blank("calls of your interpreter line by language"))
    yield from _local_data(facts, ledger)


def _local_data(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.evidence
    if not export or ledger.frames[export].empty:
        return
    said = []
    for record in map(str, ledger.frames[export]["id"]):
        found = ledger.rows(export, {"id": record}).iloc[0]
        figures = ledger.row(export, {"id": record}, {"number": _over_the_floor})
        language, kind, source = str(found["language"]), str(found["kind"]), str(found["source"])
        said.append((_language(language), kind, source, short_day(found["observed_on"]), *figures.texts, figures.ref))
    head = ("Language", "What was counted", "Counted by", "Until", "Number", SOURCE)
    yield Table(head, tuple(said), "Local data", (4,))
    yield Paragraph(
        f"Counts of different sources are not added, because one person may be in several. Those under {FLOOR} are "
        "hidden.",
        small=True,
    )


def _over_the_floor(number: float) -> str:
    """Return a count of people as it may be published: a small one is hidden, none is none."""
    return f"under {FLOOR}" if 0 < number < FLOOR else whole_people(number)


def _vital(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.documents
    vital = ledger.rows(export, {"document_class": VITAL})
    if vital.empty:
        yield Paragraph(blank("the documents that are vital: complaint, consent, and claim forms, notices of rights"))
        return
    number = ledger.distinct(export, {"document_class": VITAL}, "title")
    yield Paragraph(f"Documents marked vital: {number}. They are needed to get a service or keep a right.")
    yield Bullets(tuple(map(str, dict.fromkeys(vital["title"]))))
    yield from _translations(facts, ledger, VITAL)


def _translations(facts: PlanFacts, ledger: Ledger, kind: str) -> Iterator[Block]:
    """Give, for each language that qualifies, what is approved and what is missing or outdated."""
    if not facts.languages:
        yield Paragraph("No language clearly qualifies by the rule.")
        return
    said = []
    for language in facts.languages:
        of = {"document_class": kind, "language": language}
        approved = ledger.count(facts.exports.documents, {**of, "state": APPROVED})
        old = ledger.count(facts.exports.translate, {**of, "action": "update"})
        missing = ledger.count(facts.exports.translate, {**of, "action": "translate"})
        refs = ", ".join(one.ref for one in (approved, old, missing))
        said.append((_language(language), *approved.texts, *old.texts, *missing.texts, refs))
    head = ("Language", "Approved, old ones too", "To be updated", "Missing", SOURCE)
    yield Table(head, tuple(said), f"Translations of {kind} documents, in the languages that qualify", (1, 2, 3))
    yield Paragraph("What is ordered, in draft, or under review is on its way and not counted as missing.", small=True)


def _staff(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.officers
    if not export:
        yield Paragraph(blank("officers by language and rating (add a roster to have them counted)"))
        return
    table = ledger.frames[export]
    needed = table[(table["posts"] > 0) | table["posts"].isna()]
    yield Paragraph(
        "Officers by language and rating, where the rule asks for a slot or can’t tell. A slot is one bilingual "
        "officer on one shift in one area. Small counts are given as ranges, so that no one can be singled out."
    )
    shown = {
        "posts": tenths,
        "required": hundredths,
        "have_certified": None,
        "have_tested": None,
        "have_self": None,
        "gap": None,
    }
    said = []
    for area, shift, language in needed[["area_id", "shift", "language"]].astype("str").itertuples(index=False):
        where = {"area_id": area, "shift": shift, "language": language}
        figures = ledger.row(export, where, shown, SHOWN[CANNOT_TELL])
        place = "whole department" if area == DEPARTMENT_LEVEL else area
        said.append((place, shift, _language(language), *figures.texts, figures.ref))
    head = ("Area", "Shift", "Language", "Slots", "Officers needed", "Certified", "Tested", "Not tested")
    yield Table((*head, "Officers short", SOURCE), tuple(said), "Slots, officers, and officers short", (3, 4))


def _ways(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    if facts.exports.ways:
        yield from ways_blocks(ledger, facts.exports.ways)
        yield from left_blocks(ledger, facts.exports.ways_left)
    export = facts.exports.interpreters
    if not export:
        yield Paragraph(blank("how people were interpreted for last year: staff, phone, video, in person, device"))
        return
    said = []
    for way in (one for one in INTERPRETER_WAYS if one in ledger.frames[export]):
        calls = ledger.total(export, {}, way, whole_people)
        said.append((WAY_NAMES.get(way, way), *calls.texts, calls.ref))
    yield Table(("Way", "Calls", SOURCE), tuple(said), "How people were interpreted for", (1,))


def _training(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.training
    if not export:
        yield Paragraph(blank("officers trained, by course, from a roster, by people who may read training records"))
        return
    said = []
    for course, state in ledger.frames[export][["course", "state"]].astype("str").itertuples(index=False):
        figures = ledger.row(export, {"course": course, "state": state}, {"officers": None})
        said.append((COURSES[course].name, state, *figures.texts, figures.ref))
    yield Table(("Course", "State", "Officers", SOURCE), tuple(said), "Courses of officers", (2,))


def _notice(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    known = tuple(f"{what}: {where or blank(what.lower())}" for what, where in facts.contact.items())
    yield Paragraph("How the public reaches the department:")
    yield Bullets(known)
    outreach = ledger.rows(facts.exports.documents, {"document_class": OUTREACH})
    if outreach.empty:
        yield Paragraph(blank("documents that inform and invite"))
        return
    yield from _translations(facts, ledger, OUTREACH)


def _quality(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    said = []
    for state in (APPROVED, REVIEWED, DRAFT, ORDERED):
        figure = ledger.count(facts.exports.documents, {"state": state})
        said.append((state, *figure.texts, figure.ref))
    yield Paragraph("A translation is given out only once it is approved. A reader of the language checks it before.")
    yield Table(("State", "Translations", SOURCE), tuple(said), "Translations by state, in every language", (1,))


def _complaints(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    del facts, ledger
    yield Paragraph("The records of this product hold no complaints about persons. Fill in what your own files say.")


def _monitoring(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    verdicts, level = facts.exports.materials, facts.level_word
    met, open_, not_met = (ledger.count(verdicts, {"verdict": one}) for one in (MET, CANNOT_TELL, NOT_MET))
    yield Paragraph(
        "The census publishes new figures each December. This plan is made again from them, and from what the "
        f"department counts itself. Counted by {level} and language, {met} qualify now, {not_met} don’t, and for "
        f"{open_} the data can’t tell: ask there first."
    )
    yield Paragraph(f"The source of the rule is to be read again by {short_day(facts.rule.review_by)}.")


def _budget(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    export = facts.exports.translate
    jobs = ledger.count(export, {})
    cost = ledger.total(export, {}, "cost", _cents)
    unpriced = ledger.unknown(export, {}, "cost")
    left = ""
    if unpriced:
        left = f" {unpriced} of them have no price, because their words aren’t counted yet. They are not in the sum."
    yield Paragraph(f"Translations missing or outdated: {jobs}. All of them would cost {cost}.{left}")
    if facts.budget is None:
        yield Paragraph(f"Budget for translations: {blank('the amount')}.")
    else:
        yield Paragraph(f"Of a budget of {_cents(facts.budget)} for translations, the plan buys:")
        yield from _bought(ledger, export)
    if not facts.exports.interpreters:
        yield Paragraph(f"Interpreters: {blank('calls by language, and the price of a minute')}.")
        return
    calls = ledger.total(facts.exports.interpreters, {}, "calls", whole_people)
    yield Paragraph(f"Interpreter calls on the bill: {calls}.")
    if facts.exports.ways:
        yield from cost_blocks(ledger, facts.exports.ways)


def _bought(ledger: Ledger, export: str) -> Iterator[Block]:
    said = []
    bought = ledger.rows(export, {"bought": "True"})
    for title, language in bought[["title", "language"]].astype("str").itertuples(index=False):
        figures = ledger.row(export, {"title": title, "language": language}, {"people": whole_people, "cost": _cents})
        said.append((title, _language(language), *figures.texts, figures.ref))
    if not said:
        yield Paragraph("Nothing: no translation fits in it.")
        return
    yield Table(("Document", "Language", "People", "Cost", SOURCE), tuple(said), "What to translate next", (2, 3))
    spent = ledger.total(export, {"bought": "True"}, "cost", _cents)
    yield Paragraph(f"Together {spent}.")


def _cents(amount: float) -> str:
    return money(amount, cents=True)


def _duties(facts: PlanFacts, ledger: Ledger) -> Iterator[Block]:
    del ledger
    for rule in facts.rule.limbs or (facts.rule,):
        yield Heading(rule.title, 3)
        yield Paragraph(rule.text)
        said = (
            ("Read for", BASES[rule.base]),
            ("Text as of", short_day(rule.as_of)),
            ("In effect since", short_day(rule.in_force) if rule.in_force else blank("since when")),
            ("Who it applies to", rule.binds or blank("who it applies to")),
            ("What it covers", rule.scope or blank("which documents")),
            ("Source", rule.source),
            ("How its text is known", rule.seen),
        )
        yield Table(("What", "As the rule says"), said)
    yield Paragraph(
        f"Here: {facts.read}. A planning threshold: ask your legal counsel whether this rule applies to you."
    )


Writer = Callable[[PlanFacts, Ledger], Iterator[Block]]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        SERVED: _served,
        CONTACTS: _contacts,
        VITAL_DOCUMENTS: _vital,
        STAFF: _staff,
        WAYS: _ways,
        TRAINING: _training,
        NOTICE: _notice,
        QUALITY: _quality,
        COMPLAINTS: _complaints,
        MONITORING: _monitoring,
        BUDGET: _budget,
        DUTIES: _duties,
    }
)
"""What writes each section."""
