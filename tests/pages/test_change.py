"""Change: what the page answers on the demo, and what it says where nothing can be compared."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from planning.need.change_words import SIGNS
from tests.pages.looking import everything_sent

Draw = Callable[..., AppTest]


def test_the_page_answers_for_the_language_that_is_chosen_and_its_table_says_the_same(draw: Draw) -> None:
    app = draw("change", language="korean")
    assert not app.exception
    answer = app.markdown[0].value
    table = app.dataframe[0].value
    clear = table["Clear?"].isin([SIGNS["more"], SIGNS["fewer"]])
    assert f"**{clear.sum()} of 24 beats clearly changed** from 2014–2018 to 2019–2023" in answer
    assert "more**." in answer  # the department's own range, which leaves out zero
    app.segmented_control(key="change-section").set_value("languages").run()
    languages = app.dataframe[0].value.set_index("Language")
    assert languages.loc["Korean", "Clear?"] == SIGNS["more"]
    assert languages.loc["Spanish", "Clear?"] == SIGNS["fewer"]
    for section in ("both", "records", "sure"):
        app.segmented_control(key="change-section").set_value(section).run()
        assert not app.exception, section
    assert "share no year" in everything_sent(app)


def test_years_that_overlap_are_refused_where_they_are_chosen_and_nothing_else_is_shown(draw: Draw) -> None:
    app = draw("change")
    app.selectbox(key="change-from").set_value(2023).run()
    assert "cannot be compared with itself" in app.warning[0].value
    assert "Half-years of our own work" in [head.value for head in app.header]


def test_a_department_with_one_survey_is_told_what_to_do(draw: Draw, year) -> None:
    app = draw("change", year)
    assert not app.exception
    assert "has one survey" in everything_sent(app)
    assert "Half-years of our own work" in [head.value for head in app.header]


def test_a_chosen_area_tells_its_languages(draw: Draw) -> None:
    app = draw("change", language="korean", level="DISTRICT", area="North Harbor")
    told = "\n".join(block.value for block in app.markdown)
    assert "In North Harbor" in told or "North Harbor" in told
