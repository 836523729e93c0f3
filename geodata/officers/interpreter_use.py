"""What interpreters were used for: the bill beside the people of the whole department."""

from __future__ import annotations

import pandas as pd

from geodata.department.answers import PreparedDepartment, need_with_intervals
from planning.errors import InputError
from planning.officers.interpreter_use import use_by_language
from planning.vocabulary import DEPARTMENT_LEVEL


def interpreter_use(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return calls by language, for every thousand LEP residents, and by way; see ``use_by_language``.

    Raises
    ------
    InputError
        If the department has no bill.
    """
    return use_by_language(bill_of(prepared), department_people(prepared))


def bill_of(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the counts of the bill, or say how to give one."""
    bill = prepared.department.bill
    if bill is None:
        raise InputError("there is no interpreter's bill", fix="add one: outreach.py attach DEPT --bill FILE")
    return bill


def department_people(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return LEP people by language in the whole department, with the interval of both errors."""
    table = need_with_intervals(prepared, DEPARTMENT_LEVEL)
    return table[table["area_id"] == DEPARTMENT_LEVEL]


def months_of(bill: pd.DataFrame) -> str:
    """Return the months a bill covers, in words.

    Examples
    --------
    >>> months_of(pd.DataFrame({"month": ["2025-03", "2025-01", "2025-03"]}))
    '2025-01 to 2025-03, 2 months with calls'
    """
    months = sorted(set(bill["month"]))
    if len(months) == 1:
        return str(months[0])
    return f"{months[0]} to {months[-1]}, {len(months)} months with calls"
