"""Every page: populated, with all that may be missing missing, and failing."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES
from pages.parts.shell.access import ROLE_VARIABLE
from pages.parts.shell.page import ANYBODY, GROUPS
from planning.need.calibration import gap_sentence, hold_sentences, verdict_sentence
from tests.federal_claims import claims_in
from tests.pages.drawing import draw_page, every_view, open_section
from tests.pages.looking import Looked, everything_sent

Draw = Callable[..., AppTest]
PATHS = [page.path for page in PAGES]
ROOT = Path(__file__).resolve().parents[2]

SAID = {
    "overview": "residents** (give or take",
    "meetings": "residents** in their own language",
    "materials": "read for the whole department: **6 languages qualify** (threshold: 1,000 people): Spanish, Chinese",
    "coverage": "officers short**",
    "recruiting": "residents** speak Spanish",
    "roster": "240 officers**, **",
    "partners": "8 partners** serve 9 language groups. For **",
    "followup": "2 answers are overdue**, one by",
    "change": "clearly changed** from 2014–2018 to 2019–2023",
    "what_if": "No steps yet",
    "accountability": "meetings were held",
    "public": "**Spanish: 0 of 116 texts are reviewed.**",
    "setup": "was checked in",
    "method": "estimate of people for a whole area",
    "people": "3 people** and **1 group** of the sign-in may come in",
    "audit": "changes** by",
}
SAID_BARE = {
    "overview": "residents** (no margin of error",
    "meetings": "No venues yet",
    "materials": "**no language** clearly qualifies",
    "coverage": "No area** clearly needs a bilingual slot",
    "recruiting": "so we can’t count bilingual residents",
    "roster": "This department has no roster",
    "partners": "No partners** are listed. For **",
    "followup": "No concerns yet",
    "change": "has one survey",
    "what_if": "No steps yet",
    "accountability": "No meeting was held",
    "public": "**Spanish: 0 of 116 texts are reviewed.**",
    "setup": "was checked in",
    "method": "estimate of people for a whole area",
    "people": "There is no administrator yet",
    "audit": "No line of the audit trail answers to this",
}


@pytest.fixture(scope="module")
def looked() -> Iterator[Looked]:
    """Pages of the demo that are only looked at, drawn once."""
    with pytest.MonkeyPatch.context() as patch:
        yield Looked(partial(draw_page, patch))


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for kind in ("markdown", "caption", "info") for element in app.get(kind))


@pytest.mark.parametrize("role", ["coordinator", "recruiter", "commander", "viewer"])
def test_a_page_that_is_closed_to_a_role_shows_nothing_of_itself(
    draw: Draw, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    closed = [page for page in PAGES if not page.is_open_to(role)]
    assert closed
    for page in closed:
        app = draw(page.path)
        assert [error.value for error in app.error if "Your role can’t open" in error.value]
        assert not app.dataframe and SAID[page.path] not in text_of(app)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_the_demo_opens_with_its_answer_and_says_that_it_is_invented(looked: Looked, path: str) -> None:
    app = looked.at(path)
    assert not app.exception
    assert not app.error
    text = text_of(app)
    assert SAID[path] in text
    behind_the_badge = everything_sent(app)
    assert "Harbor Falls is made up" in behind_the_badge and "state code 99" in behind_the_badge
    assert "Census survey 20" in text and "text as of " in text


@pytest.mark.parametrize("path", [path for path in PATHS if path != "materials"])
def test_no_page_claims_federal_force(looked: Looked, path: str) -> None:
    """The page Materials is read section by section, in test_no_federal_force.py."""
    text = everything_sent(looked.at(path))
    assert "Harbor Falls" in text
    assert claims_in(text) == []


@pytest.mark.slow
@pytest.mark.parametrize("view", [view for view in every_view() if "section" in view], ids=str)
def test_every_section_opens_claims_no_federal_force_and_says_so_where_half_is_missing(
    draw: Draw, bare_department: Path, view: dict[str, str]
) -> None:
    app = draw(**view)
    assert not app.exception and not app.error
    assert claims_in(everything_sent(app)) == []
    bare = draw(department=bare_department, **view)
    assert not bare.exception and not bare.error


def test_what_is_only_looked_at_cannot_be_changed(looked: Looked) -> None:
    app = looked.at("method")
    with pytest.raises(AssertionError, match="only looked at"):
        app.run()
    with pytest.raises(AssertionError, match="only looked at"):
        app.sidebar.selectbox[0].set_value("beat").run()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_what_is_missing_instead_of_failing(draw: Draw, path: str, bare_department: Path) -> None:
    app = draw(path, bare_department)
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert SAID_BARE[path] in text_of(app).replace("\\", "")


@pytest.mark.parametrize("path", PATHS)
def test_a_department_that_is_not_there_ends_in_one_sentence(draw: Draw, path: str, tmp_path: Path) -> None:
    app = draw(path, tmp_path / "nowhere")
    assert [error.value.replace("\\", "")[:25] for error in app.error] == ["there is no department in"]
    assert not app.exception


def test_a_fault_is_a_sentence_with_an_id_and_its_traceback_is_in_the_log(
    draw: Draw, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("pages.parts.widgets.frame.show_shared_choice", lambda context: 1 / 0)
    with caplog.at_level(logging.ERROR, "common_tongue"):
        app = draw("method")
    (error,) = app.error
    incident = re.search(r"\*\*([0-9a-f]{8})\*\*", error.value)
    assert incident is not None and incident[1] in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in error.value


def test_an_area_and_a_language_in_the_address_are_taken_if_they_are_known(draw: Draw) -> None:
    app = draw("overview", level="DISTRICT", area="Millrace", language="korean")
    assert [box.value for box in app.sidebar.selectbox] == ["DISTRICT", "Millrace", "korean"]
    assert "Millrace" in [heading.value for heading in app.header]


@pytest.mark.parametrize(
    "query", [{"area": "<img src=x>"}, {"level": "nowhere"}, {"language": "klingon"}, {"area": "Millrace"}]
)
def test_an_unknown_value_in_the_address_is_left_out(draw: Draw, query: dict[str, str]) -> None:
    app = draw("overview", **query)
    assert not app.exception and not app.error
    assert [box.value for box in app.sidebar.selectbox] == ["beat", None, "all"]
    assert "img" not in str(app.query_params)


def test_another_rule_gives_other_verdicts(draw: Draw) -> None:
    app = draw("materials")
    before = app.markdown[0].value
    app.selectbox(key="materials-rule").set_value("dc_code_2_1933").run()
    assert not app.exception and not app.error
    assert app.markdown[0].value != before


def keys_of(app: AppTest, start: str) -> list[str]:
    return [button.key.removeprefix(start) for button in app.button if (button.key or "").startswith(start)]


def test_a_vetoed_place_leaves_the_plan_and_a_locked_one_stays(draw: Draw) -> None:
    app = draw("meetings")
    first = keys_of(app, "lock-")[0]
    app.session_state["meeting-vetoes"] = {first: "closed for repairs"}
    app.run()
    assert first not in keys_of(app, "lock-") and len(keys_of(app, "lock-")) == 6
    app.session_state["meeting-vetoes"] = {}
    app.session_state["meeting-locks"] = {first: ""}
    app.run()
    assert keys_of(app, "unlock-") == [first]


def test_the_registry_is_whole() -> None:
    assert [page.title for page in PAGES] == [
        "Overview",
        "Meetings",
        "Materials",
        "Bilingual coverage",
        "Recruiting",
        "Roster",
        "Partners",
        "Follow-up",
        "Change",
        "What if",
        "Community report",
        "Public papers",
        "Setup",
        "Method and trust",
        "People and roles",
        "Audit trail",
    ]
    for page in PAGES:
        assert page.render.__module__ == f"pages.{page.path}"
        assert page.group in GROUPS and page.roles <= ANYBODY
        assert page.icon.startswith(":material/")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_module_draws_nothing_when_it_is_run(path: str) -> None:
    tree = ast.parse((ROOT / "pages" / f"{path}.py").read_text(encoding="utf-8"))
    own = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    beside = [node for node in tree.body if not isinstance(node, own)]
    assert all(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in beside)


def test_method_says_in_two_sentences_how_often_the_margins_hold(looked: Looked) -> None:
    app = looked.at("method", section="holds")
    first, second = hold_sentences()
    assert f"{first} {second}" in text_of(app)
    assert verdict_sentence() in text_of(app)
    assert "Here, for all languages together" in app.markdown[0].value and "of 24 beats**" in app.markdown[0].value


def test_the_table_of_need_has_the_interval_with_both_errors_beside_the_two(looked: Looked) -> None:
    app = looked.at("overview", section="table")
    (table,) = [frame.value for frame in app.dataframe if "Likely range" in frame.value]
    assert list(table.columns).index("Likely range") == list(table.columns).index("Possible range") + 1
    assert "page Method and trust" in text_of(looked.at("overview", section="sure"))


def test_no_margin_is_praised_where_there_is_no_margin(draw: Draw, bare_department: Path) -> None:
    text = text_of(draw("method", bare_department))
    assert "we can’t say how often they are right" in text
    assert "known to be too small" not in text


def test_materials_gives_the_verdict_that_stands_and_shows_the_margins_beside_it(draw: Draw) -> None:
    app = draw("materials", level="beat")
    app.session_state["materials-read-at-hawaii_hrs_321c_3"] = "beat"
    app.run()
    assert "read by beat here (the rule itself: for the whole jurisdiction" in app.markdown[0].value.replace("\\", "")
    assert any("Not the rule's own level" in element.value for element in app.caption)
    (table,) = [frame.value for frame in app.dataframe if "By the margin alone" in frame.value]
    assert list(table.columns).index("By the margin alone") == list(table.columns).index("Result") + 1
    fallen = table[table["Result"] != table["By the margin alone"]]
    assert set(fallen["Result"]) == {"cannot tell"}
    assert f"**{len(fallen)} of " in text_of(app)
    assert f"of {len(table)} figures**" in text_of(app), "where the ± holds less often is said under the table"
    assert fallen["In doubt"].str.contains("split tract").all()
    app = open_section(app, "where")
    (heat,) = [frame.value for frame in app.dataframe if "Spanish" in frame.value and "Korean" in frame.value]
    assert (heat == "? split tract").to_numpy().sum() == len(fallen)


def test_coverage_says_how_often_a_gap_was_real(looked: Looked) -> None:
    assert gap_sentence() in text_of(looked.at("coverage", section="sure"))
