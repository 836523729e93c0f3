"""Every product by name, with how it is made again: the list that ``outreach.py verify`` goes by.

A new download or command that writes a file has a row here; ``tests/geodata/products`` finds those that have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.access.access_plan import PlanWishes, access_plan
from geodata.access.ways import GAPS_TITLE, WAYS_TITLE, way_gaps, ways_table
from geodata.access.yearly_report import YearWishes, year_facts, yearly_paper, yearly_table
from geodata.briefs.area_brief import RECORDS as BRIEF_RECORDS
from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import place_asked
from geodata.change.surveys import open_surveys, survey_change
from geodata.department import answers
from geodata.department.department import DEMO
from geodata.department.inside_groups import inside_groups
from geodata.department.names import words_of
from geodata.department.provenance import survey_years
from geodata.departments import Opened
from geodata.maps.officer_layers import gap_cells
from geodata.materials.distribution import Distribution, distribute
from geodata.materials.papers import matrix_paper, print_paper, translate_paper, verdicts_paper
from geodata.materials.view import MaterialView, material_view, translate_next
from geodata.officers.coverage import coverage_by_area, coverage_by_rule, coverage_table
from geodata.officers.recruiting import by_area
from geodata.products.asked import BESIDE, Asked
from geodata.products.made import Made, MapMade, Product, TableMade
from geodata.public.wording import load_words
from geodata.records.partners import ask_about
from geodata.records.published import load_accountability
from geodata.whatif.outcome import WhatIf, need_differences, what_if, what_if_title
from planning.access.yearly import TITLE
from planning.errors import InputError, UnknownNameError
from planning.languages.groups import ENGLISH
from planning.materials.copies import CopyRates
from planning.materials.inventory import OUTREACH, VITAL
from planning.materials.translate_next import Purchase
from planning.officers.published import HAVE_COLUMNS
from planning.records.account_paper import accountability_paper, counts_table
from planning.records.half_years import read_half_year
from planning.records.years import read_year
from planning.verdicts.thresholds import VERDICT_COLUMNS
from planning.whatif.scenario import read_scenario
from planning.words.answers import decision_answer
from planning.words.formats import money
from planning.words.paper import Paper

UNSHOWN = ("document_id", "language_name", "asked_for", "refused")
"""Columns of a purchase that a file at the command line leaves out."""
BANDS = [f"{name}_{end}" for name in HAVE_COLUMNS for end in ("low", "high")]


def _day(asked: Asked) -> date:
    try:
        return date.fromisoformat(asked.text("day"))
    except ValueError as error:
        raise InputError("the file’s note has no day", fix="download the file again") from error


def _require_kept(asked: Asked) -> None:
    beside = asked.values.get(BESIDE)
    if beside:
        raise InputError(
            "this was made with a file that isn’t kept with the department, so it can’t be made again", value=beside
        )


def _need(opened: Opened, asked: Asked) -> TableMade:
    level = asked.text("level")
    make = answers.need_with_intervals if asked.flag("combined") else answers.need
    return TableMade(make(opened.prepared, level), f"Language need by {level}")


def _need_map(opened: Opened, asked: Asked) -> MapMade:
    level = asked.text("level")
    return MapMade("need", level, answers.need_with_intervals(opened.prepared, level), f"LEP residents by {level}")


def _view(opened: Opened, asked: Asked) -> MaterialView:
    _require_kept(asked)
    rule = answers.rule_of(opened.department, asked.text("rule"))
    return material_view(
        opened.prepared,
        rule,
        asked.text_or_none("read_at"),
        opened.holdings().inventory,
        opened.evidence(),
        also_open=asked.flag("also_open"),
        today=_day(asked),
    )


def _statement(view: MaterialView, asked: Asked) -> str:
    return view.decision.statement_on(_day(asked))


def _materials(opened: Opened, asked: Asked) -> TableMade:
    view = _view(opened, asked)
    table = view.details if asked.flag("all_columns") else view.details[list(VERDICT_COLUMNS)]
    return TableMade(table, f"Translated material by {view.level}", _statement(view, asked))


def _questions(opened: Opened, asked: Asked) -> TableMade:
    view = _view(opened, asked)
    title = "What would settle it: who and what to ask"
    return TableMade(view.questions(opened.department), title, _statement(view, asked))


def _where(opened: Opened, asked: Asked) -> TableMade:
    view, level = _view(opened, asked), asked.text("level")
    title = f"Where the people who qualify live, by {words_of(level).one}"
    return TableMade(view.where(opened.prepared, level), title, _statement(view, asked))


def _verdict_map(opened: Opened, asked: Asked) -> MapMade:
    view, level = _view(opened, asked), asked.text("level")
    where = view.where(opened.prepared, level)
    return MapMade("verdicts", level, where, f"Translation results by {level}", _statement(view, asked))


def _verdicts_paper(opened: Opened, asked: Asked) -> Paper:
    view = _view(opened, asked)
    answer = decision_answer(view.details, view.decision.read, words_of(view.level))
    return verdicts_paper(opened.department, view, answer, _day(asked))


def _matrix_paper(opened: Opened, asked: Asked) -> Paper:
    return matrix_paper(opened.department, _view(opened, asked), _day(asked))


def _officers(opened: Opened, asked: Asked) -> TableMade:
    _require_kept(asked)
    department, options = opened.department, asked.post_options()
    rule = answers.rule_of(department, asked.text("rule"))
    table = coverage_by_rule(opened.prepared, rule, options)
    if asked.flag("all_columns"):
        shown = table.drop(columns=BANDS, errors="ignore")
    else:
        shown = coverage_table(table, options.level)
    title = f"Bilingual coverage by {options.level or department.coarsest_level}"
    return TableMade(shown, title, rule.statement_on(_day(asked)))


def _coverage_map(opened: Opened, asked: Asked) -> MapMade:
    _require_kept(asked)
    department, options = opened.department, asked.post_options()
    rule = answers.rule_of(department, asked.text("rule"))
    table = coverage_by_rule(opened.prepared, rule, options)
    level, _ = gap_cells(department, table)
    rows = coverage_by_area(table, level)
    return MapMade("coverage", level, rows, f"Bilingual officers short by {level}", rule.statement_on(_day(asked)))


def _recruit(opened: Opened, asked: Asked) -> TableMade:
    level = asked.text("level")
    return TableMade(by_area(opened.prepared, level).drop(columns="hidden"), f"Bilingual residents by {level}")


def _change(opened: Opened, asked: Asked) -> TableMade:
    then, now, level = int(asked.number("then")), int(asked.number("now")), asked.text("level")
    surveys = open_surveys(opened.department.folder or DEMO, then, now)
    older, newer = survey_years(then), survey_years(now)
    return TableMade(survey_change(surveys, level), f"Change from {older} to {newer} by {level}")


def _change_map(opened: Opened, asked: Asked) -> MapMade:
    table = _change(opened, asked)
    return MapMade("change", asked.text("level"), table.frame, table.title)


def _what_if(opened: Opened, asked: Asked) -> TableMade:
    _require_kept(asked)
    scenario, level = read_scenario(asked.values.get("steps")), asked.text("level")
    differences = need_differences(what_if(opened.prepared, scenario), level)
    return TableMade(differences, what_if_title(scenario, level))


def _what_if_map(opened: Opened, asked: Asked) -> MapMade:
    _require_kept(asked)
    scenario, level = read_scenario(asked.values.get("steps")), asked.text("level")
    tried = what_if(opened.prepared, scenario)
    return what_if_map(tried, need_differences(tried, level), level)


def what_if_map(asked: WhatIf, differences: pd.DataFrame, level: str) -> MapMade:
    """Return the areas that a scenario would make, with their people now and then; areas that are gone are in none."""
    return MapMade(
        "whatif", level, differences, what_if_title(asked.scenario, level), department=asked.after.department
    )


def _copies(opened: Opened, asked: Asked) -> TableMade:
    shared = _shared(opened, asked)
    return TableMade(
        shared.copies, f"Copies by {shared.level}, document and language", _statement(_view(opened, asked), asked)
    )


def _print_paper(opened: Opened, asked: Asked) -> Paper:
    return print_paper(opened.department, _view(opened, asked), _shared(opened, asked), _day(asked))


def _prints(opened: Opened, asked: Asked) -> TableMade:
    return TableMade(_shared(opened, asked).prints, "For the printer", _statement(_view(opened, asked), asked))


def _shared(opened: Opened, asked: Asked) -> Distribution:
    rates = CopyRates({VITAL: asked.number("vital"), OUTREACH: asked.number("outreach")}, bundle=asked.whole("bundle"))
    return distribute(
        opened.prepared,
        _view(opened, asked),
        rates,
        asked.whole("places"),
        level=asked.text_or_none("level"),
        include_police=asked.flag("police"),
    )


def _purchase(opened: Opened, asked: Asked) -> tuple[MaterialView, Purchase]:
    view = _view(opened, asked)
    costs = asked.costs()
    wishes = (asked.pairs("in_any_case"), asked.pairs("not_now"))
    return view, translate_next(view.candidates(costs), asked.number("budget"), *wishes)


def _translate(opened: Opened, asked: Asked) -> TableMade:
    view, purchase = _purchase(opened, asked)
    rows = purchase.rows if asked.flag("all_columns") else purchase.rows.drop(columns=list(UNSHOWN))
    title = f"What to translate next, budget {money(asked.number('budget'))}"
    return TableMade(rows, title, _statement(view, asked))


def _translate_paper(opened: Opened, asked: Asked) -> Paper:
    return translate_paper(opened.department, *_purchase(opened, asked), _day(asked))


def _inside(opened: Opened, asked: Asked) -> TableMade:
    found = inside_groups(opened.prepared, asked.text("level"), asked.text_or_none("area"))
    return TableMade(ask_about(found, opened.store, opened.actor), "Languages inside combined groups")


def _access_plan(opened: Opened, asked: Asked) -> Paper:
    budget = None if asked.values.get("budget") is None else asked.number("budget")
    return access_plan(opened, PlanWishes(asked.text_or_none("chosen"), budget, _day(asked)))


def _year_wishes(asked: Asked) -> YearWishes:
    return YearWishes(read_year(asked.text("ending"), _day(asked)), asked.text_or_none("chosen"))


def _yearly_report(opened: Opened, asked: Asked) -> Paper:
    return yearly_paper(opened, year_facts(opened, _year_wishes(asked)))


def _yearly_figures(opened: Opened, asked: Asked) -> TableMade:
    wishes = _year_wishes(asked)
    return TableMade(yearly_table(opened, wishes), f"{TITLE}, {wishes.year.name if wishes.year else ''}")


def _ways(opened: Opened, asked: Asked) -> TableMade:
    del asked
    return TableMade(ways_table(opened), WAYS_TITLE)


def _ways_left(opened: Opened, asked: Asked) -> TableMade:
    level, use = asked.text("level"), asked.text("use")
    return TableMade(way_gaps(opened, level, use), f"{GAPS_TITLE}: {use}, by {level}")


def _brief(opened: Opened, asked: Asked) -> Paper:
    rule = answers.rule_of(opened.department, asked.text("rule"))
    place = place_asked(opened.prepared, asked.values)
    return Briefs(opened, rule, _day(asked)).paper(place, reasons=bool(asked.values.get("reasons")))


def _accountability_counts(opened: Opened, asked: Asked) -> TableMade:
    half = read_half_year(asked.text("half_year"))
    report = load_accountability(opened.store, opened.actor, half, asked.whole("floor"))
    return TableMade(counts_table(report), f"Community report, {half.name}")


def _accountability(opened: Opened, asked: Asked) -> Paper:
    half = read_half_year(asked.text("half_year"))
    report = load_accountability(opened.store, opened.actor, half, asked.whole("floor"))
    settings, spoken = opened.department.settings, asked.text_or_none("spoken")
    words = load_words(opened.store, opened.actor, spoken or ENGLISH, drafts=asked.flag("drafts"))
    return accountability_paper(report, settings.name, is_demo=settings.is_demo, words=words)


_EVIDENCE = ("local_evidence",)
_DOCUMENTS = ("local_evidence", "document", "translation")
_ACCOUNT = ("event", "attendance", "concern", "answer")
_OF_A_YEAR = (*_DOCUMENTS, *_ACCOUNT, "language_decision", "training", "way")
_CHANGES = "it lists records as they stood then, and they change with every save"
_SOLVED = "it was found by a search that may find another one as good"
_PERSONS = "it is about single officers, and holds what the roster and the records said then"

_PRODUCTS = (
    Product("need", _need),
    Product("map-need", _need_map),
    Product("materials", _materials, _EVIDENCE),
    Product("materials-where", _where, _EVIDENCE),
    Product("materials-questions", _questions, _EVIDENCE),
    Product("map-verdicts", _verdict_map, _EVIDENCE),
    Product("verdicts-paper", _verdicts_paper, _EVIDENCE),
    Product("documents-paper", _matrix_paper, _DOCUMENTS),
    Product("copies", _copies, _DOCUMENTS),
    Product("copies-prints", _prints, _DOCUMENTS),
    Product("copies-paper", _print_paper, _DOCUMENTS),
    Product("translate-next", _translate, _DOCUMENTS),
    Product("translate-paper", _translate_paper, _DOCUMENTS),
    Product("inside-groups", _inside, ("partner",)),
    Product("officers", _officers, ("language_decision",)),
    Product("map-coverage", _coverage_map, ("language_decision",)),
    Product("recruit", _recruit),
    Product("change", _change),
    Product("map-change", _change_map),
    Product("what-if", _what_if),
    Product("map-what-if", _what_if_map),
    Product("brief", _brief, BRIEF_RECORDS),
    Product("access-plan", _access_plan, (*_DOCUMENTS, "plan_text", "partner", "language_decision", "training", "way")),
    Product("yearly-report", _yearly_report, (*_OF_A_YEAR, "year_entry")),
    Product("yearly-figures", _yearly_figures, _OF_A_YEAR),
    Product("ways", _ways, ("way", "language_decision")),
    Product("ways-left", _ways_left, ("way", "language_decision")),
    Product("accountability-counts", _accountability_counts, _ACCOUNT),
    Product("accountability", _accountability, (*_ACCOUNT, "public_words")),
    Product("officers-exact", why_not=_PERSONS),
    Product("officers-tests", why_not=_PERSONS),
    Product("officers-moves", why_not=_PERSONS),
    Product("levers", why_not=_SOLVED),
    Product("training", why_not=_PERSONS),
    Product("roster", why_not=_PERSONS),
    Product("residents-near", why_not="its venues are as the records knew them then"),
    Product("hiring-events", why_not=_SOLVED),
    Product("interpreters", why_not="it goes by the bill that was counted then"),
    Product("meetings", why_not=_SOLVED),
    Product("season", why_not="its days were given around meetings that were on record then"),
    Product("documents", why_not=_CHANGES),
    Product("worksheet", why_not="half of it was written by hand"),
    Product("not-met", why_not=_CHANGES),
    Product("audit-trail", why_not=_CHANGES),
    Product("records", why_not=_CHANGES),
    Product("check", why_not="it says how the inputs were found then"),
    Product("example", why_not="it shows the working of a figure, which is in the need table"),
)
PRODUCTS: Mapping[str, Product] = MappingProxyType({product.name: product for product in _PRODUCTS})
"""Every product by its name."""


def find_product(name: str) -> Product:
    """Return the product of this name.

    Raises
    ------
    UnknownNameError
        If there is none: the file is of another version of the program, or somebody has changed its note.
    """
    if name not in PRODUCTS:
        raise UnknownNameError("product", name[:60], PRODUCTS)
    return PRODUCTS[name]


def make(opened: Opened, name: str, asked: Mapping[str, Any]) -> Made:
    """Make a product anew.

    Raises
    ------
    InputError
        If it cannot be made again, or what was asked cannot be read.
    """
    product = find_product(name)
    if product.make is None:
        raise InputError(f"this cannot be made again: {product.why_not}", value=name)
    return product.make(opened, Asked(asked))
