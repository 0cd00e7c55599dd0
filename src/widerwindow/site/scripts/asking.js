// What the page asks before answers that are kept nowhere are lost: once, whether to keep them, and again before a link of
// the course leaves them. It holds up neither the exit, nor Back, nor the closing of the tab: someone may have to be gone.
/** @import { ShellWords } from "public" */
/** @import { KeptForm } from "./kept.js" */
import { button, make } from "../../frontend/elements.js";
import { find } from "./finding.js";
import { leads } from "./leading.js";

export class Asking {
  /** @type {HTMLElement | undefined} */
  asked;

  /** @param {ShellWords} words @param {KeptForm} form */
  constructor(words, form) {
    this.words = words;
    this.form = form;
  }

  /**
   * Offers, once while she is here, to keep what was answered in one part, beside the question.
   * @param {string} part
   */
  offer(part) {
    if (!this.form.memory.usable() || !this.form.memory.asks()) return;
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
    const asked = part.startsWith("route/") ? words.keep_place : words.keep_offer;
    // A screen reader says what comes into a status, and not what a new one holds. She may have answered by then.
    setTimeout(() => (text.textContent ||= asked), 50);
  }

  /**
   * Says what she has to know of what she is doing, where she does it.
   * @param {string} said
   */
  tell(said) {
    this.asked?.remove();
    const text = make("p", { role: "status" });
    this.asked = make(
      "div",
      { class: "ww-ask ww-over" },
      text,
      button(this.words.understood, () => this.asked?.remove()),
    );
    find("main").append(this.asked);
    setTimeout(() => text.append(said), 50);
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
