// What is done on the board, and how things stand after it.

// Plain http in a room has no crypto.randomUUID.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** How things stand once these moves are done: themes and cards by id. The server does the same (themes/moves.py). */
function after(data, moves, gone) {
  const themes = new Map(data.themes.map((theme) => [theme.id, { ...theme }]));
  const cards = new Map(data.cards.map((card) => [card.id, { ...card }]));
  const within = (id) => Array.from(cards.values()).filter((card) => card.theme === id);
  const put = (move) => {
    for (const id of move.cards) {
      const card = cards.get(id);
      if (card && (move.was === undefined || card.theme === move.was)) card.theme = move.theme;
    }
  };
  const does = {
    make(move) {
      if (!themes.has(move.theme)) themes.set(move.theme, { id: move.theme, name: move.name, before: "", stays: false });
      put(move);
    },
    move: (move) => (!move.theme || themes.has(move.theme)) && put(move),
    rename: (move) => themes.has(move.theme) && (themes.get(move.theme).name = move.name),
    remove(move) {
      if (move.if_empty && within(move.theme).length) return;
      for (const card of within(move.theme)) card.theme = "";
      themes.delete(move.theme);
    },
    away(move) {
      if (!within(move.theme).length) themes.delete(move.theme);
      else if (themes.has(move.theme)) themes.get(move.theme).is_away = true;
    },
    back: (move) => gone.has(move.theme) && themes.set(move.theme, { ...gone.get(move.theme), is_away: false }),
  };
  for (const move of moves) does[move.do](move);
  for (const card of cards.values()) if (card.theme && !themes.has(card.theme)) card.theme = "";
  return { themes, cards };
}
