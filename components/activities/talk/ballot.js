// Talk on the phone: what to do now, or what was changed. There is nothing to answer; the phone itself shows the time.

export const asks = false;

export function render(root, { config, h, say, t }) {
  const told = ({ said, changed }) => h("section", { class: "raised" }, [[t("said"), said], [t("changed"), changed]].map(([head, text]) => h("p", {}, h("small", {}, head, h("br")), say(text))));
  root.replaceChildren(h("p", { class: config.changes ? "soft" : "speech" }, say(config.text)), ...(config.changes || []).map(told));
}
