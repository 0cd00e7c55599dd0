import assert from "node:assert/strict";
import { test } from "node:test";
import * as ordering from "../../src/widerwindow/content/questions/ordering/ordering.js";
import * as sorting from "../../src/widerwindow/content/questions/sorting/sorting.js";
import * as written from "../../src/widerwindow/content/questions/written/written.js";
import { fromSource, toSource } from "../../src/widerwindow/widgets/quiz/cells.js";

const parts = [
  { id: "x", text: "" },
  { id: "y", text: "" },
];
/** @type {any} */
const question = { id: "which-one", items: parts, groups: parts };
const BLANK = "Write your answer here.";
/** @type {(kind: any, source: string) => unknown} */
const read = (kind, source) => fromSource(question, kind, source, BLANK);

test("an answer is written as Python writes it, and read back", () => {
  for (const [kind, answer, source] of /** @type {const} */ ([
    [ordering, ["y", "x"], 'which_one = ["y", "x"]'],
    [sorting, { x: "y", y: "x" }, 'which_one = {"x": "y", "y": "x"}'],
    [ordering, null, "which_one = None"],
  ])) {
    assert.equal(toSource(question, /** @type {any} */ (kind), /** @type {any} */ (answer), BLANK), source);
    assert.deepEqual(read(kind, source), answer);
    assert.deepEqual(read(kind, `  ${source}  # mine`), answer);
  }
});

test("words stand in their cell as they are", () => {
  assert.equal(toSource(question, /** @type {any} */ (written), "tea\n", BLANK), "tea\n");
  assert.equal(toSource(question, /** @type {any} */ (written), null, BLANK), BLANK);
  assert.equal(read(written, ` ${BLANK}\n`), null);
  assert.equal(read(written, "which_one = None"), "which_one = None");
});

for (const source of ["other = None", 'which_one = ["x"]', "which_one = [1, 2]", "which_one = x", "print(1)"]) {
  test(`“${source}” is something else, and is left alone`, () => {
    assert.equal(read(ordering, source), undefined);
  });
}

test("an empty cell holds no answer", () => {
  assert.equal(read(ordering, " \n"), null);
});
