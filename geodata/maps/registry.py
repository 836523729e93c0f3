"""The layers a map can show, a row each: for the switch on screen, for a picture, and for files.

To add one: a row here, and whatever figure it needs in ``LayerFacts``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import pandas as pd

from geodata.department.answers import PreparedDepartment
from geodata.department.rows import area_rows
from geodata.maps.layers import Layer, MapFacts, plain_layer
from geodata.maps.officer_layers import gap_of
from geodata.maps.people_layers import change_layer, need_layer, unserved_layer, verdict_layer, where_layer
from geodata.maps.shares import need_and_gap_layer, reached_layer
from planning.languages.groups import ALL, LANGUAGES
from planning.records.unserved import MONTHS


class RuleView(Protocol):
    """What a rule asks for, and where those people live; see ``geodata.materials.view.MaterialView``."""

    @property
    def level(self) -> str:
        """The level the rule is read at."""
        ...

    @property
    def details(self) -> pd.DataFrame:
        """The verdicts with their reasons."""
        ...

    def where(self, prepared: PreparedDepartment, level: str) -> pd.DataFrame:
        """Return where those people live, by area of a level."""
        ...


class LayerFacts(MapFacts, Protocol):
    """What every layer of ``LAYERS`` is made from; a layer asks for what it needs and nothing else."""

    @property
    def prepared(self) -> PreparedDepartment:
        """The department with its people placed."""
        ...

    @property
    def one_language(self) -> str:
        """The chosen language or, where all are chosen, the one that most people here need."""
        ...

    def rule_view(self) -> RuleView:
        """Return what the rule asks for."""
        ...

    def coverage(self) -> pd.DataFrame:
        """Return slots with officers short, from what is published, of the shifts that are chosen."""
        ...

    def without_meeting(self) -> pd.DataFrame:
        """Return the areas and languages without a meeting in ``planning.records.unserved.MONTHS``."""
        ...

    def reached(self) -> pd.DataFrame:
        """Return whom the plan reaches: area_id, people, reached, of the chosen language."""
        ...

    def change(self) -> pd.DataFrame | None:
        """Return what changed between two surveys (``planning.need.change.CHANGE_COLUMNS``); None if not to be had."""
        ...


@dataclass(frozen=True, slots=True)
class LayerKind:
    """One layer a map can show.

    Attributes
    ----------
    id, label : str
        In the address of a page, and on its switch.
    column : str
        What a file calls the figure that decides a color: at most ten letters, which a Shapefile keeps.
    meaning : str
        What that figure is, with its unit.
    doubt : str
        What stripes say; empty where there are none.
    by_shift : bool
        Whether a choice of shift changes it.
    build : callable
        Gives the layer, at its level; an area without a figure has the look ``missing``.
    """

    id: str
    label: str
    column: str
    meaning: str
    doubt: str
    build: Callable[[LayerFacts], Layer]
    by_shift: bool = False


def rule_layer(facts: MapFacts, language: str, view: RuleView, prepared: PreparedDepartment) -> Layer:
    """Return a language by the rule: its results where areas are what the rule is read for, else where people live."""
    if view.level == facts.level:
        return verdict_layer(facts, language, view.details)
    if LANGUAGES[language].is_lump:  # nobody is asked for in a group: where its people live is all there is to show
        return need_layer(facts, language)
    return where_layer(facts, language, view.where(prepared, facts.level))


def _unserved(facts: LayerFacts) -> Layer:
    rows = facts.without_meeting()
    rows = rows[(facts.language == ALL) | (rows["language"] == facts.language)]
    return unserved_layer(facts, rows, f"without a meeting in {MONTHS} months", found="everyone had a meeting")


def _change(facts: LayerFacts) -> Layer:
    rows = facts.change()
    if rows is None:
        return plain_layer(facts, facts.level, "No two surveys to compare: add another year in Setup")
    return change_layer(facts, area_rows(rows, facts.language))


LOW = "low reliability"
UNTOLD = "for some slots, the census can’t tell"

_ROWS = (
    LayerKind(
        "need",
        "LEP residents",
        "lep",
        "people 5 and over who speak English less than very well",
        LOW,
        lambda facts: need_layer(facts, facts.language),
    ),
    LayerKind(
        "verdict",
        "Translation result",
        "rule_lep",
        "those of them whose language the rule asks for, with the result as look",
        LOW,
        lambda facts: rule_layer(facts, facts.one_language, facts.rule_view(), facts.prepared),
    ),
    LayerKind(
        "gap",
        "Officers short",
        "short_max",
        "verified officers short for the slots, at most",
        UNTOLD,
        lambda facts: gap_of(facts, facts.coverage()),
        by_shift=True,
    ),
    LayerKind(
        "both",
        "LEP and officers short",
        "lep",
        "people 5 and over who speak English less than very well, classed with officers short",
        f"{LOW}, or slots we can’t tell",
        lambda facts: need_and_gap_layer(facts, facts.coverage(), facts.language),
        by_shift=True,
    ),
    LayerKind(
        "unmet",
        "No meeting yet",
        "lep_nomeet",
        f"people without a meeting in their language in {MONTHS} months",
        "",
        _unserved,
    ),
    LayerKind(
        "reached",
        "Reached by plan",
        "reached",
        "share of the people counted by the meeting plan who are reached in their own language, as a fraction",
        "",
        lambda facts: reached_layer(facts, facts.reached(), facts.language),
    ),
    LayerKind(
        "change", "Change", "lep_change", "people now less people then, clear beyond both errors or not", "", _change
    ),
)

LAYERS: Mapping[str, LayerKind] = MappingProxyType({row.id: row for row in _ROWS})
"""Every layer by its id, in the order of the switch."""
