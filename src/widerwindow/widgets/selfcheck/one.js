// One question that answers back.
/** @import { RevealedQuestion, SelfCheckWords } from "public" */
/** @import { Answer, Place, Verdict } from "../../content/questions/types.js" */
import { kinds } from "../../content/questions/marked_kinds.js";
import { behindNote } from "../../content/questions/note.js";
import { put } from "../../content/questions/question.js";
import { button, make } from "../../frontend/elements.js";
import { everyAnswer, said } from "./feedback.js";

/**
 * Puts a question, behind its note where it has one. `checked` gets what is said of each answer that she has checked.
 * @param {RevealedQuestion} question
 * @param {Place<Answer, SelfCheckWords>} place
 * @param {(summary: Verdict["summary"]) => void} [checked]
 */
export function answeringBack(question, place, checked) {
  const { words } = place;
  const kind = kinds[question.type];
  const status = make("p", { class: "ww-status", role: "status" });
  const every = make("div");
  const { node, spots } = put(question, kind, { ...place, answered });
  let answer = place.answer;

  /** @param {Answer | null} now */
  function answered(now) {
    answer = now;
    place.answered(now);
    for (const part of [...Object.values(spots), status, every]) part.replaceChildren();
  }

  function check() {
    const now = answer;
    if (now === null) {
      status.textContent = words.nothing;
      return;
    }
    const { fits, summary } = kind.judge(question, now);
    for (const [part, spot] of Object.entries(spots)) {
      spot.replaceChildren(...(part in fits ? [said(question, kind, part, fits[part], now, words)] : []));
    }
    status.textContent = words[summary];
    every.replaceChildren(everyAnswer(question, kind, words));
    checked?.(summary);
  }

  node.append(make("div", { class: "ww-actions" }, button(words.check, check), status), every);
  return behindNote(node, question, words, answer !== null);
}
