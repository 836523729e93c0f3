"""From a handful of files to a department, with every file's origin kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from geodata.department.department import Department
from geodata.department.provenance import file_provenance, survey_years
from geodata.department.settings import Settings
from geodata.department.time_zones import zone_of
from geodata.files.coordinates import projected_crs
from geodata.inputs.addresses import Located
from geodata.inputs.beats import OtherShapes
from geodata.inputs.county_codes import note_old_codes
from geodata.inputs.registry import FIRST, INPUTS, Read
from geodata.inputs.said import Files, Said, each_file
from geodata.inputs.survey_year import hold_against
from planning.errors import InputError
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL


@dataclass(frozen=True, slots=True)
class DepartmentFiles:
    """What a department is made from.

    Attributes
    ----------
    name : str
    vintage : int
        Last year of the 5-year window of the language table.
    beats, tracts : Path
    language : Path or tuple of Path
        Several where the tracts of several counties are in files of their own.
    beat_id : str
        Column of the beat map that holds the id.
    levels : tuple of str
        Coarser level columns, finest first.
    replicates, population, venues, roster : Path or None
    duplicates : {"refuse", "dissolve"}
        What to do with beats that share an id.
    other_shapes : {"refuse", "leave-out", "close-lines"}
        What to do with points, lines and mixed shapes in the beat map.
    beats_layer : str or None
        Which layer, if the beat map has several; "all" of them.
    tracts_layer, population_layer, venues_layer : str or None
        Which layer of the other maps; all where none is named.
    beats_crs, tracts_crs, population_crs, venues_crs : str or None
        The coordinate system of a map or a table that does not say.
    columns : mapping of input to (mapping of role to heading)
        What somebody says the columns are.
    before : tuple of Said
        What was said of earlier files.
    time_zone : str
        The time the department keeps; empty: the one its counties keep.
    located : Located or None
        Where the addresses of the venues are, if they were looked up.
    """

    name: str
    vintage: int
    beats: Path
    beat_id: str
    tracts: Path
    language: Files
    levels: tuple[str, ...] = ()
    replicates: Path | None = None
    population: Path | None = None
    venues: Path | None = None
    roster: Path | None = None
    duplicates: Literal["refuse", "dissolve"] = "refuse"
    other_shapes: OtherShapes = "refuse"
    beats_layer: str | None = None
    tracts_layer: str | None = None
    population_layer: str | None = None
    venues_layer: str | None = None
    beats_crs: str | None = None
    tracts_crs: str | None = None
    population_crs: str | None = None
    venues_crs: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: tuple[Said, ...] = ()
    time_zone: str = ""
    located: Located | None = None


def read_department(files: DepartmentFiles) -> Department:
    """Read and check every file; nothing is written.

    Raises
    ------
    InputError
        With one sentence about the first file that cannot be used.
    """
    reserved = {BEAT_LEVEL, DEPARTMENT_LEVEL} & set(files.levels)
    if reserved:
        raise InputError("a level column may not be called 'beat' or 'department'", fix="rename it in the beat map")
    options: dict[str, dict[str, Any]] = {
        "beats": {
            "id_column": files.beat_id,
            "level_columns": files.levels,
            "duplicates": files.duplicates,
            "layer": files.beats_layer,
            "crs": files.beats_crs,
            "other_shapes": files.other_shapes,
        },
        "tracts": {"crs": files.tracts_crs, "layer": files.tracts_layer},
        "population": {"layer": files.population_layer, "crs": files.population_crs},
        "venues": {"layer": files.venues_layer, "crs": files.venues_crs, "located": files.located},
    }
    given: dict[str, Files] = {role: path for role in FIRST if (path := getattr(files, role))}
    found: dict[str, Read] = {}
    for role, path in given.items():
        if role == "replicates":
            options[role] = {"table": found["language"].frame}
        found[role] = INPUTS[role].read(
            path, said=files.columns.get(role), before=files.before, **options.get(role, {})
        )
    table = " and ".join(one.name for one in each_file(files.language))
    about_year = hold_against(found["language"].year, files.vintage, table)
    about_codes = (
        *note_old_codes(found["tracts"].frame["geoid"], files.tracts.name, files.vintage),
        *note_old_codes(found["language"].frame.pop5.index, table, files.vintage),
    )
    frames: dict[str, Any] = {role: read.frame for role, read in found.items()}
    zone = zone_of(files.time_zone, frames["tracts"]["geoid"])
    return Department(
        settings=Settings(
            name=files.name,
            vintage=files.vintage,
            beat_id=files.beat_id,
            levels=files.levels,
            crs=projected_crs(frames["beats"]),
            time_zone=files.time_zone,
        ),
        **frames,
        provenance=tuple(
            file_provenance(
                role, path, survey_years(files.vintage) if role == "language" else "", read=found[role], zone=zone
            )
            for role, path in given.items()
        ),
        notes=(*(note for read in found.values() for note in read.notes), *about_year, *about_codes),
    )
