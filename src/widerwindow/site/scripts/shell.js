// What every page carries: memory, exit, pause, content note and reading settings. Loaded before the page is drawn, so that
// the exit works from the first moment and nothing changes its look late.
/** @import { ShellWords } from "public" */
import { Explaining } from "./explaining.js";
import { find } from "./finding.js";
import { KeptForm } from "./kept.js";
import { leaving, Presses } from "./leaving.js";
import { Noting } from "./noting.js";
import { Sheets } from "./sheets.js";

/**
 * Starts everything. `parts`, from parts.html, are put on the page when it is there.
 * @param {ShellWords} words
 * @param {string} parts
 */
export function start(words, parts) {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const kept = new KeptForm(words);
  globalThis.widerWindow = { modules: {}, memory: kept.memory.forParts() };
  const leave = leaving(words, dataset.left ?? "", () => kept.memory.leave());
  new Presses(words, leave);
  const noting = new Noting(kept.memory);
  const sheets = new Sheets();
  const explaining = new Explaining(words, sheets, new URL("ww-glossary.js", src).href);
  document.addEventListener("click", (event) => {
    press(event, noting, leave, sheets);
    if (!event.defaultPrevented && explaining.press(event)) event.preventDefault();
    kept.asking.hold(event);
  });
  kept.show();
  document.addEventListener("DOMContentLoaded", () => {
    complete(parts, new URL("..", src));
    kept.listen(leave);
    noting.follow();
    sheets.place();
  });
}

/**
 * @param {Event} event
 * @param {Noting} noting
 * @param {() => void} leave
 * @param {Sheets} sheets
 */
function press(event, noting, leave, sheets) {
  const target = /** @type {Element} */ (event.target);
  const link = target.closest?.("[data-ww-exit], [data-ww-continue]");
  if (link?.matches("[data-ww-exit]")) {
    event.preventDefault();
    leave();
  } else if (link) {
    noting.goOn();
    find("article").focus({ preventScroll: true });
  } else if (sheets.press(target)) {
    event.preventDefault();
  }
}

/**
 * Puts the parts that work only with scripts where the page has room for them. Their links lead from the site's top.
 * @param {string} html
 * @param {URL} top
 */
function complete(html, top) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  for (const link of parts.content.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", top).href);
  }
  const [memory, settings] = parts.content.children;
  find('[data-ww-part="memory"]').replaceWith(memory);
  find('[data-ww-part="settings"]').replaceWith(settings);
  document.body.append(parts.content);
}
