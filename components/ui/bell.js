// A soft bell when the time is up: silent until somebody switches it on, in this browser.
const KEPT = "attune-bell";
const PARTIALS = [[660, 0.2], [1320, 0.07], [1980, 0.03]]; // hertz, loudness
const SECONDS = 2;

function ring() {
  const audio = new AudioContext();
  const begins = audio.currentTime;
  for (const [pitch, loudness] of PARTIALS) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(loudness, begins);
    volume.gain.exponentialRampToValueAtTime(0.0001, begins + SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + SECONDS);
  }
  setTimeout(() => audio.close(), (SECONDS + 1) * 1000);
}

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const isOn = () => localStorage.getItem(KEPT) === "on";
  const show = () => {
    button.setAttribute("aria-pressed", isOn());
    button.textContent = isOn() ? data.words.on : data.words.off;
  };
  button.onclick = () => {
    localStorage.setItem(KEPT, isOn() ? "off" : "on");
    show();
    if (isOn()) ring();
  };
  show();

  clearTimeout(button.waiting);
  const left = Date.parse(data.ends_at) - Date.parse(data.now);
  if (left > 0) button.waiting = setTimeout(() => isOn() && ring(), left);
  return () => clearTimeout(button.waiting);
}
