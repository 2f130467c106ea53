// Draws a plotly figure from our own copy of plotly.js, and lets it glide from one state to the next.
// Words of people reach the page through plotly only, which the Python side made inert, or as attributes.

const STEP = 900; // between two places of an order that is revealed from the bottom
const MOST_GLIDING = { wall: 400, page: 100 }; // more marks would stutter, and take the machine from all it serves

// ---- a wall is drawn for one size and scaled to the place it has ----

const LETTERS = ["font", "textfont", "tickfont"];
const LEAST = 22; // pixels of the smallest letters on a projector, however little room a picture has
const SIZED = {
  marker: ["size", "cornerradius"], line: ["width"],
  margin: ["l", "r", "t", "b"], annotations: ["xshift", "yshift", "width"],
  xaxis: ["ticklen"], yaxis: ["ticklen"],
};

const WORDS = ["text", "ticktext"]; // with a size of its own the first of two languages

const spelled = (value, by) => (Array.isArray(value) ? value.map((each) => spelled(each, by)) : typeof value !== "string" ? value
  : value.replace(/<span style="font-size:(\d+)px">/g, (_, size) => `<span style="font-size:${size * by}px">`));

const times = (value, by) => (typeof value === "number" ? value * by : Array.isArray(value) ? value.map((v) => times(v, by)) : value);

function scaled(node, by, letters, name = "") {
  const inside = (value, key) => (value && typeof value === "object" ? scaled(value, by, letters, key) : value);
  if (Array.isArray(node)) return node.map((item) => inside(item, name));
  const sized = SIZED[name] || [];
  return Object.fromEntries(Object.entries(node).map(([key, value]) => {
    if (sized.includes(key)) return [key, times(value, by)];
    if (key === "size" && LETTERS.includes(name)) return [key, times(value, letters)];
    if (WORDS.includes(key)) return [key, spelled(value, letters)];
    return [key, key === "meta" ? value : inside(value, key)];
  }));
}

// ---- a window too small for a wall has the picture as pages have it ----

const NEAR = "(max-width: 1023px), (max-height: 599px)"; // as in wall_here.css

// ---- what is not yet to be seen ----

function atStart(figure) {
  const data = figure.data.map((trace) => {
    const start = trace.meta?.start;
    if (!start) return trace;
    const moved = Object.entries(start).map(([axis, value]) => [axis, trace[axis].map(() => value)]);
    return { ...trace, ...Object.fromEntries(moved) };
  });
  return { ...figure, data };
}

function upTo(figure, shown) {
  const of = figure.layout.meta?.reveal;
  if (!of || shown >= of) return figure;
  const isHidden = (place) => place < of - shown;
  const data = figure.data.map((trace) => {
    const places = trace.meta?.places;
    if (!places) return trace;
    const keep = (values, rest) => values && values.map((value, index) => (isHidden(places[index]) ? rest : value));
    const x = trace.meta.start ? keep(trace.x, trace.meta.start.x) : trace.x;
    return { ...trace, x, text: keep(trace.text, "") };
  });
  const later = (item) => item.name?.startsWith("place-") && isHidden(Number(item.name.slice(6)));
  const kept = (items) => (items || []).map((item) => (later(item) ? { ...item, visible: false } : item));
  const layout = { ...figure.layout, annotations: kept(figure.layout.annotations), shapes: kept(figure.layout.shapes) };
  return { ...figure, data, layout };
}

// ---- drawing ----

const marks = (data) => data.reduce((sum, trace) => sum + (trace.x || []).length, 0);

class Drawing {
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "attune-figure";
    this.box.setAttribute("role", "img");
    this.box.style.width = "100%";
    this.plot = document.createElement("div");
    this.plot.setAttribute("aria-hidden", "true");
    this.plot.style.height = "100%";
    this.box.append(this.plot);
    parent.append(this.box);
    this.shown = 0;
    this.near = window.matchMedia(NEAR);
    this.queue = Promise.resolve();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.box);
  }

  place({ alt, height, config, near }, figure) {
    const meta = figure.layout.meta || {};
    this.isWall = meta.size === "wall";
    this.isOwn = Boolean(near); // one's own window is looked at from nearby
    this.figure = figure;
    this.config = config;
    this.box.setAttribute("aria-label", alt);
    this.box.lang = meta.language || "";
    this.box.dataset.attuneFigure = JSON.stringify(meta.numbers || {});
    this.box.style.height = this.isWall && height ? height : `${figure.layout.height}px`;
  }

  fitted(figure) {
    const width = this.box.clientWidth;
    const height = this.box.clientHeight;
    const { layout } = figure;
    if (!this.isWall) return { ...figure, layout: { ...layout, width, height } };
    const by = Math.min(width / layout.meta.width, height / layout.height);
    const isProjector = !this.isOwn && window.innerWidth >= 1280 && window.innerHeight >= 700;
    const letters = isProjector ? Math.max(by, LEAST / layout.meta.smallest) : by;
    const sized = scaled({ data: figure.data, layout }, by, letters);
    return { data: sized.data, layout: { ...sized.layout, meta: layout.meta, width, height } };
  }

  react(figure, glides) {
    const { data, layout } = this.fitted(figure);
    if (!layout.width || !layout.height) return Promise.resolve();
    // Gliding, plotly leaves the frame of a plot as large as it was and cuts off what is beyond.
    const [width, height] = this.drawn || [layout.width, layout.height];
    const isSame = width === layout.width && height === layout.height;
    const isLight = marks(data) <= MOST_GLIDING[this.isWall ? "wall" : "page"];
    layout.transition = glides && isSame && isLight && !isStill() ? GLIDE : { duration: 0 };
    return this.plotly[isSame ? "react" : "newPlot"](this.plot, data, layout, this.config).then(() => {
      this.drawn = [layout.width, layout.height];
    });
  }

  // One change after the other; of several that wait only the latest is drawn.
  draw(plotly) {
    this.plotly = plotly;
    this.wanted = this.figure;
    this.queue = this.queue.then(() => {
      if (!this.wanted || this.over) return undefined;
      const figure = this.wanted;
      this.wanted = null;
      return this.isDrawn ? this.react(upTo(figure, this.shown), true) : this.first(figure);
    }).catch((error) => console.error("attune figure", error));
  }

  // As it is and within this very task: nothing of it glides.
  drawStill(plotly) {
    if (this.over) return;
    this.plotly = plotly;
    this.isDrawn = true;
    this.shown = this.figure.layout.meta?.reveal || 0;
    this.react(this.figure, false).catch((error) => console.error("attune figure", error));
  }

  async first(figure) {
    this.isDrawn = true;
    const places = figure.layout.meta?.reveal || 0;
    if (isStill()) {
      this.shown = places;
      await this.react(figure, false);
      return;
    }
    await this.react(upTo(atStart(figure), 0), false);
    await new Promise((resolve) => setTimeout(resolve, 60));
    if (places) this.revealNext();
    else await this.react(figure, true);
  }

  revealNext() {
    if (this.over) return;
    this.shown += 1;
    this.draw(this.plotly);
    if (this.shown < (this.figure.layout.meta?.reveal || 0)) this.timer = setTimeout(() => this.revealNext(), STEP);
  }

  resized() {
    if (!this.isDrawn || this.over || !this.box.clientWidth) return;
    const [width, height] = this.drawn || [];
    if (width === this.box.clientWidth && height === this.box.clientHeight) return;
    this.queue = this.queue.then(() => this.react(upTo(this.figure, this.shown), false)).catch(() => {});
  }

  end() {
    this.over = true;
    this.near.onchange = null;
    clearTimeout(this.timer);
    sight.forget(this.box);
    this.observer.disconnect();
    if (this.plotly) this.plotly.purge(this.plot);
    this.box.remove();
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const drawing = (parentElement.attuneDrawing ??= new Drawing(parentElement));
  const show = () => {
    const figure = data.near && drawing.near.matches ? data.near : data.figure;
    if (drawing.sent === figure) return;
    drawing.sent = figure;
    drawing.place(data, JSON.parse(figure));
    loadPlotly(data.plotly_url).then(
      (plotly) => (data.waits ? whenNear(drawing.box, () => drawing.drawStill(plotly)) : drawing.draw(plotly)),
      () => {
        drawing.box.hidden = true;
        setTriggerValue("unreachable", true);
      },
    );
  };
  drawing.near.onchange = show;
  show();
  return () => {
    drawing.end();
    delete parentElement.attuneDrawing;
  };
}
