// The card of an area: its name, value, range and verdict. It is shown under the pointer by deck.gl,
// after a long press, and for the area in the middle of the map while the map has the keyboard.
const LONG_PRESS = 500;
const STILL = 8;

// Return the text of an area's card as HTML; null for a place without a name.
function cardText({ data, pieces }, properties) {
  const name = properties?.[data.tooltip.property];
  if (!name) return null;
  const lines = [`<b>${escaped(name)}</b>`];
  const cards = data.pieces ? pieces.card(properties) : data.cards;
  if (cards?.middle) lines.push(escaped(cards.middle));
  const line = data.pieces ? cards?.line : cards?.areas[properties.i];
  const [value, lower, upper, word] = line?.split("|") ?? [];
  if (value) lines.push(escaped(cards.unit ? `${cards.unit}: ${value}` : value));
  if (lower) lines.push(escaped(cards.range.replace("{lower}", lower).replace("{upper}", upper)));
  if (word) lines.push(escaped(cards.words[word]));
  return lines.map((line) => `<span>${line}</span>`).join("");
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

// Show the card for touches and for the keyboard; `moved` tells it that the map has moved.
function areaCard(memory) {
  const { element } = memory;
  const card = document.createElement("div");
  card.className = "mt-area-card mt-own-card";
  card.setAttribute("role", "status");
  const cross = document.createElement("div");
  cross.className = "mt-crosshair";
  element.append(card, cross);
  let at = null;
  const show = (x, y) => {
    at = [x, y];
    const properties = memory.map.pick(x, y);
    card.innerHTML = cardText(memory, properties) ?? "";
    card.style.translate = `${Math.min(x + 12, element.clientWidth - card.offsetWidth - 4)}px ${y + 12}px`;
    return properties;
  };
  const hide = () => { card.innerHTML = ""; };
  longPress(memory, { element, show, hide });
  const again = () => {
    if (card.innerHTML) show(...at);
  };
  return { moved: keyboard(memory, { element, show, hide }), again };
}

// While `memory.held` is set, what follows the press is no click.
function longPress(memory, { element, show, hide }) {
  let timer = 0, from = null;
  element.addEventListener("pointerdown", (event) => {
    hide();
    clearTimeout(timer);
    memory.held = false;
    if (event.pointerType === "mouse") return;
    const box = element.getBoundingClientRect();
    from = [event.clientX, event.clientY];
    timer = setTimeout(() => {
      memory.held = true;
      show(from[0] - box.left, from[1] - box.top);
    }, LONG_PRESS);
  });
  element.addEventListener("pointermove", (event) => {
    if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > STILL) clearTimeout(timer);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    element.addEventListener(name, () => clearTimeout(timer));
  }
  element.addEventListener("contextmenu", (event) => {
    if (memory.held) event.preventDefault();
  });
}

// While the map has the keyboard, a cross marks its middle, and Enter chooses the area there.
function keyboard(memory, { element, show, hide }) {
  let timer = 0;
  const middle = () => [element.clientWidth / 2, element.clientHeight / 2];
  const leave = () => {
    delete element.dataset.keyboard;
    hide();
  };
  element.addEventListener("focusin", (event) => {
    if (!event.target.matches(":focus-visible")) return;
    element.dataset.keyboard = "";
    show(...middle());
  });
  element.addEventListener("focusout", leave);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key !== "Enter" || !("keyboard" in element.dataset)) return;
    press(memory, show(...middle()));
  });
  return () => {
    clearTimeout(timer);
    if ("keyboard" in element.dataset) timer = setTimeout(() => show(...middle()), 120);
  };
}
