"""Need, intervals, verdicts, what a budget buys, and bilingual residents."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.materials.view import MaterialView, material_view, translate_next
from geodata.officers import recruiting as recruit_answers
from planning.materials.inventory import Inventory
from planning.materials.translate_next import Pair, Purchase
from planning.rules import ThresholdRule

TABLES_KEPT = 64
PURCHASES_KEPT = 32
DEPARTMENTS_KEPT = 3


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def need(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the need table at a level."""
    return answers.need(_prepared, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def need_with_intervals(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the need table with the interval with both errors, and where the ± is weak."""
    return answers.need_with_intervals(_prepared, level)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def verdict_details(
    content_hash: str,
    rule_fingerprint: str,
    evidence_fingerprint: str,
    level: str,
    today: date,
    _rule: ThresholdRule,
    _evidence: pd.DataFrame,
    _prepared: PreparedDepartment,
) -> pd.DataFrame:
    """Return the verdicts with the kinds of doubt apart; each frame is known by its hash."""
    return answers.verdict_details(_prepared, _rule, level, _evidence, today)


@st.cache_resource(max_entries=TABLES_KEPT, show_spinner=False)
def view_of_materials(
    content_hash: str,
    rule_fingerprint: str,
    evidence_fingerprint: str,
    level: str,
    today: date,
    inventory_fingerprint: str,
    also_open: bool,
    _rule: ThresholdRule,
    _inventory: Inventory,
    _evidence: pd.DataFrame,
    _prepared: PreparedDepartment,
) -> MaterialView:
    """Return what a rule asks for and what is there of it; each frame is known by its hash."""
    key = (content_hash, rule_fingerprint, evidence_fingerprint, level, today)
    details = verdict_details(*key, _rule, _evidence, _prepared)
    return material_view(
        _prepared, _rule, level, _inventory, _evidence, details=details, also_open=also_open, today=today
    )


@st.cache_resource(max_entries=PURCHASES_KEPT, show_spinner="Solving: which translations serve most for the money")
def purchase(
    fingerprint: str, budget: float, in_any_case: tuple[Pair, ...], not_now: tuple[Pair, ...], _candidates: pd.DataFrame
) -> Purchase:
    """Return what a budget buys; the candidates are known by their hash."""
    return translate_next(_candidates, budget, in_any_case, not_now)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def recruiting(content_hash: str, level: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return where bilingual residents live, small figures left out."""
    return recruit_answers.by_area(_prepared, level, shown_residents(content_hash, _prepared))


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def residents_near(content_hash: str, language: str, radius_m: float, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return the venues by bilingual residents within reach, metres, small figures left out."""
    return recruit_answers.residents_near(_prepared, language, radius_m)


@st.cache_data(max_entries=DEPARTMENTS_KEPT, show_spinner=False)
def shown_residents(content_hash: str, _prepared: PreparedDepartment) -> pd.DataFrame:
    """Return which figures of bilingual residents may be shown, at every level."""
    return recruit_answers.shown_residents(_prepared)
