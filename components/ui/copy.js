// One tap copies a text. On plain http the browser has no clipboard, so there the text is copied as one would by hand.
const SAID_FOR = 2500;

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (closed) {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("style", "position: fixed; top: 0; opacity: 0");
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const note = parentElement.querySelector("textarea");
  const words = parentElement.querySelector(".words");
  words.textContent = button.dataset.said ? data.words.copied : data.words.copy;
  button.title = note.value = data.text;
  button.onclick = async () => {
    const done = await copied(data.text);
    note.hidden = done;
    if (!done) return note.select();
    button.dataset.said = words.textContent = data.words.copied;
    setTimeout(() => {
      delete button.dataset.said;
      words.textContent = data.words.copy;
    }, SAID_FOR);
  };
}
