"""The materials page as its people use it: a rule of one's own, evidence, cells that two change, a budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.access.access_plan import PlanWishes, access_plan
from geodata.demo.harbor_falls import build_demo
from geodata.department.department import load_department
from geodata.department.rules import load_rules, save_rule
from geodata.departments import open_for
from geodata.records.engine import open_store
from geodata.records.holdings import load_holdings
from pages.parts.materials.matrix import CELL_FORM
from pages.parts.materials.rules import BESIDE, FIELD, RULE
from planning.records.roles import Actor
from planning.rules import find_rule
from tests.pages.drawing import sentence_tables
from tests.pages.kept import Kept
from tests.pages.looking import nothing_cut

Draw = Callable[..., AppTest]
KIND = "school home languages"  # what Local Law 30 goes by
KIM = Actor("kim@pd.example", "coordinator")
ADMIN = Actor("ada@pd.example", "admin")


DOCUMENT = {"title": "Your rights", "document_class": "vital", "pages": 2, "words": 500}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    department = replace(build_demo(), roster=None)
    return Kept(department, tmp_path_factory.mktemp("materials"), lambda store: store.add(KIM, "document", DOCUMENT))


@pytest.fixture
def folder(kept: Kept) -> Path:
    """A department with one document in the records, and nothing else written down."""
    return kept.as_made()


def section(draw: Draw, folder: Path | str, name: str, level: str = "DISTRICT") -> AppTest:
    app = draw("materials", folder, level=level)
    return clean(show(app, name))


INSIDE = {
    "copies": "documents",
    "ways": "documents",
    "yearly": "documents",
    "plan": "documents",
    "worksheet": "evidence",
    "ask": "evidence",
}
"""What stands inside a section, beside what the section is called for."""


def show(app: AppTest, name: str) -> AppTest:
    outer = INSIDE.get(name, name)
    app.session_state["materials-section"] = outer
    if outer in INSIDE.values():
        app.session_state[f"materials-{outer}"] = name
    return app.run()


def clean(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    return app


def test_a_rule_of_ones_own_is_made_kept_and_used(draw: Draw, folder: Path) -> None:
    app = press(draw("materials", folder, level="DISTRICT"), "Make our own rule")
    clean(app)
    app.text_input(key=FIELD + "title").set_value("Chief's order 12")
    app.text_input(key=FIELD + "source").set_value("Order of 3 May 2026")
    app.number_input(key=FIELD + "share").set_value(None)
    app.number_input(key=FIELD + "count").set_value(300)
    press(app, "Save the rule")
    clean(app)
    rule = load_rules(load_department(folder)).rules["chief_s_order_12"]
    assert (rule.count, rule.share, rule.seen) == (300, None, "own")
    assert app.session_state[RULE] == "chief_s_order_12"
    assert "Chief's order 12, read for the whole department: **6 languages qualify**" in app.markdown[0].value
    again = draw("materials", folder, level="DISTRICT")
    options = again.selectbox(key=RULE).options
    assert any(option.startswith("Chief's order 12 (our own") for option in options)
    again.selectbox(key=RULE).set_value("chief_s_order_12").run()
    press(again, "Use this rule")
    clean(again)
    assert load_department(folder).settings.rule == "chief_s_order_12"
    assert "Translation rule: Chief's order 12" in draw("overview", folder).caption[0].value.replace("\\", "")
    trail = open_store(folder).audit(ADMIN, action="rule")
    assert trail["note"].tolist() == ["in use from now on: Chief's order 12", "kept: Chief's order 12"]


def test_several_rules_apply_at_once_and_each_says_its_own(draw: Draw, folder: Path) -> None:
    """The address holds them, the page and the saved rule go by all, and each one's verdict, binding and day stand."""
    app = clean(draw("materials", folder, rule="dc_code_2_1933", also="maryland_3_percent.nonsense", level="DISTRICT"))
    assert app.session_state[BESIDE] == ["maryland_3_percent"]
    both = find_rule("dc_code_2_1933+maryland_3_percent")
    assert any(both.title in text.value.replace("\\", "") for text in app.markdown)
    each = next(table for table in sentence_tables(app) if "Who must follow it" in table.columns)
    assert each["Rule"].tolist() == [rule.title for rule in map(find_rule, both.name.split("+"))]
    assert each["Qualify"].str.len().gt(0).all() and each["Due"].tolist() == ["no date", "July 1, 2027"]
    clean(press(app, "Use this rule"))
    assert load_department(folder).settings.rule == both.name
    again = clean(draw("materials", folder, level="DISTRICT"))
    assert (again.session_state[RULE], again.session_state[BESIDE]) == ("dc_code_2_1933", ["maryland_3_percent"])
    again.selectbox(key=RULE).set_value("maryland_3_percent").run()
    assert clean(again).session_state[BESIDE] == []


def test_a_rule_that_makes_no_sense_is_told_in_a_sentence_and_not_kept(draw: Draw, folder: Path) -> None:
    app = press(draw("materials", folder, level="DISTRICT"), "Make our own rule")
    app.text_input(key=FIELD + "title").set_value("Both")
    app.text_input(key=FIELD + "source").set_value("Order")
    app.number_input(key=FIELD + "top_n").set_value(5)
    press(app, "Save the rule")
    assert not app.exception
    assert "ranks languages and counts people at once" in app.error[0].value
    assert not load_rules(load_department(folder)).rules


def test_evidence_that_is_written_down_brings_a_hidden_language_in_by_use(draw: Draw, folder: Path) -> None:
    row = {
        "area_id": "DISTRICT:Old Port",
        "language": "other:Somali",
        "kind": KIND,
        "number": 412,
        "observed_from": date(2025, 1, 1),
        "observed_on": date(2025, 12, 31),
        "source": "line",
        "confidence": "high",
    }
    open_store(folder).add(KIM, "local_evidence", row)
    app = section(draw, folder, "evidence")
    assert "name **1 language**, 1 of them in combined groups" in app.markdown[0].value
    app.selectbox(key=RULE).set_value("nyc_ll30").run()
    beside = sentence_tables(clean(app))[0].iloc[0]
    assert (beside["Language"], beside["Counted here"]) == ("Somali", "412 pupils")
    assert beside["What the rule makes of use"].startswith("Qualifies by use of services: Somali, 412 pupils")
    assert "people" not in beside["Counted here"] and "±" in beside["Census: LEP residents"]
    show(app, "documents")
    assert "Somali · Soomaali" in clean(app).dataframe[0].value.columns


def test_a_cell_that_two_change_shows_the_second_both(draw: Draw, folder: Path) -> None:
    cell = (load_holdings(open_store(folder), KIM).inventory.documents["document_id"].iloc[0], "spanish")

    def opened() -> AppTest:
        from geodata.records.holdings import load_holdings as load
        from pages.parts.materials import matrix as material_matrix

        app = section(draw, folder, "documents")
        app.session_state[material_matrix.CELL] = cell
        held = load(open_store(folder), KIM)
        record = held.translations.get(cell)
        from pages.parts.forms.forms import Opened

        values = dict(record.values) if record else {"state": "none"}
        app.session_state[f"form-{CELL_FORM}"] = Opened(
            record.id if record else None, record.version if record else 0, values, "mark", open_store(folder).seen
        )
        return clean(app.run())

    def change(app: AppTest, state: str) -> AppTest:
        app.selectbox(key=f"{CELL_FORM}-mark-state").set_value(state)
        return press(app, "Save")

    clean(change(opened(), "draft"))
    first, second = opened(), opened()
    clean(change(first, "approved"))
    change(second, "withdrawn")
    assert not second.exception
    text = "\n".join(element.value for element in second.markdown)
    assert "Theirs" in text and "approved" in text and "withdrawn" in text
    assert load_holdings(open_store(folder), KIM).translations[cell]["state"] == "approved"
    press(second, "Keep theirs")
    assert load_holdings(open_store(folder), KIM).translations[cell]["state"] == "approved"


def test_a_larger_budget_never_buys_less_and_the_line_says_what_it_buys(draw: Draw) -> None:
    with nothing_cut():
        app = section(draw, "demo", "next")
    assert app.markdown[0].value.startswith("**\\$2,400.00 buys ")
    counts = []
    for budget in (0.0, 100.0, 2400.0, 100_000.0):
        app.number_input(key="translate-budget").set_value(budget).run()
        table = next(one.value for one in clean(app).dataframe if "Budget" in one.value)
        counts.append(int((table["Budget"] == "✓ bought").sum()))
    assert counts[0] == 0 and counts == sorted(counts) and counts[-1] > counts[1]
    assert table["Why"].str.len().min() > 80


def test_what_was_put_in_stays_while_another_section_is_shown(draw: Draw) -> None:
    app = section(draw, "demo", "next")
    app.number_input(key="translate-budget").set_value(100.0).run()
    app.number_input(key="price-word").set_value(0.5).run()
    bought = app.markdown[0].value
    show(app, "worksheet")
    app.text_area(key="worksheet-resources").set_value("Two staff translators").run()
    assert not [box.value for box in app.warning]
    show(app, "next")
    assert clean(app).markdown[0].value == bought and bought.startswith("**\\$100 buys ")
    show(app, "worksheet")
    assert app.text_area(key="worksheet-resources").value == "Two staff translators"


def test_copies_stand_by_run_and_place(draw: Draw) -> None:
    app = section(draw, "demo", "copies")
    prints = app.dataframe[0].value
    assert (prints["Copies"] % 25 == 0).all() and prints["Run"].is_monotonic_increasing
    places = app.dataframe[2].value
    assert {"Place", "Document", "Language", "Copies"} <= set(places.columns) and len(places) > 0


def test_the_worksheet_answers_two_questions_and_asks_two(draw: Draw) -> None:
    app = section(draw, "demo", "worksheet")
    headings = [heading.value for heading in app.header]
    assert [heading[:2] for heading in headings[:4]] == ["1\\", "2\\", "3\\", "4\\"]
    people, contacts = app.dataframe[0].value, app.dataframe[1].value
    assert len(people) == 12 and "interpreter calls" in contacts["Contacts"].iloc[0]
    assert set(people["By the rule (department)"]) == {"qualifies", "doesn’t qualify", "can’t tell"}


@pytest.mark.parametrize("name", ["evidence", "documents", "next", "copies", "worksheet"])
def test_a_department_with_nothing_written_down_says_so(draw: Draw, bare_department: Path, name: str) -> None:
    clean(show(draw("materials", bare_department), name))


def test_a_commander_reads_and_changes_nothing(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_TONGUE_ROLE", "commander")
    for name in ("evidence", "documents"):
        labels = {button.label for button in section(draw, "demo", name).button}
        assert not labels & {"Make our own rule", "Add local data", "Add a document"}


def bring(app: AppTest, name: str, text: str) -> AppTest:
    app.get("file_uploader")[0].set_value((name, text.encode(), "text/csv")).run()
    return app


def test_a_file_of_documents_shows_what_it_would_change_before_it_is_kept(draw: Draw, folder: Path) -> None:
    rows = "title,document_class,language,state,copies\nYour rights,vital,Korean,approved,40\nInvitation,outreach,,,\n"
    app = clean(bring(section(draw, folder, "documents"), "documents.csv", rows))
    assert "**3 changes:**" in [element.value for element in app.markdown]
    assert len(load_holdings(open_store(folder), KIM).documents) == 1
    clean(press(app, "Keep all of them"))
    held = load_holdings(open_store(folder), KIM)
    assert sorted(record["title"] for record in held.documents.values()) == ["Invitation", "Your rights"]
    assert held.inventory.translations[["language", "state", "copies"]].values.tolist() == [
        ["korean", "approved", 40.0]
    ]


def test_a_file_of_evidence_is_kept_or_told_by_row(draw: Draw, folder: Path) -> None:
    app = bring(section(draw, folder, "evidence"), "calls.csv", "area,language,number,date,source\nMars,Korean,5,x,L\n")
    assert "row 2: there is no area 'Mars'" in app.error[0].value.replace("\\", "")
    rows = "area,language,kind,calls,from,to,source\nOld Port,Somali,calls,90,2025-01-01,2025-12-31,Line\n"
    app = clean(bring(section(draw, folder, "evidence"), "calls.csv", rows))
    clean(press(app, "Keep 1 row"))
    kept = open_store(folder).frame(KIM, "local_evidence").iloc[0]
    assert (kept["area_id"], kept["language"], kept["number"]) == ("DISTRICT:Old Port", "other:Somali", 90.0)


def test_a_rule_for_beats_of_its_own_choice_is_answered_for_them_together(draw: Draw, folder: Path) -> None:
    day = date(2026, 1, 1)
    values = {
        "title": "Waterfront",
        "text": "200 people.",
        "jurisdiction": "here",
        "source": "Order 9",
        "count": 200,
        "base": "custom area",
        "areas": ("01", "02"),
        "as_of": day,
        "review_by": day,
    }
    save_rule(load_department(folder), values)
    app = draw("materials", folder, level="DISTRICT")
    app.selectbox(key=RULE).set_value("waterfront").run()
    told = "\n".join(element.value for element in clean(app).markdown).replace("\\", "")
    assert "Waterfront, read for beats 01, 02 together: **2 languages qualify**" in told
    warned = [element.value for element in app.warning]
    assert any("The review date (Jan. 1, 2026) has passed" in text for text in warned)


def test_a_section_of_the_plan_is_written_and_stands_in_the_next_plan(draw: Draw, folder: Path) -> None:
    app = section(draw, folder, "plan")
    assert any("12 sections" in one.value for one in app.markdown)
    assert any("the budget line for translations" in one.value for one in app.markdown)
    press(app, "Write a section")
    next(box for box in app.selectbox if box.label.startswith("Section")).set_value("budget")
    app.text_area[0].set_value("The council decides in June.")
    clean(press(app, "Save"))
    assert any("The council decides in June" in one.value for one in app.markdown)
    assert not any("the budget line for translations" in one.value for one in app.markdown)
    opened = open_for(folder, ADMIN)
    assert "The council decides in June." in repr(access_plan(opened, PlanWishes()).blocks)


def test_a_way_is_taken_over_from_a_published_list_and_counts_from_then_on(draw: Draw, folder: Path) -> None:
    app = section(draw, folder, "ways")
    assert any(
        "For a statement" in one.value and "Machines don’t count for a statement" in one.value for one in app.markdown
    )
    press(app, "Take over and edit")  # the first is an app, with its list
    next(box for box in app.checkbox if box.label.startswith("We don’t have this"))
    clean(press(app, "Save"))
    kept = open_store(folder).records(ADMIN, "way")
    assert [(record["way"], len(record["languages"])) for record in kept] == [("device", 18)]
    assert any("Translate app of a phone" in one.value for one in app.markdown)
    app.selectbox(key="way-use").set_value("routine").run()
    assert any("Machines add something for" in one.value for one in clean(app).markdown)


def test_the_yearly_report_asks_for_what_no_record_holds_and_keeps_the_year(draw: Draw, folder: Path) -> None:
    app = section(draw, folder, "yearly")
    assert any("of 18 items" in one.value for one in app.markdown)
    assert any("complaints in the year" in one.value for one in app.markdown)
    press(app, "Enter an item")
    next(box for box in app.selectbox if box.label.startswith("Item")).set_value("complaints")
    app.text_area[0].set_value("3, all answered")
    next(box for box in app.text_input if box.label.startswith("Where it is from")).set_value("Records office")
    clean(press(app, "Save"))
    assert any("3, all answered" in one.value for one in app.markdown)
    assert not any("complaints in the year" in one.value for one in app.markdown)
    clean(press(app, "Save these figures for next year"))
    kept = {record["item"] for record in open_store(folder).records(ADMIN, "year_entry")}
    assert {"complaints", "people", "languages"} <= kept
