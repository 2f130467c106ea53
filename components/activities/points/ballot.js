// 100 points on the phone: steps of five with the thumb or the arrow keys, and the rest always in sight.

const WHOLE = 100;
const STEP = 5;
const HOLD = 450; // milliseconds until a held button goes on by itself
const AGAIN = 140;

export function render(root, props) {
  (props.open ? spread : props.tally ? result : own)(root, props);
}

/** The items in an order of this phone's own, so that no item is first for everybody. */
function shuffled(items, seed) {
  const weight = (id) => {
    let hash = 2166136261;
    for (const letter of seed + id) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    return (hash ^ (hash >>> 13)) >>> 0;
  };
  return items.slice().sort((one, other) => weight(one.id) - weight(other.id));
}

// --- Spread

function spread(root, { config, draft, answer, seed, h, t, say, change, tell }) {
  const items = shuffled(config.items, seed);
  const place = root.parentNode; // outlasts a change of language
  const begun = place.begun && place.begun.seed === seed ? place.begun.points : null;
  const start = draft ? draft.points : begun || (answer || {}).points || {};
  const points = {};
  for (const { id } of items) points[id] = start[id] || 0;
  place.begun = { seed, points };
  const left = () => WHOLE - Object.values(points).reduce((sum, one) => sum + one, 0);
  const show = {};

  const count = h("b");
  const meter = h("i");
  const quick = h("button", { class: "quiet", onclick: () => (left() < WHOLE ? clear() : even()) });
  const rest = h("div", { class: "rest" }, h("div", { class: "count" }, h("p", {}, count, h("span")), quick), h("div", { class: "bar", "aria-hidden": "true" }, meter));

  function set(id, value) {
    points[id] = Math.max(0, Math.min(value, points[id] + left()));
    settle();
    tell(t("now_at", { item: show[id].name, points: points[id], left: left() }));
  }

  /** To the next or the last five; what is left may be less. */
  const more = (id) => set(id, points[id] + STEP - (points[id] % STEP));
  const less = (id) => set(id, points[id] - (points[id] % STEP || STEP));

  function settle() {
    draw();
    change(left() ? null : { points: { ...points } });
  }

  function draw() {
    const free = left();
    count.textContent = free;
    count.nextSibling.textContent = ` ${t(free ? "to_spread" : "all_spread")}`;
    meter.style.width = `${WHOLE - free}%`;
    rest.classList.toggle("done", !free);
    quick.textContent = t(free < WHOLE ? "clear" : "even");
    for (const { id } of items) show[id].draw(free);
  }

  function row({ id, text }) {
    const name = say(text);
    const bar = h("i");
    const number = h("b");
    const slide = h("div", { class: "amount", id: `amount-${id}`, role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": 0, "aria-valuemax": WHOLE, onkeydown: (event) => key(event, id) }, number, h("div", { class: "bar", "aria-hidden": "true" }, bar));
    const minus = held("−", t("less", { item: name }), () => less(id));
    const plus = held("+", t("more", { item: name }), () => more(id));
    const draw = (free) => {
      number.textContent = points[id];
      bar.style.width = `${points[id]}%`;
      slide.setAttribute("aria-valuenow", points[id]);
      minus.disabled = !points[id];
      plus.disabled = !free;
    };
    show[id] = { name, draw };
    return h("li", { class: "item" }, h("p", { "aria-hidden": "true" }, name), h("div", { class: "step" }, minus, slide, plus));
  }

  function key(event, id) {
    const by = { ArrowRight: more, ArrowUp: more, ArrowLeft: less, ArrowDown: less }[event.key];
    const to = { Home: 0, End: WHOLE, PageUp: points[id] + 20, PageDown: points[id] - 20 }[event.key];
    if (!by && to == null) return;
    event.preventDefault();
    if (by) by(id);
    else set(id, to);
  }

  /** A button that goes on while it is held. */
  function held(sign, name, step) {
    let timer;
    let isHeld = false;
    const stop = () => {
      clearTimeout(timer);
      setTimeout(() => (isHeld = false), 60); // the click that ends a long press comes first
    };
    const again = () => {
      isHeld = true;
      step();
      timer = button.disabled ? null : setTimeout(again, AGAIN);
    };
    const button = h("button", { "aria-label": name, onclick: () => isHeld || step(), onpointerdown: () => (clearTimeout(timer), (timer = setTimeout(again, HOLD))), onpointerup: stop, onpointerleave: stop, onpointercancel: stop, oncontextmenu: (event) => event.preventDefault() }, sign);
    return button;
  }

  function even() {
    const each = Math.floor(WHOLE / items.length);
    items.forEach(({ id }, index) => (points[id] = each + (index < WHOLE - each * items.length ? 1 : 0)));
    settle();
    tell(`0 ${t("all_spread")}`);
  }

  function clear() {
    for (const { id } of items) points[id] = 0;
    settle();
  }

  root.replaceChildren(rest, h("ul", {}, items.map(row)));
  draw();
}

// --- What it came to

function bars(list, h, most) {
  return h("ul", { class: "counts" }, list.map(({ name, value, shown, below, before }) => {
    const bar = h("i");
    bar.style.width = `${(100 * value) / most}%`;
    return [before, h("li", {}, h("div", { class: "count" }, h("span", {}, name), h("b", {}, shown)), h("div", { class: "bar", "aria-hidden": "true" }, bar), below)];
  }));
}

const textOf = (config, id, say) => say((config.items.find((item) => item.id === id) || {}).text);

function own(root, { config, answer, h, say }) {
  const given = Object.entries(answer.points).sort((one, other) => other[1] - one[1]);
  root.replaceChildren(bars(given.map(([id, value]) => ({ name: textOf(config, id, say), value, shown: value })), h, WHOLE));
}

function result(root, { config, tally, answer, lang, h, t, say }) {
  const mine = (answer && answer.points) || null;
  const number = (value) => new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value);
  const most = Math.max(1, ...Object.values(tally.points).map((part) => part.mean));
  const isClose = (place) => tally.gaps[place] && tally.gaps[place] !== "clear";
  const rows = tally.order.map((id, place) => {
    const { mean, low, high } = tally.points[id];
    const half = t(low === high ? "half_same" : "half", { low, high });
    return {
      name: textOf(config, id, say),
      value: mean,
      shown: number(mean),
      before: isClose(place) && !isClose(place - 1) && h("li", { class: "soft" }, t("close_ones")),
      below: h("div", { class: "below" }, h("small", {}, half), mine && h("span", { class: "tag" }, t("yours", { points: mine[id] || 0 }))),
    };
  });
  root.replaceChildren(h("p", { class: "soft" }, t("result")), bars(rows, h, most));
}

export const css = `
.rest { position: sticky; top: 0; z-index: 2; padding: 8px 0; background: var(--paper) }
.rest b { font-size: 1.5rem; font-variant-numeric: tabular-nums }
.rest.done b, .rest.done span { color: var(--accent); font-weight: 650 }
.rest.done .bar i { background: var(--accent) }
.item { padding: 12px; margin-bottom: 8px; border-radius: 14px; background: var(--raised); border: 1.5px solid var(--hair) }
.step { display: flex; align-items: center; gap: 8px; margin-top: 8px }
.step button { flex: none; width: 56px; padding: 0; border: 1.5px solid var(--edge); font-size: 1.5rem; line-height: 1; user-select: none; -webkit-user-select: none; touch-action: manipulation }
.step button:disabled { opacity: .3; cursor: default }
.amount { flex: 1; min-height: 48px; padding: 4px; border-radius: 10px; text-align: center }
.amount b { font-size: 1.25rem; font-variant-numeric: tabular-nums }
.below { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; margin-top: 4px }
`;
