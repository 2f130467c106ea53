// The Streamlit lane: the same phone inside a custom component. Streamlit calls this again whenever its data changes.

import { lasting, uuid } from "./parts.js";
import { mount } from "./shell.js";

/* global ballots, ballotWords, more, words: put before this module by bundle.py */
const RESEND = 5000;
const storage = lasting();

export default function (component) {
  const { parentElement, data } = component;
  const lane = (parentElement.attune = parentElement.attune || new Lane(parentElement, data.language));
  lane.take(component);
}

/** The transport: answers go out one at a time by trigger, and everything else comes in with the data. */
class Lane {
  constructor(parent, language) {
    this.queue = [];
    this.heard = {};
    const place = document.createElement("div");
    parent.append(place);
    this.phone = mount(place, {
      transport: this,
      storage,
      language,
      wall: `display${location.search}`,
      loadBallot: (kind, wanted) => Promise.resolve({ ...ballots[kind], texts: ballotWords[wanted][kind] }),
      loadMore: (wanted) => Promise.resolve(more[wanted]),
      loadTexts: (wanted) => Promise.resolve(words[wanted]),
    });
  }

  start({ hear, online }) {
    this.hear = hear;
    this.online = online;
  }

  /** New data from the script: tells the phone what it has not heard yet. */
  take({ data, setTriggerValue }) {
    this.trigger = setTriggerValue;
    this.online(true);
    if (data.needs_device) this.introduce();
    if (data.state) this.once("state", data.state);
    const today = data.state && storage.get(`attune:today:${data.state.meeting.id}`);
    if (today && !data.today) setTriggerValue("today", today);
    for (const message of [].concat(...Object.values(data.mine || {}))) this.once(`mine ${message.round} ${message.seat}`, message);
    if (data.erased && this.erased) this.erased(data.erased === "done" ? "" : data.erased);
    for (const message of data.acks || []) {
      if (!this.queue.some((answer) => answer.id === message.id)) continue;
      this.queue = this.queue.filter((answer) => answer.id !== message.id);
      this.hear(message);
      this.next();
    }
  }

  once(name, message) {
    const text = JSON.stringify(message);
    if (this.heard[name] === text) return;
    this.heard[name] = text;
    this.hear(message);
  }

  /** The token this browser is known by where its cookie does not reach the script. */
  introduce() {
    const token = storage.get("attune:device") || uuid().replace(/-/g, "");
    storage.set("attune:device", token);
    if (this.introduced) return;
    this.introduced = true;
    this.trigger("device", token);
  }

  send(answer) {
    if (answer.type !== "answer") return this.trigger("answer", { ...answer });
    this.queue = this.queue.filter((each) => each.round !== answer.round).concat(answer);
    if (this.queue.length === 1) this.next();
  }

  next() {
    clearTimeout(this.timer);
    if (!this.queue.length) return;
    this.trigger("answer", { ...this.queue[0] });
    this.timer = setTimeout(() => this.next(), RESEND);
  }

  again() {}

  /** Erases what this phone said; gives why it did not work, or "". */
  erase(what) {
    this.trigger("erase", what);
    return new Promise((resolve) => (this.erased = resolve));
  }

  /** Another token for this meeting alone, kept by this browser as the other one is. */
  async forToday(today) {
    const token = today ? uuid().replace(/-/g, "") : "";
    storage.set(`attune:today:${this.phone.state.meeting.id}`, token);
    this.trigger("today", token || "none");
    return true;
  }
}
