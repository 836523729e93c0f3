"""What a department has distances shown and asked in: miles unless it says kilometers. Files hold meters."""

from __future__ import annotations

from geodata.department.department import Department, change_settings, load_department
from geodata.department.versions import Writer
from planning.errors import UnknownNameError
from planning.words.lengths import METERS_IN


def set_distances(department: Department, unit: str, by: Writer | None = None) -> Department:
    """Have distances shown and asked in another unit, and return the department as it is then.

    Parameters
    ----------
    unit : str
        ``miles`` or ``kilometers``.

    Raises
    ------
    UnknownNameError
        If it is neither.
    InputError
        If the department has no folder, as the demo.
    ConflictError
        If somebody else has changed the settings since the department was opened.
    """
    if unit not in METERS_IN:
        raise UnknownNameError("unit of distances", unit, METERS_IN)
    change_settings(department, f"distances from now on in {unit}", by, distances=unit)
    assert department.folder is not None
    return load_department(department.folder)
