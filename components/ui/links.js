// Follows a link whose press was lost: what a page reports by itself at the same moment can take the press's place.
const LINKS = "a[data-testid=stPageLink-NavLink]";
const PATIENCE = 4000;
let waiting; // for one press alone: whoever has gone on and come back within that time is not sent away again

export default function () {
  const watch = (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.pathname === location.pathname) return; // it is there already
    const from = location.href;
    clearTimeout(waiting);
    waiting = setTimeout(() => location.href === from && location.assign(link.href), PATIENCE);
  };
  document.addEventListener("click", watch, true);
  return () => document.removeEventListener("click", watch, true);
}
