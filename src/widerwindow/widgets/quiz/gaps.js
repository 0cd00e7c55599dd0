// Which questions are still open, with a way to each.
/** @import { PublicQuestion, QuizWords } from "public" */
/** @import { Answer, Kind } from "../../content/questions/types.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * The names of the questions that are open or answered in part, by their ids.
 * @param {Record<string, Kind>} kinds
 * @param {PublicQuestion[]} questions
 * @param {Record<string, Answer>} answers
 * @param {QuizWords} words
 * @returns {Map<string, string>}
 */
export function openQuestions(kinds, questions, answers, words) {
  const found = new Map();
  for (const [index, question] of questions.entries()) {
    const answer = answers[question.id];
    const number = index + 1;
    if (answer === undefined) found.set(question.id, say(words.short_number, { number }));
    else if (kinds[question.type].inPart(question, answer)) found.set(question.id, say(words.in_part, { number }));
  }
  return found;
}

/**
 * @param {Map<string, string>} open
 * @param {string} id
 * @param {QuizWords} words
 * @param {(question: string) => void} go
 */
export function tellOpen(open, id, words, go) {
  if (!open.size) return [make("p", {}, words.all_answered)];
  const links = [...open].map(([question, name]) => {
    /** @param {MouseEvent} event */
    const click = (event) => {
      event.preventDefault();
      go(question);
    };
    return make("li", {}, make("a", { href: `#${id}-${question}`, click }, name));
  });
  return [
    make("p", {}, words.unanswered),
    make("ul", {}, links),
    make("p", { class: "ww-soft" }, words.unanswered_help),
  ];
}
