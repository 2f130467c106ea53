// Workgroups on the phone: one group to join, who can lead, a first step, and contact details behind a tick of their own.

const LONGEST = 120;

export const css = `
.workgroups [type=checkbox] { border-radius: 7px }
.workgroups .pick span { flex: 1; min-width: 0 }
.workgroups legend { padding-bottom: 12px }
.workgroups .more > * + * { margin-top: 24px }
.workgroups .agree > * + * { margin-top: 12px }
.workgroups li .tag { margin-right: 12px }
`;

export function render(root, props) {
  const { tally, open } = props;
  root.replaceChildren(...(tally ? result : open ? choose : own)(props).filter(Boolean));
}

function choose({ config, draft, answer, h, t, say, field, change }) {
  const now = { ...(draft || answer) };
  let isAgreed = Boolean(now.contact);
  const more = h("div", { class: "more" });

  /** What is sent: nothing without a group, no contact without the tick. */
  function keep() {
    const { group, lead, step, contact } = now;
    more.hidden = !group;
    change(group ? { group, ...(lead && { lead }), ...(step && { step }), ...(isAgreed && contact && { contact }) } : null);
  }
  const tick = (type, id, text, isOn, set) => {
    const input = h("input", { type, id, name: type, onchange: () => (set(input.checked), paint(), keep()) });
    input.checked = Boolean(isOn);
    return h("label", { class: "pick" }, input, h("span", {}, text));
  };
  const groups = config.groups.map(({ id, text }) => tick("radio", `group-${id}`, say(text), now.group === id, () => (now.group = id)));
  const lead = tick("checkbox", "lead", t("lead"), now.lead, (is) => (now.lead = is));
  const agree = tick("checkbox", "agree", t("agree"), isAgreed, (is) => (isAgreed = is));
  const step = field(t("step"), now.step, { id: "step", rows: 2, maxlength: LONGEST }, (text) => ((now.step = text), keep()));
  const contact = field(t("contact"), now.contact, { id: "contact", type: "text", maxlength: LONGEST, autocomplete: "off" }, (text) => ((now.contact = text), keep()));

  function paint() {
    [...groups, lead, agree].forEach((row) => row.classList.toggle("on", row.firstChild.checked));
    contact.hidden = !isAgreed;
  }
  more.append(lead, step, h("p", { class: "soft" }, t("step_seen")), h("div", { class: "agree" }, agree, h("p", { class: "soft" }, t("who_gets")), contact));
  more.hidden = !now.group;
  paint();
  return [h("fieldset", { class: "stack" }, h("legend", { class: "soft" }, t("pick")), groups), more];
}

function own({ config, answer, h, t, say }) {
  const { group, lead, step, contact } = answer;
  return [
    h("p", { class: "said you" }, say((config.groups.find(({ id }) => id === group) || {}).text)),
    lead && h("p", {}, h("span", { class: "tag" }, t("lead"))),
    step && h("p", {}, h("small", {}, t("step"), h("br")), step),
    contact && h("p", {}, h("small", {}, t("contact_kept"), h("br")), contact),
  ];
}

function result({ config, tally, answer, h, t, say, said }) {
  const row = ({ id, text }) => {
    const { joined, leads, steps } = tally.groups[id];
    const isMine = answer && answer.group === id;
    return h(
      "li",
      { class: isMine ? "said you" : "said" },
      h("div", { class: "count" }, h("b", {}, say(text)), h("b", {}, joined)),
      isMine && h("span", { class: "tag" }, t("you")),
      h("small", {}, leads ? t("leads", { count: leads }) : joined ? t("no_lead") : ""),
      steps.map((step) => h("p", {}, said(step))),
    );
  };
  return [h("p", { class: "soft" }, t("joined")), h("ul", { class: "stack" }, config.groups.map(row))];
}
