// Opens the browser's own window for printing.
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.words;
  button.onclick = () => window.print();
}
