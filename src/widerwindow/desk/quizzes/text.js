/**
 * Shows what the text would look like while it is typed, and leads to the line of what is wrong with it. Without this
 * script a button does the first, and each message says its line.
 */
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.typing"));
const text = /** @type {HTMLTextAreaElement} */ (document.getElementById("text"));
const problems = /** @type {HTMLElement} */ (document.querySelector(".problems"));
const shown = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
const draft = /** @type {HTMLInputElement} */ (form.elements.namedItem("draft")).value;
const PAUSE = 800; // milliseconds without a letter, after which it is shown

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let changed = false;
let asked = 0;

/** @param {number} line */
const jump = (line) => {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  text.blur(); // a browser scrolls to what is selected when it comes into focus
  text.focus();
};

/** @param {{ line: number, said: string }} problem */
const told = ({ line, said }) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#text";
  link.dataset.at = String(line);
  link.textContent = (problems.dataset.line ?? "").replace("{number}", String(line));
  item.append(link, ` ${said}`);
  return item;
};

/** @param {{ line: number, said: string }[]} found */
const tell = (found) => {
  const list = document.createElement(found.length ? "ul" : "p");
  if (found.length) list.append(...found.map(told));
  else list.textContent = problems.dataset.sound ?? "";
  problems.replaceChildren(list);
};

/** Shows the preview again where it was. */
const showAgain = () => {
  if (shown.dataset.src) {
    shown.src = shown.dataset.src;
    shown.hidden = false;
    delete shown.dataset.src;
    shown.previousElementSibling?.remove();
    return;
  }
  const page = shown.contentWindow;
  const at = page?.scrollY ?? 0;
  shown.addEventListener("load", () => shown.contentWindow?.scrollTo(0, at), { once: true });
  page?.location.reload();
};

const look = async () => {
  asked += 1;
  const mine = asked;
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const answer = await fetch(`${location.pathname}/${draft}`, { method: "POST", body });
  if (mine !== asked || !answer.ok) return;
  const said = await answer.json();
  tell(said.problems);
  if (said.sound) showAgain();
};

text.addEventListener("input", () => {
  changed = true;
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});

problems.addEventListener("click", (event) => {
  const link = /** @type {HTMLElement} */ (event.target).closest("a");
  if (!link) return;
  event.preventDefault();
  jump(Number(link.dataset.at));
});

form.addEventListener("submit", () => {
  changed = false;
});
if (text.value !== text.defaultValue) {
  // what was typed before this script came
  changed = true;
  look();
}
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

export {};
