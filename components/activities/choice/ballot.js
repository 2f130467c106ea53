// Choice on the phone: a list to tap, one or several of it.

export const css = `
.choice [type=checkbox] { border-radius: 7px }
.choice :disabled { opacity: .4 }
.choice .pick span { flex: 1; min-width: 0 }
`;

export const question = (config, say) => say(config.question);

export function render(root, props) {
  const { tally, open } = props;
  root.replaceChildren(...(tally ? result : open ? choose : own)(props));
}

const chosenOf = ({ draft, answer }) => (draft || answer || {}).choices || [];

const mostOf = ({ choices, several, most }) => (several ? Math.min(most || choices.length, choices.length) : 1);

function choose(props) {
  const { config, h, t, say, change } = props;
  const most = mostOf(config);
  const before = chosenOf(props);
  const said = h("p", { class: "soft", role: "status" });
  const inputs = config.choices.map(({ id }) => {
    const input = h("input", { type: most > 1 ? "checkbox" : "radio", name: "choice", id: `choice-${id}`, value: id, onchange: () => (show(), tell()) });
    input.checked = before.includes(id);
    return input;
  });
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const tell = () => change(picked().length ? { choices: picked() } : null);
  const rows = config.choices.map(({ text }, index) => h("label", { class: "pick" }, inputs[index], h("span", {}, say(text))));

  /** What is chosen is marked; where no more may be, the others wait. */
  function show() {
    const count = picked().length;
    inputs.forEach((input, index) => {
      input.disabled = most > 1 && count >= most && !input.checked;
      rows[index].classList.toggle("on", input.checked);
    });
    said.textContent = most === 1 ? "" : most < inputs.length ? t("up_to", { count, of: most }) : t("several");
  }
  show();
  return [h("fieldset", { class: "stack" }, h("legend", { class: "unseen" }, say(config.question)), most > 1 && said, rows)];
}

function own({ config, answer, h, say }) {
  const chosen = config.choices.filter(({ id }) => answer.choices.includes(id));
  return [h("ul", { class: "stack" }, chosen.map(({ text }) => h("li", { class: "said you" }, say(text))))];
}

function result(props) {
  const { config, tally, h, t, say } = props;
  const mine = chosenOf(props);
  const row = ({ id, text }) => {
    const count = tally.choices[id] || 0;
    const isMine = mine.includes(id);
    const bar = h("i");
    bar.style.width = `${(100 * count) / Math.max(1, tally.n)}%`;
    return h("li", { class: isMine && "you" }, h("div", { class: "count" }, h("span", {}, say(text)), isMine && h("span", { class: "tag" }, t("you")), h("b", {}, count)), h("div", { class: "bar", "aria-hidden": "true" }, bar));
  };
  return [h("p", { class: "soft" }, t("answered", { count: tally.n })), h("ul", { class: "counts" }, config.choices.map(row))];
}
