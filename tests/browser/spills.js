// What of the wall lies outside the window, and which of its pieces lie on top of each other: a sentence for each.
() => {
  const PIECES =
    ".wall p, .wall h1, .wall h2, .wall img, .wall .ring, .wall span, .attune-figure, .clock .time, .clock .note";
  const WHOLE = "img, .ring, .attune-figure, .wall-cards *, .wall-foot *, .wall-last li *, .wall-last .cut, .wall-last .cut *"; // the others are as large as their words
  const ROUGH = 3; // pixels: lines have some air around their letters

  const boxOf = (element) => {
    if (element.matches(WHOLE)) return element.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const inShadow = [...document.querySelectorAll("*")].map((element) => element.shadowRoot).filter(Boolean);
  const pieces = [document, ...inShadow]
    .flatMap((root) => [...root.querySelectorAll(PIECES)])
    .map((element) => ({ element, box: boxOf(element) }))
    .filter(({ box }) => box.width && box.height);
  const name = ({ element }) => `${element.className || element.tagName} "${(element.textContent || "").slice(0, 40)}"`;

  const isOutside = ({ box }) =>
    box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1 || box.top < -1;
  const areNested = (one, other) => one.element.contains(other.element) || other.element.contains(one.element);
  const shared = (one, other, from, to) => Math.min(one.box[to], other.box[to]) - Math.max(one.box[from], other.box[from]);
  const lieOnEachOther = (one, other) =>
    !areNested(one, other) && shared(one, other, "top", "bottom") > ROUGH && shared(one, other, "left", "right") > ROUGH;

  // Plotly draws within a frame of its own; one that is not as large as the plot cuts off dots and bars.
  const isUnfit = (plot) => {
    const frame = plot.querySelector('clipPath.plotclip[id$="xyplot"] rect');
    const isCut = frame && Math.abs(frame.getAttribute("width") - plot._fullLayout.xaxis._length) > 1;
    return isCut || Math.abs(plot._fullLayout.width - plot.clientWidth) > 1;
  };

  const page = document.documentElement;
  const scrolls = page.scrollHeight > innerHeight || page.scrollWidth > innerWidth;
  const pairs = pieces.flatMap((one, index) => pieces.slice(index + 1).map((other) => [one, other]));
  return [
    ...(scrolls ? ["the page scrolls"] : []),
    ...[...document.querySelectorAll(".js-plotly-plot")].filter(isUnfit).map(() => "the picture does not fit"),
    ...pieces.filter(isOutside).map((piece) => `outside: ${name(piece)}`),
    ...pairs.filter(([one, other]) => lieOnEachOther(one, other)).map(([one, other]) => `${name(one)} on ${name(other)}`),
  ];
}
