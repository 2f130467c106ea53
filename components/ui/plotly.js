// Our own copy of plotly.js, loaded once a page, and how its pictures glide.

const GLIDE = { duration: 600, easing: "cubic-in-out" };

function loadPlotly(url) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  const from = new URL(url, document.baseURI).href;
  window.attunePlotly ??= {};
  window.attunePlotly[from] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = from;
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("no plotly")));
    script.onerror = () => reject(new Error("unreachable"));
    document.head.append(script);
  }).catch((error) => {
    delete window.attunePlotly[from];
    throw error;
  });
  return window.attunePlotly[from];
}

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

