"""Where to meet: the plan, what lies behind it, how sure it is, and the best that differs.

The long ones are asked beside the page, in threads that have no screen: they show no spinner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st
from scipy.sparse import csr_array

from geodata.department.answers import PreparedDepartment
from geodata.meetings import answers as meeting_answers
from geodata.meetings.answers import MeetingDetail
from geodata.meetings.inputs import MeetingInputs, meeting_inputs
from geodata.meetings.travel import MeetingTravel, TravelFile
from pages.parts.kept.beside import Done, ask_beside, begin_beside, wait_for_turn
from planning.errors import SolverLimitError
from planning.meetings.alternatives import SecondBest
from planning.meetings.draws import PlanDraws
from planning.meetings.options import MeetingOptions
from planning.meetings.past import PastMeeting
from planning.meetings.plan import MeetingPlan

PLANS_KEPT = 32
PAGE_DRAWS, SECOND_S = 30, 6.0
"""Draws on the page, and seconds after which no further plan is sought."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a kept plan is known by.

    Attributes
    ----------
    content_hash : str
        The department's.
    options : MeetingOptions
        What is asked.
    past : tuple of PastMeeting
        Meetings held.
    file_mark : str
        That of the file of travel; empty without one.
    """

    content_hash: str
    options: MeetingOptions
    past: tuple[PastMeeting, ...] = ()
    file_mark: str = ""


BY_WORDS: dict[str | type[Any], Callable[[Any], Any]] = {Key: repr}
"""How a key is told from others: Streamlit would walk through all its wishes, for every part of a page."""
MadeFrom = tuple[PreparedDepartment, TravelFile | None]
"""What it is made from: the department, and the file of travel if there is one."""
Asked = tuple[Key, MadeFrom]

PLAN, DRAWS, SECOND = "meeting-plan", "meeting-draws", "meeting-second"
"""What is asked beside a page."""


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan as it stands: a good one at once, and the best once it is proven that there is none better."""

    plan: MeetingPlan
    is_final: bool


@st.cache_resource(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def inputs_of(key: Key, _made_from: MadeFrom) -> MeetingInputs:
    """Return what a plan is made from."""
    return meeting_inputs(_made_from[0], key.options, key.past)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False)
def not_counted(
    content_hash: str, languages: tuple[str, ...], include_outside: bool, _prepared: PreparedDepartment
) -> Mapping[str, float]:
    """Return whom a plan of these languages leaves out for theirs; see ``geodata.meetings.answers.not_counted``."""
    asked = MeetingOptions(languages=languages, include_outside=include_outside)
    return meeting_answers.not_counted(_prepared, asked)


def _ways(key: Key, made_from: MadeFrom) -> csr_array | None:
    travel = meeting_travel(key, made_from)
    return None if travel is None else travel.travel


@st.cache_resource(
    max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner="How far: along the streets, or by your table"
)
def meeting_travel(key: Key, _made_from: MadeFrom) -> MeetingTravel | None:
    """Return the ways in minutes; None where reach is a straight line."""
    file = _made_from[1]
    return None if file is None else file.travel(inputs_of(key, _made_from))


@st.cache_data(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def meeting_plan(key: Key, _made_from: MadeFrom) -> MeetingPlan:
    """Return where to meet."""
    wait_for_turn()
    return meeting_answers.meeting_plan(inputs_of(key, _made_from), _ways(key, _made_from))


@st.cache_data(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def quick_plan(key: Key, _made_from: MadeFrom) -> MeetingPlan:
    """Return a good plan at once, most often the best."""
    return meeting_answers.quick_meeting_plan(inputs_of(key, _made_from), _ways(key, _made_from))


@st.cache_resource(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def meeting_detail(key: Key, plan_mark: bytes, _plan: MeetingPlan, _made_from: MadeFrom) -> MeetingDetail:
    """Return whom a plan reaches and leaves out, and what more meetings would reach; ``plan_mark`` tells it apart."""
    return meeting_answers.meeting_detail(_plan, inputs_of(key, _made_from), _ways(key, _made_from))


@st.cache_resource(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def meeting_draws(key: Key, _made_from: MadeFrom) -> PlanDraws:
    """Return how much of the plan is only sampling error."""
    plan, inputs, ways = _behind(key, _made_from)
    wait_for_turn()
    table = _made_from[0].department.language
    return meeting_answers.meeting_draws(plan, inputs, table, ways, draws=PAGE_DRAWS)


@st.cache_resource(max_entries=PLANS_KEPT, hash_funcs=BY_WORDS, show_spinner=False)
def second_plan(key: Key, _made_from: MadeFrom) -> SecondBest | None:
    """Return the best plan that differs, and what it costs."""
    wait_for_turn()
    return meeting_answers.second_plan(*_behind(key, _made_from), seconds=SECOND_S)


def _behind(key: Key, made_from: MadeFrom) -> tuple[MeetingPlan, MeetingInputs, csr_array | None]:
    return meeting_plan(key, made_from), inputs_of(key, made_from), _ways(key, made_from)


def plan_now(key: Key, made_from: MadeFrom) -> PlanNow:
    """Return the best plan where it is known; else a good one, and have the best sought beside the page."""
    best = begin_beside(PLAN, key, lambda: meeting_plan(key, made_from))
    done = best.at_once()
    if done is None:
        with suppress(SolverLimitError):  # only the whole search finds a plan that keeps all wishes
            return PlanNow(quick_plan(key, made_from), False)
        best.begin()
        done = best.wait(None)
        assert done is not None
    return PlanNow(done.result, True)


def draws_now(key: Key, made_from: MadeFrom) -> Done[PlanDraws] | None:
    """Return the draws of the best plan where they are there, and have them made beside the page."""
    return ask_beside(DRAWS, key, lambda: meeting_draws(key, made_from))


def second_now(key: Key, made_from: MadeFrom) -> Done[SecondBest | None] | None:
    """Return the best plan that differs where it is known, and have it sought beside the page."""
    return ask_beside(SECOND, key, lambda: second_plan(key, made_from))


def plan_mark(plan: MeetingPlan) -> bytes:
    """Return what tells a plan from another of the same question."""
    return hashlib.sha256(plan.interpreted.tobytes()).digest()
