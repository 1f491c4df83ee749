// Put before each script that belongs to a map.

// The map that map.js has drawn in an element of the page: its view, its size, a way to move it.
function mapIn(chart) {
  return chart?.querySelector(".mt-deck")?.milltirMap ?? null;
}

// Streamlit calls a script again with each change of its data, and may end an older call after it
// has begun a newer one: a script is started by its first call and ended by the end of its last.
function startedOnce(memory, data, start) {
  memory.data = data;
  memory.stop ??= start();
  return () => {
    if (memory.data !== data) return;
    memory.stop?.();
    memory.stop = null;
  };
}
