"""The ground on its way to a map: from whom it is, and how it is drawn on paper."""

from __future__ import annotations

from geodata.department.department import Department
from geodata.inputs.ground import PBF_ENDINGS

OPENSTREETMAP = "© OpenStreetMap contributors"
"""What the Open Database License asks to be said with every map."""


def ground_credit(department: Department) -> str:
    """Return from whom water, parks and roads are, as a map says it; empty where there are none.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> ground_credit(build_demo())
    'Water, parks, roads: invented'
    """
    if department.ground is None:
        return ""
    if department.settings.is_demo:
        return "Water, parks, roads: invented"
    source = next((one for one in department.provenance if one.input == "ground"), None)
    if source is None:
        return "Water, parks, roads"
    if any(ending in source.title.lower() for ending in PBF_ENDINGS):
        return OPENSTREETMAP
    return f"Water, parks, roads: {source.publisher or source.title}"
