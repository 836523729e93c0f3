"""Several rules at once, and rules of several limbs: whichever asks for more decides, and each is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planning.errors import SchemaError
from planning.lists import listed
from planning.rules.rule import ThresholdRule
from planning.vocabulary import CUSTOM_LEVEL

SIGN = "+"
"""Joins the names of rules that hold at once."""

_NUMBERS = (
    *("share", "share_strict", "count", "count_strict", "combine", "floor", "always", "top_n"),
    *("encouraged_share", "encouraged_count", "agency_use_n", "agency_use_count"),
)
"""What a limb does not take over from the rest of the rule: it asks on its own."""


def split_limbs(values: Mapping[str, Any], name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the values of a rule without its further limbs, and those of each limb, filled up from the rule's."""
    own = {key: value for key, value in values.items() if key != "limb"}
    limbs = values.get("limb", [])
    if not isinstance(limbs, list) or not all(isinstance(limb, Mapping) for limb in limbs):
        raise SchemaError(f"limb of rule {name!r} is of the wrong kind", fix="write [[limb]] above each further limb")
    shared = {key: value for key, value in own.items() if key not in _NUMBERS}
    return own, [{**shared, **limb} for limb in limbs]


def join_rules(rules: Sequence[ThresholdRule], name: str = "", title: str = "") -> ThresholdRule:
    """Return one rule that asks where any of some rules asks.

    Raises
    ------
    SchemaError
        If one is read for beats of its own: no other rule is.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> both = join_rules([find_rule("dc_code_2_1933"), find_rule("maryland_3_percent")])
    >>> both.name, both.review_by == min(limb.review_by for limb in both.limbs)
    ('dc_code_2_1933+maryland_3_percent', True)
    """
    limbs = tuple(dict.fromkeys(limb for rule in rules for limb in (rule.limbs or (rule,))))
    if len(limbs) == 1:
        return limbs[0]
    if any(limb.base == CUSTOM_LEVEL for limb in limbs):
        raise SchemaError("a rule for a custom area holds alone", fix="choose one rule, or another base")
    first = limbs[0]

    def together(field: str, sign: str = " ") -> str:
        return sign.join(dict.fromkeys(value for rule in rules if (value := str(getattr(rule, field)))))

    return ThresholdRule(
        name=name or SIGN.join(dict.fromkeys(rule.name for rule in rules)),
        title=title or listed([rule.title for rule in rules]),
        text=together("text"),
        jurisdiction=together("jurisdiction", "; "),
        base=first.base,
        as_of=min(limb.as_of for limb in limbs),
        review_by=min(limb.review_by for limb in limbs),
        source=together("source", "; "),
        share=first.share,
        count=first.count,
        top_n=first.top_n,
        always=tuple(dict.fromkeys(language for limb in limbs for language in limb.always)),
        seen=together("seen", "; "),
        source_note=together("source_note"),
        binds=together("binds"),
        scope=together("scope"),
        data_source=together("data_source", "; "),
        places=tuple(dict.fromkeys(place for limb in limbs for place in limb.places)),
        limbs=limbs,
    )
