// What a self-check says to an answer.
/** @import { RevealedQuestion, SelfCheckWords } from "public" */
/** @import { Answer, MarkedKind } from "../../content/questions/types.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * What is said under a part that was chosen.
 * @param {RevealedQuestion} question
 * @param {MarkedKind} kind
 * @param {string} part
 * @param {boolean} fits
 * @param {Answer | null} answer
 * @param {SelfCheckWords} words
 */
export function said(question, kind, part, fits, answer, words) {
  const others = fits ? kind.alsoFits(question, part, answer) : [];
  return make(
    "div",
    { class: fits ? "ww-said" : "ww-said ww-said-look" },
    make("strong", { class: fits ? "ww-fits" : "ww-look" }, fits ? words.fits : words.look_again),
    others.length > 0 && make("p", { html: say(words.also_fits, { places: others.join(" / ") }) }),
    make("div", { class: "ww-text", html: question.feedback[part] }),
  );
}

/**
 * All that could have been answered, folded away, each with what is said to it.
 * @param {RevealedQuestion} question
 * @param {MarkedKind} kind
 * @param {SelfCheckWords} words
 */
export function everyAnswer(question, kind, words) {
  const { ordered, parts } = kind.explained(question, words);
  const list = parts.map(({ part, verdict }) =>
    make(
      "li",
      {},
      make("strong", { html: part.text }),
      verdict !== null && make("p", { class: "ww-soft", html: verdict }),
      make("div", { class: "ww-text", html: question.feedback[part.id] }),
    ),
  );
  const look = make(ordered ? "ol" : "ul", {}, list);
  return make("details", {}, make("summary", {}, words.every_answer), look);
}
