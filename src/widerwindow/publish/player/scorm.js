// A session with a platform that speaks SCORM: how it is found, begun and ended. What differs from version to version is given.
// A platform may answer wrongly, or not at all: whatever it does, the course goes on.
/** @import { Connection, Found, Told } from "./connection.js" */
import { attempt } from "../../site/scripts/finding.js";

/**
 * @typedef {object} Version
 * @property {string} api the name of what a platform gives
 * @property {Record<"begin" | "get" | "set" | "commit" | "end", string>} calls
 * @property {Record<"status" | "page" | "mode" | "exit" | "time", string>} names
 * @property {number} room
 * @property {(seconds: number) => string} time
 */

const FRAMES_UP = 50;

/**
 * What the platform gives, from the frames around this one or the window that opened it.
 * @param {string} name
 */
export function findApi(name) {
  const starts = [self, attempt(() => opener), attempt(() => top?.opener)];
  for (const start of starts) {
    const found = start && climb(start, name);
    if (found) return found;
  }
  return undefined;
}

/** @param {any} frame @param {string} name */
function climb(frame, name) {
  for (let up = 0; up < FRAMES_UP; up++) {
    const found = attempt(() => frame[name]);
    const parent = attempt(() => frame.parent);
    if (found) return found;
    if (!parent || parent === frame) return undefined;
    frame = parent;
  }
  return undefined;
}

/** @implements {Connection} */
export class Session {
  back = "";
  /** @type {Found} */
  found = { state: "", page: "", completed: false };
  onlyLooking = false;
  began = performance.now();
  ended = false;

  /** @param {any} api @param {Version} version @param {Told} told */
  constructor(api, version, told) {
    this.api = api;
    this.version = version;
    this.told = told;
    this.room = version.room;
  }

  /** Begins; whether the platform did. If she is gone at once, she can go on later all the same. */
  begin() {
    if (!this.call("begin", "")) return false;
    const { names } = this.version;
    const taken = this.set(names.exit, "suspend");
    const status = this.get(names.status);
    this.found = {
      state: this.get("cmi.suspend_data"),
      page: this.get(names.page),
      completed: ["completed", "passed"].includes(status),
    };
    this.onlyLooking = ["review", "browse"].includes(this.get(names.mode));
    if (this.onlyLooking || this.found.completed) return taken;
    return this.set(names.status, "incomplete") && this.call("commit", "") && taken;
  }

  /** @param {keyof Version["calls"]} what @param {...string} given */
  call(what, ...given) {
    const { calls } = this.version;
    return String(attempt(() => this.api[calls[what]](...given))) === "true";
  }

  /** @param {string} name */
  get(name) {
    const answer = attempt(() => this.api[this.version.calls.get](name));
    return typeof answer === "string" ? answer : "";
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    return this.call("set", name, value);
  }

  /**
   * Sets a value. Some platforms refuse an empty one: what it had then gives way to something that says nothing.
   * @param {string} name
   * @param {string} value
   */
  setOrClear(name, value) {
    return this.set(name, value) || (value === "" && this.set(name, "-"));
  }

  /** @param {string} state @param {string} page */
  keep(state, page) {
    if (this.ended || this.onlyLooking) return !this.ended;
    const taken = this.setOrClear("cmi.suspend_data", state);
    this.setOrClear(this.version.names.page, page);
    return taken;
  }

  complete() {
    if (this.ended || this.onlyLooking) return;
    if (this.set(this.version.names.status, "completed")) this.commit();
    else this.told(false);
  }

  commit() {
    if (this.ended || this.onlyLooking) return;
    this.set(this.version.names.time, this.time());
    this.told(this.call("commit", ""));
  }

  end() {
    if (this.ended) return;
    if (!this.onlyLooking) this.set(this.version.names.time, this.time());
    this.call("commit", "");
    this.call("end", "");
    this.ended = true;
  }

  time() {
    return this.version.time(Math.round((performance.now() - this.began) / 1000));
  }
}

/**
 * @param {Version} version
 * @param {Told} told
 * @returns {Promise<Connection | undefined>}
 */
export async function connectBy(version, told) {
  const api = findApi(version.api);
  const session = api && new Session(api, version, told);
  return session?.begin() ? session : undefined;
}
