// Draws a map with deck.gl, as pydeck ships it for pages of one's own (createDeck, updateDeck).
// Other scripts find the map by mapIn(); a press on an area is told to the server.

// Milliseconds between pressing and letting go that still make a click. deck.gl looks up the area
// in between, which takes longer than its own 250 on a slow machine: the press would be lost.
const CLICK_MAY_TAKE = 2000;

export default async function ({ data, parentElement, setTriggerValue }) {
  const memory = (parentElement.milltir ??= {});
  memory.tell = setTriggerValue;
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

// Geometry whose address stays the same is not fetched again: deck.gl only colours it anew.
function update(memory) {
  const { element, deck, data } = memory;
  element.setAttribute("aria-label", data.alt);
  globalThis.updateDeck(data.spec, deck);
  move(memory, { ...memory.view, ...changed(memory.home, data.spec.initialViewState) });
  memory.home = data.spec.initialViewState;
}

// Where the server asks for another view; elsewhere the map stays where it was moved to.
function changed(before, now) {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}

function move(memory, view) {
  memory.view = view;
  delete memory.element.dataset.painted;
  memory.deck.setProps({ viewState: view });
  markPainted(memory);
}

// With what was chosen when it was pressed: a second press on the same area lets go of it only
// where the first has been answered, and not in a double click.
function press(memory, object) {
  const code = object?.properties?.code;
  if (code) memory.tell("pressed", { code, chosen: memory.data.chosen });
}

function tooltip({ data }, object) {
  const text = object?.properties?.[data.tooltip.property];
  return text ? { text, style: data.tooltip.style } : null;
}

// For those who wait for the map: the mark is set when what was last asked for has been drawn.
function markPainted(memory) {
  clearTimeout(memory.checks);
  const { element, deck } = memory;
  if ("painted" in element.dataset) return;
  const loaded = deck.props.layers.every((layer) => layer.isLoaded);
  if (loaded && !deck.needsRedraw()) element.dataset.painted = "";
  else memory.checks = setTimeout(() => markPainted(memory), 50);
}
