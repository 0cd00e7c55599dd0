// What is told of the whole story: the debrief after an ending, and the reading version.
/** @import { PublicScene, ScenarioContent, ScenarioWords } from "public" */
/** @import { Child } from "../../frontend/elements.js" */
/** @import { Moment, Step, Walked } from "./story.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { fold, frame, html, inBrief, part, sometimes, title } from "./pieces.js";
import { holds } from "./story.js";

/**
 * All of the debrief but its buttons; `ownPath`, from `ownWay`, stands in it.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Walked} now
 * @param {Child} ownPath
 */
export function debrief(content, words, now, ownPath) {
  const { values } = now.moment;
  const views = content.debrief.views.filter(({ when }) => holds(when, values)).map(({ text }) => html(text));
  const others = inOrder(content).filter(({ choices }) => choices.length);
  return [
    title(words.debrief_title),
    ...about(content, words, views),
    ownPath,
    ...moved(content, words, values),
    part(words.other_paths),
    make("p", {}, words.other_paths_intro),
    ...others.map((scene) => folded(scene, words, now.steps)),
    ...sources(content, words),
  ];
}

/**
 * All of the reading version but its button.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 */
export function reading(content, words) {
  return [
    title(words.reading_title),
    make("p", {}, words.reading_intro),
    ...about(content, words, sometimes(content.debrief.views, words)),
    part(words.reading_scenes),
    ...inOrder(content).map((scene) => folded(scene, words)),
    ...sources(content, words),
  ];
}

/**
 * The scenes and choices that a learner went through, for herself to keep.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Walked} now
 * @param {string} ending what she read of the ending
 */
export function ownWay(content, words, { steps, moment }, ending) {
  const list = steps.map(({ scene, choice }) =>
    make("li", {}, make("strong", {}, scene.title), html(choice.text, "ww-chosen"), html(choice.feedback)),
  );
  const end = make("strong", {}, say(words.the_end, moment.scene));
  list.push(make("li", {}, end, html(ending, "ww-paper")));
  const name = make("p", { class: "ww-paper ww-title" }, content.title);
  return make("section", {}, name, part(words.own_path), make("ol", { class: "ww-path" }, list));
}

/** @param {ScenarioContent} content */
function inOrder({ scenes, start }) {
  return [...scenes].sort((one, other) => Number(other.id === start) - Number(one.id === start));
}

/**
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Node[]} views
 */
function about({ debrief: { text, name } }, words, views) {
  return [part(words.what_about), html(text), part(say(words.person, { name })), ...views];
}

/**
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 */
function sources({ debrief: { evidence }, support }, words) {
  return [fold(part(words.evidence), html(evidence), "ww-evidence"), part(words.support), html(support)];
}

/**
 * What changed out of sight.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Moment["values"]} values
 */
function moved({ variables }, words, values) {
  const sign = (/** @type {number} */ number) => String(number).replace("-", "−");
  const lines = Object.entries(variables).map(([name, { label, start, min, max, low, high }]) => {
    const [from, to] = [sign(start), sign(values[name])];
    const change = say(from === to ? words.moved_same : words.moved_from_to, { start: from, end: to });
    const scale = say(words.moved_scale, { min: sign(min), max: sign(max), low, high });
    return make("li", {}, make("strong", {}, label), make("p", {}, `${change} ${scale}`));
  });
  return lines.length ? [part(words.moved), make("p", {}, words.moved_intro), make("ul", {}, lines)] : [];
}

/**
 * A scene to unfold, with everything that could be done there; `steps` marks what the learner did.
 * @param {PublicScene} scene
 * @param {ScenarioWords} words
 * @param {Step[]} [steps]
 */
function folded({ id, title: name, text, also, choices, note }, words, steps = []) {
  const ways = choices.map((choice) => {
    const own = steps.some((step) => step.scene.id === id && step.choice === choice);
    const mark = own && make("p", { class: "ww-own" }, words.your_choice);
    return make("li", {}, html(choice.text, "ww-way"), mark, html(choice.feedback));
  });
  const list = ways.length > 0 && make("ul", { class: "ww-options" }, ways);
  const whole = [html(text), sometimes(also, words), list];
  const hidden = note && [frame(note, words, inBrief(note, words)), fold(words.read_scene, whole)];
  return fold(name, hidden || whole);
}
