"""What a page knows: the department, the shared choice, and the answers, kept in ``pages.parts.kept``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.areas import Touches
from geodata.department.decision import Decision, decide
from geodata.department.findings import Finding
from geodata.department.rules import OwnRules, load_rules
from geodata.department.versions import Writer
from geodata.departments import Opened, departments_folder, first_department, folder_name
from geodata.maps.multiples import Outlines
from geodata.maps.shapes import AreaShapes
from geodata.materials.view import MaterialView
from geodata.meetings.answers import MeetingDetail
from geodata.meetings.inputs import MeetingInputs
from geodata.meetings.travel import MeetingTravel, TravelFile
from geodata.meetings.venue_records import load_model_facts
from geodata.officers.coverage import OfficerPlan
from geodata.officers.posts import LevelPosts
from geodata.officers.recruiting import HiringEvents
from geodata.officers.spellings import load_decisions
from geodata.records.department_writes import AuditTrail
from geodata.records.done import load_done
from geodata.records.engine import URL_VARIABLE
from geodata.records.seen import seen_in
from geodata.records.store import Store
from geodata.setup.draft import forget_old_drafts
from geodata.targets.on_record import load_targets
from pages.parts.kept import departments as kept_departments
from pages.parts.kept import meetings as kept_meetings
from pages.parts.kept import officers as kept_officers
from pages.parts.kept import tables as kept_tables
from pages.parts.kept.beside import Done
from pages.parts.kept.meetings import Asked, Key, PlanNow
from pages.parts.shell import one_department, state
from pages.parts.shell.shown import DEPARTMENT, named_in_address, shown_department
from pages.parts.shell.trail import keep_taker
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.materials.inventory import Inventory
from planning.materials.translate_next import Pair, Purchase
from planning.meetings.alternatives import SecondBest
from planning.meetings.draws import PlanDraws
from planning.meetings.options import MeetingOptions
from planning.meetings.plan import MeetingPlan
from planning.need.crosswalk import OUTSIDE
from planning.officers.options import PostOptions
from planning.records.roles import Actor, require_may
from planning.records.unserved import find_unserved
from planning.rules import ThresholdRule
from planning.targets.beside import Target
from planning.verdicts.thresholds import VERDICT_COLUMNS
from planning.vocabulary import DEPARTMENT_LEVEL

DEFAULT_POSTS = PostOptions()
"""Posts by the rule in force, at the level that is sensible for each language."""

Read = TypeVar("Read")

TRAVEL = "meeting-travel"
"""Where a session holds the file of travel somebody gave it."""


@dataclass(frozen=True, slots=True)
class Context(Opened):
    """What a page is drawn from: the department opened for whoever is looking, and the shared choice.

    Attributes
    ----------
    renew : callable
        Asks again who is looking: for a file that is made when it is taken, which may be long after the page was.
    level : str
        The level areas are shown at.
    area : str or None
        The chosen area of that level; None is the whole department.
    language : str
        The chosen language group, or ``all``.
    opened_by : mapping of role to titles
        The pages that each role may open.
    entries : mapping of path to Streamlit page
        For links between pages; empty where a page is drawn alone.
    """

    renew: Callable[[], Actor]
    level: str
    area: str | None
    language: str
    opened_by: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, StreamlitPage]
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What this run of the page has read already; a save begins another run."""

    def _once(self, name: str, read: Callable[[], Read]) -> Read:
        if name not in self._known:
            self._known[name] = read()
        read_before: Read = self._known[name]
        return read_before

    def evidence(self) -> pd.DataFrame:
        """Return the local evidence."""
        return self._once("evidence", super(Context, self).evidence)

    def targets(self) -> tuple[Target, ...]:
        """Return the targets the department has set, as far as whoever is looking may read what they are about."""
        return self._once("targets", lambda: load_targets(self))

    @property
    def seen(self) -> str:
        """The version that was on the screen before: what somebody who presses a button has seen."""
        return self.store.seen.version

    def writer(self, actor: Actor) -> Writer:
        """Return who writes to this department, noted in its audit trail; ``actor``: asked anew who it is."""
        return Writer(actor, AuditTrail(lambda: self.store))

    @property
    def in_address(self) -> dict[str, str | None]:
        """What the address of every page holds; None is left out, as what one sees without a choice is."""
        return {
            DEPARTMENT: named_in_address(),
            state.LEVEL: None if self.level == self.department.levels[0] else self.level,
            state.AREA: self.area,
            state.LANGUAGE: None if self.language == ALL else self.language,
        }

    @property
    def venues(self) -> pd.DataFrame:
        """The department's venues as a plain table; empty where it has none."""
        venues = self.department.venues
        return pd.DataFrame() if venues is None else pd.DataFrame(venues.drop(columns="geometry"))

    @property
    def venue_rows(self) -> Mapping[str, Mapping[str, Any]]:
        """What the venues file says, by venue id; empty where there is none."""
        return kept_departments.venue_rows(self.department.content_hash, self.prepared)

    @property
    def own_rules(self) -> OwnRules:
        """The rules this department has made."""
        return load_rules(self.department)

    @property
    def rule(self) -> ThresholdRule:
        """The threshold rule in force."""
        return self._once("rule", lambda: answers.rule_of(self.department))

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
        return LANGUAGE_IDS[0] if named.empty else str(named["language"].iloc[int(named["lep"].argmax())])

    def need(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table at a level, the chosen one unless told."""
        return kept_tables.need(self.department.content_hash, level or self.level, self.prepared)

    def need_with_intervals(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table with the interval with both errors, and where the ± is weak."""
        return kept_tables.need_with_intervals(self.department.content_hash, level or self.level, self.prepared)

    @property
    def places_coarsely(self) -> bool:
        """Whether people are placed by points coarser than census blocks, or by land alone."""
        return answers.places_coarsely(self.prepared)

    def decision(self, rule: ThresholdRule | None = None, level: str | None = None) -> Decision:
        """Return what a rule decides, the one in force unless told, at its own level unless told."""
        rule = rule or self.rule
        level = level or answers.level_of(self.department, rule)
        return decide(self.prepared, rule, level, details=self.verdict_details(rule, level))

    def verdicts(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts by a rule, the one in force unless told, with local evidence beside the census."""
        return self.verdict_details(rule, level)[list(VERDICT_COLUMNS)]

    def verdict_details(self, rule: ThresholdRule | None = None, level: str | None = None) -> pd.DataFrame:
        """Return the verdicts at the rule's own level unless told, with the kinds of doubt apart."""
        rule, evidence = rule or self.rule, self.evidence()
        level = level or answers.level_of(self.department, rule)
        key = (self.department.content_hash, rule.fingerprint, self.evidence_mark, level, self.today)
        return kept_tables.verdict_details(*key, rule, evidence, self.prepared)

    @property
    def evidence_mark(self) -> str:
        """What tells the local evidence from that of another moment."""
        return self._once("evidence-mark", lambda: mark_of(self.evidence()))

    def material_view(
        self, rule: ThresholdRule, level: str, inventory: Inventory, *, also_open: bool = False
    ) -> MaterialView:
        """Return what a rule asks for at a level, and what is there of it; see ``geodata.materials.view``."""
        held = f"{mark_of(inventory.documents)}{mark_of(inventory.translations)}"
        key = (self.department.content_hash, rule.fingerprint, self.evidence_mark, level, self.today, held, also_open)
        return kept_tables.view_of_materials(*key, rule, inventory, self.evidence(), self.prepared)

    def purchase(
        self,
        candidates: pd.DataFrame,
        budget: float,
        in_any_case: tuple[Pair, ...] = (),
        not_now: tuple[Pair, ...] = (),
    ) -> Purchase:
        """Return what a budget buys of translations; see ``geodata.materials.view.translate_next``."""
        return kept_tables.purchase(mark_of(candidates), budget, in_any_case, not_now, candidates)

    def level_posts(self, options: PostOptions = DEFAULT_POSTS) -> LevelPosts:
        """Return the posts, and why they are where they are."""
        return kept_officers.level_posts(
            self.department.content_hash, self.rule.fingerprint, options, self.rule, self.prepared
        )

    def published_speakers(self) -> pd.DataFrame:
        """Return the counts of officers fit to be seen outside the roster; empty without a roster."""
        return kept_officers.published_speakers(self.department.content_hash, self.prepared)

    def coverage(self, options: PostOptions = DEFAULT_POSTS) -> pd.DataFrame:
        """Return posts with who is there and what is lacking, from what is published of the roster."""
        key = (self.department.content_hash, self.rule.fingerprint)
        return kept_officers.coverage(*key, options, self.rule, self.prepared)

    def officer_plan(self, options: PostOptions = DEFAULT_POSTS, unit_minimum: int = 0) -> OfficerPlan:
        """Return exact figures and officers by their id.

        Raises
        ------
        AccessError
            If whoever is looking may not see the roster.
        """
        require_may(self.actor, "read", "roster")
        key = (self.department.content_hash, self.rule.fingerprint)
        return kept_officers.officer_plan(*key, options, unit_minimum, self.rule, self.prepared)

    def touches(self, level: str | None = None) -> Touches:
        """Return which areas of a level each area a record can name has ground in."""
        return kept_departments.touches(self.department.content_hash, level or self.level, self.prepared)

    @property
    def area_names(self) -> Mapping[str, str]:
        """Every area a record can name, the coarser levels first, with what it is called."""
        return kept_departments.area_names(self.department.content_hash, self.prepared)

    def recruiting(self, level: str | None = None) -> pd.DataFrame:
        """Return where bilingual residents live, small figures left out."""
        return kept_tables.recruiting(self.department.content_hash, level or self.level, self.prepared)

    @property
    def for_meetings(self) -> PreparedDepartment:
        """The department with what the records know better of its venues."""
        return self.with_venue_facts(self.prepared)

    def with_venue_facts(self, prepared: PreparedDepartment) -> PreparedDepartment:
        """Return another state of the department with what the records know better of its venues."""
        facts = self._once("model-facts", lambda: load_model_facts(self.store, self.actor))
        return kept_departments.with_facts(prepared.department.content_hash, facts, prepared)

    def meeting_inputs(self, options: MeetingOptions) -> MeetingInputs:
        """Return what a meeting plan is made from."""
        return kept_meetings.inputs_of(*self._asked(options))

    def not_counted(self, options: MeetingOptions) -> Mapping[str, float]:
        """Return whom a plan leaves out for their language; see ``geodata.meetings.answers.not_counted``."""
        prepared = self.for_meetings
        asked = (options.languages, options.include_outside)
        return kept_meetings.not_counted(prepared.department.content_hash, *asked, prepared)

    def meeting_plan(self, options: MeetingOptions, file: TravelFile | None = None) -> MeetingPlan:
        """Return where to meet; ``file`` is the file of travel, the one this session holds unless given."""
        return kept_meetings.meeting_plan(*self._asked(options, file))

    def _asked(self, options: MeetingOptions, file: TravelFile | None = None) -> Asked:
        if options.reach_minutes is None:
            file = None
        elif file is None:
            file = st.session_state.get(TRAVEL)
        prepared = self.for_meetings
        mark = "" if file is None else file.mark
        return Key(prepared.department.content_hash, options, self.past(options), mark), (prepared, file)

    def meeting_travel(self, options: MeetingOptions) -> MeetingTravel | None:
        """Return the ways in minutes; None where reach is a straight line."""
        return kept_meetings.meeting_travel(*self._asked(options))

    def plan_now(self, options: MeetingOptions) -> PlanNow:
        """Return the plan as it stands: a good one at once, the best once it is proven, beside the page."""
        return kept_meetings.plan_now(*self._asked(options))

    def draws_now(self, options: MeetingOptions) -> Done[PlanDraws] | None:
        """Return how much of the best plan is only sampling error; None as long as it is worked out."""
        return kept_meetings.draws_now(*self._asked(options))

    def second_now(self, options: MeetingOptions) -> Done[SecondBest | None] | None:
        """Return the best plan that differs, and what it costs; None as long as it is sought."""
        return kept_meetings.second_now(*self._asked(options))

    def meeting_detail(self, options: MeetingOptions, plan: MeetingPlan) -> MeetingDetail:
        """Return whom a plan reaches and leaves out, and what more meetings would reach."""
        key, made_from = self._asked(options)
        return kept_meetings.meeting_detail(key, kept_meetings.plan_mark(plan), plan, made_from)

    def unserved(self, months: int, level: str | None = None) -> pd.DataFrame:
        """Return where something has not been done; see ``planning.records.unserved.find_unserved``.

        Not cached: the records change with every save.
        """
        done = load_done(self.store, self.actor, self.touches(level), self._verified())
        return find_unserved(self.need(level), done, self.today, months)

    def people_of(self, rows: pd.DataFrame, level: str | None = None) -> tuple[float, float]:
        """Return the people of some areas and languages of a level together; see ``answers.people_of``."""
        return answers.people_of(self.prepared, level or self.level, rows)

    def people_by_area(self, rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
        """Return the people of each area of some areas and languages of the level; see ``answers.people_by_area``."""
        return answers.people_by_area(self.prepared, self.level, rows)

    def _verified(self) -> pd.DataFrame | None:
        """Return where a verified speaker serves, as far as it may be said; None without a roster."""
        return kept_officers.verified_places(self.department.content_hash, self.prepared)

    def residents_near(self, language: str, radius_m: float) -> pd.DataFrame:
        """Return the venues by bilingual residents within reach, small figures left out."""
        return kept_tables.residents_near(self.department.content_hash, language, radius_m, self.prepared)

    def hiring_events(self, language: str, radius_m: float, events: int) -> HiringEvents:
        """Return where hiring events reach most bilingual residents."""
        return kept_officers.hiring_events(self.department.content_hash, language, radius_m, events, self.prepared)

    def shapes(self, level: str | None = None) -> AreaShapes:
        """Return the outlines of a level."""
        return kept_departments.shapes(self.department.content_hash, level or self.level, self.prepared)

    def small_outlines(self) -> Outlines:
        """Return the outlines of the level for small maps."""
        return kept_departments.small_outlines(self.department.content_hash, self.level, self.prepared)

    def ground(self) -> tuple[bytes, str]:
        """Return water, parks and main roads, packed for a browser, and from whom they are; empty where none are."""
        department = self.department
        return kept_departments.ground(department.content_hash, department.version, self.prepared)

    def findings(self) -> tuple[Finding, ...]:
        """Return the check report."""
        return kept_departments.findings(self.department.content_hash, self.department.zone.key, self.prepared)


def mark_of(table: pd.DataFrame) -> str:
    """Return what tells a small table from another."""
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()


def known_areas(prepared: PreparedDepartment, level: str) -> tuple[str, ...]:
    """Return the ids of the areas of a level, in text order."""
    return tuple(sorted(set(prepared.department.area_groups(level).values())))


def records_of(where: str) -> Store:
    """Return the records of a department, whichever is shown."""
    return kept_departments.store_at(where, os.environ.get(URL_VARIABLE, ""), kept_departments.identity_at(where))


def open_records() -> Store:
    """Return the records of the department this session looks at."""
    return records_of(shown_department())


def open_first() -> None:
    """Open the department that this server shows first, and its records, before anybody asks; old drafts go."""
    forget_old_drafts(departments_folder())
    where = first_department()
    records_of(where)
    kept_departments.prepared_at(where, kept_departments.stamp_of(where))


def open_context(
    actor: Actor,
    opened_by: Mapping[str, tuple[str, ...]],
    entries: Mapping[str, StreamlitPage] | None = None,
    renew: Callable[[], Actor] | None = None,
) -> Context:
    """Open the department this session looks at, with its choice."""
    where = shown_department()
    one_department.hold_to(where)
    store = open_records()
    with st.spinner("Opening the department", show_time=False):
        stamp = kept_departments.stamp_of(where)
        kept_departments.settled(where, stamp, os.environ.get(URL_VARIABLE, ""), store)
        prepared = kept_departments.prepared_at(where, stamp)
        made = load_decisions(store)
        if made:
            prepared = kept_departments.with_decisions(where, stamp, tuple(sorted(made.items())), prepared)
    levels = prepared.department.levels
    level = state.read_choice(state.LEVEL, levels, levels[0]) or levels[0]
    area = state.read_choice(state.AREA, known_areas(prepared, level), None)
    language = state.read_choice(state.LANGUAGE, (ALL, *LANGUAGE_IDS), ALL) or ALL
    renew = renew or (lambda: actor)
    marks = f"{folder_name(prepared.department.settings.name)}-{store.today().isoformat()}"
    keep_taker(store, actor, renew, marks)
    store = store.as_seen(one_department.seen_before(seen_in(prepared.department)))
    return Context(prepared, store, actor, renew, level, area, language, opened_by, entries or {})
