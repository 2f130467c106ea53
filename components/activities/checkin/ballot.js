// Check-in on the phone: one's own commitments in one's own words, and what became of each. Nobody else is sent them.

export const css = `
.checkin .rates { grid-template-columns: repeat(3, 1fr) }
.checkin .rates label { font-size: 1.0625rem; padding: 4px; text-align: center }
.promise > * + * { margin-top: 12px }
.promise small { display: block; margin-top: 8px }
`;

const STATUSES = ["done", "partly", "not_yet"];
const LONGEST = 280;

export const question = ({ questions: [did] }, say) => say(did.text);

export const render = (root, props) => (props.open ? form : shown)(root, props);

/** The commitment as its writer said it; where the phone was not told, only that it is one. */
function promise({ text, by, obstacle }, { lang, h, t }) {
  const day = by && new Date(`${by}T12:00`).toLocaleDateString(lang, { day: "numeric", month: "long" });
  const more = [day && t("by", { day }), obstacle && t("foreseen", { text: obstacle })].filter(Boolean);
  return h("p", { class: "said" }, text || t("one"), more.map((line) => h("small", {}, line)));
}

function form(root, props) {
  const { config, draft, answer, own, change, h, field, t, say } = props;
  const { did = {}, obstacle = "" } = draft || answer || {};
  const commitments = (own && own.commitments) || [];
  if (!commitments.length) return root.replaceChildren(...none(did, props));
  const kept = { did: did === "none" ? {} : { ...did }, obstacle };
  const ask = config.questions[1];
  const written = ask && field(say(ask.text), obstacle, { id: "obstacle", rows: 3, maxlength: LONGEST, placeholder: t("optional") }, (text) => tell((kept.obstacle = text)));

  function tell() {
    const said = Object.values(kept.did);
    const isHard = ask && said.some((status) => status !== "done");
    if (written) written.hidden = !isHard;
    change(said.length ? { did: { ...kept.did }, ...(isHard && kept.obstacle && { obstacle: kept.obstacle }) } : null);
  }

  const sections = commitments.map((commitment, index) => {
    const name = `did-${index}`;
    const labels = STATUSES.map((status) => {
      const choose = () => {
        kept.did[commitment.id] = status;
        labels.forEach((label) => label.classList.toggle("on", label.firstChild.checked));
        tell();
      };
      const input = h("input", { type: "radio", name, id: `${name}-${status}`, onchange: choose });
      input.checked = kept.did[commitment.id] === status;
      return h("label", { class: input.checked ? "on" : "" }, input, t(status));
    });
    return h("section", { class: "promise" }, promise(commitment, props), h("fieldset", { class: "rates" }, h("legend", { class: "unseen" }, commitment.text), labels));
  });
  if (written) written.hidden = !Object.values(kept.did).some((status) => status !== "done");
  root.replaceChildren(...[h("p", { class: "soft" }, t("you_said")), ...sections, written].filter(Boolean));
}

/** For a phone that nothing is known of: that its owner had no commitment, which counts too. */
function none(did, { change, h, t }) {
  const input = h("input", { type: "checkbox", id: "had-none", onchange: () => (label.classList.toggle("on", input.checked), change(input.checked ? { did: "none" } : null)) });
  input.checked = did === "none";
  const label = h("label", { class: `pick${input.checked ? " on" : ""}` }, input, t("none"));
  return [h("p", { class: "soft" }, t("no_own")), label];
}

/** One's own answer, and with a tally how many commitments of the whole group are done. */
function shown(root, props) {
  const { config, answer, own, tally, h, t, say } = props;
  const { did, obstacle } = answer || {};
  const words = Object.fromEntries(((own && own.commitments) || []).map((each) => [each.id, each]));
  const mine = did === "none" ? h("p", { class: "said" }, t("none")) : Object.entries(did || {}).map(([id, status]) => h("section", { class: "promise" }, promise(words[id] || {}, props), h("p", { class: "tag" }, t(status))));
  root.replaceChildren(...[tally && group(tally, h, t), mine, obstacle && h("p", {}, h("small", {}, say((config.questions[1] || {}).text)), h("br"), obstacle)].flat().filter(Boolean));
}

function group({ none: without, questions: { did } }, h, t) {
  if (did.hidden) return h("p", { class: "soft" }, t("few"));
  const most = Math.max(1, ...STATUSES.map((status) => did[status]));
  const bar = (count) => {
    const inner = h("i", {});
    inner.style.width = `${(count / most) * 100}%`;
    return h("div", { class: "bar", "aria-hidden": "true" }, inner);
  };
  const rows = STATUSES.map((status) => h("div", {}, h("p", { class: "count" }, h("span", {}, t(status)), h("b", {}, did[status])), bar(did[status])));
  return h("div", { class: "counts" }, rows, without > 2 && h("p", { class: "soft" }, `${without} ${t("had_none")}`));
}
