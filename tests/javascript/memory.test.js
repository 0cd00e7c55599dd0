import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Memory, merged, sound } from "../../src/widerwindow/site/scripts/memory.js";

class Store {
  /** @type {Map<string, string>} */
  entries = new Map();
  getItem = (/** @type {string} */ key) => this.entries.get(key) ?? null;
  setItem = (/** @type {string} */ key, /** @type {string} */ value) => this.entries.set(key, value);
  removeItem = (/** @type {string} */ key) => this.entries.delete(key);
}

const nothing = { full() {}, changed() {} };

beforeEach(() => {
  Object.assign(globalThis, { sessionStorage: new Store(), localStorage: new Store(), addEventListener() {} });
});

test("of a file only what the course keeps is taken up", () => {
  const found = sound({
    kept: { "quiz/tea": { a: 1 }, "Quiz/tea": {}, "quiz/tea/x": {}, "quiz/none": "text" },
    settings: { size: "larger", colour: "red", spacing: "url(x)" },
    passed: ["tea/index", 7, null],
  });
  assert.deepEqual(found, { kept: { "quiz/tea": { a: 1 } }, settings: { size: "larger" }, passed: ["tea/index"] });
});

test("what is no such file is not taken up", () => {
  for (const other of [null, 7, [], {}, { kept: "all" }]) assert.equal(sound(other), undefined);
});

test("what is opened stands over what was there", () => {
  const mine = { kept: { "a/b": { x: 1 }, "a/c": {} }, settings: { size: "larger" }, passed: ["one", "two"] };
  const opened = { kept: { "a/b": { x: 2 } }, settings: { contrast: "dark" }, passed: ["two", "three"] };
  assert.deepEqual(merged(mine, opened), {
    kept: { "a/b": { x: 2 }, "a/c": {} },
    settings: { size: "larger", contrast: "dark" },
    passed: ["one", "two", "three"],
  });
});

test("nothing is stored before she chooses, and then in one place only", () => {
  const memory = new Memory(nothing);
  memory.forParts().write("quiz/tea", { a: 1 });
  assert.equal(localStorage.getItem("widerwindow"), null);
  assert.equal(memory.move("device"), true);
  assert.equal(memory.move("tab"), true);
  assert.equal(localStorage.getItem("widerwindow"), null);
  assert.deepEqual(new Memory(nothing).forParts().read("quiz/tea"), { a: 1 });
  memory.forget();
  assert.equal(sessionStorage.getItem("widerwindow"), null);
});

test("a browser that keeps nothing is told of", () => {
  const memory = new Memory(nothing);
  localStorage.setItem = () => {
    throw new Error("full");
  };
  assert.equal(memory.move("device"), false);
  assert.equal(memory.place, "nothing");
});

test("a file of another format is not opened", () => {
  const memory = new Memory(nothing);
  const file = { format: 1, kept: { "quiz/tea": { a: 1 } } };
  assert.equal(memory.open(JSON.stringify({ ...file, format: 2 })), undefined);
  assert.equal(memory.open("{"), undefined);
  assert.deepEqual(memory.open(JSON.stringify(file))?.kept, file.kept);
  assert.deepEqual(memory.mine.kept, file.kept);
});
