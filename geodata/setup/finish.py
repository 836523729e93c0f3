"""The end of setting up: the whole department is put together, checked, and moved to its place in one step."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geodata.checks.report import check_department
from geodata.department.answers import prepare
from geodata.department.attach import carry_over
from geodata.department.department import Department, load_place, save_department, write_files
from geodata.department.findings import Finding
from geodata.department.settings import Settings
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import Writer, is_department
from geodata.department.words import NOWHERE, area_names, with_words
from geodata.departments import folder_name
from geodata.fetch.places import find_state
from geodata.fetch.sources import Sources
from geodata.fetch.steps import OnProgress, Steps
from geodata.fetch.web import Cancel
from geodata.files.coordinates import projected_crs
from geodata.inputs.county_codes import note_old_codes
from geodata.inputs.language_table import language_from_frame
from geodata.inputs.registry import FIRST, LATER
from geodata.setup.beat_map import BEATS, has_beats, made_beats
from geodata.setup.draft import Draft, discard_draft
from geodata.setup.inputs import LANGUAGE, about_year, has_census, has_points, wanted_piece, with_survey_years
from planning.errors import InputError
from planning.rules import PLANNING_DEFAULT

REPORT_FILE = "report.json"


def missing_steps(draft: Draft) -> tuple[str, ...]:
    """Return the steps without which there is no department, in order."""
    entries = draft.entries
    here = {
        "place": bool(entries.name.strip() and entries.state),
        "map": has_beats(draft),
        "columns": has_beats(draft),
        "census": has_census(draft),
        "points": has_points(draft),
    }
    if here["map"] is False and entries.beats_from:
        here["map"] = True  # the map is there; its columns are not chosen
    return tuple(step for step, done in here.items() if not done)


def assemble(draft: Draft) -> Department:
    """Return the department from its pieces; nothing is written.

    Raises
    ------
    InputError
        If a step is missing.
    """
    missing = missing_steps(draft)
    beats = made_beats(draft)
    if missing or beats is None:
        raise InputError(f"not everything is there yet: {', '.join(missing) or 'columns'}", fix="go back to that step")
    pieces = {
        name: piece
        for name in dict.fromkeys((*FIRST, *LATER))
        if name != BEATS and (piece := wanted_piece(draft, name)) is not None
    }
    entries = draft.entries
    frames: dict[str, Any] = {name: piece.frame for name, piece in pieces.items()}
    frames[LANGUAGE] = language_from_frame(frames[LANGUAGE])
    from_files = (note for piece in (beats, *pieces.values()) for note in piece.notes)
    about_codes = note_old_codes(frames["tracts"]["geoid"], "the tract map", entries.vintage)
    sources = [piece.provenance for piece in (beats, *pieces.values()) if piece.provenance is not None]
    department = Department(
        settings=Settings(
            name=entries.name.strip(),
            vintage=entries.vintage,
            beat_id=entries.beat_id,
            levels=entries.levels,
            crs=projected_crs(beats.frame),
            state=find_state(entries.state),
            counties=entries.counties,
            time_zone=entries.time_zone,
            rule=entries.rule or PLANNING_DEFAULT,
        ),
        beats=beats.frame,
        **frames,
        provenance=tuple(
            with_survey_years(source, entries.vintage) if source.input == LANGUAGE else source for source in sources
        ),
        notes=(*from_files, *about_year(draft), *about_codes),
    )
    areas = {*area_names(department), NOWHERE}  # another column of ids, and some of what was said holds no more
    return with_words(department, {w: area for w, area in entries.units if area in areas}, dict(entries.shifts))


def check_work(draft: Draft, sources: Sources) -> Callable[[OnProgress, Cancel], None]:
    """Return the work of putting the department together and checking it."""

    def work(tell: OnProgress, cancel: Cancel) -> None:
        steps = Steps(4, Sources(cache_folder=sources.cache_folder, cancel=cancel), tell)
        department = steps.run("putting the department together", lambda _: assemble(draft))
        prepared = steps.run("placing every block's people in a beat", lambda _: prepare(department))
        findings = steps.run("checking beats, tracts, people and table", lambda _: check_department(prepared))
        steps.run("keeping the result", lambda _: _keep(draft, department, findings))

    return work


def _keep(draft: Draft, department: Department, findings: tuple[Finding, ...]) -> None:
    shutil.rmtree(draft.staged, ignore_errors=True)
    write_files(department, draft.staged)
    content = {"made_from": staged_made_from(draft), "findings": [asdict(finding) for finding in findings]}
    beside = draft.folder / f".{REPORT_FILE}"
    beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    beside.replace(draft.folder / REPORT_FILE)


def staged_made_from(draft: Draft) -> str:
    """Return what the checked department depends on; another answer or file, another text."""
    entries = asdict(draft.entries)
    del entries["step"]
    pieces = sorted(
        (path.stem, path.read_text(encoding="utf-8")) for path in draft.pieces.glob("*.json") if path.is_file()
    )
    return hashlib.sha256(json.dumps([entries, pieces], ensure_ascii=False).encode()).hexdigest()


def read_report(draft: Draft) -> tuple[Finding, ...] | None:
    """Return the check report of the department as the entries have it, or None if it was not checked yet."""
    try:
        content = json.loads((draft.folder / REPORT_FILE).read_text(encoding="utf-8"))
        if content["made_from"] != staged_made_from(draft) or not (draft.staged / SETTINGS_FILE).is_file():
            return None
        return tuple(Finding(**finding) for finding in content["findings"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finish(draft: Draft, departments: Path, *, replace: bool = False, by: Writer | None = None) -> Path:
    """Move the checked department to its place, and remove the draft.

    Parameters
    ----------
    departments : Path
        The server's folder.
    replace : bool
        Whether a department of that name may be replaced; its records (events, partners, ...) stay,
        and so do a roster, requests and adults that the draft does not have.

    by : Writer, optional
        Whoever is at the command line unless given. Only an administrator replaces a department.

    Returns
    -------
    Path
        The department's folder.

    Raises
    ------
    InputError
        If it was not checked, a finding stops it, or there is a department of that name already.
    """
    findings = read_report(draft)
    if findings is None:
        raise InputError("the department has not been checked as it is now", fix="check it first")
    if any(finding.status == "stop" for finding in findings):
        raise InputError("the check report has a finding that stops it", fix="fix what it names first")
    place = departments / folder_name(draft.entries.name)
    if is_department(place) and not replace:
        raise InputError(
            f"there is already a department in {place.name!r}", fix="give this one another name, or replace it"
        )
    carried = carry_over(load_place(draft.staged), place)
    what = "set up in place of what was there" if is_department(place) else "set up"
    save_department(carried.department, place, replace=replace, seen=carried.seen, by=by, what=what)
    discard_draft(draft)
    return place
