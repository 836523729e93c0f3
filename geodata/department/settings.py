"""What a department has chosen: ``department.toml``, written, read, and held against what each value can be."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any

from geodata.department.settings_check import FORMAT, FORMAT_KEY, check_values, settings_as_text, settings_from_text
from geodata.department.version_files import EDITED, SETTINGS_FILE
from geodata.department.versions import Kept, place_of
from geodata.files.by_hand import read_edited
from planning.errors import InputError, SchemaError
from planning.lists import listed
from planning.rules import PLANNING_DEFAULT
from planning.words.lengths import KILOMETERS, MILES

FOR_THE_PUBLIC = ("public_phone", "public_email", "public_website", "interpreter_line", "interpreter_code")
WITHOUT_FIGURES = ("versions_kept", "versions_days", "time_zone", "distances", *FOR_THE_PUBLIC)
"""Settings that no figure depends on."""


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


def settings_text(settings: Settings) -> str:
    """Return settings as the text of their file.

    Raises
    ------
    InputError
        If one of them cannot be what it is.
    """
    check_values(asdict(settings), SETTINGS_FILE)
    return settings_as_text({FORMAT_KEY: FORMAT} | asdict(settings))


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
