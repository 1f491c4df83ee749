// Replaces the map by a picture of it while the page is printed: browsers print the canvas empty.
const CLASS = "mt-printed-map";

export default function ({ data, parentElement }) {
  const memory = (parentElement.milltir ??= {});
  return startedOnce(memory, data, () => start(memory));
}

function start(memory) {
  const before = () => picture(document.querySelector(memory.data.chart));
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", away);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", away);
    away();
  };
}

// Add a picture of the map. A canvas can't be read after the browser has shown it, so `picture`
// draws the map again.
function picture(chart) {
  const map = mapIn(chart);
  if (!map) return;
  away();
  const image = new Image();
  image.className = CLASS;
  image.alt = wordsOf(chart);
  image.src = map.picture();
  chart.append(image);
  chart.querySelector(".mt-deck").classList.add("mt-printed");
}

function wordsOf(chart) {
  return chart.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";
}

function away() {
  for (const image of document.querySelectorAll(`.${CLASS}`)) image.remove();
  for (const chart of document.querySelectorAll(".mt-printed")) chart.classList.remove("mt-printed");
}
