"""A scenario: steps that would change a department, as plain data that can be kept, shared and told apart."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Final, get_type_hints

from planning.errors import InputError, UnknownNameError
from planning.vocabulary import CERTIFIED, TESTED

MOST_STEPS = 50
MOST_OFFICERS = 1000
LONGEST_ID = 200
TESTED_RATINGS = (TESTED, CERTIFIED)
"""What an officer who is moved is rated."""


@dataclass(frozen=True, slots=True)
class MoveGround:
    """Move ground to a beat; a beat that is not there is made.

    Attributes
    ----------
    ground : tuple of str
        GEOIDs: of tracts (11 digits), block groups (12) or blocks (15).
    to : str
        A beat.
    within : str
        Only what lies in this beat; empty: wherever it lies.
    """

    ground: tuple[str, ...]
    to: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class MergeBeats:
    """Make one beat of several, by the id of one of them or a new one. Officers of each serve the one."""

    areas: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class SplitBeat:
    """Split a beat along a line of (lon, lat); what lies to the left of the line becomes the beat ``new``."""

    area: str
    line: tuple[tuple[float, float], ...]
    new: str


@dataclass(frozen=True, slots=True)
class NewMap:
    """Take another beat map: a GeoJSON text of polygons with ``area_id`` and the levels; ``title`` is its file's."""

    geojson: str
    title: str


@dataclass(frozen=True, slots=True)
class MoveOfficers:
    """Move verified officers from one area and shift to another of the same level."""

    count: int
    language: str
    level: str
    area: str
    shift: str
    to_area: str
    to_shift: str
    rating: str = TESTED_RATINGS[0]


@dataclass(frozen=True, slots=True)
class VerifyOfficers:
    """Test officers of an area and shift who say that they speak a language: they pass."""

    count: int
    language: str
    level: str
    area: str
    shift: str


@dataclass(frozen=True, slots=True)
class HireOfficers:
    """Hire officers for an area and shift who are tested in a language."""

    count: int
    language: str
    level: str
    area: str
    shift: str


@dataclass(frozen=True, slots=True)
class AddVenue:
    """Add a place to meet; ``capacity`` 0 is not known."""

    venue_id: str
    name: str
    lon: float
    lat: float
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class LoseVenue:
    """Do without a place to meet."""

    venue_id: str


@dataclass(frozen=True, slots=True)
class MoveVenue:
    """Have a place to meet elsewhere."""

    venue_id: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class UseRule:
    """Plan by another rule."""

    rule: str


Step = (
    MoveGround
    | MergeBeats
    | SplitBeat
    | NewMap
    | MoveOfficers
    | VerifyOfficers
    | HireOfficers
    | AddVenue
    | LoseVenue
    | MoveVenue
    | UseRule
)
STEPS: Final[Mapping[str, type[Step]]] = MappingProxyType(
    {
        "move-ground": MoveGround,
        "merge-beats": MergeBeats,
        "split-beat": SplitBeat,
        "new-map": NewMap,
        "move-officers": MoveOfficers,
        "verify-officers": VerifyOfficers,
        "hire-officers": HireOfficers,
        "add-venue": AddVenue,
        "lose-venue": LoseVenue,
        "move-venue": MoveVenue,
        "use-rule": UseRule,
    }
)
"""Every kind of step, by the word it is written with."""
NAME_OF_STEP: Final[Mapping[type[Step], str]] = MappingProxyType({kind: name for name, kind in STEPS.items()})
MAP_STEPS = (MoveGround, MergeBeats, SplitBeat, NewMap)
OFFICER_STEPS = (MoveOfficers, VerifyOfficers, HireOfficers)
VENUE_STEPS = (AddVenue, LoseVenue, MoveVenue)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps, done one after the other.

    Examples
    --------
    >>> scenario = Scenario((MergeBeats(("41", "43"), "41"),))
    >>> scenario.touches_map, scenario.touches_officers, scenario.fingerprint
    (True, False, '9cd43a48fb376e0f')
    """

    steps: tuple[Step, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits: equal fingerprint, equal steps."""
        text = json.dumps(scenario_as_json(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def touches_map(self) -> bool:
        """Whether a beat is drawn otherwise."""
        return any(isinstance(step, MAP_STEPS) for step in self.steps)

    @property
    def touches_officers(self) -> bool:
        """Whether officers are moved, verified or hired."""
        return any(isinstance(step, OFFICER_STEPS) for step in self.steps)

    @property
    def touches_venues(self) -> bool:
        """Whether a place to meet comes, goes or moves."""
        return any(isinstance(step, VENUE_STEPS) for step in self.steps)

    @property
    def only_venues(self) -> bool:
        """Whether nothing but places to meet differs: no figure of people, rules or officers does then."""
        return all(isinstance(step, VENUE_STEPS) for step in self.steps)

    def then(self, step: Step) -> Scenario:
        """Return the scenario with one more step.

        Raises
        ------
        InputError
            If there are too many.
        """
        return read_scenario([*scenario_as_json(self), _step_as_json(step)])


def scenario_as_json(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the steps as they are kept in a file, a record, or a link.

    Examples
    --------
    >>> scenario_as_json(Scenario((UseRule("eac_vra_203"),)))
    [{'what': 'use-rule', 'rule': 'eac_vra_203'}]
    """
    return [_step_as_json(step) for step in scenario.steps]


def _step_as_json(step: Step) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps({"what": NAME_OF_STEP[type(step)]} | asdict(step)))
    return found


def read_scenario(steps: object) -> Scenario:
    """Return the scenario of steps that were kept; whatever is no step is refused, as it may come from a link.

    Raises
    ------
    InputError
        If it is no list of steps, or one has something missing, unknown or of another kind.
    UnknownNameError
        If there is no such step.

    Examples
    --------
    >>> read_scenario([{"what": "merge-beats", "areas": ["41", "43"], "into": "41"}]).steps
    (MergeBeats(areas=('41', '43'), into='41'),)
    >>> read_scenario([{"what": "merge-beats", "areas": ["41"]}])
    Traceback (most recent call last):
        ...
    planning.errors.InputError: step 1, merge-beats, has no 'into': add into.
    """
    if not isinstance(steps, Sequence) or isinstance(steps, str | bytes):
        raise InputError("a scenario is a list of steps", fix="write each step in a table [[step]]")
    if len(steps) > MOST_STEPS:
        raise InputError("a scenario has too many steps", value=len(steps), fix=f"use at most {MOST_STEPS}")
    return Scenario(tuple(_read_step(number, step) for number, step in enumerate(steps, 1)))


def _read_step(number: int, given: object) -> Step:
    if not isinstance(given, Mapping):
        raise InputError(f"step {number} is no table of values", fix='write what = "merge-beats" and its values')
    what = str(given.get("what", ""))
    if what not in STEPS:
        raise UnknownNameError("step", what, STEPS)
    kind = STEPS[what]
    hints, where = get_type_hints(kind), f"step {number}, {what},"
    known = {field.name: field for field in fields(kind)}
    for name in given:
        if name != "what" and name not in known:
            raise UnknownNameError(f"value of {what}", str(name), known)
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name in given:
            values[name] = _read_value(where, name, hints[name], given[name])
        elif field.default is field.default_factory:  # both are MISSING: it has to be given
            raise InputError(f"{where} has no {name!r}", fix=f"add {name}")
    step = kind(**values)
    _require_sense(where, step)
    return step


def _read_value(where: str, name: str, hint: object, value: object) -> object:
    if hint is str and isinstance(value, str):
        return value.strip() if name != "geojson" else value
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if hint is float and _is_number(value):
        return float(value)  # type: ignore[arg-type]
    if hint == tuple[str, ...] and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(dict.fromkeys(value))
    if isinstance(value, list | tuple) and hint not in (str, int, float, tuple[str, ...]):
        pairs = [tuple(one) for one in value if isinstance(one, list | tuple)]
        if len(pairs) == len(value) and all(len(pair) == 2 and all(map(_is_number, pair)) for pair in pairs):
            return tuple((float(lon), float(lat)) for lon, lat in pairs)
    raise InputError(f"{where} has a value that {name!r} cannot be", value=value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _require_sense(where: str, step: Step) -> None:
    """Return nothing if a step could be done in some department."""
    for name, value in asdict(step).items():
        if value == "" and name not in ("within",):
            raise InputError(f"{where} has an empty {name!r}", fix="fill it in")
        if name in ("to", "into", "new", "venue_id", "area") and len(str(value)) > LONGEST_ID:
            raise InputError(f"{where} has a {name!r} that is too long", fix=f"use at most {LONGEST_ID} signs")
    match step:
        case MoveGround() if not step.ground:
            raise InputError(f"{where} names no ground", fix="name tracts, block groups, or blocks by their GEOID")
        case MergeBeats() if len(step.areas) < 2:
            raise InputError(f"{where} names fewer than 2 beats", fix="name 2 or more")
        case SplitBeat() if len(step.line) < 2:
            raise InputError(f"{where} has a line of fewer than 2 points", fix="give 2 or more")
        case MoveOfficers() | VerifyOfficers() | HireOfficers() if not 1 <= step.count <= MOST_OFFICERS:
            raise InputError(f"{where} counts no officers", value=step.count, fix=f"enter 1 to {MOST_OFFICERS}")
        case AddVenue() | MoveVenue() if not (-180 <= step.lon <= 180 and -90 <= step.lat <= 90):
            raise InputError(f"{where} is nowhere on Earth", value=(step.lon, step.lat), fix="give lon and lat")
    if isinstance(step, MoveOfficers) and step.rating not in TESTED_RATINGS:
        raise UnknownNameError("rating", step.rating, TESTED_RATINGS)
