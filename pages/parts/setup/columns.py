"""Step 3: which column tells the beats apart, which group them, and what it comes to on the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.names import level_word
from geodata.department.rows import rows_of
from geodata.fetch.places import counties_of
from geodata.setup.beat_map import ColumnFacts, describe_columns, likely_id, likely_levels, made_beats, read_map
from geodata.setup.pieces import Piece
from pages.parts.setup.flow import Flow, show_understood, show_way_on, tried
from pages.parts.setup.preview import show_beats
from pages.parts.widgets.tables import Column, show_table
from planning.lists import some
from planning.words.formats import whole_number

REFUSE, DISSOLVE = "refuse", "dissolve"
_DUPLICATES = {
    REFUSE: "It is a mistake: I will choose another column or fix the map",
    DISSOLVE: "They are parts of one beat: make one area of each",
}


def draw(flow: Flow) -> None:
    """Draw the step."""
    raw = tried(lambda: read_map(flow.draft))
    if raw is None:
        show_way_on(flow, ready=False, why_not="The beat map is not there yet: go back one step.")
        return
    facts = describe_columns(raw.frame)
    able = {column.name: column for column in facts if column.can_be_id}
    _take_over(flow, facts)
    left, right = st.columns(2)
    with left:
        _ask_id(flow, raw, facts, able)
    with right:
        _ask_levels(flow, facts)
    repeated = able[flow.entries.beat_id].repeated if flow.entries.beat_id in able else 0
    if repeated:
        _ask_duplicates(flow, raw, repeated)
    waiting = repeated > 0 and flow.entries.duplicates == REFUSE
    beats = None if not flow.entries.beat_id or waiting else tried(lambda: made_beats(flow.draft))
    if beats is not None:
        _show_made(flow, beats)
    with st.expander(
        "Every column of the map, with its first values", expanded=beats is None, key=flow.key("every-column")
    ):
        _show_columns(facts)
    why = "Choose what to do with the rows that share an id." if waiting else "Choose the column of the id."
    show_way_on(flow, ready=beats is not None, why_not=why)


def _take_over(flow: Flow, facts: tuple[ColumnFacts, ...]) -> None:
    """Keep columns that this map has under another case (a portal's download is in small letters), drop others."""
    names = {column.name for column in facts}
    small = {column.name.lower(): column.name for column in facts}
    wanted = flow.entries.beat_id
    flow.keep(
        beat_id=wanted if wanted in names else small.get(wanted.lower(), ""),
        levels=tuple(dict.fromkeys(small[one.lower()] for one in flow.entries.levels if one.lower() in small)),
    )


def _ask_id(flow: Flow, raw: Piece, facts: tuple[ColumnFacts, ...], able: dict[str, ColumnFacts]) -> None:
    options = tuple(able)
    offered = likely_id(facts)
    now = flow.entries.beat_id if flow.entries.beat_id in options else offered
    chosen = st.selectbox(
        "Column of the beat's id",
        options,
        index=options.index(now) if now in options else None,
        placeholder="Choose a column",
        key=flow.key("beat-id"),
        format_func=lambda name: _label(able[name]),
        help="What officers call a beat. Columns with blank cells cannot be it. Ids stay as they are written: 012 and "
        "12 are two beats.",
    )
    if not options:
        st.warning("No column has a value in every row, so none can be the ID. Fix the map.", icon=":material/help:")
    if chosen and not flow.entries.beat_id:
        flow.keep(beat_id=chosen, levels=flow.entries.levels or likely_levels(raw.frame, chosen, facts))
        st.rerun()
    flow.keep(beat_id=chosen or "")


def _ask_levels(flow: Flow, facts: tuple[ColumnFacts, ...]) -> None:
    by_name = {column.name: column for column in facts}
    options = tuple(name for name, column in by_name.items() if name != flow.entries.beat_id and column.values > 1)
    now = [level for level in flow.entries.levels if level in options]
    key = flow.key("levels")
    if key in st.session_state:  # the id may just have been taken from among them
        st.session_state[key] = [level for level in st.session_state[key] if level in options]
    levels = st.multiselect(
        "Coarser levels, the finest first (optional)",
        options,
        default=None if key in st.session_state else now,
        key=key,
        format_func=lambda name: _label(by_name[name]),
        placeholder="Sector, precinct, district, ...",
        help="Columns that say which sector, precinct or district a beat belongs to. Entries can then be given by "
        "them, with smaller errors.",
    )
    flow.keep(levels=tuple(levels))


def _label(column: ColumnFacts) -> str:
    return f"{column.name} ({whole_number(column.values)} values: {', '.join(column.examples)}, ...)"


def _ask_duplicates(flow: Flow, raw: Piece, repeated: int) -> None:
    shown = raw.frame[flow.entries.beat_id].astype("str")
    twice = shown[shown.duplicated(keep=False)].value_counts()
    names = some((f"{area} ({rows} rows)" for area, rows in twice.items()), 6)
    choices = tuple(_DUPLICATES)
    chosen = st.radio(
        f"{whole_number(repeated)} rows share their id with another: {names}. What are they?",
        choices,
        index=choices.index(flow.entries.duplicates),
        format_func=_DUPLICATES.__getitem__,
        key=flow.key("duplicates"),
    )
    flow.keep(duplicates=chosen)


def _show_made(flow: Flow, piece: Piece) -> None:
    beats, levels = piece.frame, flow.entries.levels
    left, right = st.columns([1.0, 1.4])
    with left:
        facts = [("Beats", whole_number(len(beats)))]
        for level in levels:
            missing = int(beats[level].isna().sum())
            without = f", and {missing} beats have none" if missing else ""
            facts.append((level_word(level, 2).capitalize(), f"{whole_number(beats[level].nunique())}{without}"))
        facts.append(("First beats", ", ".join(beats["area_id"].head(6))))
        show_understood("What it comes to", facts, piece.notes, piece.account)
        if not flow.entries.counties:
            flow.keep(counties=_own_counties(flow, piece))
    with right:
        groups = {
            row.area_id: " · ".join(
                f"{level_word(level)} {getattr(row, f'level_{k}')}" for k, level in enumerate(levels)
            )
            for row in rows_of(_named(beats, levels))
        }
        show_beats(
            f"{piece.made_from}|made",
            beats[["area_id", "geometry"]],
            "Map of the beats, with their ids.",
            flow.key("made"),
            groups=groups,
        )


def _named(beats: pd.DataFrame, levels: tuple[str, ...]) -> pd.DataFrame:
    """Return the beats with level columns that have names a row can be asked for."""
    return pd.DataFrame(
        {"area_id": beats["area_id"]} | {f"level_{k}": beats[level].fillna("-") for k, level in enumerate(levels)}
    )


def _own_counties(flow: Flow, piece: Piece) -> tuple[str, ...]:
    return tuple(found.county for found in counties_of(piece.frame) if found.state == flow.entries.state)


def _show_columns(facts: tuple[ColumnFacts, ...]) -> None:
    rows = pd.DataFrame(
        [(one.name, one.values, one.repeated, one.blanks, ", ".join(one.examples)) for one in facts],
        columns=["name", "values", "repeated", "blanks", "examples"],
    )
    columns = (
        Column("name", "Column"),
        Column("values", "Different values"),
        Column("repeated", "Rows that share theirs"),
        Column("blanks", "Blank"),
        Column("examples", "First values"),
    )
    show_table(rows, columns, "setup-columns")
