// What the kinds share whose parts each fit or not.
/** @import { PublicPart } from "public" */
/** @import { Explained } from "./types.js" */

/** Of an answer that is whole as soon as there is one, nothing is left open. */
export const neverInPart = () => false;

/** Where a part fits or not, nothing else would fit in its place. */
export const nothingElseFits = () => [];

/**
 * All parts, each with whether it fits.
 * @param {PublicPart[]} parts
 * @param {string | string[]} key
 * @param {{ fits: string, fits_less: string }} words
 * @returns {Explained}
 */
export function fitting(parts, key, words) {
  const right = [key].flat();
  const verdict = (/** @type {PublicPart} */ part) => `${right.includes(part.id) ? words.fits : words.fits_less}.`;
  return { ordered: false, parts: parts.map((part) => ({ part, verdict: verdict(part) })) };
}
