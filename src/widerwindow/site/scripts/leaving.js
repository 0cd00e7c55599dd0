// Exit: https://design-system.service.gov.uk/components/exit-this-page/ describes the pattern.
/** @import { ShellWords } from "public" */
import { say } from "../../frontend/words.js";
import { find } from "./finding.js";

// All three presses have to come within five seconds, as GOV.UK's guidance has it. Its code starts the five seconds anew
// at each press; the shorter way leaves fewer pages by mistake, when Shift is pressed now and then while writing.
const WITHIN = 5000;

const root = document.documentElement;
const exit = () => /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-ww-exit]"));

/**
 * Returns what leaves the whole screen, also from a frame in another site. Where that site forbids it, this part of it is
 * left, for the page `left`. Before it does, it clears what lasts as long as the tab, by `clear`.
 * @param {ShellWords} words
 * @param {string} left
 * @param {() => void} clear
 */
export function leaving(words, left, clear) {
  const { title } = document;
  // A page that the browser brings back must not stay blank.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    root.classList.remove("ww-leaving");
    document.title = title;
  });
  return () => {
    const address = exit()?.href ?? left;
    root.classList.add("ww-leaving");
    document.title = words.leaving;
    clear();
    if (top === self || !top) return location.replace(address);
    try {
      top.location.replace(address);
    } catch {
      location.replace(left);
    }
  };
}

/** Counts presses of Shift, and leaves at the third. */
export class Presses {
  number = 0;
  since = 0;
  alone = false;

  /** @param {ShellWords} words @param {() => void} leave */
  constructor(words, leave) {
    this.words = words;
    this.leave = leave;
    addEventListener("keydown", (event) => this.down(event));
    addEventListener("keyup", (event) => this.up(event));
    addEventListener("pageshow", (event) => event.persisted && this.count(0));
  }

  /** @param {string} text */
  tell(text) {
    find("[data-ww-exit-said]")?.replaceChildren(text);
  }

  /** @param {number} number */
  count(number) {
    this.number = number;
    root.dataset.wwPresses = String(number);
  }

  /** @param {KeyboardEvent} event */
  down({ key, repeat, ctrlKey, altKey, metaKey }) {
    this.alone = key === "Shift" && !(repeat || ctrlKey || altKey || metaKey);
    if (key !== "Shift" && this.number) {
      this.count(0);
      this.tell("");
    }
  }

  /** @param {KeyboardEvent} event */
  up({ key }) {
    if (key !== "Shift" || !this.alone || !exit()) return;
    this.alone = false;
    const now = Date.now();
    if (now - this.since > WITHIN) this.count(0);
    if (!this.number) this.since = now;
    this.count(this.number + 1);
    if (this.number === 3) return this.leave();
    this.tell(say(this.words.pressed, { count: this.number }));
    setTimeout(() => this.giveUp(), WITHIN);
  }

  giveUp() {
    if (Date.now() - this.since < WITHIN || !this.number) return;
    this.count(0);
    this.tell(this.words.not_left);
  }
}
