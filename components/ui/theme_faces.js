// What stands on the board: columns, cards, questions, and the menu of a card. What people wrote only becomes text.

const LONG = 260; // letters of a text that are shown at first, about
const NEW = "new"; // the place where a theme begins

const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text || "" });

function buildColumn(board, id) {
  const element = make(id ? "section" : "div", "column");
  element.dataset.column = id;
  const head = make("header", "");
  const title = make("h3", "");
  title.tabIndex = -1;
  const count = make("span", "count");
  const list = make("ul", "cards");
  const column = { element, head, title, count, list };
  if (id) furnish(board, column, id);
  else head.append(title, count);
  element.append(head, list);
  if (column.foot) element.append(column.foot);
  return column;
}

/** The name that can be written over, and the way out. */
function furnish(board, column, id) {
  const field = Object.assign(make("input", "name"), { type: "text", maxLength: board.data.longest });
  field.setAttribute("aria-label", board.words.name);
  field.onchange = () => board.rename(id, field.value.trim());
  field.onkeydown = (event) => {
    if (event.key === "Escape") field.value = board.state.themes.get(id).name;
    if (event.key === "Enter" || event.key === "Escape") field.blur();
  };
  column.before = make("p", "before");
  column.hint = make("p", "hint", board.words.drop_hint);
  column.away = make("button", "away");
  column.away.onclick = () => board.close(id);
  column.foot = make("footer", "");
  column.foot.append(column.before, column.away);
  column.head.append(field, column.count);
  column.element.append(column.hint);
  column.field = field;
}

/** A card with its words, its buttons and the grip for a finger; `sign` is what it was built from. */
function buildCard(board, card, sign) {
  const element = make("li", "card");
  Object.assign(element.dataset, { id: card.id, sign });
  element.tabIndex = -1;
  element.setAttribute("aria-describedby", "theme-help");
  const text = make("p", card.text.length > LONG ? "text long" : "text", card.text);
  const row = make("div", "row");
  const where = make("button", "where", board.words.move_to);
  where.setAttribute("aria-haspopup", "menu");
  where.onclick = () => board.menu.open(card.id, where);
  const more = make("button", "more", board.words.more);
  more.onclick = () => (more.textContent = text.classList.toggle("long") ? board.words.more : board.words.less);
  row.append(make("button", "chip"), ...(card.text.length > LONG ? [more] : []));
  for (const button of [where, ...row.children]) button.tabIndex = -1;
  const others = (card.others || []).map((other) => make("p", "other", other));
  const head = make("div", "top");
  const grip = make("span", "grip");
  grip.setAttribute("aria-hidden", "true");
  head.append(make("p", "question", card.question), where, grip);
  element.append(head, text, ...others, ...(card.mark ? [make("p", "mark", card.mark)] : []), row);
  return element;
}

/** What may be suggested about some cards: to make a theme of them, to look at them, or to leave it. */
function buildAsk(board, group) {
  const name = group.cards.join();
  const box = make("div", "ask");
  const buttons = make("div", "row");
  const yes = make("button", "yes", board.words.make);
  yes.onclick = () => board.begin(group.cards, group.name);
  const look = make("button", "look", board.words.look);
  look.setAttribute("aria-pressed", board.shown === name);
  look.onclick = () => {
    board.shown = board.shown === name ? "" : name;
    board.render();
  };
  const no = make("button", "no", board.words.not_these);
  no.onclick = () => {
    board.refused.add(name);
    board.shown = board.shown === name ? "" : board.shown;
    board.render();
    board.pool.title.focus({ preventScroll: true });
  };
  buttons.append(yes, look, no);
  box.append(make("p", "", group.title), buttons);
  return box;
}

/** Where a card may go, for those who do not drag. */
class Menu {
  constructor(board) {
    this.board = board;
    this.element = make("div", "menu");
    this.element.setAttribute("role", "menu");
    this.element.hidden = true;
    this.outside = (event) => !event.composedPath().includes(this.element) && this.close(false);
    document.addEventListener("pointerdown", this.outside, true);
  }

  open(id, button) {
    this.close(false);
    const own = this.board.themeOf(id);
    const head = make("p", "", this.board.words.menu);
    const items = this.board.targets().filter((column) => column !== own).map((column) => {
      const item = make("button", column === NEW ? "begins" : "", this.board.nameOf(column));
      item.setAttribute("role", "menuitem");
      item.onclick = () => {
        this.close(false);
        if (column !== NEW) this.board.elements.get(id).focus({ preventScroll: true });
        this.board.drop(id, column);
      };
      return item;
    });
    this.element.replaceChildren(head, ...items);
    this.element.hidden = false;
    this.element.from = button;
    const place = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.element;
    const left = Math.max(8, Math.min(place.right - offsetWidth, innerWidth - offsetWidth - 8));
    const top = Math.max(8, Math.min(place.bottom + 4, innerHeight - offsetHeight - 8));
    Object.assign(this.element.style, { left: `${left}px`, top: `${top}px` });
    this.element.onkeydown = (event) => this.press(event, items);
    items[0].focus({ preventScroll: true });
  }

  press(event, items) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(items.indexOf(event.target) + step + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close(true);
    else return;
    event.preventDefault();
  }

  close(isBack) {
    if (this.element.hidden) return;
    this.element.hidden = true;
    if (isBack) this.element.from.focus({ preventScroll: true });
  }

  end() {
    document.removeEventListener("pointerdown", this.outside, true);
  }
}
