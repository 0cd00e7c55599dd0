// The quiet sheet that every widget is drawn on.
/** @import { PublicExit } from "public" */
import { make } from "../../frontend/elements.js";

let made = 0;

/**
 * A start for ids that no other widget on the page has.
 * @param {{ id: string }} content
 */
export function freshId(content) {
  made += 1;
  return `ww-live-${content.id}-${made}`;
}

/**
 * Fills `el` with the sheet. Notebooks carry the exit in the widget; pages have their own.
 * @param {HTMLElement} el
 * @param {string} kind
 * @param {{ exit?: PublicExit }} content
 * @param {{ leaving: string }} words
 */
export function sheet(el, kind, content, words) {
  const bar = make("div", { class: "ww-bar" }, content.exit && wayOut(content.exit, words));
  const body = make("div", { class: "ww-body" });
  // The attribute keeps JupyterLab's own keys away from our buttons.
  const root = make("div", { class: `ww ww-${kind}`, "data-lm-suppress-shortcuts": true }, bar, body);
  el.replaceChildren(root);
  return { root, bar, body };
}

/**
 * Blanks the page and goes. JupyterLab's question whether to stay is taken back before the browser shows it.
 * @param {PublicExit} exit
 * @param {{ leaving: string }} words
 */
function wayOut({ address, label }, words) {
  /** @param {MouseEvent} event */
  const click = (event) => {
    event.preventDefault();
    addEventListener("beforeunload", (question) => {
      question.returnValue = "";
    });
    document.title = words.leaving;
    document.body.replaceChildren();
    location.replace(link.href);
  };
  const link = make("a", { class: "ww-leave", href: address, rel: "nofollow noreferrer", click }, label);
  return link;
}

/**
 * Moves the focus to a heading, and scrolls only where its beginning is out of sight.
 * @param {HTMLElement} heading
 * @param {HTMLElement} root
 */
export function focusOn(heading, root) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  const { top } = heading.getBoundingClientRect();
  if (top < 96 || top > innerHeight * 0.6) root.scrollIntoView({ block: "start", behavior: "instant" });
}
