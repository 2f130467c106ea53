// Reflection on the phone: a few quiet questions; for each text, who may hear it.

const PAGE = 4;
const LONGEST = 500;
/** The written parts of each type of question; `""` is the text itself. */
const PARTS = { text: [""], lesson: ["worked", "did_not"], commitment: ["text", "by", "obstacle"] };

/** The group's answers never appear on a phone. */
export const shows = false;

export const render = (root, props) => (props.open ? form : own)(root, props);

function form(root, props) {
  const { config, draft, answer, h, t } = props;
  const { share = [], ...values } = JSON.parse(JSON.stringify(draft || answer || {}));
  const kept = { values, share: new Set(share) };
  const pages = Math.ceil(config.questions.length / PAGE);
  const turn = (page) => {
    const here = config.questions.slice(page * PAGE, page * PAGE + PAGE);
    const go = (to, name) => h("button", { class: "second", onclick: () => (turn(to), root.firstChild.scrollIntoView({ block: "center" })) }, t(name));
    const turns = [page > 0 && go(page - 1, "page_back"), page < pages - 1 && go(page + 1, "page_on")];
    root.replaceChildren(
      ...here.map((question) => ask(question, kept, props)),
      ...(pages > 1 ? [h("p", { class: "soft" }, t("page", { page: page + 1, of: pages })), h("div", { class: "choices" }, turns)] : []),
    );
  };
  turn(0);
}

function tellOf({ config, change }, { values, share }) {
  const value = {};
  for (const { id } of config.questions) if (values[id]) value[id] = values[id];
  const shared = Object.keys(value).filter((id) => share.has(id));
  change(Object.keys(value).length ? { ...value, share: shared } : null);
}

function ask(question, kept, props) {
  const { h, say } = props;
  const tell = () => tellOf(props, kept);
  const inside = question.type === "rating" ? rating(question, kept, props, tell) : [written(question, kept, props, tell), sharing(question, kept, props, tell)];
  return h("section", { class: "ask", role: "group", "aria-label": say(question.text) }, h("h2", {}, say(question.text)), inside);
}

function rating({ id, text }, { values }, { h, t, say }, tell) {
  const choose = (each) => () => {
    values[id] = each;
    labels.forEach((label) => label.classList.toggle("on", label.firstChild.checked));
    tell();
  };
  const labels = [1, 2, 3, 4, 5].map((each) => {
    const word = each === 1 ? `1, ${t("rate_low")}` : each === 5 ? `5, ${t("rate_high")}` : each;
    const input = h("input", { type: "radio", name: `rate-${id}`, id: `rate-${id}-${each}`, "aria-label": word, onchange: choose(each) });
    input.checked = values[id] === each;
    return h("label", { class: input.checked ? "on" : "" }, input, `${each}`);
  });
  return [
    h("fieldset", { class: "rates" }, h("legend", { class: "unseen" }, say(text)), labels),
    h("div", { class: "ends", "aria-hidden": "true" }, h("span", {}, t("rate_low")), h("span", {}, t("rate_high"))),
  ];
}

function written({ id, type, text, max_length: longest }, { values }, { field, t, say }, tell) {
  const now = typeof values[id] === "object" ? values[id] : { text: values[id], "": values[id] };
  const valueOf = {
    text: () => now[""],
    lesson: () => (now.worked || now.did_not) && Object.fromEntries(PARTS.lesson.filter((part) => now[part]).map((part) => [part, now[part]])),
    commitment: () => now.text && { text: now.text, by: now.by || null, obstacle: now.obstacle || "" },
  };
  return PARTS[type].map((part) => {
    const attrs = { id: `q-${id}-${part}`, rows: 3, ...(part === "by" ? { type: "date" } : { maxlength: longest || LONGEST }), "aria-label": part ? null : say(text) };
    const write = (said) => {
      now[part] = said;
      values[id] = valueOf[type]();
      tell();
    };
    return field(part && t(`${type}_${part}`), now[part], attrs, write);
  });
}

function sharing({ id }, { share }, { h, t }, tell) {
  const labels = [false, true].map((aloud) => {
    const choose = () => {
      if (aloud) share.add(id);
      else share.delete(id);
      labels.forEach((label) => label.classList.toggle("on", label.firstChild.checked));
      tell();
    };
    const input = h("input", { type: "radio", name: `share-${id}`, id: `share-${id}-${aloud}`, onchange: choose });
    input.checked = share.has(id) === aloud;
    return h("label", { class: input.checked ? "on" : "" }, input, h("span", {}, t(aloud ? "share_aloud" : "share_none")));
  });
  return h("fieldset", { class: "share" }, h("legend", { class: "unseen" }, t("share_legend")), labels);
}

function own(root, { config, answer, lang, h, t, say }) {
  const { share = [] } = answer;
  const day = (text) => new Date(`${text}T12:00`).toLocaleDateString(lang, { day: "numeric", month: "long", year: "numeric" });
  const line = (question, part, text) => text && h("p", { class: "said" }, PARTS[question.type].length > 1 && h("small", {}, t(`${question.type}_${part}`), h("br")), part === "by" ? day(text) : text);
  const given = (question) => {
    const value = answer[question.id];
    if (question.type === "rating") return h("p", { class: "said" }, t("rated", { count: value }));
    const now = typeof value === "string" ? { text: value, "": value } : value;
    return [PARTS[question.type].map((part) => line(question, part, now[part])), h("p", { class: "soft" }, t(share.includes(question.id) ? "share_aloud" : "share_none"))];
  };
  root.replaceChildren(...config.questions.filter(({ id }) => answer[id]).map((question) => h("section", { class: "ask" }, h("h3", {}, say(question.text)), given(question))));
}
