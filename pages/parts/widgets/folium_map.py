"""The folium map that carries a drawing of ours to the browser. The only module that touches folium.

Imported when the first map is drawn: folium and its component take a fifth of a second, which nobody's first words need
wait for, and a component is known to Streamlit only if a visitor's run declares it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import folium
import streamlit.components.v1 as components
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

STATIC = Path(__file__).resolve().parents[3] / "static"

_assets = components.declare_component("static", path=str(STATIC))
_BASE = f"../{_assets.name}/"  # from the frame of streamlit-folium to our own files, under any base path
_SCRIPTS = [("leaflet", _BASE + "vendor/leaflet/leaflet.js"), ("common_tongue", _BASE + "map/map.js")]
_STYLES = [("leaflet_css", _BASE + "vendor/leaflet/leaflet.css"), ("common_tongue_css", _BASE + "map/map.css")]


class OfflineMap(folium.Map):
    """A folium map whose scripts come from this app: no CDN, no tiles unless asked for."""

    default_js = _SCRIPTS
    default_css = _STYLES


class _Drawn(MacroElement):
    """Hands a drawing to ``map.js``."""

    _template = Template(
        "{% macro script(this, kwargs) %}commonTongue.draw({{ this._parent.get_name() }}, "
        "{{ this.text }});{% endmacro %}"
    )

    def __init__(self, text: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca says no types
        self._name = "Drawn"
        self.text = text


class _Selected(MacroElement):
    """Marks the chosen area on a map already drawn, without drawing it again."""

    _template = Template("{% macro script(this, kwargs) %}commonTongue.select({{ this.text }});{% endmacro %}")

    def __init__(self, text: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca says no types
        self._name = "Selected"
        self.text = text


def put_map(
    drawing: str,
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
    bounds : (south, west, north, east)
        Degrees.
    """
    south, west, north, east = bounds
    drawn = OfflineMap(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        max_zoom=18,
        zoom_snap=0.25,
        control_scale=True,
        scrollWheelZoom=False,
    )
    if basemap:
        folium.TileLayer("OpenStreetMap").add_to(drawn)
    drawn.fit_bounds([[south, west], [north, east]], padding=(8, 8))
    drawn.add_child(_Drawn(drawing))
    mark = folium.FeatureGroup()
    mark.add_child(_Selected(selected))
    st_folium(
        drawn,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=mark,
        on_change=on_change,
    )
