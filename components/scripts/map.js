// Draws a map with createDeck and updateDeck of the deck.gl that pydeck ships.
// Other scripts get the map from mapIn(). A click on an area is sent to the server.

// The longest click in milliseconds, from pressing the button to releasing it. In this time deck.gl
// looks up the area. On a slow machine that takes longer than its default of 250, and the click
// would be lost.
const CLICK_MAY_TAKE = 2000;

export default async function ({ data, parentElement, setTriggerValue }) {
  const memory = (parentElement.milltir ??= {});
  memory.send = setTriggerValue;
  memory.data = data;
  await import(new URL(data.deck, location).href);
  if (memory.data !== data) return;
  const stop = startedOnce(memory, data, () => start(memory, parentElement));
  update(memory);
  return stop;
}

function start(memory, parentElement) {
  const element = document.createElement("div");
  element.className = "mt-deck";
  element.setAttribute("role", "figure");
  parentElement.append(element);
  const { spec } = memory.data;
  const eventRecognizerOptions = { click: { time: CLICK_MAY_TAKE } };
  const jsonInput = { ...spec, eventRecognizerOptions };
  const configuration = { classes: { PathStyleExtension } };
  const deck = globalThis.createDeck({ container: element, jsonInput, configuration });
  Object.assign(memory, { element, deck, view: spec.initialViewState, home: spec.initialViewState });
  deck.setProps({
    getTooltip: ({ object }) => tooltip(memory, object),
    onClick: ({ object }) => press(memory, object),
    onViewStateChange: ({ viewState }) => move(memory, viewState),
    onAfterRender: () => markPainted(memory),
  });
  element.milltirMap = {
    get view() { return memory.view; },
    get width() { return element.clientWidth; },
    get height() { return element.clientHeight; },
    move: (change) => move(memory, { ...memory.view, ...change }),
    picture: () => (deck.redraw("picture"), deck.getCanvas().toDataURL("image/png")),
  };
  return () => {
    clearTimeout(memory.checks);
    deck.finalize();
    element.remove();
  };
}

// Draw the map with new data. deck.gl doesn't fetch geometry again whose address is the same.
function update(memory) {
  const { element, deck, data } = memory;
  element.setAttribute("aria-label", data.alt);
  globalThis.updateDeck(data.spec, deck);
  move(memory, { ...memory.view, ...changed(memory.home, data.spec.initialViewState) });
  memory.home = data.spec.initialViewState;
}

// Return the parts of the view that the server has changed. The others keep what the user chose.
function changed(before, now) {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}

function move(memory, view) {
  memory.view = view;
  delete memory.element.dataset.painted;
  memory.deck.setProps({ viewState: view });
  markPainted(memory);
}

// Send the clicked area, and the area chosen at the time of the click. A second click on an area
// clears the choice only if the server has answered the first one: not in a double click.
function press(memory, object) {
  const code = object?.properties?.code;
  if (code) memory.send("pressed", { code, chosen: memory.data.chosen });
}

function tooltip({ data }, object) {
  const text = object?.properties?.[data.tooltip.property];
  return text ? { text, style: data.tooltip.style } : null;
}

// Set `data-painted` when all layers are loaded and drawn. Tests wait for this attribute.
function markPainted(memory) {
  clearTimeout(memory.checks);
  const { element, deck } = memory;
  if ("painted" in element.dataset) return;
  const loaded = deck.props.layers.every((layer) => layer.isLoaded);
  if (loaded && !deck.needsRedraw()) element.dataset.painted = "";
  else memory.checks = setTimeout(() => markPainted(memory), 50);
}
