// How self-checks, quizzes and comparisons put a question of any kind (see types.d.ts).
/** @import { PublicQuestion } from "public" */
/** @import { Message } from "../../frontend/words.js" */
/** @import { Answer, Kind, Place, Verdict } from "./types.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/** @param {{ id: string }[]} parts */
export const idsOf = (parts) => parts.map(({ id }) => id);

/**
 * All answers with everything taken out that their questions do not know; questions without one are left out.
 * @param {Record<string, Kind>} kinds
 * @param {PublicQuestion[]} questions
 * @param {Record<string, unknown> | undefined} answers
 * @returns {Record<string, Answer>}
 */
export function knownAnswers(kinds, questions, answers) {
  const found = questions.map((question) => {
    return [question.id, kinds[question.type].known(question, answers?.[question.id])];
  });
  return Object.fromEntries(found.filter(([, answer]) => answer != null));
}

/**
 * One thing to choose.
 * @param {"radio" | "checkbox"} type
 * @param {string} name
 * @param {string} value
 * @param {boolean} checked
 * @param {string} html
 * @param {(event: Event & { target: HTMLInputElement }) => void} change
 */
export function pick(type, name, value, checked, html, change) {
  const input = make("input", { type, name, value, checked, autocomplete: "off", change });
  return make("label", { class: "ww-pick" }, input, make("span", { html }));
}

/**
 * Puts one question. Returns the field set, its legend, and for each part the place under it for something to say.
 * @param {PublicQuestion} question
 * @param {Kind} kind
 * @param {Place<any, { number: Message }>} place
 */
export function put(question, kind, place) {
  const { id, number, count, words } = place;
  const spots = Object.fromEntries(kind.parts(question).map((part) => [part.id, make("div", { class: "ww-spot" })]));
  const legend = make("legend", { id: `${id}-number` }, say(words.number, { number, count }));
  const node = make(
    "fieldset",
    { class: "ww-question", id, "aria-labelledby": `${id}-number ${id}-prompt` },
    legend,
    make("div", { class: "ww-text", id: `${id}-prompt`, html: question.prompt }),
    kind.fields(question, { ...place, spots }),
  );
  return { node, legend, spots };
}

/**
 * What to say of an answer in several parts, by whether each fits; `count` parts make it whole.
 * @param {Record<string, boolean>} fits
 * @param {number} count
 * @param {"some_missing" | "some_open"} rest
 * @returns {Verdict}
 */
export function verdictOn(fits, count, rest) {
  const all = Object.values(fits);
  if (!all.every(Boolean)) return { fits, summary: "some_not" };
  return { fits, summary: all.length === count ? "all_fit" : rest };
}

/**
 * What to say of an answer that is one thing.
 * @param {string} part
 * @param {boolean} fits
 * @returns {Verdict}
 */
export const verdictOnOne = (part, fits) => ({ fits: { [part]: fits }, summary: fits ? "one_fits" : "one_not" });
