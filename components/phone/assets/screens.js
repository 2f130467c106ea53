// What the phone shows: fixed slots, each rebuilt only when what it shows has changed, so that nobody loses a word or a drag.

import { cards, given, privacy } from "./cards.js";
import { field, h, same } from "./parts.js";

const CLOCK = 250;
const MOST_SEATS = 9;

export class Screens {
  constructor(root, phone) {
    this.phone = phone;
    this.root = root;
    this.keys = {};
    this.slots = {
      header: h("header"),
      notice: h("p", { class: "notice", hidden: true }),
      head: h("div", { class: "head" }),
      timer: h("div", { class: "timer", role: "timer" }),
      card: h("div", { class: "card" }),
      ballot: h("div", { class: "fill" }),
      bar: h("footer"),
    };
    const { header, notice, head, timer, card, ballot, bar } = this.slots;
    this.main = h("main", { tabindex: -1 }, head, timer, card, ballot);
    this.news = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    root.classList.add("attune-phone");
    root.replaceChildren(header, notice, this.main, bar, this.news);
  }

  /** Fills a slot if its key is new. */
  put(name, key, build) {
    if (same(this.keys[name], key)) return false;
    this.keys[name] = key;
    this.slots[name].replaceChildren(...[build()].flat(9).filter(Boolean));
    return true;
  }

  /** Adds rules only one kind needs, one a row, to the page's own sheet: a policy without inline styles allows that. */
  dress(css) {
    const [sheet] = this.root.getRootNode().styleSheets;
    for (const rule of (css || "").trim().split("\n")) if (sheet && rule) sheet.insertRule(rule, sheet.cssRules.length);
  }

  tell(text) {
    if (text && this.told !== text) this.news.textContent = this.told = text;
  }

  draw(screen) {
    const { phone, root } = this;
    const focused = root.getRootNode().activeElement;
    const hadFocus = focused && root.contains(focused);
    root.lang = phone.language;
    root.dataset.screen = screen;
    const isNew = this.frame(screen);
    this.drawHeader(screen);
    this.drawNotice();
    this.drawHead(screen);
    this.drawTimer(screen);
    this.drawCard(screen);
    this.drawBallot(screen, isNew);
    this.drawBar(screen);
    if (isNew && root.getBoundingClientRect().top < 0) root.scrollIntoView();
    if (hadFocus && !root.contains(root.getRootNode().activeElement)) this.main.focus({ preventScroll: true });
    this.keepTime();
  }

  /** Whether this is another screen than the one before: then the ballot starts anew. */
  frame(screen) {
    const { phone } = this;
    const key = [screen, phone.round() && phone.round().id, (phone.activity() || {}).id, phone.language];
    if (same(this.keys.frame, key)) return false;
    this.keys.frame = key;
    delete this.keys.ballot;
    this.news.textContent = this.told = "";
    this.slots.ballot.replaceChildren();
    return true;
  }

  drawHeader(screen) {
    const { phone } = this;
    const { meeting } = phone.state || {};
    const activity = phone.activity();
    const isPlace = screen === "lobby" || screen === "ended";
    const title = meeting ? phone.say(meeting.title) : "";
    const next = phone.nextLanguage();
    const name = meeting && phone.say(isPlace ? meeting.community : meeting.title);
    const place = !isPlace && activity && activity.of ? `${activity.position}/${activity.of}` : "";
    const drawn = this.put("header", [name, place, next], () => [
      h("p", { class: "where" }, name || ""),
      place && h("p", { class: "place", "aria-label": phone.t("place", activity) }, place),
      h("button", { class: "quiet", lang: next, onclick: () => phone.switchLanguage() }, phone.languages[next]),
    ]);
    if (drawn && phone.onTitle) phone.onTitle(title || "Attune", phone.language);
  }

  drawNotice() {
    const { phone } = this;
    const round = phone.round();
    const isLost = phone.isLost && !(round && phone.box.unsent(round.id));
    const { round: asked } = (phone.beside && phone.state.activity) || {};
    const text = isLost ? phone.t("offline") : asked && asked.phase === "open" && !phone.own(asked.id) ? phone.t("room_asks") : "";
    this.slots.notice.hidden = !text;
    this.slots.notice.textContent = text;
    this.tell(text);
  }

  // --- The question

  question(activity) {
    const { phone } = this;
    const title = phone.say(activity.title);
    const ballot = phone.ballot(activity.kind);
    const own = ballot && ballot.question ? ballot.question(activity.config, phone.say, activity.step || (activity.round || {}).step) : "";
    return own && own !== title ? [title, own] : ["", own || title];
  }

  drawHead(screen) {
    const { phone } = this;
    const { meeting } = phone.state || {};
    const activity = phone.activity();
    const places = { none: () => "", lobby: () => phone.say(meeting.title), ended: () => phone.t("ended_title") };
    let [title, question] = places[screen] ? ["", places[screen]()] : this.question(activity);
    if (phone.seat > 1 && !places[screen]) title = phone.t("person", { number: phone.seat });
    const drawn = this.put("head", [title, question], () => [title && h("p", { class: "above" }, title), question && h("h1", {}, question)]);
    if (drawn && screen !== "lobby") this.tell(question);
  }

  // --- The state of one's own answer

  drawCard(screen) {
    const { phone } = this;
    const { meeting, present, tally } = phone.state || {};
    const round = phone.round();
    const answer = round && [round.id, phone.own(round.id), phone.status(round.id), phone.refusals[round.id]];
    const key = [screen, phone.language, meeting, screen === "lobby" && present, answer, tally && tally.hidden, given(phone).length, phone.beside, phone.stillOpen().length, phone.box && [phone.box.fact("told"), phone.box.fact("today")], screen === "ended" && [phone.state.closing, !phone.ballot("closing")]];
    const drawn = this.put("card", key, () => (cards[screen] ? cards[screen](phone, round) : []));
    const stamp = this.slots.card.querySelector(".stamp");
    if (drawn && stamp) this.tell(Array.from(stamp.querySelectorAll("p"), (line) => line.textContent).join(". "));
  }

  // --- The ballot

  drawBallot(screen, isNew) {
    const { phone, slots } = this;
    if (screen === "ended") return this.drawOwnAnswers();
    if (!["still", "ask", "saved", "closed", "revealed"].includes(screen)) return;
    const activity = phone.activity();
    const tally = !phone.beside && phone.state.tally;
    const round = phone.round() || {};
    const own = round.id ? phone.own(round.id) : null;
    const isAsked = screen === "ask" || screen === "still";
    const shown = !isAsked && tally && !tally.hidden && phone.ballot(activity.kind).shows !== false ? tally : null;
    const { previous, own: told } = phone.mine[round.id] || {};
    const facts = { config: activity.config, step: round.step, answer: phone.given(own), previous: phone.given(previous), own: told, tally: shown, open: screen === "ask", taken: round.phase === "open" };
    if (same(this.keys.ballot, facts)) return;
    this.keys.ballot = facts;
    if (isNew) slots.ballot.replaceChildren(h("div", { class: `ballot ${activity.kind}` }));
    slots.ballot.hidden = !isAsked && !shown && !facts.answer;
    if (!slots.ballot.hidden) this.render(slots.ballot.firstChild, activity.kind, facts, round.id);
  }

  render(place, kind, facts, round) {
    const { phone } = this;
    const focused = this.root.getRootNode().activeElement;
    const [id, from, to] = focused && place.contains(focused) ? [focused.id, focused.selectionStart, focused.selectionEnd] : [];
    phone.ballot(kind).render(place, {
      ...facts,
      lang: phone.language,
      t: (name, values) => phone.t(name, values, kind),
      say: phone.say,
      said: (text) => (((facts.tally || {}).translations || {})[text] || {})[phone.language] || text,
      h,
      field: (...parts) => field(...parts, phone.t("left")),
      draft: facts.open ? phone.given(phone.box.draft(round)) : null,
      seed: phone.box.seed() + round,
      change: (value) => phone.change(value),
      submit: (value) => phone.submit(value),
      tell: (text) => this.tell(text),
      about: (attributes) => phone.transport.send({ type: "about", attributes }),
    });
    const again = id && place.querySelector(`#${id}`);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (from != null) again.setSelectionRange(from, to);
  }

  drawOwnAnswers() {
    const { phone, slots } = this;
    const ready = [phone.stillOpen(), given(phone)].flat().filter((mine) => phone.ballot(mine.kind));
    const key = [ready, { ...phone.mine }]; // a copy: what comes later is put into the same object
    if (same(this.keys.ballot, key)) return;
    slots.ballot.hidden = false;
    phone.more("ended", (own) => {
      if (phone.screen() !== "ended") return;
      this.keys.ballot = key;
      slots.ballot.replaceChildren(...ready.map(own));
    });
  }

  // --- What the thumb reaches

  drawBar(screen) {
    const { phone } = this;
    const round = phone.round();
    const isAsk = screen === "ask";
    const isClosing = (isAsk || screen === "saved") && round.closes_at;
    const isUrgent = isClosing && phone.isDirty();
    const isEditing = isAsk && phone.own(round.id);
    const use = phone.use();
    const beside = phone.beside ? [] : phone.stillOpen();
    const key = [screen, phone.language, isClosing, isUrgent, isEditing, isAsk && !phone.value, round && phone.isPass(phone.own(round.id)), use, phone.seat, phone.beside, beside];
    this.put("bar", key, () => [
      isClosing && h("p", { class: "closing" }, h("b", { class: "seconds" }), isUrgent && h("span", {}, phone.t("send_now"))),
      isAsk && this.choices(isUrgent),
      screen === "saved" && this.again(round),
      h(
        "p",
        { class: "links" },
        isEditing && this.link("keep_answer", () => phone.keep()),
        phone.beside && this.link("back", () => phone.turnTo(null)),
        screen !== "ended" && beside.map(({ round, title }) => this.link("still_open", () => phone.turnTo(round.id), { title: phone.say(title) })),
        ["lobby", "soon", "ask"].includes(screen) && this.link(`use_${use.mode}`, () => phone.more("use"), { people: use.people }),
        screen !== "none" && this.link("who", () => this.explain()),
        !["none", "ask", "ended"].includes(screen) && [
          phone.address && h("a", { class: "quiet", href: `${phone.address("me")}?lang=${phone.language}` }, phone.t("mine")),
          phone.wall && h("a", { class: "quiet", href: `${phone.wall}&lang=${phone.language}` }, phone.t("wall_here")),
        ],
      ),
    ]);
    if (isUrgent) this.tell(phone.t("send_now"));
  }

  choices(isUrgent) {
    const { phone } = this;
    const send = () => phone.value && phone.submit(phone.value);
    return h(
      "div",
      { class: "choices" },
      h("button", { class: "second", onclick: () => (isUrgent ? phone.leave() : phone.pass()) }, phone.t(isUrgent ? "leave_it" : "pass")),
      h("button", { class: "first", disabled: !phone.value, onclick: send }, phone.t("send")),
    );
  }

  again(round) {
    const { phone } = this;
    const name = phone.isPass(phone.own(round.id)) ? "answer_after_all" : "change_answer";
    const next = phone.use().mode === "share" && phone.seat < MOST_SEATS;
    return h(
      "div",
      { class: "choices even" },
      h("button", { class: "second", onclick: () => phone.edit() }, phone.t(name)),
      next && h("button", { class: "first", onclick: () => phone.sit(phone.seat + 1) }, phone.t("next_person")),
    );
  }

  link(name, onclick, values) {
    return h("button", { class: "quiet", onclick }, this.phone.t(name, values));
  }

  // --- Who sees this?

  explain() {
    const { phone } = this;
    const close = this.dialog(phone.t("who"), privacy(phone), () => h("button", { class: "first", onclick: () => close() }, phone.t("close")));
  }

  /** A sheet over the page; gives what closes it. */
  dialog(title, content, bar) {
    const close = () => (dialog.close ? dialog.close() : dialog.remove());
    const dialog = h(
      "dialog",
      { "aria-labelledby": "attune-sheet", onclose: () => dialog.remove(), onclick: (event) => event.target === dialog && close() },
      h("div", {}, h("h2", { id: "attune-sheet" }, title), content, bar()),
    );
    this.root.querySelectorAll("dialog").forEach((other) => other.remove());
    this.root.append(dialog);
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
    return close;
  }

  // --- Clocks

  keepTime() {
    const { phone } = this;
    const isNeeded = phone.state && (phone.state.timer || (phone.activity() || {}).thinking || this.slots.bar.querySelector(".seconds"));
    if (isNeeded && !this.clock) this.clock = setInterval(() => this.tick(), CLOCK);
    if (!isNeeded && this.clock) this.clock = clearInterval(this.clock);
    if (isNeeded) this.tick();
  }

  tick() {
    const { phone } = this;
    const seconds = this.slots.bar.querySelector(".seconds");
    const round = phone.round();
    if (seconds && round) {
      const left = Math.ceil((Date.parse(round.closes_at) - phone.now()) / 1000);
      seconds.textContent = left > 0 ? phone.t("closing", { count: left }) : phone.t("closing_now");
    }
    this.drawTimer(phone.screen());
  }

  drawTimer(screen) {
    const { phone } = this;
    const { thinking } = phone.activity() || {};
    const timer = thinking ? { ends_at: thinking.opens_at } : phone.state && screen !== "none" && screen !== "ended" && phone.state.timer;
    if (!timer) return void this.put("timer", null, () => []);
    const left = (until) => Math.max(0, Math.ceil((Date.parse(until) - phone.now()) / 1000));
    const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const rest = left(timer.ends_at);
    const half = screen === "still" && timer.switch_at ? left(timer.switch_at) : null;
    const word = !rest ? phone.t("time_up") : half ? phone.t("switch_in", { time: clock(half) }) : half === 0 ? phone.t("switch_now") : phone.t("time_left");
    this.put("timer", [rest, word], () => [h("b", {}, clock(rest)), h("span", {}, word)]);
    if (!rest || half === 0) this.tell(word);
  }
}
