"""A department: its settings, its frames, and where each of them came from.

A department is a folder that anyone with geopandas can read; copying the folder copies the department. The
word ``demo`` stands for the bundled fictional one, which has no folder.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import time
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, asdict, dataclass, fields, replace
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd

from geodata.clock import today
from geodata.department.history import HISTORY_FILE, identity_of
from geodata.department.settings_check import (
    FORMAT,
    FORMAT_KEY,
    check_values,
    require_columns,
    require_measures,
    settings_as_text,
    settings_from_text,
)
from geodata.department.time_zones import find_zone, propose_zone, zone_of
from geodata.department.version_files import PROVENANCE_FILE, RULES_FOLDER, SETTINGS_FILE
from geodata.department.versions import Change, Kept, Writer, is_department, place_of, write_version
from geodata.files.by_hand import read_edited
from geodata.files.own_maps import read_own_map
from geodata.inputs.account import Account
from geodata.inputs.language_table import language_from_frame, language_to_frame
from geodata.inputs.registry import INPUTS, OPTIONAL, Read
from geodata.inputs.replicates import replicates_fit, with_replicates
from geodata.inputs.said import Files, Said, each_file
from planning.errors import InputError, SchemaError, UnknownNameError
from planning.lists import listed
from planning.need.need import LanguageTable
from planning.records.roles import Actor
from planning.rules import PLANNING_DEFAULT, PRESETS, SIGN
from planning.vocabulary import ADMIN, BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.words.lengths import KILOMETERS, MILES

DEMO = "demo"
EDITED = "undo the edit, or bring back an older version with 'outreach.py versions DEPT --undo'"
"""What to do about a file that somebody edited by hand."""
DAMAGED = "bring back an older version with 'outreach.py versions DEPT --undo', or the folder from a backup"
"""What to do about a file that nobody could mend by hand."""
FOR_THE_PUBLIC = ("public_phone", "public_email", "public_website", "interpreter_line", "interpreter_code")
WITHOUT_FIGURES = ("versions_kept", "versions_days", "time_zone", "distances", *FOR_THE_PUBLIC)
"""Settings that no figure depends on."""
DRAWN_ALONE = ("ground",)
"""Inputs that maps show and no figure depends on."""
ONLY_FIGURES = ("replicates",)
"""Inputs of so many figures that each as an object would take seconds and gigabytes."""
_COLUMNS = {
    "beats": ("area_id",),
    "tracts": ("geoid",),
    "population": ("pop", "geoid"),
    "venues": ("venue_id", "name"),
    "roster": ("officer_id", "unit"),
    "requests": ("area_id", "requests"),
    "replicates": ("geoid", "line", "estimate"),
    "detail": ("puma", "line", "lep"),
    "pumas": ("geoid", "puma"),
    "ground": ("kind", "rank", "name"),
}
"""Without these a table of the folder is none that this program wrote."""
OPEN_AGAIN_S = (0.0, 0.05, 0.2)


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``department.toml`` holds.

    Attributes
    ----------
    name : str
    vintage : int
        Last year of the 5-year window of the language table.
    beat_id : str
        The id column of the beat file, as found.
    levels : tuple of str
        Coarser level columns of the beat file, as found, finest first.
    crs : str
        The projected system in which every distance and area is measured, in metres.
    rule : str
        The threshold rule in force, by its file name.
    relief_factor : float
        Officers for one post that is always filled on its shift; see ``planning.officers.service``.
    radius_m : float
        Reach of a meeting, metres.
    is_demo : bool
        Whether every figure is invented.
    state, counties
        FIPS codes, where known.
    units, shifts : tuple of (word, meaning)
        What somebody decided that words of the roster mean; see ``geodata.department.words``.
    time_zone : str
        The time the department keeps, as ``America/Chicago``; empty: the one its counties keep.
    distances : str
        What distances are shown and asked in: ``miles`` or ``kilometers``. Files hold meters.
    public_phone, public_email, public_website : str
        How the public reaches the department; empty where nothing is said.
    interpreter_line, interpreter_code : str
        What an officer calls for an interpreter, and the code it asks for: on the pocket card, never for the public.
    versions_kept, versions_days : int
        How many versions of the department are kept, and for how many days after another took their place.
    """

    name: str
    vintage: int
    beat_id: str
    levels: tuple[str, ...]
    crs: str
    rule: str = PLANNING_DEFAULT
    relief_factor: float = 1.58
    radius_m: float = 2000.0
    is_demo: bool = False
    state: str = ""
    counties: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    shifts: tuple[tuple[str, str], ...] = ()
    time_zone: str = ""
    distances: str = MILES
    public_phone: str = ""
    public_email: str = ""
    public_website: str = ""
    interpreter_line: str = ""
    interpreter_code: str = ""
    versions_kept: int = Kept().versions
    versions_days: int = Kept().days

    @property
    def is_metric(self) -> bool:
        """Whether distances are shown in kilometers and meters."""
        return self.distances == KILOMETERS

    @property
    def period(self) -> str:
        """The survey window in words.

        Examples
        --------
        >>> Settings("x", 2019, "BEAT", (), "EPSG:32610").period
        'ACS 2015-2019'
        """
        return f"ACS {self.vintage - 4}-{self.vintage}"

    @property
    def period_words(self) -> str:
        """The survey window as a person reads it.

        Examples
        --------
        >>> Settings("x", 2019, "BEAT", (), "EPSG:32610").period_words
        'Census survey 2015–2019'
        """
        return f"Census survey {self.vintage - 4}–{self.vintage}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one input came from (empty text is not known), and the account of its file where it was one."""

    input: str
    title: str = ""
    publisher: str = ""
    address: str = ""
    vintage: str = ""
    retrieved: str = ""
    sha256: str = ""
    licence: str = ""
    account: Account | None = None
    said: Said | None = None
    said_of_others: tuple[Said, ...] = ()
    """What was said of files of other headings, for when one comes again."""

    def as_json(self) -> dict[str, Any]:
        """Return it as the folder keeps it."""
        return asdict(replace(self, account=None, said=None, said_of_others=())) | {
            "account": self.account and self.account.as_json(),
            "said": self.said and self.said.as_json(),
            "said_of_others": [one.as_json() for one in self.said_of_others],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Provenance:
        """Return what ``as_json`` gave, of this version or an older one."""
        account, said = kept.get("account"), kept.get("said")
        return cls(
            **kept
            | {
                "account": account and Account.from_json(account),
                "said": said and Said.from_json(said),
                "said_of_others": tuple(map(Said.from_json, kept.get("said_of_others", ()))),
            }
        )

    @property
    def all_said(self) -> tuple[Said, ...]:
        """What was said of its columns, of this file and of others before it."""
        return (*((self.said,) if self.said else ()), *self.said_of_others)


def file_provenance(name: str, path: Files, vintage: str = "", read: Read | None = None, *, zone: tzinfo) -> Provenance:
    """Return where an input came from that a person gave as a file or several, and what became of it.

    It is dated by the day it is now where the department is.

    The checksum of several is that of their bytes, one after the other.
    """
    files = each_file(path)
    checksum = hashlib.sha256()
    for file in files:
        checksum.update(file.read_bytes())
    return Provenance(
        input=name,
        title=" and ".join(file.name for file in files),
        vintage=vintage,
        retrieved=today(zone).isoformat(),
        sha256=checksum.hexdigest(),
        account=read.account if read else None,
        said=read.said if read else None,
        said_of_others=read.others if read else (),
    )


def survey_years(vintage: int) -> str:
    """Return the five years of a survey.

    Examples
    --------
    >>> survey_years(2019)
    '2015-2019'
    """
    return f"{vintage - 4}-{vintage}"


# Without slots: its hash is worked out when somebody asks for it.
@dataclass(frozen=True, eq=False)
class Department:
    """Everything the product knows of one department.

    Attributes
    ----------
    settings : Settings
    beats : GeoDataFrame
        ``area_id`` (text, unique, sorted), one text column a level, polygons in EPSG:4326.
    tracts : GeoDataFrame
        ``geoid``, polygons in EPSG:4326.
    language : LanguageTable
        With its replicates, where there are any.
    replicates : DataFrame or None
        Variance replicates of the language table; see ``geodata.inputs.replicates``.
    population : GeoDataFrame or None
        ``pop`` (people), ``geoid`` (text or missing), points in EPSG:4326. None: not given.
    venues : GeoDataFrame or None
        See ``geodata.inputs.venues``.
    roster : DataFrame or None
        See ``geodata.inputs.roster``.
    requests : DataFrame or None
        Interpreter-line requests or calls as counts; see ``geodata.inputs.requests``.
    bill : DataFrame or None
        Calls of interpreters as counts; see ``geodata.inputs.interpreter_bill``.
    adults : DataFrame or None
        How many of the bilingual residents are 18 to 64; see ``geodata.inputs.adult_table``.
    detail : DataFrame or None
        Languages inside combined groups by PUMA; see ``geodata.inputs.detail``.
    pumas : DataFrame or None
        Which PUMA each tract lies in; see ``geodata.inputs.pumas``.
    ground : GeoDataFrame or None
        Water, parks and main roads under the maps; see ``geodata.inputs.ground``.
    provenance : tuple of Provenance
    notes : tuple of str
        What the readers noticed and mended, as sentences for the check report.
    folder : Path or None
        None for the demo and for a department not saved yet.
    identity : str
        The id that stays with the department of a folder, whatever is written to it; the demo's is ``demo``.
    version : str
        The version of the folder it was read from; empty for one that was not.
    place : Path or None
        Where that version lies. It never changes, so that whoever reads on reads the same.
    """

    settings: Settings
    beats: gpd.GeoDataFrame
    tracts: gpd.GeoDataFrame
    language: LanguageTable
    replicates: pd.DataFrame | None = None
    population: gpd.GeoDataFrame | None = None
    venues: gpd.GeoDataFrame | None = None
    roster: pd.DataFrame | None = None
    requests: pd.DataFrame | None = None
    bill: pd.DataFrame | None = None
    adults: pd.DataFrame | None = None
    detail: pd.DataFrame | None = None
    pumas: pd.DataFrame | None = None
    ground: gpd.GeoDataFrame | None = None
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[str, ...] = ()
    folder: Path | None = None
    identity: str = ""
    version: str = ""
    place: Path | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", with_replicates(self.language, self.replicates))

    @cached_property
    def content_hash(self) -> str:
        """Sixteen hexadecimal digits over everything a figure can depend on: equal hash, equal figures."""
        return self._hashes[0]

    @property
    def input_hashes(self) -> dict[str, str]:
        """Eight hexadecimal digits over the settings and over each input by itself: what two states differ in."""
        return dict(self._hashes[1])

    @cached_property
    def _hashes(self) -> tuple[str, dict[str, str]]:
        return _content_hashes(self)

    @property
    def zone(self) -> ZoneInfo:
        """The time the department keeps: what was said, else what most of its tracts' counties keep."""
        return zone_of(self.settings.time_zone, self.tracts["geoid"])

    @property
    def usual_zone(self) -> str:
        """The time that most of its tracts' counties keep, which it has while nobody has said another."""
        return propose_zone(self.tracts["geoid"]).zone

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels an answer can be given at, finest first."""
        return (BEAT_LEVEL, *self.settings.levels, DEPARTMENT_LEVEL)

    @property
    def coarsest_level(self) -> str:
        """The level under the whole department: precincts or districts where there are any, else beats."""
        return self.levels[-2]

    @property
    def accounts(self) -> tuple[tuple[str, Account], ...]:
        """The inputs that were read from files, and the account of each."""
        return tuple((source.input, source.account) for source in self.provenance if source.account is not None)

    @property
    def said(self) -> tuple[Said, ...]:
        """What somebody said the columns of its files are."""
        return tuple(said for source in self.provenance for said in source.all_said)

    def area_groups(self, level: str) -> dict[str, str]:
        """Return which area of ``level`` each beat belongs to.

        A beat without a value goes to ``(no LEVEL)``, so that nobody is lost.

        Raises
        ------
        UnknownNameError
            If the department has no such level.
        """
        if level not in self.levels:
            raise UnknownNameError("level", level, self.levels)
        ids = self.beats["area_id"]
        if level == BEAT_LEVEL:
            groups = ids
        elif level == DEPARTMENT_LEVEL:
            groups = pd.Series(DEPARTMENT_LEVEL, index=ids.index)
        else:
            groups = self.beats[level].fillna(f"(no {level})")
        return dict(zip(ids, groups, strict=True))

    def areas(self, level: str) -> gpd.GeoDataFrame:
        """Return the polygons of a level: ``area_id`` and geometry in EPSG:4326, sorted by id."""
        groups = self.beats["area_id"].map(self.area_groups(level))
        named = self.beats[["geometry"]].assign(area_id=groups)
        return named.dissolve("area_id", as_index=False)[["area_id", "geometry"]]


def _content_hashes(department: Department) -> tuple[str, dict[str, str]]:
    """Return the hash of the whole, and of the settings and each input by itself."""
    settings = {name: value for name, value in asdict(department.settings).items() if name not in WITHOUT_FIGURES}
    whole = hashlib.sha256(repr(settings).encode())
    parts = {"settings": whole.hexdigest()[:8]}
    for name, frame in _frames(department):
        if name in DRAWN_ALONE:
            continue
        plain = pd.DataFrame(frame)
        if "geometry" in plain.columns:
            plain["geometry"] = frame.geometry.to_wkb()
        columns = repr(list(plain.columns)).encode()
        if name not in ONLY_FIGURES:
            plain = plain.astype("object")
        figures = pd.util.hash_pandas_object(plain, index=True).to_numpy().tobytes()
        for piece in (name.encode(), columns, figures):
            whole.update(piece)
        parts[name] = hashlib.sha256(columns + figures).hexdigest()[:8]
    return whole.hexdigest()[:16], parts


def _frames(department: Department) -> Iterator[tuple[str, Any]]:
    """Yield the frames as they stand in the folder: file stem and frame, those not given left out."""
    yield "beats", department.beats
    yield "tracts", department.tracts
    yield "language", language_to_frame(department.language)
    for name in OPTIONAL:
        frame = getattr(department, name)
        if frame is not None:
            yield name, frame


def save_department(
    department: Department,
    folder: Path,
    *,
    replace: bool = False,
    seen: str | None = None,
    by: Writer | None = None,
    what: str = "",
) -> Department:
    """Write a department as a new version of its folder, all of it or nothing, and return it as saved there.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    replace : bool
        Whether a department already there may be replaced. Its records (events, partners, ...), its own rules and its
        other years are kept.
    seen : str, optional
        The version it was made from; the one that stands there now unless told.
    by : Writer, optional
        Whoever is at the command line unless given.
    what : str
        What is done, in words.

    Raises
    ------
    InputError
        If a department is there already and ``replace`` is not set, or the folder cannot be written.
    ConflictError
        If somebody else has changed the same since ``seen``.
    AccessError
    """
    change = Change(
        what or ("replaced" if replace else "made"),
        lambda place: write_files(department, place),
        seen=seen,
        check=require_fitting,
        is_new=not replace,
    )
    change_department(folder, change, by)
    return load_department(folder)


def change_department(folder: Path, change: Change, by: Writer | None = None) -> str:
    """Make a change to a department's folder through its one door; see ``geodata.department.versions``."""
    return write_version(folder, change, by or at_the_command_line(), _kept_by)


def change_settings(department: Department, what: str, by: Writer | None = None, **chosen: Any) -> None:
    """Set some of a department's settings, on top of the version it was opened at.

    Raises
    ------
    InputError
        If the department is not kept in a folder, as the demo is not, or a value cannot be what it is.
    ConflictError
        If somebody else has changed the settings since the department was opened.
    """
    if department.folder is None:
        raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
    text = settings_text(replace(department.settings, **chosen))
    if "crs" in chosen:
        require_measures(chosen["crs"], department.beats, SETTINGS_FILE)

    def stage(place: Path) -> tuple[str, ...]:
        (place / SETTINGS_FILE).write_bytes(text.encode())
        return ()

    seen = department.version or None
    change_department(department.folder, Change(what, stage, seen=seen, check=require_fitting), by)


def at_the_command_line() -> Writer:
    """Return who works at the command line: whoever can write the folder may do everything."""
    return Writer(Actor(f"{getpass.getuser()} at the command line", ADMIN))


def _kept_by(place: Path) -> Kept:
    try:
        settings = read_settings(place / SETTINGS_FILE)
    except InputError:
        return Kept()
    return Kept(settings.versions_kept, settings.versions_days)


def write_files(department: Department, place: Path) -> tuple[str, ...]:
    """Write the files of a department into a place that nobody opens yet; return those it does not have.

    Its own rules and its other years are not among them.
    """
    require_measures(department.settings.crs, department.beats, SETTINGS_FILE)
    if department.settings.time_zone:
        find_zone(department.settings.time_zone, department.usual_zone)
    place.mkdir(parents=True, exist_ok=True)
    given = dict(_frames(department))
    for name, frame in given.items():
        frame.to_parquet(place / f"{name}.parquet")
    provenance = {"inputs": [source.as_json() for source in department.provenance], "notes": list(department.notes)}
    (place / PROVENANCE_FILE).write_text(json.dumps(provenance, indent=2, ensure_ascii=False), encoding="utf-8")
    (place / SETTINGS_FILE).write_bytes(settings_text(department.settings).encode())
    return tuple(f"{name}.parquet" for name in OPTIONAL if name not in given)


def settings_text(settings: Settings) -> str:
    """Return settings as the text of their file.

    Raises
    ------
    InputError
        If one of them cannot be what it is.
    """
    check_values(asdict(settings), SETTINGS_FILE)
    return settings_as_text({FORMAT_KEY: FORMAT} | asdict(settings))


def load_department(folder: Path) -> Department:
    """Return the department that a folder holds: one version of it, to the end.

    Raises
    ------
    InputError
        If there is no department there, or a file of it cannot be read.
    """
    for pause in OPEN_AGAIN_S:
        place, version = place_of(folder)
        try:
            return load_place(place, folder=folder, identity=identity_of(folder), version=version)
        except InputError:
            # A folder of older software may be taken over meanwhile: then its files have moved, and it is asked anew.
            if place == folder and (folder / HISTORY_FILE).is_file():
                time.sleep(pause)
                continue
            raise
    place, version = place_of(folder)
    return load_place(place, folder=folder, identity=identity_of(folder), version=version)


def load_place(place: Path, *, folder: Path | None = None, identity: str = "", version: str = "") -> Department:
    """Return the department whose files lie at a place, as ``write_files`` wrote them.

    Raises
    ------
    InputError
    """
    settings = read_settings(place / SETTINGS_FILE)
    provenance = _read_provenance(place)
    beats = read_frame(place, "beats", spatial=True)
    require_columns(beats, settings.levels, "beats.parquet", f"see levels in {SETTINGS_FILE}, or {EDITED}")
    require_measures(settings.crs, beats, SETTINGS_FILE)
    return Department(
        settings=settings,
        beats=beats,
        tracts=read_frame(place, "tracts", spatial=True),
        language=language_from_frame(read_frame(place, "language")),
        **{role: _read_optional(place, role) for role in OPTIONAL},
        provenance=read_sources(place),
        notes=tuple(map(str, provenance["notes"])),
        folder=folder,
        identity=identity,
        version=version,
        place=place,
    )


def require_fitting(place: Path) -> None:
    """Return nothing if the files at a place go together, though two people have changed them.

    Raises
    ------
    InputError
    """
    department = load_place(place)
    if department.requests is not None and not counts_fit(department, department.requests):
        raise InputError(
            "the requests count areas that the beat map does not have: one was changed while you worked on the other",
            fix="open the department again, and then do yours again",
        )
    if department.replicates is not None and not replicates_fit(department.replicates, department.language):
        raise InputError(
            "the variance replicates belong to another language table: one was changed while you worked on the other",
            fix="open the department again, and then do yours again",
        )
    rule = department.settings.rule
    if any(one not in PRESETS and not (place / RULES_FOLDER / f"{one}.toml").is_file() for one in rule.split(SIGN)):
        raise InputError(
            "the rule in use is missing, because another person removed it while you worked",
            value=rule,
            fix="choose another rule",
        )


def counts_fit(department: Department, counts: pd.DataFrame) -> bool:
    """Return whether the areas of counts are all on one level of the beat map."""
    there = set(counts["area_id"])
    return any(there <= set(department.area_groups(level).values()) for level in department.levels)


def settings_of(folder: Path) -> Settings:
    """Return the settings of the department in a folder, and read nothing else of it.

    Raises
    ------
    InputError
    """
    return read_settings(place_of(folder)[0] / SETTINGS_FILE)


def read_settings(path: Path) -> Settings:
    """Return what a ``department.toml`` holds.

    Raises
    ------
    InputError
    """
    try:
        values = settings_from_text(read_edited(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"{path} cannot be read", value=str(error), fix=f"fix the line it names, or {EDITED}"
        ) from error
    known = check_values(values, path.name)
    missing = [one.name for one in fields(Settings) if one.default is MISSING and one.name not in known]
    if missing:
        raise SchemaError(f"{path} is missing {listed(missing)}", fix=f"add what is missing, or {EDITED}")
    return Settings(**{name: as_tuples(value) for name, value in known.items()})


def as_tuples(value: Any) -> Any:
    """Return lists, as TOML has them, as tuples, whatever is inside."""
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


def _read_provenance(folder: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(read_edited(folder / PROVENANCE_FILE))
    except FileNotFoundError:
        return {"inputs": [], "notes": []}
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / PROVENANCE_FILE} cannot be read", value=str(error), fix=EDITED) from error
    if not isinstance(content, dict) or not all(isinstance(content.get(name), list) for name in ("inputs", "notes")):
        raise InputError(f"{folder / PROVENANCE_FILE} is not as this program writes it", fix=EDITED)
    return content


def read_sources(place: Path) -> tuple[Provenance, ...]:
    """Return where the inputs came from whose files lie at a place.

    Raises
    ------
    InputError
    """
    try:
        return tuple(Provenance.from_json(source) for source in _read_provenance(place)["inputs"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(
            f"{place / PROVENANCE_FILE} is not as this program writes it", value=str(error), fix=EDITED
        ) from error


def said_in(folder: Path) -> tuple[Said, ...]:
    """Return what somebody said the columns of the files of a department are; nothing where there is none."""
    if not is_department(folder):
        return ()
    return tuple(said for source in read_sources(place_of(folder)[0]) for said in source.all_said)


def _read_optional(folder: Path, role: str) -> Any:
    there = (folder / f"{role}.parquet").exists()
    return read_frame(folder, role, spatial=INPUTS[role].spatial) if there else None


def read_frame(folder: Path, name: str, *, spatial: bool = False) -> Any:
    """Return a frame the product itself wrote into a folder: ``name.parquet``.

    Raises
    ------
    InputError
        If it is not there, or cannot be read.
    """
    path = folder / f"{name}.parquet"
    try:
        frame = read_own_map(path) if spatial else pd.read_parquet(path)
        require_columns(frame, _COLUMNS.get(name, ()), path.name, EDITED)
        return frame
    except FileNotFoundError:
        raise InputError(f"{folder} has no {path.name}", fix=DAMAGED) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} cannot be read: it is cut off, or not as this program wrote it", fix=DAMAGED
        ) from error
