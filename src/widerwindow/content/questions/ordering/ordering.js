// Items to move up and down. The order at the start is no answer until she moves something, or says that it is.
/** @import { OrderingWords, PublicOrdering, PublicPart, RevealedOrdering } from "public" */
/** @import { Context, Explained } from "../types.js" */
import { button, make } from "../../../frontend/elements.js";
import { say } from "../../../frontend/words.js";
import { neverInPart, nothingElseFits } from "../parts.js";
import { idsOf, verdictOn } from "../question.js";

/** @typedef {PublicOrdering & RevealedOrdering} Revealed */

/**
 * @param {PublicOrdering} question
 * @param {unknown} answer
 * @returns {string[] | null}
 */
export function known({ items }, answer) {
  const ids = idsOf(items);
  const whole = Array.isArray(answer) && answer.length === ids.length && ids.every((item) => answer.includes(item));
  return whole ? answer : null;
}

/** @param {PublicOrdering} question @param {Context<string[], OrderingWords>} context */
export const fields = (question, context) => new List(question, context).shown();

/** @param {PublicOrdering} question */
export const parts = ({ items }) => items;

export const inPart = neverInPart;

/** @param {Revealed} question @param {string[]} answer */
export function judge({ key, items }, answer) {
  const fits = answer.map((item, at) => [item, answer[at - 1] === key[key.indexOf(item) - 1]]);
  return verdictOn(Object.fromEntries(fits), items.length, "some_open");
}

export const alsoFits = nothingElseFits;

/**
 * The items in their right order, which needs no words.
 * @param {Revealed} question
 * @returns {Explained}
 */
export function explained({ items, key }) {
  const sorted = [...items].sort((one, other) => key.indexOf(one.id) - key.indexOf(other.id));
  return { ordered: true, parts: sorted.map((part) => ({ part, verdict: null })) };
}

/** The items as rows that can be moved. */
class List {
  /** @param {PublicOrdering} question @param {Context<string[], OrderingWords>} context */
  constructor({ items }, context) {
    this.context = context;
    this.list = make("ol", { class: "ww-order" });
    const { words, answer } = context;
    this.told = make("p", { class: "ww-soft ww-screen", role: "status", tabindex: -1 }, answer && words.is_answer);
    this.settle = button(words.settled, () => this.keep(), "ww-minor");
    this.settle.hidden = answer !== null;
    this.rows = Object.fromEntries(items.map((item) => [item.id, this.row(item)]));
    this.list.append(...(answer ?? idsOf(items)).map((item) => this.rows[item]));
    this.showEnds();
  }

  shown = () => [this.list, this.settle, this.told];
  order = () => [...this.list.querySelectorAll("li")].map(({ dataset }) => dataset.item ?? "");

  /** @param {PublicPart} item */
  row({ id: item, text }) {
    const { id, words, spots } = this.context;
    const named = make("span", { id: `${id}-${item}`, html: text });
    const move = (/** @type {string} */ way, /** @type {boolean} */ up) => {
      const one = button(way, () => this.step(item, up), "ww-minor");
      one.id = `${named.id}-${up ? "up" : "down"}`;
      one.setAttribute("aria-labelledby", `${one.id} ${named.id}`);
      return one;
    };
    const moves = make("div", { class: "ww-moves" }, move(words.up, true), move(words.down, false));
    return make("li", { "data-item": item }, named, moves, spots[item]);
  }

  /**
   * Moves an item by moving its neighbour past it, so that the focus stays where it is.
   * @param {string} item
   * @param {boolean} up
   */
  step(item, up) {
    const row = this.rows[item];
    const neighbour = up ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return;
    row[up ? "after" : "before"](neighbour);
    const order = this.order();
    const place = { number: order.indexOf(item) + 1, count: order.length };
    this.keep(say(this.context.words.moved, { item: row.firstChild?.textContent, ...place }));
  }

  /** Takes the order for her answer, from now on. */
  keep(moved = "") {
    const settles = document.activeElement === this.settle;
    this.settle.hidden = true;
    this.told.textContent = `${moved} ${this.context.words.is_answer}`.trim();
    if (settles) this.told.focus();
    this.showEnds();
    this.context.answered(this.order());
  }

  /** The first item cannot go up and the last cannot go down; their buttons stay, as one of them may have the focus. */
  showEnds() {
    const buttons = [...this.list.querySelectorAll("button")];
    for (const one of buttons) one.removeAttribute("aria-disabled");
    for (const one of [buttons[0], buttons[buttons.length - 1]]) one.setAttribute("aria-disabled", "true");
  }
}
