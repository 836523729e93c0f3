"""Step 6, optional: places to meet, and the roster."""

from __future__ import annotations

import streamlit as st

from geodata.inputs.points import NO_POSITION
from geodata.officers.places import counts_nowhere
from geodata.officers.roster_words import review_words
from geodata.setup.beat_map import made_beats
from geodata.setup.finish import assemble, missing_steps
from geodata.setup.inputs import ROSTER, VENUES, can_be_located, geocode_work, leave_out, located_addresses
from geodata.setup.pieces import Piece, load_piece
from pages.parts.forms.roster_words import ask_words
from pages.parts.setup.flow import Flow, show_understood, show_way_on, show_work, tried
from pages.parts.setup.own_files import Given, take_input
from pages.parts.setup.preview import show_beats
from pages.parts.shell.messages import plain
from pages.parts.widgets.maps import VenueMark
from planning.officers.roster import find_contradictions
from planning.records.roles import may
from planning.words.formats import whole_number

NAMES_SHOWN = 5
MOST_ON_MAP = 1500


def draw(flow: Flow) -> None:
    """Draw the step."""
    left, right = st.columns(2)
    with left:
        st.markdown("**Venues**: schools, libraries, churches, community centers, where meetings could be held.")
        _offer_addresses(flow, take_input(flow, VENUES))
        venues = load_piece(flow.draft.pieces, VENUES)
        if venues is not None:
            _show_venues(flow, venues)
    with right:
        st.markdown("**Roster**: which officer speaks what, without names: an id, unit, shift, language, tier.")
        if may(flow.context.actor, "write", "roster"):
            _draw_roster(flow)
        else:
            st.caption("Your role can’t add a roster. The person in charge of it can add it later.")
    st.caption(
        "Both are optional. Without venues, there is no meeting plan. Without a roster, you see officers "
        "needed, not officers short."
    )
    show_way_on(flow, ready=True)


def _offer_addresses(flow: Flow, given: Given | None) -> None:
    """Offer to find the venues of a list by their addresses, and show how far that is."""
    if given is not None and _lacks_positions(flow, given) and can_be_located(given.uploads, given.said):
        st.button(
            "Find the addresses",
            key=flow.key("find-addresses"),
            icon=":material/pin_drop:",
            help="Asks the Census Geocoder where each address is. Only the addresses of this list are sent.",
            on_click=lambda: flow.start(
                "the addresses", geocode_work(flow.draft, given.uploads, flow.sources, given.said)
            ),
        )
    show_work(flow)


def _lacks_positions(flow: Flow, given: Given) -> bool:
    """Whether addresses that were not looked up yet would say where more of a list is."""
    if located_addresses(flow.draft, given.uploads, given.said):
        return False
    piece = load_piece(flow.draft.pieces, VENUES)
    account = piece.account if piece else None
    return given.problem is not None or any(one.why == NO_POSITION for one in (account.left_out if account else ()))


def _show_venues(flow: Flow, piece: Piece) -> None:
    venues = piece.frame
    police = int(venues["police_building"].fillna(False).sum())
    facts = [
        ("File", piece.provenance.title if piece.provenance else ""),
        ("Venues", whole_number(len(venues))),
        ("Police buildings, left out of plans", whole_number(police)),
        ("First names", ", ".join(venues["name"].head(NAMES_SHOWN))),
    ]
    show_understood("What was understood", facts, piece.notes, piece.account, of=VENUES)
    beats = made_beats(flow.draft)
    if beats is not None:
        marks = tuple(
            VenueMark(str(row.venue_id), str(row.name_), float(row.lat), float(row.lon))
            for row in venues.rename(columns={"name": "name_"}).itertuples()
        )
        show_beats(
            f"{beats.made_from}|made",
            beats.frame[["area_id", "geometry"]],
            "Map of the venues on the beats.",
            flow.key("venue-map"),
            venues=marks[:MOST_ON_MAP],
        )
        if len(marks) > MOST_ON_MAP:
            st.caption(f"The first {whole_number(MOST_ON_MAP)} are drawn.")
    st.button("Leave the venues out", key=flow.key("no-venues"), on_click=leave_out, args=(flow.draft, VENUES))


def _draw_roster(flow: Flow) -> None:
    take_input(flow, ROSTER)
    piece = load_piece(flow.draft.pieces, ROSTER)
    if piece is None:
        return
    roster = piece.frame
    facts = [
        ("File", piece.provenance.title if piece.provenance else ""),
        ("Officers", whole_number(roster["officer_id"].nunique())),
        ("Rows", whole_number(len(roster))),
        ("Languages", whole_number(roster["language"].nunique())),
        ("Units", whole_number(roster["unit"].nunique())),
    ]
    show_understood(
        "What was understood", facts, (*piece.notes, *find_contradictions(roster)), piece.account, of=ROSTER
    )
    _ask_words(flow)
    st.button("Leave the roster out", key=flow.key("no-roster"), on_click=leave_out, args=(flow.draft, ROSTER))


def _ask_words(flow: Flow) -> None:
    """Ask which area each unit is and which shift each word stands for, once the beat map is there to say."""
    made = None if missing_steps(flow.draft) else tried(lambda: assemble(flow.draft))
    review = None if made is None else review_words(made)
    if made is None or review is None or review.empty:
        return
    if nowhere := counts_nowhere(made):
        st.warning(plain(nowhere), icon=":material/visibility:")
    with st.expander(
        "Which area is each unit, and which shift is each word?", expanded=bool(nowhere), key=flow.key("roster-words")
    ):
        chosen = ask_words(made, review, flow.key("word"))
    said = {
        kind: tuple(sorted((word, means) for word, means in words.items() if means)) for kind, words in chosen.items()
    }
    if (said["unit"], said["shift"]) != (flow.entries.units, flow.entries.shifts):
        flow.keep(units=said["unit"], shifts=said["shift"])
        st.rerun()
