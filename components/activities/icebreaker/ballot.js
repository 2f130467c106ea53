// Icebreaker on the phone: a short text, a word, or one of some choices.

const LONGEST = { text: 280, word: 40 };

/** Cards appear from the first, also where other pictures wait for more answers. */
export const atOnce = (config) => config.answer === "text";

export const question = (config, say) => say(config.prompt);

export function render(root, props) {
  const { config, tally, open } = props;
  const isChoice = config.answer === "choice";
  const draw = tally ? (tally.texts ? cards : counts) : !open ? own : isChoice ? choose : write;
  root.replaceChildren(draw(props));
}

function write({ config, draft, answer, field, t, change, submit }) {
  const name = config.answer;
  const isWord = name === "word";
  const send = (event) => event.key === "Enter" && !event.isComposing && event.target.value.trim() && submit({ [name]: event.target.value.trim() });
  const attrs = { id: "said", rows: 4, maxlength: LONGEST[name], ...(isWord && { type: "text", autocapitalize: "none", enterkeyhint: "send", onkeydown: send }) };
  return field(t(isWord ? "one_word" : "few_words"), (draft || answer || {})[name], attrs, (text) => change(text ? { [name]: text } : null));
}

function choose({ config, draft, answer, h, say, change }) {
  const chosen = (draft || answer || {}).choice;
  const rows = config.choices.map(({ id, text }) => {
    const pick = () => {
      for (const row of rows) row.classList.toggle("on", row.firstChild.checked);
      change({ choice: id });
    };
    const input = h("input", { type: "radio", name: "choice", id: `choice-${id}`, onchange: pick });
    input.checked = id === chosen;
    return h("label", { class: id === chosen ? "pick on" : "pick" }, input, say(text));
  });
  return h("fieldset", { class: "stack" }, h("legend", { class: "unseen" }, say(config.prompt)), rows);
}

const textOf = (config, id, say) => say((config.choices.find((choice) => choice.id === id) || {}).text);

function own({ config, answer, h, say }) {
  return h("p", { class: "said you" }, answer.choice ? textOf(config, answer.choice, say) : answer.text || answer.word);
}

function cards({ tally, answer, h, t, said }) {
  const mine = answer && answer.text;
  const texts = !mine || tally.texts.includes(mine) ? tally.texts : [mine].concat(tally.texts);
  const card = (text) => h("li", { class: text === mine ? "said you" : "said" }, text === mine ? text : said(text), text === mine && h("p", { class: "tag" }, t("you")));
  return h("ul", { class: "stack" }, texts.map(card));
}

/** What words are told apart by, as the server does: no case, no accents, but n is not ñ. */
const spelling = (word) => word.toLowerCase().normalize("NFD").replace(/(n\u0303)|[\u0300-\u036f]/g, "$1");

function counts({ config, tally, answer, h, t, say, said }) {
  const isChoice = Boolean(tally.choices);
  const found = Object.entries(tally.choices || tally.words || {});
  if (!isChoice) found.sort((one, other) => other[1] - one[1]);
  const most = Math.max(1, ...found.map(([, count]) => count));
  const mine = answer && (answer.choice || spelling(answer.word || ""));
  const isMineOf = (id) => mine && (isChoice ? id : spelling(id)) === mine;
  const isMissing = mine && !found.some(([id]) => isMineOf(id));
  return h(
    "ul",
    { class: "counts" },
    isMissing && !isChoice && h("li", { class: "said you" }, answer.word, h("p", { class: "tag" }, t("you"))),
    found.map(([id, count]) => {
      const isMine = isMineOf(id);
      const bar = h("i");
      bar.style.width = `${(100 * count) / most}%`;
      return h("li", { class: isMine && "you" }, h("div", { class: "count" }, h("span", {}, isChoice ? textOf(config, id, say) : isMine ? id : said(id)), isMine && h("span", { class: "tag" }, t("you")), h("b", {}, count)), h("div", { class: "bar", "aria-hidden": "true" }, bar));
    }),
  );
}
