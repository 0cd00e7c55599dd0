// A number, typed with a decimal point or comma. What may be a comma between thousands is not guessed at.
/** @import { NumberWords, PublicNumber, RevealedNumber } from "public" */
/** @import { Context } from "../types.js" */
import { make } from "../../../frontend/elements.js";
import { fitting, neverInPart, nothingElseFits } from "../parts.js";
import { verdictOnOne } from "../question.js";

/** @typedef {PublicNumber & RevealedNumber} Revealed */

const NUMBER = /^[-+]?\d{0,12}(?:[.,]\d{0,6})?$/;
const THOUSANDS = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const MOST = 1e12;

/** @param {string} text */
export const maybeNumber = (text) => NUMBER.test(text) && !THOUSANDS.test(text);

/** @param {string} text */
export const parsed = (text) => (maybeNumber(text) && /\d/.test(text) ? Number(text.replace(",", ".")) : null);

/** @param {PublicNumber} _ @param {unknown} answer */
export const known = (_, answer) => (typeof answer === "number" && Math.abs(answer) <= MOST ? answer : null);

/** @param {PublicNumber} question @param {Context<number, NumberWords>} context */
export function fields({ unit }, { id, words, answer, answered, spots }) {
  const wrong = make("p", { class: "ww-warning", id: `${id}-wrong`, role: "alert" });
  const typed = () => input.value.trim().replace("\u2212", "-");
  /** @param {boolean} fine */
  const tell = (fine) => {
    const said = fine ? "" : words.no_number;
    input.setAttribute("aria-invalid", String(!fine));
    if (wrong.textContent !== said) wrong.textContent = said;
  };
  /** @type {HTMLInputElement} */
  const input = make("input", {
    id: `${id}-answer`,
    class: "ww-short",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": `${id}-unit ${id}-wrong`,
    // Told while she types: a text that came up as she leaves would push away what she is about to press.
    input: () => {
      tell(maybeNumber(typed()));
      answered(parsed(typed()));
    },
    change: () => tell(typed() === "" || parsed(typed()) !== null),
  });
  input.value = String(answer ?? "");
  return make(
    "div",
    { class: "ww-item" },
    make("label", { for: input.id }, words.your_answer),
    make("div", { class: "ww-with-unit" }, input, make("span", { id: `${id}-unit`, html: unit })),
    wrong,
    Object.values(spots),
  );
}

/** The ranges that an answer may lie in; only a self-check has them. @param {PublicNumber & Partial<RevealedNumber>} question */
export const parts = ({ ranges }) => ranges ?? [];

export const inPart = neverInPart;

/** @param {Revealed} question @param {number} answer */
export function judge({ bounds: [low, high] }, answer) {
  const range = answer < low ? "low" : answer > high ? "high" : "right";
  return verdictOnOne(range, range === "right");
}

export const alsoFits = nothingElseFits;

/** @param {Revealed} question @param {{ fits: string, fits_less: string }} words */
export const explained = ({ ranges, key }, words) => fitting(ranges, key, words);
