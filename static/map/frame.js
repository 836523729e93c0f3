/* Speaks with the page around a map (Streamlit's protocol for components): takes what is to be drawn, says what was
 * picked. The frame stays as long as the page shows a map of this name; another drawing is drawn into it, and whoever
 * had moved the map finds it where they left it.
 */
"use strict";
(function () {
  const now = { map: null, script: "", mark: "", linesMark: "", geometry: null };

  function say(type, more) {
    window.parent.postMessage({ isStreamlitMessage: true, type: "streamlit:" + type, ...more }, window.location.origin);
  }

  /* A map as folium describes it: ours alone, made of numbers; no text of a file is in it. */
  function makeMap(name, script) {
    const ground = document.createElement("div");
    ground.id = name;
    ground.className = "ct-map";
    document.body.replaceChildren(ground);
    return new Function("L", script + "\nreturn " + name + ";")(L);
  }

  const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

  function show({ drawing, mark, outlines, lines_mark, selected, ground }) {
    document.documentElement.style.setProperty("--height", ground.height + "px");
    say("setFrameHeight", { height: ground.height });
    if (ground.script !== now.script || mark !== now.mark || lines_mark !== now.linesMark) {
      if (lines_mark !== now.linesMark) now.geometry = commonTongue.outlines(read(outlines));
      now.linesMark = lines_mark;
      const view = now.map && ground.script === now.script ? [now.map.getCenter(), now.map.getZoom()] : null;
      if (now.map) now.map.remove();
      now.map = makeMap(ground.name, ground.script);
      if (view) now.map.setView(...view, { animate: false });
      else now.map.fitBounds(ground.bounds, { padding: [8, 8], animate: false });
      now.script = ground.script;
      now.mark = mark;
      commonTongue.draw(now.map, read(drawing), now.geometry);
    }
    commonTongue.select(JSON.parse(selected));
  }

  commonTongue.picked = (kind, id) =>
    say("setComponentValue", { dataType: "json", value: { kind: kind, id: id, at: Date.now() } });
  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.data.type === "streamlit:render") show(event.data.args);
  });
  say("componentReady", { apiVersion: 1 });
})();
