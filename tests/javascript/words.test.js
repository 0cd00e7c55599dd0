import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { say } from "../../src/widerwindow/frontend/words.js";

/** @param {string} lang */
const pageIn = (lang) => {
  globalThis.document = /** @type {any} */ ({ documentElement: { lang } });
};

afterEach(() => {
  delete (/** @type {any} */ (globalThis).document);
});

test("names in braces are filled in, each time they stand there", () => {
  assert.equal(say("{a} and {b}, {a}", { a: "tea", b: 2 }), "tea and 2, tea");
});

test("a message with plural forms goes by the count", () => {
  pageIn("en-GB");
  const points = { one: "1 point", other: "{count} points" };
  assert.deepEqual(
    [0, 1, 2].map((count) => say(points, { count })),
    ["0 points", "1 point", "2 points"],
  );
});

test("the language of the page says which form that is", () => {
  pageIn("pl");
  const files = { one: "{count} plik", few: "{count} pliki", many: "{count} plików", other: "{count} pliku" };
  assert.deepEqual(
    [1, 3, 5].map((count) => say(files, { count })),
    ["1 plik", "3 pliki", "5 plików"],
  );
});

test("where a form is not there, the last one stands for it", () => {
  pageIn("pl");
  assert.equal(say({ other: "{count} files" }, { count: 3 }), "3 files");
});
