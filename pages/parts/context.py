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
from scipy.sparse import csr_array
from streamlit.navigation.page import StreamlitPage

from geodata import answers, officer_answers, recruit_answers
from geodata.answers import PreparedDepartment
from geodata.check import Finding, check_department
from geodata.demo_records import demo_store
from geodata.department import DEMO, DEPARTMENT_LEVEL, Department, open_department
from geodata.department_rules import OwnRules, load_rules
from geodata.departments import shown_department
from geodata.meeting_inputs import past_meetings
from geodata.meeting_travel import MeetingTravel, TravelFile
from geodata.officer_answers import LevelPosts, OfficerPlan, published_coverage
from geodata.records.areas import Touches, area_ref, area_touches
from geodata.records.decisions import decided, load_decisions
from geodata.records.documents import load_evidence
from geodata.records.done import load_done
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store
from geodata.records.store import Store
from geodata.records.upkeep import department_folder
from geodata.venue_records import VenueFacts, load_model_facts, with_venue_facts
from pages.parts import state
from pages.parts.shapes import AreaShapes, build_shapes
from pages.parts.trail import keep_taker
from planning.crosswalk import OUTSIDE
from planning.languages import ALL, LANGUAGE_IDS, NAMED_LANGUAGE_IDS
from planning.meetings.alternatives import SecondBest, second_best
from planning.meetings.coverage import covered_by
from planning.meetings.demand import Demand
from planning.meetings.draws import PlanDraws, draw_plans
from planning.meetings.met import PastMeeting
from planning.meetings.next_site import NextSite, next_site
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan, covered_points, left_out_by_area, reached_by_count
from planning.meetings.served import areas_served
from planning.meetings.sites import Sites
from planning.meetings.solve import cover, solve_meetings
from planning.not_met import not_met
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.options import PostOptions
from planning.roles import Actor, may, require_may
from planning.rules import ThresholdRule
from planning.thresholds import VERDICT_COLUMNS
from planning.translate_next import Pair, Purchase, choose_translations

DEFAULT_POSTS = PostOptions()
"""Posts by the rule in force, at the level that is sensible for each language."""

DEPARTMENTS_KEPT = 3
TABLES_KEPT = 64
OUTLINES_KEPT = 16
PLANS_KEPT = 32
TRAVEL = "meeting-travel"
"""Where a session holds the file of travel somebody gave it."""
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
    next_site : NextSite or None
        The one more meeting that would help most; see ``planning.meetings.next_site``.
    areas : mapping of site id to tuple of areas
        What each meeting is for, by what it really reaches; see ``planning.meetings.served``.
    """

    demand: Demand
    reached: pd.DataFrame
    left_out: pd.DataFrame
    curve: pd.DataFrame
    next_site: NextSite | None
    areas: Mapping[str, tuple[str, ...]]


Asked = tuple[str, MeetingOptions, tuple[PastMeeting, ...], str, TravelFile | None, PreparedDepartment]
"""What a kept plan is known by, with the file and the department it is made from."""


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

    def verdicts(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts by a rule, the one in force unless told, with local evidence beside the census."""
        return self.verdict_details(rule, level)[list(VERDICT_COLUMNS)]

    def verdict_details(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts with the kinds of doubt apart; see ``planning.thresholds.build_verdict_details``."""
        rule, evidence = rule or self.rule, self.evidence()
        told = hashlib.sha256(evidence.to_csv(index=False).encode()).hexdigest()
        key = (self.department.content_hash, rule.fingerprint, told, level or self.level, self.today)
        return _verdict_details(*key, rule, evidence, self.prepared)

    def purchase(
        self,
        candidates: pd.DataFrame,
        budget: float,
        in_any_case: tuple[Pair, ...] = (),
        not_now: tuple[Pair, ...] = (),
    ) -> Purchase:
        """Return what a budget buys of translations; see ``planning.translate_next.choose_translations``."""
        told = hashlib.sha256(candidates.to_csv(index=False).encode()).hexdigest()
        return _purchase(told, budget, in_any_case, not_now, candidates)

    def level_posts(self, options: PostOptions = DEFAULT_POSTS) -> LevelPosts:
        """Return the posts, and why they are where they are."""
        return _level_posts(self.department.content_hash, self.rule.fingerprint, options, self.rule, self.prepared)

    def published_speakers(self) -> pd.DataFrame:
        """Return the counts of officers fit to be seen outside the roster; empty without a roster."""
        return _published_speakers(self.department.content_hash, self.prepared)

    def coverage(self, options: PostOptions = DEFAULT_POSTS) -> pd.DataFrame:
        """Return posts with who is there and what is lacking, from what is published of the roster."""
        return published_coverage(self.department, self.level_posts(options).posts, self.published_speakers())

    def officer_plan(self, options: PostOptions = DEFAULT_POSTS, unit_minimum: int = 0) -> OfficerPlan:
        """Return exact figures and officers by their id.

        Raises
        ------
        AccessError
            If whoever is looking may not see the roster.
        """
        require_may(self.actor, "read", "roster")
        key = (self.department.content_hash, self.rule.fingerprint)
        return _officer_plan(*key, options, unit_minimum, self.rule, self.prepared)

    def touches(self, level: str | None = None) -> Touches:
        """Return which areas of a level each area a record can name has ground in."""
        return _touches(self.department.content_hash, level or self.level, self.prepared)

    def recruiting(self, level: str | None = None) -> pd.DataFrame:
        """Return where bilingual residents live."""
        return _recruiting(self.department.content_hash, level or self.level, self.prepared)

    @property
    def for_meetings(self) -> PreparedDepartment:
        """The department with what the records know better of its venues."""
        facts = load_model_facts(self.store, self.actor)
        return _with_facts(self.department.content_hash, facts, self.prepared) if facts else self.prepared

    def meeting_plan(self, options: MeetingOptions, file: TravelFile | None = None) -> MeetingPlan:
        """Return where to meet; ``file`` is the file of travel, the one this session holds unless given."""
        return _meeting_plan(*self._asked(options, file))

    def _asked(self, options: MeetingOptions, file: TravelFile | None = None) -> Asked:
        if options.reach_minutes is None:
            file = None
        elif file is None:
            file = st.session_state.get(TRAVEL)
        made_from = self.for_meetings
        digest = "" if file is None else file.mark
        return made_from.department.content_hash, options, self.past(options), digest, file, made_from

    def meeting_travel(self, options: MeetingOptions) -> MeetingTravel | None:
        """Return the ways in minutes; None where reach is a straight line."""
        return _meeting_travel(*self._asked(options))

    def past(self, options: MeetingOptions) -> tuple[PastMeeting, ...]:
        """Return the meetings that make people near them count less; none where that is not asked for."""
        if not options.met_discount or not self.may("read", "event"):
            return ()
        events = self.store.frame(self.actor, "event")
        return past_meetings(events, self.department, self.today, options.met_months)

    def meeting_draws(self, options: MeetingOptions) -> PlanDraws:
        """Return how much of a plan is only sampling error."""
        return _meeting_draws(*self._asked(options))

    def second_plan(self, options: MeetingOptions) -> SecondBest | None:
        """Return the best plan that differs, and what it costs."""
        return _second_plan(*self._asked(options))

    def meeting_detail(self, options: MeetingOptions) -> MeetingDetail:
        """Return whom a plan reaches and leaves out, and what more meetings would reach."""
        return _meeting_detail(*self._asked(options))

    def not_met(self, months: int, level: str | None = None) -> pd.DataFrame:
        """Return where something has not been done; see ``planning.not_met.not_met``.

        Not cached: the records change with every save.
        """
        done = load_done(self.store, self.actor, self.touches(level), self._able())
        return not_met(self.need(level), done, self.today, months)

    def people_of(self, rows: pd.DataFrame, level: str | None = None) -> tuple[float, float]:
        """Return the people of some areas and languages of a level together; see ``geodata.answers.people_of``."""
        return answers.people_of(self.prepared, level or self.level, rows)

    def _able(self) -> pd.DataFrame | None:
        """Return where a verified speaker serves; of a named language as far as it may be said.

        See ``geodata.answers.capable_officers``.
        """
        officers, told = answers.capable_officers(self.department), self.published_speakers()
        if officers is None or told.empty:
            return officers
        level = self.department.coarsest_level
        there = told["have_certified_low"] + told["have_tested_low"] > 0
        named = told[(told["level"] == level) & (told["shift"] == ALL_SHIFTS) & there][["area_id", "language"]]
        named = named.assign(area_id=[area_ref(level, area) for area in named["area_id"]])
        lumps = officers[~officers["language"].isin(NAMED_LANGUAGE_IDS)]
        return pd.concat([named, lumps], ignore_index=True)

    def standing(self, language: str, radius_m: float) -> pd.DataFrame:
        """Return the venues by bilingual residents within reach."""
        return _standing(self.department.content_hash, language, radius_m, self.prepared)

    def hiring_plan(self, options: MeetingOptions) -> MeetingPlan:
        """Return where hiring events reach most bilingual residents."""
        return _hiring_plan(self.department.content_hash, options, self.prepared)

    def shown_residents(self) -> pd.DataFrame:
        """Return which figures of bilingual residents may be shown, at every level."""
        return _shown_residents(self.department.content_hash, self.prepared)

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
        made = load_decisions(store)
        if made:
            prepared = _decided(where, _stamp(where), tuple(sorted(made.items())), prepared)
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


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _decided(
    where: str, stamp: str, decisions: tuple[tuple[str, str], ...], _undecided: PreparedDepartment
) -> PreparedDepartment:
    return decided(_undecided, dict(decisions))


@st.cache_resource(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _with_facts(content_hash: str, facts: VenueFacts, _prepared: PreparedDepartment) -> PreparedDepartment:
    return with_venue_facts(_prepared, facts)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _need(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.need(_prepared, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _promises(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.need_with_promises(_prepared, level)


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


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Solving: which translations serve most people for the money")
def _purchase(
    told: str, budget: float, in_any_case: tuple[Pair, ...], not_now: tuple[Pair, ...], _candidates: pd.DataFrame
) -> Purchase:
    return choose_translations(_candidates, budget, in_any_case=in_any_case, not_now=not_now)


@st.cache_resource(max_entries=TABLES_KEPT, show_spinner=False)
def _level_posts(
    content_hash: str, rule_name: str, options: PostOptions, _rule: ThresholdRule, _prepared: PreparedDepartment
) -> LevelPosts:
    return officer_answers.level_posts(_prepared, _rule, options)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner="Counting officers so that nobody can be made out")
def _published_speakers(content_hash: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return officer_answers.published_speakers(_prepared.department)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Solving: who to test, who to move, whom to hire")
def _officer_plan(
    content_hash: str, rule_name: str, options: PostOptions, unit_minimum: int, _rule: ThresholdRule,
    _prepared: PreparedDepartment,
) -> OfficerPlan:  # fmt: skip
    posts = _level_posts(content_hash, rule_name, options, _rule, _prepared).posts
    wishes = officer_answers.move_wishes(_prepared.department, unit_minimum)
    return officer_answers.officer_plan(_prepared, posts, options, wishes)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _touches(content_hash: str, level: str, _prepared: PreparedDepartment) -> Touches:
    return area_touches(_prepared.department, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _recruiting(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return answers.recruiting(_prepared, level)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How far: along the streets, or by your table")
def _meeting_travel(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingTravel | None:
    return None if _file is None else _file.travel(answers.meeting_inputs(_prepared, options, past))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: which places and languages reach most people")
def _meeting_plan(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingPlan:
    inputs = answers.meeting_inputs(_prepared, options, past)
    travel = _meeting_travel(content_hash, options, past, digest, _file, _prepared)
    return solve_meetings(inputs.demand, inputs.sites, options, travel=None if travel is None else travel.travel)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False)
def _meeting_detail(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> MeetingDetail:
    plan = _meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    demand, sites = inputs.demand, inputs.sites
    travel = _meeting_travel(content_hash, options, past, digest, _file, _prepared)
    coverage = cover(demand, sites, options) if travel is None else covered_by(travel.travel)
    most = max(options.meetings, len(plan.sites)) + CURVE_BEYOND
    return MeetingDetail(
        demand,
        covered_points(plan, demand, coverage),
        left_out_by_area(plan, demand, sites, coverage),
        reached_by_count(plan, demand, sites, coverage, options, most=most),
        next_site(plan, demand, sites, coverage, options),
        _areas(plan, demand, sites, options, coverage),
    )


def _areas(
    plan: MeetingPlan, demand: Demand, sites: Sites, options: MeetingOptions, coverage: csr_array
) -> Mapping[str, tuple[str, ...]]:
    row = {site_id: place for place, site_id in enumerate(sites.ids)}
    places = pd.DataFrame([{"site_id": s.site_id, "languages": s.languages} for s in plan.sites],
                          columns=["site_id", "languages"])  # fmt: skip
    within = coverage[:, [row[site.site_id] for site in plan.sites]]
    return areas_served(demand, places, options, csr_array(within))


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="How sure: redrawing the census figures within their margins")
def _meeting_draws(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> PlanDraws:
    plan = _meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    table = _prepared.department.language
    travel = _meeting_travel(content_hash, options, past, digest, _file, _prepared)
    ways = None if travel is None else travel.travel
    people, sites = inputs.demand, inputs.sites
    return draw_plans(plan, people, sites, table, options, travel=ways, draws=PAGE_DRAWS, seconds=DRAWING_S)


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner="Looking for the best plan that differs")
def _second_plan(
    content_hash: str,
    options: MeetingOptions,
    past: tuple[PastMeeting, ...],
    digest: str,
    _file: TravelFile | None,
    _prepared: PreparedDepartment,
) -> SecondBest | None:
    plan = _meeting_plan(content_hash, options, past, digest, _file, _prepared)
    inputs = answers.meeting_inputs(_prepared, options, past)
    travel = _meeting_travel(content_hash, options, past, digest, _file, _prepared)
    ways = None if travel is None else travel.travel
    return second_best(plan, inputs.demand, inputs.sites, options, travel=ways, seconds=SECOND_S)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _standing(content_hash: str, language: str, radius_m: float, _prepared: PreparedDepartment) -> pd.DataFrame:
    return recruit_answers.standing(_prepared, language, radius_m)


@st.cache_data(max_entries=PLANS_KEPT, show_spinner="Solving: where hiring events reach most bilingual residents")
def _hiring_plan(content_hash: str, options: MeetingOptions, _prepared: PreparedDepartment) -> MeetingPlan:
    return recruit_answers.hiring_plan(_prepared, options)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _shown_residents(content_hash: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    return recruit_answers.shown_residents(_prepared)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _shapes(content_hash: str, level: str, _prepared: PreparedDepartment) -> AreaShapes:
    return build_shapes(_prepared.department.areas(level), _prepared.department.settings.crs)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def _findings(content_hash: str, _prepared: PreparedDepartment) -> tuple[Finding, ...]:
    return check_department(_prepared)
