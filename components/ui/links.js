// Follows a link whose press was lost: what a page reports by itself at the same moment can take the press's place, and
// the part of a page that a link leads to may not be there yet, or move as long as the page is being drawn.
const LINKS = "a[data-testid=stPageLink-NavLink]";
const WITHIN = "a[href^='#']";
const DRAWN = "[data-test-script-state=notRunning]";
const OWN_WAY = ["wheel", "touchstart", "pointerdown", "keydown"];
const PATIENCE = 4000;
let waiting; // for one press alone: whoever has gone on and come back within that time is not sent away again
let following = 0; // the turn of the last press within the page; who scrolls on their own way ends it

function follow(id) {
  const turn = ++following;
  const begun = performance.now();
  const look = () => {
    if (turn !== following) return;
    const part = document.getElementById(id);
    if (part) part.scrollIntoView();
    const isThere = part && document.querySelector(DRAWN);
    if (!isThere && performance.now() - begun < PATIENCE) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export default function () {
  const end = () => following++;
  const watch = (event) => {
    const link = event.target.closest(`${LINKS}, ${WITHIN}`);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.matches(WITHIN)) return follow(link.hash.slice(1));
    if (link.pathname === location.pathname) return; // it is there already
    const from = location.href;
    clearTimeout(waiting);
    waiting = setTimeout(() => location.href === from && location.assign(link.href), PATIENCE);
  };
  document.addEventListener("click", watch, true);
  OWN_WAY.forEach((name) => document.addEventListener(name, end, { capture: true, passive: true }));
  return () => {
    document.removeEventListener("click", watch, true);
    OWN_WAY.forEach((name) => document.removeEventListener(name, end, true));
  };
}
