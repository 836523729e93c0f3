"""Advisory boards: the seats by language and area, and whose language is missing at the table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.maps.people_layers import unserved_layer
from geodata.records.boards import load_missing, seats_now
from geodata.records.work import Record
from pages.parts.forms.choices import NOTHING, area_options, language_options, partner_options, read_day
from pages.parts.forms.forms import is_at_work, open_form, opened_form, show_form
from pages.parts.forms.questions import Field
from pages.parts.forms.record_tools import find_listed, show_deleted, show_gone, show_history, show_record_downloads
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_empty
from pages.parts.widgets.areas import MAP_SHARE, area_picker, name_of, show_area_map, show_layer_legend
from pages.parts.widgets.figures import show_weak_margins
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ALL, language_name
from planning.languages.spoken import spoken_name
from planning.need.crosswalk import OUTSIDE
from planning.records.voices import seats_by_language
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.wording import percent, rounded_people

CHOSEN = "seat-chosen"
BOARD_FIELDS = (Field("name", "Name of the board"), Field("meets", "Meets"), Field("purpose", "What it is for", "text"))


def seat_fields(context: Context) -> tuple[Field, ...]:
    """Return the questions about a seat. A seat has no name of a person."""
    return (
        Field(
            "language",
            "Speaks for people who speak",
            "one",
            {language: spoken_name(language) for language in language_options()},
            open=True,
        ),
        Field("area_id", "For", "one", area_options(context), help="Leave empty for the whole department."),
        Field("partner_id", "Named by", "one", partner_options(context)),
        Field("filled", "Filled", "flag"),
        Field("since", "Since", "day"),
        Field("until", "Until", "day"),
    )


def show_boards(context: Context, missing: pd.DataFrame) -> None:
    """Draw who is missing at the table (from ``find_missing_voices``), seats beside residents, and the boards."""
    where, whole, seats = st.tabs(["Who has no seat", "Seats and residents", "Boards and seats"])
    with where:
        _show_missing(context, missing)
    with whole:
        _show_voices(context)
    with seats:
        _show_list(context)


def _show_list(context: Context) -> None:
    boards = find_listed(context, "board", ("board-",))
    writes = context.may("write", "board")
    st.header("Boards and seats", anchor=False)
    if not boards:
        show_empty("No advisory boards yet.", "Add one, and then its seats by language.")
    for board in boards:
        _show_board(context, board, writes)
    if writes:
        st.button("Add a board", icon=":material/add:", on_click=open_form, args=("board-new",), key="board-add")
    show_form(context, "board-new", "board", BOARD_FIELDS, "New board", said="Board added")
    if boards:
        show_record_downloads(context, "seat", "Seats")
    show_deleted(context, "board", "name")


def find_missing_voices(context: Context) -> pd.DataFrame:
    """Return areas and languages of the shared choice without a filled seat, most people first."""
    missing = load_missing(context.store, context.actor, context.need(), context.touches())
    return missing if context.language == ALL else missing[missing["language"] == context.language]


def _show_missing(context: Context, missing: pd.DataFrame) -> None:
    words = words_of(context.level)
    left, right = st.columns(MAP_SHARE)
    layer = unserved_layer(context, missing, "without a voice on a board", found="every language has a seat")
    with left:
        show_area_map(context, "boards-map", layer)
    with right:
        show_layer_legend(layer)
        st.caption("A seat for the whole department speaks for its language everywhere. An empty seat is no voice.")
    st.header(f"LEP residents without a board seat, by {words.one}", anchor=False)
    if missing.empty:
        st.markdown("Every language that people here need has a filled seat.")
        return
    table = missing.assign(
        name=[name_of(context, area) for area in missing["area_id"]],
        spoken=missing["language"].map(language_name),
        state=["a seat, empty" if seats else "no seat" for seats in missing["seats"]],
    )
    columns = (
        Column("name", words.one.capitalize()),
        Column("spoken", "Language"),
        Column("lep", "LEP residents", show=rounded_people),
        Column("lep_moe", "±", show=rounded_people, help="Right about 9 times in 10, for the survey alone"),
        Column("state", "Seat"),
    )
    show_table(table, columns, "boards-missing", row_ids=missing["area_id"].tolist(), on_row=area_picker(context))
    show_weak_margins(context, missing)


def _show_voices(context: Context) -> None:
    """Draw the seats of each language beside the people of the whole department."""
    need = context.need(DEPARTMENT_LEVEL)
    voices = seats_by_language(need[need["area_id"] != OUTSIDE], seats_now(context.store, context.actor))
    st.header("Seats and residents, whole department", anchor=False)
    table = voices.assign(spoken=voices["language"].map(spoken_name))
    columns = (
        Column("spoken", "Language"),
        Column("lep", "LEP residents", show=rounded_people),
        Column("lep_moe", "±", show=rounded_people, help="Right about 9 times in 10, for the survey alone"),
        Column("share_of_lep", "Share of LEP people", show=percent),
        Column("filled", "Seats filled"),
        Column("share_of_filled", "Share of filled seats", show=percent),
        Column("seats", "Seats in all"),
    )
    show_table(table, columns, "boards-voices")


def _show_board(context: Context, board: Record, writes: bool) -> None:
    name = f"board-{board.id}"
    with st.container(border=True):
        st.markdown(f"**{plain(board['name'])}** · {plain(board['meets'] or 'no rhythm named')}")
        if board["purpose"]:
            st.markdown(plain(board["purpose"]))
        seats = find_listed(context, "seat", ("seat-",), board_id=board.id)
        partners, areas = partner_options(context), area_options(context)
        table = pd.DataFrame(
            {
                "language": [spoken_name(seat["language"]) for seat in seats],
                "area": [areas.get(seat["area_id"], seat["area_id"] or "everywhere") for seat in seats],
                "partner": [partners.get(seat["partner_id"], NOTHING) for seat in seats],
                "filled": ["filled" if seat["filled"] else "empty" for seat in seats],
                "since": [read_day(seat["since"]) for seat in seats],
            }
        )
        columns = (
            Column("language", "Language"),
            Column("area", "For"),
            Column("filled", "Seat"),
            Column("partner", "Named by"),
            Column("since", "Since"),
        )
        if seats:
            show_table(table, columns, f"seats-{board.id}", row_ids=[seat.id for seat in seats], on_row=_choose)
        _show_seat(context, seats, writes)
        if writes:
            _show_writing(context, name, board)


def _show_writing(context: Context, name: str, board: Record) -> None:
    gone = show_gone(context, board)
    new = f"seat-new-{board.id}"
    if not gone and not is_at_work(name):
        row = st.container(horizontal=True)
        row.button("Add a seat", icon=":material/add:", key=f"add-{new}", on_click=open_form, args=(new,))
        row.button("Edit the board", icon=":material/edit:", key=f"edit-{name}", on_click=open_form, args=(name, board))
    show_form(
        context,
        new,
        "seat",
        seat_fields(context),
        "New seat",
        said="Seat added",
        save=lambda store, changed, _: store.add(context.actor, "seat", changed | {"board_id": board.id}),
    )
    show_form(context, name, "board", BOARD_FIELDS, "Edit the board")
    if not gone and opened_form(name) is not None:
        show_history(context, name, board, {field.name: field for field in BOARD_FIELDS})


def _choose(seat_id: str) -> None:
    st.session_state[CHOSEN] = seat_id


def _show_seat(context: Context, seats: list[Record], writes: bool) -> None:
    seat = next((seat for seat in seats if seat.id == st.session_state.get(CHOSEN)), None)
    if seat is None or not writes:
        return
    name = f"seat-{seat.id}"
    fields = seat_fields(context)
    gone = show_gone(context, seat)
    if not gone and not is_at_work(name):
        st.button("Edit this seat", icon=":material/edit:", key=f"edit-{name}", on_click=open_form, args=(name, seat))
    show_form(context, name, "seat", fields, f"Seat for {spoken_name(seat['language'])}")
    if not gone:
        show_history(context, name, seat, {field.name: field for field in fields})
