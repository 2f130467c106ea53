// Pictures of a long page wait until they come near the window, and are drawn in a task each; for paper all are.

const NEARLY = "400px";

const sight = (window.attuneSight ??= (() => {
  const found = { waiting: new Map(), turns: [], isBusy: false };
  const next = () => {
    const box = found.turns.shift();
    found.isBusy = Boolean(box);
    if (!box) return;
    found.draw(box);
    if (document.hidden) setTimeout(next);
    else requestAnimationFrame(() => setTimeout(next)); // what was drawn is seen before the next is begun
  };
  found.draw = (box) => {
    const draw = found.waiting.get(box);
    found.forget(box);
    if (draw) draw();
  };
  found.take = (boxes) => {
    found.turns.push(...boxes);
    if (!found.isBusy && found.turns.length) setTimeout(next);
    found.isBusy ||= found.turns.length > 0;
  };
  found.forget = (box) => {
    found.waiting.delete(box);
    found.observer?.unobserve(box);
  };
  if (window.IntersectionObserver) {
    const see = (entries) => found.take(entries.filter((each) => each.isIntersecting).map((each) => each.target));
    // The page scrolls inside of the window: only `scrollMargin` looks beyond the edge of what scrolls.
    found.observer = new IntersectionObserver(see, { rootMargin: NEARLY, scrollMargin: NEARLY });
  }
  // Printing waits for nothing that is not done by the end of this event.
  window.addEventListener("beforeprint", () => [...found.waiting.keys()].forEach(found.draw));
  return found;
})());

function whenNear(box, draw) {
  sight.forget(box); // an observer tells of a box it has seen already only if it is given it anew
  sight.waiting.set(box, draw);
  if (sight.observer) sight.observer.observe(box);
  else sight.take([box]);
}

