"""The brief of an area as a paper: the same answers as on screen, with sources and use note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

import pandas as pd

from geodata import clock
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.decision import Decision, decide, decided_for
from geodata.department.inside_groups import groups_here
from geodata.department.names import area_title, level_word
from geodata.papers.drawings import locator_svg
from geodata.papers.exports import USE_NOTE
from geodata.papers.stamp import Stamp, stamp_department
from geodata.version import software_version
from planning.errors import UnknownNameError
from planning.need.area_brief import area_blocks
from planning.rules import ThresholdRule
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.paper import Block, Drawing, Paper


def level_of_area(prepared: PreparedDepartment, area: str) -> str:
    """Return the finest level that has an area of this id.

    Raises
    ------
    UnknownNameError
        If none has; the nearest name that is there is offered.
    """
    known: set[str] = set()
    for level in prepared.department.levels:
        areas = set(prepared.department.area_groups(level).values())
        if area in areas:
            return level
        known |= areas
    raise UnknownNameError("area", area, known)


class Briefs:
    """Briefs of the areas of one department, by one rule and on one day: what they share is worked out once.

    Parameters
    ----------
    prepared : PreparedDepartment
    rule : ThresholdRule, optional
        The department's own choice unless given.
    today : date, optional
    """

    def __init__(
        self, prepared: PreparedDepartment, rule: ThresholdRule | None = None, today: date | None = None
    ) -> None:
        self.prepared = prepared
        self.rule = rule or answers.rule_of(prepared.department)
        self.today = today or clock.today(prepared.department.zone)
        self._needs: dict[str, pd.DataFrame] = {}

    @cached_property
    def decision(self) -> Decision:
        """What the rule decides at its own level."""
        return decide(self.prepared, self.rule, today=self.today)

    def need(self, level: str) -> pd.DataFrame:
        """Return the need table of a level with the range of both errors."""
        if level not in self._needs:
            self._needs[level] = answers.need_with_intervals(self.prepared, level)
        return self._needs[level]

    def of(self, area: str, level: str | None = None) -> Paper:
        """Return the brief of an area as a paper to print.

        Parameters
        ----------
        area : str
            An area of the level; ``department`` is the whole.
        level : str, optional
            The finest level that has such an area unless given.
        """
        department = self.prepared.department
        level = level or level_of_area(self.prepared, area)
        need, decision = self.need(level), self.decision
        verdicts = decided_for(department, decision, level, area)
        place = area_title(level, area, department.settings.name)
        blocks = area_blocks(
            place,
            need[need["area_id"] == area],
            verdicts[["language", "verdict", "reason", "lep"]].rename(columns={"lep": "of_lep"}),
            decision.read,
            groups_here(self.prepared, need, level, area),
        )
        drawing: tuple[Block, ...] = ()
        if level != DEPARTMENT_LEVEL:
            words = f"Where {place} lies among the {level_word(level, 2)} of {department.settings.name}."
            drawing = (Drawing(locator_svg(department.areas(level), area, department.settings.crs), words),)
        return Paper(
            f"{place}: language need",
            f"{department.settings.name} · {department.settings.period} · made on {self.today.isoformat()}",
            (*blocks[:2], *drawing, *blocks[2:]),
            (
                f"Source: U.S. Census Bureau, American Community Survey {department.settings.period} 5-year, "
                "table C16001. A number is an average of those years, not of today. "
                f"{department.language.about_margins}".rstrip(),
                f"Rule: {decision.statement_on(self.today)} "
                "Whether it binds this department is for its counsel to say.",
                f"Content {department.content_hash}, Common Tongue {software_version()}.",
                USE_NOTE,
            ),
            is_demo=department.settings.is_demo,
            made_from=self._stamp(area, level).line,
        )

    def _stamp(self, area: str, level: str) -> Stamp:
        """Return what a brief is made of, so that it can be made again and compared."""
        asked = {"area": area, "level": level, "rule": self.rule.name, "day": self.today.isoformat()}
        stamp = stamp_department(self.prepared.department, "brief", asked, self.today.isoformat())
        return replace(stamp, rule=self.rule.fingerprint)


def area_brief(
    prepared: PreparedDepartment,
    area: str,
    level: str | None = None,
    rule: ThresholdRule | None = None,
    today: date | None = None,
) -> Paper:
    """Return the brief of one area; see ``Briefs.of``."""
    return Briefs(prepared, rule, today).of(area, level)
