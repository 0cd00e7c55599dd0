import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { changed, Memory, merged, sound } from "../../src/widerwindow/site/scripts/memory.js";

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

test("what is opened stands over what was there, answer by answer", () => {
  const mine = { kept: { "a/b": { x: 1, y: 1 }, "a/c": {} }, settings: { size: "larger" }, passed: ["one", "two"] };
  const opened = { kept: { "a/b": { x: 2 } }, settings: { contrast: "dark" }, passed: ["two", "three"] };
  assert.deepEqual(merged(mine, opened), {
    kept: { "a/b": { x: 2, y: 1 }, "a/c": {} },
    settings: { size: "larger", contrast: "dark" },
    passed: ["one", "two", "three"],
  });
});

test("nothing is stored before she chooses, and then in one place only", () => {
  const memory = new Memory(nothing);
  memory.forParts().write("quiz/tea", { a: 1 });
  assert.equal(localStorage.getItem("widerwindow"), null);
  assert.equal(memory.move("lasting"), true);
  assert.equal(memory.move("tab"), true);
  assert.equal(localStorage.getItem("widerwindow"), null);
  assert.deepEqual(new Memory(nothing).forParts().read("quiz/tea"), { a: 1 });
  memory.forget();
  assert.equal(sessionStorage.getItem("widerwindow"), null);
});

test("a tab is asked once what to keep, whichever page asks, until what it stored is cleared", () => {
  assert.equal(new Memory(nothing).asks(), true);
  const memory = new Memory(nothing);
  assert.equal(memory.asks(), false);
  memory.set("size", "larger");
  assert.equal(new Memory(nothing).asks(), false);
  memory.leave();
  assert.equal(new Memory(nothing).asks(), true);
});

test("a browser that keeps nothing is told of", () => {
  const memory = new Memory(nothing);
  localStorage.setItem = () => {
    throw new Error("full");
  };
  assert.equal(memory.move("lasting"), false);
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

test("of a part only what a page changed is changed, and a way through a story is one answer", () => {
  assert.deepEqual(changed({ a: 1, b: 2, c: 3 }, { a: 1, b: 1, c: 3 }, { a: 1, b: 1, d: 4 }), { a: 1, b: 2, d: 4 });
  assert.deepEqual(changed(undefined, undefined, { a: 1 }), { a: 1 });
  assert.deepEqual(changed([["x", "y"]], [], [["v", "w"]]), [["v", "w"]]);
});

test("two tabs that know nothing of each other keep what each was told", () => {
  const one = new Memory(nothing);
  one.move("lasting");
  const two = new Memory(nothing);
  one.forParts().write("quiz/tea", { a: 1 }, {});
  two.forParts().write("quiz/tea", { b: 2 }, {});
  one.set("size", "larger");
  two.pass("tea/index");
  one.forParts().write("quiz/tea", { a: 3 }, { a: 1 });
  assert.deepEqual(new Memory(nothing).mine, {
    kept: { "quiz/tea": { a: 3, b: 2 } },
    settings: { size: "larger" },
    passed: ["tea/index"],
  });
  one.move("tab");
  assert.deepEqual(one.mine.kept, { "quiz/tea": { a: 3, b: 2 } });
  one.move("lasting");
  two.forget();
  one.forParts().write("quiz/tea", { a: 4 }, { a: 3 });
  assert.equal(localStorage.getItem("widerwindow"), null);
});

test("where nothing is kept, settings and passed notes hold for the tab, and an answer is told of", () => {
  /** @type {string[]} */
  const told = [];
  const memory = new Memory({ ...nothing, unkept: (part) => told.push(part) });
  memory.set("size", "larger");
  memory.forParts().write("quiz/tea", { a: 1 });
  memory.pass("tea/index");
  assert.deepEqual(JSON.parse(sessionStorage.getItem("widerwindow") ?? ""), {
    format: 1,
    settings: { size: "larger" },
    passed: ["tea/index"],
  });
  assert.deepEqual(told, ["quiz/tea"]);
  const next = new Memory(nothing);
  assert.equal(next.place, "nothing");
  assert.deepEqual(next.mine.passed, ["tea/index"]);
  assert.deepEqual(next.mine.kept, {});
});

test("where another tab chose the device, what is kept nowhere goes there too", () => {
  /** @type {(event: object) => void} */
  let tell = () => {};
  Object.assign(globalThis, {
    addEventListener: (/** @type {string} */ _, /** @type {typeof tell} */ listener) => {
      tell = listener;
    },
  });
  const one = new Memory(nothing);
  const two = new Memory(nothing);
  two.forParts().write("quiz/tea", { b: 2 });
  one.move("lasting");
  one.forParts().write("quiz/tea", { a: 1 });
  tell({ key: "widerwindow" });
  assert.equal(two.place, "lasting");
  assert.deepEqual(new Memory(nothing).mine.kept, { "quiz/tea": { a: 1, b: 2 } });
});
