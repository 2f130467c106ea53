// Talk on the phone: what to do now. There is nothing to answer; the phone itself shows the time.

export const asks = false;

export function render(root, { config, h, say }) {
  root.replaceChildren(h("p", { class: "speech" }, say(config.text)));
}
