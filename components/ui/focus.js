// Puts the keyboard into the first field of a part of the page, once for each turn.
const FIELDS = "input, textarea, [role=slider], button";
const TRIES = 60;

export default function ({ parentElement, data }) {
  if (parentElement.turn === data.turn) return;
  parentElement.turn = data.turn;
  const look = (left) => {
    const field = document.querySelector(`.st-key-${data.place} :is(${FIELDS})`);
    if (field) field.focus();
    else if (left) requestAnimationFrame(() => look(left - 1));
  };
  look(TRIES);
}
