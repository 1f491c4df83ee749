// Draws a map: with the deck.gl that pydeck ships, or without WebGL as a picture (picture.js).
// Other scripts get the map from mapIn(). A click on an area is sent to the server.

// The longest click in milliseconds, from pressing the button to releasing it. In this time deck.gl
// looks up the area. On a slow machine that takes longer than its default of 250, and the click
// would be lost.
const CLICK_MAY_TAKE = 2000;
// The beginning of the name of the layer that pieces replace.
const PIECES = "pieces-";
// The name of the layer whose kind draws the borders of pieces: the lines of a polygon take deck.gl
// five times as long, and most of the time of a picture where WebGL is in software.
const LINES = "lines-of-pieces";
// Renderers that draw without a graphics card. There a map in pieces has no smoothed edges: smoothing
// them takes half of the time of its picture.
const IN_SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

export default async function ({ data, parentElement, setTriggerValue }) {
  const memory = (parentElement.milltir ??= {});
  memory.send = setTriggerValue;
  const stop = startedOnce(memory, data, () => start(memory, parentElement));
  memory.element.setAttribute("aria-label", data.alt);
  memory.element.dataset.note ??= data.words.waiting;
  try {
    await (memory.painter ??= paintedBy(memory));
  } catch (fault) {
    memory.element.dataset.note = data.words.failed;
    throw fault;
  }
  if (memory.data === data && memory.stop) update(memory);
  return stop;
}

function start(memory, parentElement) {
  const element = document.createElement("div");
  element.className = "mt-deck";
  element.setAttribute("role", "figure");
  parentElement.append(element);
  Object.assign(memory, { element, painter: null, map: null });
  memory.pieces = startPieces(memory, () => drawPieces(memory));
  return () => {
    clearTimeout(memory.checks);
    memory.pieces.end();
    memory.map?.end();
    element.remove();
  };
}

// Return when the map can be drawn.
async function paintedBy(memory) {
  const { element, data } = memory;
  const events = {
    click: (properties) => press(memory, properties),
    moved: (view) => move(memory, view),
    drawn: () => markPainted(memory),
    text: (properties) => cardText(memory, properties),
    pieces: () => memory.pieces.layers(),
  };
  Object.assign(memory, { view: data.spec.initialViewState, home: data.spec.initialViewState });
  // While deck.gl is loaded, so are the shapes.
  memory.pieces.update(data.pieces);
  const renderer = rendererOfWebGL();
  if (renderer) {
    await import(new URL(data.deck, location).href);
    const smooth = !(data.pieces && IN_SOFTWARE.test(renderer));
    if (element.isConnected) memory.map = deckMap(element, whole(data), events, smooth);
  } else {
    memory.map = pictureMap(element, whole(data), events);
  }
  const card = areaCard(memory);
  element.milltirMap = {
    get view() { return memory.view; },
    get pressedAt() { return memory.pressedAt ?? 0; },
    get width() { return element.clientWidth; },
    get height() { return element.clientHeight; },
    move: (change) => move(memory, { ...memory.view, ...change }),
    glide: (change) => glide(memory, change, (view) => move(memory, view)),
    picture: () => memory.map.picture(),
  };
  memory.moved = card.moved;
  memory.cardsCame = () => {
    memory.map.showCard?.();
    card.again();
  };
}

// Return the specification with the shapes that were sent beside it in the layers that name them.
function whole({ spec, shapes }) {
  const layers = spec.layers.map((layer) =>
    Object.hasOwn(shapes, layer.data) ? { ...layer, data: JSON.parse(shapes[layer.data]) } : layer,
  );
  return { ...spec, layers };
}

// Return what draws WebGL in this browser; nothing if it has none.
function rendererOfWebGL() {
  const context = document.createElement("canvas").getContext("webgl2");
  if (!context) return "";
  const named = context.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL;
  const renderer = context.getParameter(named ?? context.RENDERER) || "unknown";
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return renderer;
}

function deckMap(element, spec, events, smooth) {
  const eventRecognizerOptions = { click: { time: CLICK_MAY_TAKE } };
  const configuration = { classes: { PathStyleExtension } };
  const deck = globalThis.createDeck({
    container: element,
    jsonInput: { ...spec, eventRecognizerOptions, deviceProps: { webgl: { antialias: smooth } } },
    configuration,
  });
  const { setProps } = deck;
  let layers = deck.props.layers, hovered = null;
  const draw = (change) => setProps.call(deck, { ...change, layers: withPieces(layers, events.pieces()) });
  deck.setProps = (change) => {
    layers = change.layers ?? layers;
    change.layers ? draw(change) : setProps.call(deck, change);
  };
  deck.setProps({
    getTooltip: ({ object }) => {
      hovered = object?.properties;
      const html = events.text(hovered);
      return html && { html, className: "mt-area-card", style: {} };
    },
    onClick: ({ object }) => events.click(object?.properties),
    onViewStateChange: ({ viewState }) => events.moved(viewState),
    onAfterRender: events.drawn,
  });
  return {
    // deck.gl doesn't fetch geometry again whose address is the same.
    update: (changed) => globalThis.updateDeck(changed, deck),
    drawPieces: () => draw({}),
    showCard: () => {
      const html = events.text(hovered);
      const shown = element.querySelector(".deck-tooltip.mt-area-card");
      if (html && shown) shown.innerHTML = html;
    },
    look: (viewState) => deck.setProps({ viewState }),
    pick: (x, y) => deck.pickObject({ x, y })?.object?.properties,
    picture: () => (deck.redraw("picture"), deck.getCanvas().toDataURL("image/png")),
    isDrawn: () => deck.props.layers.every((layer) => layer.isLoaded) && !deck.needsRedraw(),
    end: () => deck.finalize(),
  };
}

// Return deck.gl's layers with the pieces in place of the layer that is named after them.
function withPieces(layers, pieces) {
  const lines = layers.find(({ id }) => id === LINES);
  return layers.flatMap((layer) => {
    if (layer === lines) return [];
    if (!layer.id.startsWith(PIECES)) return [layer];
    return pieces.flatMap(({ borders, ...piece }) =>
      borders
        ? [new layer.constructor({ ...piece, stroked: false }), new lines.constructor(borders)]
        : [new layer.constructor(piece)]);
  });
}

// Draw other pieces, once in a frame, and say what is drawn.
function drawPieces(memory) {
  delete memory.element.dataset.painted;
  if (!memory.map || memory.drawing) return;
  memory.drawing = requestAnimationFrame(() => {
    memory.drawing = 0;
    if (!memory.element.isConnected) return;
    memory.map.drawPieces();
    markPainted(memory);
  });
}

// Draw the map with new data.
function update(memory) {
  const { data } = memory;
  memory.pieces.update(data.pieces);
  // This draws the pieces as well.
  cancelAnimationFrame(memory.drawing);
  memory.drawing = 0;
  memory.map.update(whole(data));
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
  memory.map.look(view);
  memory.moved?.();
  memory.pieces.look();
  markPainted(memory);
}

// Send the clicked area, and the area chosen at the time of the click. A second click on an area
// clears the choice only if the server has answered the first one: not in a double click. A long press
// shows the area's card and sends nothing.
// A click on an authority that is drawn in place of its areas moves the map there.
function press(memory, properties) {
  const code = properties?.code;
  if (!code || memory.held) return;
  if (properties.file) return openAuthority(memory, properties);
  memory.pressedAt = Date.now();
  const { chosen } = memory.data;
  inTurn(() => memory.send("pressed", { code, chosen }));
}

function openAuthority(memory, { box, zoom }) {
  const { clientWidth: width, clientHeight: height } = memory.element;
  const at = fit(box, { width, height });
  memory.pressedAt = Date.now();
  glide(memory, { ...at, zoom: Math.max(at.zoom, zoom + 0.05) }, (view) => move(memory, view));
}

// Set `data-painted` when all layers are loaded and drawn, and take the note away that says that
// the map is being drawn. Tests wait for this attribute.
function markPainted(memory) {
  clearTimeout(memory.checks);
  const { element, map } = memory;
  if (!map || "painted" in element.dataset) return;
  const isDrawn = !memory.drawing && map.isDrawn() && memory.pieces.isComplete();
  if (isDrawn) Object.assign(element.dataset, { painted: "", note: "" });
  else memory.checks = setTimeout(() => markPainted(memory), 50);
}
