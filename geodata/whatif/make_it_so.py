"""Make a scenario so: a new version of the department, through the same door as Setup. Undo is that of versions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geodata.department.answers import prepare
from geodata.department.department import Department, load_place, save_department
from geodata.department.provenance import Provenance
from geodata.department.versions import Writer, place_of, version_place
from geodata.whatif.derive import derive
from planning.errors import InputError
from planning.whatif.scenario import OFFICER_STEPS, Scenario

REDRAWN = "redrawn by a scenario"


def make_it_so(folder: Path | None, scenario: Scenario, seen: str, title: str, by: Writer) -> Department:
    """Write the department that a scenario would make, on top of the version that was seen; return it.

    Steps about officers are not written: a roster says who is there, and changes when they come.

    Parameters
    ----------
    folder : Path or None
        Of the department; None for the demo.
    seen : str
        The version that was on the screen.
    title : str
        What the scenario is called, for the history.
    by : Writer
        Asked whether they may, as for every write.

    Raises
    ------
    InputError
        If there is no folder, or no step that would change it.
    ConflictError
        If somebody else has changed the same since.
    AccessError
    """
    if folder is None:
        raise InputError("the demo cannot be changed", fix="make a department of your own with 'outreach.py new'")
    if all(isinstance(step, OFFICER_STEPS) for step in scenario.steps):
        raise InputError(
            "this scenario is only about officers, who are on the roster",
            fix="add a new roster in Setup when they are there",
        )
    place, version = place_of(folder)
    if seen and version_place(folder, seen).is_dir():
        place, version = version_place(folder, seen), seen
    # From the files, not from what is on screen: decisions and records laid over them stay where they are.
    as_kept = load_place(place, folder=folder, version=version)
    after = derive(prepare(as_kept), scenario).prepared.department
    noted = replace(after, provenance=_redrawn(after, scenario))
    return save_department(noted, folder, replace=True, seen=version, by=by, what=f"What if: {title}")


def _redrawn(after: Department, scenario: Scenario) -> tuple[Provenance, ...]:
    """Return where the inputs came from, those that the scenario changed said to be changed."""
    changed = {
        name for name, touches in (("beats", scenario.touches_map), ("venues", scenario.touches_venues)) if touches
    }
    said = f"{REDRAWN} ({scenario.fingerprint})"
    kept = [
        replace(source, title=f"{source.title}, {said}" if source.title else said, sha256="", account=None)
        if source.input in changed
        else source
        for source in after.provenance
    ]
    missing = changed - {source.input for source in kept}
    return (*kept, *(Provenance(name, title=said) for name in sorted(missing)))
