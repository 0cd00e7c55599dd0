// What sorting and matching share: each item goes to one of several places, groups or answers.
/** @import { PublicPart, PublicQuestion, RevealedPlacing } from "public" */
/** @import { Message } from "../../frontend/words.js" */
/** @import { Explained } from "./types.js" */
import { say } from "../../frontend/words.js";
import { idsOf, verdictOn } from "./question.js";

/** @typedef {Record<string, string>} Placed For each item that is put somewhere, the place. */

/**
 * @param {PublicPart[]} items
 * @param {PublicPart[]} places
 * @param {any} answer
 * @returns {Placed | null}
 */
export function knownPlaces(items, places, answer) {
  const known = idsOf(places);
  const placed = idsOf(items).filter((item) => known.includes(answer?.[item]));
  return placed.length ? Object.fromEntries(placed.map((item) => [item, answer[item]])) : null;
}

/**
 * Returns what puts one item into a place, or with "" out of all.
 * @param {PublicPart[]} items
 * @param {PublicPart[]} places
 * @param {{ answer: Placed | null, answered(answer: Placed | null): void }} context
 */
export function placing(items, places, { answer, answered }) {
  const placed = { ...answer };
  return (/** @type {string} */ item, /** @type {string} */ place) => {
    placed[item] = place;
    answered(knownPlaces(items, places, placed));
  };
}

/** @param {PublicQuestion & { items: PublicPart[] }} question @param {Placed} answer */
export const someUnplaced = ({ items }, answer) => Object.keys(answer).length < items.length;

/** @param {PublicQuestion & RevealedPlacing & { items: PublicPart[] }} question @param {Placed} answer */
export function judgePlaces({ items, key }, answer) {
  const fits = Object.entries(answer).map(([item, place]) => [item, key[item].includes(place)]);
  return verdictOn(Object.fromEntries(fits), items.length, "some_open");
}

/**
 * The texts of the other places that are right for an item.
 * @param {PublicPart[]} places
 * @param {string[]} right
 * @param {string} chosen
 */
export const otherPlaces = (places, right, chosen) =>
  textsOf(
    places,
    right.filter((place) => place !== chosen),
  );

/**
 * All items, each with where it belongs.
 * @param {PublicPart[]} items
 * @param {PublicPart[]} places
 * @param {Record<string, string[]>} key
 * @param {{ belongs: Message }} words
 * @returns {Explained}
 */
export function belonging(items, places, key, words) {
  const verdict = (/** @type {PublicPart} */ { id }) =>
    say(words.belongs, { places: textsOf(places, key[id]).join(" / ") });
  return { ordered: false, parts: items.map((part) => ({ part, verdict: verdict(part) })) };
}

/** @param {PublicPart[]} places @param {string[]} ids */
const textsOf = (places, ids) => places.filter(({ id }) => ids.includes(id)).map(({ text }) => text);
