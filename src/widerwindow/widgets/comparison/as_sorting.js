// To say of each person whether she is counted is to sort her, and each definition asks for that once.
/** @import { ComparisonWords, PublicComparison, PublicPerson } from "public" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * The definitions as questions, with the people as items.
 * @param {PublicComparison} content
 * @param {ComparisonWords} words
 */
export function asSorting({ definitions, people }, words) {
  const groups = [
    { id: "in", text: words.in },
    { id: "out", text: words.out },
  ];
  const items = people.map((person) => asItem(person, words));
  const type = /** @type {const} */ ("sorting");
  return definitions.map(({ id }) => ({ id, type, prompt: words.ask, points: 1, note: null, groups, items }));
}

/** @param {PublicPerson} person @param {ComparisonWords} words */
function asItem({ id, name, text, areas }, words) {
  const listed = asHtml(say(words.areas, { areas: areas.join("; ") || words.none }));
  return { id, text: asHtml(name), about: `${text}<p>${listed}</p>` };
}

/** @param {string} text */
const asHtml = (text) => make("p", {}, text).innerHTML;
