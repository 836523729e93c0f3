"""Cities that publish their beats: where, and which columns hold what. One TOML file a city; no code knows any.

A preset fills in a form, no more. A column that nobody has seen in the layer is left blank and chosen on screen.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planning.errors import SchemaError, UnknownNameError

FOLDER = Path(__file__).parent / "presets"

_FIPS = {"state": re.compile(r"\d{2}"), "counties": re.compile(r"\d{3}")}


@dataclass(frozen=True, slots=True)
class CityPreset:
    """What is known of a city's beat map.

    Attributes
    ----------
    id : str
        Its file name.
    name : str
        The department.
    state, counties : str
        FIPS codes of two and of three digits.
    address : str
        Of the layer or the download; blank where none is known.
    beat_id : str
        Column of the id; blank: choose on screen.
    levels : tuple of str
        Coarser level columns, finest first.
    unit : str
        What the areas are called there.
    publisher : str
    citation : str
        The page or program that names the address and the columns.
    checked : str
        The day this was written.
    reachable : bool
        Whether the address itself was opened on that day.
    note : str
    """

    id: str
    name: str
    state: str
    counties: tuple[str, ...]
    address: str
    beat_id: str
    levels: tuple[str, ...]
    unit: str
    publisher: str
    citation: str
    checked: str
    reachable: bool
    note: str = ""

    @property
    def caution(self) -> str:
        """What a person should know before trusting the preset; empty if nothing."""
        said: list[str] = []
        if not self.address:
            said.append("No address is known: give the file.")
        elif not self.reachable:
            said.append(f"This address could not be opened when it was added ({self.checked}). It may have moved.")
        if not self.beat_id:
            said.append("Which column holds the id is not known: choose it on screen.")
        return " ".join(part for part in (*said, self.note) if part)


def form_values(preset: CityPreset) -> dict[str, Any]:
    """Return what a preset fills into a ``FetchRequest``; what it does not know is left out.

    Examples
    --------
    >>> sorted(form_values(find_preset("sacramento")))
    ['beats', 'counties', 'name', 'state']
    """
    known = {
        "name": preset.name,
        "beats": preset.address,
        "beat_id": preset.beat_id,
        "levels": preset.levels,
        "state": preset.state,
        "counties": preset.counties,
    }
    return {name: value for name, value in known.items() if value}


def parse_preset(text: str, preset_id: str) -> CityPreset:
    """Read one preset.

    Raises
    ------
    SchemaError
        If it lacks something, has something unknown, or a FIPS code is not written right.
    """
    try:
        given: dict[str, Any] = tomllib.loads(text)
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
        }
        preset = CityPreset(id=preset_id, **values)
        datetime.date.fromisoformat(preset.checked)
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise SchemaError(
            f"the preset {preset_id!r} cannot be read", value=str(error), fix=f"it has: {_columns()}"
        ) from error
    wrong = [code for code in (preset.state,) if not _FIPS["state"].fullmatch(code)]
    wrong += [code for code in preset.counties if not _FIPS["counties"].fullmatch(code)]
    if wrong or not preset.counties:
        raise SchemaError(f"the preset {preset_id!r} has a wrong FIPS code", value=wrong, fix="two and three digits")
    return preset


def _columns() -> str:
    return ", ".join(item.name for item in fields(CityPreset) if item.name != "id")


@cache
def city_presets() -> Mapping[str, CityPreset]:
    """Return every preset by id, in the order of the ids."""
    files = sorted(FOLDER.glob("*.toml"))
    return MappingProxyType({file.stem: parse_preset(file.read_text(encoding="utf-8"), file.stem) for file in files})


def find_preset(preset_id: str) -> CityPreset:
    """Return the preset with this id.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest known id is offered.

    Examples
    --------
    >>> find_preset("chicago").counties
    ('031', '043')
    """
    try:
        return city_presets()[preset_id]
    except KeyError:
        raise UnknownNameError("city preset", preset_id, city_presets()) from None
