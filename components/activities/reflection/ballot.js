// Reflection on the phone: a few quiet questions; for each text, who may hear it.

export const css = `
.rates { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px }
.rates label { position: relative; display: grid; place-items: center; min-height: 56px; border: 1.5px solid var(--edge); border-radius: 14px; background: var(--raised); font-size: 1.25rem; font-weight: 600; cursor: pointer }
.rates input, .share input { position: absolute; opacity: 0; inset: 0; height: 100%; min-height: 0; cursor: pointer }
.rates .on { background: var(--accent); border-color: var(--accent); color: var(--on); forced-color-adjust: none }
.rates label:focus-within, .share label:focus-within { outline: 3px solid var(--accent); outline-offset: 2px }
.ends { display: flex; justify-content: space-between; color: var(--muted); font-size: .9375rem }
.share { display: flex; gap: 4px; padding: 4px; border-radius: 14px; background: var(--hair) }
.share label { position: relative; flex: 1; display: grid; place-items: center; text-align: center; min-height: 48px; padding: 4px 8px; border-radius: 10px; font-size: .9375rem; line-height: 1.25; cursor: pointer }
.share .on { background: var(--raised); font-weight: 600; box-shadow: 0 0 0 2px var(--accent) }
.ask + .ask { border-top: 1px solid var(--hair); padding-top: 24px }
.ask > * + * { margin-top: 12px }
`;

const PAGE = 4;
const LONGEST = 500;
/** The written parts of each type of question; `""` is the text itself. */
const PARTS = { text: [""], lesson: ["worked", "did_not"], commitment: ["text", "by", "obstacle"] };

export function render(root, props) {
  if (props.tally) return root.replaceChildren(props.h("p", {}, props.t("reflection_thanks")));
  (props.open ? form : own)(root, props);
}

function form(root, props) {
  const { config, draft, answer, h, t } = props;
  const { share = [], ...values } = JSON.parse(JSON.stringify(draft || answer || {}));
  const kept = { values, share: new Set(share) };
  const pages = Math.ceil(config.questions.length / PAGE);
  const turn = (page) => {
    const here = config.questions.slice(page * PAGE, page * PAGE + PAGE);
    const go = (to, name) => h("button", { type: "button", class: "second", onclick: () => (turn(to), root.firstChild.scrollIntoView({ block: "center" })) }, t(name));
    const turns = [page > 0 && go(page - 1, "page_back"), page < pages - 1 && go(page + 1, "page_on")];
    root.replaceChildren(
      ...here.map((question) => ask(question, kept, props)),
      ...(pages > 1 ? [h("div", { class: "choices" }, turns), h("p", { class: "soft" }, t("page", { page: page + 1, of: pages }))] : []),
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

function written({ id, type, text, max_length: longest }, { values }, { h, t, say }, tell) {
  const most = longest || LONGEST;
  const now = typeof values[id] === "object" ? values[id] : { text: values[id], "": values[id] };
  const keep = (part, text) => {
    now[part] = text.trim();
    values[id] = type === "text" ? now[""] : type === "lesson" ? now.worked || now.did_not ? pickOf(now, ["worked", "did_not"]) : "" : now.text ? { text: now.text, by: now.by || null, obstacle: now.obstacle || "" } : "";
    tell();
  };
  return PARTS[type].map((part) => {
    const isDay = part === "by";
    const left = !isDay && h("span", { class: "left", "aria-hidden": "true" });
    const name = type === "text" ? say(text) : t(`${type}_${part}`);
    const input = h(isDay ? "input" : "textarea", { id: `q-${id}-${part}`, type: isDay ? "date" : null, rows: 3, maxlength: most, value: now[part] || "", "aria-label": name });
    const show = () => left && (left.textContent = t("left", { count: most - input.value.length }));
    input.addEventListener("input", () => (show(), keep(part, input.value)));
    show();
    return h("label", { class: "field" }, type !== "text" && h("span", {}, name), input, left);
  });
}

const pickOf = (from, names) => Object.fromEntries(names.filter((name) => from[name]).map((name) => [name, from[name]]));

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
