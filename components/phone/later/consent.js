// May your words go into the library? Asked on the phone they were written on; nothing goes in before a yes.

export const asks = false;

const LATER = 2500;
const LONGEST_NAME = 80;

export const css = `
.consent blockquote { margin: 16px 0; padding: 12px 16px; border-left: 4px solid var(--accent); border-radius: 0 14px 14px 0; background: var(--soft); overflow-wrap: anywhere; white-space: pre-line }
.consent blockquote b { display: block; margin-bottom: 4px }
.consent summary { padding: 12px 0; color: var(--accent); font-weight: 600; cursor: pointer }
.consent > .soft { margin-top: 8px }
`;

/** Asks one thing after the other; what was put off comes again when the page is opened again. */
export async function open(phone, kit, t, { asks: wanted }) {
  const known = (phone.asked = phone.asked || new Set());
  const left = wanted.filter(({ id }) => !known.has(id));
  for (const { id } of left) known.add(id);
  if (left.length) whenFree(phone, () => ask(phone, kit, t, left));
}

/** Nobody who is answering or reading something else is interrupted. */
function whenFree(phone, run) {
  const isBusy = ["none", "ask"].includes(phone.screen()) || phone.screens.root.querySelector("dialog");
  if (isBusy) setTimeout(() => whenFree(phone, run), LATER);
  else run();
}

function ask(phone, kit, t, [first, ...rest]) {
  const { h, field } = kit;
  let credit = "";
  const note = h("p", { class: "soft", role: "status" });
  const place = h("div", { class: "consent" });
  const bar = h("div", { class: "choices even" });
  const next = () => {
    close();
    if (rest.length) whenFree(phone, () => ask(phone, kit, t, rest));
  };
  const say = (yes) => async () => {
    bar.querySelectorAll("button").forEach((button) => (button.disabled = true));
    if (await said(phone, { type: "consent", ask: first.id, yes, credit: yes ? credit : "" })) {
      place.replaceChildren(h("p", { role: "status" }, t(yes ? "is_in" : "stays_out")));
      later.remove();
      bar.replaceChildren(h("button", { class: "first", onclick: next }, rest.length ? t("next") : phone.t("close")));
    } else {
      bar.querySelectorAll("button").forEach((button) => (button.disabled = false));
      note.textContent = t("failed");
    }
  };
  place.replaceChildren(
    h("p", {}, t("lead")),
    h("blockquote", {}, h("b", {}, first.title), first.title === first.text ? null : first.text),
    h("p", { class: "soft" }, t(`as_${first.kind}`)),
    h("details", {}, h("summary", {}, t("credit")), field(t("credit_name"), "", { id: "consent-credit", maxlength: LONGEST_NAME, type: "text", autocomplete: "off" }, (text) => (credit = text), t("credit_hint"))),
    h("p", { class: "soft" }, t("safe")),
    note,
  );
  bar.replaceChildren(h("button", { class: "second", onclick: say(false) }, t("no")), h("button", { class: "first", onclick: say(true) }, t("yes")));
  const later = h("button", { class: "quiet", onclick: () => close() }, t("later"));
  const close = phone.screens.dialog(t("title"), place, () => [bar, h("p", { class: "links" }, later)]);
}

/** Whether it was taken. In the Streamlit lane it goes the way of answers, which come up with nothing. */
async function said(phone, message) {
  if (!phone.address) return (phone.transport.send(message), true);
  try {
    const options = { method: "POST", body: JSON.stringify(message), headers: { "content-type": "application/json" } };
    const { status } = await fetch(phone.address("consent"), options);
    return status === 204 || status === 404;
  } catch (unreachable) {
    return false;
  }
}
