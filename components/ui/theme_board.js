// The board: texts, the themes they are sorted into, and what may be suggested. What is done shows at once and is told
// until it was heard; the board sends moves, never a whole state. What people wrote only ever becomes text.

const AGAIN = 2500; // a move that was not heard is told again
const MOST_TRIES = 8;
const NARROW = 820;
const MOST_FLIGHTS = 14;

/** Whether a card is in what shows of its list: the others need not glide. */
const isSeen = (card, list) => card.bottom > Math.max(list.top, 0) && card.top < Math.min(list.bottom, innerHeight);

class Board {
  constructor(parent) {
    this.root = make("section", "board");
    this.root.dataset.ownKeys = "";
    this.help = make("p", "help");
    this.help.id = "theme-help";
    this.news = make("p", "unseen");
    this.news.setAttribute("role", "status");
    this.undoButton = make("button", "undo");
    this.undoButton.onclick = () => this.undo();
    this.bar = make("div", "bar");
    this.bar.append(this.undoButton);
    this.panes = make("div", "panes");
    this.themes = make("div", "themes");
    this.asks = make("div", "asks");
    this.fresh = make("button", "fresh");
    this.fresh.dataset.column = NEW;
    this.fresh.onclick = () => this.begin([]);
    this.menu = new Menu(this);
    this.tray = make("div", "tray");
    this.root.append(this.bar, this.panes, this.help, this.tray, this.menu.element, this.news);
    parent.append(this.root);
    Object.assign(this, { elements: new Map(), columns: new Map(), pending: [], done: [], gone: new Map(), refused: new Set(), arrived: new Map(), shown: "" });
    this.pool = buildColumn(this, "");
    this.pool.element.classList.add("pool");
    this.panes.append(this.asks, this.pool.element, this.themes);
    this.themes.append(this.fresh);
    this.drag = new Drag(this);
    this.keys = new Keys(this);
    this.root.addEventListener("focusin", (event) => event.target.matches(".card") && this.activate(event.target));
    this.watch = new ResizeObserver(() => this.root.classList.toggle("narrow", this.root.clientWidth < NARROW));
    this.watch.observe(this.root);
  }

  show(data, tell) {
    Object.assign(this, { data, tell, words: data.words });
    const heard = new Set(data.heard);
    this.pending = this.pending.filter((move) => !heard.has(move.id));
    for (const theme of data.themes) this.gone.set(theme.id, theme);
    this.help.textContent = this.words.help;
    this.undoButton.textContent = this.words.undo;
    if (!this.drag.ghost) this.render();
    if (this.pending.length) this.later();
  }

  // What is done

  act(moves, undo) {
    const told = moves.map((move) => ({ ...move, id: newId(), tries: 0 }));
    this.pending.push(...told);
    if (undo) this.done.push(undo);
    for (const move of moves) for (const id of move.cards || []) this.arrived.set(id, (this.last = (this.last || 0) + 1));
    this.render(true);
    this.send();
  }

  send() {
    for (const move of this.pending) move.tries += 1;
    this.pending = this.pending.filter((move) => move.tries <= MOST_TRIES);
    if (this.pending.length) this.tell(this.pending.map(({ tries, ...move }) => move));
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pending.length && this.send(), AGAIN);
  }

  /** Puts a card into a column; `from` is where it was let go. */
  drop(id, column, from) {
    if (from) this.from = new Map([[id, from]]);
    if (column === NEW) return this.begin([id]);
    const was = this.themeOf(id);
    if (was === column) return this.render(true);
    this.act([{ do: "move", theme: column, cards: [id] }], [{ do: "move", theme: was, cards: [id], was: column }]);
    this.say("dropped", { name: this.nameOf(column) });
  }

  /** Makes a theme of cards, and asks for its name. */
  begin(cards, name = this.words.new_theme) {
    const theme = newId();
    const were = new Map();
    for (const id of cards) were.set(this.themeOf(id), [...(were.get(this.themeOf(id)) || []), id]);
    const back = Array.from(were, ([was, ids]) => ({ do: "move", theme: was, cards: ids, was: theme }));
    this.act([{ do: "make", theme, name, cards }], [...back, { do: "remove", theme, if_empty: true }]);
    const { field, element } = this.columns.get(theme);
    element.scrollIntoView({ block: "nearest" });
    field.focus({ preventScroll: true });
    field.select();
    this.say("theme_made");
  }

  rename(theme, name) {
    const was = this.state.themes.get(theme)?.name;
    if (!name || name === was || was === undefined) return this.render();
    this.act([{ do: "rename", theme, name }], [{ do: "rename", theme, name: was, was: name }]);
  }

  close(theme) {
    const { name, stays } = this.state.themes.get(theme);
    const cards = this.placed(theme).map((card) => card.id);
    if (stays) this.act([{ do: "away", theme }], [{ do: "back", theme }]);
    else this.act([{ do: "remove", theme }], [{ do: "make", theme, name, cards }]);
    this.say("theme_gone");
    this.pool.title.focus({ preventScroll: true });
  }

  undo() {
    const moves = this.done.pop();
    if (!moves) return this.say("nothing");
    this.act(moves);
    this.say("undone");
  }

  // What is seen

  render(isDone) {
    this.state = after(this.data, this.pending, this.gone);
    const before = new Map(Array.from(this.elements, ([id, element]) => [id, element.getBoundingClientRect()]));
    const held = this.focused();
    this.drawColumns();
    this.drawAsks();
    const moved = this.drawCards();
    this.drawTray();
    this.undoButton.disabled = !this.done.length;
    if (held && this.focused() !== held && this.elements.has(held)) this.elements.get(held).focus({ preventScroll: true });
    this.glide(before, moved, isDone);
    this.from = null;
  }

  drawColumns() {
    const { themes } = this.state;
    for (const [id, column] of this.columns) if (!themes.has(id)) (column.element.remove(), this.columns.delete(id));
    let index = 0;
    for (const [id, theme] of themes) {
      if (!this.columns.has(id)) this.columns.set(id, buildColumn(this, id));
      const column = this.columns.get(id);
      const place = this.themes.children[index];
      if (place !== column.element) this.themes.insertBefore(column.element, place);
      index += 1;
      if (this.root.getRootNode().activeElement !== column.field) column.field.value = theme.name;
      column.before.textContent = theme.is_away ? this.words.is_away : theme.before;
      column.away.textContent = theme.stays ? this.words.away : this.words.remove;
      column.away.setAttribute("aria-label", `${column.away.textContent}: ${theme.name}`);
      column.away.hidden = Boolean(theme.is_away);
      column.hint.hidden = this.placed(id).length > 0;
      column.count.textContent = this.countOf(id);
    }
    const left = this.placed("").length;
    this.pool.title.textContent = this.words.loose;
    this.pool.count.textContent = left ? this.countOf("") : this.words.all_sorted;
    this.fresh.replaceChildren(make("b", "", this.words.new_theme), make("span", "", this.words.new_hint));
  }

  /** The cards in a column, what came last first. */
  placed(column) {
    const found = Array.from(this.state.cards.values()).filter((card) => card.theme === column);
    return found.sort((one, other) => (this.arrived.get(other.id) || 0) - (this.arrived.get(one.id) || 0));
  }

  drawCards() {
    const moved = [];
    for (const [id, element] of this.elements) if (!this.state.cards.has(id)) (element.remove(), this.elements.delete(id));
    for (const [id, { list }] of [["", this.pool], ...this.columns]) {
      this.placed(id).forEach((card, index) => {
        const element = this.element(card);
        if (element.parentNode && element.parentNode !== list) moved.push(card.id);
        if (list.children[index] !== element) list.insertBefore(element, list.children[index] || null);
      });
      if (!list.querySelector('.card[tabindex="0"]') && list.firstChild) this.activate(list.firstChild);
    }
    for (const id of moved) this.elements.get(id).parentNode.scrollTop = 0;
    return moved;
  }

  element(card) {
    const sign = JSON.stringify([card.text, card.question, card.mark, card.others]);
    let element = this.elements.get(card.id);
    if (!element || element.dataset.sign !== sign) {
      const fresh = buildCard(this, card, sign);
      if (element) element.replaceWith(fresh);
      this.elements.set(card.id, (element = fresh));
    }
    const theme = card.hint && !card.theme ? this.state.themes.get(card.hint.theme) : null;
    const chip = element.querySelector(".chip");
    chip.hidden = !theme;
    if (theme) {
      chip.textContent = this.words.hint.replace("{name}", theme.name);
      chip.title = card.hint.why;
      chip.setAttribute("aria-label", card.hint.why);
      chip.onclick = () => this.drop(card.id, theme.id);
    }
    element.classList.toggle("marked", !card.theme && this.group()?.cards.includes(card.id) === true);
    return element;
  }

  /** In each column one card is reached with Tab, and its buttons after it. */
  activate(element) {
    for (const card of element.parentNode.children) {
      card.tabIndex = card === element ? 0 : -1;
      for (const button of card.querySelectorAll("button")) button.tabIndex = card.tabIndex;
    }
  }

  group() {
    return this.data.groups.find((group) => group.cards.join() === this.shown) || null;
  }

  drawAsks() {
    const loose = new Set(this.placed("").map((card) => card.id));
    const asked = this.data.groups.filter((group) => !this.refused.has(group.cards.join()) && group.cards.every((id) => loose.has(id)));
    this.asks.hidden = !asked.length;
    this.asks.replaceChildren(...asked.map((group) => buildAsk(this, group)));
  }

  /** On a narrow screen every place is within reach while a card is carried. */
  drawTray() {
    this.tray.replaceChildren(...this.targets().map((column) => {
      const place = make("span", column === NEW ? "place begins" : "place", this.nameOf(column));
      place.dataset.column = column;
      return place;
    }));
  }

  // What moves

  glide(before, moved, isDone) {
    if (isStill() || this.drag.ghost) return;
    const flying = isDone ? moved.slice(0, MOST_FLIGHTS) : [];
    for (const id of flying) this.fly(this.elements.get(id), this.from?.get(id) || before.get(id));
    if (this.from) for (const [id, rect] of this.from) if (!flying.includes(id)) this.fly(this.elements.get(id), rect);
    const places = Array.from(this.elements, ([id, element]) => [id, element, element.getBoundingClientRect(), element.parentNode.getBoundingClientRect()]);
    for (const [id, element, is, list] of places) {
      const was = before.get(id);
      if (!was || moved.includes(id) || this.from?.has(id) || !isSeen(is, list) || !isSeen(was, list)) continue;
      const [right, down] = [was.left - is.left, was.top - is.top];
      if (right || down) element.animate([{ transform: `translate(${right}px, ${down}px)` }, {}], GLIDE);
    }
  }

  /** A copy glides from one place to another above the lists, which would cut it off. */
  fly(element, from) {
    if (!element || !from || isStill()) return;
    const to = element.getBoundingClientRect();
    const ghost = ghostOf(element, to);
    this.root.append(ghost);
    element.classList.add("flying");
    const start = { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` };
    ghost.animate([start, { transform: "none" }], GLIDE).onfinish = () => {
      ghost.remove();
      element.classList.remove("flying");
    };
  }

  mark(column, isSeen) {
    for (const element of this.root.querySelectorAll("[data-column]")) {
      const isOver = column !== null && element.dataset.column === column;
      element.classList.toggle("over", isOver);
      if (isOver && isSeen) element.scrollIntoView({ block: "nearest" });
    }
  }

  // What others ask

  cardOf(id) {
    return this.elements.get(id);
  }

  focused() {
    const active = this.root.getRootNode().activeElement;
    return active && this.root.contains(active) && active.matches(".card") ? active.dataset.id : null;
  }

  themeOf(id) {
    return this.state.cards.get(id)?.theme || "";
  }

  targets() {
    return ["", ...this.state.themes.keys(), NEW];
  }

  nameOf(column) {
    return { "": this.words.loose, [NEW]: this.words.new_theme }[column] ?? this.state.themes.get(column)?.name ?? "";
  }

  countOf(column) {
    const n = column === NEW ? 0 : this.placed(column).length;
    return (n === 1 ? this.words.count_one : this.words.count).replace("{n}", n);
  }

  /** To the card above or below, or to the next column with a card in it. */
  step(id, right, down) {
    const lists = [this.pool, ...this.columns.values()].map((column) => Array.from(column.list.children));
    const own = lists.findIndex((list) => list.includes(this.cardOf(id)));
    const list = down ? lists[own] : lists.filter((each, index) => each.length && (index - own) * right > 0).at(right > 0 ? 0 : -1);
    const next = down ? list[list.indexOf(this.cardOf(id)) + down] : list?.find((card) => card.tabIndex === 0) || list?.[0];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  say(name, values = {}) {
    this.news.textContent = Object.entries(values).reduce((text, [gap, value]) => text.replace(`{${gap}}`, () => value), this.words[name]);
  }

  end() {
    clearTimeout(this.timer);
    this.watch.disconnect();
    this.menu.end();
    this.root.remove();
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const board = (parentElement.attuneThemes ??= new Board(parentElement));
  board.show(data, (moves) => setTriggerValue("moves", moves));
  return () => {
    board.end();
    delete parentElement.attuneThemes;
  };
}
