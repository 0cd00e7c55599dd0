/** @import { RevealedQuestion, PublicSelfCheck, SelfCheckWords } from "public" */
/** @import { Answer } from "../../content/questions/types.js" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { kinds } from "../../content/questions/marked_kinds.js";
import { knownAnswers } from "../../content/questions/question.js";
import { make } from "../../frontend/elements.js";
import { remembering } from "../shared/remembering.js";
import { freshId, sheet } from "../shared/sheet.js";
import { answeringBack } from "./one.js";

/** @typedef {{ content: WithExit<PublicSelfCheck>, words: SelfCheckWords, answers: Record<string, Answer> }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  const content = model.get("content");
  const words = model.get("words");
  const { questions } = content;
  const id = freshId(content);
  const { body } = sheet(el, "selfcheck", content, words);
  const memory = remembering(model, "answers", draw);
  const answers = () => knownAnswers(kinds, questions, model.get("answers"));

  function draw() {
    body.replaceChildren(
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      ...questions.map(one),
    );
    el.classList.toggle("ww-prints", Object.keys(answers()).length > 0);
  }

  /** @param {RevealedQuestion} question @param {number} index */
  function one(question, index) {
    const answer = answers()[question.id] ?? null;
    const place = { id: `${id}-${question.id}`, number: index + 1, count: questions.length, words, answer };
    return answeringBack(question, { ...place, answered });

    /** @param {Answer | null} now */
    function answered(now) {
      const { [question.id]: _, ...others } = answers();
      memory.keep(now === null ? others : { ...others, [question.id]: now });
      el.classList.add("ww-prints");
    }
  }

  draw();
  return memory.stop;
}
