import assert from "node:assert/strict";
import { test } from "node:test";
import * as matching from "../../src/widerwindow/content/questions/matching/matching.js";
import * as multiple from "../../src/widerwindow/content/questions/multiple/multiple.js";
import * as number from "../../src/widerwindow/content/questions/number/number.js";
import * as ordering from "../../src/widerwindow/content/questions/ordering/ordering.js";
import * as single from "../../src/widerwindow/content/questions/single/single.js";
import * as sorting from "../../src/widerwindow/content/questions/sorting/sorting.js";
import { wellFormed } from "../../src/widerwindow/content/questions/text.js";
import * as written from "../../src/widerwindow/content/questions/written/written.js";

/** @param {...string} ids */
const parts = (...ids) => ids.map((id) => ({ id, text: `<em>${id}</em>` }));
const words = { fits: "This fits", fits_less: "Fits less well", belongs: "Belongs with: {places}." };
/** @type {any} */
const options = { options: parts("a", "b", "c"), feedback: {} };
/** @type {any} */
const items = { items: parts("a", "b", "c"), feedback: {} };
const places = { ...items, groups: parts("hot", "cold"), key: { a: ["hot"], b: ["hot", "cold"], c: ["cold"] } };
/** @type {any} */
const range = { bounds: [2.9, 3.7], key: "right", ranges: parts("right", "low", "high"), feedback: {} };

test("one option is known by its name, and nothing else is", () => {
  assert.equal(single.known(options, "b"), "b");
  for (const other of ["d", ["a"], null, 1]) assert.equal(single.known(options, other), null);
});

test("of several options the unknown ones go, and the order is the question's", () => {
  assert.deepEqual(multiple.known(options, ["c", "x", "a"]), ["a", "c"]);
  for (const other of ["a", [], ["x"], { a: 1 }]) assert.equal(multiple.known(options, other), null);
});

test("of places the unknown ones go, and items that are not there", () => {
  assert.deepEqual(sorting.known(places, { a: "hot", b: "warm", x: "cold" }), { a: "hot" });
  assert.deepEqual(matching.known({ ...places, answers: places.groups }, { c: "cold" }), { c: "cold" });
  for (const other of [{}, null, "hot", ["hot"]]) assert.equal(sorting.known(places, other), null);
});

test("an order is known when it is whole", () => {
  assert.deepEqual(ordering.known(items, ["c", "a", "b"]), ["c", "a", "b"]);
  for (const other of [["a", "b"], ["a", "b", "b"], "abc", null]) assert.equal(ordering.known(items, other), null);
});

test("a number is known up to a measure, and so is what was typed in its place", () => {
  assert.equal(number.known({}, -0.5), -0.5);
  assert.equal(number.known({}, "about 3"), "about 3");
  for (const other of [" ", Number.NaN, 1e13, Number.POSITIVE_INFINITY, null])
    assert.equal(number.known({}, other), null);
});

test("words are known when there are any, with half signs replaced", () => {
  assert.equal(written.known({}, " tea "), " tea ");
  for (const other of [" \n", "", 3, null]) assert.equal(written.known({}, other), null);
  assert.equal(wellFormed("a\ud83d b \ud83c\udf75"), "a\ufffd b \ud83c\udf75");
});

for (const [typed, meant] of /** @type {const} */ ([
  ["12", 12],
  ["0,5", 0.5],
  ["-3.25", -3.25],
  [".5", 0.5],
  ["+7", 7],
  ["0,125", 0.125],
  ["1,000", null],
  ["1 000", 1000],
  ["1\u202f000,5", 1000.5],
  ["1.000,5", 1000.5],
  ["1,000.5", 1000.5],
  ["1,000,000", 1_000_000],
  ["1.000.000", 1_000_000],
  ["1’000", 1000],
  ["0,500", 0.5],
  ["\u22123", -3],
  ["10 00", null],
  ["1,00,000", null],
  ["10000000000000", null],
  ["12x", null],
  ["", null],
  ["-", null],
  ["1e3", null],
])) {
  test(`“${typed}” is read as ${meant}`, () => {
    assert.equal(number.parsed(typed), meant);
  });
}

for (const [typed, meant] of /** @type {const} */ ([
  ["64%", 64],
  ["64,3 %", 64.3],
  ["64 %", 64],
  ["%64", 64],
  ["64", 64],
  ["64 £", null],
  ["%", null],
  ["6%4", null],
])) {
  test(`“${typed}” in % is read as ${meant}`, () => {
    assert.equal(number.parsed(typed, "%"), meant);
  });
}

test("a unit that is begun is not wrong yet", () => {
  assert.deepEqual(
    ["12 do", "12 Doors", "12 x", "1 0", "1,000 d"].map((typed) => number.maybeNumber(typed, "doors")),
    [true, true, false, true, false],
  );
});

test("what cannot be read is not judged, and is no open answer", () => {
  assert.deepEqual(number.judge(range, "about 3"), { fits: {}, summary: "unread" });
});

test("a number that is begun is not wrong yet, and one that may be thousands is", () => {
  assert.deepEqual(
    ["-", "3.", ",", "1,000", "a"].map((typed) => number.maybeNumber(typed)),
    [true, true, true, false, false],
  );
});

test("each kind judges the parts of an answer, and the whole", () => {
  const one = { ...options, key: "a" };
  assert.deepEqual(single.judge(one, "a"), { fits: { a: true }, summary: "one_fits" });
  assert.deepEqual(single.judge(one, "b"), { fits: { b: false }, summary: "one_not" });
  const several = { ...options, key: ["a", "b"] };
  assert.deepEqual(multiple.judge(several, ["a", "b"]), { fits: { a: true, b: true }, summary: "all_fit" });
  assert.equal(multiple.judge(several, ["a"]).summary, "some_missing");
  assert.deepEqual(multiple.judge(several, ["a", "c"]), { fits: { a: true, c: false }, summary: "some_not" });
  assert.deepEqual(sorting.judge(places, { a: "hot", b: "cold" }), {
    fits: { a: true, b: true },
    summary: "some_open",
  });
  assert.equal(sorting.judge(places, { a: "hot", b: "hot", c: "cold" }).summary, "all_fit");
  assert.equal(sorting.judge(places, { c: "hot" }).summary, "some_not");
  const ordered = { ...items, key: ["a", "b", "c"] };
  assert.equal(ordering.judge(ordered, ["a", "b", "c"]).summary, "all_fit");
  assert.deepEqual(ordering.judge(ordered, ["b", "c", "a"]).fits, { b: false, c: true, a: false });
  assert.deepEqual(
    [2.8, 2.9, 3.7, 3.8].map((each) => number.judge(range, each).fits),
    [{ low: false }, { right: true }, { right: true }, { high: false }],
  );
});

test("a self-check can say what else would have fitted", () => {
  assert.deepEqual(sorting.alsoFits(places, "b", { b: "hot" }), ["<em>cold</em>"]);
  assert.deepEqual(sorting.alsoFits(places, "a", { a: "hot" }), []);
});

test("a self-check can tell every answer", () => {
  const told = (/** @type {any} */ { parts }) => parts.map((/** @type {any} */ each) => [each.part.id, each.verdict]);
  assert.deepEqual(told(single.explained({ ...options, key: "a" }, words)), [
    ["a", "This fits."],
    ["b", "Fits less well."],
    ["c", "Fits less well."],
  ]);
  assert.deepEqual(told(sorting.explained(places, words))[1], ["b", "Belongs with: <em>hot</em> / <em>cold</em>."]);
  const ordered = ordering.explained({ ...items, key: ["c", "a", "b"] });
  assert.equal(ordered.ordered, true);
  assert.deepEqual(told(ordered), [
    ["c", null],
    ["a", null],
    ["b", null],
  ]);
  assert.deepEqual(
    told(number.explained(range, words)).map(([id]) => id),
    ["right", "low", "high"],
  );
});

test("only items can be answered in part", () => {
  assert.equal(sorting.inPart(places, { a: "hot" }), true);
  assert.equal(matching.inPart(places, { a: "hot", b: "hot", c: "hot" }), false);
  assert.equal(multiple.inPart(), false);
});
