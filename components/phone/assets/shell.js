// The phone: what is known, what is decided, what is sent. Drawing is in screens.js, the line to the room in `transport`.

import { field, fill, h, same, say } from "./parts.js";
import { outbox } from "./outbox.js";
import { Screens } from "./screens.js";

const LANGUAGES = { en: "English", es: "Español" };
const PASS = { pass: true };
const ACK_WITHIN = 5000;
const OWN_ANSWER_WITHIN = 400;
const OFFLINE_AFTER = 2500;

/**
 * Puts the phone into `root`.
 *
 * `transport` has start({hear, online}), send(message) and again(); `storage` has get and set;
 * `loadBallot(kind, language, retry)` and `loadTexts(language)` are promises, the first of a module with the kind's
 * own `texts`; `wall` is where this phone finds the wall; `onTitle(title, language)` tells the page around it.
 * `address(name)`, where there is one, gives the URL of a page below the meeting's.
 */
export function mount(root, options) {
  const phone = new Phone(root, options);
  phone.start();
  return phone;
}

/** Where a seat's answer to a round is kept: the first seat's under the round alone. */
const place = (round, seat) => (seat > 1 ? `${round}/${seat}` : round);

class Phone {
  constructor(root, { transport, storage, loadBallot, loadMore, loadTexts, languages, language, wall, onTitle, address }) {
    Object.assign(this, { transport, storage, loadBallot, loadMore, loadTexts, wall, onTitle, address });
    this.languages = languages || LANGUAGES;
    this.language = this.firstLanguage(language);
    this.mine = {}; // the server's word on this phone's answers, by round
    this.refusals = {}; // why an answer was not taken, by round
    this.ballots = {}; // modules by kind and language
    this.kinds = new Set(); // the kinds met so far
    this.flying = {}; // answers sent and not yet acknowledged: timers by id
    this.revision = -1;
    this.seat = 1;
    this.beside = null; // the round that is answered here while the room is elsewhere, or after the end
    this.screens = new Screens(root, this);
  }

  start() {
    this.speak(this.language);
    this.transport.start({ hear: (message) => this.hear(message), online: (is) => this.setOnline(is) });
  }

  // --- Language

  firstLanguage(fallback) {
    const wanted = [this.storage.get("attune:language"), ...(navigator.languages || []), fallback, "en"];
    return wanted.map((tag) => (tag || "").slice(0, 2)).find((tag) => tag in this.languages);
  }

  async speak(language, retry = 1) {
    try {
      const known = Array.from(this.kinds, (kind) => this.loadBallot(kind, language, retry - 1));
      [this.texts] = await Promise.all([this.loadTexts(language), ...known]);
      this.language = language;
      this.draw();
    } catch (unreachable) {
      setTimeout(() => this.speak(language, retry + 1), 1000 * retry);
    }
  }

  nextLanguage() {
    const all = Object.keys(this.languages);
    return all[(all.indexOf(this.language) + 1) % all.length];
  }

  switchLanguage() {
    this.storage.set("attune:language", this.nextLanguage());
    this.speak(this.nextLanguage());
  }

  /** A text of the phone's own, or of a kind where the kind has one by this name. */
  t = (name, values, kind) => {
    const { texts = {} } = (kind && this.ballot(kind)) || {};
    return fill(texts[name] || this.texts[name] || "", values);
  };
  say = (words) => say(words, this.language);

  // --- What the room says

  hear(message) {
    if (message.type === "state") this.hearState(message);
    else if (message.type === "mine") this.hearMine(message);
    else if (message.type === "saved") this.hearSaved(message.id);
    else if (message.type === "refused") this.hearRefused(message);
    else if (message.type === "waiting") this.hearWaiting(message.id);
    else this.more(message);
    this.draw();
  }

  hearState(state) {
    if (state.revision < this.revision) return;
    const before = this.round();
    const isHalfway = before && this.value && this.screen() === "ask";
    this.revision = state.revision;
    this.state = state;
    if (isHalfway && this.stillOpen().some(({ round }) => round.id === before.round)) this.beside = before.round;
    this.ahead = Date.parse(state.now) - Date.now();
    this.box = this.box || outbox(this.storage, state.meeting.id);
    if (!before || !this.round() || before.id !== this.round().id) this.seat = 1;
    const round = this.round();
    if (round && (!before || before.id !== round.id)) this.openRound(round);
    if (this.isOnline) this.flush();
  }

  /** What can be answered beside what the room does, or after the end. */
  stillOpen() {
    return (this.state && this.state.still_open) || [];
  }

  /** Turns to one of these, by its round, or (null) back to the room. */
  turnTo(round) {
    this.beside = round;
    this.sit(1);
  }

  /** Another person of those who share this phone. */
  sit(seat) {
    this.seat = seat;
    if (this.round()) this.openRound(this.round());
    this.draw();
  }

  /** How this phone is used in this meeting: `{mode: "me" | "share" | "table", people}`. */
  use() {
    return (this.box && this.box.fact("use")) || { mode: "me" };
  }

  openRound(round) {
    this.editing = this.left = null;
    this.value = this.box.draft(round.id);
    this.roundSince = Date.now();
    setTimeout(() => this.draw(), OWN_ANSWER_WITHIN);
  }

  hearMine(message) {
    this.mine[place(message.round, message.seat)] = message;
  }

  hearSaved(id) {
    this.land(id);
    this.isKept = false;
    const taken = this.box && this.box.take(id);
    if (taken) this.mine[taken[0]] = { ...this.mine[taken[0]], round: taken[0], value: taken[1] };
  }

  hearRefused({ id, reason, message }) {
    this.land(id);
    if (reason === "too fast") return void setTimeout(() => this.flush(), 1000 + 1000 * Math.random());
    const taken = this.box && this.box.take(id);
    if (!taken) return;
    const [round, value] = taken;
    this.refusals[round] = message;
    if (same(value, PASS)) return;
    this.box.keepDraft(round, value);
    if (!this.round() || this.round().id !== round) return;
    this.editing = round;
    this.value = value;
  }

  /** The room is there, but cannot keep anything just now: the answer stays here and goes out again. */
  hearWaiting(id) {
    this.land(id);
    this.isKept = true;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.flush(), 1500 + 1500 * Math.random());
  }

  setOnline(isOnline) {
    if (isOnline === this.isOnline) return;
    this.isOnline = isOnline;
    this.isLost = false;
    clearTimeout(this.losing);
    if (isOnline) {
      this.revision = -1;
      this.flush();
    } else {
      Object.keys(this.flying).forEach((id) => this.land(id));
      this.losing = setTimeout(() => {
        this.isLost = true;
        this.draw();
      }, OFFLINE_AFTER);
    }
    this.draw();
  }

  // --- What this phone says

  /** A ballot was touched: `value` as it would be sent, or null. */
  change(value) {
    const { id } = this.round();
    this.value = value;
    this.box.keepDraft(id, value && !same(value, this.own(id)) ? value : null);
    delete this.refusals[id];
    this.left = null;
    this.draw();
  }

  submit(value) {
    const { id } = this.round();
    delete this.refusals[id];
    this.editing = this.left = null;
    this.box.fact("met", true);
    if (same(value, this.own(id))) this.box.keepDraft(id, null);
    else this.box.put(id, value, this.use().people);
    this.value = null;
    this.flush();
    this.draw();
  }

  pass() {
    this.submit(PASS);
  }

  edit() {
    this.editing = this.round().id;
    this.value = this.given(this.own(this.editing));
    this.draw();
  }

  keep() {
    this.box.keepDraft(this.editing, null);
    this.editing = this.value = null;
    this.draw();
  }

  leave() {
    this.left = this.round().id;
    this.draw();
  }

  /** Sends everything not yet saved; the same id may go out twice and is stored once. */
  flush() {
    if (!this.isOnline || !this.box) return;
    for (const [where, { id, value, people }] of this.box.waiting()) {
      if (this.flying[id]) continue;
      this.flying[id] = setTimeout(() => {
        this.land(id);
        this.transport.again();
        this.flush();
      }, ACK_WITHIN * (1 + Math.random() / 2));
      const [round, seat] = where.split("/");
      this.transport.send({ type: "answer", id, round, value, ...(seat && { seat: +seat }), ...(people && { people }) });
    }
  }

  land(id) {
    clearTimeout(this.flying[id]);
    delete this.flying[id];
  }

  // --- What is so

  now() {
    return Date.now() + this.ahead;
  }

  /** What this phone is at: the room's activity, or what it turned to. */
  activity() {
    return this.stillOpen().find(({ round }) => round.id === this.beside) || (this.state && this.state.activity);
  }

  round() {
    const { round } = this.activity() || {};
    return round ? { ...round, id: place(round.id, this.seat), round: round.id } : null;
  }

  own(round) {
    const unsent = this.box.unsent(round);
    return unsent ? unsent.value : (this.mine[round] && this.mine[round].value) || null;
  }

  /** An own value as a ballot knows it: a pass is none. */
  given = (value) => (same(value, PASS) ? null : value || null);

  isPass = (value) => same(value, PASS);

  /** "waiting" for the connection, "kept" until the room can save again, "sending" or "saved". */
  status(round) {
    if (!this.box.unsent(round)) return "saved";
    return !this.isOnline ? "waiting" : this.isKept ? "kept" : "sending";
  }

  /** A moved but unsent answer. */
  isDirty() {
    const round = this.round();
    return Boolean(this.value && this.screen() === "ask" && this.left !== round.id && !same(this.value, this.own(round.id)));
  }

  /** The ballot of a kind with its texts in the phone's language, or null while it is on its way. */
  ballot(kind, retry = 0) {
    const { language } = this;
    const name = `${kind}-${language}`;
    if (this.ballots[name] === undefined) {
      this.ballots[name] = null;
      this.loadBallot(kind, language, retry).then(
        (module) => {
          this.ballots[name] = module;
          if (!this.kinds.has(kind)) this.screens.dress(module.css);
          this.kinds.add(kind);
          this.draw();
        },
        () =>
          setTimeout(() => {
            delete this.ballots[name];
            this.ballot(kind, retry + 1);
          }, 1000 + 1000 * retry),
      );
    }
    return this.ballots[name];
  }

  /** What the last screen says beside one's own answers; null while that part of the page is on its way. */
  last() {
    const { closing } = this.state;
    const part = closing && this.ballot("closing");
    if (!part) return null;
    const own = Object.values(this.mine).flatMap(({ commitments }) => commitments || []);
    const address = this.address && ((name) => `${this.address(name)}?lang=${this.language}`);
    return part.card({ closing, own, address, lang: this.language, h, say: this.say, t: (name, values) => this.t(name, values, "closing") });
  }

  /** What only some phones need, fetched when it is wanted: `open(phone, what)`; `done` gets what that gives. */
  more(what, done) {
    this.loadMore(this.language).then(
      (module) => {
        if (!this.hasMore) this.screens.dress(module.css);
        this.hasMore = true;
        const made = module.open(this, what, { h, field, fill });
        if (done) done(made);
      },
      () => (done ? setTimeout(() => this.draw(), 3000) : this.draw()),
    );
  }

  /** Whether something is asked about people, and this phone has answered once and not said or refused it. */
  mayTell() {
    const { meeting } = this.state;
    return Boolean(meeting.about && meeting.phase === "live" && !this.box.fact("told") && Object.values(this.mine).some((mine) => mine.value));
  }

  /** Which screen is due: none, lobby, ended, still, soon, ask, saved, closed or revealed. */
  screen() {
    if (!this.texts || !this.state) return "none";
    const { phase } = this.state.meeting;
    const activity = this.activity();
    if (phase === "ended" && !activity) return "ended";
    if (phase === "lobby" || !activity) return "lobby";
    const ballot = this.ballot(activity.kind);
    if (!ballot || (activity.whom && !this.ballot("families"))) return "none";
    if (ballot.asks === false) return "still";
    const round = this.round();
    if (!round) return "soon";
    const isKnown = this.beside || round.id in this.mine || this.box.unsent(round.id);
    if (!isKnown && Date.now() - this.roundSince < OWN_ANSWER_WITHIN - 5) return "none";
    if (round.phase !== "open") return round.phase;
    return this.own(round.id) && this.editing !== round.id ? "saved" : "ask";
  }

  draw() {
    if (!this.texts) return;
    this.screens.draw(this.screen());
  }
}
