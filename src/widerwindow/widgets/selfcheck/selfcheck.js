/** @import { RevealedQuestion, PublicSelfCheck, SelfCheckWords } from "public" */
/** @import { Answer } from "../../content/questions/types.js" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { kinds } from "../../content/questions/marked_kinds.js";
import { behindNote } from "../../content/questions/note.js";
import { knownAnswers, put } from "../../content/questions/question.js";
import { button, make } from "../../frontend/elements.js";
import { remembering } from "../shared/remembering.js";
import { freshId, sheet } from "../shared/sheet.js";
import { everyAnswer, said } from "./feedback.js";

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
    const kind = kinds[question.type];
    const answer = answers()[question.id] ?? null;
    const status = make("p", { class: "ww-status", role: "status" });
    const every = make("div");
    const place = { id: `${id}-${question.id}`, number: index + 1, count: questions.length, words, answer };
    const { node, spots } = put(question, kind, { ...place, answered });

    /** @param {Answer | null} now */
    function answered(now) {
      const { [question.id]: _, ...others } = answers();
      memory.keep(now === null ? others : { ...others, [question.id]: now });
      el.classList.add("ww-prints");
      for (const part of [...Object.values(spots), status, every]) part.replaceChildren();
    }

    function check() {
      const now = answers()[question.id] ?? null;
      const { fits, summary } = now === null ? NOTHING : kind.judge(question, now);
      for (const [part, spot] of Object.entries(spots)) {
        spot.replaceChildren(...(part in fits ? [said(question, kind, part, fits[part], now, words)] : []));
      }
      status.textContent = words[summary];
      every.replaceChildren(...(now === null ? [] : [everyAnswer(question, kind, words)]));
    }

    node.append(make("div", { class: "ww-actions" }, button(words.check, check), status), every);
    return behindNote(node, question, words, answer !== null);
  }

  draw();
  return memory.stop;
}

/** What a question is judged that has no answer. */
const NOTHING = { fits: /** @type {Record<string, boolean>} */ ({}), summary: /** @type {const} */ ("nothing") };
