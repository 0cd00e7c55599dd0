/**
 * Saves a mark as it is given, and lets keys do what the buttons do. Without this script the form works by itself.
 */
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.mark"));
const state = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
const refused = /** @type {HTMLElement} */ (document.querySelector(".refused"));
const seen = /** @type {HTMLInputElement} */ (form.elements.namedItem("seen"));
const comment = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("comment"));
const PAUSE = 800; // milliseconds without a letter, after which a comment is saved

/** @type {Promise<void>} */
let saving = Promise.resolve();
let changed = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

const save = async () => {
  if (!changed) return;
  changed = false;
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  body.set("then", "stay");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body });
    const said = await answer.json();
    refused.textContent = said.refused ?? "";
    if (said.seen) seen.value = said.seen;
    if (!changed) state.textContent = (said.seen ? form.dataset.saved : form.dataset.unsaved) ?? "";
  } catch {
    changed = true;
    state.textContent = form.dataset.unsaved ?? "";
  }
};

/** One save after the other: each says what it has seen, and that is what the one before left. */
const saveSoon = () => {
  saving = saving.then(save);
};

const sum = () => {
  const output = form.querySelector("output");
  const rows = [...form.querySelectorAll("fieldset")].map((row) => row.querySelector("input:checked"));
  if (!output) return;
  const levels = rows.map((level) => Number(/** @type {HTMLInputElement | null} */ (level)?.value ?? Number.NaN));
  const whole = levels.reduce((some, level) => some + level, 0);
  output.textContent = Number.isNaN(whole) ? "" : String(whole);
};

form.addEventListener("input", (event) => {
  changed = true;
  state.textContent = form.dataset.unsaved ?? "";
  sum();
  clearTimeout(waiting);
  waiting = setTimeout(saveSoon, event.target === comment ? PAUSE : 0);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  await saving;
  const then = document.createElement("input");
  Object.assign(then, { type: "hidden", name: "then", value: "next" });
  form.append(then);
  form.submit();
});

for (const button of form.querySelectorAll(".again")) {
  button.addEventListener("click", () => {
    comment.value = [comment.value.trim(), /** @type {HTMLElement} */ (button).dataset.comment]
      .filter(Boolean)
      .join("\n\n");
    comment.dispatchEvent(new Event("input", { bubbles: true }));
    comment.focus();
  });
}

/** @param {string} name */
const open = (name) => {
  const details = /** @type {HTMLDetailsElement | null} */ (document.querySelector(`details.${name}`));
  if (!details) return;
  details.open = !details.open;
  details.querySelector("summary")?.focus();
};

/** @param {string} selector */
const click = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();

/** @type {Record<string, () => void>} */
const KEYS = {
  c: () => comment.focus(),
  e: () => open("before"),
  b: () => click("[name=comes_back]"),
  n: () => click("a[rel=next]"),
  p: () => click("a[rel=prev]"),
  u: () => click(".undo button"),
  w: () => open("worried"),
  "?": () => open("keys"),
  Enter: () => form.requestSubmit(),
};

/** @param {string} key */
const level = (key) => {
  const row = [...form.querySelectorAll("fieldset")].find((each) => !each.querySelector("input:checked"));
  const chosen = /** @type {HTMLElement | null} */ (row?.querySelector(`input[value="${key}"]`));
  chosen?.click();
  chosen?.focus();
};

const on = /** @type {HTMLInputElement} */ (document.getElementById("keys-on"));
on.checked = localStorage.getItem("keys") !== "off";
on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  const at = /** @type {HTMLElement} */ (event.target);
  const types = at.matches("textarea, input:not([type=radio], [type=checkbox])");
  if (!on.checked || types || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && at.matches("button, a, summary")) return;
  const act = /^\d$/.test(event.key) ? () => level(event.key) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

/** @type {HTMLElement} */ (document.querySelector(".keys")).hidden = false;

export {};
