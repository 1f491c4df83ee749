// The drawn map as a picture while the page is being printed: browsers print its canvas empty.
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

// What was drawn can be read only until the browser has shown it: so it is drawn once more.
function picture(chart) {
  const map = mapIn(chart);
  if (!map) return;
  away();
  const image = new Image();
  image.className = CLASS;
  image.alt = wordsOf(chart);
  image.src = map.picture();
  chart.append(image);
  chart.querySelector(".mt-deck").classList.add("mt-on-paper");
}

function wordsOf(chart) {
  return chart.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";
}

function away() {
  for (const image of document.querySelectorAll(`.${CLASS}`)) image.remove();
  for (const chart of document.querySelectorAll(".mt-on-paper")) chart.classList.remove("mt-on-paper");
}
