"""The scenario of a session: its steps, undo, and how the address holds them."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from geodata.whatif.naming import names_of
from geodata.whatif.outcome import WhatIf
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.kept import whatif as kept
from pages.parts.shell.address import Kept
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.errors import PlanningError
from planning.officers.options import PostOptions
from planning.whatif.scenario import Scenario, Step, read_scenario, scenario_as_json
from planning.whatif.words import step_words

STEPS = "what-if-steps"
"""Where a session holds its scenario."""
ADDING = "what-if-adding"
"""Whether somebody is about to add one more step."""
LONGEST_LINK, LONGEST_TEXT = 1800, 100_000
NOTHING = Scenario()
DEFAULT_SLOTS = PostOptions()
"""Slots as Bilingual coverage has them before anybody chooses."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A scenario, packed into an address; one too long for a link is shared once it is saved."""

    def read(self, text: str, context: Any) -> Scenario:
        """Return the scenario; whatever else somebody wrote into a link is refused."""
        if not text:
            return NOTHING
        try:
            packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            unpacked = zlib.decompressobj().decompress(packed, LONGEST_TEXT)
            return read_scenario(json.loads(unpacked))
        except (binascii.Error, zlib.error, ValueError, RecursionError, PlanningError) as error:
            raise ValueError(text) from error

    def write(self, value: Scenario) -> str:
        """Return the steps as text; empty where it would be too long."""
        if not value.steps:
            return ""
        written = json.dumps(scenario_as_json(value), separators=(",", ":")).encode()
        text = base64.urlsafe_b64encode(zlib.compress(written, 9)).decode().rstrip("=")
        return text if len(text) <= LONGEST_LINK else ""

    def takes(self, value: Any, context: Any) -> bool:
        """Return whether it is a scenario."""
        return isinstance(value, Scenario)


STEPS_KEPT = Kept("steps", STEPS, Packed(), NOTHING)


def scenario_now() -> Scenario:
    """Return the scenario of this session."""
    found = st.session_state.get(STEPS, NOTHING)
    return found if isinstance(found, Scenario) else NOTHING


def ask(context: Context, scenario: Scenario) -> WhatIf:
    """Return what a scenario would make of the department that is open.

    Raises
    ------
    PlanningError
        If it cannot be done here.
    """
    return kept.asked((context.department.content_hash, scenario.fingerprint), context.prepared, scenario)


def add_step(context: Context, step: Step) -> bool:
    """Add a step if it can be done; else say why not. For callbacks."""
    try:
        longer = scenario_now().then(step)
        asked = ask(context, longer)
        if longer.touches_officers:
            kept.officers_after(key_of(context, longer), DEFAULT_SLOTS, asked)
    except PlanningError as error:
        st.session_state[PROBLEM] = str(error)
        return False
    st.session_state[STEPS] = longer
    st.session_state[ADDING] = False
    return True


def key_of(context: Context, scenario: Scenario) -> kept.Key:
    """Return what a scenario on the department that is open is known by."""
    return context.department.content_hash, scenario.fingerprint


def slots_before_and_after(context: Context, asked: WhatIf) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return slots with officers short as it is, and after."""
    return context.coverage(DEFAULT_SLOTS), kept.officers_after(key_of(context, asked.scenario), DEFAULT_SLOTS, asked)


def _undo() -> None:
    st.session_state[STEPS] = Scenario(scenario_now().steps[:-1])


def _clear() -> None:
    st.session_state[STEPS] = NOTHING


def show_steps(asked: WhatIf) -> None:
    """Draw the steps, each in a sentence, with the way back."""
    names = names_of(asked)
    lines = [f"{number}. {plain(step_words(step, names))}" for number, step in enumerate(asked.scenario.steps, 1)]
    with st.container(border=True, key="what-if-list"):
        st.markdown("\n".join(lines))
        row = st.container(horizontal=True)
        row.button("Undo the last step", icon=":material/undo:", on_click=_undo, key="what-if-undo")
        row.button("Start over", icon=":material/delete_sweep:", on_click=_clear, type="tertiary", key="what-if-clear")
