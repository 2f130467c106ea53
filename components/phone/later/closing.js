// The last screen of a meeting: one's own commitments, the words people chose to share, when it goes on, and who will see what.

const FEW = 5;

export const css = `
.last > * + * { margin-top: 24px }
.last ul { display: grid; gap: 8px; margin-top: 8px }
.last summary { padding: 12px 0; color: var(--accent); font-weight: 600; cursor: pointer }
a.second, a.quiet { display: block; text-align: center; text-decoration: none; color: var(--accent); border-radius: 14px; padding: 14px 16px }
.last .raised a { margin-top: 8px; text-align: left; padding: 12px 0 }
`;

/** The parts of the card, for a phone whose meeting has ended. `own` are this phone's commitments, in its own words. */
export function card({ closing, own, address, lang, h, t, say }) {
  const { echoes, commitments, next, seen } = closing;
  const list = (items, you) => h("ul", {}, items.map(({ text, side }) => h("li", { class: `said${you}` }, side && h("small", {}, t(`side_${side}`), h("br")), text)));
  const part = (name, ...inside) => h("section", {}, h("h2", {}, t(name)), ...inside);
  return h(
    "div",
    { class: "last" },
    own.length > 0 && part("own", list(own.map((text) => ({ text })), " you")),
    commitments > 0 && h("p", {}, t(commitments === 1 ? "made_one" : "made", { count: commitments })),
    echoes.length > 0 && part("echoes", list(echoes.slice(0, FEW), ""), echoes.length > FEW && h("details", {}, h("summary", {}, t("more", { count: echoes.length - FEW })), list(echoes.slice(FEW), ""))),
    next && h("section", { class: "raised" }, h("h2", {}, t("next")), when(next, lang).map((line) => h("p", {}, line)), say(next.place) && h("p", {}, say(next.place)), address && h("a", { class: "quiet", href: address("next-meeting.ics") }, t("calendar"))),
    address && h("a", { class: "second", href: address("takeaway") }, t("takeaway")),
    address && h("a", { class: "quiet", href: address("me") }, t("me")),
    h("section", { class: "raised" }, h("h2", {}, t("seen")), seen.map((name) => h("p", { class: "soft" }, t(`seen_${name}`)))),
  );
}

/** Day and time in words; the zone too where this phone's clock is in another one. */
function when({ on, begins, ends, zone }, lang) {
  const day = new Date(`${on}T12:00`).toLocaleDateString(lang, { weekday: "long", day: "numeric", month: "long" });
  const clock = (at) => new Date(`${on}T${at}`).toLocaleTimeString(lang, { hour: "numeric", minute: "2-digit" });
  const hours = [begins, ends].filter(Boolean).map(clock).join(" – ");
  return [day[0].toUpperCase() + day.slice(1), hours && hours + elsewhere(on, zone, lang)].filter(Boolean);
}

function elsewhere(on, zone, lang) {
  try {
    if (Intl.DateTimeFormat().resolvedOptions().timeZone === zone) return "";
    const parts = new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: "long" }).formatToParts(new Date(`${on}T12:00Z`));
    return ` (${parts.find(({ type }) => type === "timeZoneName").value})`;
  } catch (unknown) {
    return ` (${zone})`;
  }
}
