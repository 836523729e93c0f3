"""What people decided about spellings of languages on a roster: kept in the records, applied wherever it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from geodata.department.answers import PreparedDepartment
from geodata.department.department import Department
from geodata.records.store import Store
from geodata.records.work import Work
from planning.languages.matching import apply_decisions, build_review
from planning.records.roles import Actor
from planning.vocabulary import VIEWER

READER = Actor("the program", VIEWER)
"""Decisions name nobody and every figure of officers depends on them, so everybody's screen reads them."""


def load_decisions(store: Store) -> dict[str, str]:
    """Return decisions by spelling."""
    return {record["spelling"]: record["decision"] for record in store.records(READER, "language_decision")}


def save_decisions(store: Store, actor: Actor, decisions: Mapping[str, str], seen: Mapping[str, int]) -> int:
    """Save decisions, all or none, and return how many were new or changed.

    Parameters
    ----------
    decisions : mapping of spelling to language id or ``leave out``
    seen : mapping of spelling to version
        Of the decisions that were on the screen.

    Raises
    ------
    ConflictError
        If somebody decided one of them meanwhile.
    """

    def steps(work: Work) -> int:
        known = {record["spelling"]: record for record in work.find("language_decision")}
        saved = 0
        for spelling, decision in decisions.items():
            old = known.get(spelling.strip().casefold())
            if old is None:
                work.add("language_decision", {"spelling": spelling, "decision": decision})
            elif old["decision"] != decision:
                work.change("language_decision", old.id, {"decision": decision}, seen.get(old["spelling"], 0))
            else:
                continue
            saved += 1
        return saved

    return store.together(actor, steps)


def decided(prepared: PreparedDepartment, decisions: Mapping[str, str]) -> PreparedDepartment:
    """Return the department with decided spellings counted."""
    return replace(prepared, department=with_decisions(prepared.department, decisions))


def with_decisions(department: Department, decisions: Mapping[str, str]) -> Department:
    """Return the department with decided spellings of its roster counted; the same one where nothing changes."""
    if department.roster is None or not decisions:
        return department
    roster = apply_decisions(department.roster, decisions)
    if roster["language"].equals(department.roster["language"]):
        return department
    return replace(department, roster=roster)


def review_of(department: Department, decisions: Mapping[str, str]) -> pd.DataFrame:
    """Return the spellings of the roster that are no language's own name, those that wait for a decision first."""
    if department.roster is None:
        return build_review(())
    review = build_review(department.roster["language_as_found"].dropna(), decisions)
    waits = review["decision"].isna()
    return pd.concat([review[waits], review[~waits]], ignore_index=True)
