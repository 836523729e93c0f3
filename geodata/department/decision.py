"""What a rule decides, and where those people live: the one answer that every page, paper, post and command goes by.

A rule is read at its own level: California's for the whole jurisdiction, another by district. It decides there, once.
Smaller or other areas get no verdict of their own: they say where the people live for whom it asks. Whoever wants may
have it read at another level, and that is said wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment, base_groups
from geodata.department.department import Department
from geodata.department.names import level_word
from planning.need.crosswalk import Crosswalk
from planning.need.need import build_need, people_together
from planning.rules import BASES, ThresholdRule
from planning.verdicts.several import STRENGTH
from planning.vocabulary import CUSTOM_LEVEL, DEPARTMENT_LEVEL

WHERE_COLUMNS = ("area_id", "language", "people", "people_moe", "verdict", "basis")


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What a rule decides in a department.

    Attributes
    ----------
    rule : ThresholdRule
    level : str
        The level it is read at.
    is_own : bool
        Whether that is the rule's own level, as near as the department has it.
    details : DataFrame
        From ``planning.verdicts.thresholds.build_verdict_details``.
    """

    rule: ThresholdRule
    level: str
    is_own: bool
    details: pd.DataFrame

    @property
    def read(self) -> str:
        """The rule, and the level it is read at, as sentences begin."""
        return read_words(self.rule, self.level, self.is_own)

    def statement_on(self, today: date) -> str:
        """Return what a rule says of itself, and the level it is read at where that is not its own."""
        statement = self.rule.statement_on(today)
        if self.is_own:
            return statement
        return f"{statement}, read {_by(self.rule, self.level)}, not for {BASES[self.rule.base]}"


def read_words(rule: ThresholdRule, level: str, is_own: bool) -> str:
    """Return a rule and the level it is read at, as sentences begin.

    Examples
    --------
    >>> from planning.rules import find_rule
    >>> read_words(find_rule("dc_code_2_1933"), "department", True)
    'DC Code 2-1933, read for the whole department'
    >>> read_words(find_rule("dc_code_2_1933"), "beat", False)
    'DC Code 2-1933, read by beat here (the rule itself: for the whole jurisdiction of the agency)'
    """
    own = "" if is_own else f" here (the rule itself: for {BASES[rule.base]})"
    return f"{rule.title}, read {_by(rule, level)}{own}"


def _by(rule: ThresholdRule, level: str) -> str:
    if level == DEPARTMENT_LEVEL:
        return "for the whole department"
    return f"for beats {', '.join(rule.areas)} together" if level == CUSTOM_LEVEL else f"by {level_word(level)}"


def decide(
    prepared: PreparedDepartment,
    rule: ThresholdRule,
    level: str | None = None,
    evidence: pd.DataFrame | None = None,
    today: date | None = None,
    *,
    details: pd.DataFrame | None = None,
) -> Decision:
    """Return what a rule decides.

    Parameters
    ----------
    level : str, optional
        The rule's own unless a person chose another.
    evidence, today
        See ``geodata.department.answers.verdict_details``.
    details : DataFrame, optional
        The verdicts at that level, where they are made already.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> prepared = answers.prepare(build_demo())
    >>> decided = decide(prepared, answers.rule_of(prepared.department))
    >>> decided.level, sorted(decided.details.loc[decided.details["verdict"] == "met", "language"])
    ('department', ['arabic', 'chinese', 'korean', 'spanish', 'tagalog', 'vietnamese'])
    """
    own = answers.level_of(prepared.department, rule)
    level = level or own
    if details is None:
        details = answers.verdict_details(prepared, rule, level, evidence, today)
    return Decision(rule, level, level == own, details)


def people_where(prepared: PreparedDepartment, decision: Decision, asked: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return where the people live whom a decision is about, by area of another level.

    Parameters
    ----------
    asked : DataFrame with ``WHERE_COLUMNS``
        One row an area of the decision's level and language: see ``planning.materials.asked.build_asked``.
    level : str
        A level of the department.

    Returns
    -------
    DataFrame with ``WHERE_COLUMNS``
        ``asked`` itself at its own level. An area that lies in several areas of the decision goes by the verdict that
        asks for most, and has the people of those parts only; ``people`` is missing where the census has no figure.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> prepared = answers.prepare(build_demo())
    >>> decision = decide(prepared, answers.rule_of(prepared.department))
    >>> asked = pd.DataFrame([["department", "korean", 2437.4, 504.1, "met", "census"]], columns=WHERE_COLUMNS)
    >>> where = people_where(prepared, decision, asked, "DISTRICT")
    >>> where.sort_values("people").iloc[-1][["area_id", "verdict"]].tolist(), round(where["people"].sum())
    (['Millrace', 'met'], 2437)
    """
    if level == decision.level:
        return asked
    department = prepared.department
    areas, bases = department.area_groups(level), base_groups(department, decision.rule, decision.level)
    part_of = {beat: f"{areas[beat]}\n{bases[beat]}" for beat in areas}
    parts = pd.DataFrame({"part": part_of, "area_id": areas, "base": bases}).drop_duplicates("part")
    walk = prepared.crosswalk.grouped(part_of)
    people = build_need(walk, department.language)[["area_id", "language", "lep", "lep_moe"]]
    rows = parts.merge(
        asked[["area_id", "language", "verdict", "basis"]].rename(columns={"area_id": "base"}), on="base"
    )
    rows = rows.merge(people.rename(columns={"area_id": "part"}), on=["part", "language"], how="left")
    rank = rows["verdict"].map(STRENGTH)
    rows = rows[rank == rank.groupby([rows["area_id"], rows["language"]]).transform("min")]
    found = rows.sort_values("area_id", kind="stable").rename(columns={"lep": "people", "lep_moe": "people_moe"})
    several = found.duplicated(["area_id", "language"], keep=False)
    sums = [
        {**dict(own.iloc[0]), **_together(prepared, own, walk)}
        for _, own in found[several].groupby(["area_id", "language"], sort=False)
    ]
    whole = pd.concat([found[~several], pd.DataFrame(sums)]) if sums else found
    return whole.sort_values("area_id", kind="stable")[list(WHERE_COLUMNS)].reset_index(drop=True)


def _together(prepared: PreparedDepartment, own: pd.DataFrame, walk: Crosswalk) -> dict[str, float]:
    if own["people"].isna().any():
        return {"people": float("nan"), "people_moe": float("nan")}
    rows = own.assign(area_id=own["part"])[["area_id", "language"]]
    people, moe = people_together(walk, prepared.department.language, rows)
    return {"people": people, "people_moe": moe}


def exact_margin(prepared: PreparedDepartment, decision: Decision) -> Callable[[pd.DataFrame], float] | None:
    """Return what tells the margin of several areas of a decision together, where variance replicates do; else None."""
    table = prepared.department.language
    if table.replicates is None:
        return None
    walk = prepared.crosswalk.grouped(base_groups(prepared.department, decision.rule, decision.level))

    def margin(rows: pd.DataFrame) -> float:
        known = rows["people"].notna().all()
        return people_together(walk, table, rows[["area_id", "language"]])[1] if known else float("nan")

    return margin


def decided_for(department: Department, decision: Decision, level: str, area: str) -> pd.DataFrame:
    """Return what a decision says of one area of any level: one row a language, as the details have it.

    An area that lies in several areas of the decision goes by the one that asks for most.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> prepared = answers.prepare(build_demo())
    >>> decision = decide(prepared, answers.rule_of(prepared.department))
    >>> rows = decided_for(prepared.department, decision, "beat", "02")
    >>> rows.loc[rows["language"] == "korean", ["area_id", "verdict"]].values.tolist()
    [['department', 'met']]
    """
    beats = {beat for beat, own in department.area_groups(level).items() if own == area}
    return decided_in(department, decision, beats)


def decided_in(department: Department, decision: Decision, beats: Collection[str]) -> pd.DataFrame:
    """Return what a decision says of some beats together: one row a language, as the details have it.

    Beats that lie in several areas of the decision go by the one that asks for most.
    """
    bases = base_groups(department, decision.rule, decision.level)
    inside = {bases[beat] for beat in beats}
    rows = decision.details[decision.details["area_id"].isin(inside)]
    ranked = rows.assign(rank=rows["verdict"].map(STRENGTH)).sort_values(["rank", "lep"], ascending=[True, False])
    return ranked.drop_duplicates("language").drop(columns="rank").sort_index()
