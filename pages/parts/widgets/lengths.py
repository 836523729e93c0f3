"""Lengths on the screen, in the unit the department has chosen; what is computed with is meters."""

from __future__ import annotations

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts.shell.context import Context
from planning.words.formats import distance
from planning.words.lengths import from_meters, in_meters

STEP, LONGEST = 0.25, 20.0
"""How much a press on + adds, and the most of any unit that an address may say."""


def length_words(context: Context, meters: float) -> str:
    """Return a length as it is read in this department."""
    return distance(meters, metric=context.department.settings.is_metric)


def usual_length(context: Context, meters: float) -> float:
    """Return meters in the department's unit, as a control for a length holds them."""
    return from_meters(meters, context.department.settings.distances)


def length_input(
    context: Context,
    place: DeltaGenerator,
    label: str,
    bounds: tuple[float, float],
    usual: float,
    key: str,
    about: str | None = None,
) -> float:
    """Draw a control for a length in the department's unit and return what it says in meters.

    Parameters
    ----------
    bounds : tuple of float
        The least and the most, meters.
    usual : float
        What it says while nobody has touched it, meters.
    about : str, optional
        What it means, behind the question mark.
    """
    unit = context.department.settings.distances
    low, high = (from_meters(meters, unit) for meters in bounds)
    value = place.number_input(
        f"{label} ({unit})",
        math.floor(low * 100) / 100,
        math.ceil(high * 100) / 100,
        from_meters(usual, unit),
        STEP,
        format="%.2f",
        key=key,
        help=about,
    )
    return in_meters(float(value), unit)


def length_held(context: Context, key: str, usual: float) -> float:
    """Return the meters of a control for a length that is not drawn now."""
    unit = context.department.settings.distances
    return in_meters(float(st.session_state.get(key, from_meters(usual, unit))), unit)
