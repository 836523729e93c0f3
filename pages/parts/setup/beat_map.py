"""Step 2: the beat map, from a file or an address; which layer, which coordinate system, and where it lies."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st

from geodata.fetch.city_presets import find_preset
from geodata.fetch.places import STATE_NAMES, counties_of
from geodata.fetch.public_address import require_web_address
from geodata.fetch.systems import fitting_systems
from geodata.files.coordinates import require_crs
from geodata.files.formats import ALL_LAYERS, MAP_ENDINGS
from geodata.inputs.polygons import closed_lines
from geodata.setup.beat_map import GivenMap, chosen_layer, given_map, place_map, read_map, take_map
from geodata.setup.inputs import map_work
from geodata.setup.pieces import Piece
from pages.parts.setup.flow import Flow, show_error, show_understood, show_way_on, show_work, take_upload, tried
from pages.parts.setup.preview import show_beats, show_counties
from planning.errors import CrsError, PlanningError
from planning.words.formats import whole_number

FILE, ADDRESS = "A file", "An address on the web"
OTHER = "another: I know its EPSG code"
_FORMS = "GeoJSON, zipped Shapefile or geodatabase, GeoPackage, KML or KMZ, GeoParquet, up to 20 MB"


def draw(flow: Flow) -> None:
    """Draw the step."""
    _draw_source(flow)
    if show_work(flow):
        show_way_on(flow, ready=False)
        return
    given = given_map(flow.draft)
    if given is None:
        show_way_on(flow, ready=False, why_not="Add a beat map to continue.")
        return
    flow.keep(beats_from=given.provenance.address or given.path.name)
    if not _draw_layer(flow, given):
        show_way_on(flow, ready=False, why_not="Choose a layer to go on.")
        return
    raw = tried(lambda: read_map(flow.draft))
    ready = raw is not None and _draw_placed(flow, given, raw)
    show_way_on(
        flow,
        ready=ready,
        why_not="The map has to lie where it should before you go on.",
        label="This is my map, continue",
    )


def _draw_source(flow: Flow) -> None:
    known = find_preset(flow.entries.preset).address if flow.entries.preset else ""
    came_by_address = "://" in (flow.entries.beats_from or known)
    way = st.segmented_control(
        "Where is the beat map?",
        (FILE, ADDRESS),
        default=ADDRESS if came_by_address else FILE,
        required=True,
        key=flow.key("source"),
    )
    if way == FILE:
        take_upload(
            flow, "beats", f"Beat map: {_FORMS}", MAP_ENDINGS, lambda name, content: take_map(flow.draft, name, content)
        )
        return
    given = flow.entries.beats_from if "://" in flow.entries.beats_from else known
    st.text_input(
        "Address of the layer or the download",
        value=given,
        key=flow.key("address"),
        max_chars=2000,
        placeholder="https://.../arcgis/rest/services/Police/FeatureServer/3",
        help="A layer of an ArcGIS server (FeatureServer or MapServer), or a download of GeoJSON, zip, GeoPackage or "
        "KML from a city portal. Only public addresses are asked.",
    )
    st.button("Fetch the map", key=flow.key("fetch-map"), icon=":material/download:", on_click=_start, args=(flow,))


def _start(flow: Flow) -> None:
    address = str(st.session_state.get(flow.key("address"), ""))
    flow.try_to_start("the beat map", lambda: map_work(flow.draft, require_web_address(address), flow.sources))


def _draw_layer(flow: Flow, given: GivenMap) -> bool:
    """Ask which layer, where there are several; return whether it is told."""
    if len(given.layers) > 1:
        known = chosen_layer(given, flow.entries)
        layer = st.radio(
            f"The file holds {len(set(given.layers) - {ALL_LAYERS})} maps. Which one has the beats?",
            given.layers,
            index=given.layers.index(known) if known else None,
            key=flow.key("layer"),
            format_func=lambda layer: "all of them together" if layer == ALL_LAYERS else layer,
        )
        flow.keep(beats_layer=layer or "")
    return chosen_layer(given, flow.entries) is not None


def _draw_placed(flow: Flow, given: GivenMap, raw: Piece) -> bool:
    """Show what was understood and where it lies; ask for the coordinate system where it is not known or wrong."""
    crs = raw.frame.crs
    facts = [
        ("File", given.path.name),
        ("Layer", (raw.about or {}).get("layer", "")),
        ("Rows", whole_number(len(raw.frame))),
        ("Columns", whole_number(len(raw.frame.columns) - 1)),
        ("Coordinate system in the file", crs.name if crs is not None else "it does not say"),
    ]
    if flow.entries.beats_crs:
        facts.append(("Coordinate system used", flow.entries.beats_crs))
    _ask_closed_lines(flow, raw)
    asked = crs is None or bool(flow.entries.beats_crs)
    said: PlanningError | None = None
    try:
        closed = flow.entries.other_shapes == "close-lines"
        areas, notes = place_map(raw, flow.entries.beats_crs, flow.entries.state, closed=closed)
    except CrsError as error:
        said, asked = error, True
    except PlanningError as error:
        show_error(error)
        return False
    if asked:
        _ask_system(flow, raw, None if crs is None and not flow.entries.beats_crs else said)
    if said is not None:
        show_understood("What was understood", facts, raw.notes)
        return False
    left, right = st.columns([1.0, 1.4])
    with left:
        show_understood("What was understood", facts, (*raw.notes, *notes))
        show_counties(counties_of(areas))
        if asked:
            st.markdown(
                "**Look at the map:** is this your city, and does it lie right in the county? If not, choose "
                "another system."
            )
    with right:
        numbers = [str(row + 1) for row in areas.index]  # rows without a polygon are left out: the numbers have gaps
        numbered = gpd.GeoDataFrame({"area_id": numbers}, index=areas.index, geometry=areas.geometry)
        key = f"{raw.made_from}|{flow.entries.beats_crs}|{flow.entries.other_shapes}|rows"
        show_beats(key, numbered, "Map of the file, areas numbered by row.", flow.key("placed"))
    return True


def _ask_closed_lines(flow: Flow, raw: Piece) -> None:
    """Offer the closed lines of a map as areas: some beats were drawn with the tool for lines."""
    lines = int(closed_lines(raw.frame).sum())
    if not lines:
        return
    chosen = st.checkbox(
        f"{whole_number(lines)} of the {whole_number(len(raw.frame))} rows are closed lines, not areas: read "
        "them as the areas inside them",
        value=flow.entries.other_shapes == "close-lines",
        key=flow.key("closed-lines"),
    )
    flow.keep(other_shapes="close-lines" if chosen else "leave-out")


def _ask_system(flow: Flow, raw: Piece, error: PlanningError | None) -> None:
    """Ask which coordinate system the map is in; offered are those under which it lies in the place."""
    if error is not None:
        show_error(error)
    else:
        st.warning(
            "The file does not say which coordinate system its coordinates are in. Nothing is guessed: choose "
            "one, and look at the map.",
            icon=":material/help:",
        )
    fitting = fitting_systems(raw.frame, flow.entries.state, flow.entries.counties)
    names = {system.code: f"{system.name} ({system.code})" for system in fitting}
    where = STATE_NAMES.get(flow.entries.state, "the state")
    if not names:
        st.markdown(f"No common system puts this map in {where}. Ask its owner, or look at its .prj file.")
    options = (*names, OTHER)
    now = flow.entries.beats_crs
    chosen = st.radio(
        f"Systems that put it in {where}:",
        options,
        key=flow.key("system"),
        format_func=lambda o: names.get(o, o),
        index=options.index(now) if now in options else (len(options) - 1 if now else None),
    )
    if chosen == OTHER:
        code = st.text_input(
            "EPSG code", value="" if now in names else now, key=flow.key("epsg"), placeholder="2913", max_chars=20
        )
        chosen = code.strip() if code.strip() and tried(lambda: require_crs(code)) is not None else ""
    if (chosen or "") != now:
        flow.keep(beats_crs=chosen or "")
        st.rerun()
