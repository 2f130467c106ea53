// Adopt on the phone: the text, where one stands on it, and what would make it work.

const STANDS = ["support", "can_live", "problem"];
const LONGEST = 280;

export const css = `
.adopt .pick span { flex: 1; min-width: 0 }
.adopt .text { margin-bottom: 16px }
.adopt legend { padding-bottom: 12px }
.adopt .wish + .soft { margin-top: 8px }
`;

export function render(root, props) {
  const { config, tally, open, h, say } = props;
  const text = h("p", { class: "said text" }, say(config.text));
  root.replaceChildren(text, ...(tally ? result : open ? choose : own)(props).filter(Boolean));
}

function choose({ draft, answer, h, t, field, change }) {
  const now = { ...(draft || answer) };
  const more = h("div", { class: "wish" });
  function keep() {
    const { stand, wish } = now;
    more.hidden = !stand;
    rows.forEach((row) => row.classList.toggle("on", row.firstChild.checked));
    change(stand ? { stand, ...(wish && { wish }) } : null);
  }
  const rows = STANDS.map((stand) => {
    const input = h("input", { type: "radio", name: "stand", id: `stand-${stand}`, onchange: () => ((now.stand = stand), keep()) });
    input.checked = now.stand === stand;
    return h("label", { class: input.checked ? "pick on" : "pick" }, input, h("span", {}, t(stand)));
  });
  more.append(field(t("wish"), now.wish, { id: "wish", rows: 3, maxlength: LONGEST }, (text) => ((now.wish = text), keep())), h("p", { class: "soft" }, t("wish_read")));
  more.hidden = !now.stand;
  return [h("fieldset", { class: "stack" }, h("legend", { class: "soft" }, t("ask")), rows), more];
}

function own({ answer, h, t }) {
  const { stand, wish } = answer;
  return [h("p", { class: "said you" }, t(stand)), wish && h("p", {}, h("small", {}, t("wish"), h("br")), wish)];
}

function result({ tally, answer, h, t }) {
  const row = (stand) => {
    const count = tally.stands[stand] || 0;
    const isMine = answer && answer.stand === stand;
    const bar = h("i");
    bar.style.width = `${(100 * count) / Math.max(1, tally.n)}%`;
    return h("li", { class: isMine && "you" }, h("div", { class: "count" }, h("span", {}, t(stand)), isMine && h("span", { class: "tag" }, t("you")), h("b", {}, count)), h("div", { class: "bar", "aria-hidden": "true" }, bar));
  };
  return [h("ul", { class: "counts" }, STANDS.map(row))];
}
