// “What is kept” and the reading settings, in the sheet that opens from every page.
/** @import { ShellWords } from "public" */
/** @import { Kept, Place } from "./memory.js" */
import { say } from "../../frontend/words.js";
import { Asking } from "./asking.js";
import { find } from "./finding.js";
import { Memory, SETTINGS } from "./memory.js";

export class KeptForm {
  /** @param {ShellWords} words */
  constructor(words) {
    this.words = words;
    const unkept = (/** @type {string} */ part) => this.asking.offer(part);
    this.memory = new Memory({ full: () => this.asking.tell(words.full), changed: () => this.renew(), unkept });
    this.asking = new Asking(words, this);
    addEventListener("pagehide", ({ persisted }) => persisted && this.memory.atRisk() && this.memory.mark());
    addEventListener("pageshow", ({ persisted }) => persisted && this.comeBack());
  }

  /** Shows what another page has kept since. */
  renew() {
    this.show();
    document.dispatchEvent(new CustomEvent("ww:opened"));
    this.tell(this.promise());
  }

  /** Takes up what became of the memory while the browser kept this page for Back. */
  comeBack() {
    if (this.memory.outlived()) {
      document.body.hidden = true;
      return location.reload();
    }
    this.memory.takeUp();
    this.renew();
  }

  /** What holds of the memory now, and in a frame of another site, that it may not be hers. */
  promise() {
    const { memory, words } = this;
    if (!memory.usable()) return words.not_allowed;
    return top === self ? words[memory.place] : `${words[memory.place]} ${words.framed}`;
  }

  /** @param {string} text */
  tell(text) {
    find("[data-ww-memory-said]")?.replaceChildren(text); // it is not there before the page is
  }

  /** Lets the page look as it was set, and its forms say so. */
  show() {
    const { settings } = this.memory.mine;
    for (const name of SETTINGS) {
      if (settings[name]) document.documentElement.setAttribute(`data-ww-${name}`, settings[name]);
      else document.documentElement.removeAttribute(`data-ww-${name}`);
    }
    for (const input of document.querySelectorAll(".ww-settings [type=radio]")) {
      const choice = /** @type {HTMLInputElement} */ (input);
      const chosen = choice.name === "place" ? this.memory.place : (settings[choice.name] ?? "");
      choice.checked = choice.value === chosen;
    }
  }

  /**
   * Moves the memory, and returns what is said of that.
   * @param {Place} place
   */
  choose(place) {
    const said = this.memory.move(place) ? this.promise() : this.words.not_allowed;
    this.show();
    document.dispatchEvent(new CustomEvent("ww:moved"));
    this.tell(said);
    return said;
  }

  /** @param {Kept} kept */
  inParts({ kept }) {
    const all = Object.keys(kept);
    const count = all.filter((id) => !/^(route|read|done)\//.test(id)).length;
    return count ? say(this.words.parts, { count }) : all.length && this.words.place;
  }

  forget() {
    const { words } = this;
    const mine = this.memory.forget();
    const settings = Object.keys(mine.settings).length && words.settings;
    const gone = [this.inParts(mine), settings, mine.passed.length && words.passed].filter(Boolean);
    this.show();
    document.dispatchEvent(new CustomEvent("ww:forgotten"));
    this.tell(gone.length ? say(words.cleared, { gone: gone.join(", ") }) : words.nothing_to_clear);
  }

  save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.memory.packed()], { type: "application/json" }));
    link.download = `${find("[data-ww-memory]").dataset.name}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    const parts = this.inParts(this.memory.mine) || this.words.no_answers_yet;
    this.tell(say(this.words.saved, { name: link.download, parts }));
  }

  /** @param {HTMLInputElement} input */
  async open(input) {
    const file = input.files?.[0];
    const text = file && file.size < 1e6 ? await file.text() : "";
    input.value = "";
    const opened = this.memory.open(text);
    if (!opened) return this.tell(this.words.foreign);
    this.show();
    document.dispatchEvent(new CustomEvent("ww:opened"));
    this.tell(this.memory.remember() ? this.openedSaid(opened) : this.words.full);
  }

  /** @param {Kept} opened */
  openedSaid(opened) {
    const { words } = this;
    const { place } = this.memory;
    const kept = place === "nothing" ? words.not_kept_yet : words[place];
    return say(words.opened, { parts: this.inParts(opened) || words.no_answers, kept });
  }

  /**
   * Lets the forms work once they stand on the page. `leave` leaves it.
   * @param {() => void} leave
   */
  listen(leave) {
    const form = find("[data-ww-memory]");
    const file = /** @type {HTMLInputElement} */ (find("[data-ww-file]"));
    /** @type {Record<string, () => void>} */
    const actions = {
      forget: () => this.forget(),
      save: () => this.save(),
      open: () => file.click(),
      forgetAndLeave: () => {
        this.forget();
        leave();
      },
    };
    form.addEventListener("change", ({ target }) => {
      const input = /** @type {HTMLInputElement} */ (target);
      if (input === file) this.open(file);
      else this.choose(/** @type {Place} */ (input.value));
    });
    form.addEventListener("click", ({ target }) => {
      actions[/** @type {HTMLElement} */ (target).dataset.wwDo ?? ""]?.();
    });
    find("[data-ww-settings]").addEventListener("change", ({ target }) => {
      const { name, value } = /** @type {HTMLInputElement} */ (target);
      const kept = this.memory.set(name, value);
      this.show();
      if (!kept) this.tell(this.words.full);
    });
    this.show();
    this.tell(this.promise());
  }
}
