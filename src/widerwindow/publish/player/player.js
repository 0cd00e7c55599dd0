// The page of a package that holds the session with the platform. The course's pages stand in a frame of it, as they are
// everywhere else; so she can go from page to page, and the session lasts.
/** @import { Message } from "../../frontend/words.js" */
/** @import { Connect, Connection } from "./connection.js" */
import { say } from "../../frontend/words.js";
import { attempt, find } from "../../site/scripts/finding.js";
import { leaving, Presses } from "../../site/scripts/leaving.js";
import { OnPlatform, readBack, Visit } from "./keeping.js";

/**
 * @typedef {Record<"alone" | "looking" | "failed" | "opened" | "completed", Message>} PlayerWords
 * @typedef {{ pages: string[], extra: string[], left: string }} Given the pages of the package, in their order, and those
 *   that nobody has to open; and the page that stays where only the frame can be left
 */

const FOLDER = "pages/";
const NOTHING_KEPT = JSON.stringify({ format: 1, kept: {}, settings: {}, passed: [] });

/**
 * @param {any} words
 * @param {Given} given
 * @param {Connect} connect
 */
export function start(words, given, connect) {
  const player = new Player(words, given);
  const leave = leaving(words, given.left, () => {});
  new Presses(words, leave);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest?.("[data-ww-exit]")) return;
    event.preventDefault();
    leave();
  });
  connect((taken) => player.told(taken)).then((connection) => player.meet(connection));
}

class Player {
  visit = new Visit();
  /** @type {OnPlatform | undefined} */
  platform;
  /** @type {Connection | undefined} */
  connection;
  /** @type {Set<string>} */
  seen = new Set();
  page = "";
  completed = false;
  failing = false;

  /** @param {PlayerWords} words @param {Given} given */
  constructor(words, given) {
    this.words = words;
    this.given = given;
    this.frame = /** @type {HTMLIFrameElement} */ (find("[data-ww-frame]"));
  }

  /**
   * Takes up what the platform had, and lets her begin.
   * @param {Connection | undefined} connection
   */
  meet(connection) {
    this.connection = connection;
    if (connection) {
      const { state, page, completed } = connection.found;
      const { seen, memory } = readBack(state);
      if (memory || !connection.onlyLooking) this.platform = new OnPlatform((kept) => this.send(kept), memory);
      this.completed = completed;
      if (memory) this.takeUp(seen, page);
    }
    this.tell(!connection ? this.words.alone : connection.onlyLooking ? this.words.looking : "");
    Object.assign(globalThis, { wwPlayer: this });
    this.listen();
  }

  /** @param {string[]} seen @param {string} page */
  takeUp(seen, page) {
    this.seen = new Set(seen.filter((each) => this.given.pages.includes(each)));
    if (this.given.pages.includes(page)) this.page = page;
  }

  listen() {
    const goesOn = Boolean(this.platform?.sent);
    find("[data-ww-goes-on]").hidden = !goesOn;
    find("[data-ww-asks]").hidden = goesOn || !this.platform;
    find("[data-ww-begins]").hidden = goesOn || Boolean(this.platform);
    for (const button of document.querySelectorAll("[data-ww-begin]")) {
      button.addEventListener("click", () =>
        this.begin(/** @type {HTMLElement} */ (button).dataset.wwBegin === "keep"),
      );
    }
    find("[data-ww-finished]").addEventListener("click", () => this.complete());
    this.frame.addEventListener("load", () => this.arrive());
    document.addEventListener("visibilitychange", () => document.hidden && this.connection?.commit());
    addEventListener("pagehide", () => this.connection?.end());
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  }

  /** @param {boolean} keeps */
  begin(keeps) {
    if (keeps) attempt(() => this.platform?.setItem("", NOTHING_KEPT));
    find("[data-ww-before]").hidden = true;
    find("[data-ww-course]").hidden = false;
    this.frame.src = `${FOLDER}${this.page || this.given.pages[0]}.html`;
    this.frame.focus({ preventScroll: true });
    this.draw();
  }

  /** Notes which page has come into the frame. */
  arrive() {
    const path = attempt(() => this.frame.contentWindow?.location.pathname) ?? "";
    const page =
      decodeURIComponent(path)
        .split(`/${FOLDER}`)
        .pop()
        ?.replace(/\.html$/, "") ?? "";
    if (`${FOLDER}${page}.html` === this.given.left) return location.replace(this.given.left);
    if (!this.given.pages.includes(page)) return;
    this.page = page;
    this.seen.add(page);
    if (this.platform?.sent) this.send(this.platform.sent);
    this.connection?.commit();
    if (this.toOpen.every((each) => this.seen.has(each))) this.complete();
    this.draw();
    // The platform's own page may be scrolled: without this, a new page could begin above the edge, and the exit with it.
    find(".ww-player-bar").scrollIntoView({ block: "nearest" });
  }

  /** The pages that make the module complete. */
  get toOpen() {
    return this.given.pages.filter((page) => !this.given.extra.includes(page));
  }

  /**
   * Gives the platform what she lets it keep, or nothing; whether it had room.
   * @param {object | null} memory
   */
  send(memory) {
    const state = memory ? JSON.stringify({ seen: [...this.seen], memory }) : "";
    const room = this.connection?.room ?? 0;
    const taken = state.length <= room && Boolean(this.connection?.keep(state, memory ? this.page : ""));
    if (!memory) this.connection?.commit();
    return taken;
  }

  complete() {
    if (!this.connection || this.connection.onlyLooking) return;
    if (!this.completed) this.connection.complete();
    this.completed = true;
    this.draw();
  }

  draw() {
    const { words, toOpen } = this;
    const count = toOpen.filter((page) => this.seen.has(page)).length;
    find("[data-ww-opened]").textContent = say(words.opened, { count, all: toOpen.length });
    const line = /** @type {HTMLProgressElement} */ (find("[data-ww-line]"));
    Object.assign(line, { max: toOpen.length, value: count });
    find("[data-ww-finished]").hidden = this.completed || !this.connection || this.connection.onlyLooking;
    if (this.completed && !this.failing) this.tell(words.completed);
    const back = /** @type {HTMLAnchorElement} */ (find("[data-ww-back]"));
    back.hidden = !this.connection?.back;
    if (this.connection?.back) back.href = this.connection.back;
  }

  /**
   * Says where the platform takes nothing, and no more once it does again.
   * @param {boolean} taken
   */
  told(taken) {
    if (taken && this.failing) this.tell(this.completed ? this.words.completed : "");
    if (!taken) this.tell(this.words.failed);
    this.failing = !taken;
  }

  /** @param {Message} message */
  tell(message) {
    for (const place of document.querySelectorAll("[data-ww-said]")) {
      if (place.textContent !== message) place.textContent = String(message);
    }
  }
}
