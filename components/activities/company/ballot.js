// Company on the phone: whether one wants it, then the sign of one's group, where to meet and a first question.

const SIGNS = ["sun", "tree", "bridge", "boat", "bird", "hill", "river", "star", "door", "bell", "leaf", "lamp"];

export const css = `
.company .pick span { flex: 1; min-width: 0 }
.company legend { padding-bottom: 12px }
.company .sign { font-size: 40px; font-weight: 650; line-height: 1.2; margin: 8px 0 }
`;

export function render(root, props) {
  const { tally, open } = props;
  root.replaceChildren(...(tally ? result : open ? choose : own)(props).filter(Boolean));
}

/** A word of this phone's own, by which it finds its group in what everybody gets. */
const newTag = () => Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What somebody is told who wants company and has not said for what. */
const first = ({ own, h, t }) => own && own.promised === false && h("p", { class: "said" }, t("promise_first"));

function choose(props) {
  const { draft, answer, h, t, change } = props;
  const promise = h("div", {}, first(props) || "");
  const now = draft || answer || {};
  const tag = now.tag || newTag();
  const row = (id, join) => {
    const input = h("input", { type: "radio", name: "join", id, onchange: () => (paint(), change(join ? { join, tag } : { join })) });
    input.checked = now.join === join;
    return h("label", { class: "pick" }, input, h("span", {}, t(id)));
  };
  const rows = [row("together", true), row("alone", false)];
  const paint = () => {
    rows.forEach((each) => each.classList.toggle("on", each.firstChild.checked));
    promise.hidden = !rows[0].firstChild.checked;
  };
  paint();
  return [h("fieldset", { class: "stack" }, h("legend", { class: "soft" }, t("ask")), rows), promise];
}

function own(props) {
  const { answer, h, t } = props;
  const more = answer.join ? [first(props), h("p", { class: "soft" }, t("wait"))] : [];
  return [h("p", { class: "said you" }, t(answer.join ? "together" : "alone")), ...more];
}

function result({ config, tally, answer, h, t, say }) {
  const groups = tally.groups || [];
  const at = answer && answer.join ? groups.findIndex((tags) => tags.includes(answer.tag)) : -1;
  if (at < 0) return [h("p", { class: "soft" }, t("joined", { count: tally.joined }))];
  const people = groups[at].length;
  if (people < 2) return [h("p", { class: "said you" }, t("nobody_else"))];
  const number = Math.floor(at / SIGNS.length) + 1;
  const sign = t(SIGNS[at % SIGNS.length]) + (number > 1 ? ` ${number}` : "");
  return [
    h("p", { class: "soft" }, t("your_sign")),
    h("p", { class: "sign" }, sign),
    h("p", {}, t("find", { count: people })),
    h("p", { class: "said you" }, say(config.meet)),
    h("p", { class: "soft" }, t("first")),
    h("p", { class: "said" }, say(config.first)),
  ];
}
