// What the course keeps for a learner: one key, in the place that she chose.
import { attempt } from "./finding.js";

/** @typedef {"nothing" | "tab" | "device"} Place */
/** @typedef {{ kept: Record<string, object>, settings: Record<string, string>, passed: string[] }} Kept */

export const SETTINGS = ["size", "spacing", "contrast", "typeface"];

const KEY = "widerwindow";
const FORMAT = 1;
const STORES = /** @type {const} */ ({ tab: "sessionStorage", device: "localStorage" });

/** @returns {Kept} */
const empty = () => ({ kept: {}, settings: {}, passed: [] });

/**
 * What can be used of something stored or opened; undefined where it is not ours.
 * @param {any} found
 * @returns {Kept | undefined}
 */
export function sound(found) {
  if (!found?.kept || typeof found.kept !== "object") return undefined;
  const isPart = (/** @type {[string, any]} */ [id, value]) =>
    /^[a-z]+\/[a-z][a-z0-9-]*$/.test(id) && value && typeof value === "object";
  const isSet = (/** @type {[string, any]} */ [name, value]) => SETTINGS.includes(name) && /^[a-z]+$/.test(value);
  const only = (/** @type {object | undefined} */ part, /** @type {(entry: [string, any]) => boolean} */ test) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(test));
  return {
    kept: only(found.kept, isPart),
    settings: only(found.settings, isSet),
    passed: [found.passed].flat().filter((page) => typeof page === "string"),
  };
}

/**
 * Both together, with what was opened over what was there.
 * @param {Kept} mine
 * @param {Kept} opened
 * @returns {Kept}
 */
export function merged(mine, opened) {
  return {
    kept: { ...mine.kept, ...opened.kept },
    settings: { ...mine.settings, ...opened.settings },
    passed: [...new Set([...mine.passed, ...opened.passed])],
  };
}

/** @param {string | null | undefined} text */
const read = (text) => attempt(() => sound(JSON.parse(text ?? "")));

export class Memory {
  /** @type {Place} */
  place = "nothing";
  mine = empty();

  /** Takes up what is stored. `full` is called where a change cannot be kept, `changed` where another tab made one. */
  constructor(/** @type {{ full(): void, changed(): void }} */ { full, changed }) {
    this.full = full;
    for (const name of /** @type {const} */ (["tab", "device"])) {
      const found = read(attempt(() => globalThis[STORES[name]].getItem(KEY)));
      if (found) [this.place, this.mine] = [name, found];
    }
    addEventListener("storage", ({ key, newValue }) => {
      if (this.place !== "device" || (key !== null && key !== KEY)) return;
      if (newValue) this.mine = read(newValue) ?? this.mine;
      else this.place = "nothing";
      changed();
    });
  }

  packed() {
    return JSON.stringify({ format: FORMAT, ...this.mine });
  }

  /** Stores everything, and returns whether that could be done. */
  remember() {
    const { place } = this;
    if (place === "nothing") return true;
    const store = () => {
      globalThis[STORES[place]].setItem(KEY, this.packed());
      return true;
    };
    return attempt(store) ?? false;
  }

  /** Stores everything, or says that it cannot. */
  rememberOrSay() {
    if (!this.remember()) this.full();
  }

  erase() {
    for (const store of Object.values(STORES)) attempt(() => globalThis[store].removeItem(KEY));
  }

  /**
   * Moves everything to another place, and returns whether that could be done.
   * @param {Place} place
   */
  move(place) {
    this.erase();
    this.place = place;
    const done = this.remember();
    if (!done) this.place = "nothing";
    return done;
  }

  /** Clears everything, and returns what was there. */
  forget() {
    const { mine } = this;
    this.erase();
    this.place = "nothing";
    this.mine = empty();
    return mine;
  }

  /**
   * Takes up a file that was saved, and returns what is in it; undefined where it was not saved here.
   * @param {string} text
   */
  open(text) {
    const opened = attempt(() => JSON.parse(text).format === FORMAT) && read(text);
    if (opened) this.mine = merged(this.mine, opened);
    return opened || undefined;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    this.mine.settings[name] = value;
    if (!value) delete this.mine.settings[name];
  }

  /** @param {string} page */
  pass(page) {
    this.mine.passed.push(page);
    this.remember();
  }

  /** What widgets and routes see of it. */
  forParts() {
    return {
      read: (/** @type {string} */ id) => this.mine.kept[id],
      write: (/** @type {string} */ id, /** @type {object} */ value) => {
        if (Object.keys(value).length) this.mine.kept[id] = value;
        else delete this.mine.kept[id];
        this.rememberOrSay();
      },
    };
  }
}
