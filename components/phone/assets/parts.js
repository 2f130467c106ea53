// Small parts every screen of the phone is made of. Text from people only ever becomes text.

const SVG = "http://www.w3.org/2000/svg";

/** Builds an element: `on*` are listeners, false leaves an attribute out (but not `aria-*`), `svg:path` makes SVG. */
export function h(tag, attrs, ...children) {
  const element = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else if (value != null && (value !== false || name.startsWith("aria-"))) element.setAttribute(name, value);
  }
  element.append(...children.flat(9).filter((child) => child != null && child !== false));
  return element;
}

/** A labelled field with the characters left; `attrs` go to the field, `write` gets the text at every keystroke. */
export function field(label, text, attrs, write, hint) {
  const left = h("span", { class: "left", "aria-hidden": "true" });
  const show = () => (left.textContent = fill(hint, { count: attrs.maxlength - input.value.length }));
  const input = h(attrs.type ? "input" : "textarea", {
    ...attrs,
    value: text || "",
    oninput: () => {
      show();
      write(input.value.trim());
    },
  });
  show();
  return h("label", { class: "field" }, label, input, attrs.maxlength && left);
}

/** What a facilitator wrote, in the wanted language, else English, else whatever there is. */
export const say = (words, language) => (words && (words[language] || words.en || Object.values(words)[0])) || "";

/** A text with its {placeholders} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));

/** A version 4 UUID, also where the page is not a secure context. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The browser's storage; where it is closed or full, one that lasts as long as the page. */
export function lasting() {
  const kept = {};
  const attempt = (run) => {
    try {
      return run(window.localStorage);
    } catch (closed) {
      return null;
    }
  };
  return {
    get: (key) => (key in kept ? kept[key] : attempt((store) => store.getItem(key))),
    set(key, text) {
      delete kept[key];
      if (!attempt((store) => store.setItem(key, text) || true)) kept[key] = text;
    },
  };
}
