// A place on a scale from 1 to 5.
/** @import { PublicScale, RevealedScale, ScaleWords } from "public" */
/** @import { Context } from "../types.js" */
import { make } from "../../../frontend/elements.js";
import { fitting, neverInPart, nothingElseFits } from "../parts.js";
import { pick, verdictOnOne } from "../question.js";

/** @param {PublicScale} question @param {unknown} answer */
export const known = ({ steps }, answer) =>
  Number.isInteger(answer) && Number(answer) >= 1 && Number(answer) <= steps.length ? Number(answer) : null;

/** @param {PublicScale} question @param {Context<number, ScaleWords>} context */
export const fields = ({ steps }, { id, words, answer, answered, spots }) => [
  make("p", {}, words.scale_here),
  make(
    "div",
    { class: "ww-scale" },
    steps.map((text, at) => pick("radio", id, String(at + 1), answer === at + 1, text, () => answered(at + 1))),
  ),
  Object.values(spots),
];

/** The steps that something can be said to; only a self-check has them. @param {Partial<RevealedScale>} question */
export const parts = ({ parts: steps }) => steps ?? [];

export const inPart = neverInPart;

/** @param {RevealedScale} question @param {number} answer */
export const judge = ({ key }, answer) => verdictOnOne(`step-${answer}`, key.includes(`step-${answer}`));

export const alsoFits = nothingElseFits;

/** @param {RevealedScale} question @param {{ fits: string, fits_less: string }} words */
export const explained = ({ parts: steps, key }, words) => fitting(steps, key, words);
