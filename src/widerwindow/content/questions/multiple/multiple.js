// Several of the options.
/** @import { PublicMultiple, RevealedMultiple } from "public" */
/** @import { Context } from "../types.js" */
import { fitting, neverInPart, nothingElseFits } from "../parts.js";
import { idsOf, pick, verdictOn } from "../question.js";

/** @typedef {PublicMultiple & RevealedMultiple} Revealed */

/** @param {PublicMultiple} question @param {unknown} answer */
export function known({ options }, answer) {
  const chosen = idsOf(options).filter((option) => Array.isArray(answer) && answer.includes(option));
  return chosen.length ? chosen : null;
}

/** @param {PublicMultiple} question @param {Context<string[]>} context */
export function fields(question, { id, answer, answered, spots }) {
  const chosen = new Set(answer);
  /** @param {{ target: HTMLInputElement }} event */
  const change = ({ target }) => {
    chosen[target.checked ? "add" : "delete"](target.value);
    answered(known(question, [...chosen]));
  };
  return question.options.map(({ id: option, text }) => [
    pick("checkbox", id, option, chosen.has(option), text, change),
    spots[option],
  ]);
}

/** @param {PublicMultiple} question */
export const parts = ({ options }) => options;

export const inPart = neverInPart;

/** @param {Revealed} question @param {string[]} answer */
export function judge({ key }, answer) {
  return verdictOn(
    Object.fromEntries(answer.map((option) => [option, key.includes(option)])),
    key.length,
    "some_missing",
  );
}

export const alsoFits = nothingElseFits;

/** @param {Revealed} question @param {{ fits: string, fits_less: string }} words */
export const explained = ({ options, key }, words) => fitting(options, key, words);
