"""Threshold rules: one TOML file each, dated and sourced, and what a rule may hold.

A rule says from how many people on written material is asked for in their language. The presets here are
state and local laws and policies, offered as planning thresholds; the product never says that one of them
binds a department, only whom its own text binds. A department's own rule is read by the same ``parse_rule``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from planning.errors import SchemaError, UnknownNameError
from planning.languages.spoken import clean_spoken
from planning.lists import listed
from planning.need.evidence import EVIDENCE_KINDS
from planning.rules.rule import BASES, SEEN, ThresholdRule
from planning.rules.several import SIGN, join_rules, split_limbs
from planning.vocabulary import CUSTOM_LEVEL

__all__ = [
    "BASES",
    "NO_RULES",
    "PLANNING_DEFAULT",
    "PRESETS",
    "SEEN",
    "SIGN",
    "ThresholdRule",
    "build_rule",
    "find_rule",
    "parse_rule",
    "rules_of_place",
]

PLANNING_DEFAULT = "planning_default"
"""The rule of a department that has none in force: nobody's law, under its own name."""

_ONE_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "base": tuple(BASES),
        "combine": ("min", "max"),
        "decide": ("interval", "estimate"),
        "seen": SEEN,
        "agency_use_kind": tuple(EVIDENCE_KINDS),
    }
)


_TYPES: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        "as_of": (date,),
        "review_by": (date,),
        "share": (float, int),
        "share_strict": (bool,),
        "count": (float, int),
        "floor": (float, int),
        "always": (list, tuple),
        "in_force": (date,),
        "amended": (date,),
        "due": (date,),
        "count_strict": (bool,),
        "encouraged_share": (float, int),
        "encouraged_count": (float, int),
        "places": (list, tuple),
        "top_n": (int,),
        "agency_use_n": (int,),
        "agency_use_count": (float, int),
        "areas": (list, tuple),
    }
)
"""The types of the fields that are not text."""

_WORD_OF_TYPE = {
    date: "a date, year first, as in custom.toml",
    bool: "true or false",
    list: "a list of language ids, of beat ids, or of codes of places",
}


def parse_rule(text: str, name: str) -> ThresholdRule:
    """Read a rule from the text of a TOML file.

    Parameters
    ----------
    text : str
        The keys are the attributes of ``ThresholdRule`` but ``name``; those without a default must be there.
    name : str
        The rule's id.

    Raises
    ------
    SchemaError
        If the text is no TOML, lacks a key, has one that means nothing, or a value that cannot be.

    Examples
    --------
    >>> parse_rule('title = "Ours"', "ours")
    Traceback (most recent call last):
    ...
    planning.errors.SchemaError: rule 'ours' is missing text, jurisdiction, base, as_of, review_by, and source: add
    them. custom.toml shows how.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(
            f"rule {name!r} is not valid TOML: {error}", fix="write one key = value a line, texts in quotes"
        ) from None
    return build_rule(values, name)


def build_rule(values: Mapping[str, Any], name: str) -> ThresholdRule:
    """Build a rule from its values, checked as ``parse_rule`` checks them.

    ``limb`` may hold a list of further values: what asks on its own beside the rest of the rule, as 5 % of a district
    beside 10,000 in the city. What a limb does not say of its text and source is the rule's.
    """
    own, others = split_limbs(values, name)
    rule = _build_one(own, name)
    if not others:
        return rule
    limbs = (rule, *(_build_one(other, name) for other in others))
    return join_rules(limbs, name=name, title=rule.title)


def _build_one(values: Mapping[str, Any], name: str) -> ThresholdRule:
    _require_keys(values, name)
    for key, value in values.items():
        _require_type(key, value, name)
    lists = {key: tuple(values.get(key, ())) for key in ("always", "areas", "places")}
    lists["always"] = tuple(clean_spoken(language) for language in lists["always"])
    rule = ThresholdRule(name, **{**values, **lists})
    _require_sense(rule)
    return rule


def _require_keys(values: Mapping[str, Any], name: str) -> None:
    known = [field for field in fields(ThresholdRule) if field.name not in {"name", "limbs"}]
    strangers = [key for key in values if key not in {field.name for field in known}]
    if strangers:
        raise SchemaError(
            f"rule {name!r} has unknown keys",
            value=strangers[0],
            fix=f"use only {listed([field.name for field in known])}",
        )
    absent = [field.name for field in known if field.default is MISSING and field.name not in values]
    if absent:
        raise SchemaError(f"rule {name!r} is missing {listed(absent)}", fix="add them. custom.toml shows how")


def _require_type(key: str, value: object, name: str) -> None:
    expected = _TYPES.get(key, (str,))
    # A bool is an int to Python, but "count = true" is no number of persons; a datetime is a date likewise.
    fits = isinstance(value, expected) and (type(value) is not bool or bool in expected)
    if date in expected:
        fits = type(value) is date
    if isinstance(value, list | tuple):
        fits = fits and all(isinstance(item, str) for item in value)
    if not fits:
        word = _WORD_OF_TYPE.get(expected[0], "text in quotes" if str in expected else "a number")
        raise SchemaError(f"{key} of rule {name!r} is of the wrong kind", value=value, fix=f"give {word}")
    if key in _ONE_OF and value not in _ONE_OF[key]:
        raise SchemaError(
            f"{key} of rule {name!r} is none of the known", value=value, fix=f"give {listed(_ONE_OF[key], 'or')}"
        )
    if key in {"title", "text", "source"} and not str(value).strip():
        raise SchemaError(f"{key} of rule {name!r} is empty", fix="say it in a few words")


def _require_sense(rule: ThresholdRule) -> None:
    """Refuse numbers that cannot be, and rules that ask for nothing or for two things at once."""
    checks = [
        (rule.share is None or 0 < rule.share < 1, "share", rule.share, "a fraction, as 0.05 for 5%"),
        (rule.count is None or 1 <= rule.count < float("inf"), "count", rule.count, "persons, at least 1"),
        (0 <= rule.floor < float("inf"), "floor", rule.floor, "persons, 0 for none"),
        (rule.top_n is None or rule.top_n >= 1, "top_n", rule.top_n, "a number of languages, at least 1"),
        ((rule.agency_use_n or 1) >= 1, "agency_use_n", rule.agency_use_n, "a number of languages"),
        (1 <= (rule.agency_use_count or 1) < float("inf"), "agency_use_count", rule.agency_use_count, "at least 1"),
        (
            rule.encouraged_share is None or 0 < rule.encouraged_share < (rule.share or 1),
            "encouraged_share",
            rule.encouraged_share,
            "a fraction below share",
        ),
        (
            rule.encouraged_count is None or 1 <= rule.encouraged_count < (rule.count or float("inf")),
            "encouraged_count",
            rule.encouraged_count,
            "persons, fewer than count",
        ),
        (
            bool(rule.areas) == (rule.base == CUSTOM_LEVEL),
            "areas",
            list(rule.areas),
            "beat ids if, and only if, base is custom area",
        ),
        (rule.review_by >= rule.as_of, "review_by", rule.review_by.isoformat(), "a day after as_of"),
    ]
    for holds, key, value, fix in checks:
        if not holds:
            raise SchemaError(f"{key} of rule {rule.name!r} can’t be", value=value, fix=f"give {fix}")
    if rule.by_rank and (rule.share is not None or rule.floor):
        raise SchemaError(
            f"rule {rule.name!r} ranks languages and counts people at once",
            fix="give top_n, with count for the fewest people, or share and count",
        )
    if rule.by_list and not rule.always:
        raise SchemaError(
            f"rule {rule.name!r} has no threshold",
            fix=("give share, count, or top_n, or always for a list of languages, or agency_use_n or agency_use_count"),
        )


def _load_presets() -> Mapping[str, ThresholdRule]:
    """Read the rules that come with the product; they are part of the package, not input."""
    paths = [path for path in files(__name__).iterdir() if path.name.endswith(".toml")]
    paths.sort(key=lambda path: path.name)
    names = [path.name.removesuffix(".toml") for path in paths]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return MappingProxyType({name: parse_rule(text, name) for name, text in zip(names, texts, strict=True)})


PRESETS: Mapping[str, ThresholdRule] = _load_presets()
"""The rules that come with the product, by name."""

NO_RULES: Mapping[str, ThresholdRule] = MappingProxyType({})


def rules_of_place(codes: Iterable[str]) -> tuple[ThresholdRule, ...]:
    """Return the presets that are law or policy where a place is, those of the smallest place first.

    Parameters
    ----------
    codes : iterable of str
        State codes of two digits, or codes of counties, tracts or blocks: whatever begins with the county's.

    Examples
    --------
    >>> [rule.name for rule in rules_of_place(["06075"])]
    ['san_francisco_admin_91', 'california_gov_7299_7']
    """
    given = set(codes)

    def holds(place: str) -> bool:
        return any(code.startswith(place) or (len(code) == 2 and place.startswith(code)) for code in given)

    found = [rule for rule in PRESETS.values() if any(holds(place) for place in rule.places)]
    return tuple(sorted(found, key=lambda rule: -max(map(len, rule.places))))


def find_rule(name: str, extra: Mapping[str, ThresholdRule] = NO_RULES) -> ThresholdRule:
    """Return the rule of this name: a department's own before a preset; of names joined by +, all of them at once.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest known name is offered.

    Examples
    --------
    >>> find_rule("hawaii_hrs_321c_3").count
    1000
    >>> find_rule("washington_rcw_38_52_070+king_county").title
    'Washington RCW 38.52.070 and King County translation policy'
    """
    known = {**PRESETS, **extra}
    if SIGN in name:
        return join_rules(tuple(find_rule(part.strip(), extra) for part in name.split(SIGN)))
    if name not in known:
        raise UnknownNameError("rule", name, known)
    return known[name]
