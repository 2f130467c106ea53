// The texts that wait for a tap. A decision is shown at once and told until the room has heard it; the next text gets
// the focus. What people wrote only ever becomes text.

const GONE = 260; // milliseconds a text takes to leave
const TAP = 320; // a second tap so soon was meant for the text that has just left
const AGAIN = 2500; // a decision that was not heard is told again
const MOST_TRIES = 6;

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text || "" });

class Waiting {
  constructor(parent) {
    this.root = make("section", "waiting");
    this.root.dataset.ownKeys = "";
    this.head = make("div", "head");
    this.title = make("h3", "");
    this.title.tabIndex = -1;
    this.showAll = make("button", "all");
    this.list = make("ul", "");
    this.list.tabIndex = -1;
    this.keys = make("p", "keys");
    this.none = make("p", "none");
    this.news = make("p", "unseen");
    this.news.setAttribute("role", "status");
    this.head.append(this.title, this.showAll);
    this.root.append(this.head, this.list, this.keys, this.none, this.news);
    parent.append(this.root);
    this.cards = new Map(); // by id, in the order they came to this screen
    this.decided = new Map(); // what was decided and not yet heard: how, and how often it was told
    this.last = 0;
    this.showAll.onclick = () => this.decide(this.open().filter((card) => !card.isListed), "show");
    this.root.addEventListener("keydown", (event) => this.press(event));
    this.jump = (event) => event.composedPath().some((node) => node.classList?.contains("desk-waiting")) && this.enter(event);
    document.addEventListener("click", this.jump);
  }

  show({ items, words }, tell) {
    Object.assign(this, { words, tell });
    const ids = new Set(items.map((item) => item.id));
    for (const id of this.decided.keys()) if (!ids.has(id)) this.decided.delete(id);
    const held = this.root.getRootNode().activeElement;
    const focused = held && this.root.contains(held) ? this.cardOf(held) : null;
    for (const [id, card] of this.cards) if (!ids.has(id) && !card.isGone) this.drop(card);
    for (const item of items) this.put(item);
    if (focused && focused.isGone) this.focusFrom(focused);
    this.frame();
    if (this.decided.size) this.later();
  }

  put(item) {
    let card = this.cards.get(item.id);
    if (card && card.isGone && this.decided.has(item.id)) return;
    if (!card || card.isGone) {
      if (card) card.element.remove();
      card = this.build(item);
      this.cards.delete(item.id);
      this.cards.set(item.id, card);
      this.list.insertBefore(card.element, card.isListed ? null : this.list.querySelector(".listed"));
      if (!isStill()) card.element.animate([{ opacity: 0, transform: "translateY(8px)" }, {}], GONE);
    }
    card.times.textContent = item.times;
    card.times.hidden = !item.times;
  }

  build(item) {
    const element = make("li", item.listed ? "card listed" : "card");
    const times = make("span", "times");
    const show = make("button", "show", this.words.show);
    const leave = make("button", "leave", this.words.leave);
    // What is on the list is shown by nobody's haste: it asks once more, and the focus lies on the other button.
    const card = { id: item.id, element, times, show, first: item.listed ? leave : show, isListed: Boolean(item.listed), isSure: !item.listed, isGone: false };
    const text = make("p", "text", item.text);
    text.id = `waits-${item.id}`;
    for (const button of [show, leave]) button.setAttribute("aria-describedby", text.id);
    show.onclick = (event) => this.tap(event, card, "show");
    leave.onclick = (event) => this.tap(event, card, "leave");
    const row = make("div", "row");
    row.append(show, leave);
    element.append(...[item.question && make("p", "question", item.question), item.listed && make("p", "tag", this.words.listed), text, times, row].filter(Boolean));
    return card;
  }

  tap(event, card, how) {
    const isPointer = event.detail > 0;
    if (isPointer && performance.now() - this.last < TAP) return;
    if (how === "show" && !card.isSure) this.ask(card);
    else this.decide([card], how);
  }

  ask(card) {
    this.last = performance.now();
    card.isSure = true;
    card.show.textContent = this.words.sure;
  }

  press(event) {
    const card = this.cardOf(event.target);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat && (key === "Enter" || key === " ")) return event.preventDefault();
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      const open = this.open();
      const at = card ? open.indexOf(card) + step : 0;
      if (open[at]) this.focus(open[at]);
      return event.preventDefault();
    }
    const how = { y: "show", s: "show", x: "leave", Delete: "leave" }[key];
    if (!how || !card || card.isGone || event.repeat) return;
    event.preventDefault();
    if (how === "leave" || !card.isListed) this.decide([card], how);
  }

  decide(cards, how) {
    const left = cards.filter((card) => !card.isGone);
    if (!left.length) return;
    this.last = performance.now();
    for (const card of left) this.decided.set(card.id, { how, tries: 0 });
    for (const card of left) this.drop(card);
    this.focusFrom(left[left.length - 1]);
    this.frame();
    this.send();
  }

  /** Tells all that has not been heard yet: to hear it twice changes nothing. */
  send() {
    for (const [id, wish] of this.decided) {
      wish.tries += 1;
      if (wish.tries > MOST_TRIES) this.decided.delete(id);
    }
    if (this.decided.size) this.tell(Array.from(this.decided, ([id, { how }]) => [id, how]));
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.decided.size && this.send(), AGAIN);
  }

  drop(card) {
    card.isGone = true;
    const { element } = card;
    element.inert = true;
    const end = () => {
      element.remove();
      if (this.cards.get(card.id) === card) this.cards.delete(card.id);
    };
    if (isStill()) return end();
    const height = `${element.offsetHeight}px`;
    element.style.overflow = "hidden";
    element.animate([{ opacity: 1, height }, { opacity: 0, height, offset: 0.5 }, { opacity: 0, height: 0, padding: 0, margin: 0 }], GONE).onfinish = end;
  }

  /** All cards as they stand on the screen. */
  placed() {
    return Array.from(this.list.children, (element) => this.cardOf(element)).filter(Boolean);
  }

  open() {
    return this.placed().filter((card) => !card.isGone);
  }

  cardOf(element) {
    return Array.from(this.cards.values()).find((card) => card.element.contains(element)) || null;
  }

  focusFrom(card) {
    const all = this.placed();
    const after = all.slice(all.indexOf(card) + 1).find((each) => !each.isGone);
    const next = after || this.open().pop();
    if (next) this.focus(next);
    else this.title.focus({ preventScroll: true });
  }

  focus(card) {
    card.first.focus({ preventScroll: true });
    card.element.scrollIntoView({ block: "nearest" });
  }

  /** From the line that says how many wait. */
  enter(event) {
    event.preventDefault();
    const [first] = this.open();
    this.root.scrollIntoView({ block: "start", behavior: isStill() ? "auto" : "smooth" });
    if (first) first.first.focus({ preventScroll: true });
  }

  frame() {
    const open = this.open();
    const free = open.filter((card) => !card.isListed);
    const { words } = this;
    this.title.textContent = open.length ? words.title.replace("{n}", open.length) : words.none_title;
    this.showAll.textContent = words.all.replace("{n}", free.length);
    this.showAll.hidden = free.length < 2;
    this.keys.textContent = words.keys;
    this.keys.hidden = !open.length;
    this.none.textContent = words.none;
    this.none.hidden = open.length > 0;
    if (this.news.textContent !== this.title.textContent) this.news.textContent = this.title.textContent;
  }

  end() {
    clearTimeout(this.timer);
    document.removeEventListener("click", this.jump);
    this.root.remove();
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const waiting = (parentElement.attuneWaiting ??= new Waiting(parentElement));
  waiting.show(data, (decided) => setTriggerValue("decided", decided));
  return () => {
    waiting.end();
    delete parentElement.attuneWaiting;
  };
}
