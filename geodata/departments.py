"""The one door to a department: which there are, which one a server shows, and opening one with its records.

``COMMON_TONGUE_DEPARTMENT`` names one department and pins the server to it. Without it, a server shows first the one
that was last chosen for that on the Set-up page when it started, and the demo if none was; opening another is a matter
of one visitor (``pages.parts.shell.shown``). Departments made on that page are kept in ``COMMON_TONGUE_DEPARTMENTS``, a
folder of folders, which several servers may share.

Screens and commands come in here, so that neither knows less of a department than the other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geodata.demo.harbor_falls import DEMO_ZONE, build_demo
from geodata.demo.records import DEMO_SEEN, demo_store
from geodata.department.answers import PreparedDepartment, prepare
from geodata.department.department import DEMO, Department, load_department
from geodata.department.local_time import zone_in
from geodata.department.versions import Writer, is_department
from geodata.files.names import plain_name
from geodata.meetings.board import board_calendar, days_on_board
from geodata.meetings.inputs import MeetingInputs, meeting_days, meeting_inputs, past_meetings
from geodata.meetings.own_days import as_observances, department_days, load_own_days
from geodata.meetings.season import season_packs
from geodata.meetings.venue_records import VenueRecords, load_model_facts, load_venue_records, with_venue_facts
from geodata.officers.spellings import decided, load_decisions
from geodata.records.department_writes import has_records, settle_writes, trail_in
from geodata.records.documents import load_evidence
from geodata.records.engine import RECORDS_FILE, URL_VARIABLE, open_store, open_temporary_store
from geodata.records.holdings import Holdings, load_holdings
from geodata.records.plans import kept_season, plan_options
from geodata.records.seen import seen_in
from geodata.records.store import Store
from geodata.records.upkeep import department_folder
from geodata.records.work import Record
from planning.errors import InputError
from planning.meetings.options import MeetingOptions
from planning.meetings.past import PastMeeting
from planning.meetings.season.observances import Observance
from planning.meetings.season.pack import MeetingPack
from planning.meetings.season.season import SeasonWishes
from planning.records.roles import Actor, may

DEPARTMENT_VARIABLE = "COMMON_TONGUE_DEPARTMENT"
DEPARTMENTS_VARIABLE = "COMMON_TONGUE_DEPARTMENTS"
FIRST_FILE = "shown.txt"
"""Holds the folder name of the department that the next server to start shows first; read once, at the start."""
_first_here: dict[Path, str] = {}
"""What this server shows first, for each folder of departments: no other server changes it."""


def departments_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder that departments made on the Set-up page are kept in; it need not be there yet.

    Examples
    --------
    >>> departments_folder({"COMMON_TONGUE_DEPARTMENTS": "/srv/outreach"}).as_posix()
    '/srv/outreach'
    """
    given = os.environ if environment is None else environment
    if given.get(DEPARTMENTS_VARIABLE):
        return Path(given[DEPARTMENTS_VARIABLE])
    base = given.get("XDG_DATA_HOME") or given.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "common-tongue" / "departments"


def pinned_department(environment: Mapping[str, str] | None = None) -> str:
    """Return the department the operator pinned the server to; empty if none."""
    given = os.environ if environment is None else environment
    return given.get(DEPARTMENT_VARIABLE, "")


def first_department() -> str:
    """Return the department this server shows to whoever has opened no other: a folder, or the word ``demo``.

    What another server of the same folder of departments is told meanwhile changes nothing here.
    """
    pinned = pinned_department()
    if pinned:
        return pinned
    folder = departments_folder()
    if folder not in _first_here:
        try:
            _first_here[folder] = (folder / FIRST_FILE).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            _first_here[folder] = DEMO
    return known_department(_first_here[folder]) or DEMO


def known_department(name: str) -> str | None:
    """Return where a department of this server's folder is, or the word ``demo``; None if there is none of that name.

    ``name`` may come from anybody's link: it is compared with the folders that are there, and never made a path.

    Examples
    --------
    >>> known_department("demo"), known_department("../../etc")
    ('demo', None)
    """
    if name == DEMO:
        return DEMO
    return next((str(kept) for kept in kept_departments() if kept.name == name), None)


def kept_departments() -> tuple[Path, ...]:
    """Return the departments in the server's folder, by name."""
    try:
        found = [folder for folder in departments_folder().iterdir() if is_department(folder)]
    except OSError:
        return ()
    return tuple(sorted(folder for folder in found if not folder.name.startswith(".")))


def require_choice(name: str) -> str:
    """Return where a department is that somebody wants to see on this server.

    Raises
    ------
    InputError
        If the server is pinned to a department, or there is no such department.
    """
    if pinned_department():
        raise InputError(
            f"this server was started for one department ({DEPARTMENT_VARIABLE})",
            fix="start it without, or for another",
        )
    where = known_department(name)
    if where is None:
        raise InputError(f"there is no department {name!r} in the server's folder", fix="choose one that is there")
    return where


def show_first(name: str) -> None:
    """Have this server show a department of its folder, or the demo, to whoever has opened no other.

    It is what the next server to start shows first too; servers that run already go on as they are.

    Raises
    ------
    InputError
        If the server is pinned to a department, there is no such department, or the folder cannot be written.
    """
    require_choice(name)
    folder = departments_folder()
    beside = folder / f".{FIRST_FILE}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(name, encoding="utf-8")
        beside.replace(folder / FIRST_FILE)
    except OSError as error:
        raise InputError(f"cannot write to {folder}", value=error.strerror, fix=f"set {DEPARTMENTS_VARIABLE}") from None
    _first_here[folder] = name


def folder_name(department_name: str) -> str:
    """Return a folder name for a department: lower-case letters and digits, never a path.

    Examples
    --------
    >>> folder_name("Doña Ana County Sheriff / Las Cruces"), folder_name("../..")
    ('dona-ana-county-sheriff-las-cruces', 'department')
    """
    plain = plain_name(department_name, "department")
    return "department" if plain == DEMO else plain


def open_department(where: Path | str) -> Department:
    """Return the department of a folder, or the bundled one for the word ``demo``.

    Raises
    ------
    InputError
        If there is no department there, or a file of it cannot be read.

    Examples
    --------
    >>> open_department("demo").settings.is_demo
    True
    """
    return build_demo() if str(where) == DEMO else load_department(Path(where))


def open_records(where: Path | str, address: str | None = None) -> Store:
    """Return the records of a department to write in, made if need be; the demo's own are gone when the program ends.

    Parameters
    ----------
    address : str, optional
        Of a PostgreSQL database; the environment variable ``DATABASE_URL`` unless given, and empty for none.
    """
    given = os.environ.get(URL_VARIABLE, "") if address is None else address
    if str(where) == DEMO:
        return open_store(None, given, zone=DEMO_ZONE, seen=DEMO_SEEN) if given else demo_store()
    return open_store(department_folder(where), given)


def ask_records(where: Path | str) -> Store:
    """Return the records of a department to read; where nothing was ever written, empty ones elsewhere.

    So asking leaves no file in a folder.
    """
    is_there = str(where) == DEMO or os.environ.get(URL_VARIABLE) or (Path(where) / RECORDS_FILE).exists()
    return open_records(where) if is_there else open_temporary_store(zone=zone_in(Path(where)))


def writer_for(folder: Path, actor: Actor) -> Writer:
    """Return who writes to a department, noted in the audit trail of its records, which its first write makes."""
    return Writer(actor, trail_in(folder))


def writer_beside(folder: Path, actor: Actor) -> Writer:
    """Return who writes to a department that this server does not show.

    One database (``DATABASE_URL``) holds the records of one department, the one that is shown. Where there is one, the
    history of the other keeps its writes, and its own trail has them from its first opening on.
    """
    return Writer(actor, None if os.environ.get(URL_VARIABLE) else trail_in(folder))


@dataclass(frozen=True, slots=True)
class Opened:
    """A department opened with what its records know, as far as whoever asks may read it.

    Attributes
    ----------
    prepared : PreparedDepartment
        Spellings of its roster counted as somebody decided.
    store : Store
        The department's records, to be written to by what stands in ``prepared``.
    actor : Actor
        Who is asking. Every question to the store names them.
    """

    prepared: PreparedDepartment
    store: Store
    actor: Actor

    @property
    def department(self) -> Department:
        """The department."""
        return self.prepared.department

    @property
    def today(self) -> date:
        """The day it is where the department is."""
        return self.store.today()

    def local(self, moment: datetime) -> datetime:
        """Return a moment by the clock of the department."""
        return moment.astimezone(self.store.zone())

    @property
    def for_meetings(self) -> PreparedDepartment:
        """The department with what the records know better of its venues."""
        return with_venue_facts(self.prepared, load_model_facts(self.store, self.actor))

    def may(self, action: str, kind: str) -> bool:
        """Return whether whoever is asking may do this; the store asks again."""
        return may(self.actor, action, kind)

    def evidence(self) -> pd.DataFrame:
        """Return the local evidence."""
        return load_evidence(self.store, self.actor)

    def holdings(self) -> Holdings:
        """Return every document and translation as it stands."""
        return load_holdings(self.store, self.actor)

    def venue_records(self) -> VenueRecords:
        """Return what is on record of the venues."""
        return load_venue_records(self.store, self.actor)

    def meeting_inputs(self, options: MeetingOptions) -> MeetingInputs:
        """Return what a meeting plan is made from."""
        return meeting_inputs(self.for_meetings, options, self.past(options))

    def latest_plan_options(self) -> MeetingOptions:
        """Return the wishes of the plan that was saved last; the usual ones where there is none of straight lines."""
        usual = MeetingOptions(radius_m=self.department.settings.radius_m)
        if not self.may("read", "meeting_plan"):
            return usual
        saved = sorted(self.store.records(self.actor, "meeting_plan"), key=lambda plan: plan.created_at)
        known = [options for plan in saved if (options := plan_options(plan)).reach_minutes is None]
        return known[-1] if known else usual

    def past(self, options: MeetingOptions) -> tuple[PastMeeting, ...]:
        """Return the meetings that make people near them count less; none where that is not asked for."""
        if not options.met_discount or not self.may("read", "event"):
            return ()
        events = self.store.frame(self.actor, "event")
        return past_meetings(events, self.department, self.today, options.met_months)

    def meeting_days(self, without_plan: str = "") -> dict[str, list[date]]:
        """Return the days of meetings at each venue, but for those made of one plan."""
        return meeting_days(self.store.records(self.actor, "event"), without_plan) if self.may("read", "event") else {}

    def season_of(self, plan: Record) -> list[MeetingPack]:
        """Return the packs of a kept plan by the season kept with it, the board's days first; none where there is none.

        The same days as the page Meetings shows for the plan.
        """
        season = kept_season(plan)
        if season is None or not self.may("read", "event"):
            return []
        events = self.store.records(self.actor, "event", meeting_plan_id=plan.id)
        return season_packs(
            self.for_meetings.department,
            plan["result"].get("sites", ()),
            season.wishes,
            season.observances,
            season.turnout,
            facts=self.venue_records().facts,
            taken=self.meeting_days(plan.id),
            radius_m=plan_options(plan).radius_m,
            on_board=days_on_board(events),
        )

    def calendar(self) -> bytes:
        """Return the meetings of the board as iCalendar, those that were called off or deleted struck."""
        events = self.store.records(self.actor, "event", deleted=True)
        return board_calendar(self.department, events, as_observances(load_own_days(self.store, self.actor)))

    def days_free(self, wishes: SeasonWishes) -> tuple[Observance, ...]:
        """Return the days a season keeps free: what is built in, with the department's own in it."""
        own = as_observances(load_own_days(self.store, self.actor))
        return department_days(own, wishes.first, wishes.last)


@lru_cache(maxsize=1)
def _prepared_demo() -> PreparedDepartment:
    return prepare(build_demo())


def open_for(where: Path | str, actor: Actor) -> Opened:
    """Open a department with its records, for whoever asks.

    Examples
    --------
    >>> opened = open_for("demo", Actor("kim@pd.example", "coordinator"))
    >>> len(opened.department.beats), opened.evidence().empty
    (24, False)
    """
    prepared = _prepared_demo() if str(where) == DEMO else prepare(open_department(where))
    folder, store = prepared.department.folder, ask_records(where)
    if folder is not None and (os.environ.get(URL_VARIABLE) or has_records(folder)):
        settle_writes(folder, store)
    seen = store.as_seen(seen_in(prepared.department))
    return Opened(decided(prepared, load_decisions(store)), seen, actor)
