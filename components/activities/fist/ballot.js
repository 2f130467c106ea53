// Fist on the phone: a hand from 0 to 5, or one of five answers, for one statement or several.

export const css = `
.fist .rates { grid-template-columns: repeat(auto-fit, minmax(48px, 1fr)) }
.fist .chosen { min-height: 1.5em; font-weight: 600 }
.levels { display: grid; gap: 8px }
.levels li { display: grid; grid-template-columns: 1.5em 1fr 2.5em; align-items: center; gap: 8px; font-variant-numeric: tabular-nums }
.levels .bar { margin: 0 }
.levels li > :last-child { text-align: right }
`;

const isHand = ({ scale }) => scale !== "agree" && scale !== "often";
const levelsOf = (config) => (isHand(config) ? [0, 1, 2, 3, 4, 5] : [1, 2, 3, 4, 5]);
const isOne = ({ statements }) => statements.length === 1;

export const question = (config, say) => (isOne(config) ? say(config.statements[0].text) : "");

export function render(root, props) {
  const { config, draft, answer, tally, open, h, say } = props;
  const kept = { ...(draft || answer || {}).statements };
  const inside = tally ? result : open ? (isOne(config) ? list : row) : own;
  const tell = () => props.change(Object.keys(kept).length ? { statements: { ...kept } } : null);
  for (const id of Object.keys(kept)) if (kept[id] == null) delete kept[id];
  root.replaceChildren(
    ...config.statements.map((each) =>
      h("section", { class: "ask", role: "group", "aria-label": say(each.text) }, !isOne(config) && h("h2", {}, say(each.text)), inside(each, kept, props, tell)),
    ),
  );
}

const nameOf = ({ scale }, level, t) => t(`${scale || "fist"}_${level}`);

function inputs({ id }, kept, { config, h, t }, tell, show) {
  return levelsOf(config).map((level) => {
    const choose = () => ((kept[id] = level), show(), tell());
    const input = h("input", { type: "radio", name: `level-${id}`, id: `level-${id}-${level}`, "aria-label": `${level}, ${nameOf(config, level, t)}`, onchange: choose });
    input.checked = kept[id] === level;
    return input;
  });
}

const mark = (labels) => labels.forEach((label) => label.classList.toggle("on", label.querySelector("input").checked));

/** One statement has room for every level in words. */
function list(statement, kept, props, tell) {
  const { config, h, t, say } = props;
  const labels = inputs(statement, kept, props, tell, () => mark(labels)).map((input, index) => {
    const level = levelsOf(config)[index];
    return h("label", { class: "pick" }, input, isHand(config) && h("b", { "aria-hidden": "true" }, level), nameOf(config, level, t));
  });
  mark(labels);
  return h("fieldset", { class: "stack" }, h("legend", { class: "unseen" }, say(statement.text)), labels);
}

/** Several are a row of numbers each, with the chosen one in words below. */
function row(statement, kept, props, tell) {
  const { config, h, t, say } = props;
  const levels = levelsOf(config);
  const word = h("p", { class: "chosen" });
  const show = () => {
    mark(labels);
    word.textContent = kept[statement.id] == null ? "" : nameOf(config, kept[statement.id], t);
  };
  const labels = inputs(statement, kept, props, tell, show).map((input, index) => h("label", {}, input, `${levels[index]}`));
  show();
  const ends = [levels[0], levels[levels.length - 1]].map((level) => h("span", {}, nameOf(config, level, t)));
  return [h("fieldset", { class: "rates" }, h("legend", { class: "unseen" }, say(statement.text)), labels), h("div", { class: "ends", "aria-hidden": "true" }, ends), word];
}

function own({ id }, kept, { config, h, t }) {
  const level = kept[id];
  return level == null ? h("p", { class: "soft" }, t("none")) : h("p", { class: "said you" }, `${level}: ${nameOf(config, level, t)}`);
}

function result({ id }, kept, { config, tally, h, t }) {
  const found = (tally.statements || {})[id];
  if (!found || found.hidden) return h("p", { class: "soft" }, t("few"));
  const most = Math.max(1, ...found.levels);
  const whole = isOne(config);
  const levels = found.levels.map((count, index) => {
    const level = levelsOf(config)[index];
    const bar = h("i");
    bar.style.width = `${(100 * count) / most}%`;
    const name = nameOf(config, level, t);
    const track = h("div", { class: "bar", "aria-hidden": "true" }, bar);
    if (whole) return h("li", { class: kept[id] === level && "you" }, h("div", { class: "count" }, h("span", {}, isHand(config) && h("b", {}, `${level} `), name), kept[id] === level && h("span", { class: "tag" }, t("you")), h("b", {}, count)), track);
    return h("li", { class: kept[id] === level && "you" }, h("b", {}, level, h("span", { class: "unseen" }, name)), track, h("span", {}, count));
  });
  const mine = !whole && kept[id] != null && h("p", { class: "soft" }, h("span", { class: "tag" }, t("you")), ` ${kept[id]}: ${nameOf(config, kept[id], t)}`);
  return [h("ul", { class: whole ? "counts" : "levels" }, levels), mine];
}
