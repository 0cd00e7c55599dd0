// How a widget keeps what the learner did.
/** @import { Model } from "./model.js" */

/**
 * Sets what the learner did. `redraw` runs when somebody else sets it: Python, or the page forgetting.
 * @template Traits
 * @template {keyof Traits & string} Trait
 * @param {Model<Traits>} model
 * @param {Trait} trait
 * @param {() => void} redraw
 */
export function remembering(model, trait, redraw) {
  let ours = false;
  const changed = () => ours || redraw();
  model.on(`change:${trait}`, changed);
  return {
    /** @param {Traits[Trait]} value */
    keep(value) {
      ours = true;
      model.set(trait, value);
      model.save_changes();
      ours = false;
    },
    stop: () => model.off(`change:${trait}`, changed),
  };
}
