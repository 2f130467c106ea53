// The phone lane: a page of its own and one line to the room.

import { lasting } from "./parts.js";
import { mount } from "./shell.js";
import { socket } from "./socket.js";

/* global words: the texts of the page's own language by language, put before this module by bundle.py */
const page = document.documentElement;

const address = (name) => new URL(`./${encodeURIComponent(page.dataset.code)}/${name}`, location);

mount(document.getElementById("attune"), {
  transport: socket(address),
  address,
  storage: lasting(),
  // A browser remembers a module it could not fetch, so another try needs another address.
  loadBallot: (kind, language, retry) => import(`./ballot/${kind}-${language}.js${retry ? `?${retry}` : ""}`),
  loadMore: (language) => import(`./more-${language}.js`),
  loadTexts: async (language) => words[language] || (await fetch(new URL(`./text/${language}.json`, import.meta.url))).json(),
  language: page.lang,
  wall: `../display?code=${encodeURIComponent(page.dataset.code)}`,
  onTitle: (title, language) => {
    document.title = title;
    page.lang = language;
  },
});
