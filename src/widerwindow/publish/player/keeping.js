// What the pages let the player keep: for this visit, which is gone with the player, and on the platform, as far as it may go
// there. Her own words never do: what they stand in stays here, and is gone with this visit.
import { attempt } from "../../site/scripts/finding.js";

/** The parts of what is kept that are choices alone. Any other kind may hold words of her own. */
const CHOICES = /^(scenario|selfcheck|comparison|route|read)\//;

/** An id, or the path of a page: nothing that a person writes. */
const ID = /^[\w/-]{1,120}$/;

/**
 * Whether a value is made of ids, numbers and truths alone.
 * @param {any} value
 * @returns {boolean}
 */
export function isPlain(value) {
  if (typeof value === "string") return ID.test(value);
  if (value && typeof value === "object")
    return Object.entries(value).every(([key, each]) => ID.test(key) && isPlain(each));
  return typeof value === "number" || typeof value === "boolean";
}

/**
 * What of the memory's text may go to a platform, and what stays.
 * @param {string} text
 */
export function parted(text) {
  const { kept = {}, ...rest } = JSON.parse(text);
  const goes = (/** @type {[string, any]} */ [key, value]) => CHOICES.test(key) && isPlain(value);
  const all = Object.entries(kept);
  return {
    sent: { ...rest, kept: Object.fromEntries(all.filter(goes)) },
    own: Object.fromEntries(all.filter((entry) => !goes(entry))),
  };
}

/** A place that is gone with the player. */
export class Visit {
  /** @type {Map<string, string>} */
  entries = new Map();

  /** @param {string} key */
  getItem(key) {
    return this.entries.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    this.entries.set(key, text);
  }

  /** @param {string} key */
  removeItem(key) {
    this.entries.delete(key);
  }
}

/** The platform, as a place. `send` says whether the platform has taken what may go there; nothing is sent as null. */
export class OnPlatform {
  /** @type {Record<string, any>} */
  own = {};

  /**
   * @param {(memory: object | null) => boolean} send
   * @param {any} found what the platform had, or null
   */
  constructor(send, found) {
    this.send = send;
    this.sent = found;
  }

  getItem() {
    return this.sent && JSON.stringify({ ...this.sent, kept: { ...this.sent.kept, ...this.own } });
  }

  /** @param {string} _ @param {string} text */
  setItem(_, text) {
    const { sent, own } = parted(text);
    if (!this.send(sent)) throw new Error("full");
    this.sent = sent;
    this.own = own;
  }

  removeItem() {
    if (!this.sent) return;
    this.sent = null;
    this.own = {};
    this.send(null);
  }
}

/**
 * What a platform gave back, if it is ours.
 * @param {string} text
 * @returns {{ seen: string[], memory: any }}
 */
export function readBack(text) {
  const found = attempt(() => JSON.parse(text));
  const memory = found?.memory?.kept ? found.memory : null;
  return { seen: [found?.seen ?? []].flat().filter((page) => typeof page === "string"), memory };
}
