// Two maps that move as one. Whichever of them is moved, the other is put where it stands.
// Nothing here is needed to read a map: what can't be found is left alone.
const TICK = 60;

export default function ({ data, parentElement }) {
  const memory = (parentElement.milltir ??= { leader: 0, put: null });
  const touch = (event) => {
    const at = data.charts.findIndex((chart) => event.target.closest?.(chart));
    if (at >= 0) memory.leader = at;
    else if (event.target.closest?.(data.both)) memory.leader = 0;
  };
  const gestures = ["pointerdown", "wheel", "keydown"];
  for (const name of gestures) document.addEventListener(name, touch, { capture: true, passive: true });
  const clock = setInterval(() => tick(memory, data.charts), TICK);
  return () => {
    clearInterval(clock);
    for (const name of gestures) document.removeEventListener(name, touch, { capture: true });
  };
}

// The map that was touched last leads; the first one does until then. A map that follows is put
// once to each place, and never leads by having got there late.
function tick(memory, charts) {
  const decks = charts.map((chart) => deckIn(document.querySelector(chart)));
  if (decks.some((deck) => !deck)) return;
  const { longitude, latitude, zoom } = decks[memory.leader].props.viewState;
  const at = `${memory.leader} ${written({ longitude, latitude, zoom })}`;
  if (at === memory.put && decks.every((deck, i) => deck === memory.decks[i])) return;
  Object.assign(memory, { put: at, decks });
  decks.forEach((deck, i) => {
    if (i !== memory.leader) place(deck, { longitude, latitude, zoom });
  });
}

function written({ longitude, latitude, zoom }) {
  return [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(3)].join("_");
}
