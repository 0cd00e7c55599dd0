import assert from "node:assert/strict";
import { test } from "node:test";
import { deal, known } from "../../src/widerwindow/widgets/practice/dealing.js";

/** @param {string[]} own @param {string[]} earlier @param {(id: string) => number} outcome */
const content = (own, earlier, outcome = () => 0) => {
  const ids = [...own, ...earlier];
  return /** @type {any} */ ({
    questions: ids.map((id) => ({ id })),
    earlier: Object.fromEntries(earlier.map((id) => [id, "Tea"])),
    taught: Object.fromEntries(ids.map((id) => [id, outcome(id)])),
    pages: [],
  });
};
const OWN = ["a1", "a2", "a3", "a4", "a5", "a6", "b1", "c1"];
const EARLIER = ["x", "y", "z"];

test("a round has six questions, two of them of earlier modules, and none twice", () => {
  for (let time = 0; time < 200; time += 1) {
    const { dealt } = deal(content(OWN, EARLIER), null);
    assert.equal(new Set(dealt).size, 6);
    assert.equal(dealt.filter((id) => EARLIER.includes(id)).length, 2);
  }
});

test("every question is dealt sooner or later", () => {
  const seen = new Set();
  for (let time = 0; time < 200; time += 1) for (const id of deal(content(OWN, EARLIER), null).dealt) seen.add(id);
  assert.deepEqual([...seen].sort(), [...OWN, ...EARLIER].sort());
});

test("no outcome is left out where there is room for it", () => {
  const outcome = (/** @type {string} */ id) => "abcxyz".indexOf(id[0]);
  for (let time = 0; time < 100; time += 1) {
    const { dealt } = deal(content(OWN, EARLIER, outcome), null);
    assert.ok(dealt.includes("b1") && dealt.includes("c1"));
  }
});

test("what fitted at the first try comes back last, and what did not may come at once", () => {
  const before = /** @type {any} */ ({ dealt: [], answers: {}, first: { a1: true, a2: true, x: true, a3: false } });
  for (let time = 0; time < 100; time += 1) {
    const { dealt } = deal(content(OWN, EARLIER), before);
    assert.deepEqual(
      dealt.filter((id) => ["a1", "a2", "x"].includes(id)),
      [],
    );
  }
});

test("a small bank is dealt whole", () => {
  assert.deepEqual(deal(content(["a1", "a2"], []), null).dealt.sort(), ["a1", "a2"]);
  assert.deepEqual(deal(content(["a1", "a2"], ["x"]), null).dealt.sort(), ["a1", "a2", "x"]);
});

test("of a round that was kept, only what can be used is taken up", () => {
  const round = {
    dealt: ["a1", "gone", "a2", "a1"],
    answers: { a1: "yes" },
    first: { a1: true, gone: true, a2: "no" },
  };
  assert.deepEqual(known(content(OWN, []), round), {
    dealt: ["a1", "a2"],
    answers: { a1: "yes" },
    first: { a1: true },
  });
  for (const nothing of [undefined, null, {}, "nonsense", { dealt: "gone" }, { dealt: ["gone"] }]) {
    assert.equal(known(content(OWN, []), nothing), null);
  }
  assert.equal(known(content(OWN, []), { dealt: ["a1"], done: true })?.done, true);
});
