/** @import { PublicQuestion, QuizContent, QuizWords } from "public" */
/** @import { Answer } from "../../content/questions/types.js" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { kinds } from "../../content/questions/kinds.js";
import { behindNote } from "../../content/questions/note.js";
import { knownAnswers, put } from "../../content/questions/question.js";
import { make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { remembering } from "../shared/remembering.js";
import { freshId, sheet } from "../shared/sheet.js";
import { handOver } from "../shared/taking_away.js";
import { asText } from "./as_text.js";
import { fromSource, liveCells, toSource } from "./cells.js";
import { openQuestions, tellOpen } from "./gaps.js";
import { handInForm } from "./hand_in.js";
import { receiptOf } from "./receipt.js";
import { Steps } from "./steps.js";

/** @typedef {{ content: WithExit<QuizContent>, words: QuizWords, answers: Record<string, Answer>, notebook?: any }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  return new Form(model, el).memory.stop;
}

/** The questions, and how to hand in. In her notebook each answer is written into its cell; a page gives a file. */
class Form {
  /** The questions whose cells hold what this form cannot read. */
  unreadable = new Set();
  gaps = make("div", { class: "ww-gaps" });

  /** @param {Place<Traits>["model"]} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.content = model.get("content");
    this.words = model.get("words");
    this.id = freshId(this.content);
    const { root, body } = sheet(el, "quiz", this.content, this.words);
    this.body = body;
    this.steps = new Steps(root, this.id, this.content.questions, this.words);
    this.cells = liveCells(model, this.content.questions);
    this.memory = remembering(model, "answers", () => this.draw());
    if (this.cells) this.memory.keep(this.readCells(this.cells));
    this.draw();
    if (Object.keys(this.answers()).length) this.steps.turnTo(this.firstOpen());
  }

  /** The step with the first open question, or with the hand-in where none is open. */
  firstOpen() {
    const open = this.open();
    const at = this.content.questions.findIndex(({ id }) => open.has(id));
    return (at < 0 ? this.content.questions.length : at) + 1;
  }

  answers() {
    return knownAnswers(kinds, this.content.questions, this.model.get("answers"));
  }

  /** @param {NonNullable<ReturnType<typeof liveCells>>} cells */
  readCells(cells) {
    /** @type {Record<string, Answer>} */
    const found = {};
    for (const question of this.content.questions) {
      const cell = cells.get(question.id);
      const source = cell?.getSource();
      const answer = source === undefined ? null : this.fromSource(question, source);
      if (answer === undefined) this.unreadable.add(question.id);
      else if (answer !== null) found[question.id] = answer;
    }
    return found;
  }

  /** @param {PublicQuestion} question @param {string} source */
  fromSource(question, source) {
    return fromSource(question, kinds[question.type], source, this.content.blank);
  }

  /** @param {PublicQuestion} question @param {Answer | null} answer */
  toSource(question, answer) {
    return toSource(question, kinds[question.type], answer, this.content.blank);
  }

  /** @param {PublicQuestion} question @param {Answer | null} answer */
  keep(question, answer) {
    const { [question.id]: _, ...others } = this.answers();
    this.memory.keep(answer === null ? others : { ...others, [question.id]: answer });
    this.cells?.get(question.id)?.setSource(this.toSource(question, answer));
    this.showGaps();
  }

  draw() {
    const { content, words } = this;
    const given = this.answers();
    const opening = [
      make("h2", {}, content.title),
      make("div", { class: "ww-text", html: content.intro }),
      make("p", { class: "ww-soft ww-screen" }, this.cells ? words.live : words.kept),
    ];
    const asked = content.questions.map((question, index) =>
      this.question(question, index, given[question.id] ?? null),
    );
    this.steps.show(this.body, [opening, ...asked, this.handIn()]);
    this.showGaps();
  }

  /** @param {PublicQuestion} question @param {number} index @param {Answer | null} answer */
  question(question, index, answer) {
    const { words } = this;
    const warning = make("p", { class: "ww-warning", role: "status" });
    if (this.unreadable.has(question.id)) warning.textContent = words.unreadable;
    if (this.cells && !this.cells.has(question.id)) warning.textContent = words.no_cell;
    const place = { id: `${this.id}-${question.id}`, number: index + 1, count: this.content.questions.length };
    const { node, legend } = put(question, kinds[question.type], {
      ...place,
      words,
      answer,
      answered: (now) => {
        if (this.unreadable.delete(question.id)) warning.textContent = "";
        this.keep(question, now);
      },
    });
    const points = say(words.points, { count: question.points });
    legend.replaceChildren(make("span", { class: "ww-number" }, legend.textContent, ", "), points);
    node.append(warning);
    return behindNote(node, question, words, answer !== null);
  }

  handIn() {
    if (this.cells) return [this.gaps];
    if (!this.model.get("notebook")) return [make("p", { class: "ww-frame" }, this.words.no_file)];
    const open = () => [...this.open().values()];
    return handInForm(this.id, this.words, this.gaps, (learner) => this.hand(learner), open);
  }

  /**
   * Hands over the release notebook with the answers in it, and returns the file's name, its receipt, and all as text.
   * @param {string} learner
   */
  hand(learner) {
    const { content } = this;
    const notebook = JSON.parse(JSON.stringify(this.model.get("notebook")));
    const now = this.answers();
    /** @type {Record<string, string>} */
    const cells = {};
    /** @type {Record<string, string>} */
    const answers = {};
    for (const cell of notebook.cells) {
      const question = content.questions.find(({ id }) => id === cell.metadata?.nbgrader?.grade_id);
      if (!question) continue;
      if (question.id in now) cell.source = answers[question.id] = this.toSource(question, now[question.id]);
      cells[question.id] = [cell.source].flat().join("");
    }
    const about = { learner, saved: new Date().toISOString(), receipt: receiptOf(cells) };
    Object.assign(notebook.metadata.widerwindow, about);
    const name = `${content.id}--${learner}.ipynb`;
    handOver(name, "application/x-ipynb+json", `${JSON.stringify(notebook, null, 1)}\n`);
    return { name, receipt: about.receipt, text: asText(content, { ...about, answers }, this.words) };
  }

  open() {
    return openQuestions(kinds, this.content.questions, this.answers(), this.words);
  }

  showGaps() {
    this.el.classList.toggle("ww-prints", Object.keys(this.answers()).length > 0);
    const open = this.open();
    this.gaps.replaceChildren(...tellOpen(open, this.id, this.words, (question) => this.steps.goTo(question)));
    this.steps.tell(open);
  }
}
