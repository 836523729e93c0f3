"""What a page knows: the department, the shared choice, and the answers. The only module that caches.

A cache key is the department's content hash with the parameters, never a frame: Streamlit hashes a sample of a
large frame and would hand out the figures of another one. Cached frames come back as copies, so that a page
cannot change what another page or person sees.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geodata import answers
from geodata.answers import PreparedDepartment
from geodata.check import Finding, check_department
from geodata.crosswalk import stand_in_points
from geodata.demo_records import demo_store
from geodata.department import DEMO, DEPARTMENT_LEVEL, Department, open_department
from geodata.department_rules import OwnRules, load_rules
from geodata.departments import shown_department
from geodata.meeting_inputs import past_meetings
from geodata.records.areas import Touches, area_touches
from geodata.records.documents import load_evidence
from geodata.records.done import load_done
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.store import Store
from geodata.records.upkeep import department_folder
from pages.parts import state
from pages.parts.shapes import AreaShapes, build_shapes
from pages.parts.trail import keep_taker
from planning.crosswalk import OUTSIDE
from planning.followup import not_met
from planning.languages import ALL, LANGUAGE_IDS
from planning.meetings.alternatives import SecondBest, second_best
from planning.meetings.demand import Demand
from planning.meetings.draws import PlanDraws, draw_plans
from planning.meetings.met import PastMeeting
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, covered_points, left_out_by_area, reached_by_count
from planning.meetings.solve import cover
from planning.officers.gap import find_unplaced
from planning.officers.standing import build_standing
from planning.roles import Actor, may
from planning.rules import ThresholdRule
from planning.thresholds import VERDICT_COLUMNS

DEPARTMENTS_KEPT = 3
TABLES_KEPT = 64
OUTLINES_KEPT = 16
PLANS_KEPT = 32
PAGE_DRAWS, DRAWING_S, SECOND_S = 50, 6.0, 6.0
"""Draws on the page, and seconds after which no further draw is begun and no further plan sought."""
CURVE_BEYOND = 6
"""How many more meetings than asked for the curve goes on."""


@dataclass(frozen=True, slots=True, eq=False)
class MeetingDetail:
    """What lies behind a plan.

    Attributes
    ----------
    demand : Demand
    reached : DataFrame
        Persons reached, demand points x languages; see ``planning.meetings.plan.covered_points``.
    left_out, curve : DataFrame
        See ``left_out_by_area`` and ``reached_by_count`` there.
    """

    demand: Demand
    reached: pd.DataFrame
    left_out: pd.DataFrame
    curve: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Context:
    """What a page is drawn from.

    Attributes
    ----------
    prepared : PreparedDepartment
    store : Store
        The department's records.
    actor : Actor
        Who is looking; see ``pages.parts.access``. Every question to the store names them.
    renew : callable
        Asks again who is looking: for a file that is made when it is taken, which may be long after the page was.
    level : str
        The level areas are shown at.
    area : str or None
        The chosen area of that level; None is the whole department.
    language : str
        The chosen language group, or ``all``.
    entries : mapping of path to Streamlit page
        For links between pages; empty where a page is drawn alone.
    """

    prepared: PreparedDepartment
    store: Store
    actor: Actor
    renew: Callable[[], Actor]
    level: str
    area: str | None
    language: str
    entries: Mapping[str, StreamlitPage]

    def may(self, action: str, kind: str) -> bool:
        """Return whether whoever is looking may do this; the store asks again."""
        return may(self.actor, action, kind)

    @property
    def today(self) -> date:
        """The day it is, as the records have it."""
        return self.store.clock().date()

    @property
    def department(self) -> Department:
        """The department."""
        return self.prepared.department

    @property
    def own_rules(self) -> OwnRules:
        """The rules this department has made."""
        return load_rules(self.department)

    @property
    def rule(self) -> ThresholdRule:
        """The threshold rule in force."""
        return answers.rule_of(self.department)

    def evidence(self) -> pd.DataFrame:
        """Return the local evidence, for whoever may read it. Not cached: the records change with every save."""
        return load_evidence(self.store, self.actor)

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The areas of the level, in text order."""
        return known_areas(self.prepared, self.level)

    @property
    def one_language(self) -> str:
        """The chosen language or, where all are chosen, the one that most people here need."""
        if self.language != ALL:
            return self.language
        whole = self.need(DEPARTMENT_LEVEL)
        named = whole[(whole["area_id"] != OUTSIDE) & (whole["language"] != ALL)].dropna(subset="lep")
        return LANGUAGE_IDS[0] if named.empty else str(named.loc[named["lep"].idxmax(), "language"])

    def need(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table at a level, the chosen one unless told."""
        return _need(self.department.content_hash, level or self.level, self.prepared)

    def promises(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table with the interval with both errors, and where the promise of the ± is weak."""
        return _promises(self.department.content_hash, level or self.level, self.prepared)

    @property
    def places_coarsely(self) -> bool:
        """Whether people are placed by points coarser than census blocks, or by land alone."""
        return answers.places_coarsely(self.prepared)

    def verdicts_with_both_errors(self, rule: ThresholdRule | None = None) -> pd.DataFrame:
        """Return the verdicts that count the boundary too, to stand beside those of ``verdicts``."""
        rule = rule or self.rule
        return _verdicts_with_both_errors(
            self.department.content_hash, rule.fingerprint, self.level, rule, self.prepared
        )

    def verdicts(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts by a rule, the one in force unless told, with local evidence beside the census."""
        return self.verdict_details(rule, level)[list(VERDICT_COLUMNS)]

    def verdict_details(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts with the kinds of doubt apart; see ``planning.thresholds.build_verdict_details``."""
        rule, evidence = rule or self.rule, self.evidence()
        told = hashlib.sha256(evidence.to_csv(index=False).encode()).hexdigest()
        key = (self.department.content_hash, rule.fingerprint, told, level or self.level, self.today)
        return _verdict_details(*key, rule, evidence, self.prepared)

    def coverage(self, level: str | None = None) -> pd.DataFrame:
        """Return posts and gaps by area, shift and language, at the level where posts are set unless told."""
        level = level or self.department.coarsest_level
        return _coverage(self.department.content_hash, self.rule.fingerprint, level, self.rule, self.prepared)

    def touches(self, level: str | None = None) -> Touches:
        """Return which areas of a level each area a record can name has ground in."""
        return _touches(self.department.content_hash, level or self.level, self.prepared)

    def recruiting(self, level: str | None = None) -> pd.DataFrame:
        """Return where bilingual residents live."""
        return _recruiting(self.department.content_hash, level or self.level, self.prepared)

    def meeting_plan(self, options: MeetingOptions) -> MeetingPlan:
        """Return where to meet."""
        return _meeting_plan(self.department.content_hash, options, self.past(options), self.prepared)

    def past(self, options: MeetingOptions) -> tuple[PastMeeting, ...]:
        """Return the meetings that make people near them count less; none where that is not asked for."""
        if not options.met_discount or not self.may("read", "event"):
            return ()
        events = self.store.frame(self.actor, "event")
        return past_meetings(events, self.department, self.today, options.met_months)

    def meeting_draws(self, options: MeetingOptions) -> PlanDraws:
        """Return how much of a plan is only sampling error."""
        return _meeting_draws(self.department.content_hash, options, self.past(options), self.prepared)

    def second_plan(self, options: MeetingOptions) -> SecondBest | None:
        """Return the best plan that differs, and what it costs."""
        return _second_plan(self.department.content_hash, options, self.past(options), self.prepared)

    def meeting_detail(self, options: MeetingOptions) -> MeetingDetail:
        """Return whom a plan reaches and leaves out, and what more meetings would reach."""
        return _meeting_detail(self.department.content_hash, options, self.past(options), self.prepared)

    def not_met(self, months: int, level: str | None = None) -> pd.DataFrame:
        """Return where something has not been done; see ``planning.followup.not_met``.

        Not cached: the records change with every save.
        """
        officers = answers.capable_officers(self.department)
        done = load_done(self.store, self.actor, self.touches(level), officers)
        return not_met(self.need(level), done, self.today, months)

    def unplaced(self) -> pd.DataFrame:
        """Return the speakers of the roster that no area and shift counts."""
        gap = self.coverage()
        units = answers.unit_areas(self.department, self.department.coarsest_level)
        return find_unplaced(gap, self.department.roster, units)

    def standing(self, language: str) -> pd.DataFrame:
        """Return the venues by bilingual residents within reach."""
        return _standing(self.department.content_hash, language, self.prepared)

    def shapes(self, level: str | None = None) -> AreaShapes:
        """Return the outlines of a level."""
        return _shapes(self.department.content_hash, level or self.level, self.prepared)

    def findings(self) -> tuple[Finding, ...]:
        """Return the check report."""
        return _findings(self.department.content_hash, self.prepared)


def known_areas(prepared: PreparedDepartment, level: str) -> tuple[str, ...]:
    """Return the ids of the areas of a level, in text order."""
    return tuple(sorted(set(prepared.department.area_groups(level).values())))


def open_records() -> Store:
    """Return the records of the department the server shows.

    The demo's are made when the program starts and are gone when it ends.
    """
    where = shown_department()
    address = os.environ.get(URL_VARIABLE, "")
    if where == DEMO and not address:
        return demo_store()
    return _store(where, address)


def open_context(
    actor: Actor,
    entries: Mapping[str, StreamlitPage] | None = None,
    renew: Callable[[], Actor] | None = None,
) -> Context:
    """Open the department the server shows, with the choice of this session."""
    where = shown_department()
    store = open_records()
    with st.spinner("Opening the department", show_time=False):
        prepared = _prepared(where, _stamp(where))
    levels = prepared.department.levels
    level = state.read_choice(state.LEVEL, levels, levels[0]) or levels[0]
    area = state.read_choice(state.AREA, known_areas(prepared, level), None)
    language = state.read_choice(state.LANGUAGE, (ALL, *LANGUAGE_IDS), ALL) or ALL
    state.write_address({state.LEVEL: level, state.AREA: area, state.LANGUAGE: language})
    renew = renew or (lambda: actor)
    keep_taker(store, actor, renew)
    return Context(prepared, store, actor, renew, level, area, language, entries or {})


def records_of(where: str) -> Store:
    """Return the records of a department folder, whichever the server shows."""
    return _store(where, os.environ.get(URL_VARIABLE, ""))


def outline_shapes(key: str, areas: gpd.GeoDataFrame) -> AreaShapes:
    """Return the outlines of areas that are no department yet.

    Parameters
    ----------
    key : str
        Says what the areas depend on: equal key, equal areas.
    areas : GeoDataFrame
        ``area_id`` and polygons in EPSG:4326.
    """
    return _outline_shapes(key, areas)


@st.cache_data(max_entries=OUTLINES_KEPT, show_spinner="Drawing the map")
def _outline_shapes(key: str, _areas: gpd.GeoDataFrame) -> AreaShapes:
    return build_shapes(_areas, str(_areas.estimate_utm_crs()))


def _stamp(where: str) -> str:
    """Return what changes when somebody saves the department anew; its records change all the time and do not."""
    if where == DEMO or not Path(where).is_dir():
        return ""
    files = sorted(file for file in Path(where).glob("*.*") if not file.name.startswith(RECORDS_FILE))
    return ";".join(f"{file.name}:{file.stat().st_mtime_ns}:{file.stat().st_size}" for file in files)


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _store(where: str, address: str) -> Store:
    return open_store(None if where == DEMO else department_folder(where), address)


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _prepared(where: str, stamp: str) -> PreparedDepartment:
    return answers.prepare(open_department(where))


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _need(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.need(_prepared, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _promises(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.need_with_promises(_prepared, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _verdicts_with_both_errors(
    content_hash: str, fingerprint: str, level: str, _rule: ThresholdRule, _prepared: PreparedDepartment
) -> pd.DataFrame:
    return answers.verdicts_with_both_errors(_prepared, _rule, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _verdict_details(
    content_hash: str,
    fingerprint: str,
    told: str,
    level: str,
    today: date,
    _rule: ThresholdRule,
    _evidence: pd.DataFrame,
    _prepared: PreparedDepartment,
) -> pd.DataFrame:
    return answers.verdict_details(_prepared, _rule, level, _evidence, today)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _coverage(
    content_hash: str, rule_name: str, level: str, _rule: ThresholdRule, _prepared: PreparedDepartment
) -> pd.DataFrame:
    return answers.coverage(_prepared, _rule, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _touches(content_hash: str, level: str, _prepared: PreparedDepartment) -> Touches:
    return area_touches(_prepared.department, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _recruiting(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.recruiting(_prepared, level)


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: which places and languages reach most people")
def _meeting_plan(
    content_hash: str, options: MeetingOptions, past: tuple[PastMeeting, ...], _prepared: PreparedDepartment
) -> MeetingPlan:
    return answers.meeting_plan(_prepared, options, past)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False)
def _meeting_detail(
    content_hash: str, options: MeetingOptions, past: tuple[PastMeeting, ...], _prepared: PreparedDepartment
) -> MeetingDetail:
    plan = _meeting_plan(content_hash, options, past, _prepared)
    demand, sites = answers.demand(_prepared, options), answers.sites(_prepared, options)
    coverage = cover(demand, sites, options)
    most = max(options.meetings, len(plan.sites)) + CURVE_BEYOND
    return MeetingDetail(
        demand,
        covered_points(plan, demand, coverage),
        left_out_by_area(plan, demand, sites, coverage),
        reached_by_count(plan, demand, sites, coverage, options, most=most),
    )


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How sure: redrawing the census figures within their margins")
def _meeting_draws(
    content_hash: str, options: MeetingOptions, past: tuple[PastMeeting, ...], _prepared: PreparedDepartment
) -> PlanDraws:
    plan = _meeting_plan(content_hash, options, past, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    table = _prepared.department.language
    return draw_plans(plan, inputs.demand, inputs.sites, table, options, draws=PAGE_DRAWS, seconds=DRAWING_S)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Looking for the best plan that differs")
def _second_plan(
    content_hash: str, options: MeetingOptions, past: tuple[PastMeeting, ...], _prepared: PreparedDepartment
) -> SecondBest | None:
    plan = _meeting_plan(content_hash, options, past, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    return second_best(plan, inputs.demand, inputs.sites, options, seconds=SECOND_S)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _standing(content_hash: str, language: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    everywhere = MeetingOptions(include_police=True)
    venues = answers.sites(_prepared, everywhere).candidates
    department = _prepared.department
    points = _prepared.join.points if department.population is not None else stand_in_points(department)
    return build_standing(points, department.language, venues, language, department.settings.radius_m)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _shapes(content_hash: str, level: str, _prepared: PreparedDepartment) -> AreaShapes:
    return build_shapes(_prepared.department.areas(level), _prepared.department.settings.crs)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _findings(content_hash: str, _prepared: PreparedDepartment) -> tuple[Finding, ...]:
    return check_department(_prepared)
