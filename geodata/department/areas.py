"""How a record says where: a beat by its own id, a coarser area by its level and id.

Beat ``1`` and district ``1`` are two places, so a district is written ``DISTRICT:1``. A record that names no area
means the whole department.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from geodata.department.department import Department
from planning.records.unserved import EVERYWHERE
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL

Touches = Mapping[str, frozenset[str]]
"""Area of a record -> the areas of one level it has ground in."""


def area_ref(level: str, area_id: str) -> str:
    """Return how a record names an area.

    Examples
    --------
    >>> area_ref("beat", "01"), area_ref("DISTRICT", "Old Port"), area_ref("department", "department")
    ('01', 'DISTRICT:Old Port', 'department')
    """
    return area_id if level in (BEAT_LEVEL, DEPARTMENT_LEVEL) else f"{level}:{area_id}"


def area_touches(department: Department, level: str) -> Touches:
    """Return which areas of ``level`` each area a record can name has ground in.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> touches = area_touches(build_demo(), "DISTRICT")
    >>> touches["01"], len(touches["department"])
    (frozenset({'Old Port'}), 6)
    """
    wanted = department.area_groups(level)
    touches: dict[str, set[str]] = defaultdict(set)
    for named in department.levels:
        for beat, area in department.area_groups(named).items():
            touches[area_ref(named, area)].add(wanted[beat])
    return {ref: frozenset(areas) for ref, areas in touches.items()}


def spread(frame: pd.DataFrame, areas: str, languages: str, touches: Touches) -> pd.DataFrame:
    """Return one row an area and language that each record stands for.

    Parameters
    ----------
    frame : DataFrame
    areas, languages : str
        Columns that hold one name or a tuple of names a row; no area is everywhere.
    touches : mapping
        From ``area_touches``. An area the department does not have (any more) stands for nothing.

    Returns
    -------
    DataFrame
        The frame with ``area_id`` and ``language`` in place of the two columns.
    """
    pairs = [
        (row, area, language)
        for row, (where, spoken) in enumerate(zip(frame[areas], frame[languages], strict=True))
        for area in _placed(where, touches)
        for language in _names(spoken)
    ]
    rest = frame.drop(columns=[name for name in (areas, languages) if name not in ("area_id", "language")])
    rows = rest.take([row for row, _, _ in pairs]).reset_index(drop=True)
    return rows.assign(
        area_id=pd.Series([area for _, area, _ in pairs], dtype="str"),
        language=pd.Series([language for _, _, language in pairs], dtype="str"),
    )


def _names(named: object) -> tuple[str, ...]:
    if isinstance(named, str):
        return (named,)
    return tuple(named) if isinstance(named, Iterable) else ()


def _placed(named: object, touches: Touches) -> tuple[str, ...]:
    names = _names(named)
    if not names:
        return (EVERYWHERE,)
    return tuple(sorted({area for name in names for area in touches.get(name, frozenset())}))
