/**
 * Says how far something is, and shows what came of it. Without this script she looks again herself.
 */
const PAUSE = 700; // milliseconds between two looks
const step = /** @type {HTMLElement} */ (document.getElementById("step"));
const bar = document.querySelector("progress");
const asked = new URLSearchParams({ of: step.dataset.of ?? "" });
const at = `${step.dataset.at}?${asked}`;

const look = async () => {
  const answer = await fetch(at, { headers: { "X-XSRFToken": step.dataset.token ?? "" } }).catch(() => null);
  const said = answer?.ok ? await answer.json() : null;
  if (answer && !said?.running) {
    location.reload(); // once: what came of it is told once
    return;
  }
  if (said) show(said);
  setTimeout(look, PAUSE);
};

/** @param {{ step: string, done: number | null }} said */
const show = (said) => {
  if (step.textContent !== said.step) step.textContent = said.step; // a screen reader says what is new alone
  if (bar) bar.value = said.done ?? bar.value;
};

setTimeout(look, PAUSE);

export {};
