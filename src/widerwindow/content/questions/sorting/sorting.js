// Items that go into groups.
/** @import { PublicPart, PublicSorting, RevealedPlacing } from "public" */
/** @import { Message } from "../../../frontend/words.js" */
/** @import { Context } from "../types.js" */
/** @import { Placed } from "../placing.js" */
import { make } from "../../../frontend/elements.js";
import { belonging, judgePlaces, knownPlaces, otherPlaces, placing, someUnplaced } from "../placing.js";
import { pick } from "../question.js";

/** @typedef {PublicSorting & RevealedPlacing} Revealed */

/** @typedef {PublicPart & { about?: string }} Item A comparison tells more about each. */
/** @typedef {Omit<PublicSorting, "items"> & { items: Item[] }} Question */

/** @param {PublicSorting} question @param {unknown} answer */
export const known = ({ items, groups }, answer) => knownPlaces(items, groups, answer);

/** @param {Question} question @param {Context<Placed>} context */
export function fields({ items, groups }, context) {
  const { id, answer, spots } = context;
  const place = placing(items, groups, context);
  /** @param {string} item */
  const choices = (item) =>
    groups.map(({ id: group, text }) =>
      pick("radio", `${id}-${item}`, group, answer?.[item] === group, text, () => place(item, group)),
    );
  return items.map(({ id: item, text, about }) => [
    make(
      "fieldset",
      { class: "ww-item", "aria-describedby": about && `${id}-${item}-about` },
      make("legend", { html: text }),
      about && make("div", { class: "ww-text", id: `${id}-${item}-about`, html: about }),
      make("div", { class: "ww-groups" }, choices(item)),
    ),
    spots[item],
  ]);
}

/** @param {PublicSorting} question */
export const parts = ({ items }) => items;

export const inPart = someUnplaced;

export const judge = judgePlaces;

/** @param {Revealed} question @param {string} item @param {Placed} answer */
export const alsoFits = ({ groups, key }, item, answer) => otherPlaces(groups, key[item], answer[item]);

/** @param {Revealed} question @param {{ belongs: Message }} words */
export const explained = ({ items, groups, key }, words) => belonging(items, groups, key, words);
