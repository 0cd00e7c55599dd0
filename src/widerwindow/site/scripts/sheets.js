// What opens over a page from its header: contents, settings, the pause. None is modal: the header stays in reach with its
// exit, by mouse and by Tab. Escape, a click beside it, or leaving it by Tab closes it. Without scripts each stands in the page.
import { find } from "./finding.js";

const root = document.documentElement;
const OPENERS = "[data-ww-open], [data-ww-pause]";

/** The contents come last: where there is room, they stand beside the page, and the others open before them. */
const ORDER = ["settings", "pause", "contents"];

export class Sheets {
  /** @type {HTMLElement | undefined} */
  shown;
  /** @type {HTMLElement | undefined} */
  opener;

  constructor() {
    root.classList.add("ww-sheets");
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
    document.addEventListener("focusin", ({ target }) => this.leave(/** @type {Element} */ (target)));
    addEventListener("hashchange", () => this.follow());
  }

  /** Brings the sheets to where the header is, so that Tab goes from it into them. */
  place() {
    for (const name of ORDER) {
      const sheet = find(`[data-ww-sheet="${name}"]`);
      if (sheet) find("main").before(sheet);
    }
    openHere();
    for (const opener of document.querySelectorAll(OPENERS)) opener.setAttribute("aria-expanded", "false");
    show(find('[data-ww-sheet="contents"]'));
    this.follow();
  }

  /**
   * What a press on a link opens or closes; whether it was such a link.
   * @param {Element} target
   */
  press(target) {
    const opener = /** @type {HTMLElement | null} */ (target.closest?.(OPENERS));
    if (opener) return this.turn(opener, opener.dataset.wwOpen ?? "pause");
    const closes = target.closest?.("[data-ww-close]");
    if (closes || !this.shown?.contains(target)) this.close();
    return Boolean(closes);
  }

  /**
   * @param {HTMLElement} opener
   * @param {string} name
   */
  turn(opener, name) {
    const sheet = find(`[data-ww-sheet="${name}"]`);
    if (!sheet) return false;
    const again = sheet === this.shown;
    this.close();
    if (!again) this.open(sheet, opener);
    return true;
  }

  /**
   * @param {HTMLElement} sheet
   * @param {HTMLElement | null} [opener] what stands in the header for it, where nothing else was pressed
   */
  open(sheet, opener = document.querySelector(`[data-ww-open="${sheet.dataset.wwSheet}"]`)) {
    this.shown = sheet;
    this.opener = opener ?? undefined;
    sheet.classList.add("ww-open");
    opener?.setAttribute("aria-expanded", "true");
    root.classList.toggle("ww-paused", sheet.matches(".ww-pause"));
    root.style.setProperty("--ww-bar", `${find(".ww-top").offsetHeight}px`);
    sheet.focus({ preventScroll: true });
  }

  close() {
    const { shown, opener } = this;
    this.shown = this.opener = undefined;
    shown?.classList.remove("ww-open");
    opener?.setAttribute("aria-expanded", "false");
    root.classList.remove("ww-paused");
    if (shown?.contains(document.activeElement)) opener?.focus({ preventScroll: true });
  }

  /** @param {Element} target */
  leave(target) {
    if (this.shown && !this.shown.contains(target) && !target.closest(".ww-top")) this.close();
  }

  /** Opens the sheet in which the place lies that the address names. */
  follow() {
    const name = location.hash.slice(1);
    const sheet = /** @type {HTMLElement | null | undefined} */ (
      name && document.getElementById(name)?.closest("[data-ww-sheet]")
    );
    if (!sheet) return;
    if (sheet !== this.shown) this.open(sheet);
    document.getElementById(name)?.scrollIntoView();
  }
}

/** Lets links in the text to the page of the pause open it over this page, so that she does not lose her place. */
function openHere() {
  const pause = /** @type {HTMLAnchorElement | null} */ (find("[data-ww-pause]"));
  for (const link of pause ? find("main").querySelectorAll("a") : []) {
    if (!link.rel && link.href === pause?.href) link.dataset.wwPause = "";
  }
}

/**
 * Scrolls contents that stand beside the page to where she is.
 * @param {HTMLElement | null} contents
 */
function show(contents) {
  const here = /** @type {HTMLElement | null | undefined} */ (contents?.querySelector(".current > .current"));
  if (contents && here) contents.scrollTop = here.offsetTop - contents.clientHeight / 2;
}
