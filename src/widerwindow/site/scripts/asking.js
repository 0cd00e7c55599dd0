// What the page asks before answers that are kept nowhere are lost: once, whether to keep them, and again before a link of
// the course leaves them. It holds up neither the exit, nor Back, nor the closing of the tab: someone may have to be gone.
/** @import { ShellWords } from "public" */
/** @import { KeptForm } from "./kept.js" */
import { button, make } from "../../frontend/elements.js";
import { find } from "./finding.js";

export class Asking {
  offered = false;
  /** @type {HTMLElement | undefined} */
  asked;

  /** @param {ShellWords} words @param {KeptForm} form */
  constructor(words, form) {
    this.words = words;
    this.form = form;
  }

  /**
   * Offers to keep what was answered in one part, beside the question.
   * @param {string} part
   */
  offer(part) {
    if (this.offered || !this.form.memory.usable()) return;
    this.offered = true;
    const { words } = this;
    const text = make("p", { role: "status", tabindex: -1 });
    const close = (/** @type {string} */ said) => {
      text.textContent = said;
      strip.replaceChildren(text);
      text.focus({ preventScroll: true });
    };
    const keep = button(words.keep, () => close(this.form.choose("tab")));
    const not = button(words.keep_not, () => close(words.not_kept));
    const strip = make("div", { class: "ww-ask" }, text, make("div", { class: "ww-buttons" }, keep, not));
    beside(part).append(strip);
    // A screen reader says what comes into a status, and not what a new one holds.
    setTimeout(() => text.append(words.keep_offer), 50);
  }

  /**
   * Asks where a click would leave for another page of the course.
   * @param {MouseEvent} event
   */
  hold(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a");
    if (!link || !this.form.memory.atRisk() || event.defaultPrevented || !leads(event, link)) return;
    event.preventDefault();
    this.ask(link);
  }

  /** @param {HTMLAnchorElement} link */
  ask(link) {
    const { words } = this;
    this.asked?.remove();
    const text = make("p", { id: "ww-asked-text", tabindex: -1 }, words.leave_ask);
    const stay = () => {
      asked.remove();
      link.focus();
    };
    const go = () => {
      asked.remove();
      location.assign(link.href);
    };
    const keep = () => {
      text.textContent = this.form.choose("tab");
      if (!this.form.memory.atRisk()) go();
    };
    const ways = [
      this.form.memory.usable() && button(words.leave_keep, keep),
      button(words.leave_without, go),
      button(words.leave_stay, stay),
    ];
    const asked = make(
      "div",
      { class: "ww-ask ww-over", role: "group", "aria-labelledby": text.id },
      text,
      make("div", { class: "ww-buttons" }, ways),
    );
    asked.addEventListener("keydown", ({ key }) => key === "Escape" && stay());
    this.asked = asked;
    find("main").append(asked);
    text.focus();
  }
}

/**
 * Where the offer stands: in the question or field that she is in, else at the end of its widget.
 * @param {string} part
 */
function beside(part) {
  const [kind, id] = part.split("/");
  const widget = document.querySelector(`ww-widget[data-kind="${kind}"][data-id="${id}"]`);
  const field = document.activeElement?.closest(".ww-question, .ww-field");
  return (field && widget?.contains(field) ? field : widget) ?? find("main");
}

/**
 * Whether a click on this link opens another page of the course in place of this one.
 * @param {MouseEvent} event
 * @param {HTMLAnchorElement} link
 */
function leads({ button: pressed, ctrlKey, metaKey, shiftKey, altKey }, link) {
  if (pressed || ctrlKey || metaKey || shiftKey || altKey || link.target || link.download) return false;
  const [here, there] = [location, link].map(({ href }) => href.split("#")[0]);
  return link.protocol === location.protocol && link.host === location.host && here !== there;
}
