// Where the scenes happen: a picture of the place, which says nothing that the text does not say.
/** @import { PublicScene, ScenarioContent } from "public" */
import { make } from "../../frontend/elements.js";

export class Places {
  place = make("div", { class: "ww-place" });
  /** What is drawn there. */
  shown = "";

  /** @param {Pick<ScenarioContent, "layers" | "paper" | "scenes">} content */
  constructor({ layers, paper, scenes }) {
    this.paper = paper;
    this.scenes = scenes;
    const all = make("div", { html: `<svg>${layers}</svg>` });
    /** @type {SVGElement[]} The layers of all pictures, from the back to the front. */
    const found = [...all.querySelectorAll("g")];
    this.layers = found.filter((layer) => layer.parentNode === all.firstChild);
  }

  /** @param {PublicScene} scene */
  shapes(scene) {
    const at = String(this.scenes.indexOf(scene));
    const there = this.layers.filter(({ dataset }) => dataset.in?.split(" ").includes(at));
    return there.map((layer) => layer.innerHTML).join("");
  }

  /** @param {PublicScene} one @param {PublicScene} other */
  same(one, other) {
    return this.shapes(one) === this.shapes(other);
  }

  /**
   * Draws where a scene happens, unless that stands there already.
   * @param {PublicScene | false} scene
   */
  show(scene) {
    const shapes = scene ? this.shapes(scene) : "";
    if (this.shown === shapes) return;
    this.shown = shapes;
    const slice = 'preserveAspectRatio="xMidYMid slice"';
    const open = `<svg class="ww-picture" viewBox="${this.paper}" ${slice} aria-hidden="true" focusable="false">`;
    this.place.innerHTML = shapes && `${open}${shapes}</svg>`;
  }
}
