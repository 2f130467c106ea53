// Words on the phone: a field for each word, and everybody's words by how many said them.

export const css = `
.cloud { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 20px }
.cloud li { max-width: 100%; line-height: 1.3; font-weight: 600 }
.cloud b { margin-left: .35em; font-size: 1rem; font-weight: 400; color: var(--muted); font-variant-numeric: tabular-nums }
.cloud .you { color: var(--accent) }
.cloud .tag { margin-left: .5em }
`;

const LONGEST = 40;

export const question = (config, say) => say(config.prompt);

/** What words are told apart by, as the server does: no case, no accents, no signs around; but n is not ñ. */
const spelling = (word) => {
  const bare = word.toLowerCase().normalize("NFD").replace(/(n\u0303)|[\u0300-\u036f]/g, "$1").normalize("NFC");
  return bare.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || bare;
};

const wordsOf = ({ draft, answer }) => (draft || answer || {}).words || [];

export function render(root, props) {
  const { tally, open } = props;
  root.replaceChildren(...(tally ? counted : open ? write : own)(props));
}

function write(props) {
  const { config, field, h, t, change, submit } = props;
  const most = config.most || 3;
  const words = wordsOf(props).concat("", "", "").slice(0, most);
  const value = () => ({ words: words.filter(Boolean) });
  const fields = words.map((word, index) => {
    const next = (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.value.trim()) return;
      const following = fields[index + 1];
      if (following) following.querySelector("input").focus();
      else submit(value());
    };
    const attrs = { id: `word-${index}`, type: "text", maxlength: LONGEST, autocapitalize: "none", enterkeyhint: index < most - 1 ? "next" : "send", onkeydown: next };
    return field(t(index ? "another" : "word"), word, attrs, (text) => {
      words[index] = text;
      change(words.some(Boolean) ? value() : null);
    });
  });
  return [h("div", { class: "stack" }, fields)];
}

function own({ answer, h }) {
  return [h("ul", { class: "stack" }, answer.words.map((word) => h("li", { class: "said you" }, word)))];
}

function counted(props) {
  const { tally, h, t, said } = props;
  const mine = wordsOf(props).map(spelling);
  const isCounted = (word) => tally.words.some(([other]) => spelling(other) === spelling(word));
  const most = Math.max(2, ...tally.words.map(([, count]) => count));
  const item = ([word, count]) => {
    const isMine = mine.includes(spelling(word));
    const element = h("li", { class: isMine && "you" }, isMine ? word : said(word), h("b", {}, count), isMine && h("span", { class: "tag" }, t("you")));
    element.style.fontSize = `${1.0625 + (0.9 * (count - 1)) / (most - 1)}rem`;
    return element;
  };
  const waiting = wordsOf(props).filter((word) => word && !isCounted(word));
  const own = waiting.map((word) => h("li", { class: "you" }, word, h("span", { class: "tag" }, t("you"))));
  return [h("ul", { class: "cloud" }, own, tally.words.map(item))];
}
