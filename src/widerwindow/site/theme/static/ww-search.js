// Looks for words in ww-searchindex.js: a list of [page, content note or "", parts], each part [anchor, heading, text].
// Nothing is sent, nothing is kept, and neither the address nor the title changes.
(() => {
  const form = document.querySelector("[data-ww-search]");
  const field = form.querySelector("input");
  const said = document.getElementById("search-said");
  const list = document.getElementById("search-results");
  const SMALL = new Set("a an and are as at be by for from in is it of on or that the this to was what with".split(" "));
  const AROUND = 160;

  // What a word shares with its other forms: "breathing" finds "breath", "regulation" finds "regulate".
  const stem = (word) => {
    const short = word.replace(/(ations?|ating|ated|ates?|ions?|ies|ing|ed|es|e|s|y)$/, "");
    return short.length > 3 ? short : word;
  };

  function patterns(text) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const telling = words.filter((word) => word.length > 1 && !SMALL.has(word));
    const chosen = telling.length ? telling : words;
    return [...new Set(chosen.map(stem))].map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "giu"));
  }

  const count = (text, pattern) => text.match(pattern)?.length ?? 0;

  function look(page, wanted) {
    const [address, note, parts] = page;
    const title = parts[0][1];
    const all = parts.map(([, heading, text]) => `${heading} ${text}`).join(" ");
    const has = wanted.filter((pattern) => count(all, pattern)).length;
    const scores = parts.map(([, heading, text]) =>
      wanted.reduce((sum, each) => sum + 20 * count(heading, each) + Math.min(count(text, each), 5), 0));
    const best = scores.indexOf(Math.max(...scores));
    return { address, note, title, part: parts[best], has, score: scores[best] + 20 * wanted.filter((each) => count(title, each)).length };
  }

  function excerpt(text, wanted) {
    const places = wanted.map((pattern) => text.search(pattern)).filter((place) => place >= 0);
    let from = Math.max(0, (places.length ? Math.min(...places) : 0) - AROUND / 2);
    if (from) from = text.indexOf(" ", from) + 1;
    let to = from + 2 * AROUND;
    if (to < text.length) to = text.lastIndexOf(" ", to);
    return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  }

  function element(name, text, ...inside) {
    const made = document.createElement(name);
    made.append(text, ...inside);
    return made;
  }

  function show({ address, note, title, part: [anchor, heading, text] }, wanted) {
    const link = element("a", heading === title ? title : `${title}: ${heading}`);
    link.href = address + (anchor && `#${anchor}`);
    // A page with a content note is not quoted: its note says what is there, and she chooses.
    return element("li", element("h2", link), element("p", note || excerpt(text, wanted)));
  }

  /** Fetches the index once, as she begins to write: all else on the page is smaller. Gives undefined where it fails. */
  let fetching;
  const index = () => (fetching ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = form.dataset.wwSearch;
    script.onload = () => done(globalThis.wwIndex);
    script.onerror = () => {
      fetching = undefined;
      done();
    };
    document.head.append(script);
  }));

  const pages = (number) => (number === 1 ? "1 page" : `${number} pages`);
  const say = (text) => (said.textContent = text);

  async function search() {
    const wanted = patterns(field.value);
    list.replaceChildren();
    if (!wanted.length) return say("Write a word to look for.");
    say("Looking.");
    const all = await index();
    if (!all) return say("The search could not be loaded. Try again when the connection is better.");
    const found = all.map((page) => look(page, wanted)).filter((page) => page.has);
    const whole = found.filter((page) => page.has === wanted.length);
    const shown = (whole.length ? whole : found).sort((a, b) => b.has - a.has || b.score - a.score);
    list.replaceChildren(...shown.map((page) => show(page, wanted)));
    if (!shown.length) return say("No pages found. Another word may help, or the contents, which list every page.");
    say(whole.length ? `${pages(shown.length)} found.` : `No page has all of these words. ${pages(shown.length)} found with some of them.`);
  }

  form.hidden = false;
  field.addEventListener("input", index, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
})();
