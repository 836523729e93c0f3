"""What is worked out beside a page: it fills in by itself, and the next change calls it off."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geodata.meetings import answers
from pages.parts.kept.beside import Done, Task, wait_for_turn
from planning.meetings.plan import MeetingPlan
from planning.wanted import require_wanted
from tests.pages.drawing import draw_page

SOON_S = 60
AT_ONCE = Task.at_once
"""As it is, before the tests of pages have every page wait."""


def test_a_task_hands_back_its_result_or_its_error() -> None:
    found = Task("question", lambda: 42)
    assert (done := found.wait(SOON_S)) is not None and done.result == 42
    failed: Task[float] = Task("question", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        failed.wait(SOON_S)


def test_a_task_that_is_called_off_stops_at_its_next_step_and_hands_back_nothing() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        go_on.wait(SOON_S)
        require_wanted()
        return "too late"

    task = Task("question", work)
    assert begun.wait(SOON_S) and not task.has_ended
    task.call_off()
    go_on.set()
    assert task.wait(SOON_S) is None and task.has_ended


def test_what_takes_long_lets_the_page_be_drawn_first_and_what_is_kept_comes_at_once() -> None:
    done: list[str] = []

    def work() -> str:
        wait_for_turn()
        done.append("begun")
        return "there"

    wait_for_turn()  # beside no page: nothing to wait for
    kept, long = Task("kept", lambda: "kept"), Task("long", work)
    assert kept.wait(SOON_S) == AT_ONCE(kept) == Done("kept")
    assert AT_ONCE(long) is None and not done
    long.begin()
    assert long.wait(SOON_S) == Done("there") and done == ["begun"]
    off = Task("off", work)
    off.call_off()
    assert off.wait(SOON_S) is None and done == ["begun"]


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption))


def tasks(app: AppTest) -> dict[str, Task[object]]:
    return app.session_state["tasks-beside"]  # type: ignore[no-any-return]


def test_a_plan_stands_at_once_its_proof_and_its_draws_come_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Task, "at_once", AT_ONCE)
    proving, seek = threading.Event(), answers.meeting_plan

    def sought_late(*asked: Any) -> MeetingPlan:
        proving.wait(SOON_S)
        return seek(*asked)

    monkeypatch.setattr(answers, "meeting_plan", sought_late)
    app = draw_page(monkeypatch, "meetings", meetings="11", reach="1900")
    assert "Checking whether any other is better" in text_of(app) and len(places(app)) == 11
    first = tasks(app)["meeting-plan"]
    app.number_input(key="meetings-count").set_value(10).run()
    assert first.wait(0) is None and len(places(app)) == 10
    proving.set()
    best = tasks(app)["meeting-plan"].wait(SOON_S)
    assert best is not None and isinstance(best.result, MeetingPlan)
    app.run()
    assert "Checking whether any other is better" not in text_of(app)
    assert "within the census’s margins" in text_of(app) and "In 8 of 10 test runs" not in text_of(app)
    assert tasks(app)["meeting-draws"].wait(SOON_S) is not None
    app.run()
    assert "In 8 of 10 test runs" in text_of(app) and "margins of error." not in text_of(app)
    assert [place.label.split(" · ")[1][:-2] for place in places(app)] == [site.name for site in best.result.sites]


def places(app: AppTest) -> list[object]:
    return [one for one in app.expander if " · " in one.label and one.label.startswith("**")]
