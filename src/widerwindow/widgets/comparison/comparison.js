/** @import { PublicComparison, ComparisonWords, PublicDefinition, PublicPerson } from "public" */
/** @import { Answer } from "../../content/questions/types.js" */
/** @import { Place, WithExit } from "../shared/model.js" */
import { knownAnswers, put } from "../../content/questions/question.js";
import * as sorting from "../../content/questions/sorting/sorting.js";
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";
import { remembering } from "../shared/remembering.js";
import { focusOn, freshId, sheet } from "../shared/sheet.js";
import { asSorting } from "./as_sorting.js";
import { group, mark, reason, table } from "./table.js";

/** @typedef {{ content: WithExit<PublicComparison>, words: ComparisonWords, answers: Record<string, Answer> }} Traits */

/** @param {Place<Traits>} place */
export function render({ model, el }) {
  return new Comparing(model, el).memory.stop;
}

/** What is on the screen besides the answers: the definition that is asked about, and those that the table shows. */
class Comparing {
  /** @type {PublicDefinition | null} */
  asked = null;
  /** @type {Set<PublicDefinition>} */
  shown = new Set();
  question = make("div");
  overview = make("section");

  /** @param {Place<Traits>["model"]} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.content = model.get("content");
    this.words = model.get("words");
    this.id = freshId(this.content);
    this.body = sheet(el, "comparison", this.content, this.words).body;
    this.memory = remembering(model, "answers", () => this.arrive());
    this.questions = asSorting(this.content, this.words);
    const picks = this.content.definitions.map((definition) => this.pick(definition));
    this.picks = make("fieldset", {}, make("legend", { class: "ww-name" }, this.words.pick), picks);
    this.arrive();
  }

  answers() {
    const known = knownAnswers({ sorting }, this.questions, this.model.get("answers"));
    return /** @type {Record<string, Record<string, string>>} */ (known);
  }

  /** @param {PublicDefinition} definition */
  unsaid(definition) {
    const said = this.answers()[definition.id];
    return this.content.people.filter((person) => !said?.[person.id]);
  }

  arrive() {
    this.asked = null;
    for (const input of this.picks.querySelectorAll("input")) input.checked = false;
    this.shown = new Set(this.content.definitions.filter((definition) => !this.unsaid(definition).length));
    this.body.replaceChildren(
      make("h2", {}, this.content.title),
      make("div", { class: "ww-text", html: this.content.intro }),
      this.picks,
      this.question,
      this.overview,
    );
    this.drawQuestion();
    this.drawOverview();
  }

  /** @param {PublicDefinition} definition */
  pick(definition) {
    const change = () => {
      this.asked = definition;
      this.drawQuestion();
    };
    const owner = make("span", { class: "ww-soft" }, say(this.words.owner, definition));
    const name = `${this.id}-definition`;
    const input = make("input", { type: "radio", name, value: definition.id, autocomplete: "off", change });
    return make("label", { class: "ww-pick" }, input, make("span", {}, definition.title, make("br"), owner));
  }

  drawQuestion() {
    this.el.classList.toggle("ww-prints", Object.keys(this.answers()).length > 0);
    this.question.replaceChildren(...(this.asked ? this.ask(this.asked) : []));
  }

  /** @param {PublicDefinition} definition */
  ask(definition) {
    const { words } = this;
    const { definitions } = this.content;
    const index = definitions.indexOf(definition);
    const status = make("p", { class: "ww-status", role: "status" });
    const place = { number: index + 1, count: definitions.length, words };
    const { node, spots } = put(this.questions[index], sorting, {
      ...place,
      id: `${this.id}-${definition.id}`,
      answer: this.answers()[definition.id] ?? null,
      answered: (now) => {
        this.memory.keep({ ...this.answers(), [definition.id]: now });
        this.el.classList.add("ww-prints");
        for (const part of [...Object.values(spots), status]) part.replaceChildren();
      },
    });
    const show = button(words.show, () => this.show(definition, spots, status), "ww-button ww-main");
    const another = button(words.another, () => this.focusOnPick());
    node.append(make("div", { class: "ww-actions" }, show, another), status);
    return [
      make("h3", {}, definition.title),
      make("div", { class: "ww-text", html: definition.text }),
      make("p", {}, say(words.rule, { areas: definition.areas.join("; "), at_least: definition.at_least })),
      node,
    ];
  }

  focusOnPick() {
    /** @type {HTMLInputElement | null} */ (this.picks.querySelector(":checked"))?.focus();
  }

  /**
   * Shows who is counted, once she has said it of everybody.
   * @param {PublicDefinition} definition
   * @param {Record<string, HTMLElement>} spots
   * @param {HTMLElement} status
   */
  show(definition, spots, status) {
    const { people } = this.content;
    const open = this.unsaid(definition);
    if (open.length) {
      status.textContent = say(this.words.unsaid, { names: open.map(({ name }) => name).join("; ") });
      return;
    }
    const said = this.answers()[definition.id];
    for (const person of people) spots[person.id].replaceChildren(this.result(definition, person, said[person.id]));
    const same = people.filter((person) => group(definition, person) === said[person.id]).length;
    const counted = definition.counted.length;
    status.textContent = say(this.words.result, { counted, count: people.length, same });
    this.shown.add(definition);
    this.drawOverview();
  }

  /**
   * What is said under a person: whether she is counted, why, and what the learner said.
   * @param {PublicDefinition} definition
   * @param {PublicPerson} person
   * @param {string} said
   */
  result(definition, person, said) {
    const { words } = this;
    const counted = group(definition, person);
    const met = definition.met[person.id].join("; ");
    const answer = words[/** @type {"in" | "out"} */ (said)];
    return make(
      "div",
      { class: "ww-result" },
      mark(counted, words),
      make("p", {}, reason(definition, person, words), met && ` ${say(words.met, { areas: met })}`),
      make("p", {}, said === counted ? words.same : say(words.said, { answer })),
    );
  }

  drawOverview() {
    const { definitions, people, closing } = this.content;
    const columns = definitions.filter((definition) => this.shown.has(definition));
    const rest = columns.length < definitions.length;
    const grid = () => make("div", { class: "ww-grid" }, table(columns, people, this.words));
    this.overview.replaceChildren(
      ...(columns.length ? [make("h3", {}, this.words.table), grid()] : []),
      rest
        ? make(
            "div",
            { class: "ww-actions" },
            button(this.words.show_all, () => this.showAll()),
          )
        : make("div", { class: "ww-text", html: closing }),
    );
  }

  showAll() {
    this.shown = new Set(this.content.definitions);
    this.drawOverview();
    const heading = this.overview.querySelector("h3");
    if (heading) focusOn(heading, this.overview);
  }
}
