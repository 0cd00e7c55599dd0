// An answer in her own words, and how it is marked.
/** @import { PublicWritten, WrittenWords } from "public" */
/** @import { Context } from "../types.js" */
import { make } from "../../../frontend/elements.js";
import { say } from "../../../frontend/words.js";
import { neverInPart, nothingElseFits } from "../parts.js";
import { wellFormed } from "../text.js";

/** @param {PublicWritten} _ @param {unknown} answer */
export const known = (_, answer) => (typeof answer === "string" && answer.trim() ? answer : null);

/** @param {PublicWritten} question @param {Context<string, WrittenWords>} context */
export function fields(question, { id, words, answer, answered }) {
  const typed = () => answered(known(question, wellFormed(area.value)));
  const named = { "aria-labelledby": `${id}-number ${id}-prompt` };
  /** @type {HTMLTextAreaElement} */
  const area = make("textarea", { rows: question.rows, autocomplete: "off", ...named, input: typed });
  area.value = answer ?? "";
  const level = (/** @type {string} */ text, /** @type {number} */ points) =>
    make("li", {}, `${say(words.level, { points })} `, make("span", { html: text }));
  const criteria = question.rubric.map(({ title, levels }) => [
    make("p", { class: "ww-name" }, title),
    make("ul", { class: "ww-levels" }, levels.map(level)),
  ]);
  const details = make("details", {}, make("summary", {}, words.rubric), criteria);
  return [make("p", { class: "ww-soft" }, words.written), area, details];
}

/** Nothing is said to parts of it. */
export const parts = nothingElseFits;

export const inPart = neverInPart;

/** It stands in its cell as text, and not as a value. */
export const isText = true;
