// The phone's line to the room: one WebSocket, or plain requests where a network breaks WebSockets.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const POLL = 5000;
const OPENS_WITHIN = 6000;
const QUIET_FOR = 45000;

/** `address("live" | "answers" | "state")` gives the URLs. */
export function socket(address) {
  let hear, online, ws, timer, quiet, hiddenAt;
  let failed = 0; // tries since a connection last opened
  let attempts = 0;
  let isOpen = false;

  const later = (wait, run = connect) => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  const growing = () => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failed, 9)) * (0.5 + Math.random() / 2);

  function connect() {
    drop();
    attempts += 1;
    // Three closed doors: from now on plain requests, and only now and then another try.
    if (failed >= 3 && attempts % 6) return poll();
    let opened = false;
    const mine = (ws = new WebSocket(address("live").href.replace(/^http/, "ws")));
    const patience = setTimeout(() => mine.close(), OPENS_WITHIN);
    mine.onopen = () => (isOpen = mine === ws);
    // Only a word from the room shows that the line is good: some networks open it and then swallow everything.
    mine.onmessage = (event) => {
      if (mine !== ws) return;
      opened = true;
      failed = attempts = 0;
      clearTimeout(patience);
      listen();
      online(true);
      hear(JSON.parse(event.data));
    };
    mine.onclose = () => {
      clearTimeout(patience);
      if (mine !== ws) return;
      drop();
      if (!opened) failed += 1;
      if (failed >= 3) return poll();
      online(false);
      later(growing());
    };
  }

  function drop() {
    const old = ws;
    ws = null;
    isOpen = false;
    clearTimeout(quiet);
    if (old) old.close();
  }

  /** A line that has said nothing for long may be dead without knowing: ask by another way. */
  function listen() {
    clearTimeout(quiet);
    quiet = setTimeout(async () => {
      if ((await ask()) && isOpen) listen();
      else again();
    }, QUIET_FOR * (1 + Math.random() / 3));
  }

  async function fetched(name, options) {
    const response = await fetch(address(name), { cache: "no-store", ...options });
    return response.json();
  }

  async function ask() {
    try {
      const { state, own } = await fetched("state");
      if (!state) return false;
      hear(state);
      for (const message of own) hear(message);
      return true;
    } catch (unreachable) {
      return false;
    }
  }

  async function poll() {
    const reached = await ask();
    if (isOpen) return;
    online(reached);
    later(reached ? POLL : Math.max(growing(), 1000));
  }

  const posted = (name, body) => fetch(address(name), { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });

  async function post(message) {
    try {
      if (message.type === "about") return void (await posted("about", message));
      hear(await (await posted("answers", message)).json());
    } catch (unreachable) {
      online(false);
    }
  }

  function again() {
    online(false);
    failed = Math.min(failed, 2);
    connect();
  }

  const wake = () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (!isOpen || Date.now() - hiddenAt > 5000) again();
  };
  const lost = () => online(false);

  return {
    start(listeners) {
      hear = listeners.hear;
      online = listeners.online;
      addEventListener("online", again);
      addEventListener("offline", lost);
      addEventListener("pageshow", (event) => event.persisted && again());
      document.addEventListener("visibilitychange", wake);
      connect();
    },
    send(message) {
      if (isOpen) ws.send(JSON.stringify(message));
      else if (failed >= 3) post(message);
    },
    again,
    /** Be known to the room for today only, or as before; gives whether it worked. */
    async forToday(today) {
      const done = await posted("today", { today }).then((response) => response.ok, () => false);
      if (done) setTimeout(() => location.reload(), 300);
      return done;
    },
  };
}
