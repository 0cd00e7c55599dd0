/** @import { PublicField, PublicSection, WorksheetContent, WorksheetWords } from "public" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { remembering } from "../shared/remembering.js";
import { freshId, sheet } from "../shared/sheet.js";
import { handOver, printOnly } from "../shared/taking_away.js";
import { asText, written } from "./written.js";

/** @typedef {{ content: WithExit<WorksheetContent>, words: WorksheetWords, answers: Record<string, string> }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  return new Sheet(model, el).memory.stop;
}

/** A sheet to fill in, with what can be done with it below. */
export class Sheet {
  form = make("div");
  actions = make("div", { class: "ww-actions" });
  status = make("p", { class: "ww-status", role: "status" });

  /** @param {Place<Traits>["model"]} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.content = model.get("content");
    this.words = model.get("words");
    this.id = freshId(this.content);
    sheet(el, "worksheet", this.content, this.words).body.append(this.form, this.actions, this.status);
    el.classList.add("ww-prints");
    this.memory = remembering(model, "answers", () => this.draw());
    this.draw();
    this.offer();
  }

  answers() {
    return written(this.content, this.model.get("answers"));
  }

  draw() {
    const answers = this.answers();
    this.form.replaceChildren(
      ...this.opening(),
      ...this.content.sections.map((section, index) => this.section(section, index, answers)),
    );
  }

  opening() {
    const { content, words } = this;
    return [
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      make("p", { class: "ww-soft ww-screen" }, this.model.widget_manager ? words.private_live : words.private),
    ];
  }

  /**
   * @param {PublicSection} section
   * @param {number} _index which one of the sheet's it is
   * @param {Record<string, string>} answers
   */
  section({ title, text, fields }, _index, answers) {
    return make(
      "section",
      {},
      make("h3", {}, title),
      make("div", { class: "ww-text", html: text }),
      fields.map((field) => this.field(field, answers[field.id] ?? "")),
    );
  }

  /** Called after she has written something, for a sheet that shows more of it. */
  changed() {}

  /**
   * A field to type in, and the same field for paper: what is typed, or lines to write on.
   * @param {PublicField} field
   * @param {string} text
   */
  field({ id: name, label, help, rows }, text) {
    const place = `${this.id}-${name}`;
    const paper = make("div", { class: "ww-paper" }, onPaper(text, rows));
    const typed = () => {
      this.memory.keep(written(this.content, { ...this.model.get("answers"), [name]: area.value }));
      this.status.textContent = "";
      paper.replaceChildren(...onPaper(area.value, rows));
      this.changed();
    };
    const helpId = help && `${place}-help`;
    const area = make("textarea", { id: place, rows, autocomplete: "off", "aria-describedby": helpId, input: typed });
    area.value = text;
    return make(
      "div",
      { class: "ww-field" },
      make("label", { for: place, class: "ww-name" }, label),
      help && make("p", { class: "ww-soft", id: helpId }, help),
      area,
      paper,
    );
  }

  offer() {
    const { words } = this;
    const clear = button(words.clear, () => this.ask());
    const print = button(words.print, () => printOnly(this.form));
    this.actions.replaceChildren(
      print,
      button(words.save, () => this.save()),
      clear,
    );
    return clear;
  }

  save() {
    const name = `${this.content.file}.txt`;
    handOver(name, "text/plain", asText(this.content, this.answers()));
    this.status.textContent = say(this.words.saved, { name });
  }

  /** Asks before everything is cleared. */
  ask() {
    const { words } = this;
    this.status.textContent = "";
    const question = make("p", { id: `${this.id}-ask` }, words.clear_ask);
    const keep = button(words.clear_no, () => this.offer().focus());
    const clear = button(words.clear_yes, () => this.clear());
    const group = { class: "ww-frame", role: "group", "aria-labelledby": question.id };
    this.actions.replaceChildren(make("div", group, question, make("div", { class: "ww-actions" }, keep, clear)));
    keep.focus();
  }

  clear() {
    this.memory.keep({});
    this.draw();
    this.offer().focus();
    this.status.textContent = this.words.cleared;
  }
}

/** @param {string} text @param {number} rows */
function onPaper(text, rows) {
  if (text) return [make("p", { class: "ww-written" }, text)];
  return Array.from({ length: rows }, () => make("div", { class: "ww-line" }));
}
