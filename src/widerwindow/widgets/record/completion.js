// The sheet of what she completed, for one page of paper.
/** @import { RecordedModule, RecordWords } from "public" */
/** @import { Kept } from "./kept.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/** @typedef {{ module: RecordedModule, kept: Kept, told: string[], day?: string }} Entry */

/**
 * @param {string} course
 * @param {Entry[]} entries
 * @param {Record<string, string>} answers
 * @param {RecordWords} words
 */
export function completion(course, entries, answers, words) {
  const minutes = entries.reduce((sum, { kept }) => sum + kept.minutes, 0);
  return make(
    "div",
    { class: "ww-sheet-of-one" },
    make("h4", {}, words.completed),
    course && make("p", {}, say(words.of_course, { course })),
    make("p", { class: "ww-blank-line" }, say(words.my_name, { name: answers.code ?? "" })),
    make(
      "ul",
      {},
      entries.map((entry) => make("li", {}, ...line(entry, words))),
    ),
    minutes > 0 && make("p", {}, say(words.total, { time: time(minutes, words) })),
    make("p", {}, words.statement),
    make("p", { class: "ww-blank-line" }, say(words.my_day, { signed: answers.day ?? "" })),
  );
}

/**
 * @param {Entry} entry
 * @param {RecordWords} words
 */
function line({ module, kept, told, day }, words) {
  const isDone = day || kept.isComplete;
  const said = day && !kept.by ? [say(words.done_on, { day }), ...told] : told;
  const outcomes = module.outcomes.join("; ");
  return [
    make("strong", {}, module.title),
    make("span", {}, ` ${said.join(" ")}`),
    isDone && make("small", {}, say(words.about, { outcomes })),
  ];
}

/**
 * @param {number} minutes
 * @param {RecordWords} words
 */
function time(minutes, words) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && say(words.hours, { count: hours }), (rest > 0 || !hours) && say(words.minutes, { count: rest })]
    .filter(Boolean)
    .join(words.and);
}
