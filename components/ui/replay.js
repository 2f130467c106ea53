// Plays a round as it unfolded: one figure, its frames, and a button and a rail to go through them.
// Words of people reach the page through plotly only, which the Python side made inert, or as attributes.

const HOLD = 1100; // from one picture to the next while it plays

class Player {
  constructor(root, { movie, labels, alts, words, config }) {
    Object.assign(this, { root, labels, alts, words, config, movie: JSON.parse(movie), at: 0 });
    this.picture = root.querySelector(".picture");
    this.button = root.querySelector("button");
    this.rail = root.querySelector("input");
    this.label = root.querySelector("output");
    this.plot = document.createElement("div");
    this.plot.setAttribute("aria-hidden", "true");
    this.picture.replaceChildren(this.plot);
    this.picture.style.height = `${this.movie.layout.height}px`;
    this.last = this.movie.frames.length - 1;
    this.rail.max = this.last;
    this.rail.setAttribute("aria-label", words.rail);
    this.rail.oninput = () => this.go(Number(this.rail.value));
    this.button.onclick = () => (this.timer ? this.pause() : this.play());
    this.observer = new ResizeObserver(() => this.width !== this.picture.clientWidth && this.draw(false));
    this.observer.observe(this.picture);
    this.queue = Promise.resolve();
    this.tell();
  }

  draw(glides) {
    const wanted = this.at;
    this.queue = this.queue.then(() => {
      const width = this.picture.clientWidth;
      if (this.over || !this.plotly || !width || (glides && wanted !== this.at)) return undefined;
      const frame = structuredClone(this.movie.frames[this.at]);
      const layout = { ...this.movie.layout, ...frame.layout, width };
      const moves = glides && !isStill() && width === this.width;
      layout.transition = moves ? GLIDE : { duration: 0 };
      const draw = width === this.width ? "react" : "newPlot";
      this.width = width;
      return this.plotly[draw](this.plot, frame.data, layout, this.config);
    }).catch((error) => console.error("attune replay", error));
  }

  show(place) {
    this.at = place;
    this.draw(true);
    this.tell();
  }

  go(place) {
    this.timer = clearInterval(this.timer);
    this.show(place);
  }

  tell() {
    const isPlaying = Boolean(this.timer);
    const { words, at, last } = this;
    this.rail.value = at;
    this.rail.setAttribute("aria-valuetext", this.labels[at]);
    this.rail.style.setProperty("--done", `${(100 * at) / last}%`);
    this.label.textContent = this.labels[at];
    this.picture.setAttribute("aria-label", this.alts[at]);
    this.button.dataset.is = isPlaying ? "playing" : "paused";
    this.button.textContent = isPlaying ? words.pause : at === last ? words.again : words.play;
    this.root.dataset.attuneScene = at;
  }

  play() {
    if (this.at === this.last) this.show(0);
    this.timer = setInterval(() => {
      if (this.at + 1 >= this.last) this.pause();
      this.show(Math.min(this.at + 1, this.last));
    }, HOLD);
    this.tell();
  }

  pause() {
    this.timer = clearInterval(this.timer);
    this.tell();
  }

  end() {
    this.over = true;
    clearInterval(this.timer);
    this.observer.disconnect();
    if (this.plotly) this.plotly.purge(this.plot);
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".attune-replay");
  const kept = parentElement.attuneReplay;
  if (kept && kept.sent === data.movie) return undefined;
  if (kept) kept.end();
  const player = (parentElement.attuneReplay = new Player(root, data));
  player.sent = data.movie;
  loadPlotly(data.plotly_url).then(
    (plotly) => {
      player.plotly = plotly;
      root.dataset.attuneReady = "yes";
      player.draw(false);
    },
    () => {
      root.hidden = true;
      setTriggerValue("unreachable", true);
    },
  );
  return () => {
    player.end();
    delete parentElement.attuneReplay;
  };
}
