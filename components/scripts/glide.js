// Moves a map to a place in a short flight; at once where the user has asked for less motion.
const FLIGHT = 700;

function glide(memory, change, move) {
  const from = memory.view;
  const to = { ...from, ...change };
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return move(to);
  const began = performance.now();
  const flight = (memory.flight = Symbol("flight"));
  const step = (now) => {
    if (memory.flight !== flight || !memory.element.isConnected) return;
    const share = Math.min((now - began) / FLIGHT, 1);
    const eased = share * share * (3 - 2 * share);
    const part = (name) => from[name] + (to[name] - from[name]) * eased;
    move({ ...to, longitude: part("longitude"), latitude: part("latitude"), zoom: part("zoom") });
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
