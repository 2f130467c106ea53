// Ranking on the phone: propose items, then put them in order by dragging, by tapping, or with the buttons.

const LONGEST = 120;
const MANY = 8;
const FEW = 5;

export function render(root, props) {
  const { tally, open, step } = props;
  const draw = step === "propose" ? (open ? propose : proposals) : tally ? result : open ? arrange : ordered;
  draw(root, props);
}

// --- Propose

function propose(root, { draft, answer, h, field, t, change }) {
  const texts = ((draft || answer || {}).items || []).concat("", "").slice(0, 2);
  const write = (index) => (text) => {
    texts[index] = text;
    const items = texts.filter(Boolean);
    change(items.length ? { items } : null);
  };
  const fields = texts.map((text, index) => field(t(index ? "propose_second" : "propose_first"), text, { id: `item-${index}`, rows: 2, maxlength: LONGEST }, write(index)));
  root.replaceChildren(h("p", { class: "soft" }, t("propose_hint")), ...fields);
}

function proposals(root, { tally, answer, h, said }) {
  const own = (answer || {}).items || [];
  const shown = tally ? tally.items : [];
  const items = own.filter((text) => !shown.includes(text)).concat(shown);
  root.replaceChildren(h("ul", { class: "stack" }, items.map((text) => (own.includes(text) ? h("li", { class: "said you" }, text) : h("li", { class: "said" }, said(text))))));
}

// --- Order

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

function arrange(root, props) {
  const { config, draft, answer, seed } = props;
  const items = shuffled(config.items, seed);
  const known = new Set(items.map((item) => item.id));
  const chosen = ((draft || answer || {}).order || []).filter((id) => known.has(id));
  if (items.length > MANY && !chosen.length) return pick(root, props, items, []);
  sort(root, props, items, chosen);
}

function pick(root, props, items, picked) {
  const { h, t, say, change } = props;
  change(null);
  const go = h("button", { class: "first go", onclick: () => (change({ order: picked.slice() }), sort(root, props, items, picked)) }, t("pick_done"));
  const count = h("p", { class: "soft", role: "status" });
  const buttons = items.map((item) => {
    const place = h("b", { "aria-hidden": "true" });
    const toggle = () => {
      const at = picked.indexOf(item.id);
      if (at < 0) picked.push(item.id);
      else picked.splice(at, 1);
      show();
    };
    return h("button", { class: "pick", "data-id": item.id, onclick: toggle }, place, say(item.text));
  });
  function show() {
    count.textContent = t("picked", { count: picked.length, of: FEW });
    go.disabled = !picked.length;
    for (const button of buttons) {
      const at = picked.indexOf(button.dataset.id);
      button.classList.toggle("on", at >= 0);
      button.setAttribute("aria-pressed", at >= 0);
      button.disabled = at < 0 && picked.length >= FEW;
      button.firstChild.textContent = at < 0 ? "" : "✓";
    }
  }
  show();
  root.replaceChildren(h("p", {}, t("pick_hint", { count: FEW })), count, h("div", { class: "stack" }, buttons), go);
}

function sort(root, props, items, chosen) {
  const { config, h, t, say, change } = props;
  const isMany = items.length > MANY;
  const shown = isMany ? items.filter((item) => chosen.includes(item.id)) : items;
  const most = isMany ? shown.length : Math.min(config.top || shown.length, shown.length);
  const names = {};
  const divide = h("li", { class: "divide" }, t("not_ranked"));
  const rows = {};
  for (const item of shown) {
    names[item.id] = say(item.text);
    rows[item.id] = row(item.id);
  }
  const list = h("ol", {}, chosen.map((id) => rows[id]), divide, shown.filter((item) => !chosen.includes(item.id)).map((item) => rows[item.id]));

  function row(id) {
    const grip = h("span", { class: "grip", "aria-hidden": "true" }, "=");
    const button = (sign, by, name) => h("button", { id: `${by > 0 ? "down" : "up"}-${id}`, "aria-label": t(name, { item: names[id] }), onclick: () => move(id, by) }, sign);
    const text = h("button", { class: "text", onclick: () => !order().includes(id) && move(id, 0) }, names[id]);
    const element = h("li", { class: "rank", "data-id": id }, h("b"), grip, text, button("↑", -1, "move_up"), button("↓", 1, "move_down"));
    grip.addEventListener("pointerdown", (event) => drag(event, element));
    return element;
  }

  const ids = () => Array.from(list.children, (each) => each.dataset.id);
  const order = () => ids().slice(0, ids().indexOf(undefined));

  /** One up or down; an item not ranked goes to the end of the order, by the up button or a tap. */
  function move(id, by) {
    const element = rows[id];
    const focused = root.getRootNode().activeElement;
    glide(() => {
      if (!order().includes(id)) list.insertBefore(element, divide);
      else if (by < 0) list.insertBefore(element, element.previousElementSibling);
      else element.nextElementSibling.after(element);
    });
    settle();
    if (focused && element.contains(focused)) (focused.disabled ? element.querySelector(".text") : focused).focus();
    const place = order().indexOf(id);
    props.tell(place < 0 ? t("now_unranked", { item: names[id] }) : t("now_at", { item: names[id], place: place + 1 }));
  }

  /** Numbers, buttons and the limit: what is pushed beyond the top goes below the line. */
  function settle(isHeld) {
    const ranked = order();
    if (!isHeld && ranked.length > most) list.insertBefore(divide, rows[ranked[most]]);
    const kept = order();
    ids().forEach((id, index) => {
      if (!id) return;
      const isRanked = index < Math.min(kept.length, most);
      rows[id].classList.toggle("chosen", isRanked);
      rows[id].firstChild.textContent = isRanked ? index + 1 : "";
      const [, , , up, down] = rows[id].children;
      up.disabled = index === 0 && isRanked;
      down.disabled = !isRanked;
    });
    if (!isHeld) change(kept.length ? { order: kept } : null);
  }

  /** The neighbours slide to their new places, where the system allows motion. */
  function glide(rearrange, held) {
    const others = Array.from(list.children).filter((each) => each !== held);
    const before = others.map((each) => each.offsetTop);
    rearrange();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    others.forEach((each, index) => {
      const way = before[index] - each.offsetTop;
      if (way && each.animate) each.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], 180);
    });
  }

  /** The held row stays in the page and its neighbours move around it: a moved element would lose the finger. */
  function drag(event, held) {
    event.preventDefault();
    const grip = event.target;
    const at = event.clientY - held.getBoundingClientRect().top;
    grip.setPointerCapture(event.pointerId);
    held.classList.add("held");
    const middle = (each) => each.offsetTop + each.offsetHeight / 2;
    const follow = ({ clientY }) => {
      held.style.transform = "none";
      const way = clientY - at - held.getBoundingClientRect().top;
      const [top, bottom] = [held.offsetTop + way, held.offsetTop + way + held.offsetHeight];
      const [above, below] = [held.previousElementSibling, held.nextElementSibling];
      if (above && top < middle(above)) glide(() => held.after(above), held);
      else if (below && bottom > middle(below)) glide(() => list.insertBefore(below, held), held);
      held.style.transform = `translateY(${clientY - at - held.getBoundingClientRect().top}px)`;
      held.scrollIntoView({ block: "nearest" });
      settle(true);
    };
    const drop = () => {
      for (const name of ["pointermove", "pointerup", "pointercancel"]) grip.removeEventListener(name, name === "pointermove" ? follow : drop);
      held.classList.remove("held");
      held.style.transform = "";
      glide(() => settle());
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", drop);
  }

  const hint = most < shown.length ? t("order_top", { count: most }) : t("order_all");
  const back = isMany && h("button", { class: "quiet", onclick: () => pick(root, props, items, order()) }, t("pick_again"));
  root.replaceChildren(h("p", { class: "soft" }, hint), list, back || "");
  const before = chosen.length;
  const value = order();
  settle(true);
  if (before !== value.length) settle();
}

function ordered(root, { config, answer, h, say }) {
  const text = (id) => say((config.items.find((item) => item.id === id) || {}).text);
  root.replaceChildren(h("ol", {}, answer.order.map((id, index) => h("li", { class: "rank chosen" }, h("b", {}, index + 1), h("p", {}, text(id))))));
}

// --- The group's order

function result(root, { config, tally, answer, lang, h, t, say }) {
  const text = (id) => say((config.items.find((item) => item.id === id) || {}).text);
  const own = (answer && answer.order) || [];
  const number = (value) => new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value);
  let place = 0;
  const row = (id, at) =>
    h("li", { class: own.includes(id) ? "rank chosen" : "rank" },
      h("b", {}, at),
      h("div", { class: "text" }, h("p", {}, text(id)), own.includes(id) && h("span", { class: "tag" }, t("your_place", { place: own.indexOf(id) + 1 }))),
      tally.average[id] != null && h("small", {}, t("average", { place: number(tally.average[id]) })));
  root.replaceChildren(
    h("ol", {}, tally.tiers.map((tier) => {
      const at = place + 1;
      place += tier.length;
      return [tier.length > 1 && h("li", { class: "soft" }, t("tied")), tier.map((id) => row(id, at))];
    })),
  );
}
