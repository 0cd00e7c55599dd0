// Who is counted by which definition.
/** @import { ComparisonWords, PublicDefinition, PublicPerson } from "public" */
/** @import { Child } from "../../frontend/elements.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * @param {PublicDefinition} definition
 * @param {PublicPerson} person
 * @returns {"in" | "out"}
 */
export const group = ({ counted }, { id }) => (counted.includes(id) ? "in" : "out");

/** @param {"in" | "out"} name @param {ComparisonWords} words */
export const mark = (name, words) => make("strong", { class: `ww-${name}` }, words[name]);

/** @param {PublicDefinition} definition @param {PublicPerson} person @param {ComparisonWords} words */
export function reason({ met, areas, at_least }, person, words) {
  return say(words.reason, { met: met[person.id].length, count: areas.length, at_least });
}

/**
 * @param {PublicDefinition[]} columns
 * @param {PublicPerson[]} people
 * @param {ComparisonWords} words
 */
export function table(columns, people, words) {
  const heading = (/** @type {string} */ text) => make("th", { scope: "col" }, text);
  const row = (/** @type {string} */ name, /** @type {(column: PublicDefinition) => Child} */ cell) => {
    const cells = columns.map((each) => make("td", {}, make("span", { class: "ww-label" }, each.title), cell(each)));
    return make("tr", {}, make("th", { scope: "row" }, name), cells);
  };
  const one = (/** @type {PublicPerson} */ person) =>
    row(person.name, (each) => [mark(group(each, person), words), make("p", {}, reason(each, person, words))]);
  const sum = (/** @type {PublicDefinition} */ each) =>
    say(words.sum, { counted: each.counted.length, count: people.length });
  return make(
    "table",
    {},
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        heading(words.person),
        columns.map(({ title }) => heading(title)),
      ),
    ),
    make("tbody", {}, people.map(one)),
    make("tfoot", {}, row(words.total, sum)),
  );
}
