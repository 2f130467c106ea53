// One key, one action: tells the page which of its keys was pressed, unless somebody is typing.
export default function ({ parentElement, data, setTriggerValue }) {
  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.composedPath()[0];
    const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const hasOwnKeys = event.composedPath().some((node) => node.dataset && "ownKeys" in node.dataset);
    if (isTyping || hasOwnKeys || document.querySelector('[role="dialog"]')) return;
    const name = data.keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    setTriggerValue("pressed", name);
  };
  document.addEventListener("keydown", listen, true);
  return () => document.removeEventListener("keydown", listen, true);
}
