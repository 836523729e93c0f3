/* Draws one drawing (see pages/parts/widgets/maps.py) on a Leaflet map.
 *
 * Every text comes from a file somebody uploaded. It reaches the page through textContent and setAttribute only,
 * never as markup, so a beat called "<img onerror=...>" is a beat with an odd name and nothing else.
 */
"use strict";
(function () {
  const SVG = "http://www.w3.org/2000/svg";
  const state = {};

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function tip(item) {
    const box = element("div");
    box.append(element("b", "", item.title));
    for (const line of item.lines || []) box.append(element("span", "", line));
    return box;
  }

  /* ---- light and dark ---------------------------------------------------------------------------------- */

  function isDark() {
    try {
      const host = window.parent.document.querySelector(".stApp") || window.parent.document.body;
      const rgb = getComputedStyle(host).backgroundColor.match(/[\d.]+/g).map(Number);
      return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] < 128;
    } catch (error) {
      return window.matchMedia("(prefers-color-scheme: dark)").matches;
    }
  }

  function look(name) {
    const both = state.looks[name];
    return state.dark ? both.dark : both.light;
  }

  function pattern(id, size, draw) {
    const made = document.createElementNS(SVG, "pattern");
    for (const [key, value] of [["id", id], ["width", size], ["height", size], ["patternUnits", "userSpaceOnUse"]])
      made.setAttribute(key, value);
    draw((tag, attributes) => {
      const part = document.createElementNS(SVG, tag);
      for (const key in attributes) part.setAttribute(key, attributes[key]);
      made.append(part);
    });
    return made;
  }

  /* A look with a pattern is filled with it: "stripe" slants, "hatch" crosses, "dot" dots. Doubt is never hue alone. */
  function patterns(name, one) {
    const id = "ct-" + name;
    if (one.pattern === "dot")
      return pattern(id, 7, (add) => {
        add("rect", { width: 7, height: 7, fill: one.fill });
        add("circle", { cx: 3.5, cy: 3.5, r: 1.4, fill: one.ink });
      });
    const slant = { stroke: one.ink, "stroke-width": one.pattern === "stripe" ? 2.6 : 1.1 };
    return pattern(id, 8, (add) => {
      add("rect", { width: 8, height: 8, fill: one.fill });
      add("path", { d: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", ...slant });
      if (one.pattern === "hatch") add("path", { d: "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4", ...slant });
    });
  }

  function definePatterns(svg) {
    const old = svg.querySelector("defs.ct");
    if (old) old.remove();
    const defs = document.createElementNS(SVG, "defs");
    defs.setAttribute("class", "ct");
    for (const name in state.looks) if (look(name).pattern) defs.append(patterns(name, look(name)));
    svg.prepend(defs);
  }

  function fill(name) {
    return look(name).pattern ? `url(#ct-${name})` : look(name).fill;
  }

  function areaStyle(item) {
    const chosen = item.id === state.selected;
    const line = state.dark ? (chosen ? "#ff9d3c" : "#7f8d92") : chosen ? "#000000" : "#6d7a7e";
    const solid = look(item.look).fill !== "none";
    return { color: line, weight: chosen ? 3.5 : 0.8, opacity: 1, fillColor: fill(item.look), fillOpacity: solid ? 1 : 0.001,
      dashArray: item.doubt && !chosen ? "3 3" : null };
  }

  function restyle() {
    document.documentElement.classList.toggle("ct-dark", state.dark);
    definePatterns(state.renderer._container);
    state.paths.forEach((path) => path.setStyle(areaStyle(path.item)));
    for (const path of state.doubts) path.setStyle({ fillColor: fill("doubt") });
    for (const dot of state.dots) dot.setStyle({ fillColor: look(dot.look).fill });
    for (const ring of state.rings || []) ring.setStyle({ color: look("ring").fill });
    if (state.ground) state.ground(state.dark);
    const path = state.paths.get(state.selected);
    if (path) path.bringToFront();
    for (const doubt of state.doubts) doubt.bringToFront();
  }

  /* Leaflet takes the focus on the first press and thereby scrolls the page; the release then misses what was pressed. */
  L.Map.Keyboard.include({
    _onMouseDown() {
      if (!this._focused) this._map.getContainer().focus({ preventScroll: true });
    },
  });

  /* ---- picking ----------------------------------------------------------------------------------------- */

  function pick(kind, id) {
    window.commonTongue.picked(kind, id);
  }

  function reachable(path, item, neighbours) {
    const node = path.getElement();
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", [item.title].concat(item.lines || []).join(". "));
    node.setAttribute("tabindex", neighbours.length ? "-1" : "0");
    neighbours.push(path);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") pick("area", item.id);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      if (!step) return;
      const next = neighbours[(neighbours.indexOf(path) + step + neighbours.length) % neighbours.length].getElement();
      node.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  /* ---- outlines: every line once, in steps (geodata/maps/topology.py) ------------------------------------ */

  function layOut({ x, y, scale, arcs, areas }) {
    const lines = arcs.map((steps) => {
      const line = [];
      for (let k = 0, east = x, north = y; k < steps.length; k += 2)
        line.push([(east += steps[k]) / scale, (north += steps[k + 1]) / scale]);
      return line;
    });
    const ring = (numbers) => numbers.flatMap((number, place) => {
      const line = number < 0 ? lines[~number].slice().reverse() : lines[number];
      return place ? line.slice(1) : line;
    });
    const geometry = Object.create(null);
    for (const id of Object.keys(areas))
      geometry[id] = { type: "MultiPolygon", coordinates: areas[id].map((part) => part.map(ring)) };
    return geometry;
  }

  /* ---- the layers -------------------------------------------------------------------------------------- */

  function drawAreas(map, areas) {
    const neighbours = [];
    L.geoJSON(areas, {
      renderer: state.renderer,
      onEachFeature: (feature, path) => {
        const item = feature.properties;
        path.item = item;
        path.setStyle(areaStyle(item));
        path.bindTooltip(() => tip(item), { sticky: true, className: "ct-tip" });
        path.on("click", (event) => { L.DomEvent.stopPropagation(event); pick("area", item.id); });
        state.paths.set(item.id, path);
      },
    }).addTo(map);
    state.paths.forEach((path) => reachable(path, path.item, neighbours));
    const doubtful = areas.features.filter((feature) => feature.properties.doubt);
    L.geoJSON({ type: "FeatureCollection", features: doubtful }, {
      renderer: state.renderer, interactive: false,
      style: { stroke: false, fillOpacity: 1 },
      onEachFeature: (feature, path) => state.doubts.push(path),
    }).addTo(map);
  }

  function drawLabels(map, areas) {
    const labels = areas.features.map((feature) => feature.properties).filter((item) => item.label).map((item) => {
      const icon = L.divIcon({ className: "ct-label", html: element("div", "", item.label), iconSize: [90, 14] });
      return { item: item, marker: L.marker(item.at, { icon: icon, interactive: false, keyboard: false }) };
    });
    function fit() {
      for (const { item, marker } of labels) {
        const box = state.paths.get(item.id).getBounds();
        const size = map.latLngToLayerPoint(box.getSouthEast()).subtract(map.latLngToLayerPoint(box.getNorthWest()));
        const room = size.x > item.label.length * 7 + 6 && size.y > 18;
        if (room) marker.addTo(map); else marker.remove();
      }
    }
    map.on("zoomend", fit);
    fit();
  }

  function drawDots(map, dots) {
    for (const [lat, lng, name] of dots) {
      const dot = L.circleMarker([lat, lng], { renderer: state.over, pane: "ct-over", radius: name === "reached" ? 3.2 : 2.6, stroke: false,
        fillOpacity: 0.9, fillColor: look(name).fill, interactive: false });
      dot.look = name;
      state.dots.push(dot.addTo(map));
    }
  }

  function drawReached(map, areas) {
    for (const area of areas)
      L.geoJSON(area, { renderer: state.over, pane: "ct-over", interactive: false,
        style: { fill: false, weight: 1.5, dashArray: "6 4", color: look("ring").fill },
        onEachFeature: (feature, path) => state.rings.push(path) }).addTo(map);
  }

  function drawVenues(map, venues, rings) {
    state.rings = rings.map(([lat, lng, metres]) => L.circle([lat, lng], { renderer: state.over, pane: "ct-over", radius: metres, fill: false,
      weight: 1.5, dashArray: "6 4", color: look("ring").fill, interactive: false }).addTo(map));
    for (const venue of venues) {
      const chosen = venue.number !== null;
      const size = chosen ? 26 : 9;
      const icon = L.divIcon({ className: "ct-venue " + (chosen ? "ct-chosen" : "ct-candidate"), iconSize: [size, size],
        html: element("div", "", chosen ? String(venue.number) : "") });
      L.marker(venue.at, { icon: icon, keyboard: false, zIndexOffset: chosen ? 1000 : 0 })
        .bindTooltip(() => tip(venue), { className: "ct-tip" })
        .on("click", () => pick("venue", venue.id)).addTo(map);
    }
  }

  function drawGround(map, ground) {
    if (!ground) return;
    // Leaflet sets a credit as markup, so nothing in it may be any.
    if (ground.credit) map.attributionControl.addAttribution(ground.credit.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`));
    window.commonTongueDrawGround(map, ground.address, () => state.dark, () => labelBoxes(map), (follow) => {
      state.ground = follow;
      follow(state.dark);
    });
  }

  /* Where areas are named, in pixels of the map: no street's name goes there. */
  function labelBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".ct-label > div")].map((label) => {
      const box = label.getBoundingClientRect();
      const spare = (box.width - label.textContent.length * 7) / 2;
      return [box.left - frame.left + spare, box.top - frame.top, box.right - frame.left - spare, box.bottom - frame.top];
    });
  }

  /* ---- the door: frame.js calls it, and says what was picked -------------------------------------------- */

  window.commonTongue = {
    outlines: layOut,
    draw(map, drawing, geometry) {
      for (const feature of drawing.areas.features) feature.geometry = geometry[feature.properties.id];
      Object.assign(state, { paths: new Map(), doubts: [], dots: [], rings: [], selected: null, ground: null });
      state.looks = drawing.looks;
      state.dark = isDark();
      state.renderer = L.svg({ padding: 0.5 }).addTo(map);
      // People and reach lie over water and roads, which lie over the areas; see ground.js.
      Object.assign(map.createPane("ct-over").style, { zIndex: 420, pointerEvents: "none" });
      state.over = L.svg({ padding: 0.5, pane: "ct-over" });
      map.attributionControl.setPrefix("Leaflet");
      if (L.Browser.mobile) map.dragging.disable(); // one finger scrolls the page, two move the map
      map.getContainer().setAttribute("role", "region");
      map.getContainer().setAttribute("aria-label", drawing.title);
      drawAreas(map, drawing.areas);
      drawDots(map, drawing.dots);
      drawVenues(map, drawing.venues, drawing.rings);
      drawReached(map, drawing.reached || []);
      drawLabels(map, drawing.areas);
      drawGround(map, drawing.ground);
      if (drawing.drawn !== null) window.commonTongueSketch(map, drawing.drawn, drawing.draws, pick);
    },
    /* Called with every run of the page: marks the chosen area, and follows the page from light to dark. */
    select(id) {
      state.selected = id;
      restyle();
      // The page repaints before or after it says so; look again when it has settled.
      window.setTimeout(() => { if (state.dark !== isDark()) { state.dark = isDark(); restyle(); } }, 150);
    },
  };
})();
