/* Draws the ground on a Leaflet map: water, parks and main roads with names, and the borders of districts, over the areas
 * and under their labels.
 *
 * It comes packed, once: what one map has read stays with the page, for the maps after it. Names are set as text, never
 * as markup.
 */
"use strict";
(function () {
  const COLORS = {
    light: { border: "#2c3538", water: "#d2dade", shore: "#9fadb4", park: "#7d9a6b", casing: "#ffffff", 1: "#7c7f79", 2: "#a3a59f" },
    dark: { border: "#d5dcde", water: "#10191e", shore: "#33444d", park: "#7fa06c", casing: "#14191b", 1: "#8d9698", 2: "#666f71" },
  };
  const WIDTHS = { 1: 2, 2: 1.2 };
  const BORDERS = { 1: 2.2, 2: 1.7 }; // the department around, districts inside
  const ROOM = 6; // pixels between two names

  /* ---- reading ----------------------------------------------------------------------------------------- */

  function shelf() {
    try {
      return (window.parent.commonTongueGround = window.parent.commonTongueGround || {});
    } catch (error) {
      return (window.commonTongueGround = window.commonTongueGround || {});
    }
  }

  async function read(address) {
    const reply = await fetch(address);
    if (!reply.ok) throw new Error(String(reply.status));
    const plain = reply.body.pipeThrough(new DecompressionStream("gzip"));
    return decode(JSON.parse(await new Response(plain).text()));
  }

  function load(address) {
    const kept = shelf();
    if (!kept[address]) {
      kept[address] = read(address);
      kept[address].catch(() => delete kept[address]); // asked again by the next map
    }
    return kept[address];
  }

  function decode(packed) {
    return packed.features.map(([kind, rank, name, lines]) => ({
      kind: kind, rank: rank, name: name,
      lines: lines.map((steps) => {
        const points = [];
        let x = 0, y = 0;
        for (let k = 0; k < steps.length; k += 2) {
          x += steps[k];
          y += steps[k + 1];
          points.push([y / packed.units, x / packed.units]);
        }
        return points;
      }),
    }));
  }

  /* ---- drawing ----------------------------------------------------------------------------------------- */

  function style(feature, colors, part) {
    if (feature.kind === "water")
      return { color: colors.water, weight: 0.8, fillColor: colors.water, fillOpacity: 0.9 };
    if (feature.kind === "park") return { stroke: false, fillColor: colors.park, fillOpacity: 0.3 };
    if (feature.kind === "stream") return { color: colors.shore, weight: 1.2, opacity: 0.9 };
    if (feature.kind === "border") return { color: colors.border, weight: BORDERS[feature.rank], opacity: 0.85 };
    const width = WIDTHS[feature.rank];
    return part === "casing"
      ? { color: colors.casing, weight: width + 1.6, opacity: 0.75 }
      : { color: colors[feature.rank], weight: width, opacity: 0.95 };
  }

  function put(map, features, dark) {
    const renderer = L.canvas({ pane: "ct-ground", padding: 0.3 });
    const drawn = [];
    function add(feature, part) {
      const filled = feature.kind === "water" || feature.kind === "park";
      const shape = (filled ? L.polygon : L.polyline)(feature.lines, { renderer: renderer, interactive: false,
        smoothFactor: 1, pane: "ct-ground", ...style(feature, COLORS[dark ? "dark" : "light"], part) }).addTo(map);
      drawn.push({ shape: shape, feature: feature, part: part });
    }
    for (const kind of ["park", "water", "stream"])
      for (const feature of features) if (feature.kind === kind) add(feature, "");
    for (const part of ["casing", "line"])
      for (const rank of [2, 1])
        for (const feature of features) if (feature.kind === "road" && feature.rank === rank) add(feature, part);
    for (const feature of features) if (feature.kind === "border") add(feature, "");
    let was = dark;
    return (now) => {
      if (now === was) return;
      was = now;
      for (const one of drawn) one.shape.setStyle(style(one.feature, COLORS[now ? "dark" : "light"], one.part));
    };
  }

  /* ---- names ------------------------------------------------------------------------------------------- */

  /* Where a name goes: the middle of the longest line with the way it runs there, or the middle of the largest ring. */
  function spot(map, feature) {
    const lines = feature.lines.map((line) => line.map((point) => map.latLngToLayerPoint(point)));
    if (feature.kind === "water" || feature.kind === "park") {
      const boxes = lines.map((line) => L.bounds(line));
      return widest(lines, boxes.reduce((a, b) => (area(b) > area(a) ? b : a)));
    }
    const sizes = lines.map(length);
    const longest = lines[sizes.indexOf(Math.max(...sizes))];
    let left = Math.max(...sizes) / 2;
    for (let k = 1; k < longest.length; k++) {
      const step = longest[k].distanceTo(longest[k - 1]);
      if (step >= left) {
        const way = longest[k].subtract(longest[k - 1]);
        let turn = (Math.atan2(way.y, way.x) * 180) / Math.PI;
        if (turn > 90) turn -= 180;
        if (turn < -90) turn += 180;
        return { at: longest[k - 1].add(way.multiplyBy(left / (step || 1))), turn: turn, room: Math.max(...sizes) };
      }
      left -= step;
    }
    return null;
  }

  /* The middle of the widest way across, of some, from shore to shore. */
  function widest(rings, box) {
    let best = { at: box.getCenter(), turn: 0, room: 0 };
    for (let share = 0.08; share < 1; share += 0.07) {
      const y = box.min.y + share * (box.max.y - box.min.y);
      const cuts = [];
      for (const ring of rings)
        for (let k = 1; k < ring.length; k++) {
          const [a, b] = [ring[k - 1], ring[k]];
          if (a.y > y !== b.y > y) cuts.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
        }
      cuts.sort((a, b) => a - b);
      for (let k = 1; k < cuts.length; k += 2)
        if (cuts[k] - cuts[k - 1] > best.room)
          best = { at: L.point((cuts[k] + cuts[k - 1]) / 2, y), turn: 0, room: cuts[k] - cuts[k - 1] };
    }
    return { ...best, room: best.room * 1.3 };
  }

  function area(box) {
    const size = box.getSize();
    return size.x * size.y;
  }

  function length(line) {
    let sum = 0;
    for (let k = 1; k < line.length; k++) sum += line[k].distanceTo(line[k - 1]);
    return sum;
  }

  function order(feature) {
    return feature.kind === "road" ? feature.rank : feature.kind === "water" ? 1.5 : 3;
  }

  function name(map, features, taken) {
    const named = features.filter((feature) => feature.name).sort((a, b) => order(a) - order(b));
    let markers = [];
    function place() {
      for (const marker of markers) marker.remove();
      markers = [];
      const full = taken();
      const view = map.getSize();
      for (const feature of named) {
        const found = spot(map, feature);
        const wide = feature.name.length * 5.4 + 6;
        if (!found || found.room < wide * 1.4) continue;
        const turned = (found.turn * Math.PI) / 180;
        const across = Math.abs(Math.cos(turned)), along = Math.abs(Math.sin(turned));
        const half = [(wide * across + 12 * along) / 2 + ROOM, (wide * along + 12 * across) / 2 + ROOM / 2];
        const here = map.layerPointToContainerPoint(found.at);
        const box = [here.x - half[0], here.y - half[1], here.x + half[0], here.y + half[1]];
        if (box[0] < 0 || box[1] < 0 || box[2] > view.x || box[3] > view.y) continue;
        if (full.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
        full.push(box);
        const text = document.createElement("div");
        text.textContent = feature.name;
        text.style.transform = `rotate(${found.turn.toFixed(1)}deg)`;
        const icon = L.divIcon({ className: "ct-name ct-name-" + feature.kind, html: text, iconSize: [wide, 12] });
        markers.push(L.marker(map.layerPointToLatLng(found.at), { icon: icon, pane: "ct-names", interactive: false,
          keyboard: false }).addTo(map));
      }
    }
    map.on("zoomend moveend resize", place);
    place();
  }

  /* Draws what an address holds. `isDark` and `taken` are asked; `follow` is given what follows light and dark. */
  window.commonTongueDrawGround = function (map, address, isDark, taken, follow) {
    Object.assign(map.createPane("ct-ground").style, { zIndex: 410, pointerEvents: "none" });
    Object.assign(map.createPane("ct-names").style, { zIndex: 590, pointerEvents: "none" });
    load(address).then((features) => {
      if (!map.getPane("ct-ground")) return; // taken away meanwhile, for another drawing
      follow(put(map, features, isDark()));
      name(map, features, taken);
      map.getContainer().setAttribute("data-ground", String(features.length));
    }).catch((error) => console.warn("no water, parks and roads on this map", error));
  };
})();
