// Content note: the page waits behind it, until she goes on or has followed a link into the page.
/** @import { Memory } from "./memory.js" */
import { attempt, find } from "./finding.js";

const root = document.documentElement;

export class Noting {
  /** @param {Memory} memory */
  constructor(memory) {
    this.memory = memory;
    this.noted = root.dataset.wwNote;
    root.classList.toggle("ww-asking", this.noted !== undefined && !memory.mine.passed.includes(this.noted));
    addEventListener("hashchange", () => this.follow());
  }

  goOn() {
    if (!root.classList.contains("ww-asking")) return false;
    root.classList.remove("ww-asking");
    this.memory.pass(this.noted ?? "");
    return true;
  }

  /** Goes on where the address names a place in the page. */
  follow() {
    const target = attempt(() => document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (target && find("article").contains(target) && this.goOn()) target.scrollIntoView();
  }
}
