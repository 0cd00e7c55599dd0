// Looks for words in ww-searchindex.js: a list of [page, content note or "", parts], each part [anchor, heading, text].
// Nothing is sent, nothing is kept, and neither the address nor the title changes.
/** @import { SearchWords } from "public" */
/** @import { Found, Indexed } from "./looking.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { find } from "./finding.js";
import { best, excerpt, patterns } from "./looking.js";

/** @param {SearchWords} words */
export function start(words) {
  const form = find("[data-ww-search]");
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const list = find("#search-results");
  const index = indexAt(form.dataset.wwSearch ?? "");
  const tell = (/** @type {string} */ text) => {
    find("#search-said").textContent = text;
  };

  async function search() {
    const wanted = patterns(field.value, words.small_words);
    list.replaceChildren();
    if (!wanted.length) return tell(words.write);
    tell(words.looking);
    const pages = await index();
    if (!pages) return tell(words.not_loaded);
    const { shown, whole } = best(pages, wanted);
    list.replaceChildren(...shown.map((page) => show(page, wanted)));
    if (!shown.length) return tell(words.nothing);
    tell(say(whole ? words.found : words.found_some, { count: shown.length }));
  }

  form.hidden = false;
  field.addEventListener("input", index, { once: true });
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
  /** @type {Promise<Indexed[] | undefined> | undefined} */
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

/** @param {Found} page @param {RegExp[]} wanted */
function show({ address, note, title, part: [anchor, heading, text] }, wanted) {
  const href = address + (anchor && `#${anchor}`);
  const link = make("a", { href }, heading === title ? title : `${title}: ${heading}`);
  // A page with a content note is not quoted: its note says what is there, and she chooses.
  return make("li", {}, make("h2", {}, link), make("p", {}, note || excerpt(text, wanted)));
}
