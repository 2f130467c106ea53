// Questions on the phone: write up to three, then see everybody's and vote for those of others.

const LONGEST = 150;
const MOST = 3;

/** Questions appear from the first, also where pictures wait for more answers. */
export const atOnce = () => true;

export const question = (config, say) => say(config.prompt);

export function render(root, props) {
  (props.open ? write : look)(root, props);
}

// --- One's own

function write(root, { config, draft, answer, h, t, field, change }) {
  const { questions = [], votes = [] } = draft || answer || {};
  const texts = questions.slice();
  const fields = h("div", { class: "stack" });
  const add = h("button", { class: "quiet", onclick: () => (show(fields.children.length), fields.lastChild.querySelector("textarea").focus()) }, t("add"));
  function keep() {
    const asked = texts.filter(Boolean);
    change(asked.length || votes.length ? { questions: asked, votes } : null);
    more();
  }
  function more() {
    add.hidden = !texts[fields.children.length - 1] || fields.children.length === MOST;
  }
  function show(index) {
    const name = t(index ? "write_next" : "write");
    fields.append(field(name, texts[index], { id: `question-${index}`, rows: 3, maxlength: LONGEST }, (text) => ((texts[index] = text), keep())));
    more();
  }
  for (let index = 0; index < Math.max(1, questions.length); index++) show(index);
  root.replaceChildren(h("p", { class: "soft" }, t("hint")), fields, add, h("p", { class: "soft" }, t("hint_pass")));
  if (config.wait !== false) fields.after(h("p", { class: "soft" }, t("read_first")));
}

// --- Everybody's

const same = (one, other) => one.toLowerCase() === other.toLowerCase();

function look(root, props) {
  const { tally, answer, taken, h, t } = props;
  const { questions = [], votes = [] } = answer || {};
  const all = tally ? tally.questions : [];
  const own = questions.filter((text) => !all.some((each) => same(each.text, text)));
  const rows = inOrder(root, all).map((each) => row(props, each, questions.some((text) => same(each.text, text)), votes.includes(each.id)));
  root.replaceChildren(
    ...(own.length ? [h("div", { class: "stack" }, h("h3", {}, t("yours")), own.map((text) => h("p", { class: "said you" }, text)), taken && h("p", { class: "soft" }, t("read_first")))] : []),
    ...(rows.length ? [h("div", {}, h("h3", {}, t("all")), taken && h("p", { class: "soft" }, t("vote"))), h("ul", {}, rows)] : []),
    ...(tally && !rows.length ? [h("p", { class: "soft" }, t("none"))] : []),
    ...(!tally && votes.length ? [h("p", { class: "soft" }, t("voted", { count: votes.length }))] : []),
  );
}

/** As they stood when they came to this phone: nothing moves away under a thumb. Those that were answered come last. */
function inOrder(root, all) {
  const known = (root.known || []).filter((id) => all.some((each) => each.id === id));
  const fresh = all.filter((each) => !known.includes(each.id)).sort((one, other) => one.answered - other.answered);
  root.known = known.concat(fresh.map((each) => each.id));
  return root.known.map((id) => all.find((each) => each.id === id));
}

function row({ tally, answer, taken, h, t, submit }, { id, text, votes, answered }, isOwn, isOn) {
  const vote = () => {
    const { questions = [], votes: given = [] } = answer || {};
    const now = isOn ? given.filter((each) => each !== id) : given.concat(id);
    submit(questions.length || now.length ? { questions, votes: now } : { pass: true });
  };
  const count = h("b", {}, votes == null ? "" : votes);
  const button = { id: `vote-${id}`, class: isOn ? "vote on" : "vote", "aria-pressed": isOn, "aria-label": t("vote_for", { question: text }) + (votes ? ` (${votes})` : ""), onclick: vote };
  const tags = [isOwn && "you", tally.now === id && "now", answered && "answered"].filter(Boolean);
  return h(
    "li",
    { class: isOwn ? "wish you" : "wish" },
    h("div", {}, h("p", {}, text), tags.map((name) => h("span", { class: "tag" }, t(name), " "))),
    taken && !isOwn && !answered ? h("button", button, "▲", count) : votes ? h("p", { class: isOn ? "vote mine" : "vote" }, "▲", count) : "",
  );
}

export const css = `
.wish { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; padding: 4px 4px 4px 16px; border-radius: 14px; background: var(--raised); border: 1.5px solid var(--hair) }
.wish.you { background: var(--soft); border-color: var(--accent) }
.wish > div { flex: 1; min-width: 0; padding: 8px 0 }
.wish .tag { margin-right: 12px }
.vote { flex: none; display: grid; place-items: center; width: 64px; min-height: 56px; padding: 4px; border-radius: 11px; line-height: 1.2; font-variant-numeric: tabular-nums }
button.vote { border: 1.5px solid var(--edge) }
.vote.on { background: var(--accent); border-color: var(--accent); color: var(--on); forced-color-adjust: none }
.vote.mine { color: var(--accent) }
.questions h3 + .soft { margin-top: 4px }
`;
