"""A scenario as a file that a person writes: TOML, each step a table; a beat map may be named by its file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd

from geodata.inputs.beats import read_beats
from planning.errors import InputError
from planning.whatif.scenario import Scenario, read_scenario
from planning.words.formats import whole_number

LARGEST_FILE = 2_000_000
LARGEST_MAP = 1_900_000
"""Signs: what a saved scenario can hold of a beat map."""
DECIMALS = 7
"""A centimeter."""


def read_scenario_file(path: Path) -> Scenario:
    """Return the scenario of a TOML file.

    Parameters
    ----------
    path : Path
        Tables ``[[step]]``, see docs/cli.md. A step ``new-map`` may have ``file``, ``beat_id`` and ``levels`` in
        place of ``geojson``; the file is looked for beside this one.

    Raises
    ------
    InputError
        If it cannot be read, or a step cannot be one.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(f"{path.name} is too large for a scenario", fix="name the beat map by its file")
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path.name} cannot be read", value=str(error), fix="fix the line it names") from error
    steps = content.get("step")
    if not isinstance(steps, list) or not steps:
        raise InputError(f"{path.name} has no steps", fix="write each step in a table [[step]]")
    return read_scenario([_with_map(step, path.parent) for step in steps])


def _with_map(step: Any, beside: Path) -> Any:
    if not isinstance(step, dict) or step.get("what") != "new-map" or "file" not in step:
        return step
    levels = tuple(map(str, step.get("levels", ())))
    text = map_as_text(beside / str(step["file"]), str(step.get("beat_id", "")), levels)
    return {"what": "new-map", "geojson": text, "title": Path(str(step["file"])).name}


def map_as_text(path: Path, beat_id: str, levels: tuple[str, ...]) -> str:
    """Return a beat map that a person has, as the text a scenario keeps.

    Raises
    ------
    InputError
        If it cannot be used as a beat map, or is too large to be kept with a scenario.
    """
    beats = read_beats(path, beat_id, levels).beats
    text = _as_text(beats)
    if len(text) > LARGEST_MAP:
        raise InputError(
            f"{path.name} is too detailed to save with a scenario",
            value=f"{whole_number(len(text))} signs",
            fix="simplify its shapes, or set up a department with it",
        )
    return text


def _as_text(beats: gpd.GeoDataFrame) -> str:
    drawn = json.loads(beats.to_json(drop_id=True, show_bbox=False))
    features = [
        {
            "type": "Feature",
            "properties": one["properties"],
            "geometry": {"type": one["geometry"]["type"], "coordinates": _rounded(one["geometry"]["coordinates"])},
        }
        for one in drawn["features"]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _rounded(part: Any) -> Any:
    return [_rounded(one) for one in part] if isinstance(part, list) else round(part, DECIMALS)
