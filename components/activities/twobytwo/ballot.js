// Two by two on the phone: one thing at a time on a square field. What nobody has placed is no answer.

export const css = `
.plane { position: relative; width: 100%; max-width: 26rem; aspect-ratio: 1; margin: 12px auto; border: 1.5px solid var(--edge); border-radius: 14px; background: var(--raised); touch-action: none; cursor: pointer }
.plane.fixed { touch-action: auto; cursor: default }
.plane::before { content: ""; position: absolute; inset: 0 50%; border-left: 2px dotted var(--edge) }
.plane::after { content: ""; position: absolute; inset: 50% 0; border-top: 2px dotted var(--edge) }
.plane .end { position: absolute; z-index: 1; max-width: 44%; padding: 4px; font-size: .9375rem; line-height: 1.2; font-weight: 600; background: var(--raised); pointer-events: none }
.end.north, .end.south { left: 50%; translate: -50%; max-width: 80%; width: max-content; text-align: center }
.end.north { top: 4px }
.end.south { bottom: 4px }
.end.west, .end.east { top: 50%; translate: 0 -50% }
.end.west { left: 4px }
.end.east { right: 4px; text-align: right }
.inside { position: absolute; z-index: 2; inset: 26px }
.spot { position: absolute; display: grid; place-items: center; width: 34px; height: 34px; margin: -17px; border-radius: 50%; border: 2px solid var(--accent); background: var(--soft); font-weight: 650; forced-color-adjust: none }
.spot.now { z-index: 1; width: 52px; height: 52px; margin: -26px; border: 4px solid var(--paper); background: var(--accent); color: var(--on); box-shadow: 0 0 0 2px var(--accent), 0 4px 12px #0004 }
.spot.group, .spot.one { z-index: 0; border-color: var(--raised); background: var(--data); color: var(--raised) }
.spot.one { width: 14px; height: 14px; margin: -7px; border-width: 1px; opacity: .8 }
.spot.was { opacity: .5; border-style: dashed; background: none }
.plane:focus-within { outline: 3px solid var(--accent); outline-offset: 2px }
.turns { display: flex; flex-wrap: wrap; gap: 8px }
.turns button { padding: 0; border: 2px dashed var(--edge); border-radius: 50%; font-weight: 650 }
.turns .done { border: 2px solid var(--accent); background: var(--soft) }
.turns [aria-current=true] { border: 2px solid var(--accent); background: var(--accent); color: var(--on) }
.lies { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 48px; color: var(--muted) }
.lies .quiet { flex: none }
.lies .quiet[aria-pressed=true] { background: var(--soft) }
.next { width: 100% }
.next span { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden }
.twobytwo > * + * { margin-top: 12px }
.listed { display: flex; gap: 12px; align-items: flex-start }
.listed b { flex: none; width: 24px; text-align: right; font-variant-numeric: tabular-nums }
.listed small { display: block }
.theirs::before { content: "\\25CF\\00A0"; color: var(--data) }
`;

export const question = (config, say) => (config.items.length === 1 ? say(config.items[0].text) : "");

/** Draws `value` and `previous` as `{"items": {id: [x, y] | null}}`; `change` gets the items touched so far. */
export function render(root, props) {
  const { config, draft, answer, open } = props;
  const given = (draft || answer || {}).items || {};
  const places = {};
  for (const { id } of config.items) {
    if (id in given) places[id] = given[id];
    else if (!draft && answer) places[id] = null;
  }
  (open ? form : shown)(root, props, places);
}

/** What would be sent: the touched items, a pass if every one was left out, null if none has a place. */
function asValue({ items }, places) {
  const touched = Object.values(places);
  if (touched.some(Boolean)) return { items: { ...places } };
  return touched.length === items.length ? { pass: true } : null;
}

/** Where a place lies: the ends it leans to. */
function words(place, { x, y }, { t, say }) {
  const lean = (at, low, high) => (at < 42 ? say(low) : at > 58 && say(high));
  return [lean(place[1], y.bottom, y.top), lean(place[0], x.left, x.right)].filter(Boolean).join(" · ") || t("in_middle");
}

const at = (element, [x, y]) => {
  element.style.left = `${x}%`;
  element.style.top = `${100 - y}%`;
  return element;
};

function plane({ config: { x, y }, h, say }, marks, fixed) {
  const ends = Object.entries({ north: y.top, west: x.left, east: x.right, south: y.bottom });
  return h("div", { class: `plane${fixed ? " fixed" : ""}` }, ends.map(([side, text]) => h("span", { class: `end ${side}` }, say(text))), h("div", { class: "inside", "aria-hidden": "true" }, marks));
}

function form(root, props, places) {
  const { config, previous, h, t, say, change } = props;
  const { items, x, y } = config;
  const isMany = items.length > 1;
  const before = (previous && previous.items) || {};
  let index = Math.max(0, items.findIndex(({ id }) => !(id in places)));
  const place = () => places[items[index].id];

  const spots = items.map((item, each) => h("span", { class: "spot", "data-each": each }, isMany && each + 1));
  const was = h("span", { class: "spot was" });
  const ways = [
    ["x", x.left, x.right],
    ["y", y.bottom, y.top],
  ].map(([name, low, high], way) =>
    h("input", {
      type: "range",
      class: "unseen",
      id: `way-${name}`,
      oninput: (event) => put(Object.assign([...(place() || [50, 50])], { [way]: +event.target.value })),
      onkeydown: step,
      "data-ends": `${say(low)} – ${say(high)}`,
    }),
  );
  const field = plane(props, [was, spots]);
  field.prepend(...ways);
  const turns = items.map((item, each) => h("button", { onclick: () => turn(each) }, each + 1));
  const [name, told] = [h("h2", {}), h("span", {})];
  const skip = h("button", { class: "quiet", onclick: () => put(place() === null ? undefined : null) }, t("leave_out"));
  const next = h("button", { class: "second next", onclick: () => turn(after()) }, h("span", {}));
  const legend = h("p", { class: "soft" }, "◯ ", t("before"));

  /** The next item that has not been touched. */
  const after = () => [...items.keys()].map((each) => (index + each) % items.length).find((each) => !(items[each].id in places));

  function turn(to) {
    index = to;
    show();
    field.scrollIntoView({ block: "nearest" });
  }

  function put(to) {
    const { id } = items[index];
    if (to) places[id] = to.map((way) => Math.round(Math.min(100, Math.max(0, way))));
    else if (to === null) places[id] = null;
    else delete places[id];
    show();
    change(asValue(config, places));
  }

  function step(event) {
    const [right, up] = { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, 5], ArrowDown: [0, -5], Enter: [0, 0], " ": [0, 0] }[event.key] || [];
    if (up === undefined) return;
    event.preventDefault();
    const [x, y] = place() || [50, 50];
    put([x + right, y + up]);
  }

  function show() {
    const { id, text } = items[index];
    const now = place();
    const text_of = now ? words(now, config, props) : t(now === null ? "left_out" : "untouched");
    items.forEach((item, each) => {
      const spot = places[item.id];
      spots[each].hidden = !spot;
      if (spot) at(spots[each], spot);
      spots[each].classList.toggle("now", each === index);
      turns[each].className = spot || spot === null ? "done" : "";
      turns[each].setAttribute("aria-current", each === index);
      turns[each].setAttribute("aria-label", `${each + 1}. ${say(item.text)}: ${spot ? words(spot, config, props) : t(spot === null ? "left_out" : "to_place")}`);
    });
    was.hidden = legend.hidden = !before[id];
    if (before[id]) at(was, before[id]);
    name.textContent = `${index + 1}. ${say(text)}`;
    told.textContent = text_of;
    skip.setAttribute("aria-pressed", now === null);
    ways.forEach((input, way) => {
      input.value = now ? now[way] : 50;
      input.setAttribute("aria-label", `${say(text)}: ${input.dataset.ends}`);
      input.setAttribute("aria-valuetext", text_of);
    });
    const to = after();
    next.hidden = to === undefined || to === index || now === undefined;
    if (!next.hidden) next.firstChild.textContent = t("next", { item: say(items[to].text) });
  }

  listen(field, () => items[index].id in places && turn, put, place, () => ways[0].focus({ preventScroll: true }));
  root.replaceChildren(
    ...[isMany && h("div", { class: "turns", role: "group", "aria-label": t("all") }, turns), isMany && name, field, h("div", { class: "lies" }, told, isMany && skip), legend, next].filter(Boolean),
  );
  show();
}

/** Tap and drag on the field; another mark is taken up where the one in hand has its place already. */
function listen(field, mayTurn, put, read, focus) {
  let held, from;
  const follow = (event) => {
    const box = field.querySelector(".inside").getBoundingClientRect();
    put([((event.clientX - box.left) / box.width) * 100, ((box.bottom - event.clientY) / box.height) * 100]);
  };
  field.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const { each } = event.target.dataset;
    const turn = each !== undefined && mayTurn();
    if (turn) turn(+each);
    from = read();
    held = true;
    field.setPointerCapture(event.pointerId);
    if (!turn) follow(event);
    event.preventDefault();
    focus();
  });
  field.addEventListener("pointermove", (event) => held && follow(event));
  field.addEventListener("pointerup", () => (held = false));
  field.addEventListener("pointercancel", () => {
    if (held) put(from);
    held = false;
  });
}

/** The group's middle answers, moved a little where numbers would lie on each other. */
function apart(items) {
  const found = items.map(({ x, y, dots }, index) => ({ dots, place: x != null && [x, y + index / 99] }));
  const places = found.map(({ place }) => place).filter(Boolean);
  for (let times = 50; times; times--)
    for (const one of places)
      for (const other of places) {
        const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
        const far = Math.hypot(dx, dy);
        if (other === one || far > 11) continue;
        const by = (12 - far) / 2 / (far || 1);
        one[0] -= dx * by;
        one[1] -= dy * by;
        other[0] += dx * by;
        other[1] += dy * by;
      }
  return found;
}

/** One's own places, or with a tally the group's, one's own ringed beside them. */
function shown(root, props, places) {
  const { config, tally, h, t, say } = props;
  const isMany = config.items.length > 1;
  const middles = apart(config.items.map(({ id }) => (tally && tally.items[id]) || {}));
  const marks = config.items.map(({ id }, index) => {
    const { dots: all, place } = middles[index];
    const dots = all ? all.map((dot) => at(h("span", { class: "spot one" }), dot)) : place && at(h("span", { class: "spot group" }, index + 1), place);
    return [dots, places[id] && at(h("span", { class: "spot" }, isMany && index + 1), places[id])];
  });
  const lines = config.items.map(({ id, text }, index) => {
    const { hidden, x: median, y } = (tally && tally.items[id]) || {};
    const group = tally && (hidden ? t("few") : median != null && words([median, y], config, props));
    const own = places[id] && [h("span", { class: "tag" }, t("you")), " ", words(places[id], config, props)];
    return h("div", { class: "listed" }, isMany && h("b", {}, index + 1), h("p", {}, isMany && say(text), group && h("small", { class: "theirs" }, `${t("group")} ${group}`), own && h("small", {}, own)));
  });
  root.replaceChildren(plane(props, marks, true), ...lines);
}
