// Items, each with a list of all answers to choose from. The answers stand above them too, whole and with their letters.
/** @import { MatchingWords, PublicMatching, RevealedPlacing } from "public" */
/** @import { Message } from "../../../frontend/words.js" */
/** @import { Context } from "../types.js" */
/** @import { Placed } from "../placing.js" */
import { make } from "../../../frontend/elements.js";
import { belonging, judgePlaces, knownPlaces, otherPlaces, placing, someUnplaced } from "../placing.js";

/** @typedef {PublicMatching & RevealedPlacing} Revealed */

/** @param {PublicMatching} question @param {unknown} answer */
export const known = ({ items, answers }, answer) => knownPlaces(items, answers, answer);

/** @param {PublicMatching} question @param {Context<Placed, MatchingWords>} context */
export function fields({ items, answers }, context) {
  const { id, words, answer, spots } = context;
  const place = placing(items, answers, context);
  const names = answers.map(({ text }, at) => `${String.fromCharCode(65 + at)}: ${plain(text)}`);
  const choices = () => answers.map(({ id: value }, at) => make("option", { value }, names[at]));
  const letters = answers.map(({ text }) => make("li", { html: text }));
  const lists = items.map(({ id: item, text }) => {
    const change = () => place(item, list.value);
    /** @type {HTMLSelectElement} */
    const list = make("select", { id: `${id}-${item}`, autocomplete: "off", change });
    list.append(make("option", { value: "" }, words.match), ...choices());
    list.value = answer?.[item] ?? "";
    return make("div", { class: "ww-item" }, make("label", { for: list.id, html: text }), list, spots[item]);
  });
  return [make("ol", { class: "ww-letters" }, letters), lists];
}

/** @param {PublicMatching} question */
export const parts = ({ items }) => items;

export const inPart = someUnplaced;

export const judge = judgePlaces;

/** @param {Revealed} question @param {string} item @param {Placed} answer */
export const alsoFits = ({ answers, key }, item, answer) => otherPlaces(answers, key[item], answer[item]);

/** @param {Revealed} question @param {{ belongs: Message }} words */
export const explained = ({ items, answers, key }, words) => belonging(items, answers, key, words);

/**
 * The words of a text that is HTML.
 * @param {string} html
 */
const plain = (html) => make("span", { html }).textContent ?? "";
