// For families first: asks a phone whether it is a family's, and tells the others kindly that this is not for them yet.

export const asks = false;

export function render(root, { config, h, t, about }) {
  const say = (family) => () => {
    root.querySelectorAll("button").forEach((button) => (button.disabled = true));
    about({ family });
  };
  const button = (name, family, look) => h("button", { class: look, onclick: say(family) }, t(name));
  const ask = [
    h("p", { class: "speech" }, t("ask")),
    h("div", { class: "choices even" }, button("no", "no", "second"), button("yes", "yes", "second")),
    h("p", { class: "soft" }, t("why")),
  ];
  const wait = [h("p", { class: "speech" }, t(config.whom)), h("p", {}, button("after_all", "yes", "quiet flush"))];
  root.replaceChildren(...(config.ask ? ask : wait));
}
