// A word of the glossary, explained where it stands. The explanations come with the first word that is pressed; where they do
// not come, the link leads to the glossary, as it does without scripts.
/** @import { ShellWords } from "public" */
/** @import { Sheets } from "./sheets.js" */
import { button, make } from "../../frontend/elements.js";
import { find } from "./finding.js";
import { leads } from "./leading.js";

/** @typedef {Record<string, [term: string, explanation: string]>} Explained By the places in the page of the glossary. */

export class Explaining {
  /**
   * @param {ShellWords} words
   * @param {Sheets} sheets
   * @param {string} address of the explanations
   */
  constructor(words, sheets, address) {
    this.words = words;
    this.sheets = sheets;
    this.address = address;
  }

  /**
   * Explains the word that is pressed, if it is one; whether it was.
   * @param {MouseEvent} event
   */
  press(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest?.("article a.ww-term")
    );
    if (!link || !leads(event, link)) return false;
    this.fetch().then((explained) => this.show(link, explained));
    return true;
  }

  /** @returns {Promise<Explained>} */
  fetch() {
    const known = () => /** @type {any} */ (globalThis).wwGlossary ?? {};
    if (Object.keys(known()).length) return Promise.resolve(known());
    return new Promise((done) => {
      const script = make("script", { src: this.address, load: () => done(known()), error: () => done({}) });
      document.head.append(script);
    });
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {Explained} explained
   */
  show(link, explained) {
    const found = explained[decodeURIComponent(link.hash.slice(1))];
    if (!found) return location.assign(link.href);
    this.shown?.remove();
    const [term, explanation] = found;
    const note = make(
      "section",
      { class: "ww-explained", "data-ww-sheet": "term", tabindex: -1, "aria-label": link.textContent },
      make("p", { class: "ww-note-title", html: term }),
      make("div", { html: explanation }),
      make(
        "p",
        { class: "ww-buttons" },
        button(this.words.close, () => this.sheets.close()),
        this.more(link),
      ),
    );
    for (const inner of note.querySelectorAll("div a")) {
      inner.setAttribute("href", new URL(inner.getAttribute("href") ?? "", link.href).href);
    }
    link.closest("p,li,td,dd,figcaption")?.append(note);
    note.style.top = `${link.getBoundingClientRect().bottom - find("main").getBoundingClientRect().top + 6}px`;
    this.shown = note;
    this.sheets.open(note, link);
  }

  /** @param {HTMLAnchorElement} link */
  more({ href }) {
    return make("a", { href }, this.words.glossary);
  }
}
