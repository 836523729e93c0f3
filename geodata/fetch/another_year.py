"""Another year of a department, fetched beside the one it has.

The new year is a department of its own in ``vintages/YEAR`` of the same version; the older one is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from geodata.department.department import Department, change_department, load_department, load_place, write_files
from geodata.department.settings import read_settings
from geodata.department.version_files import SETTINGS_FILE, VINTAGES_FOLDER
from geodata.department.versions import Change, Writer, place_of
from geodata.fetch.census_api import CensusApi
from geodata.fetch.extras import EXTRAS, Asked, extras_of, fetch_extras, roles_of
from geodata.fetch.sources import Sources
from geodata.fetch.steps import Fetched, OnProgress, Steps, fetch_census, require_place
from geodata.fetch.tiger import fetch_blocks
from planning.errors import InputError


def refresh_department(
    folder: Path,
    vintage: int,
    sources: Sources,
    *,
    key: str | None = None,
    bulk: bool = False,
    counties: Sequence[str] = (),
    also: Sequence[str] = (),
    on_progress: OnProgress | None = None,
    by: Writer | None = None,
) -> Fetched:
    """Fetch another year of a department beside what it has; the older one is not touched.

    The new year is a department of its own in ``vintages/YEAR`` of the next version, with the same beats, venues and
    roster. The records (events, partners, ...) stay with the department and serve every year.

    Parameters
    ----------
    folder : Path
        A department that knows its state and counties.
    vintage : int
    counties : sequence of str
        Only where the codes have changed since: Connecticut from 2022.
    also : sequence of str
        What is fetched beside the rest, of ``geodata.fetch.extras.EXTRAS``; what the department has of it in any case,
        since that of another year does not fit.

    Raises
    ------
    InputError
        If the department has that year, or does not know where it lies.
    SourceError, Stopped
    """
    department = load_department(folder)
    settings = department.settings
    if vintage in department_vintages(folder):
        raise InputError(f"the department already has {vintage}", fix="choose another year")
    if not settings.state or not settings.counties:
        raise InputError(
            "the department does not know its state and counties", fix="create it again with 'outreach.py fetch'"
        )
    codes = tuple(counties) or settings.counties
    require_place(settings.state, codes, vintage, bulk, sources)
    wanted = tuple(name for name in EXTRAS if name in {*also, *extras_of(department)})
    sources = replace(sources, zone=department.zone)
    steps = Steps((5 if department.population is None else 4) + len(wanted), sources, on_progress)
    census = fetch_census(settings.state, codes, vintage, bulk, department.beats, sources, key, steps)
    replaced = {"tracts": census.tracts.provenance, "language": census.language.provenance}
    notes = census.notes
    population = department.population
    if population is None:
        found = steps.run(
            "fetching the people of every block",
            lambda tell: fetch_blocks(sources, settings.state, codes, census.tracts.frame, tell),
        )
        population, replaced["population"], notes = found.frame, found.provenance, (*notes, *found.notes)
    asked = Asked(
        sources, CensusApi(sources, key), settings.state, codes, vintage, census.language.table, department.beats
    )
    extras = fetch_extras(wanted, asked, steps.run)
    frames: dict[str, Any] = dict.fromkeys(roles_of(wanted)) | extras.frames
    gone = {*replaced, *frames}
    kept = tuple(source for source in department.provenance if source.input not in gone)
    newer = replace(
        department,
        settings=replace(settings, vintage=vintage, counties=codes),
        tracts=census.tracts.frame,
        language=census.language.table,
        population=population,
        **frames,
        provenance=(*kept, *replaced.values(), *extras.provenance),
        notes=(*notes, *extras.notes),
        folder=None,
        version="",
        place=None,
    )
    saved = steps.run("saving", lambda _: _save_beside(folder, department.version or None, newer, by))
    return Fetched(saved, (census.finding, *extras.findings))


def _save_beside(folder: Path, seen: str | None, newer: Department, by: Writer | None) -> Department:
    """Write a department as another year of the one in a folder."""
    year = str(newer.settings.vintage)

    def stage(place: Path) -> tuple[str, ...]:
        write_files(newer, place / VINTAGES_FOLDER / year)
        return ()

    change_department(folder, Change(f"the survey of {newer.settings.period} fetched beside", stage, seen=seen), by)
    return load_year(folder, newer.settings.vintage)


def load_year(folder: Path, vintage: int) -> Department:
    """Return the department in a folder as of one of the years it has.

    Raises
    ------
    InputError
        If it does not have that year.
    """
    years = department_vintages(folder)
    if vintage not in years:
        had = ", ".join(map(str, years))
        raise InputError("the department does not have that year", value=vintage, fix=f"choose one of {had}")
    return load_place(years[vintage])


def department_vintages(folder: Path) -> dict[int, Path]:
    """Return the years a department has and the place of each, the oldest first."""
    place, _ = place_of(folder)
    found = {read_settings(place / SETTINGS_FILE).vintage: place}
    for beside in (place / VINTAGES_FOLDER).glob(f"*/{SETTINGS_FILE}"):
        if beside.parent.name.isdigit():
            found[int(beside.parent.name)] = beside.parent
    return dict(sorted(found.items()))
