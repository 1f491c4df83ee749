// When the user has stopped moving the map, writes its position into the address and sends it to
// the server. Also handles the buttons that move the map.
// The map can be read without this script, so it does nothing if the map isn't found.
const TICK = 200;
const ANSWER_MAY_TAKE = 2500;
// The time until the browser knows that the server answers a press.
const PRESS_MAY_TAKE = 500;
const STEP = 0.75;
const MARGIN_AROUND_PLACE = 2;

export default function ({ data, parentElement, setTriggerValue }) {
  const memory = (parentElement.milltir ??= { sent: null, atHome: false });
  memory.send = setTriggerValue;
  if (data.run !== memory.data?.run) Object.assign(memory, { requested: data.at, arrived: Date.now() });
  if (data.at === memory.sent) memory.waitsUntil = 0;
  for (const button of parentElement.querySelectorAll("button")) {
    const { act } = button.dataset;
    button.title = data.words[act];
    button.setAttribute("aria-label", data.words[act]);
    button.hidden = act === "place" && !data.place;
    button.onclick = () => press(memory, act);
  }
  return startedOnce(memory, data, () => start(memory, parentElement));
}

function start(memory, parentElement) {
  const touch = (event) => {
    if (event.target.closest?.(memory.data.chart)) memory.touched = true;
  };
  const gestures = ["pointerdown", "wheel", "keydown"];
  for (const name of gestures) document.addEventListener(name, touch, { capture: true, passive: true });
  const clock = setInterval(() => tick(memory, parentElement), TICK);
  return () => {
    clearInterval(clock);
    for (const name of gestures) document.removeEventListener(name, touch, { capture: true });
  };
}

function tick(memory, parentElement) {
  memory.map = mapIn(document.querySelector(memory.data.chart));
  const group = parentElement.querySelector("[role=group]");
  group.hidden = !memory.map;
  if (memory.map) follow(memory);
  group.toggleAttribute("data-rest", isAtRest(memory));
}

// Return whether the map has the position of the page and no report to the server is open. The
// attribute `data-rest` has the result; tests wait for it.
function isAtRest(memory) {
  const { map, requested, position } = memory;
  return Boolean(map) && requested === undefined && written(map.view) === position && !awaitsAnswer(memory);
}

function follow(memory) {
  const { map } = memory;
  if (memory.requested !== undefined) return applyRequest(memory);
  if (memory.data.flight && memory.data.flight !== memory.flown) return flyToPlace(memory);
  const now = written(map.view);
  const rested = now === memory.before;
  memory.before = now;
  if (!rested || now === memory.position) return refit(memory);
  if (memory.touched) report(memory, now);
  else if (memory.atHome && Date.now() - memory.arrived < ANSWER_MAY_TAKE) showWhole(memory);
  else memory.position = now;
}

// Move the map to the position that the page asks for, unless the page only repeats a report.
function applyRequest(memory) {
  const { requested, data } = memory;
  const otherHome = String(data.home) !== memory.home;
  delete memory.requested;
  if (awaitsAnswer(memory) || (requested === memory.sent && !(otherHome && !requested))) return;
  if (!requested) return showWhole(memory);
  const [longitude, latitude, zoom] = requested.split("_").map(Number);
  memory.map.move({ longitude, latitude, zoom });
  Object.assign(memory, { sent: requested, position: requested, before: requested });
  Object.assign(memory, { atHome: false, touched: false });
}

// Move to the place that was found, in a short flight; once for each time that a place is found.
function flyToPlace(memory) {
  const { map, data } = memory;
  Object.assign(memory, { flown: data.flight, touched: true });
  map.glide(fit(data.place, map, MARGIN_AROUND_PLACE));
}

function showWhole(memory) {
  const { data, map } = memory;
  const home = fit(data.home, map);
  map.move(home);
  const at = written(home);
  Object.assign(memory, { sent: "", position: at, before: at, atHome: true, touched: false });
  Object.assign(memory, { home: String(data.home), size: sizeOf(map) });
}

function refit(memory) {
  if (memory.atHome && !memory.touched && memory.size !== sizeOf(memory.map)) showWhole(memory);
}

// Send the position, but not while an answer is awaited: the answer to an older report would move
// the map back to that report's position. Nor while the server answers a press, whose change of the
// address the report doesn't have yet and would undo.
function report(memory, now) {
  if (awaitsAnswer(memory) || isAnswering(memory.map)) return;
  const sent = now === memory.goal ? "" : now;
  Object.assign(memory, { position: now, atHome: !sent, touched: false, goal: null });
  if (!sent) Object.assign(memory, { home: String(memory.data.home), size: sizeOf(memory.map) });
  if (sent === memory.sent) return;
  Object.assign(memory, { sent, waitsUntil: Date.now() + ANSWER_MAY_TAKE });
  writeAddress(sent, memory.data.after);
  inTurn(() => memory.send("at", sent));
}

function awaitsAnswer(memory) {
  return Date.now() < memory.waitsUntil;
}

function isAnswering({ pressedAt }) {
  const { testScriptState } = document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
  return testScriptState === "running" || Date.now() - pressedAt < PRESS_MAY_TAKE;
}

function sizeOf({ width, height }) {
  return `${width} ${height}`;
}

function press(memory, act) {
  const { map, data } = memory;
  if (!map) return;
  memory.touched = true;
  const { zoom } = map.view;
  if (act === "in") map.move({ zoom: zoom + STEP });
  if (act === "out") map.move({ zoom: zoom - STEP });
  if (act === "place") map.glide(fit(data.place, map, MARGIN_AROUND_PLACE));
  if (act === "whole") {
    const home = fit(data.home, map);
    Object.assign(memory, { goal: written(home), position: null });
    map.move(home);
  }
}

function written({ longitude, latitude, zoom }) {
  return [longitude.toFixed(5), latitude.toFixed(5), zoom.toFixed(3)].map(Number).join("_");
}

// Replace the current entry of the history, so that Back doesn't repeat every move of the map.
function writeAddress(at, after) {
  const query = new URLSearchParams(location.search);
  const last = after.filter((name) => query.has(name)).map((name) => [name, query.get(name)]);
  for (const name of ["at", ...after]) query.delete(name);
  if (at) query.append("at", at);
  for (const [name, value] of last) query.append(name, value);
  const search = query.toString();
  history.replaceState(history.state, "", location.pathname + (search ? `?${search}` : ""));
}
