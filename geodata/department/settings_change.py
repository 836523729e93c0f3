"""Settings that a person changes, each held against what it can be, saved together or not at all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from geodata.department.choose_rule import with_rule
from geodata.department.department import Department, change_settings, load_department
from geodata.department.settings_check import CHECKS, check_values
from geodata.department.time_zones import find_zone
from geodata.department.version_files import SETTINGS_FILE
from geodata.department.versions import Writer
from planning.errors import InputError, UnknownNameError
from planning.lists import listed

ELSEWHERE = MappingProxyType(
    {
        **dict.fromkeys(("vintage", "beat_id", "levels"), "give the files again with 'outreach.py new DEPT --replace'"),
        **dict.fromkeys(("units", "shifts"), "use 'outreach.py decide DEPT --unit' or --shift"),
        "is_demo": "whether figures are invented is known when a department is made",
    }
)
"""What belongs to a department's files, and where it is changed."""
SETTABLE = tuple(name for name in CHECKS if name not in ELSEWHERE)


def set_settings(department: Department, given: Mapping[str, str], by: Writer | None = None) -> Department:
    """Set some settings of a department, and return it as it is then.

    Parameters
    ----------
    given : mapping of setting to value, as ``department.toml`` writes it; text needs no quotes

    Raises
    ------
    UnknownNameError
        If there is no such setting, rule or time zone; offers the nearest.
    InputError
        If a value cannot be what it is, or the setting belongs to the department's files.
    ConflictError
        If somebody else has changed the settings since the department was opened.
    """
    for name in given:
        if name in ELSEWHERE:
            raise InputError(f"{name} is not set by itself", fix=ELSEWHERE[name])
        if name not in CHECKS:
            raise UnknownNameError("setting", name, SETTABLE)
    chosen = check_values({name: read_value(text) for name, text in given.items()}, SETTINGS_FILE)
    if "counties" in chosen:
        chosen["counties"] = tuple(chosen["counties"])
    if chosen.get("time_zone"):
        find_zone(chosen["time_zone"], department.usual_zone)
    if "rule" in chosen:
        chosen["rule"] = with_rule(department, chosen["rule"], department.folder).settings.rule
    change_settings(department, f"{listed(sorted(given))} set", by, **chosen)
    assert department.folder is not None
    return load_department(department.folder)


def read_value(text: str) -> Any:
    """Return a value as the settings file would hold it; what is no number, list or yes is text.

    Examples
    --------
    >>> [read_value(text) for text in ("1500", "2.5", '["051"]', "Harbor Falls Police", "'41'")]
    [1500, 2.5, ['051'], 'Harbor Falls Police', '41']
    """
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
