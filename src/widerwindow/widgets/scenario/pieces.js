// The small pieces that all parts of a scenario are shown in.
/** @import { PublicNote, PublicPassage, ScenarioWords } from "public" */
/** @import { Child } from "../../frontend/elements.js" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/** @param {string} text */
export const html = (text, look = "ww-text") => make("div", { class: look, html: text });

/** @param {string} text */
export const title = (text) => make("h2", {}, text);

/** @param {string} text */
export const part = (text) => make("h3", {}, text);

/** @param {string} text */
export const soft = (text) => make("p", { class: "ww-soft" }, text);

/** @param {Child} name @param {Child} inside @param {string} [look] */
export const fold = (name, inside, look) => make("details", { class: look }, make("summary", {}, name), inside);

/** @param {...Child} buttons */
export const actions = (...buttons) => make("div", { class: "ww-actions" }, buttons);

/** @param {string} text @param {() => void} click */
export const main = (text, click) => button(text, click, "ww-button ww-main");

/**
 * A content note, with something below it.
 * @param {PublicNote} note
 * @param {ScenarioWords} words
 * @param {Child} [more]
 * @param {Child} [name]
 */
export function frame({ text, themes, intensity }, words, more, name) {
  const said = say(words.note_themes, { themes: themes.join(", "), intensity: words[intensity] });
  return make("div", { class: "ww-frame" }, name, html(text), soft(said), more);
}

/** @param {PublicNote} note @param {ScenarioWords} words */
export const inBrief = (note, words) => fold(words.to_summary, html(note.summary));

/**
 * Every passage, those with conditions introduced as such.
 * @param {PublicPassage[]} passages
 * @param {ScenarioWords} words
 */
export function sometimes(passages, words) {
  const some = (/** @type {string} */ text) => make("div", { class: "ww-some" }, soft(words.on_some_paths), html(text));
  return passages.map(({ when, text }) => (when.length ? some(text) : html(text)));
}
