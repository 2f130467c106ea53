// The form for a join code: leads to the phone lane where the host lets it through, else to the Streamlit lane.
const LOOKALIKES = { O: "0", I: "1", L: "1", U: "V" };

function clean(typed) {
  const code = [...typed.toUpperCase()].filter((c) => /[0-9A-Z]/.test(c)).map((c) => LOOKALIKES[c] || c).join("");
  return code.length === 6 ? code : null;
}

export default function ({ parentElement, data }) {
  const form = parentElement.querySelector("form");
  const input = form.querySelector("input");
  const problem = form.querySelector("p");
  form.querySelector("label").textContent = data.words.label;
  form.querySelector("button").textContent = data.words.button;
  if (data.typed && !input.value) input.value = data.typed;
  problem.textContent = data.problem || "";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const code = clean(input.value);
    if (!code) {
      problem.textContent = data.words.not_a_code;
      input.focus();
      return;
    }
    const base = new URL(".", document.baseURI || location.href);
    const isReached = await fetch(new URL("j/ping", base)).then((r) => r.status === 204, () => false);
    location.href = new URL(isReached ? `j/${code}` : `?code=${code}`, base);
  };
}
