"""The roster: how surely an officer speaks a language, and who counts.

The five tiers follow San Francisco's law (Administrative Code 91: designated post, certified, paid a premium,
self-designated), Portland's "Bureau Interpreter" (verbal test and interpreter training) and the usual pay
rule, where the premium follows an outside oral test (Virginia Beach). Testers warn against self-report, so
who says so without a test, or whose test has lapsed, is shown beside the others and never in place of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from planning.errors import SchemaError, UnknownNameError
from planning.vocabulary import CERTIFIED, EXPIRED, PREMIUM, SELF, SELF_REPORTED, TESTED

Proof = Literal["certified", "tested", "self"]

OFFICER, CIVILIAN, DISPATCHER = "officer", "civilian", "dispatcher"
KINDS = (OFFICER, CIVILIAN, DISPATCHER)
"""Who is on a roster. Only officers fill posts; civilian interpreters and dispatchers are counted apart."""

TWO_LANGUAGES_NOTE = "An officer with two languages counts in the row of each language, and once in the headcount."
"""Stands under every table that sums officers by language."""


@dataclass(frozen=True, slots=True)
class Tier:
    """How surely an officer speaks a language.

    Attributes
    ----------
    id : str
        The word in the roster.
    name, meaning : str
        What a person reads.
    proof : {"certified", "tested", "self"}
        The column the officer is counted in. ``self`` is "not verified now".
    """

    id: str
    name: str
    meaning: str
    proof: Proof

    @property
    def is_verified(self) -> bool:
        """Whether the officer counts as capable."""
        return self.proof != SELF


TIERS: Mapping[str, Tier] = MappingProxyType(
    {
        tier.id: tier
        for tier in (
            Tier(CERTIFIED, "Certified", "passed a test and trained to interpret", CERTIFIED),
            Tier(TESTED, "Tested", "passed a language test", TESTED),
            Tier(PREMIUM, "Paid a premium", "paid for the language after a test", TESTED),
            Tier(EXPIRED, "Expired", "passed a test that is no longer valid", SELF),
            Tier(SELF_REPORTED, "Self-reported", "self-reported, not tested", SELF),
        )
    }
)
"""The tiers by id, the surest first."""


def officers_only(roster: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of officers; everybody, where the roster does not say who is what.

    Examples
    --------
    >>> roster = pd.DataFrame({"officer_id": ["7", "8"], "kind": ["officer", "dispatcher"]})
    >>> officers_only(roster)["officer_id"].tolist()
    ['7']
    """
    if "kind" not in roster.columns:
        return roster
    return roster[roster["kind"].fillna(OFFICER) == OFFICER]


def count_by_kind(roster: pd.DataFrame) -> pd.DataFrame:
    """Return people and verified speakers by kind and language, each person once a row.

    Returns
    -------
    DataFrame with columns kind, language, people, verified
        ``language`` is missing in the row of all people of a kind.

    Examples
    --------
    >>> count_by_kind(pd.DataFrame({"officer_id": ["7", "8"], "unit": "A", "shift": "day",
    ...     "language": ["korean", None], "tier": ["tested", None],
    ...     "kind": ["dispatcher", "officer"]}).astype("str")).fillna("-").values.tolist()
    [['officer', '-', 1, 0], ['dispatcher', '-', 1, 1], ['dispatcher', 'korean', 1, 1]]
    """
    kinds = roster["kind"].fillna(OFFICER) if "kind" in roster.columns else pd.Series(OFFICER, roster.index)
    rows: list[tuple[str, str | None, int, int]] = []
    for kind in KINDS:
        people = roster[kinds == kind]
        if people.empty:
            continue
        best = best_tiers(people.drop(columns="kind", errors="ignore"))
        verified = best[best["proof"] != SELF]
        rows.append((kind, None, people["officer_id"].nunique(), verified["officer_id"].nunique()))
        for language, speakers in best.groupby("language"):
            sure = verified[verified["language"] == language]
            rows.append((kind, str(language), speakers["officer_id"].nunique(), sure["officer_id"].nunique()))
    counted = pd.DataFrame(rows, columns=["kind", "language", "people", "verified"])
    return counted.astype({"kind": "str", "language": "str"})


def best_tiers(roster: pd.DataFrame) -> pd.DataFrame:
    """Return each officer's best tier in each language.

    Parameters
    ----------
    roster : DataFrame
        At least officer_id, unit, shift, language, tier; others may be absent. Rows without a language are
        left out, and so is who is no officer. A language without a tier is ``self_reported``: nobody has said
        it was tested.

    Returns
    -------
    DataFrame
        officer_id, unit, shift, language, tier, proof; one row for each officer, unit, shift and language.

    Raises
    ------
    SchemaError
        If a column is not there.
    UnknownNameError
        If a tier is in no list.

    Examples
    --------
    >>> best_tiers(pd.DataFrame({"officer_id": ["7", "7"], "unit": "A", "shift": "day",
    ...     "language": "korean", "tier": ["self_reported", "tested"]}))["tier"].tolist()
    ['tested']
    """
    keys = ["officer_id", "unit", "shift", "language"]
    for column in (*keys, "tier"):
        if column not in roster.columns:
            raise SchemaError(f"the roster has no column {column!r}", fix="add it, or choose the column to use")
    officers = officers_only(roster)
    spoken = officers.loc[officers["language"].notna(), [*keys, "tier"]].reset_index(drop=True)
    spoken = spoken.assign(tier=spoken["tier"].fillna(SELF_REPORTED))
    for tier in spoken["tier"].unique():
        if tier not in TIERS:
            raise UnknownNameError("tier", str(tier), TIERS)
    rank = spoken["tier"].map({tier: k for k, tier in enumerate(TIERS)})
    best = spoken.loc[rank.sort_values(kind="stable").index].drop_duplicates(keys).sort_index()
    proof = best["tier"].map({tier.id: tier.proof for tier in TIERS.values()})
    return best.assign(proof=proof).reset_index(drop=True)


def headcount(roster: pd.DataFrame) -> dict[Proof, int]:
    """Return how many officers stand at best where, each counted once whatever they speak.

    Examples
    --------
    >>> headcount(pd.DataFrame({"officer_id": ["7", "7", "8"], "unit": "A", "shift": "day",
    ...     "language": ["korean", "spanish", "korean"], "tier": ["expired", "tested", "expired"]}))
    {'certified': 0, 'tested': 1, 'self': 1}
    """
    order: tuple[Proof, ...] = (CERTIFIED, TESTED, SELF)
    best = best_tiers(roster)
    rank = best["proof"].map({proof: k for k, proof in enumerate(order)})
    once = rank.groupby(best["officer_id"]).min()
    return {proof: int((once == k).sum()) for k, proof in enumerate(order)}


def find_contradictions(roster: pd.DataFrame) -> tuple[str, ...]:
    """Return sentences that name the officers of whom the roster says two things; for those who may see the roster.

    Examples
    --------
    >>> roster = pd.DataFrame({"officer_id": ["7", "7"], "unit": ["A", "B"], "shift": "day",
    ...     "language_as_found": "Korean", "tier": ["tested", "expired"]})
    >>> find_contradictions(roster)
    ('One language with several ratings, of which the highest counts: 7 (Korean).', 'More than one unit or shift, of
    which plans use the first: 7.')
    """
    found = []
    tiers = roster.dropna(subset="language_as_found").groupby(["officer_id", "language_as_found"])["tier"].nunique()
    torn = sorted({f"{officer} ({language})" for officer, language in tiers.index[tiers > 1]})
    if torn:
        found.append(f"One language with several ratings, of which the highest counts: {', '.join(torn)}.")
    stations = roster.drop_duplicates(["officer_id", "unit", "shift"])["officer_id"]
    twice = sorted(set(stations[stations.duplicated()]))
    if twice:
        found.append(f"More than one unit or shift, of which plans use the first: {', '.join(twice)}.")
    return tuple(found)
