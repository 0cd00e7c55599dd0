// A hand-in as text, for where a download cannot be had. A person reads its upper part; grading/notebook/text_hand_in.py
// reads the block at its end.
/** @import { QuizContent, QuizWords } from "public" */
import { say } from "../../frontend/words.js";
import { crc32 } from "./receipt.js";

const LINE = 60;

/** @typedef {{ learner: string, saved: string, receipt: string, answers: Record<string, string> }} Given */

/**
 * @param {QuizContent} content
 * @param {Given} given
 * @param {QuizWords} words
 */
export function asText(content, given, words) {
  const { id, title, questions } = content;
  const { learner, saved, receipt, answers } = given;
  const said = questions.flatMap((question, index) => {
    const answer = answers[question.id] ?? words.text_open;
    // What begins the block may stand in it once only.
    return [say(words.short_number, { number: index + 1 }), answer.replaceAll("[ww1:", "[ ww1:"), ""];
  });
  const head = [title, say(words.text_head, { learner, saved, receipt }), ""];
  const block = packed({ quiz: id, learner, saved, receipt, answers });
  return [...head, ...said, words.text_block, "", "[ww1:", ...block, ":ww1]", ""].join("\n");
}

/** @param {object} all */
function packed(all) {
  const bytes = new TextEncoder().encode(JSON.stringify(all));
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  const sum = crc32(bytes).toString(16).padStart(8, "0");
  return `${sum}${btoa(signs).replaceAll("=", "")}`.match(RegExp(`.{1,${LINE}}`, "g")) ?? [];
}
