/* Lets somebody draw a place or a line on a map, corner by corner; its corners are what the page is told.
 *
 * A button begins; each press sets a corner. The button again or Enter ends, and for a place the first corner too; Escape
 * gives up.
 */
"use strict";
(function () {
  const STYLE = { color: "#b3261e", weight: 2.5, dashArray: "6 4", fill: true, fillColor: "#b3261e", fillOpacity: 0.08,
    interactive: false, pane: "ct-sketch" };
  const MOST = 200, NEAR = 14;
  const KINDS = {
    shape: { least: 3, begin: "Outline a place", end: "Finish (or press the first corner)", make: L.polygon },
    line: { least: 2, begin: "Draw the line", end: "Finish the line", make: L.polyline },
  };

  function corners(text) {
    return text.split(";").filter(Boolean).map((pair) => pair.split(",").map(Number));
  }

  function toolbar(label, begin) {
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ct-sketch-button";
      button.textContent = label;
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", begin);
      control.button = button;
      return button;
    };
    return control;
  }

  window.commonTongueSketch = function (map, drawn, name, pick) {
    const kind = KINDS[name];
    const style = name === "line" ? { ...STYLE, fill: false } : STYLE;
    Object.assign(map.createPane("ct-sketch").style, { zIndex: 640, pointerEvents: "none" });
    let points = [];
    let outline = drawn ? kind.make(corners(drawn), style).addTo(map) : null;
    let dots = [];
    let isOn = false;
    const control = toolbar(kind.begin, () => (isOn ? finish() : begin())).addTo(map);

    function clear() {
      for (const dot of dots) dot.remove();
      dots = [];
      if (outline) outline.remove();
      outline = null;
    }

    function turn(on) {
      isOn = on;
      map.getContainer().classList.toggle("ct-drawing", on);
      control.button.textContent = on ? kind.end : kind.begin;
      control.button.setAttribute("aria-pressed", String(on));
      if (on) map.doubleClickZoom.disable(); else map.doubleClickZoom.enable();
    }

    function begin() {
      clear();
      points = [];
      turn(true);
      map.getContainer().focus({ preventScroll: true });
    }

    function finish() {
      turn(false);
      if (points.length < kind.least) return clear();
      pick(name, points.map((point) => point.lat.toFixed(5) + "," + point.lng.toFixed(5)).join(";"));
    }

    /* Before the areas hear of it: a press on the map sets a corner and chooses nothing. */
    map.getContainer().addEventListener("click", (event) => {
      if (!isOn || event.target.closest(".leaflet-control")) return;
      event.stopPropagation();
      const at = map.mouseEventToContainerPoint(event);
      const first = points.length ? map.latLngToContainerPoint(points[0]) : null;
      if (name === "shape" && points.length >= kind.least && first.distanceTo(at) < NEAR) return finish();
      if (points.length >= MOST) return;
      points.push(map.containerPointToLatLng(at));
      dots.push(L.circleMarker(points[points.length - 1], { ...STYLE, dashArray: null, radius: 4, fillOpacity: 1 }).addTo(map));
      if (outline) outline.remove();
      outline = kind.make(points, style).addTo(map);
    }, true);
    map.getContainer().addEventListener("keydown", (event) => {
      if (!isOn || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.stopPropagation();
      event.preventDefault();
      if (event.key === "Escape") { points = []; clear(); }
      finish();
    }, true);
  };
})();
