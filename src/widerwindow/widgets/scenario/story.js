// The story's rules, as in content/activities/scenario.py.
/** @import { PublicChoice, ScenarioContent, PublicScene } from "public" */

/** @typedef {{ scene: PublicScene, values: Record<string, number> }} Moment A scene with the values of the variables. */
/** @typedef {{ scene: PublicScene, choice: PublicChoice, to: PublicScene }} Step A choice, and the scene it leads to. */
/** @typedef {{ steps: Step[], moment: Moment, path: string[][] }} Walked The steps, and where they have led. */

/** @type {Record<string, (a: number, b: number) => boolean>} */
const COMPARE = {
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

export class Story {
  /** @param {Pick<ScenarioContent, "variables" | "scenes" | "start">} content */
  constructor({ variables, scenes, start }) {
    this.variables = variables;
    this.scenes = new Map(scenes.map((scene) => [scene.id, scene]));
    const values = Object.entries(variables).map(([name, variable]) => [name, variable.start]);
    /** @type {Moment} */
    this.beginning = { scene: this.scene(start), values: Object.fromEntries(values) };
  }

  /** @param {string} id */
  scene(id) {
    return /** @type {PublicScene} */ (this.scenes.get(id));
  }

  /** @param {Moment} moment */
  offered({ scene, values }) {
    return scene.choices.filter((choice) => holds(choice.when, values));
  }

  /**
   * @param {Moment} moment
   * @param {PublicChoice} choice
   * @returns {Moment}
   */
  after({ values }, choice) {
    const now = { ...values };
    for (const [name, effect] of Object.entries(choice.effects)) {
      const { min, max } = this.variables[name];
      now[name] = Math.min(max, Math.max(min, now[name] + effect));
    }
    const turn = choice.next.find(({ when }) => holds(when, now));
    return { scene: this.scene(turn?.to ?? ""), values: now };
  }

  /**
   * The same moment, but at the way round its scene where `to` names that.
   * @param {Moment} moment
   * @param {string | null | undefined} to
   * @returns {Moment}
   */
  round(moment, to) {
    return to && to === moment.scene.way_round ? { ...moment, scene: this.scene(to) } : moment;
  }

  /**
   * Walks a path of [scene, choice] pairs, up to the first pair that does not fit the story (any more).
   * @param {unknown} path
   * @returns {Walked}
   */
  walk(path) {
    /** @type {Step[]} */
    const steps = [];
    let moment = this.beginning;
    for (const pair of Array.isArray(path) ? path : []) {
      const here = this.round(moment, pair?.[0]);
      const choice = pair?.[0] === here.scene.id && this.offered(here).find(({ id }) => id === pair[1]);
      if (!choice) break;
      moment = this.after(here, choice);
      steps.push({ scene: here.scene, choice, to: moment.scene });
    }
    return { steps, moment, path: steps.map(({ scene, choice }) => [scene.id, choice.id]) };
  }

  /**
   * The smallest number of choices from `moment` to an ending.
   * @param {Moment} moment
   */
  least(moment) {
    let count = 0;
    for (const ring of this.rings(moment, (from) => this.next(from))) {
      if (ring.some(({ scene }) => scene.kind === "ending")) break;
      count += 1;
    }
    return count;
  }

  /**
   * Whether no more than one ending can be reached from `moment`, also by the ways round scenes.
   * @param {Moment} moment
   */
  isSettled(moment) {
    const ends = new Set();
    const onward = (/** @type {Moment} */ from) => [...this.next(from), this.round(from, from.scene.way_round)];
    for (const ring of this.rings(moment, onward)) {
      for (const { scene } of ring) if (scene.kind === "ending") ends.add(scene);
      if (ends.size > 1) return false;
    }
    return true;
  }

  /** @param {Moment} moment */
  next(moment) {
    return this.offered(moment).map((choice) => this.after(moment, choice));
  }

  /**
   * All moments that come after one, each once: first itself, then those one step further, and so on.
   * @param {Moment} moment
   * @param {(from: Moment) => Moment[]} onward
   */
  *rings(moment, onward) {
    const seen = new Set();
    const isNew = (/** @type {Moment} */ { scene, values }) => {
      const size = seen.size;
      return seen.add(JSON.stringify([scene.id, values])).size > size;
    };
    for (let ring = [moment]; ring.length; ring = ring.flatMap(onward).filter(isNew)) yield ring;
  }
}

/**
 * @param {[string, string, number][]} when
 * @param {Record<string, number>} values
 */
export const holds = (when, values) => when.every(([name, test, number]) => COMPARE[test](values[name], number));
