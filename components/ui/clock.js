// A countdown that ticks in the browser, set by the server's clock.
export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".clock");
  clearInterval(root.ticking);
  const offset = Date.parse(data.now) - Date.now();
  const ends = Date.parse(data.ends_at);
  const switchAt = data.switch_at ? Date.parse(data.switch_at) : null;
  const time = root.querySelector(".time");
  const note = root.querySelector(".note");
  root.dataset.size = data.size;

  const draw = () => {
    const now = Date.now() + offset;
    const left = Math.max(0, Math.ceil((ends - now) / 1000));
    if (data.seconds) root.style.setProperty("--left", Math.min(1, Math.max(0, (ends - now) / 1000 / data.seconds)));
    time.textContent = data.size === "calm" && left < 60 ? left : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const isSwitched = switchAt !== null && now >= switchAt && left > 0;
    note.textContent = left === 0 ? data.words.over : isSwitched ? data.words.switch : data.words.before || "";
    root.dataset.state = left === 0 ? "over" : isSwitched ? "switched" : left <= 10 ? "last" : "running";
  };
  draw();
  root.ticking = setInterval(draw, 250);
  return () => clearInterval(root.ticking);
}
