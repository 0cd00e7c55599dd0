// A button that picks one row.
/** @import { PickContent, PickWords } from "public" */
/** @import { Place } from "../shared/model.js" */
import { button, make } from "../../frontend/elements.js";

/** @typedef {{ content: PickContent, words: PickWords, picked: { row?: string } }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  const { title, rows } = model.get("content");
  const picked = make("p", { class: "ww-picked", role: "status" });
  const draw = () => {
    picked.textContent = model.get("picked").row ?? "";
  };
  const pick = () => {
    model.set("picked", { row: rows[Math.floor(Math.random() * rows.length)] });
    model.save_changes();
  };
  model.on("change:picked", draw);
  el.append(make("h2", {}, title), button(model.get("words").pick_one, pick), picked);
  draw();
}
