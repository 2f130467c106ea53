// Erase what I have said here: in this meeting, or all that is known of this phone in its community.

export const asks = false;

export const css = `
.erase .wide { width: 100%; margin-top: 12px }
.erase .raised { margin-top: 16px }
.erase > h3 { margin-top: 12px }
`;

/** Says what goes and what stays, asks once more, and erases; then the page starts anew. */
export async function open(phone, { h }, t) {
  const note = h("p", { class: "soft", role: "status" });
  const place = h("div", { class: "erase" });
  const choose = (what) => place.replaceChildren(...sure(what));
  const offer = (what) =>
    h("section", { class: "raised" }, h("h3", {}, t(`${what}_title`)), h("p", { class: "soft" }, t(`${what}_about`)), h("button", { class: "second wide", onclick: () => choose(what) }, t(what)));
  const first = () => [h("p", {}, t("gone")), h("p", { class: "soft" }, t("stays")), offer("meeting"), offer("community"), note];
  const sure = (what) => {
    const yes = h("button", { class: "first wide", onclick: () => erase(what, yes) }, t(`sure_${what}`));
    return [h("h3", {}, t(`${what}_title`)), h("p", {}, t(`${what}_about`)), h("p", {}, t("gone")), yes, h("button", { class: "second wide", onclick: () => place.replaceChildren(...first()) }, t("keep")), note];
  };
  const erase = async (what, button) => {
    button.disabled = true;
    const reason = await (phone.address ? asked(phone.address("erase"), what) : phone.transport.erase(what));
    if (reason) {
      button.disabled = false;
      note.textContent = t(reason === "nothing" ? "nothing" : "failed");
      return;
    }
    forget(phone);
    place.replaceChildren(h("p", { role: "status" }, t("done")));
    setTimeout(() => location.reload(), 1500);
  };
  place.replaceChildren(...first());
  const close = phone.screens.dialog(t("title"), place, () => h("button", { class: "quiet", onclick: () => close() }, phone.t("close")));
}

/** Gives why it did not work, or "". */
async function asked(address, what) {
  try {
    const response = await fetch(address, { method: "POST", body: JSON.stringify({ what }), headers: { "content-type": "application/json" } });
    return response.ok ? "" : (await response.json()).reason;
  } catch (unreachable) {
    return "failed";
  }
}

/** What this phone keeps of its answers goes too: drafts, and what was not sent yet. */
function forget(phone) {
  phone.box.fact("drafts", {});
  phone.box.fact("unsent", {});
}
