// One of the options.
/** @import { PublicSingle, RevealedSingle } from "public" */
/** @import { Context } from "../types.js" */
import { fitting, neverInPart, nothingElseFits } from "../parts.js";
import { idsOf, pick, verdictOnOne } from "../question.js";

/** @typedef {PublicSingle & RevealedSingle} Revealed */

/** @param {PublicSingle} question @param {any} answer */
export const known = ({ options }, answer) => (idsOf(options).includes(answer) ? /** @type {string} */ (answer) : null);

/** @param {PublicSingle} question @param {Context<string>} context */
export const fields = ({ options }, { id, answer, answered, spots }) =>
  options.map(({ id: option, text }) => [
    pick("radio", id, option, answer === option, text, () => answered(option)),
    spots[option],
  ]);

/** @param {PublicSingle} question */
export const parts = ({ options }) => options;

export const inPart = neverInPart;

/** @param {Revealed} question @param {string} answer */
export const judge = ({ key }, answer) => verdictOnOne(answer, answer === key);

export const alsoFits = nothingElseFits;

/** @param {Revealed} question @param {{ fits: string, fits_less: string }} words */
export const explained = ({ options, key }, words) => fitting(options, key, words);
