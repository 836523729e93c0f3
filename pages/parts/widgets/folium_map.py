"""The map that carries a drawing of ours to the browser, in a frame of ours. The only module that touches folium.

folium describes the map (where it looks, its tiles); the frame (``static/index.html``) is this app's own file, so that
a map needs no internet. It stays as long as its key does: another drawing is drawn into it.

Imported when the first map is drawn: nobody's first words need wait for folium, and a component is known to Streamlit
only if a visitor's run declares it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import folium
import streamlit.components.v1 as components

STATIC = Path(__file__).resolve().parents[3] / "static"
MAPS_KEPT = 64

_frame = components.declare_component("map", path=str(STATIC))


def put_map(
    drawing: str,
    outlines: str,
    selected: str,
    bounds: tuple[float, float, float, float],
    key: str,
    height: int,
    on_change: Callable[[], None],
    *,
    basemap: bool,
) -> None:
    """Put a map on the page.

    Parameters
    ----------
    drawing, selected : str
        What ``map.js`` draws and marks, as JSON from ``maps.map_json``.
    outlines : str
        Where the areas of the drawing lie, as JSON from ``geodata.maps.topology``.
    bounds : (south, west, north, east)
        Degrees.
    """
    name, script = folium_script(bounds, basemap)
    sent, lines = drawing.encode(), outlines.encode()
    # Bytes are sent as they are, without being quoted; but Streamlit hands them on only where something else changed.
    mark, lines_mark = hashlib.sha256(sent).hexdigest(), hashlib.sha256(lines).hexdigest()
    south, west, north, east = bounds
    ground = {"name": name, "script": script, "bounds": [[south, west], [north, east]], "height": height}
    _frame(
        drawing=sent,
        mark=mark,
        outlines=lines,
        lines_mark=lines_mark,
        selected=selected,
        ground=ground,
        key=key,
        on_change=on_change,
    )


@lru_cache(maxsize=MAPS_KEPT)
def folium_script(bounds: tuple[float, float, float, float], basemap: bool) -> tuple[str, str]:
    """Return the name of a map in its script, and the script as folium writes it: the same for the same map.

    Examples
    --------
    >>> name, script = folium_script((43.9, -38.2, 44.2, -37.9), False)
    >>> f"var {name} = L.map(" in script, "https:" in script
    (True, False)
    """
    south, west, north, east = bounds
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        max_zoom=18,
        zoom_snap=0.25,
        control_scale=True,
        scrollWheelZoom=False,
    )
    if basemap:
        folium.TileLayer("OpenStreetMap").add_to(drawn)
    figure = folium.Figure()
    drawn.add_to(figure)
    figure.render()
    return drawn.get_name(), figure.script.render()
