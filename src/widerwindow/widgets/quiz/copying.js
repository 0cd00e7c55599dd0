// Her answers as text, to copy where the file did not come.
/** @import { QuizWords } from "public" */
import { button, make } from "../../frontend/elements.js";

/**
 * A part that is folded away, but for a frame of another site: such frames block downloads.
 * @param {string} id
 * @param {QuizWords} words
 * @param {string} text
 */
export function copyPart(id, words, text) {
  const area = make("textarea", { id: `${id}-text`, rows: 8, readonly: true, autocomplete: "off", class: "ww-copied" });
  area.value = text;
  const said = make("p", { "aria-live": "polite" });
  const copy = () => {
    area.select();
    // The newer way to copy is missing on pages that are not served by https, and forbidden in frames.
    said.textContent = document.execCommand("copy") ? words.text_copied : words.text_not_copied;
  };
  return make(
    "details",
    { open: top !== self },
    make("summary", {}, words.text_title),
    make("p", {}, words.text_how),
    make("label", { for: area.id, class: "ww-name" }, words.text_label),
    area,
    make("div", { class: "ww-actions" }, button(words.text_copy, copy)),
    said,
  );
}
