// One thing at a time where the screen is small: the opening, each question, the hand-in. The style sheet alone hides the
// others, so that paper and a turned screen show what they should, and nothing that she did is taken from the page.
/** @import { PublicQuestion, QuizWords } from "public" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { focusOn } from "../shared/sheet.js";

export class Steps {
  /** @type {HTMLElement[]} */
  steps = [];
  at = 0;
  place = make("span");
  chips = make("ol", { class: "ww-chips" });

  /**
   * @param {HTMLElement} root
   * @param {string} id
   * @param {PublicQuestion[]} questions
   * @param {QuizWords} words
   */
  constructor(root, id, questions, words) {
    this.root = root;
    this.questions = questions;
    this.words = words;
    this.open = make("span", { id: `${id}-open` });
    this.all = make("details", { class: "ww-along" }, make("summary", {}, this.place, ", ", this.open), this.chips);
    this.previous = button(words.previous, () => this.go(this.at - 1));
    this.next = button(words.next, () => this.go(this.at + 1), "ww-button ww-main");
    this.turn = make("div", { class: "ww-actions ww-turn" }, this.previous, this.next);
    root.addEventListener("focusin", ({ target }) => this.follow(/** @type {Element} */ (target)));
    new ResizeObserver(() => this.stay()).observe(this.turn);
  }

  /**
   * Puts the steps into `body`: what stands in each of them.
   * @param {HTMLElement} body
   * @param {import("../../frontend/elements.js").Child[]} parts
   */
  show(body, parts) {
    this.steps = parts.map((part) => make("div", { class: "ww-step" }, part));
    body.replaceChildren(this.all, ...this.steps, this.turn);
    this.turnTo(Math.min(this.at, parts.length - 1));
  }

  /** Whether one step alone is shown. */
  get isPaged() {
    return this.turn.offsetParent !== null;
  }

  /** @param {number} at */
  turnTo(at) {
    const last = this.steps.length - 1;
    this.at = at;
    for (const [index, step] of this.steps.entries()) step.classList.toggle("ww-here", index === at);
    this.previous.hidden = at === 0;
    this.next.hidden = at === last;
    this.next.textContent = at === 0 ? this.words.begin : at === last - 1 ? this.words.review : this.words.next;
    this.place.textContent = this.nameOf(at);
  }

  /** @param {number} at */
  nameOf(at) {
    const { words } = this;
    const count = this.questions.length;
    if (at === 0) return say(words.all_of_it, { count });
    return at > count ? words.at_end : say(words.number, { number: at, count });
  }

  /**
   * Turns to a step and begins there.
   * @param {number} at
   */
  go(at) {
    this.all.open = false;
    this.turnTo(at);
    const start = /** @type {HTMLElement} */ (this.steps[at].firstElementChild);
    start.setAttribute("aria-describedby", this.open.id);
    if (this.isPaged) return focusOn(start, this.root);
    start.tabIndex = -1;
    start.focus();
  }

  /** @param {string} question */
  goTo(question) {
    this.go(this.questions.findIndex(({ id }) => id === question) + 1);
  }

  /**
   * Notes where she works, so that a turned screen shows it.
   * @param {Element} target
   */
  follow(target) {
    const at = this.steps.findIndex((step) => step.contains(target));
    if (at >= 0 && at !== this.at) this.turnTo(at);
  }

  /** Keeps what she works on in sight where the screen is turned. */
  stay() {
    const step = this.steps[this.at];
    if (step?.contains(document.activeElement)) step.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /**
   * Says how many questions are open, and which.
   * @param {Map<string, string>} open their names by their ids
   */
  tell(open) {
    const { words } = this;
    this.open.textContent = open.size ? say(words.some_open, { count: open.size }) : words.none_open;
    const chips = this.questions.map(({ id }, index) => {
      const number = index + 1;
      const name = open.has(id) ? say(words.is_open, { name: open.get(id) }) : say(words.is_answered, { number });
      return this.chip(number, String(number), name, open.has(id));
    });
    this.chips.replaceChildren(...chips, this.chip(this.questions.length + 1, words.hand_in, words.hand_in, true));
  }

  /**
   * @param {number} at
   * @param {string} text
   * @param {string} name
   * @param {boolean} isOpen
   */
  chip(at, text, name, isOpen) {
    const look = isOpen ? "ww-button ww-minor" : "ww-button ww-minor ww-done";
    const chip = button(text, () => this.go(at), look);
    chip.setAttribute("aria-label", name);
    return make("li", {}, chip);
  }
}
