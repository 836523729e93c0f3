"""What the map of the Overview shows: one of the layers, of one district and one shift or all of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.change.surveys import choose_vintages, survey_vintages
from geodata.department.answers import PreparedDepartment
from geodata.department.department import Department
from geodata.department.names import area_title, level_word
from geodata.maps.layers import Layer, only_in
from geodata.maps.registry import LAYERS, LayerKind
from geodata.materials.view import MaterialView
from geodata.meetings.answers import reached_by_area
from geodata.officers.places import shifts_of
from pages.parts.kept import change as kept_change
from pages.parts.kept.departments import stamp_of
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context, known_areas
from pages.parts.shell.shown import shown_department
from pages.parts.widgets.controls import layer_switch
from planning.errors import PlanningError
from planning.records.unserved import MONTHS

LAYER, DISTRICT, SHIFT = "overview-layer", "overview-district", "overview-shift"
EVERY = ""
"""No choice: all districts, or all shifts."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What layers are made from on a page, kept between runs; see ``geodata.maps.registry.LayerFacts``."""

    context: Context
    view: MaterialView
    shift: str

    @property
    def department(self) -> Department:
        """The department."""
        return self.context.department

    @property
    def prepared(self) -> PreparedDepartment:
        """The department with its people placed."""
        return self.context.prepared

    @property
    def level(self) -> str:
        """The level areas are shown at."""
        return self.context.level

    @property
    def language(self) -> str:
        """The chosen language, or all."""
        return self.context.language

    @property
    def one_language(self) -> str:
        """The chosen language, or the one that most people here need."""
        return self.context.one_language

    def need(self, level: str | None = None) -> pd.DataFrame:
        """Return the need table at a level."""
        return self.context.need(level)

    def people_by_area(self, rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
        """Return the people of each area of some areas and languages."""
        return self.context.people_by_area(rows)

    def rule_view(self) -> MaterialView:
        """Return what the rule asks for, at its own level."""
        return self.view

    def coverage(self) -> pd.DataFrame:
        """Return slots with officers short, of the chosen shift or of all."""
        table = self.context.coverage()
        return table[table["shift"] == self.shift] if self.shift else table

    def without_meeting(self) -> pd.DataFrame:
        """Return the areas and languages without a meeting."""
        rows = self.context.unserved(MONTHS)
        return rows[rows["no_meeting"]]

    def reached(self) -> pd.DataFrame:
        """Return whom the plan saved last reaches, or the usual one where none is saved."""
        options = self.context.latest_plan_options()
        detail = self.context.meeting_detail(options, self.context.plan_now(options).plan)
        return reached_by_area(detail, self.department, self.level, self.language)

    def change(self) -> pd.DataFrame | None:
        """Return what changed between the newest surveys that share no year."""
        where = shown_department()
        pair = choose_vintages(survey_vintages(where))
        if pair is None:
            return None
        stamp = stamp_of(where)
        try:
            surveys = kept_change.surveys(where, stamp, *pair)
            return kept_change.survey_change(where, stamp, *pair, self.level, surveys)
        except PlanningError:  # the page Change says why
            return None


def choose_kind() -> LayerKind:
    """Draw the switch between layers, and return what is chosen."""
    return LAYERS[layer_switch({one.id: one.label for one in LAYERS.values()}, LAYER)]


def chosen_layer(context: Context, kind: LayerKind, view: MaterialView) -> Layer:
    """Draw the filters, and return the layer they give; ``view`` is the rule's."""
    district, shift = _filters(context, kind)
    layer = kind.build(PageFacts(context, view, shift))
    return only_in(layer, context.department, district) if district else layer


def _filters(context: Context, kind: LayerKind) -> tuple[str, str]:
    """Draw the choice of a district, and of a shift where the layer goes by it."""
    districts, shifts = _districts(context), _shifts(context) if kind.by_shift else (EVERY,)
    if len(districts) == len(shifts) == 1:
        return EVERY, EVERY
    left, right = st.columns(2)
    district = shift = EVERY
    level = context.department.coarsest_level
    if len(districts) > 1:
        district = left.selectbox(
            f"Only {level_word(level)}",
            districts,
            key=DISTRICT,
            format_func=lambda one: area_title(level, one) if one else f"All {level_word(level, 2)}",
        )
    if len(shifts) > 1:
        shift = right.selectbox("Shift", shifts, key=SHIFT, format_func=lambda one: one.capitalize() or "Every shift")
    return district, shift


def chosen_district(context: Context) -> str:
    """Return the district that the page is held to; empty for all."""
    chosen = st.session_state.get(DISTRICT, EVERY)
    return chosen if chosen in _districts(context) else EVERY


def _districts(context: Context) -> tuple[str, ...]:
    department = context.department
    has = len(department.levels) > 2
    return (EVERY, *(known_areas(context.prepared, department.coarsest_level) if has else ()))


def _shifts(context: Context) -> tuple[str, ...]:
    return (EVERY, *shifts_of(context.department))


KEPT = (
    Kept("layer", LAYER, OneOf(tuple(LAYERS)), next(iter(LAYERS))),
    Kept("district", DISTRICT, OneOf(_districts), EVERY),
    Kept("shift", SHIFT, OneOf(_shifts), EVERY),
)
