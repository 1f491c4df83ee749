// Two maps that move as one. Whichever of them is moved, the other is put where it stands.
// Nothing here is needed to read a map: what can't be found is left alone.
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

// The map that was touched last leads; the first one does until then. A map that follows is put
// once to each place, and never leads by having got there late.
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
