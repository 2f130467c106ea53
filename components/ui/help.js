// The questions of a first time, one press away. It needs nothing of the server once it is there, so it opens in bad Wi-Fi too.

const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text || "" });

/** A sentence in which *words between stars* are what stands on a button. */
function sentence(text) {
  const p = make("p", "");
  p.append(...text.split("*").map((part, index) => (index % 2 ? make("b", "", part) : part)));
  return p;
}

function question({ asked, told }) {
  const one = make("details", "");
  one.name = "help";
  one.append(make("summary", "", asked), sentence(told));
  return one;
}

function panel({ words, questions }) {
  const dialog = make("dialog", "");
  dialog.dataset.ownKeys = "";
  dialog.tabIndex = -1;
  const head = make("div", "head");
  const title = make("h2", "", words.title);
  title.id = "title";
  dialog.setAttribute("aria-labelledby", title.id);
  const close = make("button", "close", words.close);
  close.onclick = () => dialog.close();
  head.append(title, close);
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close(); // beside the panel
  };
  const sheet = make("div", "sheet");
  sheet.append(head, ...questions.map(question), make("p", "keys", words.keys));
  dialog.append(sheet);
  return dialog;
}

export default function ({ parentElement, data }) {
  const told = JSON.stringify(data);
  let root = parentElement.querySelector(".help");
  if (root?.told !== told) {
    root?.remove();
    root = make("div", "help");
    root.told = told;
    const button = make("button", "open", data.words.help);
    button.setAttribute("aria-haspopup", "dialog");
    button.onclick = () => root.querySelector("dialog").showModal();
    root.append(button, panel(data));
    parentElement.append(root);
  }
  const listen = (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.composedPath()[0];
    const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const dialog = root.querySelector("dialog");
    if (isTyping || dialog.open || document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    dialog.showModal();
  };
  document.addEventListener("keydown", listen, true);
  return () => document.removeEventListener("keydown", listen, true);
}
