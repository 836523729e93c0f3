"""The one road from a department to its answers.

The screens and the command line both come here, so that a figure cannot differ between them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from geodata import clock
from geodata.department.areas import area_ref, area_touches
from geodata.department.crosswalk import CrosswalkReport, PointJoin, build_crosswalk, join_points, stand_in_points
from geodata.department.department import Department
from geodata.department.rules import load_rules
from planning.errors import UnknownNameError
from planning.need import need as need_sums
from planning.need.beside_rest import AREA, REST, REST_COLUMNS, build_beside_rest
from planning.need.crosswalk import Crosswalk
from planning.need.evidence import place_evidence
from planning.need.intervals import build_intervals
from planning.need.need import build_need, people_together
from planning.need.weak_margins import weak_margins
from planning.records.unserved import EVERYWHERE
from planning.verdicts.several import STRENGTH, strongest
from planning.verdicts.thresholds import VERDICT_COLUMNS, ThresholdRule, build_verdict_details, find_rule
from planning.vocabulary import BEAT_LEVEL, CUSTOM_LEVEL, DEPARTMENT_LEVEL

NOT_NAMED = "(other beats)"
SENTENCES = ("reason", "reason_by_margin")

LEAST_BLOCK_GROUP = 600
"""People of the smallest block groups; points that hold as many on average are no blocks."""

LEVEL_OF_BASE = {
    BEAT_LEVEL: BEAT_LEVEL,
    DEPARTMENT_LEVEL: DEPARTMENT_LEVEL,
    "city": DEPARTMENT_LEVEL,
    "county": DEPARTMENT_LEVEL,
    "state": DEPARTMENT_LEVEL,
    CUSTOM_LEVEL: CUSTOM_LEVEL,
}
"""The level a rule's base is read at here; any other base is the coarsest level under the department."""


@dataclass(frozen=True, slots=True, eq=False)
class PreparedDepartment:
    """A department with its people placed in its beats: the slow part, done once."""

    department: Department
    join: PointJoin
    crosswalk: Crosswalk
    report: CrosswalkReport


def prepare(department: Department) -> PreparedDepartment:
    """Place the people of the department in its tracts and beats."""
    join = join_points(department)
    crosswalk, report = build_crosswalk(department, join)
    return PreparedDepartment(department, join, crosswalk, report)


def people_points(prepared: PreparedDepartment) -> pd.DataFrame:
    """Return where people live: the population points, or one stand-in a tract where none were given."""
    department = prepared.department
    return prepared.join.points if department.population is not None else stand_in_points(department)


def need(prepared: PreparedDepartment, level: str) -> pd.DataFrame:
    """Return the need table at a level; see ``planning.need.need.build_need``."""
    return build_need(crosswalk_at(prepared, level), prepared.department.language)


def crosswalk_at(prepared: PreparedDepartment, level: str) -> Crosswalk:
    """Return the weights of the tracts in the areas of a level."""
    if level == BEAT_LEVEL:
        return prepared.crosswalk
    return prepared.crosswalk.grouped(prepared.department.area_groups(level))


def people_of(prepared: PreparedDepartment, level: str, rows: pd.DataFrame) -> tuple[float, float]:
    """Return the people of some areas and languages together, and the margin of that sum.

    Parameters
    ----------
    rows : DataFrame with area_id, language
        Each pair once; see ``planning.need.need.people_together``.
    """
    return people_together(crosswalk_at(prepared, level), prepared.department.language, rows)


def beside_rest(prepared: PreparedDepartment, beats: Collection[str]) -> pd.DataFrame:
    """Return the shares of some beats beside those of the rest of the department; see ``planning.need.beside_rest``.

    Empty where there is no rest.
    """
    groups = {beat: AREA if beat in beats else REST for beat in prepared.department.area_groups(BEAT_LEVEL)}
    if len(set(groups.values())) < 2:
        return pd.DataFrame(columns=list(REST_COLUMNS))
    return build_beside_rest(prepared.crosswalk.grouped(groups), prepared.department.language)


def people_by_area(prepared: PreparedDepartment, level: str, rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return for each area of the rows what ``people_of`` says of its rows, all areas at once."""
    return need_sums.people_by_area(crosswalk_at(prepared, level), prepared.department.language, rows)


def intervals(prepared: PreparedDepartment, level: str, boundary: float = 1.0) -> pd.DataFrame:
    """Return the interval with both errors at a level, in the order of ``need``; see ``planning.need.intervals``."""
    return build_intervals(crosswalk_at(prepared, level), prepared.department.language, boundary)


def need_with_intervals(prepared: PreparedDepartment, level: str) -> pd.DataFrame:
    """Return the need table with the interval with both errors, and where the ± is weak.

    Returns
    -------
    DataFrame
        The columns of ``need`` and lep_interval_low, lep_interval_high, weak_margin (a reason, or empty).
    """
    table = need(prepared, level)
    ends = intervals(prepared, level)[["lep_interval_low", "lep_interval_high"]]
    return table.assign(**ends, weak_margin=weak_margins(table, places_coarsely(prepared)))


def places_coarsely(prepared: PreparedDepartment) -> bool:
    """Return whether people are placed by points coarser than census blocks, or by land alone.

    The Bureau draws block groups for 600 to 3,000 people; blocks hold a tenth of that or less.
    """
    points = prepared.join.points
    return points.empty or float(points["pop"].mean()) >= LEAST_BLOCK_GROUP


def rule_of(department: Department, name: str | None = None) -> ThresholdRule:
    """Return the rule of this name, or the one the department has chosen; its own rules before presets."""
    return find_rule(name or department.settings.rule, load_rules(department).rules)


def level_of(department: Department, rule: ThresholdRule) -> str:
    """Return the level at which the rule itself is read, as near as this department has one.

    Of several rules at once, the finest of theirs: what a coarser one asks for, it asks for in every area inside.
    """
    if rule.limbs:
        fine_first = [*department.levels, DEPARTMENT_LEVEL]
        return min((level_of(department, limb) for limb in rule.limbs), key=fine_first.index)
    return LEVEL_OF_BASE.get(rule.base, department.coarsest_level)


def verdicts(
    prepared: PreparedDepartment,
    rule: ThresholdRule,
    level: str,
    evidence: pd.DataFrame | None = None,
    today: date | None = None,
) -> pd.DataFrame:
    """Return met, not met or cannot tell for every area and language, as screens and papers show it.

    A verdict is given only if it stands with both errors, see ``verdict_details``; what the margin alone says and the
    range that decided stand beside it.
    """
    return verdict_details(prepared, rule, level, evidence, today)[list(VERDICT_COLUMNS)]


def verdict_details(
    prepared: PreparedDepartment,
    rule: ThresholdRule,
    level: str,
    evidence: pd.DataFrame | None = None,
    today: date | None = None,
) -> pd.DataFrame:
    """Return the verdicts that stand with both errors, the kinds of doubt apart, and those by the margin beside.

    See ``planning.verdicts.thresholds.build_verdict_details``.

    Parameters
    ----------
    level : str
        A level of the department, or ``CUSTOM_LEVEL`` for a rule that names its own area.
    evidence : DataFrame, optional
        See ``planning.need.evidence.EVIDENCE_COLUMNS``; what is known of wider areas than the level's is left out.
    today : date, optional
        The day on which a rule is past its review; this day unless given.
    """
    today = today or clock.today(prepared.department.zone)
    if rule.limbs:
        return _details_of_several(prepared, rule, level, evidence, today)
    if level == CUSTOM_LEVEL:
        walk = prepared.crosswalk.grouped(_custom_area(prepared.department, rule))
    else:
        walk = crosswalk_at(prepared, level)
    table = build_need(walk, prepared.department.language)
    ranges = build_intervals(walk, prepared.department.language)
    if level == CUSTOM_LEVEL:
        table = table[table["area_id"] == CUSTOM_LEVEL]
    uses = None if evidence is None else uses_at(prepared.department, rule, level, evidence)
    return build_verdict_details(table, rule, level, today, uses, intervals=ranges)


def _details_of_several(
    prepared: PreparedDepartment, rule: ThresholdRule, level: str, evidence: pd.DataFrame | None, today: date
) -> pd.DataFrame:
    """Return what several rules decide, each at its own level unless a person chose another for all of them."""
    own = level == level_of(prepared.department, rule)
    levels = [level_of(prepared.department, limb) if own else level for limb in rule.limbs]
    tables = [verdict_details(prepared, limb, at, evidence, today) for limb, at in zip(rule.limbs, levels, strict=True)]
    people = need(prepared, level)
    groups = prepared.department.area_groups
    laid = [
        table if at == level else in_areas(table, at, groups(at), groups(level), people)
        for table, at in zip(tables, levels, strict=True)
    ]
    return strongest(laid, rule.limbs)


def in_areas(
    details: pd.DataFrame, at: str, wide: Mapping[str, str], narrow: Mapping[str, str], people: pd.DataFrame
) -> pd.DataFrame:
    """Return what is decided at a coarser level for each area of a finer one, with the people of that area.

    No threshold and no range stand there: those are the coarser area's. An area that lies in several of them goes by
    the one that asks for most.

    Parameters
    ----------
    details : DataFrame
        See ``verdict_details``.
    at : str
        The coarser level.
    wide, narrow : mapping of beat to area
        At the coarser level, and at the finer one.
    people : DataFrame
        The need table at the finer level.
    """
    pairs = pd.DataFrame({"within": wide, "area": narrow}).drop_duplicates()
    rows = pairs.merge(details.rename(columns={"area_id": "within"}), on="within")
    rows = rows.assign(rank=rows["verdict"].map(STRENGTH)).sort_values("rank", kind="stable")
    rows = rows.drop_duplicates(["area", "language"]).rename(columns={"area": "area_id"}).drop(columns=["rank"])
    own = people[["area_id", "language", "lep", "lep_moe"]].merge(
        rows.drop(columns=["lep", "lep_moe"]), on=["area_id", "language"], how="inner"
    )
    where = "For the whole department: " if at == DEPARTMENT_LEVEL else f"For the {at} around it: "
    said = {name: pd.array([f"{where}{text}" for text in own[name]], dtype="str") for name in SENTENCES}
    gone = dict.fromkeys(("threshold", "lep_interval_low", "lep_interval_high"), float("nan"))
    return own.assign(**said, **gone)[list(details.columns)]


def uses_at(department: Department, rule: ThresholdRule, level: str, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return local evidence by area of a level; see ``planning.need.evidence.place_evidence``.

    An area of a record counts for the one area of the level that it is or lies in.
    """
    if level == CUSTOM_LEVEL:
        return place_evidence(evidence, dict.fromkeys(rule.areas, CUSTOM_LEVEL), ())
    touches = area_touches(department, level)
    within = {ref: next(iter(areas)) for ref, areas in touches.items() if len(areas) == 1}
    whole = {area_ref(level, area) for area in within.values()}
    if level == DEPARTMENT_LEVEL:
        within[EVERYWHERE] = DEPARTMENT_LEVEL
        whole.add(EVERYWHERE)
    return place_evidence(evidence, within, whole)


def wider_areas(department: Department, level: str) -> dict[str, str]:
    """Return for each area of a level the area of the next one that can be asked about as a whole.

    Beats lie in the coarsest level under the department; anything coarser, and a rule's own area, is its own.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> wider_areas(build_demo(), "beat")["42"]
    'Millrace'
    """
    if level not in department.levels[:-2]:
        return {}
    fine, wide = department.area_groups(level), department.area_groups(department.coarsest_level)
    return {fine[beat]: wide[beat] for beat in fine}


def base_groups(department: Department, rule: ThresholdRule, level: str) -> dict[str, str]:
    """Return the area of each beat at a level, which may be the area that the rule names itself."""
    return _custom_area(department, rule) if level == CUSTOM_LEVEL else department.area_groups(level)


def _custom_area(department: Department, rule: ThresholdRule) -> dict[str, str]:
    """Return the rule's own area for each of its beats, and another for the rest."""
    beats = department.area_groups(BEAT_LEVEL)
    for area in rule.areas:
        if area not in beats:
            raise UnknownNameError(f"beat, though rule {rule.title!r} names it,", area, beats)
    return {beat: CUSTOM_LEVEL if beat in rule.areas else NOT_NAMED for beat in beats}
