"""Map layers: from a table to how each area is drawn, what it says, and the legend that explains it.

A layer is plain data, the same for a screen, a file and a sheet of paper.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import pandas as pd

from geodata.department.department import Department
from geodata.department.names import area_title
from geodata.maps.classes import class_words
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.wording import MISSING


@dataclass(frozen=True, slots=True)
class AreaMark:
    """How one area is drawn and what it says.

    Attributes
    ----------
    area_id, title : str
    look : str
        One of ``geodata.maps.palette.LOOKS``.
    lines : tuple of str
    doubt : bool
        Whether stripes are laid over it.
    label : str
        What is written on it; empty for nothing.
    value : float
        The figure that decides the look; missing where there is none.
    """

    area_id: str
    title: str
    look: str
    lines: tuple[str, ...] = ()
    doubt: bool = False
    label: str = ""
    value: float = math.nan


@dataclass(frozen=True, slots=True)
class Layer:
    """What a map shows: the marks of its areas, and the legend in words.

    Attributes
    ----------
    title : str
    marks : tuple of AreaMark
    legend : tuple of (look, words)
        Of what is on the map.
    level : str
        The level of its areas.
    """

    title: str
    marks: tuple[AreaMark, ...]
    legend: tuple[tuple[str, str], ...]
    level: str


class MapFacts(Protocol):
    """What layers are made from: a department, the choice of level and language, and its need."""

    @property
    def department(self) -> Department:
        """The department."""
        ...

    @property
    def level(self) -> str:
        """The level areas are shown at."""
        ...

    @property
    def language(self) -> str:
        """A language group, or ``all``."""
        ...

    def need(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table at a level, the chosen one unless told."""
        ...

    def people_by_area(self, rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
        """Return the people of each area of some areas and languages of the level, each with its margin."""
        ...


def plain_layer(facts: MapFacts, level: str, title: str) -> Layer:
    """Return areas as outlines only, for a map whose question is about points."""
    ids = set(facts.department.area_groups(level).values())
    return Layer(title, tuple(mark_of(facts, level, area, "plain") for area in sorted(ids)), (), level)


def only_in(layer: Layer, department: Department, district: str) -> Layer:
    """Return a layer with the areas of one district of the coarsest level; of the others only the outline is left.

    An area of another level that has ground in the district stays.
    """
    wide, own = department.area_groups(department.coarsest_level), department.area_groups(layer.level)
    inside = {own[beat] for beat, name in wide.items() if name == district}
    marks = tuple(
        mark if mark.area_id in inside else AreaMark(mark.area_id, mark.title, "plain") for mark in layer.marks
    )
    return replace(layer, title=f"{layer.title}, {area_title(department.coarsest_level, district)}", marks=marks)


def mark_of(
    facts: MapFacts,
    level: str,
    area_id: str,
    look: str,
    lines: tuple[str, ...] = (),
    doubt: bool = False,
    value: float = math.nan,
) -> AreaMark:
    """Return an area's mark, by the name it has on screen."""
    title = area_title(level, area_id, facts.department.settings.name)
    label = area_id if level != DEPARTMENT_LEVEL else ""
    return AreaMark(area_id, title, look, lines, doubt, label, float(value))


def class_legend(
    marks: Sequence[AreaMark], breaks: Sequence[float], looks: Sequence[str], unit: str
) -> tuple[tuple[str, str], ...]:
    """Return the legend of classes, then of what is in none and of doubt."""
    classes = tuple(zip(looks, class_words(breaks, unit), strict=True))
    return (*classes, *used_legend(marks, {"none": "none counted", "missing": MISSING}))


def used_legend(
    marks: Sequence[AreaMark], words: Mapping[str, str], doubt: str = "Stripes: low reliability"
) -> tuple[tuple[str, str], ...]:
    """Return the legend of the looks that are on the map, and of doubt where there is any."""
    there = {mark.look for mark in marks}
    entries = tuple((look, text) for look, text in words.items() if look in there)
    return entries + ((("doubt", doubt),) if any(mark.doubt for mark in marks) else ())
