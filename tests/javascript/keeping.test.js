import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlain, OnPlatform, parted, readBack, Visit } from "../../src/widerwindow/publish/player/keeping.js";

const kept = {
  "scenario/kitchen": [["door", "knock"]],
  "selfcheck/tea": { one: "a", two: ["a", "b"], three: { x: "y" }, four: 2.5 },
  "selfcheck/words": { one: "I have seen this myself" },
  "route/mine": { page: "tea/index" },
  "read/tea": { index: true },
  "worksheet/plan": { first: "mine" },
  "quiz/tea": { one: "a" },
  "note/tea-index": { text: "mine" },
  "brew/new-kind": { one: "a" },
};

test("ids, numbers and truths may go, and nothing that a person writes", () => {
  for (const plain of ["a", "tea/index", 7, true, ["a", ["b"]], { a: { b: "c" } }]) assert.equal(isPlain(plain), true);
  for (const other of ["two words", "ö", "", "a".repeat(121), null, undefined, { "two words": true }, ["a", "b c"]]) {
    assert.equal(isPlain(other), false);
  }
});

test("choices go, and her own words, the quiz and what nobody knows of stay", () => {
  const { sent, own } = parted(
    JSON.stringify({ format: 1, kept, settings: { size: "larger" }, passed: ["tea/index"] }),
  );
  assert.deepEqual(Object.keys(sent.kept), ["scenario/kitchen", "selfcheck/tea", "route/mine", "read/tea"]);
  assert.deepEqual(
    Object.keys(own),
    Object.keys(kept).filter((key) => !(key in sent.kept)),
  );
  assert.deepEqual(sent.settings, { size: "larger" });
});

test("what stays is there for this visit, and gone when it is taken back", () => {
  /** @type {(object | null)[]} */
  const given = [];
  const platform = new OnPlatform((memory) => given.push(memory) > 0, null);
  assert.equal(platform.getItem(), null);
  platform.setItem("", JSON.stringify({ kept }));
  assert.deepEqual(JSON.parse(platform.getItem()).kept, kept);
  assert.ok(!/worksheet|quiz|note/.test(JSON.stringify(given)));
  platform.removeItem();
  assert.equal(platform.getItem(), null);
  assert.equal(given.at(-1), null);
});

test("where a platform has no room, what it had stays", () => {
  let room = true;
  const platform = new OnPlatform(() => room, null);
  platform.setItem("", JSON.stringify({ kept: { "read/tea": { index: true } } }));
  room = false;
  assert.throws(() => platform.setItem("", JSON.stringify({ kept })));
  assert.deepEqual(JSON.parse(platform.getItem()).kept, { "read/tea": { index: true } });
});

test("what a platform gives back is taken up only where it is ours", () => {
  for (const text of ["", "-", "{}", "null", "7", '{"memory": 7}']) assert.equal(readBack(text).memory, null);
  assert.deepEqual(readBack('{"seen": [1, "tea/index"], "memory": {"kept": {}}}'), {
    seen: ["tea/index"],
    memory: { kept: {} },
  });
});

test("a visit keeps what is put there", () => {
  const visit = new Visit();
  visit.setItem("a", "b");
  assert.equal(visit.getItem("a"), "b");
  visit.removeItem("a");
  assert.equal(visit.getItem("a"), null);
});
