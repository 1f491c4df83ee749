// A level of many areas in pieces: authorities first, then the areas of each authority that is seen
// large enough. An authority is drawn until its areas are there, so that no hole opens.

// How many pieces are fetched at the same time, and how many areas out of sight are remembered.
const AT_ONCE = 6;
const REMEMBERED = 12_000;
// Milliseconds: until a piece that could not be fetched is tried again, at first and at most; until
// the server is told what is seen, and for which piece a card is wanted; until some of the pieces
// that are seen are shown without the others.
const AGAIN = 1_000, AGAIN_AT_MOST = 20_000, TELL = 150, ASK_CARD = 100, ASK_AGAIN = 4_000;
const SHOW_SOME = 1_500;
const UNSEEN = [0, 0, 0, 0];
const DIGIT = 36;

// Return the pieces of a map. `changed` is called when other layers have to be drawn.
function startPieces(memory, changed) {
  const pieces = {
    memory, changed, files: new Map(), values: new Map(), cards: null,
    authorities: null, seen: [], shown: new Set(), loading: 0, failed: 0, ended: false,
  };
  const take = (data) => takeValues(pieces, data);
  return {
    update: (data) => updatePieces(pieces, data, take),
    look: () => lookAtPieces(pieces),
    layers: () => (pieces.data ? layersOfPieces(pieces) : []),
    isComplete: () => isComplete(pieces),
    card: (properties) => cardOfPiece(pieces, properties),
    end: () => {
      pieces.ended = true;
      clearTimeout(pieces.telling);
      clearTimeout(pieces.asking);
      clearTimeout(pieces.showing);
      if (pieces.link?.give === take) delete pieces.link.give;
    },
  };
}

// Take the data of a run: an address, and the values of one measure. Null for a level that is whole.
function updatePieces(pieces, data, take) {
  if (data?.address !== pieces.data?.address) forgetPieces(pieces);
  pieces.data = data;
  if (!data) return;
  if (data.token !== pieces.token) {
    Object.assign(pieces, { token: data.token, cards: null });
    pieces.values.clear();
  }
  keepValues(pieces, data.values);
  pieces.link = linkOf(data.chart);
  pieces.link.give = take;
  if (pieces.link.data) take(pieces.link.data);
  pieces.authorities ?? fetchAuthorities(pieces, data.address);
  lookAtPieces(pieces);
}

function forgetPieces(pieces) {
  pieces.files.clear();
  pieces.values.clear();
  Object.assign(pieces, { authorities: null, seen: [], shown: new Set(), token: null, failed: 0 });
}

function takeValues(pieces, data) {
  if (pieces.ended || data.token !== pieces.token) return;
  keepValues(pieces, data.values ?? {});
  if (data.cards && data.cards !== pieces.cards) {
    pieces.cards = data.cards;
    pieces.memory.cardsCame?.();
  }
  showPieces(pieces);
  tell(pieces);
}

function keepValues(pieces, values) {
  for (const [number, marks] of Object.entries(values)) pieces.values.set(Number(number), marks);
}

// Fetch JSON. If that fails, say so on the map and try again, as long as it is `wanted`.
async function fetchWanted(pieces, address, wanted) {
  let failed = false;
  const notFailed = () => {
    if (!failed) return;
    failed = false;
    pieces.failed -= 1;
    say(pieces);
    pieces.changed();
  };
  for (let wait = AGAIN; !pieces.ended && wanted(); wait = Math.min(2 * wait, AGAIN_AT_MOST)) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const found = await answer.json();
      notFailed();
      return found;
    } catch (fault) {
      if (!failed) {
        console.warn(`Milltir: ${address} could not be loaded, and is tried again.`, fault);
        pieces.failed += 1;
      }
      failed = true;
      say(pieces);
      pieces.changed();
      await new Promise((again) => {
        setTimeout(again, wait);
        addEventListener("online", again, { once: true });
      });
    }
  }
  notFailed();
  return null;
}

async function fetchAuthorities(pieces, address) {
  if (pieces.fetching === address) return;
  pieces.fetching = address;
  const isWanted = () => pieces.data?.address === address;
  const found = await fetchWanted(pieces, new URL(address, location).href, isWanted);
  pieces.fetching = null;
  if (!found || !isWanted()) return;
  const authorities = found.features;
  Object.assign(pieces, { authorities, whole: madeOf(authorities), borders: bordersOf(authorities) });
  lookAtPieces(pieces);
  pieces.changed();
}

// Find out which authorities are seen large enough, and fetch what is missing of them.
function lookAtPieces(pieces) {
  const { memory, authorities } = pieces;
  if (!authorities || !memory.element?.clientWidth) return;
  pieces.bounds = boundsOf(memory.view, memory.element);
  const { longitude, latitude, zoom } = memory.view;
  const far = ({ properties: { at } }) => Math.hypot(at[0] - longitude, at[1] - latitude);
  pieces.seen = authorities
    .filter(({ properties: { zoom: from, box } }) => zoom >= from && overlaps(box, pieces.bounds))
    .sort((a, b) => far(a) - far(b))
    .map(({ properties }) => properties.i);
  fetchPieces(pieces);
  showPieces(pieces);
  if (pieces.covered !== isCovered(pieces)) pieces.changed();
  tell(pieces);
}

// Return whether every authority in view has its areas drawn over it, so that it need not be drawn.
function isCovered({ authorities, bounds, shown }) {
  if (!bounds) return false;
  return authorities.every(({ properties: { i, box } }) => shown.has(i) || !overlaps(box, bounds));
}

function fetchPieces(pieces) {
  const { authorities, data, files } = pieces;
  for (const number of pieces.seen) {
    if (pieces.loading >= AT_ONCE) return;
    if (files.has(number)) continue;
    files.set(number, null);
    pieces.loading += 1;
    const { file } = authorities[number].properties;
    const address = new URL(file, new URL(data.address, location)).href;
    const isWanted = () => pieces.authorities === authorities && pieces.seen.includes(number);
    fetchWanted(pieces, address, isWanted).then((found) => {
      pieces.loading -= 1;
      if (pieces.ended || pieces.authorities !== authorities) return;
      if (found) files.set(number, madeOf(found.features, number));
      else files.delete(number);
      fetchPieces(pieces);
      showPieces(pieces);
    });
  }
}

// Return the areas of a piece, and their points for symbols.
function madeOf(features, number) {
  const points = features.map(({ properties }) => {
    properties.piece = number;
    return { type: "Feature", properties, geometry: { type: "Point", coordinates: properties.at } };
  });
  return { areas: features, points };
}

// Show the pieces that are seen and have shapes and values: when the last of them is there, or all
// that are there after a while. In software WebGL each picture of the map takes most of a second.
function showPieces(pieces) {
  const { files, seen, values, shown } = pieces;
  const ready = seen.filter((number) => files.get(number) && values.has(number));
  const waiting = ready.filter((number) => !shown.has(number)).length;
  const gone = [...shown].some((number) => !values.has(number) || !files.get(number));
  if (waiting && ready.length < seen.length && !gone) {
    pieces.showing ||= setTimeout(() => showReady(pieces), SHOW_SOME);
  } else if (waiting || gone || ready.length < shown.size) {
    showReady(pieces);
  }
  say(pieces);
}

function showReady(pieces) {
  const { files, seen, values } = pieces;
  clearTimeout(pieces.showing);
  pieces.showing = 0;
  pieces.shown = new Set(seen.filter((number) => files.get(number) && values.has(number)));
  forgetUnseen(pieces);
  say(pieces);
  pieces.changed();
}

// Forget pieces out of sight, beginning with those that were not seen for longest.
function forgetUnseen({ files, seen, shown }) {
  for (const number of shown) {
    const made = files.get(number);
    files.delete(number);
    files.set(number, made);
  }
  const unseen = [...files].filter(([number, made]) => made && !seen.includes(number));
  let areas = unseen.reduce((sum, [, made]) => sum + made.areas.length, 0);
  for (const [number, made] of unseen) {
    if (areas <= REMEMBERED) break;
    areas -= made.areas.length;
    files.delete(number);
  }
}

// Say on the map that authorities are drawn in place of areas, or that something could not be loaded.
function say(pieces) {
  const { memory, authorities, data, failed, seen } = pieces;
  if (!memory.element) return;
  if (!pieces.note) {
    pieces.note = Object.assign(document.createElement("p"), { className: "mt-pieces-note" });
    pieces.note.setAttribute("role", "status");
    memory.element.append(pieces.note);
  }
  const { words } = memory.data;
  const some = data && authorities?.some(({ properties: { i, box } }) =>
    !seen.includes(i) && overlaps(box, pieces.bounds));
  const text = failed ? words.again : some ? words.authorities : "";
  if (pieces.note.textContent !== text) pieces.note.textContent = text;
}

function overlaps([west, south, east, north], bounds) {
  return west < bounds[2] && east > bounds[0] && south < bounds[3] && north > bounds[1];
}

// Tell the server what is seen, when that has changed and the map has come to rest.
function tell(pieces) {
  const now = () => [...pieces.seen].sort((a, b) => a - b).join("_");
  const lacking = () => pieces.seen.some((number) => !pieces.values.has(number));
  clearTimeout(pieces.telling);
  if (!pieces.seen.length || !pieces.link?.ask || (now() === pieces.told && !lacking())) return;
  pieces.telling = setTimeout(() => {
    pieces.told = now();
    pieces.link.ask("seen", pieces.told);
    // The answer may be lost with the connection.
    pieces.telling = setTimeout(() => tell(pieces), ASK_AGAIN);
  }, TELL);
}

function isComplete(pieces) {
  if (!pieces.data) return true;
  if (!pieces.authorities) return false;
  return pieces.failed > 0 || pieces.seen.every((number) => pieces.shown.has(number));
}

// Return the layers of the authorities and of the pieces, as both painters draw them.
function layersOfPieces(pieces) {
  const { authorities, borders, data, files, shown, whole } = pieces;
  if (!authorities) return [];
  const state = `${data.authorities} ${[...shown].join("_")}`;
  const layers = [
    ...layersIn(data, "authorities", whole, state, ({ i }) => !shown.has(i) && data.authorities[i]),
  ];
  pieces.covered = isCovered(pieces);
  for (const layer of layers) layer.visible = !pieces.covered;
  const line = (of) => (of.every((i) => shown.has(i)) ? UNSEEN : data.line);
  layers[0].getLineColor = ({ properties: { i } }) => line([i]);
  Object.assign(layers[0], { stroked: true, getLineWidth: 1, lineWidthUnits: "pixels" });
  layers[0].borders = {
    id: "borders-authorities", data: borders, pickable: false, visible: !pieces.covered,
    getSourcePosition: ({ ends }) => ends[0], getTargetPosition: ({ ends }) => ends[1],
    getColor: ({ of }) => line(of), getWidth: 1, widthUnits: "pixels",
    updateTriggers: { getColor: [state] },
  };
  for (const number of shown) {
    const marks = pieces.values.get(number);
    layers.push(...layersIn(data, number, files.get(number), marks, ({ n }) => marks[n]));
  }
  return layers;
}

// Return the sides of all authorities, a common one once, with the authorities on both of its sides.
function bordersOf(authorities) {
  const sides = new Map();
  for (const { geometry: { type, coordinates }, properties: { i } } of authorities) {
    for (const ring of type === "Polygon" ? coordinates : coordinates.flat()) {
      for (let at = 1; at < ring.length; at += 1) {
        const ends = [ring[at - 1], ring[at]];
        const name = ends.map(String).sort().join(" ");
        const side = sides.get(name) ?? { ends, of: [] };
        side.of.push(i);
        sides.set(name, side);
      }
    }
  }
  return [...sides.values()];
}

function layersIn({ fills, radii, symbol, pickable }, name, { areas, points }, state, markOf) {
  const look = (looks, without) => ({ properties }) => {
    const mark = markOf(properties);
    return mark ? looks[parseInt(mark, DIGIT)] : without;
  };
  const all = { filled: true, stroked: false };
  const fill = { id: `areas-${name}`, data: areas, pickable, getFillColor: look(fills, UNSEEN) };
  const layers = [{ ...all, ...fill, updateTriggers: { getFillColor: [state, String(fills)] } }];
  if (radii.length) {
    layers.push({
      ...all, id: `symbols-${name}`, data: points, pickable: false, stroked: true,
      pointType: "circle", pointRadiusUnits: "pixels", getPointRadius: look(radii, 0),
      getFillColor: [...symbol, 190], getLineColor: [255, 255, 255, 255], getLineWidth: 1,
      lineWidthUnits: "pixels", updateTriggers: { getPointRadius: [state] },
    });
  }
  return layers;
}

// Return the cards of the piece that an area is in, and where it is among them. If they are not
// there, ask for them.
function cardOfPiece(pieces, properties) {
  const isAuthority = "file" in properties;
  const piece = isAuthority ? properties.i : properties.piece;
  if (pieces.cards?.piece !== piece) {
    clearTimeout(pieces.asking);
    pieces.asking = setTimeout(() => pieces.link?.ask?.("card", String(piece)), ASK_CARD);
    return null;
  }
  if (isAuthority) return { middle: pieces.cards.middle };
  return { ...pieces.cards, middle: "", line: pieces.cards.areas[properties.n] };
}
