// An answer in her own words, and how it is marked.
/** @import { PublicLength, PublicWritten, WrittenWords } from "public" */
/** @import { Context } from "../types.js" */
import { make } from "../../../frontend/elements.js";
import { say } from "../../../frontend/words.js";
import { neverInPart, nothingElseFits } from "../parts.js";
import { wellFormed } from "../text.js";

/** @param {PublicWritten} _ @param {unknown} answer */
export const known = (_, answer) => (typeof answer === "string" && answer.trim() ? answer : null);

/** @param {PublicWritten} question @param {Context<string, WrittenWords>} context */
export function fields(question, { id, words, answer, answered }) {
  const { length } = question;
  const typed = () => {
    answered(known(question, wellFormed(area.value)));
    tell();
  };
  const counted = make("p", { class: "ww-soft ww-screen", id: `${id}-length` });
  const tell = () => counted.replaceChildren(...(length ? [saidOf(length, area.value, words)] : []));
  const named = { "aria-labelledby": `${id}-number ${id}-prompt`, "aria-describedby": length && counted.id };
  /** @type {HTMLTextAreaElement} */
  const area = make("textarea", { rows: question.rows, autocomplete: "off", ...named, input: typed });
  area.value = answer ?? "";
  tell();
  const level = (/** @type {string} */ text, /** @type {number} */ points) =>
    make("li", {}, `${say(words.level, { points })} `, make("span", { html: text }));
  const criteria = question.rubric.map(({ title, levels }) => [
    make("p", { class: "ww-name" }, title),
    make("ul", { class: "ww-levels" }, levels.map(level)),
  ]);
  const details = make("details", {}, make("summary", {}, words.rubric), criteria);
  return [make("p", { class: "ww-soft" }, words.written), area, length && counted, details];
}

/**
 * How many words there are, and how many are asked for.
 * @param {PublicLength} length
 * @param {string} text
 * @param {WrittenWords} words
 */
function saidOf(length, text, words) {
  const count = text.split(/\s+/).filter(Boolean).length;
  const asked = length.least === length.most ? words.asked_about : words.asked_between;
  return `${say(words.so_long, { count })} ${say(asked, length)}`;
}

/** Nothing is said to parts of it. */
export const parts = nothingElseFits;

export const inPart = neverInPart;

/** It stands in its cell as text, and not as a value. */
export const isText = true;
