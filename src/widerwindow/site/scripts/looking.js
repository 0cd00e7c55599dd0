// How the search finds words in the pages of the index.

/** @typedef {[anchor: string, heading: string, text: string]} Part */
/** @typedef {[address: string, note: string, parts: Part[], beside: number]} Indexed A page, with its content note or "". */
/** @typedef {{ pages: Indexed[], synonyms: Record<string, string> }} Index */
/** @typedef {{ address: string, note: string, title: string, part: Part, beside: number, has: number, score: number }} Found */

const AROUND = 160;

/**
 * What a word shares with its other forms: "breathing" finds "breath", "regulation" finds "regulate".
 * @param {string} word
 */
export function stem(word) {
  const short = word.replace(/(ations?|ating|ated|ates?|ions?|ies|ing|ed|es|e|s|y)$/, "");
  return short.length > 3 ? short : word;
}

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** @param {string[]} ways */
const beginning = (ways) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${ways.join("|")})`, "giu");

/** @param {string} phrase */
const inAnyForm = (phrase) => wordsOf(phrase).map(stem).join("\\p{L}*[^\\p{L}\\p{N}]+");

/**
 * A pattern for each word of a text that tells something; where none does, for each. What the course has another word for
 * is looked for under either.
 * @param {string} text
 * @param {string} smallWords
 * @param {Record<string, string>} [synonyms]
 */
export function patterns(text, smallWords, synonyms = {}) {
  const small = new Set(smallWords.split(" "));
  let rest = ` ${wordsOf(text).join(" ")} `;
  const either = [];
  for (const [said, ours] of Object.entries(synonyms)) {
    const phrase = ` ${wordsOf(said).join(" ")} `;
    if (!rest.includes(phrase)) continue;
    rest = rest.replaceAll(phrase, " ");
    either.push(beginning([said, ours].map(inAnyForm)));
  }
  const words = wordsOf(rest);
  const telling = words.filter((word) => word.length > 1 && !small.has(word));
  const chosen = telling.length || either.length ? telling : words;
  return [...either, ...[...new Set(chosen.map(stem))].map((word) => beginning([word]))];
}

/** @param {string} text @param {RegExp} pattern */
const count = (text, pattern) => text.match(pattern)?.length ?? 0;

/**
 * How many of the patterns a page has, how well it fits, and where best.
 * @param {Indexed} page
 * @param {RegExp[]} wanted
 * @returns {Found}
 */
export function look([address, note, parts, beside], wanted) {
  const title = parts[0][1];
  const all = parts.map(([, heading, text]) => `${heading} ${text}`).join(" ");
  const has = wanted.filter((pattern) => count(all, pattern)).length;
  const scores = parts.map(([, heading, text]) =>
    wanted.reduce((sum, each) => sum + 20 * count(heading, each) + Math.min(count(text, each), 5), 0),
  );
  const best = scores.indexOf(Math.max(...scores));
  const named = wanted.filter((each) => count(title, each)).length;
  return { address, note, title, part: parts[best], beside, has, score: scores[best] + 20 * named };
}

/**
 * The pages with all of the words, or where there are none, those with some: a learner's pages, and the best of them, first.
 * @param {Indexed[]} pages
 * @param {RegExp[]} wanted
 */
export function best(pages, wanted) {
  const found = pages.map((page) => look(page, wanted)).filter((page) => page.has);
  const whole = found.filter((page) => page.has === wanted.length);
  const shown = (whole.length ? whole : found).sort(
    (a, b) => b.has - a.has || a.beside - b.beside || b.score - a.score,
  );
  return { shown, whole: whole.length > 0 };
}

/**
 * The words around the first of those that are looked for.
 * @param {string} text
 * @param {RegExp[]} wanted
 */
export function excerpt(text, wanted) {
  const places = wanted.map((pattern) => text.search(pattern)).filter((place) => place >= 0);
  let from = Math.max(0, (places.length ? Math.min(...places) : 0) - AROUND / 2);
  if (from) from = text.indexOf(" ", from) + 1;
  let to = from + 2 * AROUND;
  if (to < text.length) to = text.lastIndexOf(" ", to);
  return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}
