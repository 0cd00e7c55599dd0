// Which of her choices led to the ending, as far as the story's own rules say it.
/** @import { ScenarioWords } from "public" */
/** @import { Step, Story, Walked } from "./story.js" */
import { say } from "../../frontend/words.js";

/**
 * The steps that led to the ending, in their order. After the last, no other ending was left. At those before it, another
 * choice would have led to another ending, had all else been as it was. There are none where every way leads to this one.
 * @param {Story} story
 * @param {Walked} now
 * @returns {Step[]}
 */
export function leading(story, { steps, moment, path }) {
  let last = steps.length - 1;
  while (last >= 0 && story.isSettled(story.walk(path.slice(0, last)).moment)) last -= 1;
  const turned = (/** @type {number} */ at) =>
    steps[at].scene.choices.some(({ id }) => {
      const { scene } = story.walk(path.map((pair, index) => (index === at ? [pair[0], id] : pair))).moment;
      return scene.kind === "ending" && scene !== moment.scene;
    });
  return steps.slice(0, last + 1).filter((_, at) => at === last || turned(at));
}

/**
 * @param {Story} story
 * @param {Walked} now
 * @param {ScenarioWords} words
 */
export function ledHere(story, now, words) {
  const named = leading(story, now).map(({ scene }) => say(words.led_scene, scene));
  const last = named.pop();
  if (!last) return words.led_always;
  const before = [...new Set(named)].filter((each) => each !== last);
  const too = before.length ? [say(words.led_too, { count: before.length, scenes: before.join(", ") })] : [];
  return [say(words.led, { scene: last }), ...too].join(" ");
}
