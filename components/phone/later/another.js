// One's own answers on another phone: a link and its code, for a quarter of an hour.

export const asks = false;

export const css = `
.another img { display: block; width: min(100%, 280px); margin: 16px auto; border-radius: 14px }
.another .link { padding: 12px; border: 1px solid var(--hair); border-radius: 14px; font-size: .9rem; overflow-wrap: anywhere; user-select: all; -webkit-user-select: all }
`;

/** Asks the server for a link and shows it over the page; says why where there is none. */
export async function open(phone, { h }, t) {
  const found = phone.box.fact("today") ? { reason: "today" } : await asked(phone.address("link"));
  const why = { today: t("today"), nothing: t("nothing") };
  const shown = found.url
    ? [
        h("p", {}, t("lead")),
        h("p", { class: "soft" }, t("safe", { minutes: found.minutes })),
        h("img", { src: found.qr, alt: t("code") }),
        h("p", { class: "soft" }, t("or")),
        h("p", { class: "link" }, found.url),
        h("p", {}, t("one")),
      ]
    : [h("p", { role: "status" }, why[found.reason] || t("failed"))];
  const close = phone.screens.dialog(t("title"), h("div", { class: "another" }, shown), () => h("button", { class: "first", onclick: () => close() }, phone.t("close")));
}

async function asked(address) {
  try {
    return await (await fetch(address, { method: "POST", cache: "no-store" })).json();
  } catch (unreachable) {
    return {};
  }
}
