"""From a beat map, a county and a year to a department: everything else is fetched.

The steps are named, tell of their progress and can be stopped. What a step fetched stays in the cache, so that a
second run goes on where the first ended; the department is saved at the very end, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from geodata.department.attach import carry_over
from geodata.department.department import Department, save_department
from geodata.department.findings import Finding
from geodata.department.provenance import Provenance, file_provenance
from geodata.department.settings import Settings
from geodata.department.time_zones import zone_of
from geodata.department.versions import Writer, is_department
from geodata.department.words import with_words
from geodata.fetch.census_api import CensusApi
from geodata.fetch.extras import Asked, fetch_extras
from geodata.fetch.feature_service import fetch_layer, is_address
from geodata.fetch.places import require_in_state
from geodata.fetch.sources import Sources
from geodata.fetch.steps import Fetched, OnProgress, Steps, fetch_census, require_place
from geodata.fetch.systems import fitting_systems
from geodata.fetch.tiger import fetch_blocks
from geodata.fetch.web import OnBytes
from geodata.files.coordinates import projected_crs
from geodata.files.safe_read import read_geodata
from geodata.inputs.addresses import Located
from geodata.inputs.beats import BeatsFile, OtherShapes, read_beats
from geodata.inputs.registry import FIRST, INPUTS
from geodata.inputs.said import Said
from planning.errors import CrsError, InputError
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL

OWN = tuple(role for role in FIRST if role != "beats" and not INPUTS[role].published)
"""What nobody publishes, so that it comes from files."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What a department is to be made from.

    Attributes
    ----------
    name : str
    beats : str
        A file, or the address of a layer or a download.
    beat_id : str
        Column of the beat map that holds the id.
    state, counties : str
        FIPS codes of two and of three digits.
    vintage : int
        Last year of the 5-year survey.
    levels : tuple of str
        Coarser level columns, finest first.
    bulk : bool
        Whether to take the languages from the national file, which needs no key.
    also : tuple of str
        What is fetched beside the rest, of ``geodata.fetch.extras.EXTRAS``.
    venues, roster : Path or None
        Files.
    duplicates, other_shapes, beats_layer, venues_layer, beats_crs, venues_crs
        As for ``geodata.inputs.beats.read_beats``.
    columns, before, time_zone, located
        As for ``geodata.department.intake.DepartmentFiles``.
    """

    name: str
    beats: str
    beat_id: str
    state: str
    counties: tuple[str, ...]
    vintage: int
    levels: tuple[str, ...] = ()
    bulk: bool = False
    also: tuple[str, ...] = ()
    venues: Path | None = None
    roster: Path | None = None
    duplicates: Literal["refuse", "dissolve"] = "refuse"
    other_shapes: OtherShapes = "refuse"
    beats_layer: str | None = None
    venues_layer: str | None = None
    venues_crs: str | None = None
    beats_crs: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: tuple[Said, ...] = ()
    time_zone: str = ""
    located: Located | None = None
    words: tuple[Mapping[str, str], Mapping[str, str]] = field(default_factory=lambda: ({}, {}))


def fetch_department(
    request: FetchRequest,
    folder: Path,
    sources: Sources,
    *,
    key: str | None = None,
    on_progress: OnProgress | None = None,
    replace_existing: bool = False,
    by: Writer | None = None,
) -> Fetched:
    """Fetch everything a department needs and save it.

    Parameters
    ----------
    request : FetchRequest
    folder : Path
    sources : Sources
        Hosts, cache, and how to stop.
    key : str, optional
        Of the Census API; else ``CENSUS_API_KEY``. Never written anywhere.
    on_progress : callable, optional
    replace_existing : bool
        Whether a department that is in the folder may be replaced; its records stay.

    Raises
    ------
    InputError
        For what the request gets wrong; found before anything is fetched where it can be.
    SourceError
        If a source gives nothing that can be used.
    Stopped
    """
    _check_request(request, sources)
    sources = replace(sources, zone=zone_of(request.time_zone, [request.state + one for one in request.counties]))
    if is_department(folder) and not replace_existing:
        raise InputError(
            f"there is already a department in {folder}",
            fix="choose another folder, replace it, or fetch a later year beside it (refresh)",
        )
    steps = Steps(6 + len(request.also), sources, on_progress)
    beats, beats_from = steps.run("reading the beat map", lambda tell: _beats(request, sources, tell))
    require_in_state(beats.beats, request.state, "the beat map")
    census = fetch_census(
        request.state, request.counties, request.vintage, request.bulk, beats.beats, sources, key, steps
    )
    population = steps.run(
        "fetching the people of every block",
        lambda tell: fetch_blocks(sources, request.state, request.counties, census.tracts.frame, tell),
    )
    asked = Asked(
        sources,
        CensusApi(sources, key),
        request.state,
        request.counties,
        request.vintage,
        census.language.table,
        beats.beats,
    )
    extras = fetch_extras(request.also, asked, steps.run)
    given: dict[str, Path] = {role: path for role in OWN if (path := getattr(request, role))}
    own = {
        role: INPUTS[role].read(
            path,
            said=request.columns.get(role),
            before=request.before,
            **(
                {"layer": request.venues_layer, "crs": request.venues_crs, "located": request.located}
                if role == "venues"
                else {}
            ),
        )
        for role, path in given.items()
    }
    own_frames: dict[str, Any] = {role: read.frame for role, read in own.items()}
    department = Department(
        settings=Settings(
            name=request.name,
            vintage=request.vintage,
            beat_id=request.beat_id,
            levels=request.levels,
            crs=projected_crs(beats.beats),
            state=request.state,
            counties=request.counties,
            time_zone=request.time_zone,
        ),
        beats=beats.beats,
        tracts=census.tracts.frame,
        language=census.language.table,
        population=population.frame,
        **own_frames,
        **extras.frames,
        provenance=(
            beats_from,
            census.tracts.provenance,
            census.language.provenance,
            population.provenance,
            *extras.provenance,
            *(file_provenance(name, path, read=own[name], zone=sources.zone) for name, path in given.items()),
        ),
        notes=(
            *beats.notes,
            *census.notes,
            *population.notes,
            *extras.notes,
            *(note for read in own.values() for note in read.notes),
        ),
    )
    carried = carry_over(with_words(department, *request.words), folder)
    saved = steps.run(
        "saving",
        lambda _: save_department(
            carried.department, folder, replace=replace_existing, seen=carried.seen, by=by, what="fetched"
        ),
    )
    kept = tuple(Finding("look", "replaced", f"{note[0].upper()}{note[1:]}.") for note in carried.notes)
    return Fetched(saved, (census.finding, *extras.findings, *kept))


def _check_request(request: FetchRequest, sources: Sources) -> None:
    if not request.name.strip():
        raise InputError("the department needs a name", fix="name one")
    if not request.beat_id:
        raise InputError("which column of the beat map holds the id is not said", fix="name it")
    if {BEAT_LEVEL, DEPARTMENT_LEVEL} & set(request.levels):
        raise InputError("a level column may not be called 'beat' or 'department'", fix="rename it in the beat map")
    require_place(request.state, request.counties, request.vintage, request.bulk, sources)


def _with_systems(error: CrsError, path: Path, request: FetchRequest) -> CrsError:
    """Return the error with the coordinate systems that would put the map into its counties, where there are any."""
    found = fitting_systems(read_geodata(path, layer=request.beats_layer).frame, request.state, request.counties)
    if not found:
        return error
    named = "; ".join(f"{system.code} ({system.name})" for system in found)
    return CrsError(
        error.what, value=error.value, fix=f"{error.fix}. These would put it in the counties named: {named}"
    )


def _beats(request: FetchRequest, sources: Sources, tell: OnBytes) -> tuple[BeatsFile, Provenance]:
    path = Path(request.beats)
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    if is_address(request.beats):
        layer = fetch_layer(sources, request.beats, on_rows=tell)
        path, provenance, notes = layer.path, layer.provenance, layer.notes
    try:
        beats = read_beats(
            path,
            request.beat_id,
            request.levels,
            duplicates=request.duplicates,
            layer=request.beats_layer,
            crs=request.beats_crs,
            other_shapes=request.other_shapes,
        )
    except CrsError as error:
        raise _with_systems(error, path, request) from error
    source = replace(provenance or file_provenance("beats", path, zone=sources.zone), account=beats.account)
    return replace(beats, notes=(*notes, *beats.notes)), source
