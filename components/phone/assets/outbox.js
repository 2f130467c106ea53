// What this phone has not handed over yet, kept over reloads: drafts and unsent answers of one meeting, by round.

import { uuid } from "./parts.js";

/** Two tabs of one phone share the storage, so every look reads it and every change starts from what is there. */
export function outbox(storage, meeting) {
  const key = `attune:${meeting}`;
  const read = () => {
    try {
      return { drafts: {}, unsent: {}, ...JSON.parse(storage.get(key)) };
    } catch (broken) {
      return { drafts: {}, unsent: {} };
    }
  };
  const change = (edit) => {
    const kept = read();
    const result = edit(kept);
    storage.set(key, JSON.stringify(kept));
    return result;
  };
  return {
    seed: () => read().seed || change((kept) => (kept.seed = uuid())),
    draft: (round) => read().drafts[round] || null,
    unsent: (round) => read().unsent[round] || null,
    waiting: () => Object.entries(read().unsent),
    keepDraft: (round, value) =>
      change((kept) => {
        if (value) kept.drafts[round] = value;
        else delete kept.drafts[round];
      }),
    /** Keeps an answer until it is saved; a newer one to the same round takes its place. */
    put: (round, value, people) =>
      change((kept) => {
        delete kept.drafts[round];
        kept.unsent[round] = { id: uuid(), value, people };
      }),
    /** A fact about this phone in this meeting, kept under a name; `value` undefined only reads it. */
    fact: (name, value) => (value === undefined ? read()[name] : change((kept) => (kept[name] = value))),
    /** Takes out the answer with this id and gives `[round, value]`, or null if it is not (or no longer) here. */
    take: (id) =>
      change((kept) => {
        const found = Object.entries(kept.unsent).find(([, answer]) => answer.id === id);
        if (!found) return null;
        delete kept.unsent[found[0]];
        return [found[0], found[1].value];
      }),
  };
}
