// Wakes a fragment whenever the meeting's revision changes, over our own socket. Says when it cannot, and then wakes it
// every so often, as long as somebody looks.
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

export default function ({ parentElement, data, setTriggerValue }) {
  if (parentElement.pulse && parentElement.pulse.code === data.code) {
    parentElement.pulse.tell = setTriggerValue;
    parentElement.pulse.follow(data.every);
    return;
  }
  const pulse = { code: data.code, tell: setTriggerValue, seen: 0, failures: 0, socket: null, timer: 0, over: false, every: 0, looking: 0, told: 0, waiting: 0 };
  parentElement.pulse = pulse;

  // Just drawn: the next look is a whole wait away. Never all at the same moment.
  pulse.follow = (every) => {
    clearTimeout(pulse.looking);
    pulse.every = every;
    if (every && !pulse.over) pulse.looking = setTimeout(look, every * 1000 * (0.75 + Math.random() / 2));
  };
  const look = () => {
    pulse.follow(pulse.every);
    if (!document.hidden) pulse.tell("beat", `look.${Date.now()}`);
  };
  const back = () => pulse.every && !document.hidden && look();
  document.addEventListener("visibilitychange", back);
  pulse.follow(data.every);

  const beat = () => {
    pulse.waiting = 0;
    pulse.told = Date.now();
    pulse.tell("beat", pulse.seen);
  };

  const base = new URL(".", document.baseURI || location.href);
  const open = () => {
    const url = new URL(`j/${data.code}/pulse`, base);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    pulse.socket = socket;
    socket.onmessage = (event) => {
      const { revision, done, present, trouble } = JSON.parse(event.data);
      const seen = `${revision}.${present}.${trouble || ""}`;
      const urgent = `${done}.${trouble || ""}`;
      const isUrgent = urgent !== pulse.urgent;
      const first = pulse.seen === 0;
      pulse.failures = 0;
      if (seen === pulse.seen) return;
      pulse.seen = seen;
      pulse.urgent = urgent;
      if (first) return void pulse.tell("reached", { lane: "phone", origin: base.href });
      const wait = isUrgent ? 0 : pulse.told + data.calm * 1000 - Date.now();
      if (wait > 0 && pulse.waiting) return;
      clearTimeout(pulse.waiting);
      if (wait > 0) pulse.waiting = setTimeout(beat, wait);
      else beat();
    };
    socket.onclose = () => {
      if (pulse.over) return;
      pulse.failures += 1;
      if (pulse.seen === 0 && pulse.failures === 3 && !pulse.every) pulse.tell("reached", { lane: "streamlit", origin: base.href });
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(pulse.failures, 4));
      pulse.timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
    };
  };
  open();

  return () => {
    pulse.over = true;
    clearTimeout(pulse.timer);
    clearTimeout(pulse.looking);
    clearTimeout(pulse.waiting);
    document.removeEventListener("visibilitychange", back);
    if (pulse.socket) pulse.socket.close();
    delete parentElement.pulse;
  };
}
