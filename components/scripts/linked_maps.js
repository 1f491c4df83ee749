// Links two maps: when the user moves one of them, the other gets the same view.
// The maps can be read without this script, so it does nothing if a map isn't found.
const TICK = 60;

export default function ({ data, parentElement }) {
  const memory = (parentElement.milltir ??= { leader: 0, put: null });
  return startedOnce(memory, data, () => start(memory));
}

function start(memory) {
  const touch = (event) => {
    const at = memory.data.charts.findIndex((chart) => event.target.closest?.(chart));
    if (at >= 0) memory.leader = at;
    else if (event.target.closest?.(memory.data.both)) memory.leader = 0;
  };
  const gestures = ["pointerdown", "wheel", "keydown"];
  for (const name of gestures) document.addEventListener(name, touch, { capture: true, passive: true });
  const clock = setInterval(() => tick(memory), TICK);
  return () => {
    clearInterval(clock);
    for (const name of gestures) document.removeEventListener(name, touch, { capture: true });
  };
}

// Copy the view of the leading map to the other map. The leading map is the one that the user
// touched last, or the first one before any touch. Each view is copied once, and a late move of the
// other map is never copied back.
function tick(memory) {
  const maps = memory.data.charts.map((chart) => mapIn(document.querySelector(chart)));
  if (maps.some((map) => !map)) return;
  const { longitude, latitude, zoom } = maps[memory.leader].view;
  const at = `${memory.leader} ${written({ longitude, latitude, zoom })}`;
  if (at === memory.put && maps.every((map, i) => map === memory.maps[i])) return;
  Object.assign(memory, { put: at, maps });
  maps.forEach((map, i) => {
    if (i !== memory.leader) map.move({ longitude, latitude, zoom });
  });
}

function written({ longitude, latitude, zoom }) {
  return [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(3)].join("_");
}
