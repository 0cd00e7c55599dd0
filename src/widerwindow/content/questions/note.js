// How self-checks and quizzes ask before a question that touches on something hard.
/** @import { PublicQuestion, QuestionWords } from "public" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * A question behind its content note, where it has one and is not answered yet.
 * @param {HTMLElement} node
 * @param {PublicQuestion} question
 * @param {QuestionWords & { note_skip: string }} words
 * @param {boolean} answered
 */
export function behindNote(node, { note }, words, answered) {
  if (!note || answered) return node;
  const show = () => {
    cover.replaceWith(node);
    node.tabIndex = -1;
    node.focus();
  };
  const skip = () => {
    const left = make("p", { tabindex: -1 }, words.note_left);
    cover.replaceChildren(left, make("div", { class: "ww-actions" }, button(words.note_show, show)));
    left.focus();
  };
  const themes = { themes: note.themes.join(", "), intensity: words[note.intensity] };
  const cover = make(
    "div",
    { class: "ww-frame", id: node.id },
    make("div", { class: "ww-text", html: note.text }),
    make("p", { class: "ww-soft" }, say(words.note_themes, themes)),
    make("p", {}, words.note_skip),
    make("details", {}, make("summary", {}, words.note_summary), make("div", { class: "ww-text", html: note.summary })),
    make("div", { class: "ww-actions" }, button(words.note_show, show), button(words.note_leave, skip)),
  );
  return cover;
}
