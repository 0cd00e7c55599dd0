/**
 * Saves a mark as it is given, shows the next answer in place of this one, and lets keys do what the buttons do.
 * Without this script the form works by itself.
 */
import { find, form, listen, offerKeys, open } from "./keys.js";

const PAUSE = 800; // milliseconds without a letter, after which a comment is saved

const comment = () => /** @type {HTMLTextAreaElement} */ (find("#comment"));

/**
 * What the desk says on a page that tells why something was not done.
 * @param {Response} answer
 */
const reason = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll(".reason")].map((each) => each.textContent).join(" ");
};

/** @param {"saved" | "unsaved"} how */
const tell = (how) => {
  const state = /** @type {HTMLElement} */ (find("form.mark [role=status]"));
  state.textContent = form().dataset[how] ?? "";
};

/** @type {Promise<void>} */
let saving = Promise.resolve();
let changed = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * Sends the form, and says what is wanted then.
 * @param {"stay" | "show"} then
 * @param {RequestInit} how
 */
const send = (then, how = {}) => {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form())));
  body.set("then", then);
  return fetch(location.pathname + location.search, { method: "POST", body, ...how });
};

const undo = () => /** @type {HTMLFormElement} */ (find("form.undo"));
const undoing = () => /** @type {HTMLElement} */ (undo().querySelector("button"));

/** @param {string} what */
const offer = (what) => {
  undo().hidden = !what;
  undoing().textContent = what;
};

/** @param {string} why */
const refuse = (why) => {
  /** @type {HTMLElement} */ (find(".refused")).textContent = why;
  if (why) tell("unsaved");
};

const save = async () => {
  if (!changed) return;
  changed = false;
  try {
    const answer = await send("stay");
    const said = answer.ok ? await answer.json() : { refused: await reason(answer) };
    refuse(said.refused ?? "");
    if (said.seen) {
      /** @type {HTMLInputElement} */ (form().elements.namedItem("seen")).value = said.seen;
      offer(said.undo);
      /** @type {HTMLElement} */ (find(".waiting")).textContent = said.waiting;
    }
    if (!changed) tell(said.seen ? "saved" : "unsaved");
  } catch {
    changed = true;
    tell("unsaved");
  }
};

/** One save after the other: each says what it has seen, and that is what the one before left. */
const saveSoon = () => {
  saving = saving.then(save);
};

const sum = () => {
  const output = form().querySelector("output");
  const rows = [...form().querySelectorAll("fieldset")].map((row) => row.querySelector("input:checked"));
  if (!output) return;
  const levels = rows.map((level) => Number(/** @type {HTMLInputElement | null} */ (level)?.value ?? Number.NaN));
  const whole = levels.reduce((some, level) => some + level, 0);
  output.textContent = Number.isNaN(whole) ? "" : String(whole);
  if (!Number.isNaN(whole)) complete();
};

/** Takes back what was said of open rows, as none is open by now. */
const complete = () => {
  for (const part of form().querySelectorAll("#told, [name=told]")) part.remove();
  /** @type {HTMLElement} */ (find("button.first")).textContent = form().dataset.next ?? "";
};

/** Makes a page that has just come ready for keys. */
const ready = () => {
  changed = false;
  offerKeys();
};

/**
 * Shows the page that came as the answer to a form; the address is its own. Whoever hears it hears its heading, or the
 * row that has no level yet.
 * @param {Response} answer
 */
const show = async (answer) => {
  const at = answer.headers.get("Content-Location");
  if (answer.redirected && new URL(answer.url).pathname.includes("/desk/")) {
    location.href = answer.url;
    return;
  }
  if (!at) {
    refuse(await reason(answer)); // what she typed stays where it is
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (at !== location.pathname + location.search) history.pushState(null, "", at);
  document.title = page.title;
  /** @type {HTMLElement} */ (find("main")).replaceWith(/** @type {HTMLElement} */ (page.querySelector("main")));
  const told = page.querySelector(".practice"); // it stands above, and counts too
  if (told) find(".practice")?.replaceWith(told);
  ready();
  scrollTo(0, 0);
  const heading = /** @type {HTMLElement} */ (find("h1"));
  heading.tabIndex = -1;
  (find("main [autofocus]") ?? heading).focus();
};

let going = false;

const saveAndGoOn = async () => {
  if (going) return;
  going = true;
  clearTimeout(waiting);
  await saving;
  try {
    await show(await send("show"));
  } catch {
    changed = true;
    tell("unsaved");
  } finally {
    going = false;
  }
};

/** What is not saved yet comes first: then the button says that, and is to be pressed again for it. */
const takeBack = async () => {
  const said = undoing().textContent;
  clearTimeout(waiting);
  saveSoon();
  await saving;
  if (undoing().textContent === said) undo().submit();
};

document.addEventListener("submit", (event) => {
  const act = event.target === form() ? saveAndGoOn : event.target === undo() ? takeBack : null;
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("input", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  if (!form().contains(field)) return;
  changed = true;
  tell("unsaved");
  sum();
  clearTimeout(waiting);
  waiting = setTimeout(saveSoon, field === comment() ? PAUSE : 0);
});

addEventListener("popstate", () => location.reload());
addEventListener("pagehide", () => {
  if (changed) send("stay", { keepalive: true });
});

document.addEventListener("click", (event) => {
  const again = /** @type {HTMLElement} */ (event.target).closest(".again");
  if (!again) return;
  const said = /** @type {HTMLElement} */ (again).dataset.comment;
  comment().value = [comment().value.trim(), said].filter(Boolean).join("\n\n");
  comment().dispatchEvent(new Event("input", { bubbles: true }));
  comment().focus();
});

/** @param {string} selector */
const click = (selector) => find(selector)?.click();

listen({
  c: () => comment().focus(),
  e: () => open("before"),
  b: () => click("[name=comes_back]"),
  n: () => click("a[rel=next]"),
  p: () => click("a[rel=prev]"),
  u: () => click(".undo button"),
  w: () => open("worried"),
});

ready();
