// What the course keeps for a learner: one key, in the place that she chose. Where that is nowhere, her reading settings and
// the notes she passed hold for this tab, and nothing else is stored.
import { attempt } from "./finding.js";
import { STORES } from "./stores.js";

/** @typedef {"nothing" | "tab" | "lasting"} Place */
/** @typedef {{ kept: Record<string, any>, settings: Record<string, string>, passed: string[] }} Kept */

export const SETTINGS = ["size", "spacing", "contrast", "typeface"];

const KEY = "widerwindow";
const FORMAT = 1;

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
 * Both together, answer by answer, with what was opened over what was there.
 * @param {Kept} mine
 * @param {Kept} opened
 * @returns {Kept}
 */
export function merged(mine, opened) {
  const kept = Object.entries(opened.kept).map(([id, value]) => [id, over(mine.kept[id], value)]);
  return {
    kept: { ...mine.kept, ...Object.fromEntries(kept) },
    settings: { ...mine.settings, ...opened.settings },
    passed: [...new Set([...mine.passed, ...opened.passed])],
  };
}

/**
 * The answers of one part over others. A list is the way through a story: one answer.
 * @param {any} there
 * @param {any} value
 */
const over = (there, value) => (Array.isArray(value) || Array.isArray(there) ? value : { ...there, ...value });

/**
 * What is kept of one part, with no more changed than the page has changed since it `knew` the part.
 * @param {any} there
 * @param {any} knew
 * @param {any} value
 */
export function changed(there, knew, value) {
  if (Array.isArray(value)) return value;
  const now = { ...there };
  for (const name of Object.keys({ ...knew, ...value })) {
    if (JSON.stringify(knew?.[name]) === JSON.stringify(value[name])) continue;
    if (name in value) now[name] = value[name];
    else delete now[name];
  }
  return now;
}

/** @param {string | null | undefined} text @returns {any} */
const parsed = (text) => attempt(() => JSON.parse(text ?? ""));

/** @param {"tab" | "lasting"} place */
const stored = (place) => parsed(attempt(() => STORES[place]().getItem(KEY)));

/**
 * What is stored, and where. In a tab where nothing is kept there are no answers in it.
 * @returns {{ place: Place, found: Kept | undefined }}
 */
function found() {
  const lasting = sound(stored("lasting"));
  const tab = stored("tab");
  if (lasting) return { place: "lasting", found: lasting };
  return { place: tab?.kept ? "tab" : "nothing", found: sound(tab && { kept: {}, ...tab }) };
}

export class Memory {
  /** @type {Place} */
  place = "nothing";
  mine = empty();
  asked = false;

  /**
   * Takes up what is stored. `full` is called where a change cannot be kept, `changed` where another tab made one, and
   * `unkept` with the part of an answer that is kept nowhere.
   * @param {{ full(): void, changed(): void, unkept?: (id: string) => void }} told
   */
  constructor({ full, changed, unkept }) {
    this.full = full;
    this.unkept = unkept;
    this.takeUp();
    addEventListener("storage", ({ key }) => {
      if (key !== null && key !== KEY) return;
      this.takeUp();
      changed();
    });
  }

  /** Takes up what is stored by now. What this page alone knows stays, and is stored where another page chose that. */
  takeUp() {
    const { place, found: now } = found();
    this.asked ||= Boolean(stored("tab")?.asked);
    const alone = this.atRisk();
    if (now && place === "nothing") this.mine = { ...now, kept: this.mine.kept };
    else if (now) this.mine = place === this.place ? now : merged(this.mine, now);
    this.place = place;
    if (alone && place !== "nothing") this.remember();
  }

  /** Whether there are answers that are gone with the page. */
  atRisk() {
    return this.place === "nothing" && Object.keys(this.mine.kept).length > 0;
  }

  /** Whether to ask now what to keep: once in a tab, whichever page asks. */
  asks() {
    if (this.asked) return false;
    this.asked = true;
    this.mark();
    return true;
  }

  /** Whether this browser lets the page keep anything. */
  usable() {
    const store = () => {
      STORES.tab().setItem(`${KEY}?`, "");
      STORES.tab().removeItem(`${KEY}?`);
      return true;
    };
    return attempt(store) ?? false;
  }

  /**
   * Whether all was cleared, or the exit used, while the browser kept this page for Back: then what the page held is no
   * longer stored. A page with answers that are kept nowhere stores an empty mark when it goes out of sight.
   */
  outlived() {
    const { kept, settings, passed } = this.mine;
    const { found: now } = found();
    const some = passed.length || Object.keys({ ...kept, ...settings }).length;
    return some && !(now && passed.every((page) => now.passed.includes(page)));
  }

  /** Everything, as text. */
  packed() {
    return JSON.stringify({ format: FORMAT, ...this.mine });
  }

  /** Stores everything in its one place, and returns whether that could be done. */
  remember() {
    const { place } = this;
    const { settings, passed } = this.mine;
    const [own, other] = place === "lasting" ? [STORES.lasting, STORES.tab] : [STORES.tab, STORES.lasting];
    const store = () => {
      if (place !== "nothing") own().setItem(KEY, this.packed());
      else if (passed.length || Object.keys(settings).length || own().getItem(KEY)) this.mark();
      other().removeItem(KEY);
      return true;
    };
    return attempt(store) ?? place === "nothing";
  }

  /** Stores what holds for this tab though nothing is kept. */
  mark() {
    const { settings, passed } = this.mine;
    const asked = this.asked || undefined;
    attempt(() => STORES.tab().setItem(KEY, JSON.stringify({ format: FORMAT, settings, passed, asked })));
  }

  /**
   * Changes what is kept, over what other pages kept since, and returns whether it could be stored.
   * @param {(mine: Kept) => void} change
   */
  update(change) {
    this.takeUp();
    change(this.mine);
    return this.remember();
  }

  /**
   * Moves everything to another place, and returns whether that could be done.
   * @param {Place} place
   */
  move(place) {
    this.takeUp();
    this.place = place;
    const done = this.remember();
    if (!done) this.erase();
    return done;
  }

  erase() {
    for (const store of Object.values(STORES)) attempt(() => store().removeItem(KEY));
    this.place = "nothing";
  }

  /** Clears everything, and returns what was there. */
  forget() {
    const { mine } = this;
    this.erase();
    this.mine = empty();
    return mine;
  }

  /** Clears what lasts as long as the tab. */
  leave() {
    attempt(() => STORES.tab().removeItem(KEY));
  }

  /**
   * Takes up a file that was saved, and returns what is in it; undefined where it was not saved here.
   * @param {string} text
   */
  open(text) {
    const file = parsed(text);
    const opened = file?.format === FORMAT && sound(file);
    this.takeUp();
    if (opened) this.mine = merged(this.mine, opened);
    return opened || undefined;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    return this.update(({ settings }) => {
      settings[name] = value;
      if (!value) delete settings[name];
    });
  }

  /** @param {string} page */
  pass(page) {
    this.update(({ passed }) => passed.includes(page) || passed.push(page));
  }

  /**
   * What widgets and routes see of it. `knew` is what the page knew of the part before it changed.
   * @returns {import("../../widgets/shared/model.js").Memory}
   */
  forParts() {
    return {
      keeps: () => this.place !== "nothing",
      read: (id) => this.mine.kept[id],
      write: (id, value, knew = this.mine.kept[id]) => {
        const stored = this.update(({ kept }) => {
          kept[id] = changed(kept[id], knew, value);
          if (!Object.keys(kept[id]).length) delete kept[id];
        });
        if (!stored) this.full();
        else if (this.atRisk() && this.mine.kept[id]) this.unkept?.(id);
      },
    };
  }
}
