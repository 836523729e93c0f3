"""The beat map of a draft: taken in, looked at, placed on the ground, and made into beats.

What is kept is the file as it was given and the layer as it was read, so that another layer, coordinate system or
column can be chosen without asking for the file again.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.department.provenance import Provenance, file_provenance
from geodata.fetch.feature_service import fetch_layer
from geodata.fetch.places import require_in_state
from geodata.fetch.sources import Sources
from geodata.fetch.steps import Steps
from geodata.files.columns import as_text, plain_name
from geodata.files.coordinates import to_lonlat
from geodata.files.formats import ALL_LAYERS
from geodata.files.limits import MEGABYTE, UPLOAD
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.safe_read import GeoFile, list_layers, read_geodata
from geodata.inputs.beats import BeatsFile, build_beats
from geodata.inputs.polygons import close_lines, keep_polygons
from geodata.setup.draft import Draft, Entries, cannot_write, reserved_level
from geodata.setup.pieces import Piece, has_piece, load_piece, save_piece
from planning.errors import InputError
from planning.words.formats import tenths

RAW, BEATS = "raw", "beats"
GIVEN_FILE = "given.json"
MAP_FOLDER = "map"
EXAMPLES = 4
MOST_LEVEL_SHARE = 0.8
"""A column with nearly as many values as there are beats groups nothing."""
MOST_BLANK_SHARE = 0.1
"""A column without a value for more beats than these groups only some of them."""
MOST_REPEATED_SHARE = 0.05
"""A few beats come in several rows (an airport, an island); a column where many do is a coarser area."""
LONGEST_CODE = 6
"""Signs of a name that is a beat's number, as 12X."""
_ID_WORDS = (
    "beat",
    "beats",
    "pdarea",
    "district",
    "sector",
    "zone",
    "area",
    "patrol",
    "unit",
    "company",
    "rep",
    "id",
    "name",
)
"""Words in the name of a column of ids, the likeliest first."""
_NUMBER_WORDS = ("id", "no", "num", "nbr", "number", "code")
_NOT_IDS = re.compile(
    r"(shape|objectid|^fid|(?<!pd)area$|length|perimeter|globalid|acres|sq|len$|^gid$|socrata|created|edited|date|population)"
)
_NOT_LEVELS = re.compile(r"(colou?r|symbol|style|fill|label|legend|^layer_?type$|comment|note|url|email|phone|rank$)")


@dataclass(frozen=True, slots=True)
class GivenMap:
    """The beat map as it was given, unread.

    Attributes
    ----------
    path : Path
    layers : tuple of str
        What there is to choose from.
    sha256 : str
    provenance : Provenance
    notes : tuple of str
    """

    path: Path
    layers: tuple[str, ...]
    provenance: Provenance
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What a column of a beat map holds.

    Attributes
    ----------
    name : str
    values, blanks, repeated : int
        Different values, rows without one, and rows that share theirs with another.
    examples : tuple of str
    """

    name: str
    values: int
    blanks: int
    repeated: int
    examples: tuple[str, ...]

    @property
    def looks_like_code(self) -> bool:
        """Whether its values are short and have a digit, as beats are numbered."""
        return all(len(value) <= LONGEST_CODE and any(sign.isdigit() for sign in value) for value in self.examples)

    @property
    def can_be_id(self) -> bool:
        """Whether every row has a value; values that repeat can be dissolved by choice."""
        return self.values > 0 and self.blanks == 0


# -- taking it in


def take_map(draft: Draft, name: str, content: bytes) -> GivenMap:
    """Take in a beat map as it was uploaded. The older one is replaced only once this one is known to be a map.

    Raises
    ------
    InputError
        If it is not a map, too large, or hostile; nothing of it is kept then.
    """
    if len(content) > UPLOAD.file_bytes:
        raise InputError(
            f"{Path(name).name} is {tenths(len(content) / MEGABYTE)} MB, more than {UPLOAD.file_bytes // MEGABYTE}",
            fix="cut it to your own area or simplify its shapes",
        )
    incoming = _incoming(draft)
    try:
        path = incoming / safe_name(name)
        path.write_bytes(content)
        return _keep(draft, incoming, path, file_provenance(BEATS, path, zone=draft.zone), ())
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def fetch_map(draft: Draft, address: str, sources: Sources, steps: Steps) -> GivenMap:
    """Take in a beat map from an address.

    Raises
    ------
    InputError, AccessError, SourceError, Stopped
    """
    layer = steps.run("fetching the beat map", lambda tell: fetch_layer(sources, address, on_rows=tell))
    incoming = _incoming(draft)
    try:
        path = incoming / f"beats{layer.path.suffix}"
        shutil.copyfile(layer.path, path)
        return steps.run("looking into the map", lambda _: _keep(draft, incoming, path, layer.provenance, layer.notes))
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def given_map(draft: Draft) -> GivenMap | None:
    """Return the beat map as it was given, or None if none was yet."""
    try:
        said: dict[str, Any] = json.loads((draft.files / MAP_FOLDER / GIVEN_FILE).read_text(encoding="utf-8"))
        return GivenMap(
            draft.files / MAP_FOLDER / said["file"],
            tuple(said["layers"]),
            Provenance.from_json(said["provenance"]),
            tuple(said["notes"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def safe_name(name: str) -> str:
    """Return a file name without a path or signs that a file name should not have; its ending stays.

    Examples
    --------
    >>> safe_name("../../etc/My beats (2024).geojson"), safe_name("a:b|c.zip")
    ('My beats (2024).geojson', 'a_b_c.zip')
    """
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()\-]", "_", last).strip(" .")[-120:] or "map"


def _incoming(draft: Draft) -> Path:
    try:
        draft.files.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".incoming-", dir=draft.files))
    except OSError as error:
        raise cannot_write(draft.folder, error) from None


def _keep(draft: Draft, incoming: Path, path: Path, provenance: Provenance, notes: tuple[str, ...]) -> GivenMap:
    layers = list_layers(path)
    if len(layers) > 1 and ALL_LAYERS not in layers:
        layers = (*layers, ALL_LAYERS)
    # A map of one layer is read before it takes the older one's place, so that a bad file changes nothing.
    raw = _read(path, layers[0], provenance, notes) if len(layers) == 1 else None
    content = {"file": path.name, "layers": layers, "provenance": provenance.as_json(), "notes": notes}
    (incoming / GIVEN_FILE).write_text(json.dumps(content), encoding="utf-8")
    folder = draft.files / MAP_FOLDER
    try:
        shutil.rmtree(folder, ignore_errors=True)
        incoming.replace(folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
    if raw is not None:
        save_piece(draft.pieces, RAW, raw)
    return GivenMap(folder / path.name, layers, provenance, notes)


def _read(path: Path, layer: str, provenance: Provenance, notes: tuple[str, ...]) -> Piece:
    found = read_geodata(path, layer=layer)
    require_no_forbidden_columns(list(found.frame.columns.drop("geometry")), found.name)
    about = {"name": found.name, "layer": found.layer, "dropped": found.dropped, "layers": dict(found.layers)}
    return Piece(found.frame, f"{provenance.sha256}|{layer}", provenance, (*notes, *found.notes), about)


# -- looking at it


def chosen_layer(given: GivenMap, entries: Entries) -> str | None:
    """Return the layer that is meant, or None where a person has to choose."""
    if entries.beats_layer in given.layers:
        return entries.beats_layer
    # The folders of a KML belong together unless somebody says otherwise.
    return given.layers[0] if len(given.layers) == 1 or given.layers[0] == ALL_LAYERS else None


def read_map(draft: Draft) -> Piece | None:
    """Return the layer as it is in the file, read once; None where there is no map, or several and none chosen.

    Raises
    ------
    InputError
    """
    given = given_map(draft)
    layer = chosen_layer(given, draft.entries) if given else None
    if given is None or layer is None:
        return None
    kept = load_piece(draft.pieces, RAW, f"{given.provenance.sha256}|{layer}")
    return kept or save_piece(draft.pieces, RAW, _read(given.path, layer, given.provenance, given.notes))


def raw_file(raw: Piece) -> GeoFile:
    """Return a layer that was read before as its reader gave it."""
    about = raw.about or {}
    return GeoFile(
        str(about.get("name", "the beat map")),
        raw.frame,
        str(about.get("layer", "")),
        raw.notes,
        tuple(about.get("dropped", ())),
        about.get("layers", {}),
    )


def place_map(raw: Piece, crs: str, state: str, *, closed: bool = False) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the areas of a layer in longitude and latitude, and what was noticed.

    Parameters
    ----------
    crs : str
        As a person named it; empty: what the file says.
    state : str
        FIPS code of the state they should lie in.
    closed : bool
        Whether closed lines are the areas inside them.

    Raises
    ------
    InputError
        If there are no areas.
    CrsError
        If the system is not known, or they do not lie in the state.
    """
    found = raw_file(raw)
    rows = pd.Series([str(row + 1) for row in range(len(found.frame))], index=found.frame.index, dtype="str")
    shapes = found.frame[["geometry"]]
    areas, about_shapes = keep_polygons(close_lines(shapes) if closed else shapes, rows, found.name)
    placed, about_crs = to_lonlat(areas, found.name, crs or None)
    require_in_state(placed, state, found.name)
    return placed, (*about_shapes, *about_crs)


def describe_columns(frame: gpd.GeoDataFrame) -> tuple[ColumnFacts, ...]:
    """Return what every column of a layer holds.

    Examples
    --------
    >>> rows = gpd.GeoDataFrame({"BEAT": ["1", "2", "2"], "X": ["", "a", "b"]}, geometry=[None, None, None])
    >>> [(facts.name, facts.values, facts.blanks, facts.repeated) for facts in describe_columns(rows)]
    [('BEAT', 2, 0, 2), ('X', 2, 1, 0)]
    """
    found = []
    for name in frame.columns.drop("geometry"):
        text = as_text(frame[name])
        known = text.dropna()
        found.append(
            ColumnFacts(
                str(name),
                int(known.nunique()),
                int(text.isna().sum()),
                int(known.duplicated(keep=False).sum()),
                tuple(known.drop_duplicates().head(EXAMPLES)),
            )
        )
    return tuple(found)


def likely_id(columns: Sequence[ColumnFacts]) -> str | None:
    """Return the column that most likely holds the id, or None; only offered, never taken.

    Examples
    --------
    >>> facts = [ColumnFacts("OBJECTID", 9, 0, 0, ()), ColumnFacts("BEAT", 9, 0, 0, ()), ColumnFacts("SECTOR", 3, 0, 9, ())]
    >>> likely_id(facts)
    'BEAT'
    >>> likely_id([ColumnFacts("ID", 57, 0, 0, ("23", "7")), ColumnFacts("Name", 57, 0, 0, ("12X", "35Y"))])
    'Name'
    """  # noqa: E501
    able = [facts for facts in columns if facts.can_be_id and facts.values > 1]
    named = [
        facts for facts in able if not _NOT_IDS.search(plain_name(facts.name)) or plain_name(facts.name) == "pdarea"
    ]
    rows = max((facts.values + facts.repeated for facts in named), default=0)
    most = max(2.0, MOST_REPEATED_SHARE * rows)
    distinct = [facts for facts in named if facts.repeated <= most] or named

    def rank(facts: ColumnFacts) -> tuple[int, int, int]:
        words = _words(facts.name)
        word = next((k for k, known in enumerate(_ID_WORDS) if known in words), len(_ID_WORDS))
        if words == ["name"] and facts.looks_like_code:
            word = _ID_WORDS.index("id") - 1
        # Of BEAT_NO and BEAT_NAME the number tells beats apart for certain.
        number = 0 if len(words) == 1 or set(words) & set(_NUMBER_WORDS) else 1
        return (word, number, facts.repeated)

    return min(distinct, key=rank).name if distinct else None


def _words(name: str) -> list[str]:
    """Return the words of a column's name, those run together taken apart: BeatNo, PATROL_BEAT, beatnum."""
    words = plain_name(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)).split("_")
    known = sorted({*_ID_WORDS, *_NUMBER_WORDS}, key=len, reverse=True)
    found: list[str] = []
    for word in words:
        start = next((one for one in known if len(one) > 3 and word.startswith(one) and word != one), "")
        found += [start, word[len(start) :]] if start else [word]
    return found


def likely_levels(frame: gpd.GeoDataFrame, id_column: str, columns: Sequence[ColumnFacts]) -> tuple[str, ...]:
    """Return columns under which the beats group, the finest first; only offered.

    A column is offered if it has several values, clearly fewer than there are beats, and one for each beat.

    Examples
    --------
    >>> rows = gpd.GeoDataFrame(
    ...     {"BEAT": list("abcdef"), "SECTOR": list("ppqqrr"), "PRECINCT": list("xxxxyy"), "STATE": list("ssssss")},
    ...     geometry=[None] * 6,
    ... )
    >>> likely_levels(rows, "BEAT", describe_columns(rows))
    ('SECTOR', 'PRECINCT')
    """
    ids = as_text(frame[id_column])
    fitting = []
    for facts in columns:
        if facts.name == id_column or not 1 < facts.values <= MOST_LEVEL_SHARE * ids.nunique():
            continue
        plain = plain_name(facts.name)
        if facts.blanks > MOST_BLANK_SHARE * len(frame) or _NOT_IDS.search(plain) or _NOT_LEVELS.search(plain):
            continue
        if (as_text(frame[facts.name]).groupby(ids).nunique() <= 1).all():
            fitting.append(facts)
    chain: list[str] = []
    for facts in sorted(fitting, key=lambda facts: -facts.values):
        # Numbers that begin anew in every district group nothing: a coarser level holds the finer ones whole.
        finer = as_text(frame[chain[-1]]) if chain else ids
        if (as_text(frame[facts.name]).groupby(finer).nunique() <= 1).all():
            chain.append(facts.name)
    return tuple(chain)


# -- making the beats


def made_beats(draft: Draft) -> Piece | None:
    """Return the beats by the columns chosen, made once; None where something is not chosen yet.

    Raises
    ------
    InputError
        For ids that are blank, or repeat and may not be dissolved.
    """
    raw, entries = read_map(draft), draft.entries
    if raw is None or not entries.beat_id:
        return None
    made_from = _beats_from(raw.made_from, entries)
    kept = load_piece(draft.pieces, BEATS, made_from)
    if kept is not None:
        return kept
    reserved = reserved_level(entries.levels)
    if reserved is not None:
        raise InputError(f"a level column may not be called {reserved!r}", fix="rename it in the beat map")
    # What is no polygon was named beside the map, and "this is my map" was said to that.
    made: BeatsFile = build_beats(
        raw_file(raw),
        entries.beat_id,
        entries.levels,
        entries.duplicates,
        entries.beats_crs or None,
        other_shapes=entries.other_shapes,
    )
    require_in_state(made.beats, entries.state, raw_file(raw).name)
    source = raw.provenance and replace(raw.provenance, account=made.account)
    return save_piece(draft.pieces, BEATS, Piece(made.beats, made_from, source, made.notes))


def has_beats(draft: Draft) -> bool:
    """Return whether the beats are made as the entries have it; nothing is read."""
    given = given_map(draft)
    layer = chosen_layer(given, draft.entries) if given else None
    if given is None or layer is None or not draft.entries.beat_id:
        return False
    return has_piece(draft.pieces, BEATS, _beats_from(f"{given.provenance.sha256}|{layer}", draft.entries))


def _beats_from(raw: str, entries: Entries) -> str:
    return json.dumps(
        [
            raw,
            entries.beats_crs,
            entries.beat_id,
            entries.levels,
            entries.duplicates,
            entries.other_shapes,
            entries.state,
        ],
        ensure_ascii=False,
    )
