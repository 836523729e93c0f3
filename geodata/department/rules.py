"""A department's own threshold rules: one TOML file each in ``rules/`` of its folder.

The demo, and a department not saved yet, have no folder; their rules live as long as the program and are seen
by everyone who uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli_w

from geodata.department.department import Department, change_department, change_settings, require_fitting
from geodata.department.version_files import RULES_FOLDER
from geodata.department.versions import Change, Writer
from geodata.files.by_hand import read_edited
from geodata.files.names import OF_DEVICES, plain_name
from planning.errors import InputError, PlanningError, UnknownNameError
from planning.rules import PRESETS, ThresholdRule, build_rule, find_rule, parse_rule

EXAMPLE = "custom"
"""The one preset that an own rule may stand in for: it is there to be copied."""

LONGEST_FILE = 100_000
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")

_IN_MEMORY: dict[str, dict[str, ThresholdRule]] = {}
"""Rules of departments without a folder, by the department's content hash."""


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The rules a department has made.

    Attributes
    ----------
    rules : mapping of name to rule
    notes : tuple of str
        Which files could not be read, and why; the others hold all the same.
    """

    rules: Mapping[str, ThresholdRule]
    notes: tuple[str, ...] = ()


def load_rules(department: Department) -> OwnRules:
    """Return the department's own rules, by name.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> dict(load_rules(build_demo()).rules)
    {}
    """
    if department.place is None:
        return OwnRules(MappingProxyType(dict(_IN_MEMORY.get(department.content_hash, {}))))
    found: dict[str, ThresholdRule] = {}
    notes = []
    for path in sorted((department.place / RULES_FOLDER).glob("*.toml")):
        try:
            found[path.stem] = _read_rule(path)
        except PlanningError as error:
            notes.append(f"{RULES_FOLDER}/{path.name} is not used: {error}")
    return OwnRules(MappingProxyType(found), tuple(notes))


def _read_rule(path: Path) -> ThresholdRule:
    _require_name(path.stem)
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise InputError("the file is too large for a rule")
        return parse_rule(read_edited(path), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the file cannot be read", value=str(error)) from error


def rule_name_of(title: str) -> str:
    """Return a name for a rule with this title: small letters, digits and underscores.

    Examples
    --------
    >>> rule_name_of("Chief's order no. 12 (2026)")
    'chief_s_order_no_12_2026'
    """
    return plain_name(title, "own_rule", "_")


def save_rule(
    department: Department, values: Mapping[str, Any], name: str = "", by: Writer | None = None
) -> ThresholdRule:
    """Check a rule made on a screen and keep it with the department; one of the same title is replaced.

    Titles that differ never share a name, though both be written in a script that a name cannot hold: the later one
    is numbered.

    Parameters
    ----------
    values : mapping
        As the keys of the TOML file: see ``planning.rules.ThresholdRule``. Those that are None are left out.
    name : str, optional
        Made from the title unless given.
    by : Writer, optional
        Whoever is at the command line unless given.

    Raises
    ------
    SchemaError
        If the rule makes no sense; see ``planning.rules.parse_rule``.
    InputError
        If the name is that of a preset, or the folder cannot be written to.
    ConflictError
        If somebody has changed this rule since the department was opened.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from datetime import date
    >>> demo = build_demo()
    >>> rule = save_rule(demo, {"title": "Ours", "text": "200 people.", "jurisdiction": "here", "base": "beat",
    ...     "count": 200, "as_of": date(2026, 1, 1), "review_by": date(2027, 1, 1), "source": "Order 12"})
    >>> list(load_rules(demo).rules)
    ['ours']
    >>> remove_rule(demo, "ours")
    """
    given = {key: value for key, value in values.items() if value is not None and key != "name"}
    rule = build_rule(given, name or _free_name(department, str(given.get("title", ""))))
    _require_name(rule.name)
    if department.folder is None:
        _IN_MEMORY.setdefault(department.content_hash, {})[rule.name] = rule
        return rule
    file = f"{RULES_FOLDER}/{rule.name}.toml"
    _change(department, f"rule saved: {rule.title}", by, written={file: rule_to_toml(rule)})
    return rule


def _free_name(department: Department, title: str) -> str:
    """Return the name of the own rule of this title, or one that no rule of another title has."""
    first = rule_name_of(title)
    known = load_rules(department).rules
    # A file that cannot be read is somebody's rule all the same, and is not written over.
    taken = set(known) | _file_names(department)
    for name in (first, *(f"{first[:56]}_{number}" for number in range(2, 1000))):
        if name not in taken or (name in known and known[name].title.strip() == title.strip()):
            return name
    raise InputError("there are too many rules with titles like this one", value=title[:60], fix="choose another title")


def _file_names(department: Department) -> set[str]:
    if department.place is None:
        return set()
    return {path.stem for path in (department.place / RULES_FOLDER).glob("*.toml")}


def _require_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name in OF_DEVICES:
        raise InputError("this cannot be the name of a rule", value=name[:60], fix="use a-z, 0-9 and _")
    if name in PRESETS and name != EXAMPLE:
        raise InputError(
            "there is a rule of that name that comes with the product", value=name, fix="choose another title"
        )


def rule_to_toml(rule: ThresholdRule) -> str:
    """Return a rule as the text of its file, without what is as it is when nobody says.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> rule = find_rule("king_county")
    >>> parse_rule(rule_to_toml(rule), "king_county") == rule
    True
    """
    own, *others = rule.limbs or (rule,)
    values = _values(own)
    if others:
        values["limb"] = [_values(limb) for limb in others]
    return tomli_w.dumps(values)


def _values(rule: ThresholdRule) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in fields(ThresholdRule):
        value = getattr(rule, field.name)
        if field.name not in {"name", "limbs"} and (field.default is MISSING or value != field.default):
            values[field.name] = list(value) if isinstance(value, tuple) else value
    return values


def _change(
    department: Department,
    what: str,
    by: Writer | None,
    written: Mapping[str, str] = MappingProxyType({}),
    removed: tuple[str, ...] = (),
) -> None:
    """Change text files of a department's folder, on top of the version it was opened at."""
    assert department.folder is not None

    def stage(place: Path) -> tuple[str, ...]:
        for file, text in written.items():
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            (place / file).write_bytes(text.encode())
        return removed

    seen = department.version or None
    change_department(department.folder, Change(what, stage, seen=seen, check=require_fitting), by)


def remove_rule(department: Department, name: str, by: Writer | None = None) -> None:
    """Take a rule of the department away.

    Raises
    ------
    UnknownNameError
        If it has no rule of its own of this name.
    InputError
        If it is the rule in force, which something would then be missing for.
    """
    known = load_rules(department).rules
    if name not in known:
        raise UnknownNameError("rule of this department", name, known)
    if name == department.settings.rule:
        raise InputError("this is the rule in use", value=name, fix="choose another rule for the department first")
    if department.folder is None:
        del _IN_MEMORY[department.content_hash][name]
        return
    _change(department, f"rule removed: {known[name].title}", by, removed=(f"{RULES_FOLDER}/{name}.toml",))


def put_in_force(department: Department, name: str, by: Writer | None = None) -> ThresholdRule:
    """Make a rule the one in force: every page and command goes by it unless told otherwise.

    Raises
    ------
    UnknownNameError
        If there is no rule of this name.
    InputError
        If the department is not kept in a folder, as the demo is not, or the folder cannot be written to.
    """
    rule = find_rule(name, load_rules(department).rules)
    if department.folder is None:
        raise InputError(
            "the rule in use belongs to a department’s own folder, and this department has none",
            fix="set up your own department first",
        )
    change_settings(department, f"rule in use from now on: {rule.title}", by, rule=rule.name)
    return rule
