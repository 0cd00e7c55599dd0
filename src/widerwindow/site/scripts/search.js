// Looks for words in ww-searchheadings.js, and then in ww-searchindex.js, which has the text too: their pages are
// [page, content note or "", parts, whether it is beside the course], each part [anchor, heading, text].
// Nothing is sent, nothing is kept, and neither the address nor the title changes.
/** @import { SearchWords } from "public" */
/** @import { Found, Index } from "./looking.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { find } from "./finding.js";
import { best, excerpt, patterns } from "./looking.js";

/** @param {SearchWords} words */
export function start(words) {
  const form = find("[data-ww-search]");
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const list = find("#search-results");
  const headings = indexAt(form.dataset.wwHeadings ?? "");
  const texts = indexAt(form.dataset.wwSearch ?? "");
  const tell = (/** @type {string} */ text) => {
    find("#search-said").textContent = text;
  };

  /** @param {Index} index */
  function look(index) {
    const wanted = patterns(field.value, words.small_words, index.synonyms);
    return { wanted, ...best(index.pages, wanted) };
  }

  async function search() {
    list.replaceChildren();
    if (!patterns(field.value, words.small_words).length) return tell(words.write);
    tell(words.looking);
    const soon = await headings();
    const named = soon && look(soon);
    if (named?.whole) put(list, named.shown, named.wanted);
    const found = await texts();
    if (!found) return tell(words.not_loaded);
    const { shown, whole, wanted } = look(found);
    put(list, shown, wanted);
    if (!shown.length) return tell(words.nothing);
    tell(say(whole ? words.found : words.found_some, { count: shown.length }));
  }

  form.hidden = false;
  field.addEventListener("input", () => headings().then(texts), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
}

/**
 * Returns what fetches the index once, as she begins to write: all else on the page is smaller. It gives undefined where
 * that fails.
 * @param {string} address
 */
function indexAt(address) {
  /** @type {Promise<Index | undefined> | undefined} */
  let fetching;
  return () => {
    fetching ??= new Promise((done) => {
      const failed = () => {
        fetching = undefined;
        done(undefined);
      };
      const loaded = () => done(/** @type {any} */ (globalThis).wwIndex);
      document.head.append(make("script", { src: address, load: loaded, error: failed }));
    });
    return fetching;
  };
}

/**
 * Puts pages into the list. Where she is in it already, what she has before her stays, and the others follow.
 * @param {HTMLElement} list
 * @param {Found[]} pages
 * @param {RegExp[]} wanted
 */
function put(list, pages, wanted) {
  if (!list.contains(document.activeElement)) list.replaceChildren();
  const there = new Set(Array.from(list.querySelectorAll("a"), (link) => link.dataset.page));
  list.append(...pages.filter(({ address }) => !there.has(address)).map((page) => show(page, wanted)));
}

/** @param {Found} page @param {RegExp[]} wanted */
function show({ address, note, title, part: [anchor, heading, text] }, wanted) {
  const href = address + (anchor && `#${anchor}`);
  const link = make("a", { href, "data-page": address }, heading === title ? title : `${title}: ${heading}`);
  // A page with a content note is not quoted: its note says what is there, and she chooses.
  return make("li", {}, make("h2", {}, link), make("p", {}, note || excerpt(text, wanted)));
}
