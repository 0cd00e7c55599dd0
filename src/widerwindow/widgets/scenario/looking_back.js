// What is told of the whole story: the debrief after an ending, and the reading version.
/** @import { PublicScene, ScenarioContent, ScenarioWords } from "public" */
/** @import { Child } from "../../frontend/elements.js" */
/** @import { Step, Walked } from "./story.js" */
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { moved } from "./moved.js";
import { fold, frame, html, inBrief, part, sometimes, title } from "./pieces.js";
import { holds } from "./story.js";
import { storyMap } from "./story_map.js";

/** How wide a screen is, in pixels, on which all views of the story stand open. */
const ROOM = 640;

/**
 * All of the debrief but its buttons; `ownPath`, from `ownWay`, stands in it.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Walked} now
 * @param {Child} ownPath
 */
export function debrief(content, words, now, ownPath) {
  const { values } = now.moment;
  const { name, text, views } = content.debrief;
  return [
    title(words.debrief_title),
    ownPath,
    ...moved(content, words, values),
    part(say(words.person, { name })),
    ...views.filter(({ when }) => holds(when, values)).map((view) => html(view.text)),
    roomy(words.what_about, text),
    fold(part(words.evidence), html(content.debrief.evidence), "ww-evidence"),
    part(words.support),
    html(content.support),
  ];
}

/** @param {string} name @param {string} text */
function roomy(name, text) {
  const folded = fold(part(name), html(text), "ww-evidence");
  folded.open = innerWidth > ROOM;
  return folded;
}

/**
 * All of the reading version but its button.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 */
export function reading(content, words) {
  const { name, text, views } = content.debrief;
  return [
    title(words.reading_title),
    make("p", {}, words.reading_intro),
    part(words.what_about),
    html(text),
    part(say(words.person, { name })),
    ...sometimes(views, words),
    part(words.reading_scenes),
    ...inOrder(content).map((scene) => folded(scene, words)),
    fold(part(words.evidence), html(content.debrief.evidence), "ww-evidence"),
    part(words.support),
    html(content.support),
  ];
}

/**
 * Her way, drawn and in words, with all that could be done at each scene, for herself to keep.
 * @param {ScenarioContent} content
 * @param {ScenarioWords} words
 * @param {Walked} now
 * @param {{ ending: string, led: string }} told what she read of the ending, and what led to it
 */
export function ownWay(content, words, now, { ending, led }) {
  const { steps, moment } = now;
  const list = steps.map(({ scene, choice }) =>
    make("li", {}, make("strong", {}, scene.title), html(choice.text, "ww-chosen"), html(choice.feedback)),
  );
  const end = make("strong", {}, say(words.the_end, moment.scene));
  list.push(make("li", {}, end, html(ending, "ww-paper")));
  const all = inOrder(content).filter(({ choices }) => choices.length);
  return make(
    "section",
    {},
    make("p", { class: "ww-paper ww-title" }, content.title),
    part(words.own_path),
    make("p", {}, led),
    storyMap(content, words, now),
    fold(words.own_list, make("ol", { class: "ww-path" }, list)),
    fold(
      words.other_paths,
      all.map((scene) => folded(scene, words, steps)),
      "ww-others",
    ),
  );
}

/** @param {ScenarioContent} content */
function inOrder({ scenes, start }) {
  return [...scenes].sort((one, other) => Number(other.id === start) - Number(one.id === start));
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
