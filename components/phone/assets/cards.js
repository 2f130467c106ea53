// The card below the question: what is the case now, in word, colour and shape; and who sees what.

import { h } from "./parts.js";

const MARKS = { saved: "M6 12.5l4 4 8-9", sending: "M12 7v5l3.5 2", waiting: "M12 7v5l3.5 2", refused: "M12 6.5v7M12 17v.2" };
const COUNT_FROM = 10;

/** One's own answers in the whole meeting, which come after its end, without those that can still be changed. */
export const given = (phone) =>
  Object.values(phone.mine).filter((mine) => mine.kind && mine.value && (mine.seat > 1 || !phone.stillOpen().some(({ round }) => round.id === mine.round)));

const soft = (text) => h("p", { class: "soft" }, text);

const mark = (name) => h("svg:svg", { viewBox: "0 0 24 24", class: `mark ${name}`, "aria-hidden": "true" }, h("svg:path", { d: MARKS[name] }));

const stamp = (name, word, hint) => h("div", { class: `stamp ${name}` }, mark(name), h("div", {}, h("p", { class: "word" }, word), hint && h("p", {}, hint)));

/** Until when what is still open can be answered. */
const lasts = (phone, until) => phone.t("until", { at: new Date(until).toLocaleString(phone.language, { weekday: "long", hour: "numeric", minute: "numeric" }) });

/** What a screen's card holds, by the screen's name. */
export const cards = {
  none: () => h("div", { class: "dots" }),

  lobby(phone) {
    const { meeting, present } = phone.state;
    const isBefore = meeting.phase === "lobby";
    return [
      h("p", { class: "in" }, mark("saved"), h("span", {}, h("b", {}, phone.t("lobby_in")), " ", phone.t(isBefore ? "lobby_soon" : "next_soon"))),
      present >= COUNT_FROM && soft(phone.t("present", { count: present })),
      isBefore && h("section", { class: "raised" }, h("h2", {}, phone.t("who")), privacy(phone)),
    ];
  },

  soon: (phone) => soft(phone.t("think")),

  ask(phone, { id }) {
    return phone.refusals[id] ? stamp("refused", phone.say(phone.refusals[id])) : phone.state.meeting.funders && !phone.box.fact("met") && soft(phone.say(phone.state.meeting.funders));
  },

  saved(phone, { id }) {
    const status = phone.status(id);
    if (status !== "saved") return stamp(status === "kept" ? "waiting" : status, phone.t(status));
    const { until } = phone.activity();
    return stamp("saved", phone.t("saved"), phone.isPass(phone.own(id)) ? phone.t("passed") : until ? lasts(phone, until) : phone.t("saved_hint"));
  },

  closed(phone, round) {
    return [cards.over(phone, round), tellAbout(phone)];
  },

  over(phone, round) {
    const own = phone.own(round.id);
    const refusal = phone.refusals[round.id];
    if (own && phone.status(round.id) !== "saved") return cards.saved(phone, round);
    if (refusal) return stamp("refused", phone.t("closed"), phone.say(refusal));
    return stamp(own ? "saved" : "sending", phone.t("closed"), phone.t(!own ? "no_answer" : phone.isPass(own) ? "passed" : "closed_own"));
  },

  revealed(phone) {
    const { tally, activity } = phone.state;
    if (phone.ballot(activity.kind).shows === false) return h("p", {}, phone.t("quiet"));
    return [tally && tally.hidden ? soft(phone.t("few")) : [], tellAbout(phone)];
  },

  ended(phone) {
    const [open] = phone.stillOpen();
    const has = open || given(phone).length > 0;
    return [h("p", {}, phone.t("ended_text")), open && h("p", {}, lasts(phone, open.until)), phone.last(), has && soft(phone.t("ended_keep")), has && h("h2", {}, phone.t("ended_own"))];
  },
};

/** After one's first answer: would you tell the group a little about yourself? */
const tellAbout = (phone) => phone.mayTell() && h("button", { class: "second", onclick: () => phone.more("about") }, phone.t("about_title"));

/** Who will see what: the kind's own sentence, what holds for all, and when a picture appears if one does. */
export function privacy(phone) {
  const { meeting } = phone.state;
  const about = phone.activity();
  const { asks, shows, atOnce } = (about && phone.ballot(about.kind)) || {};
  const hasPicture = asks !== false && shows !== false && !(atOnce && atOnce(about.config));
  const remembered = phone.box.fact("today") ? "privacy_today" : "privacy_phone";
  const read = about && about.written === "wait" ? "privacy_read_first" : "privacy_read";
  const names = [meeting.names === "none" && "privacy_name", remembered, read].filter(Boolean);
  return [
    about && h("p", {}, phone.t("sees", {}, about.whom ? "families" : about.kind)),
    h("p", {}, names.map((name) => phone.t(name)).join(" ")),
    hasPicture && h("p", {}, phone.t(`show_${meeting.show}`)),
    meeting.funders && h("p", {}, phone.say(meeting.funders)),
    h("p", {}, h("button", { class: "quiet flush", onclick: () => phone.more("today") }, phone.t("today"))),
  ];
}
