// What only some phones need: who is answering on it, a little about a person, being remembered for today only or on
// another phone too, and after the end one's own answers.

export const css = `
.sheet .number { align-self: center; min-width: 3ch; text-align: center; font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums }
.sheet .wide { width: 100%; margin-top: 16px }
.sheet fieldset { margin-top: 24px }
.sheet legend { padding: 0 0 8px; font-weight: 650 }
.sheet .pick { margin-top: 8px }
.sheet [type="checkbox"] { border-radius: 6px }
`;

/** Opens one of them over the page, or gives what draws it; `kit` has the page's own parts. */
export function open(phone, what, kit) {
  if (what.asks) return void part("consent", phone, kit, what).catch(() => 0); // asked again at the next opening
  return ({ use, about, today, ended })[what](phone, kit, (name, values) => kit.fill(texts[name] || "", values));
}

// --- Just me, we share this phone, our table answers together

const FEWEST = 2;
const MOST = 20;

function use(phone, { h }, t) {
  const { mode, people = 4 } = phone.use();
  let count = people;
  const number = h("output", { class: "number" }, count);
  const step = (by) => () => (number.textContent = count = Math.min(MOST, Math.max(FEWEST, count + by)));
  const choose = (chosen) => {
    phone.box.fact("use", { mode: chosen, ...(chosen === "table" && { people: count }) });
    phone.seat = 1;
    phone.draw();
    close();
  };
  const option = (name, extra) =>
    h("section", { class: "raised" }, h("h3", {}, t(name)), h("p", { class: "soft" }, t(`${name}_hint`)), extra, pick(name));
  const pick = (name) =>
    h("button", { class: `${name === mode ? "first" : "second"} wide`, "aria-pressed": String(name === mode), onclick: () => choose(name) }, t(`${name}_button`));
  const stepper = h(
    "div",
    { class: "choices", role: "group", "aria-label": t("table_count") },
    h("button", { class: "second", "aria-label": t("fewer"), onclick: step(-1) }, "\u2212"),
    number,
    h("button", { class: "second", "aria-label": t("more"), onclick: step(1) }, "+"),
  );
  const close = phone.screens.dialog(t("use_title"), h("div", { class: "sheet" }, option("me"), option("share"), option("table", stepper)), () => null);
}

// --- About you

function about(phone, { h, field }, t) {
  const asked = phone.state.meeting.about || {};
  const said = {};
  const choice = (name, value, label, isSeveral, isFirst) =>
    h(
      "label",
      { class: "pick" },
      h("input", {
        type: isSeveral ? "checkbox" : "radio",
        name: `about-${name}`,
        checked: isFirst && !isSeveral,
        onchange: (event) => {
          if (isSeveral) said[name] = [...(said[name] || []).filter((other) => other !== value), ...(event.target.checked ? [value] : [])];
          else said[name] = value;
        },
      }),
      h("span", {}, label),
    );
  const list = (name, options) =>
    h(
      "fieldset",
      {},
      h("legend", {}, t(name)),
      name === "roles" ? h("p", { class: "soft" }, t("several")) : choice(name, undefined, t("rather_not"), false, true),
      options.map(({ id, text }) => choice(name, id, phone.say(text), name === "roles")),
    );
  const content = [
    h("p", {}, t("why")),
    asked.roles && list("roles", asked.roles),
    asked.sector && list("sector", asked.sector),
    asked.region && list("region", asked.region),
    asked.size && list("size", asked.size),
    asked.new && list("new", ["new", "back"].map((id) => ({ id, text: { [phone.language]: t(`new_${id}`) } }))),
    asked.organization && field(t("organization"), "", { id: "about-organization", maxlength: 80, type: "text" }, (text) => (said.organization = text), "{count}"),
  ];
  const send = () => {
    const attributes = Object.fromEntries(Object.entries(said).filter(([, value]) => value && value.length));
    phone.box.fact("told", true);
    if (Object.keys(attributes).length) phone.transport.send({ type: "about", attributes });
    phone.draw();
    close();
  };
  const close = phone.screens.dialog(t("title"), h("div", { class: "sheet" }, content), () =>
    h(
      "div",
      { class: "choices sheet" },
      h("button", { class: "second", onclick: () => (Object.keys(said).forEach((name) => delete said[name]), send()) }, t("no")),
      h("button", { class: "first", onclick: send }, t("done")),
    ),
  );
}

// --- Only for today

function today(phone, kit, t) {
  const { h } = kit;
  const isToday = !phone.box.fact("today");
  const change = async () => {
    if (!(await phone.transport.forToday(isToday))) return void (note.textContent = t("today_failed"));
    phone.box.fact("today", isToday);
    close();
  };
  const note = h("p", { class: "soft", role: "status" });
  const name = isToday ? "today" : "remember";
  const erase = h("p", {}, h("button", { class: "quiet flush", onclick: () => part("erase", phone, kit).catch(() => (note.textContent = t("today_failed"))) }, t("erase")));
  const other = h("p", {}, !phone.address ? t("not_here") : h("button", { class: "quiet flush", onclick: () => part("another", phone, kit).catch(() => (note.textContent = t("today_failed"))) }, t("another")));
  const close = phone.screens.dialog(t(`${name}_title`), [h("p", {}, t(`${name}_text`)), note, other, erase], () =>
    h(
      "div",
      { class: "choices" },
      h("button", { class: "second", onclick: () => close() }, t("as_it_is")),
      h("button", { class: "first", onclick: change }, t(`${name}_button`)),
    ),
  );
}

/** One's own answers on another phone too, erased, or in the library: parts that come when they are wanted. */
async function part(name, phone, kit, what) {
  const found = await phone.loadBallot(name, phone.language, 0);
  phone.parts = phone.parts || new Set();
  if (!phone.parts.has(name)) phone.screens.dress(found.css);
  phone.parts.add(name);
  await found.open(phone, kit, (text, values) => kit.fill(found.texts[text] || "", values), what);
}

// --- After the end: one's own answers

/** Gives what draws an answer of one's own; one that can still be given or changed has the way to do it again. */
function ended(phone, { h }, t) {
  return ({ round, ...mine }) => {
    const isOpen = Boolean(round.id);
    const id = round.id || round;
    const value = isOpen ? phone.own(id) : mine.value;
    const answer = phone.given(value);
    const [title, question] = phone.screens.question({ ...mine, round });
    const place = h("div", { class: `ballot ${mine.kind}` });
    const facts = { config: mine.config, step: mine.step || round.step, answer, previous: null, own: mine.own, tally: null, open: false, taken: false };
    if (answer) phone.screens.render(place, mine.kind, facts, id);
    else if (value) place.append(h("p", { class: "soft" }, t("passed")));
    const turn = () => (phone.turnTo(id), value && phone.edit());
    const again = isOpen && h("div", { class: "choices" }, h("button", { class: value ? "second" : "first", onclick: turn }, value ? t("change") : t("answer")));
    return h("section", { class: "raised" }, title && h("p", { class: "above" }, title), h("h3", {}, question), place, again);
  };
}
