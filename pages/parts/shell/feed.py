"""The calendar behind an address with a key: what its maker may read, asked anew each time."""

from __future__ import annotations

from geodata.departments import Opened, first_department, known_department
from geodata.meetings.feeds import reader_of
from pages.parts.kept import departments as kept_departments
from pages.parts.shell.context import records_of
from planning.errors import PlanningError
from server.mode import is_shared


def calendar_of(key: str, department: str = "") -> bytes | None:
    """Return the calendar that a key opens; None where it opens none.

    Parameters
    ----------
    department : str
        The name of one of the server's departments, as in the addresses of pages; the first one unless given.
    """
    try:
        where = (known_department(department) if department else None) or first_department()
        store = records_of(where)
        actor = reader_of(store, key, shared=is_shared())
        prepared = kept_departments.prepared_at(where, kept_departments.stamp_of(where))
        return Opened(prepared, store, actor).calendar()
    except PlanningError:
        return None
