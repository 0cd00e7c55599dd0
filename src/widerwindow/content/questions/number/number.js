// A number, typed as people write it: with a point or a comma, spaces between thousands, its unit behind it.
/** @import { NumberWords, PublicNumber, RevealedNumber } from "public" */
/** @import { Context, Verdict } from "../types.js" */
import { make } from "../../../frontend/elements.js";
import { fitting, neverInPart, nothingElseFits } from "../parts.js";
import { verdictOnOne } from "../question.js";

/** @typedef {PublicNumber & RevealedNumber} Revealed */

const MOST = 1e12;

/** What may be a comma between thousands, or one for decimals, is not guessed at. */
const NOT_SURE = /^[-+]?[1-9]\d{0,2},\d{3}$/;

/** Each form of a number, and what to take out of it before a comma left in it is the one for decimals. */
const FORMS = /** @type {const} */ ([
  [/^[-+]?(?:\d+[.,]?\d*|[.,]\d+)$/, ""],
  [/^[-+]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/, /[ ']/g],
  [/^[-+]?\d{1,3}(?:\.\d{3})+,\d+$|^[-+]?\d{1,3}(?:\.\d{3}){2,}$/, /\./g],
  [/^[-+]?\d{1,3}(?:,\d{3})+\.\d+$|^[-+]?\d{1,3}(?:,\d{3}){2,}$/, /,/g],
]);

const BEGUN = /^[-+]?(?:\d{0,12}(?:[.,]\d*)?|\d{1,3}(?:[ ']\d{0,3})+)$/;

/** @param {string} text @param {string} unit */
function bare(text, unit) {
  const plain = text.replace("\u2212", "-").replaceAll("\u2019", "'").replaceAll(/\s/g, " ").trim();
  if (unit && plain.toLowerCase().endsWith(unit.toLowerCase())) return plain.slice(0, -unit.length).trim();
  return unit && plain.toLowerCase().startsWith(unit.toLowerCase()) ? plain.slice(unit.length).trim() : plain;
}

/** The number that a text means, or null where that is not sure. @param {string} text */
export function parsed(text, unit = "") {
  const number = bare(text, unit);
  const [, out] = FORMS.find(([form]) => form.test(number)) ?? [];
  if (out === undefined || NOT_SURE.test(number)) return null;
  const meant = Number(number.replaceAll(out, "").replace(",", "."));
  return Math.abs(meant) <= MOST ? meant : null;
}

/** Whether a text is a number, or the beginning of one with its unit. @param {string} text */
export function maybeNumber(text, unit = "") {
  const [, number, rest] = bare(text, unit).match(/^([-+\d.,' ]*)(.*)$/) ?? [];
  const begun = BEGUN.test(number.trim()) && !NOT_SURE.test(number.trim());
  return parsed(text, unit) !== null || (begun && unit.toLowerCase().startsWith(rest.toLowerCase()));
}

/** A number, or what was typed where it cannot be read: that is an answer too. @param {PublicNumber} _ @param {unknown} answer */
export function known(_, answer) {
  if (typeof answer === "string") return answer.trim() ? answer : null;
  return typeof answer === "number" && Math.abs(answer) <= MOST ? answer : null;
}

/** @param {PublicNumber} question @param {Context<number | string, NumberWords>} context */
export function fields(question, { id, words, answer, answered, spots }) {
  const { unit } = question;
  const wrong = make("p", { class: "ww-warning", id: `${id}-wrong`, role: "alert" });
  const shownUnit = make("span", { id: `${id}-unit`, html: unit });
  const read = () => parsed(input.value, shownUnit.textContent ?? "");
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
      tell(maybeNumber(input.value, shownUnit.textContent ?? ""));
      answered(known(question, read() ?? input.value));
    },
    change: () => tell(input.value.trim() === "" || read() !== null),
  });
  input.value = String(answer ?? "");
  return make(
    "div",
    { class: "ww-item" },
    make("label", { for: input.id }, words.your_answer),
    make("div", { class: "ww-with-unit" }, input, shownUnit),
    wrong,
    Object.values(spots),
  );
}

/** The ranges that an answer may lie in; only a self-check has them. @param {PublicNumber & Partial<RevealedNumber>} question */
export const parts = ({ ranges }) => ranges ?? [];

export const inPart = neverInPart;

/** @param {Revealed} question @param {number | string} answer @returns {Verdict} */
export function judge({ bounds: [low, high] }, answer) {
  if (typeof answer === "string") return { fits: {}, summary: "unread" };
  const range = answer < low ? "low" : answer > high ? "high" : "right";
  return verdictOnOne(range, range === "right");
}

export const alsoFits = nothingElseFits;

/** @param {Revealed} question @param {{ fits: string, fits_less: string }} words */
export const explained = ({ ranges, key }, words) => fitting(ranges, key, words);
