/** @import { PublicChoice, PublicScene, ScenarioContent, ScenarioWords } from "public" */
/** @import { Place, WithExit } from "../shared/model.js" */
/** @import { Moment, Walked } from "./story.js" */
import { noteCompleted } from "../../frontend/completed.js";
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { remembering } from "../shared/remembering.js";
import { focusOn, freshId, sheet } from "../shared/sheet.js";
import { printOnly } from "../shared/taking_away.js";
import { ledHere } from "./led_here.js";
import { debrief, ownWay, reading } from "./looking_back.js";
import { actions, frame, html, inBrief, main, part, soft, title } from "./pieces.js";
import { Places } from "./places.js";
import { inButton, withSpeech } from "./speech.js";
import { holds, Story } from "./story.js";

/** @typedef {{ content: WithExit<ScenarioContent>, words: ScenarioWords, path: string[][] }} Traits */
/** @typedef {"opening" | "before" | "scene" | "after" | "debrief" | "reading"} Spot */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  return new Walkthrough(model, el).memory.stop;
}

/**
 * The path is the only thing that lasts. `spot` is what is on the screen of it: the opening, a scene, what a choice led
 * to, the debrief, or the reading version. `passed` says of scenes with a note how she took each: true for the scene,
 * else "short" or "skip".
 */
class Walkthrough {
  /** @type {Spot} */
  spot = "opening";
  /** @type {Map<string, true | "short" | "skip">} */
  passed = new Map();

  /** @param {Place<Traits>["model"]} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.content = model.get("content");
    this.words = model.get("words");
    this.story = new Story(this.content);
    const { root, bar, body } = sheet(el, "scenario", this.content, this.words);
    this.root = root;
    this.body = body;
    this.places = new Places(this.content);
    body.before(this.places.place);
    this.where = make("p", { class: "ww-where", id: `${freshId(this.content)}-where` });
    this.pauseButton = button(this.words.pause, () => this.pause(), "ww-button ww-minor");
    bar.prepend(this.where, this.pauseButton);
    this.memory = remembering(model, "path", () => this.arrive());
    this.arrive();
  }

  walked() {
    return this.story.walk(this.model.get("path"));
  }

  arrive() {
    this.spot = this.walked().path.length ? "scene" : "opening";
    this.draw();
  }

  /** @param {Spot} spot */
  go(spot, path = this.walked().path) {
    this.spot = spot;
    this.memory.keep(path);
    this.draw();
    this.focusOnHeading(this.body);
  }

  /** @param {HTMLElement} part */
  focusOnHeading(part) {
    const heading = part.querySelector("h2");
    if (heading) focusOn(heading, this.root);
  }

  draw() {
    const now = this.walked();
    if (now.moment.scene.kind === "ending") {
      noteCompleted(globalThis.widerWindow?.memory, "done/story", this.content.id);
    }
    const noted = this.spot === "scene" ? now.moment.scene : null;
    if (noted && this.passed.get(noted.id) === "skip") now.moment = this.story.round(now.moment, noted.way_round);
    const inStory = this.spot === "scene" || this.spot === "after";
    this.el.classList.toggle("ww-prints", now.steps.length > 0);
    this.where.textContent = inStory ? this.progress(now) : "";
    this.pauseButton.hidden = !this.content.pause || !this.body.parentNode;
    const asks = noted?.note && !this.passed.has(noted.id);
    this.places.show(!asks && this.pictured(now));
    if (this.spot === "debrief" || this.spot === "reading") this.root.classList.add("ww-told");
    this.body.replaceChildren(...this[asks ? "before" : this.spot](now).filter((node) => node instanceof Node));
    this.body.querySelector("h2")?.setAttribute("aria-describedby", this.where.id);
  }

  /**
   * The scene whose picture is shown: at the opening, and where the story comes to another place.
   * @param {Walked} now
   */
  pictured({ steps, moment }) {
    const { beginning } = this.story;
    if (this.spot === "opening") return beginning.scene;
    const before = steps[steps.length - 1] ?? beginning;
    return this.spot === "scene" && !this.places.same(before.scene, moment.scene) && moment.scene;
  }

  /** @param {Walked} now */
  progress({ steps, moment }) {
    const { words } = this;
    const after = this.spot === "after";
    const scene = say(words.scene, { number: steps.length + (after ? 0 : 1) });
    if (after) return scene;
    const count = this.story.least(moment);
    return `${scene} ${count ? say(words.some_more, { count }) : words.no_more}`;
  }

  pause() {
    const { body, pauseButton, words } = this;
    const resume = () => {
      panel.replaceWith(body);
      pauseButton.hidden = this.places.place.hidden = false;
      pauseButton.focus();
    };
    const close = button(words.pause_close, resume, "ww-button ww-minor");
    const text = html(this.content.pause ?? "");
    const ways = [title(words.pause_title), actions(close), text, actions(main(words.resume, resume))];
    const panel = make("section", { class: "ww-body" }, ways);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && resume());
    body.replaceWith(panel);
    pauseButton.hidden = this.places.place.hidden = true; // what is in the picture may be what upset her
    this.focusOnHeading(panel);
  }

  opening() {
    const { content, words } = this;
    const { note } = content;
    this.passed.clear();
    return [
      title(content.title),
      soft(say(words.about, content)),
      html(content.intro),
      note && frame(note, words, inBrief(note, words), part(words.note_title)),
      actions(
        main(note ? words.continue : words.begin, () => this.go("scene", [])),
        button(words.to_reading, () => this.go("reading")),
      ),
    ];
  }

  /**
   * What stands before a scene with a note.
   * @param {Walked} now
   */
  before({ moment: { scene }, path }) {
    const { words } = this;
    const pass = (/** @type {true | "short" | "skip"} */ how) => () => {
      this.passed.set(scene.id, how);
      this.go("scene");
    };
    return [
      title(words.before_scene),
      scene.note && frame(scene.note, words),
      actions(
        main(words.continue, pass(true)),
        button(words.to_summary, pass("short")),
        button(words.skip_scene, scene.kind === "ending" ? () => this.go("debrief") : pass("skip")),
        this.backFrom(scene, path),
      ),
    ];
  }

  /** @param {Walked} now */
  scene({ moment, path }) {
    const { words } = this;
    const { kind, title: name, text, also } = moment.scene;
    const ended = kind === "ending";
    const short = this.inShort(moment.scene);
    const some = also.filter(({ when }) => holds(when, moment.values)).map((passage) => html(passage.text));
    const told = short ? html(short) : [html(text), some];
    const ways = () => this.story.offered(moment).map((choice) => this.way(choice, moment, path));
    return [
      make("div", { class: kind === "stop" && "ww-stop" }, title(name), told),
      !ended && make("div", { class: "ww-choices", role: "group", "aria-label": words.choose }, ways()),
      actions(
        ended && main(words.look_back, () => this.go("debrief")),
        this.backFrom(this.story.walk(path).moment.scene, path),
      ),
    ];
  }

  /**
   * The summary of a scene with a note, unless she chose to read the scene itself.
   * @param {PublicScene} scene
   */
  inShort({ id, note }) {
    return this.passed.get(id) !== true && note?.summary;
  }

  /** @param {PublicChoice} choice @param {Moment} moment @param {string[][]} path */
  way(choice, moment, path) {
    const click = () => this.go("after", [...path, [moment.scene.id, choice.id]]);
    return make("button", { type: "button", class: "ww-choice", click, html: inButton(choice.text) });
  }

  /** @param {Walked} now */
  after({ steps, path }) {
    const { words } = this;
    const { choice } = steps[steps.length - 1];
    return [
      title(words.happened),
      make("div", { class: "ww-chosen" }, soft(words.chose), html(withSpeech(choice.text))),
      html(choice.feedback),
      actions(
        main(words.carry_on, () => this.go("scene")),
        this.back("scene", path.slice(0, -1)),
      ),
    ];
  }

  /** @param {Walked} now */
  debrief(now) {
    const { content, words } = this;
    const { scene } = now.moment;
    const led = ledHere(this.story, now, words);
    const ownPath = ownWay(content, words, now, { ending: this.inShort(scene) || scene.text, led });
    return [
      ...debrief(content, words, now, ownPath),
      actions(
        button(words.print_path, () => printOnly(ownPath)),
        button(words.again, () => this.go("opening", [])),
        this.back("scene"),
      ),
    ];
  }

  reading() {
    return [...reading(this.content, this.words), actions(this.back("opening"))];
  }

  /** @param {Spot} spot @param {string[][]} [path] */
  back(spot, path) {
    return button(this.words.back, () => this.go(spot, path), "ww-back");
  }

  /**
   * Step back from a scene: first to its note, where she passed one, else to the scene before.
   * @param {PublicScene} scene
   * @param {string[][]} path
   */
  backFrom({ id }, path) {
    const back = () => (path.length ? this.go("scene", path.slice(0, -1)) : this.go("opening"));
    return button(this.words.back, () => (this.passed.delete(id) ? this.go("scene") : back()), "ww-back");
  }
}
