// Loads the page anew where Streamlit's own script has failed: it leaves the window empty, for good, in front of a room.
const AT_MOST_EVERY = 15000;

(() => {
  const root = document.getElementById("root");
  if (window.attuneRevive || !root) return;
  window.attuneRevive = true;
  const load = () => {
    if (root.childElementCount) return;
    sessionStorage.setItem("attune-revived", Date.now());
    location.reload();
  };
  const look = () => {
    if (root.childElementCount) return;
    const since = Date.now() - Number(sessionStorage.getItem("attune-revived"));
    setTimeout(load, Math.max(300, AT_MOST_EVERY - since));
  };
  new MutationObserver(look).observe(root, { childList: true });
})();

