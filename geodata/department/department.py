"""A department: its frames with its settings, as a whole, kept in a folder and read from one.

A department is a folder that anyone with geopandas can read; copying the folder copies the department. The
word ``demo`` stands for the bundled fictional one, which has no folder.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd

from geodata.department.history import HISTORY_FILE, identity_of
from geodata.department.provenance import Provenance, read_provenance, read_sources
from geodata.department.settings import WITHOUT_FIGURES, Settings, read_settings, settings_text
from geodata.department.settings_check import require_columns, require_measures
from geodata.department.time_zones import find_zone, propose_zone, zone_of
from geodata.department.version_files import EDITED, PROVENANCE_FILE, RULES_FOLDER, SETTINGS_FILE
from geodata.department.versions import Change, Kept, Writer, place_of, write_version
from geodata.files.own_maps import read_own_map
from geodata.inputs.account import Account
from geodata.inputs.language_table import language_from_frame, language_to_frame
from geodata.inputs.registry import INPUTS, OPTIONAL
from geodata.inputs.replicates import replicates_fit, with_replicates
from geodata.inputs.said import Said
from planning.errors import InputError, UnknownNameError
from planning.need.need import LanguageTable
from planning.records.roles import Actor
from planning.rules import PRESETS, SIGN
from planning.vocabulary import ADMIN, BEAT_LEVEL, DEPARTMENT_LEVEL

DEMO = "demo"
DAMAGED = "bring back an older version with 'outreach.py versions DEPT --undo', or the folder from a backup"
"""What to do about a file that nobody could mend by hand."""
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
    provenance = read_provenance(place)
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
