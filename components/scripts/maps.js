// Functions for all scripts of maps. This file is inserted before each of them.

// The pixels of the whole world at zoom 0.
const TILE = 512;

// Return how far north a latitude is on the map, from -pi to pi.
function mercator(latitude) {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
}

// What is around a place that a map is moved to, as a factor.
const EDGE = 1.06;

// Return the position at which an element of this size shows an extent.
function fit([west, south, east, north], { width, height }, margin = EDGE) {
  const tall = mercator(north) - mercator(south);
  const byWidth = (width * 360) / ((east - west) * margin * TILE);
  const byHeight = (height * 2 * Math.PI) / (tall * margin * TILE);
  const zoom = Math.log2(Math.min(byWidth, byHeight));
  return { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom };
}

// Return west, south, east and north of what an element shows.
function boundsOf({ longitude, latitude, zoom }, { clientWidth, clientHeight }) {
  const world = TILE * 2 ** zoom;
  const across = (clientWidth / 2 / world) * 360;
  const down = (clientHeight / 2 / world) * 2 * Math.PI;
  const north = (at) => (Math.atan(Math.exp(at)) * 360) / Math.PI - 90;
  const middle = mercator(latitude);
  return [longitude - across, north(middle - down), longitude + across, north(middle + down)];
}

// Tell the server one thing after another. Streamlit runs only one of two fragments that are told
// something at the same moment.
function inTurn(act) {
  const told = () => new Promise((next) => (act(), setTimeout(next, 0)));
  globalThis.milltirTurn = (globalThis.milltirTurn ?? Promise.resolve()).then(told);
}

// Return what a map in pieces and the script that brings its values share.
function linkOf(chart) {
  return ((globalThis.milltirPieces ??= {})[chart] ??= {});
}

// Return the map that map.js drew in an element, with `view`, `pressedAt`, `width`, `height`,
// `move`, `glide` and `picture`; null if there is none.
function mapIn(chart) {
  return chart?.querySelector(".mt-deck")?.milltirMap ?? null;
}

// Start a script at its first call only, and return the function that stops it after its last call.
// Streamlit calls a script again at each change of its data, and may clean up the older call after
// the newer one has begun; that clean-up must not stop the script.
function startedOnce(memory, data, start) {
  memory.data = data;
  memory.stop ??= start();
  return () => {
    if (memory.data !== data) return;
    memory.stop?.();
    memory.stop = null;
  };
}
