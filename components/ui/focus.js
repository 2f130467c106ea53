// Puts the keyboard into the first field of a part of the page, once for each turn.
const FIELDS = "input, textarea, [role=slider], button";
const COMING = "[data-testid=stSkeleton]"; // stands where a field's own code is still on its way
const PATIENCE = 10000;

export default function ({ parentElement, data }) {
  if (parentElement.turn === data.turn) return;
  parentElement.turn = data.turn;
  const begun = performance.now();
  const look = () => {
    if (parentElement.turn !== data.turn) return;
    const place = document.querySelector(`.st-key-${data.place}`);
    const field = place && !place.querySelector(COMING) && place.querySelector(FIELDS);
    if (field) field.focus();
    else if (performance.now() - begun < PATIENCE) requestAnimationFrame(look);
  };
  look();
}
