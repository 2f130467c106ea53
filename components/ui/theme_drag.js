// How a card is picked up and carried: by mouse, pen or finger, and with the keyboard alone.

const FAR = 6; // pixels a pointer moves before it carries
const HELD = 260; // milliseconds a finger rests on a card before it carries
const EDGE = 56; // pixels from an edge where the page scrolls along
const PACE = 14; // pixels a frame
const GLIDE = { duration: 600, easing: "cubic-bezier(.2, .8, .2, 1)" };

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A copy of a card that lies above everything; it says nothing to anybody. */
function ghostOf(element, rect) {
  const ghost = element.cloneNode(true);
  ghost.className = "card ghost";
  ghost.inert = true;
  ghost.setAttribute("aria-hidden", "true");
  ghost.removeAttribute("id");
  Object.assign(ghost.style, { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` });
  return ghost;
}

class Drag {
  /** `board` has root, `cardOf`, `columnOf`, `drop(id, column, from)` and `say`. */
  constructor(board) {
    this.board = board;
    const { root } = board;
    root.addEventListener("pointerdown", (event) => this.press(event));
    root.addEventListener("touchmove", (event) => this.ghost && event.preventDefault(), { passive: false });
    root.addEventListener("contextmenu", (event) => this.held && event.preventDefault());
    this.listeners = {
      pointermove: (event) => this.move(event),
      pointerup: (event) => this.release(event),
      pointercancel: () => this.cancel(),
      keydown: (event) => event.key === "Escape" && this.ghost && (event.stopPropagation(), this.cancel()),
    };
  }

  press(event) {
    const element = event.target.closest(".card");
    if (this.held || event.button || !element || event.target.closest("button, input, a")) return;
    const isFinger = event.pointerType === "touch" && !event.target.closest(".grip");
    this.held = { element, pointer: event.pointerId, x: event.clientX, y: event.clientY, isFinger };
    if (isFinger) this.held.timer = setTimeout(() => this.lift(), HELD);
    for (const [name, hear] of Object.entries(this.listeners)) window.addEventListener(name, hear, true);
  }

  lift() {
    const { element } = this.held;
    this.rect = element.getBoundingClientRect();
    this.ghost = ghostOf(element, this.rect);
    this.board.root.append(this.ghost);
    this.board.root.classList.add("dragging");
    element.classList.add("lifted");
    this.frame = requestAnimationFrame(() => this.scrollAlong());
  }

  move(event) {
    if (event.pointerId !== this.held.pointer) return;
    const [right, down] = [event.clientX - this.held.x, event.clientY - this.held.y];
    if (!this.ghost) {
      if (Math.hypot(right, down) < FAR) return;
      if (this.held.isFinger) return this.cancel(); // it scrolls
      this.lift();
    }
    event.preventDefault();
    this.at = { x: event.clientX, y: event.clientY };
    this.ghost.style.transform = `translate(${right}px, ${down}px) rotate(1.2deg)`;
    this.board.mark(this.under());
  }

  /** The column under the pointer, null outside of all. */
  under() {
    if (!this.at) return null;
    const found = this.board.root.getRootNode().elementsFromPoint(this.at.x, this.at.y);
    for (const element of found) {
      const column = this.board.root.contains(element) && element.closest("[data-column]");
      if (column) return column.dataset.column;
    }
    return null;
  }

  release(event) {
    if (event.pointerId !== this.held.pointer) return;
    const column = this.ghost ? this.under() : null;
    if (column === null) return this.cancel();
    const { element } = this.held;
    const from = this.ghost.getBoundingClientRect();
    this.end();
    this.board.drop(element.dataset.id, column, from);
  }

  cancel() {
    const { element } = this.held || {};
    const from = this.ghost?.getBoundingClientRect();
    this.end();
    if (from) this.board.fly(element, from);
    this.board.render(); // what came in the meantime
  }

  end() {
    clearTimeout(this.held?.timer);
    cancelAnimationFrame(this.frame);
    for (const [name, hear] of Object.entries(this.listeners)) window.removeEventListener(name, hear, true);
    this.held?.element.classList.remove("lifted");
    this.ghost?.remove();
    this.board.root.classList.remove("dragging");
    this.board.mark(null);
    this.held = this.ghost = this.at = null;
  }

  /** Near an edge of what can scroll, innermost first, the page follows. */
  scrollAlong() {
    if (!this.ghost) return;
    const inner = this.at ? this.board.root.getRootNode().elementsFromPoint(this.at.x, this.at.y)[0] : null;
    for (let box = inner; box; box = box.parentElement || box.getRootNode().host) {
      if (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === "visible") continue;
      const { top, bottom } = box.getBoundingClientRect();
      const step = this.at.y < Math.max(top, 0) + EDGE ? -PACE : this.at.y > Math.min(bottom, innerHeight) - EDGE ? PACE : 0;
      const before = box.scrollTop;
      if (step) box.scrollTop += step;
      if (box.scrollTop !== before) break;
    }
    this.frame = requestAnimationFrame(() => this.scrollAlong());
  }
}

/** With the keyboard: space lifts and drops, arrows choose where, Escape puts back. */
class Keys {
  constructor(board) {
    this.board = board;
    board.root.addEventListener("keydown", (event) => this.press(event));
    board.root.addEventListener("focusout", () => this.lifted && setTimeout(() => this.board.focused() !== this.lifted?.id && this.putBack(false)));
  }

  press(event) {
    const { board } = this;
    const isField = event.target.matches("input");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey && !isField) {
      event.preventDefault();
      return board.undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(".card")) return;
    const id = event.target.dataset.id;
    const done = this.lifted ? this.carry(event.key) : this.walk(event.key, id);
    if (done) event.preventDefault();
  }

  walk(key, id) {
    if (key === " " || key === "Enter") return this.lift(id);
    const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[key];
    if (step) this.board.step(id, ...step);
    return Boolean(step);
  }

  lift(id) {
    const targets = this.board.targets();
    this.lifted = { id, targets, at: targets.indexOf(this.board.themeOf(id)) };
    this.board.cardOf(id).classList.add("lifted");
    this.board.say("lifted", { name: this.board.nameOf(targets[this.lifted.at]) });
    return true;
  }

  carry(key) {
    const { lifted, board } = this;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
    if (step) {
      lifted.at = (lifted.at + step + lifted.targets.length) % lifted.targets.length;
      const column = lifted.targets[lifted.at];
      board.mark(column, true);
      board.say("over", { name: board.nameOf(column), n: board.countOf(column) });
    } else if (key === " " || key === "Enter") {
      const { id, targets, at } = lifted;
      this.end();
      if (targets[at] === board.themeOf(id)) board.say("kept", { name: board.nameOf(targets[at]) });
      else board.drop(id, targets[at]);
    } else if (key === "Escape") {
      this.putBack(true);
    }
    return Boolean(step) || [" ", "Enter", "Escape"].includes(key);
  }

  putBack(isTold) {
    if (!this.lifted) return;
    const { id } = this.lifted;
    this.end();
    if (isTold) this.board.say("kept", { name: this.board.nameOf(this.board.themeOf(id)) });
  }

  end() {
    this.board.cardOf(this.lifted.id)?.classList.remove("lifted");
    this.lifted = null;
    this.board.mark(null);
  }
}
