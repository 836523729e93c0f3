"""Open one agency of a batch as a department of its own, from what the batch has read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geodata.batch.asked import load_note
from geodata.batch.laid import LAID
from geodata.batch.near import departments, load_placing, read_near, read_whole_language
from geodata.batch.plan import PLAN, load_plan
from geodata.department.department import Department
from geodata.department.provenance import Provenance, survey_years
from planning.errors import InputError, UnknownNameError


def open_agency(folder: Path, agency: str, vintage: int, name: str | None = None) -> Department:
    """Return an agency as a department with one beat, whose figures are those of the batch to the bit.

    It has the language table of the whole batch: what one person counted stands for is told from all of it.

    Parameters
    ----------
    folder : Path
        Of the batch.
    agency : str
        Its id.
    vintage : int
        Last year of the 5-year window of the language table.
    name : str, optional
        What the department is called.

    Raises
    ------
    InputError
        If the folder holds no batch, or one that has not read its inputs.
    UnknownNameError
        If there is no such agency.
    """
    note = load_note(folder)
    if not (folder / LAID / PLAN).is_file():
        raise InputError(f"the batch in {folder} has not read its files yet", fix="give its command again")
    plan = load_plan(folder)
    rows = plan[plan["agency_id"] == agency]
    if rows.empty:
        raise UnknownNameError("agency", agency, plan["agency_id"])
    placing = load_placing(folder)
    near = read_near(folder, rows, placing)
    department = next(departments(near, placing))
    shown = name or (str(near.areas["name"].iloc[0]) if near.areas["name"].notna().iloc[0] else agency)
    roles = {"areas": "beats", "points": "population"}
    sources = tuple(
        Provenance(
            roles.get(role, role),
            title=" and ".join(one["file"] for one in files),
            vintage=survey_years(vintage) if role == "language" else "",
            sha256=files[0]["sha256"] if len(files) == 1 else "",
        )
        for role, files in note.inputs.items()
        if files
    )
    population = department.population
    return replace(
        department,
        settings=replace(department.settings, name=shown, vintage=vintage, beat_id=note.id_column),
        tracts=department.tracts.reset_index(drop=True),
        language=read_whole_language(folder),
        population=None if population is None else population[["pop", "geoid", "geometry"]].reset_index(drop=True),
        provenance=sources,
    )
