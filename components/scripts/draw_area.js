// Draws an area, or a point, on an outline map: with mouse, touch or keyboard. The map is SVG, so it
// needs no WebGL. Coordinates are degrees; they are drawn on a plane that is true to scale here.
const NS = "http://www.w3.org/2000/svg";
const STEP = 14, FINE = 2, CATCH = 14, ZOOM = 1.4, MOST_CORNERS = 500;
const HANDLE = 7;

export default function ({ data, parentElement, setTriggerValue }) {
  const memory = (parentElement.milltirDrawing ??= {});
  Object.assign(memory, { data, send: setTriggerValue });
  if (memory.version !== data.version) begin(memory, data);
  if (!memory.svg) build(memory, parentElement);
  describe(memory, parentElement);
  draw(memory);
  if (memory.ground !== data.addresses.join()) load(memory, data.addresses);
}

function begin(memory, data) {
  Object.assign(memory, { version: data.version, past: [], selected: -1, touched: false });
  Object.assign(memory, { corners: data.corners.map((one) => [...one]), closed: data.corners.length > 2 });
  memory.view = null;
}

// The plane: x to the east and y to the south, in units of a degree of latitude.
function project(memory, [lon, lat]) {
  const { west, north, squeeze } = memory.plane;
  return [(lon - west) * squeeze, north - lat];
}

function unproject(memory, [x, y]) {
  const { west, north, squeeze } = memory.plane;
  return [west + x / squeeze, north - y];
}

function build(memory, parent) {
  const [west, south, east, north] = memory.data.extent;
  memory.plane = { west, north, squeeze: Math.cos(((south + north) / 2) * (Math.PI / 180)) };
  const box = parent.querySelector(".map");
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("role", "application");
  for (const name of ["ground", "areas", "others", "shape", "handles", "cross"]) {
    const group = document.createElementNS(NS, "g");
    group.setAttribute("class", name);
    svg.append(group);
    memory[`${name}Group`] = group;
  }
  box.replaceChildren(svg);
  memory.svg = svg;
  listen(memory, svg);
  new ResizeObserver(() => draw(memory)).observe(box);
  for (const button of parent.querySelectorAll("button")) button.onclick = () => act(memory, button.dataset.act);
}

function describe(memory, parent) {
  const { words, point } = memory.data;
  memory.svg.setAttribute("aria-label", words.map);
  for (const button of parent.querySelectorAll("button")) {
    const name = button.dataset.act;
    button.hidden = point && ["finish", "again"].includes(name);
    if (button.dataset.icon) {
      button.setAttribute("aria-label", words[name]);
      button.title = words[name];
    } else button.textContent = words[name];
  }
  parent.querySelector(".how").textContent = words.how;
  memory.status = parent.querySelector("[role=status]");
  memory.buttons = Object.fromEntries([...parent.querySelectorAll("button")].map((one) => [one.dataset.act, one]));
}

async function load(memory, addresses) {
  memory.ground = addresses.join();
  const [areas, ground] = await Promise.all(addresses.map(fetched));
  memory.areasGroup.replaceChildren(...paths(memory, areas, () => "area"));
  const drawn = ground?.features ?? [];
  memory.svg.classList.toggle("grounded", drawn.length > 0);
  const kinds = { type: "FeatureCollection", features: drawn };
  memory.groundGroup.replaceChildren(...paths(memory, kinds, ({ kind, rank }) => `ground ${memory.data.kinds[kind]} rank${rank ?? ""}`));
}

async function fetched(address) {
  if (!address) return null;
  try {
    return await (await fetch(new URL(address, location).href)).json();
  } catch {
    return null;
  }
}

function paths(memory, collection, classOf) {
  return (collection?.features ?? []).map((feature) => {
    const path = document.createElementNS(NS, "path");
    path.setAttribute("d", outline(memory, feature.geometry));
    path.setAttribute("class", classOf(feature.properties));
    return path;
  });
}

function outline(memory, { type, coordinates }) {
  const depth = { LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[type];
  if (!depth) return "";
  const lines = depth === 1 ? [coordinates] : depth === 2 ? coordinates : coordinates.flat();
  const end = type.endsWith("Polygon") ? "Z" : "";
  return lines.map((line) => `M${line.map((one) => project(memory, one).map(short).join(" ")).join("L")}${end}`).join("");
}

function short(number) {
  return Number(number.toFixed(6));
}

// The part of the plane that is seen: its middle, and the length of a pixel.
function view(memory) {
  const { width, height } = memory.svg.parentElement.getBoundingClientRect();
  if (!memory.view && width) memory.view = showExtent(memory, width, height);
  return { ...(memory.view ?? { x: 0, y: 0, pixel: 1 }), width, height };
}

function showExtent(memory, width, height) {
  const { extent, focus } = memory.data;
  const [west, south, east, north] = focus ?? extent;
  const [[left, top], [right, bottom]] = [project(memory, [west, north]), project(memory, [east, south])];
  const pixel = Math.max((right - left) / width, (bottom - top) / height) * 1.15;
  return { x: (left + right) / 2, y: (top + bottom) / 2, pixel };
}

function draw(memory) {
  if (!memory.svg || !memory.status) return;
  const { x, y, pixel, width, height } = view(memory);
  if (!width) return;
  memory.svg.setAttribute("viewBox", [x - (width / 2) * pixel, y - (height / 2) * pixel, width * pixel, height * pixel].join(" "));
  memory.svg.style.setProperty("--pixel", pixel);
  memory.othersGroup.replaceChildren(...paths(memory, memory.data.others, () => "other"));
  drawShape(memory, pixel);
  const at = [x, y];
  memory.crossGroup.replaceChildren(line([at[0] - 12 * pixel, at[1]], [at[0] + 12 * pixel, at[1]]), line([at[0], at[1] - 12 * pixel], [at[0], at[1] + 12 * pixel]));
  report(memory);
}

function drawShape(memory, pixel) {
  const { corners, closed } = memory;
  const placed = corners.map((one) => project(memory, one));
  const shape = document.createElementNS(NS, "path");
  const line = placed.map((one) => one.map(short).join(" ")).join("L");
  shape.setAttribute("d", placed.length ? `M${line}${closed ? "Z" : ""}` : "");
  shape.setAttribute("class", closed ? "closed" : "open");
  memory.shapeGroup.replaceChildren(shape);
  const handles = placed.map((one, index) => circle(one, HANDLE * pixel, `corner${index === memory.selected ? " selected" : ""}`, index));
  const middles = closed ? placed.map((one, index) => circle(between(one, placed[(index + 1) % placed.length]), HANDLE * 0.6 * pixel, "middle", index)) : [];
  memory.handlesGroup.replaceChildren(...middles, ...handles);
}

function between([x, y], [otherX, otherY]) {
  return [(x + otherX) / 2, (y + otherY) / 2];
}

function circle([x, y], radius, look, index) {
  const dot = document.createElementNS(NS, "circle");
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius, class: look })) dot.setAttribute(name, value);
  dot.dataset.index = index;
  return dot;
}

function line([x1, y1], [x2, y2]) {
  const one = document.createElementNS(NS, "line");
  for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) one.setAttribute(name, value);
  return one;
}

function report(memory) {
  const { data, corners, closed, buttons, touched } = memory;
  const state = data.point ? (corners.length ? "placed" : "nothing") : closed ? "closed" : corners.length ? "open" : "nothing";
  memory.status.textContent = data.words[state].replace("{n}", corners.length);
  memory.svg.parentElement.dataset.state = state;
  buttons.undo.disabled = !memory.past.length;
  buttons.again.disabled = !corners.length;
  buttons.finish.disabled = closed || corners.length < 3;
  buttons.save.disabled = !touched || !(data.point ? corners.length : closed);
}

function listen(memory, svg) {
  const pointers = new Map();
  let drag = null, spread = 0;
  svg.addEventListener("pointerdown", (event) => {
    svg.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    spread = pointers.size === 2 ? apart(pointers) : 0;
    const hit = nearest(memory, planeAt(memory, event));
    drag = { start: event, moved: false, hit, view: { ...memory.view }, kept: copied(memory) };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event);
    if (pointers.size === 2) {
      const now = apart(pointers);
      zoom(memory, spread / now);
      spread = now;
      drag.moved = true;
      return;
    }
    const [right, down] = [event.clientX - drag.start.clientX, event.clientY - drag.start.clientY];
    if (!drag.moved && Math.hypot(right, down) < 5) return;
    if (!drag.moved && drag.hit) pick(memory, drag);
    drag.moved = true;
    if (drag.hit) moveCorner(memory, memory.selected, unproject(memory, planeAt(memory, event)));
    else Object.assign(memory.view, { x: drag.view.x - right * drag.view.pixel, y: drag.view.y - down * drag.view.pixel });
    draw(memory);
  });
  const end = (event) => {
    pointers.delete(event.pointerId);
    if (event.type === "pointerup" && drag && !drag.moved && !pointers.size) tapped(memory, drag.hit, planeAt(memory, event));
    if (!pointers.size) drag = null;
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(memory, event.deltaY > 0 ? 1.15 : 1 / 1.15, planeAt(memory, event));
  }, { passive: false });
  svg.addEventListener("keydown", (event) => pressed(memory, event));
}

function apart(pointers) {
  const [one, other] = [...pointers.values()];
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
}

function planeAt(memory, { clientX, clientY }) {
  const { left, top } = memory.svg.getBoundingClientRect();
  const { x, y, pixel, width, height } = view(memory);
  return [x + (clientX - left - width / 2) * pixel, y + (clientY - top - height / 2) * pixel];
}

// The corner, or the middle of a side, that is close enough to be meant.
function nearest(memory, [x, y]) {
  const { pixel } = view(memory);
  let best = null, least = CATCH * pixel;
  for (const dot of memory.handlesGroup.children) {
    const far = Math.hypot(dot.getAttribute("cx") - x, dot.getAttribute("cy") - y);
    if (far <= least) [best, least] = [{ middle: dot.classList.contains("middle"), index: Number(dot.dataset.index) }, far];
  }
  return best;
}

function copied(memory) {
  return { corners: memory.corners.map((one) => [...one]), closed: memory.closed };
}

function change(memory, before = copied(memory)) {
  memory.past.push(before);
  memory.touched = true;
}

function pick(memory, { hit, kept }) {
  change(memory, kept);
  if (hit.middle) {
    const [one, other] = [memory.corners[hit.index], memory.corners[(hit.index + 1) % memory.corners.length]];
    memory.corners.splice(hit.index + 1, 0, between(one, other));
  }
  memory.selected = hit.middle ? hit.index + 1 : hit.index;
}

function moveCorner(memory, index, to) {
  memory.corners[index] = to;
}

function tapped(memory, hit, at) {
  if (memory.data.point) return placePoint(memory, at);
  if (hit && !hit.middle) {
    if (!memory.closed && hit.index === 0 && memory.corners.length > 2) return act(memory, "finish");
    memory.selected = memory.selected === hit.index ? -1 : hit.index;
    return draw(memory);
  }
  addCorner(memory, at);
}

function placePoint(memory, at) {
  change(memory);
  memory.corners = [unproject(memory, at)];
  draw(memory);
}

function addCorner(memory, at) {
  if (memory.closed || memory.corners.length >= MOST_CORNERS) return;
  change(memory);
  memory.corners.push(unproject(memory, at));
  draw(memory);
}

function zoom(memory, factor, around = [memory.view.x, memory.view.y]) {
  const { view: now } = memory;
  Object.assign(now, { x: around[0] + (now.x - around[0]) * factor, y: around[1] + (now.y - around[1]) * factor, pixel: now.pixel * factor });
  draw(memory);
}

// Arrow keys move the map under the cross in its middle, or the selected corner; Enter sets a corner.
function pressed(memory, event) {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const { key } = event;
  const length = (event.shiftKey ? FINE : STEP) * view(memory).pixel;
  if (moves[key]) pan(memory, moves[key].map((one) => one * length));
  else if (key === "Enter" || key === " ") tapped(memory, firstCorner(memory), [memory.view.x, memory.view.y]);
  else if (key === "Backspace" || (key === "z" && (event.ctrlKey || event.metaKey))) act(memory, "undo");
  else if (key === "Delete" && memory.selected >= 0) removeCorner(memory);
  else if (key === "+" || key === "=") zoom(memory, 1 / ZOOM);
  else if (key === "-") zoom(memory, ZOOM);
  else if (key === "n" || key === "p") select(memory, key === "n" ? 1 : -1);
  else if (key === "f") act(memory, "finish");
  else return;
  event.preventDefault();
}

function firstCorner(memory) {
  const hit = nearest(memory, [memory.view.x, memory.view.y]);
  return hit && hit.index === 0 && !hit.middle && !memory.closed ? hit : null;
}

function pan(memory, [right, down]) {
  if (memory.selected >= 0) {
    change(memory);
    const [x, y] = project(memory, memory.corners[memory.selected]);
    moveCorner(memory, memory.selected, unproject(memory, [x + right, y + down]));
  } else Object.assign(memory.view, { x: memory.view.x + right, y: memory.view.y + down });
  draw(memory);
}

function select(memory, by) {
  const { length } = memory.corners;
  if (length) memory.selected = (memory.selected + by + length) % length;
  draw(memory);
}

function removeCorner(memory) {
  if (memory.closed && memory.corners.length <= 3) return;
  change(memory);
  memory.corners.splice(memory.selected, 1);
  memory.selected = -1;
  draw(memory);
}

function act(memory, name) {
  if (name === "in" || name === "out") return zoom(memory, name === "in" ? 1 / ZOOM : ZOOM);
  if (name === "save") return memory.send("drawn", JSON.stringify(memory.corners));
  if (name === "undo" && memory.past.length) Object.assign(memory, memory.past.pop(), { selected: -1 });
  if (name === "again") {
    change(memory);
    Object.assign(memory, { corners: [], closed: false, selected: -1 });
  }
  if (name === "finish" && !memory.closed && memory.corners.length > 2) {
    change(memory);
    memory.closed = true;
  }
  draw(memory);
}
