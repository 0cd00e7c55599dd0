// A module's opening, for somebody whose way leaves out some of its pages: those on her way first, and the rest folded.
/** @import { WayWords } from "public" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

export class Opening {
  /** @type {HTMLElement[]} */
  added = [];

  /** @param {WayWords} words @param {HTMLElement} list the module's pages, as the author lists them */
  constructor(words, list) {
    this.words = words;
    this.list = list;
    this.entries = [...list.children];
    // The sentence between a heading and the list is about the whole module.
    this.about = document.querySelector("h2 + p:has(+ .ww-pages)");
  }

  /**
   * @param {(entry: Element) => boolean} isOnWay
   * @param {number | undefined} minutes how long the pages on her way take, where it leaves out some
   */
  show(isOnWay, minutes) {
    this.unfold();
    if (minutes === undefined) return;
    const { words, list, entries, about } = this;
    const mine = entries.filter(isOnWay);
    const others = make("ol", { class: "ww-pages" }, ...entries.filter((entry) => !isOnWay(entry)));
    const line = make("p", {}, say(words.on_way, { count: mine.length, minutes }));
    const rest = make("details", { class: "ww-more" }, make("summary", {}, words.off_way), about, others);
    list.before(line);
    list.after(rest);
    this.added = [line, rest];
  }

  unfold() {
    const { list, entries, about, added } = this;
    if (about) list.before(about);
    list.replaceChildren(...entries);
    for (const each of added) each.remove();
  }
}
