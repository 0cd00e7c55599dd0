// Her way on the map of the whole story, which Python draws; what she does not see in it stands in the list below it.
/** @import { ScenarioContent, ScenarioWords } from "public" */
/** @import { Walked } from "./story.js" */
import { make } from "../../frontend/elements.js";

/**
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Walked} now
 */
export function storyMap({ map, paper_of_map, scenes }, words, { steps, moment }) {
  const open = `<svg class="ww-picture ww-map" role="img" focusable="false" viewBox="${paper_of_map}">`;
  const drawing = make("div", { html: `${open}${map}</svg>` });
  drawing.querySelector("svg")?.setAttribute("aria-label", words.map_label);
  drawing.querySelector("[id]")?.removeAttribute("id");
  /** @param {string} selector @param {number} step */
  const went = (selector, step) => {
    const found = /** @type {SVGElement | null} */ (drawing.querySelector(selector));
    found?.classList.add("ww-went");
    found?.style.setProperty("--ww-step", String(step));
    if (found?.matches("path")) found.parentNode?.append(found); // over the ways that she did not go
  };
  const at = (/** @type {string} */ id) => scenes.findIndex((scene) => scene.id === id);
  steps.forEach(({ scene, choice, to }, step) => {
    const next = (steps[step + 1] ?? moment).scene;
    went(`[data-scene="${at(scene.id)}"]`, step);
    went(`[data-way="${at(scene.id)}.${scene.choices.indexOf(choice)}.${at(to.id)}"]`, step);
    if (next !== to) went(`[data-way="${at(to.id)}.r.${at(next.id)}"]`, step);
  });
  went(`[data-scene="${at(moment.scene.id)}"]`, steps.length);
  return drawing;
}
