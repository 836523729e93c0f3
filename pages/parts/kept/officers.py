"""Posts, who is there, and what would close the gap."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.answers import PreparedDepartment
from geodata.officers import coverage as officer_answers
from geodata.officers import places as officer_places
from geodata.officers import posts as officer_posts
from geodata.officers import recruiting as recruit_answers
from geodata.officers.coverage import OfficerPlan
from geodata.officers.posts import LevelPosts
from geodata.officers.recruiting import HiringEvents
from planning.officers.options import PostOptions
from planning.rules import ThresholdRule

DEPARTMENTS_KEPT = 3
TABLES_KEPT = 64
PLANS_KEPT = 32


@st.cache_resource(max_entries=TABLES_KEPT, show_spinner=False)
def level_posts(
    content_hash: str, rule_name: str, options: PostOptions, _rule: ThresholdRule, _prepared: PreparedDepartment
) -> LevelPosts:
    """Return the posts, and why they are where they are."""
    return officer_posts.level_posts(_prepared, _rule, options)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner="Counting officers so that no one can be identified")
def published_speakers(content_hash: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the counts of officers fit to be seen outside the roster."""
    return officer_answers.published_speakers(_prepared.department)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def coverage(
    content_hash: str, rule_name: str, options: PostOptions, _rule: ThresholdRule, _prepared: PreparedDepartment
) -> pd.DataFrame:
    """Return posts with who is there and what is lacking, from what is published of the roster."""
    posts = level_posts(content_hash, rule_name, options, _rule, _prepared).posts
    return officer_answers.published_coverage(_prepared.department, posts, published_speakers(content_hash, _prepared))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def verified_places(content_hash: str, _prepared: PreparedDepartment) -> pd.DataFrame | None:
    """Return where a verified speaker serves, as far as it may be said; None without a roster."""
    return officer_places.verified_places(_prepared.department, published_speakers(content_hash, _prepared))


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Solving: who to test, move, and hire")
def officer_plan(
    content_hash: str,
    rule_name: str,
    options: PostOptions,
    unit_minimum: int,
    _rule: ThresholdRule,
    _prepared: PreparedDepartment,
) -> OfficerPlan:
    """Return exact figures and officers by their id; ask first who is looking."""
    posts = level_posts(content_hash, rule_name, options, _rule, _prepared).posts
    wishes = officer_answers.move_wishes(_prepared.department, unit_minimum)
    return officer_answers.officer_plan(_prepared, posts, options, wishes)


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: where hiring events reach most bilingual residents")
def hiring_events(
    content_hash: str, language: str, radius_m: float, events: int, _prepared: PreparedDepartment
) -> HiringEvents:
    """Return where hiring events reach most bilingual residents."""
    return recruit_answers.hiring_events(_prepared, language, radius_m, events)
