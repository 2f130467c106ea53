// Match on the phone: where one stands on each issue, then one's own match, which nobody else is told, and what came of it.

export const css = `
.match .stack { gap: 12px }
.match fieldset legend { padding-bottom: 8px; font-weight: 600 }
.match .rates { grid-template-columns: 1fr 1fr }
.match .rates label { font-size: 1rem; line-height: 1.2; padding: 8px; text-align: center }
.match [type=checkbox] { border-radius: 7px }
.match .sign { display: grid; place-items: center; gap: 4px; padding: 24px 16px; border-radius: 20px; color: #fff; text-align: center; forced-color-adjust: none }
.match .sign.dark { color: #12181b }
.match .sign b { font-size: 1.125rem }
.match .sign svg { width: 96px; height: 96px; fill: currentColor }
.match .sign strong { font-size: 2.5rem; line-height: 1.1; font-variant-numeric: tabular-nums }
.match .raised > * + * { margin-top: 8px }
.match .with li + li { margin-top: 8px }
`;

const LONGEST = { from: 60, name: 24, note: 280 };
// Okabe-Ito; the pale ones carry dark letters.
const COLOURS = [["blue", "#0072b2"], ["orange", "#e69f00", 1], ["green", "#00795a"], ["pink", "#cc79a7", 1], ["red", "#c04a00"], ["sky", "#56b4e9", 1]];
const SHAPES = {
  star: "M12 2l3 6.6 7 .9-5.2 4.9 1.4 7.1L12 18l-6.2 3.5 1.4-7.1L2 9.5l7-.9z",
  heart: "M12 21C5 15.5 2 12 2 8a5 5 0 0 1 10-1 5 5 0 0 1 10 1c0 4-3 7.5-10 13z",
  moon: "M15 2a10 10 0 1 0 7 15A9 9 0 0 1 15 2z",
  house: "M12 2l10 9h-3v11h-5v-7h-4v7H5V11H2z",
  drop: "M12 2c4 6 7 9 7 13a7 7 0 0 1-14 0c0-4 3-7 7-13z",
  leaf: "M21 3C9 3 3 8 3 15c0 2 .5 3 1 4l9-8-7 9c2 1 3 1 4 1C18 21 21 14 21 3z",
  tree: "M12 2l7 9h-4l5 7h-6v4h-4v-4H4l5-7H5z",
  sun: "M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM11 1h2v3h-2zM11 20h2v3h-2zM1 11h3v2H1zM20 11h3v2h-3zM4 5.5L5.5 4l2 2L6 7.5zM16.5 18l1.5-1.5 2 2-1.5 1.5zM4 18.5l2-2L7.5 18l-2 2zM16.5 6l2-2L20 5.5l-2 2z",
};

export const question = (config, say, step) => (step === "answer" ? say(config.question) : "");

export function render(root, props) {
  const { step, tally, open } = props;
  const parts = step === "propose" ? (tally ? offers : open ? offer : offered) : meet;
  root.replaceChildren(...parts(props).flat(9).filter(Boolean));
}

/** A row of words of which one may be tapped, or tapped again to take it back. */
function either(name, words, now, set, h) {
  const labels = words.map(([value, text]) => {
    const input = h("input", { type: "checkbox", id: `${name}-${value}`, onchange: () => (set(input.checked ? value : null), paint(input.checked ? value : null)) });
    return h("label", {}, input, text);
  });
  const paint = (chosen) =>
    labels.forEach((label, index) => {
      label.firstChild.checked = words[index][0] === chosen;
      label.classList.toggle("on", label.firstChild.checked);
    });
  paint(now);
  return labels;
}

function offer({ config, draft, answer, own, h, t, say, field, change }) {
  const before = draft || answer || {};
  const now = { stands: { ...before.stands }, from: before.from === undefined ? (own && own.from) || "" : before.from, name: before.name || "" };
  const keep = () => change(Object.keys(now.stands).length ? { stands: { ...now.stands }, ...(now.from && { from: now.from }), ...(now.name && { name: now.name }) } : null);
  const set = (id) => (stand) => {
    if (stand) now.stands[id] = stand;
    else delete now.stands[id];
    keep();
  };
  const stands = [["solved", t("solved")], ["facing", t("facing")]];
  const row = ({ id, text }) => h("fieldset", {}, h("legend", {}, say(text)), h("div", { class: "rates" }, either(`stand-${id}`, stands, now.stands[id], set(id), h)));
  const line = (name) => field(t(name), now[name], { id: name, type: "text", maxlength: LONGEST[name], autocomplete: "off" }, (text) => ((now[name] = text), keep()));
  return [h("p", { class: "soft" }, t("pick")), config.issues.map(row), line("from"), line("name"), h("p", { class: "soft" }, t("who_is_told"))];
}

function offered({ config, answer, h, t, say }) {
  const said = config.issues.filter(({ id }) => (answer.stands || {})[id]);
  return [h("ul", { class: "stack" }, said.map(({ id, text }) => h("li", { class: "said you" }, h("small", {}, t(answer.stands[id]), h("br")), say(text)))), h("p", { class: "soft" }, t("soon"))];
}

function offers({ config, tally, answer, h, t, say }) {
  const row = ({ id, text }) => {
    const found = tally.issues[id];
    const mine = ((answer || {}).stands || {})[id];
    return h("li", { class: mine ? "said you" : "said" }, h("b", {}, say(text)), h("p", {}, found.hidden ? t("few_here") : t("counts", { solved: found.solved, facing: found.facing })), mine && h("span", { class: "tag" }, t(mine)));
  };
  return [h("ul", { class: "stack" }, config.issues.map(row)), h("p", { class: "soft" }, t("soon"))];
}

/** The same place has the same sign on every phone: number, shape and colour. */
function signOf(number) {
  const shapes = Object.keys(SHAPES);
  const at = number - 1;
  const [colour, hue, isPale] = COLOURS[(at + Math.floor(at / shapes.length)) % COLOURS.length];
  return { shape: shapes[at % shapes.length], colour, hue, isPale };
}

function sign(number, { h, t }) {
  const { shape, colour, hue, isPale } = signOf(number);
  const card = h(
    "div",
    { class: isPale ? "sign dark" : "sign" },
    h("svg:svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("svg:path", { d: SHAPES[shape] })),
    h("b", {}, t("sign", { shape: t(`shape_${shape}`), colour: t(`colour_${colour}`) })),
    h("strong", {}, t("table", { number })),
  );
  card.style.background = hue;
  return card;
}

function meet(props) {
  const { own, open, answer } = props;
  if (!own || !own.number) return [late(props), open ? came(props, "") : answer && mine(props)];
  return [sign(own.number, props), whom(props), open ? came(props, own.issue) : answer && mine(props), shared(props)];
}

const late = ({ h, t }) => h("p", { class: "said" }, t("late"));

function whom({ config, own, h, t, say }) {
  const issue = config.issues.find(({ id }) => id === own.issue);
  const who = ({ stand, from, name }) => h("li", {}, [[name, from].filter(Boolean).join(", ") || t("somebody"), stand && t(stand === own.stand && stand === "facing" ? "they_too" : `they_${stand}`)].filter(Boolean).join(": "));
  return h(
    "section",
    { class: "raised" },
    h("p", { class: "soft" }, t("find")),
    h("h2", {}, issue ? say(issue.text) : t("no_issue")),
    h("ul", { class: "with" }, own.others.map(who), own.stand && h("li", {}, t(`you_${own.stand}`))),
  );
}

function came({ draft, answer, h, t, field, change }, issue) {
  const now = { met: null, note: "", share: false, ...(draft || answer) };
  const keep = () => {
    more.hidden = now.met === null;
    share.hidden = !now.note;
    change(now.met === null ? null : { met: now.met, ...(now.note && { note: now.note }), ...(now.note && now.share && { share: true }), ...(issue && { issue }) });
  };
  const labels = either("met", [["yes", t("met")], ["no", t("not_yet")]], now.met === null ? null : now.met ? "yes" : "no", (value) => ((now.met = value && value === "yes"), keep()), h);
  const box = h("input", { type: "checkbox", id: "share", onchange: () => ((now.share = box.checked), share.classList.toggle("on", box.checked), keep()) });
  box.checked = now.share;
  const share = h("label", { class: now.share ? "pick on" : "pick" }, box, h("span", {}, t("share")));
  const note = field(t("note"), now.note, { id: "note", rows: 3, maxlength: LONGEST.note }, (text) => ((now.note = text), keep()));
  const more = h("div", { class: "stack" }, note, h("p", { class: "soft" }, t("note_kept")), share);
  more.hidden = now.met === null;
  share.hidden = !now.note;
  return [h("fieldset", {}, h("legend", {}, t("have_you_met")), h("div", { class: "rates" }, labels)), more];
}

function mine({ answer, h, t }) {
  return [h("p", {}, h("span", { class: "tag" }, t(answer.met ? "met" : "not_yet"))), answer.note && h("p", { class: "said you" }, h("small", {}, t(answer.share ? "shared" : "only_you"), h("br")), answer.note)];
}

/** What others share of their matches on the same issue. */
function shared({ own, tally, answer, open, h, t, said }) {
  const notes = ((tally && tally.notes && tally.notes[own.issue]) || []).filter((note) => !answer || note !== answer.note);
  return !open && notes.length > 0 && h("section", { class: "stack" }, h("h2", {}, t("others_share")), notes.map((note) => h("p", { class: "said" }, said(note))));
}
