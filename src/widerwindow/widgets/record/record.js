/** @import { PublicSection, RecordContent, RecordedModule, RecordWords } from "public" */
/** @import { Memory, Place, WithExit } from "../shared/model.js" */
import { dayOf, MINE } from "../../frontend/completed.js";
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { printOnly } from "../shared/taking_away.js";
import { Sheet } from "../worksheet/worksheet.js";
import { completion } from "./completion.js";
import { keptOf } from "./kept.js";

/** @typedef {{ content: WithExit<RecordContent>, words: RecordWords, answers: Record<string, string> }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  const record = new RecordSheet(model, el);
  for (const event of ["ww:forgotten", "ww:opened", "ww:moved"]) {
    document.addEventListener(event, () => record.changed());
  }
  return record.memory.stop;
}

/** @returns {Memory | undefined} */
const memory = () => globalThis.widerWindow?.memory;

/** A worksheet that says of each module what is kept of it, and has a sheet to print of all that is completed. */
class RecordSheet extends Sheet {
  /** @returns {RecordContent} */
  get record() {
    return /** @type {any} */ (this.model.get("content"));
  }

  /** @returns {RecordWords} */
  get says() {
    return /** @type {any} */ (this.model.get("words"));
  }

  /** What she wrote, with the days that were kept where she wrote none. */
  answers() {
    const days = this.record.modules.map((module) => {
      const { by } = keptOf(memory(), module);
      return [`${module.id}-done`, by && written(by)];
    });
    return { ...Object.fromEntries(days.filter(([, day]) => day)), ...super.answers() };
  }

  opening() {
    return [...super.opening(), make("div", { class: "ww-screen", "data-ww-how": true })];
  }

  /** @param {PublicSection} section @param {number} index @param {Record<string, string>} answers */
  section(section, index, answers) {
    const node = super.section(section, index, answers);
    node.querySelector(".ww-field")?.before(make("p", { class: "ww-kept" }));
    return node;
  }

  draw() {
    super.draw();
    this.form.append(make("section", { class: "ww-completion ww-frame" }));
    this.changed();
  }

  /** Shows anew what follows from what is kept and written, and leaves alone what she writes in. */
  changed() {
    this.form.querySelector("[data-ww-how]")?.replaceChildren(...this.how());
    const lines = this.form.querySelectorAll(".ww-kept");
    for (const [index, line] of lines.entries()) {
      const module = this.record.modules[index];
      line.textContent = module ? this.told(module).join(" ") : "";
    }
    this.form.querySelector(".ww-completion")?.replaceChildren(...this.completion());
  }

  how() {
    const words = this.says;
    if (!memory()?.keeps()) return [make("p", { class: "ww-frame" }, make("a", { href: "#kept" }, words.not_kept))];
    const change = () => {
      const mine = memory()?.read(MINE) ?? {};
      const { days: _, ...rest } = mine;
      memory()?.write(MINE, days.checked ? { ...mine, days: true } : rest, mine);
    };
    const days = make("input", { type: "checkbox", autocomplete: "off", change });
    days.checked = memory()?.read(MINE)?.days === true;
    return [
      make("p", {}, words.filled_in),
      make("label", { class: "ww-days" }, days, make("span", {}, words.keep_days)),
    ];
  }

  /**
   * What is kept of a module, in sentences.
   * @param {RecordedModule} module
   * @returns {string[]}
   */
  told(module) {
    const words = this.says;
    const { read, all, isComplete, by, practised, stories } = keptOf(memory(), module);
    const day = dayOf(practised);
    const titles = stories.map((story) => say(words.story, { title: module.stories[story] })).join(", ");
    const said = [
      isComplete && (by ? say(words.all_read_by, { day: written(by) }) : words.all_read),
      !isComplete && read && say(words.pages_read, { read, count: all }),
      practised && (day ? say(words.practised_on, { day: written(day) }) : words.practised),
      titles && say(words.stories, { titles }),
    ];
    return /** @type {string[]} */ (said.filter(Boolean));
  }

  completion() {
    const words = this.says;
    const answers = this.answers();
    const entries = this.record.modules.map((module) => ({
      module,
      kept: keptOf(memory(), module),
      told: this.told(module),
      day: answers[`${module.id}-done`],
    }));
    const done = entries.filter(({ day, told }) => day || told.length);
    if (!done.length) return [make("h3", {}, words.completion), make("p", {}, words.completion_none)];
    const sheet = completion(this.record.course, done, answers, words);
    return [
      make("h3", {}, words.completion),
      make("p", {}, words.completion_how),
      sheet,
      make(
        "div",
        { class: "ww-actions" },
        button(words.print_completion, () => printOnly(sheet), "ww-button ww-main"),
      ),
    ];
  }
}

/** @param {Date} day */
function written(day) {
  const format = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
  return day.toLocaleDateString(document.documentElement.lang || undefined, format);
}
