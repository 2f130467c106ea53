// Spectrum on the phone: a dot on a line between two named poles. A dot nobody has touched is not an answer.
// Where a second one is asked for, it lies on a line of its own and is a ring: where people would like us to be.

export const css = `
[data-screen=ask] .spectrum { margin: auto 0 }
.poles { display: flex; justify-content: space-between; gap: 16px; font-weight: 600 }
.poles > * { max-width: 47% }
.poles > :last-child { text-align: right }
.pole { text-align: center; font-weight: 600 }
.soft + .pole { margin-top: 16px }
.track { position: relative; height: 80px; touch-action: pan-y; cursor: pointer }
.rail { position: absolute; inset: 0 26px }
.rail::before { content: ""; position: absolute; inset: 37px -26px; border-radius: 3px; background: var(--edge) }
.rail::after { content: ""; position: absolute; inset: 28px calc(50% - 1px); background: var(--edge) }
.dot, .was { position: absolute; top: 50%; width: 52px; height: 52px; margin: -26px; border-radius: 50% }
.dot { z-index: 1; background: var(--accent); border: 4px solid var(--paper); box-shadow: 0 0 0 2px var(--accent), 0 4px 12px #0004; forced-color-adjust: none }
.dot.wished { background: var(--paper); box-shadow: inset 0 0 0 8px var(--accent) }
.dot.empty { background: var(--paper); border: 3px dashed var(--accent); box-shadow: none }
.was { border: 3px solid var(--accent); opacity: .5; transform: scale(.7) }
.track.tall { width: 112px; height: 272px; margin: 8px auto; touch-action: none }
.tall .rail { inset: 26px 0 }
.tall .rail::before { inset: -26px 53px }
.tall .rail::after { inset: calc(50% - 1px) 44px }
.tall .dot, .tall .was { left: 50% }
.pair { display: flex; gap: 16px; text-align: center }
.pair > * { flex: 1; min-width: 0; display: grid; align-content: start }
.pair .pole { order: 1 }
.pair .place { order: 2; display: block }
.track.fixed { max-height: 176px; touch-action: auto; cursor: default }
.place { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 48px; color: var(--muted) }
.place .quiet { flex: none }
.place .quiet[aria-pressed=true] { background: var(--soft) }
.line + .line { border-top: 1px solid var(--hair); padding-top: 24px }
.thirds { display: flex; justify-content: space-between; gap: 12px; text-align: center; font-size: .9375rem; line-height: 1.3; margin: 0 0 16px }
.thirds > * { flex: 1 }
.thirds > :first-child { text-align: left }
.thirds > :last-child { text-align: right }
.thirds b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums }
.swarm { display: block; width: 100%; margin: 16px 0 4px }
.swarm circle { fill: var(--data) }
.hollow circle { fill: none; stroke: var(--data); stroke-width: 2 }
.swarm .you { fill: var(--accent); stroke: var(--ink); stroke-width: 2 }
.swarm line { stroke: var(--edge); stroke-width: 2 }
.swarm text { font-size: 13px; font-weight: 650; fill: var(--accent); text-anchor: middle }
`;

export const question = (config, say) => (config.lines.length === 1 ? say(config.lines[0].stem) : "");

/** Draws `value` and `previous` as `{"lines": {id: 0..100 | null}}`, with `wished` like `lines` if asked; `change` gets those touched so far. */
export function render(root, props) {
  const { config, draft, answer, open, tally, h, say } = props;
  const parts = config.wished ? ["lines", "wished"] : ["lines"];
  const value = {};
  for (const part of parts) {
    const given = (draft || answer || {})[part] || {};
    value[part] = {};
    for (const { id } of config.lines) {
      if (id in given) value[part][id] = given[id];
      else if (!draft && answer) value[part][id] = null;
    }
  }
  const set = (part, id, place) => {
    value[part][id] = place;
    props.change(asValue(config, value));
  };
  root.replaceChildren(
    ...config.lines.map((line) =>
      h(
        "section",
        { class: "line", role: "group", "aria-label": say(line.stem) },
        config.lines.length > 1 && h("h2", {}, say(line.stem)),
        tally ? results(parts, line, value, (tally.lines || {})[line.id], props) : control(parts, line, value, open && set, root.clientWidth, props),
      ),
    ),
  );
}

/** What would be sent: the touched lines, a pass if every line was passed on, null if no line has a place. */
function asValue(config, value) {
  const touched = Object.values(value.lines);
  if ([...touched, ...Object.values(value.wished || {})].some((place) => typeof place === "number")) return JSON.parse(JSON.stringify(value));
  return touched.length === config.lines.length ? { pass: true } : null;
}

/** Whether pole names stay whole beside each other: at most two rows each, and no word cut. */
function fits(width, names) {
  const half = (width || 350) * 0.45;
  return names.every((name) => name.length * 9.5 < half * 2 && name.split(" ").every((word) => word.length * 9.5 < half));
}

function words(place, left, right, t) {
  if (place === undefined) return t("dot_untouched");
  if (place === null) return t("line_passed");
  const pole = place < 50 ? left : right;
  const away = Math.abs(place - 50);
  return away <= 8 ? t("dot_middle") : t(away > 42 ? "dot_at" : away > 25 ? "dot_close" : "dot_leaning", { pole });
}

function control(parts, line, value, set, width, props) {
  const { h, say } = props;
  const [left, right] = [say(line.left), say(line.right)];
  const isTall = !fits(width, [left, right]);
  const tracks = parts.map((part) => h("div", {}, parts[1] && h("p", { class: "pole" }, props.t(part)), track(part, line, value[part][line.id], set, isTall, left, right, props)));
  const both = h("div", { class: isTall ? "pair" : "" }, tracks);
  return isTall ? [h("p", { class: "pole" }, left), both, h("p", { class: "pole" }, right)] : [both, h("div", { class: "poles" }, h("span", {}, left), h("span", {}, right))];
}

function track(part, line, place, set, isTall, left, right, props) {
  const { h, t, say, previous, config } = props;
  const isWish = part === "wished";
  const [edge, size] = isTall ? ["top", "height"] : ["left", "width"];
  const before = ((previous || {})[part] || {})[line.id];
  const was = typeof before === "number" && h("span", { class: "was", role: "img", "aria-label": `${t("dot_before")}. ${words(before, left, right, t)}` });
  if (was) was.style[edge] = `${before}%`;
  const dot = h("span", {
    class: `dot ${part}`,
    id: set && `${isWish ? "wish" : "dot"}-${line.id}`,
    role: set ? "slider" : "img",
    tabindex: set ? 0 : null,
    "aria-label": `${say(line.stem)} ${config.wished ? t(part) : ""} ${left} – ${right}`,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    "aria-orientation": isTall ? "vertical" : "horizontal",
  });
  const rail = h("div", { class: "rail" }, was, dot);
  const strip = h("div", { class: `track${isTall ? " tall" : ""}${set ? "" : " fixed"}` }, rail);
  const told = h("span", {});
  const skip = h("button", { class: "quiet", onclick: () => put(place === null ? undefined : null) }, t("pass_line"));

  function show() {
    const text = words(place, left, right, t);
    dot.style[edge] = `${typeof place === "number" ? place : 50}%`;
    dot.classList.toggle("empty", typeof place !== "number");
    dot.hidden = place === null;
    dot.setAttribute("aria-valuenow", typeof place === "number" ? place : 50);
    dot.setAttribute("aria-valuetext", text);
    told.textContent = text;
    skip.setAttribute("aria-pressed", place === null);
  }
  function put(next) {
    place = typeof next === "number" ? Math.round(Math.min(100, Math.max(0, next))) : next;
    show();
    set(part, line.id, place);
  }
  if (set) listen(strip, dot, rail, isTall, edge, size, () => place, put);
  show();
  return [strip, was && h("p", { class: "soft", "aria-hidden": "true" }, "◯ ", t("dot_before")), h("div", { class: "place" }, told, set && (config.lines[1] || isWish) && skip)];
}

function listen(track, dot, rail, isTall, edge, size, read, put) {
  let from; // the place before a touch: a touch that turns into scrolling gives it back
  let isHeld = false;
  const follow = (event) => {
    const box = rail.getBoundingClientRect();
    put(((isTall ? event.clientY : event.clientX) - box[edge]) / box[size] * 100);
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = read();
    isHeld = true;
    track.setPointerCapture(event.pointerId);
    follow(event);
    dot.focus({ preventScroll: true });
  });
  track.addEventListener("pointermove", (event) => isHeld && follow(event));
  track.addEventListener("pointerup", () => (isHeld = false));
  track.addEventListener("pointercancel", () => {
    if (isHeld) put(from);
    isHeld = false;
  });
  dot.addEventListener("keydown", (event) => {
    const at = read();
    const now = typeof at === "number" ? at : 50;
    const to = { ArrowLeft: now - 5, ArrowUp: now + (isTall ? -5 : 5), ArrowRight: now + 5, ArrowDown: now + (isTall ? 5 : -5) };
    Object.assign(to, { Home: 0, End: 100, PageUp: now - 20, PageDown: now + 20, Enter: now, " ": now });
    if (!(event.key in to)) return;
    event.preventDefault();
    put(to[event.key]);
  });
}

const results = (parts, line, value, found, props) =>
  parts.map((part, wish) => [parts[1] && props.h("p", { class: "pole" }, props.t(part)), result(line, value[part][line.id], found && wish ? found[part] : found, wish, props)]);

function result(line, own, found, wish, { h, t, say }) {
  const [left, right] = [say(line.left), say(line.right)];
  if (!found || found.hidden) return h("p", { class: "soft" }, t("few"));
  return [
    swarm(found, own, wish, h, t),
    h("div", { class: "thirds" }, [[found.left, left], [found.middle, t("dot_middle")], [found.right, right]].map(([count, name]) => h("p", {}, h("b", {}, count), " ", name))),
    typeof own === "number" && h("p", { class: "soft" }, h("span", { class: "tag" }, t("you")), " ", words(own, left, right, t)),
  ];
}

/** Dots stacked where they lie; one's own is the ringed one at the foot of its stack. */
function swarm({ dots, median }, own, wish, h, t) {
  const radius = dots.length > 120 ? 2.5 : dots.length > 40 ? 4 : 6;
  const [wide, step] = [340, radius * 2 + 1];
  const at = (place) => 10 + place * 3.2;
  const column = (place) => Math.round(at(place) / step) * step;
  const stacks = {};
  const pile = (place) => (stacks[column(place)] = (stacks[column(place)] || 0) + 1) - 1;
  const isOwn = typeof own === "number";
  const others = dots.slice();
  if (isOwn && others.includes(Math.round(own))) others.splice(others.indexOf(Math.round(own)), 1);
  if (isOwn) pile(own);
  const spots = others.map((place) => [column(place), pile(place)]);
  const most = Math.max(1, ...Object.values(stacks));
  const rise = Math.min(step, 150 / most);
  const [foot, base] = [24, (most - 1) * rise + radius + 8];
  const circle = (x, height, kind) => h("svg:circle", { cx: x, cy: base - height * rise, r: radius + (kind ? 2 : 0), class: kind });
  return h(
    "svg:svg",
    { class: wish ? "swarm hollow" : "swarm", viewBox: `0 0 ${wide} ${base + foot + 4}`, "aria-hidden": "true" },
    h("svg:line", { x1: 0, x2: wide, y1: base + radius + 4, y2: base + radius + 4 }),
    median != null && h("svg:line", { x1: at(median), x2: at(median), y1: base + radius - 2, y2: base + radius + 10 }),
    spots.map(([x, height]) => circle(x, height)),
    isOwn && [circle(column(own), 0, "you"), h("svg:text", { x: column(own), y: base + foot }, t("you"))],
  );
}
