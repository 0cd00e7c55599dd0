// What changed out of sight: each variable as a line between two words, with a mark for before and one for after.
/** @import { PublicVariable, ScenarioContent, ScenarioWords } from "public" */
/** @import { Moment } from "./story.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { part, soft } from "./pieces.js";

/**
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Moment["values"]} values
 */
export function moved({ variables }, words, values) {
  const lines = Object.entries(variables).map(([name, variable]) => line(variable, values[name], words));
  return lines.length ? [part(words.moved), soft(words.moved_intro), make("ul", { class: "ww-moved" }, lines)] : [];
}

/**
 * @param {PublicVariable} variable
 * @param {number} value
 * @param {ScenarioWords} words
 */
function line(variable, value, words) {
  const { label, start, min, max, low, high } = variable;
  const share = (/** @type {number} */ number) => (max > min ? (number - min) / (max - min) : 0.5);
  const at = (/** @type {number} */ number) => `${6 + 88 * share(number)}%`;
  const place = (/** @type {number} */ number) => inWords(share(number), low, high, words);
  const said = say(start === value ? words.moved_not : words.moved_from_to, { from: place(start), to: place(value) });
  const drawing = make("div", {
    html:
      `<svg class="ww-line-of" role="img" focusable="false" height="28" width="100%">` +
      `<line x1="2%" x2="98%" y1="14" y2="14"/><line class="ww-shift" x1="${at(start)}" x2="${at(value)}" y1="14" y2="14"/>` +
      `<circle class="ww-before" cx="${at(start)}" cy="14" r="7"/><circle class="ww-after" cx="${at(value)}" cy="14" r="9"/></svg>`,
  });
  drawing.querySelector("svg")?.setAttribute("aria-label", said);
  const ends = make("p", { class: "ww-ends" }, make("span", {}, low), make("span", {}, high));
  return make("li", {}, make("strong", {}, label), drawing, ends);
}

/**
 * Where on the line a value is, as `share` of it.
 * @param {number} share
 * @param {string} low
 * @param {string} high
 * @param {ScenarioWords} words
 */
function inWords(share, low, high, words) {
  const end = share < 0.5 ? low : high;
  if (share > 0.4 && share < 0.6) return words.moved_middle;
  return say(share === 0 || share === 1 ? words.moved_at : words.moved_near, { end });
}
