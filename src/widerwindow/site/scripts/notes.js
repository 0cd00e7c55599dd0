// Notes of her own on a page of a module, which nobody else sees. They are kept as her answers are.
/** @import { WayWords } from "public" */
/** @import { Memory } from "../../widgets/shared/model.js" */
import { make } from "../../frontend/elements.js";

/**
 * Puts the notes of a page below its text, open where there are any.
 * @param {WayWords} words
 * @param {Memory} memory
 * @param {string} page
 */
export function takeNotes(words, memory, page) {
  const key = `note/${page.replaceAll("/", "-")}`;
  const kept = () => memory.read(key)?.text ?? "";
  const area = make("textarea", { id: "ww-notes", rows: 4, "aria-describedby": "ww-notes-seen" });
  area.addEventListener("input", () => {
    memory.write(key, area.value ? { text: area.value } : {}, { text: kept() });
  });
  const label = make("label", { for: area.id, class: "ww-heard" }, words.notes);
  const lasts = make("span");
  const seen = make("p", { id: "ww-notes-seen", class: "ww-small" }, `${words.notes_seen} `, lasts);
  const notes = make("details", { class: "ww-more ww-notes" }, make("summary", {}, words.notes), label, area, seen);
  const show = () => {
    area.value = kept();
    notes.open ||= area.value !== "";
    lasts.textContent = memory.keeps() ? words.notes_kept : words.notes_unkept;
  };
  for (const event of ["ww:forgotten", "ww:opened", "ww:moved"]) document.addEventListener(event, show);
  show();
  document.querySelector("[data-ww-notes]")?.append(notes);
}
