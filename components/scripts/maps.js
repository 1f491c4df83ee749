// Functions for all scripts of maps. This file is inserted before each of them.

// The pixels of the whole world at zoom 0.
const TILE = 512;

// Return how far north a latitude is on the map, from -pi to pi.
function mercator(latitude) {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
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
