// Her way through the course, as far as she lets it be kept: which pages she has read, where she was, and on a route, which
// page is next. With “nothing” none of it is noted.
/** @import { PublicWay, WayWords } from "public" */
/** @import { Memory } from "../../widgets/shared/model.js" */
import { MINE, noteCompleted } from "../../frontend/completed.js";
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { takeNotes } from "./notes.js";
import { Opening } from "./opening.js";

/** @typedef {{ id?: string, page?: string, days?: boolean }} Mine */

/**
 * @param {WayWords} words
 * @param {PublicWay} way
 */
export function start(words, way) {
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = new Way(words, way, /** @type {Memory} */ (globalThis.widerWindow.memory), new URL("..", src));
  if (dataset.page) {
    shown.open(dataset.page);
    document.addEventListener("ww:moved", () => shown.here());
    takeNotes(words, shown.memory, dataset.page);
  }
  for (const event of ["ww:forgotten", "ww:opened", "ww:moved"]) document.addEventListener(event, () => shown.draw());
  shown.draw();
}

class Way {
  /**
   * @param {WayWords} words
   * @param {PublicWay} way
   * @param {Memory} memory
   * @param {URL} top the address of the site's first folder
   */
  constructor(words, way, memory, top) {
    this.words = words;
    this.way = way;
    this.memory = memory;
    this.top = top;
    const pages = /** @type {HTMLElement | null} */ (document.querySelector(".ww-pages"));
    this.opening = pages && new Opening(words, pages);
  }

  /** @returns {Mine} */
  get mine() {
    return this.memory.read(MINE) ?? {};
  }

  /** @param {string} page */
  address(page) {
    return new URL(`${page}.html`, this.top).href;
  }

  /** @param {string} page */
  isRead(page) {
    const [module, name] = page.split("/");
    return Boolean(this.memory.read(`read/${module}`)?.[name]);
  }

  /**
   * Notes that she is on a page, and that she has read it once she goes on from there.
   * @param {string} page
   */
  open(page) {
    this.page = page;
    this.here();
    const [module, name] = page.split("/");
    const next = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".ww-steps [rel=next]"));
    next?.addEventListener("click", () => noteCompleted(this.memory, `read/${module}`, name));
  }

  /** Notes the page as the one where she was last. */
  here() {
    if (this.memory.keeps()) this.memory.write(MINE, { ...this.mine, page: this.page }, this.mine);
  }

  draw() {
    this.begin();
    this.tick();
    this.lead();
    for (const place of document.querySelectorAll("[data-ww-way]")) this.drawIn(/** @type {HTMLElement} */ (place));
  }

  /** Shows at a module's opening what of it is on her way. */
  begin() {
    const { myWay, opening, page = "" } = this;
    const isOnWay = (/** @type {Element} */ entry) => myWay.includes(this.pageAt(entry.querySelector("a")) ?? "");
    opening?.show(isOnWay, this.minutesOf(page.split("/")[0]));
  }

  /** Marks the pages that she has read where they are listed, and counts them on each module's card. */
  tick() {
    for (const tick of document.querySelectorAll(".ww-tick")) tick.remove();
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (this.links())) {
      const page = this.pageAt(link);
      const card = link.closest(".ww-cards");
      if (card && page) this.count(/** @type {HTMLElement} */ (link.closest("li")), page.split("/")[0]);
      else if (page && this.isRead(page)) {
        link.append(make("span", { class: "ww-tick" }, make("span", { class: "ww-heard" }, this.words.read)));
      }
    }
  }

  links() {
    return document.querySelectorAll(".ww-pages a, .ww-contents a, .ww-cards a");
  }

  /** @param {HTMLAnchorElement | null} link */
  pageAt(link) {
    const { href } = link ?? { href: "" };
    const page = href.startsWith(this.top.href) ? href.slice(this.top.href.length).replace(/\.html(#.*)?$/, "") : "";
    return page in this.way.pages ? page : undefined;
  }

  /**
   * Counts the pages of a module that she has read: of those on her way, where it comes through the module.
   * @param {HTMLElement} card
   * @param {string} module
   */
  count(card, module) {
    const inModule = (/** @type {string} */ page) => page.startsWith(`${module}/`) && !page.endsWith("/index");
    const mine = this.myWay.filter(inModule);
    const all = mine.length ? mine : Object.keys(this.way.pages).filter(inModule);
    const read = all.filter((page) => this.isRead(page)).length;
    this.shorten(card, mine.length, this.minutesOf(module));
    if (!read) return;
    const said = say(this.words.read_of, { count: read, all: all.length });
    const bar = make("progress", { value: read, max: all.length, "aria-hidden": "true" });
    card.append(make("p", { class: "ww-tick ww-minutes" }, bar, ` ${said}`));
  }

  /**
   * Says on a module's card how much of it is on her way, in place of how long the whole takes.
   * @param {HTMLElement} card
   * @param {number} count
   * @param {number | undefined} minutes
   */
  shorten(card, count, minutes) {
    const whole = /** @type {HTMLElement | null} */ (card.querySelector(".ww-minutes"));
    if (whole) whole.hidden = minutes !== undefined;
    if (minutes === undefined) return;
    card.append(make("p", { class: "ww-tick ww-minutes" }, say(this.words.on_way, { count, minutes })));
  }

  /**
   * How long a module takes on her way, where that leaves out some of its pages.
   * @param {string} module
   */
  minutesOf(module) {
    return this.way.routes[this.mine.id ?? ""]?.minutes[module];
  }

  /** The pages of the route that she follows, in their order. */
  get myWay() {
    return this.way.routes[this.mine.id ?? ""]?.pages ?? [];
  }

  /** Lets Next, Back and the way past a note follow her route, where the page is on it, and says how far along it is. */
  lead() {
    const route = this.myWay;
    const at = this.page ? route.indexOf(this.page) : -1;
    if (at < 0) return;
    const along = say(this.words.along, { number: at + 1, all: route.length });
    document.querySelector(".ww-in-module span")?.replaceChildren(along);
    const line = /** @type {HTMLProgressElement | null} */ (document.querySelector(".ww-in-module progress"));
    if (line) Object.assign(line, { max: route.length, value: at + 1 });
    const skip = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-ww-skip]"));
    if (skip && route[at + 1]) skip.href = this.address(route[at + 1]);
    for (const [rel, page] of [
      ["prev", route[at - 1]],
      ["next", route[at + 1]],
    ]) {
      const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.ww-steps [rel=${rel}]`));
      if (!link || !page) continue;
      link.href = this.address(page);
      link.lastChild?.replaceWith(` ${this.way.pages[page]}`);
    }
  }

  /** @param {HTMLElement} place */
  drawIn(place) {
    const { wwWay: name = "" } = place.dataset;
    const focused = place.contains(document.activeElement);
    const parts = name === "start" ? this.again() : name in this.way.routes ? this.follow(name) : [];
    place.replaceChildren(...parts);
    if (focused) place.querySelector("button")?.focus();
  }

  /** Where she was, or how that can be kept. */
  again() {
    const { page = "" } = this.mine;
    const title = this.way.pages[page];
    const goOn = say(this.words.go_on, { title });
    if (title) return [make("p", { class: "ww-go-on" }, make("a", { href: this.address(page) }, goOn))];
    if (this.memory.keeps()) return [];
    return [make("p", { class: "ww-small" }, make("a", { href: "#kept" }, this.words.not_kept))];
  }

  /** @param {string} id */
  follow(id) {
    const { mine } = this;
    const follows = mine.id === id;
    const change = () => {
      const { id: _, ...rest } = mine;
      this.memory.write(MINE, follows ? rest : { ...mine, id }, mine);
      this.draw();
    };
    const named = say(follows ? this.words.stop : this.words.follow, this.way.routes[id]);
    const press = make("button", { type: "button", click: change }, named);
    if (!follows) return [press];
    const here = this.myWay.find((page) => page === mine.page);
    const page = here ?? this.myWay[0];
    const said = say(here ? this.words.go_on : this.words.begin, { title: this.way.pages[page] });
    return [
      make("p", { class: "ww-go-on" }, make("a", { href: this.address(page) }, said)),
      press,
      make("p", {}, this.words.follows),
    ];
  }
}
