// A phone in a frame of its own: its own size, no way to the page around it, nothing kept, nothing sent.

const SIZE = { width: 390, height: 760 };

export default function ({ parentElement, data }) {
  let frame = parentElement.querySelector("iframe");
  const tell = () => frame.contentWindow.postMessage({ state: data.state, mine: data.mine, language: data.language }, "*");
  if (!frame) {
    frame = Object.assign(document.createElement("iframe"), { ...SIZE, srcdoc: PAGE });
    frame.setAttribute("sandbox", "allow-scripts");
    parentElement.querySelector(".phone").append(frame);
  }
  frame.title = data.label;
  frame.onload = tell;
  tell();
}
