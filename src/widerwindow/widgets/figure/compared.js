// What points and cards share: a choice for each in a list, and the other answer that hers is compared with.
/** @import { FigureWords } from "public" */
/** @import { Hand } from "./figure.js" */
import { button, make } from "../../frontend/elements.js";
import { say } from "../../frontend/words.js";

/**
 * A list to choose a place from: the same as by hand, without a hand.
 * @param {string} title of what is placed
 * @param {string[]} places
 * @param {FigureWords} words
 * @param {(place: number) => void} put
 */
export function choice(title, places, words, put) {
  const change = (/** @type {{ target: HTMLSelectElement }} */ { target }) => put(target.selectedIndex - 1);
  const options = [words.open, ...places].map((place, index) => make("option", { disabled: !index }, place));
  const name = say(words.place, { title });
  return make("select", { "aria-label": name, autocomplete: "off", change }, options);
}

/**
 * The button that says where each thing belongs. `compare` returns for each whether hers is the same, and null where it
 * is open.
 * @param {Hand} hand
 * @param {string} whose
 * @param {{ title: string }[]} things
 * @param {() => (boolean | null)[]} compare
 */
export function comparing({ words, tell, closing }, whose, things, compare) {
  const click = () => {
    const found = compare();
    const same = found.filter(Boolean).length;
    const open = things.flatMap(({ title }, index) => (found[index] === null ? [title] : []));
    closing.hidden = false;
    const some = open.length ? words.differs_open : words.differs;
    const said = open.length === things.length ? words.all_open : some;
    tell(say(said, { same, count: things.length, whose, open: open.join(", ") }));
  };
  closing.hidden = true;
  return button(say(words.compare, { whose }), click, "ww-button ww-main");
}

/** @param {string} whose @param {string} where @param {string} why @param {FigureWords} words */
export const because = (whose, where, why, words) => [
  make("strong", {}, say(words.belongs, { whose, where })),
  make("div", { html: why }),
];
