// How a learner hands in: the release notebook with her answers in it, as a download under her code.
/** @import { QuizWords } from "public" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { copyPart } from "./copying.js";

/** @typedef {{ name: string, receipt: string, text: string }} Handed */

const CODE = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]{0,31}$/i; // some names Windows keeps for itself

/**
 * The form that asks for her code. `hand` hands over the file and returns what is to be said of it; `open` names what is
 * not complete.
 * @param {string} id
 * @param {QuizWords} words
 * @param {HTMLElement} gaps
 * @param {(learner: string) => Handed} hand
 * @param {() => string[]} open
 */
export function handInForm(id, words, gaps, hand, open) {
  const wrong = make("p", { class: "ww-warning", id: `${id}-wrong`, role: "alert" });
  const status = make("div", { class: "ww-status", role: "status" });
  const copying = make("div");
  const code = codeField(id);
  const download = () => {
    const learner = code.value.trim();
    const fine = CODE.test(learner);
    code.setAttribute("aria-invalid", String(!fine));
    wrong.textContent = fine ? "" : words.code_wrong;
    const handed = fine && hand(learner);
    status.replaceChildren(...(handed ? told(handed, open(), words) : []));
    copying.replaceChildren(...(handed ? [copyPart(id, words, handed.text)] : []));
    if (!fine) code.focus();
  };
  return [
    make("h2", {}, words.hand_in),
    make("p", {}, words.file_holds),
    make("p", {}, words.read_by),
    gaps,
    make(
      "div",
      { class: "ww-field ww-screen" },
      make("label", { for: code.id, class: "ww-name" }, words.code),
      make("p", { class: "ww-soft", id: `${id}-help` }, words.code_help),
      code,
      wrong,
    ),
    make("div", { class: "ww-actions" }, button(words.download, download, "ww-button ww-main")),
    status,
    copying,
  ];
}

/** @param {string} id */
function codeField(id) {
  const described = `${id}-help ${id}-wrong`;
  const code = make("input", {
    id: `${id}-code`,
    class: "ww-code",
    autocomplete: "off",
    "aria-describedby": described,
  });
  code.spellcheck = false;
  return code;
}

/**
 * Whether the file came, no page can know: a frame may drop it without a word.
 * @param {Handed} handed
 * @param {string[]} open
 * @param {QuizWords} words
 */
function told({ name, receipt }, open, words) {
  const gaps = open.length ? [say(words.with_gaps, { names: open.join("; ") })] : [];
  return [
    make("p", {}, [say(words.downloaded, { name }), ...gaps].join(" ")),
    make("p", { class: "ww-frame" }, say(words.receipt, { receipt })),
  ];
}
