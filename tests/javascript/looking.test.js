import assert from "node:assert/strict";
import { test } from "node:test";
import { best, excerpt, patterns, stem } from "../../src/widerwindow/site/scripts/looking.js";

const SMALL = "a of the";

/** @type {import("../../src/widerwindow/site/scripts/looking.js").Indexed[]} */
const PAGES = [
  [
    "tea.html",
    "",
    [
      ["", "Tea", "Black or green."],
      ["mint", "Mint", "Breathe out over the cup."],
    ],
    0,
  ],
  ["cups.html", "A note.", [["", "Cups", "A cup for tea, and one for the guest."]], 0],
];

test("a word finds its other forms", () => {
  assert.equal(stem("breathing"), stem("breathes"));
  assert.equal(stem("regulation"), stem("regulate"));
  assert.equal(stem("red"), "red");
});

test("small words are passed over, where there are others", () => {
  assert.equal(patterns("The cup of tea", SMALL).length, 2);
  assert.equal(patterns("of the", SMALL).length, 2);
  assert.equal(patterns("?!", SMALL).length, 0);
});

test("the page that is about a word comes first, with its best part", () => {
  const { shown, whole } = best(PAGES, patterns("tea", SMALL));
  assert.deepEqual(
    shown.map(({ address }) => address),
    ["tea.html", "cups.html"],
  );
  assert.equal(whole, true);
  assert.equal(best(PAGES, patterns("breathing", SMALL)).shown[0].part[0], "mint");
});

test("where no page has all words, those with some are shown", () => {
  const { shown, whole } = best(PAGES, patterns("guest zebra", SMALL));
  assert.deepEqual(
    shown.map(({ address }) => address),
    ["cups.html"],
  );
  assert.equal(whole, false);
});

test("an excerpt stands around the word, and says where it was cut", () => {
  const text = `${"before ".repeat(60)}teapot ${"after ".repeat(80)}`;
  const cut = excerpt(text, patterns("teapot", SMALL));
  assert.match(cut, /^… .*teapot.* …$/);
  assert.ok(cut.length < 400);
  assert.equal(excerpt("A teapot.", patterns("teapot", SMALL)), "A teapot.");
});

test("what the course calls otherwise is found under either word", () => {
  const synonyms = { "hot drink": "tea", coregulation: "co-regulation" };
  const [wanted, ...more] = patterns("a hot drink", SMALL, synonyms);
  assert.equal(more.length, 0);
  assert.equal("Tea and a hot drink".match(wanted)?.length, 2);
  assert.equal("Co-regulating, or co regulation".match(patterns("coregulation", SMALL, synonyms)[0])?.length, 2);
  assert.equal(patterns("a drink", SMALL, synonyms).length, 1);
});

test("a page beside the course comes after those of the course", () => {
  /** @type {import("../../src/widerwindow/site/scripts/looking.js").Indexed} */
  const guide = ["guide.html", "", [["", "Tea, tea, tea", "Tea."]], 1];
  const { shown } = best([guide, ...PAGES], patterns("tea", SMALL));
  assert.deepEqual(
    shown.map(({ address }) => address),
    ["tea.html", "cups.html", "guide.html"],
  );
});
