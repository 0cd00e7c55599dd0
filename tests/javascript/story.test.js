import assert from "node:assert/strict";
import { test } from "node:test";
import { leading } from "../../src/widerwindow/widgets/scenario/led_here.js";
import { Story } from "../../src/widerwindow/widgets/scenario/story.js";

const text = { text: "", feedback: "" };
const quiet = { note: null, way_round: null, title: "", text: "", also: [] };
/** @param {string} id @param {any[]} next @param {object} [more] */
const choice = (id, next, more) => ({ id, ...text, when: [], effects: {}, next, ...more });
/** @param {string} to @param {any[]} [when] */
const turn = (to, when = []) => ({ to, when });

const story = new Story({
  start: "kitchen",
  variables: { trust: { label: "", start: 0, min: -1, max: 2, low: "", high: "" } },
  scenes: [
    {
      ...quiet,
      id: "kitchen",
      kind: "scene",
      note: { themes: [], intensity: "low", text: "", summary: "" },
      way_round: "table",
      choices: [
        choice("ask", [turn("end", [["trust", ">=", 2]]), turn("table")], { effects: { trust: 5 } }),
        choice("wait", [turn("table")], { effects: { trust: -5 } }),
      ],
    },
    {
      ...quiet,
      id: "table",
      kind: "scene",
      choices: [
        choice("again", [turn("kitchen")]),
        choice("open", [turn("end")], { when: [["trust", ">", 0]] }),
        choice("leave", [turn("end")], { when: [["trust", "!=", 1]] }),
      ],
    },
    { ...quiet, id: "end", kind: "ending", choices: [] },
  ],
});

/** @param {unknown} path */
const led = (path) => {
  const { moment, path: kept } = story.walk(path);
  return { scene: moment.scene.id, trust: moment.values.trust, kept };
};

test("a path leads where its choices lead, and effects stop at the ends of the scale", () => {
  assert.deepEqual(led([["kitchen", "ask"]]), { scene: "end", trust: 2, kept: [["kitchen", "ask"]] });
  assert.deepEqual(led([["kitchen", "wait"]]), { scene: "table", trust: -1, kept: [["kitchen", "wait"]] });
});

test("a path is walked up to the first choice that the story does not offer", () => {
  const path = [
    ["kitchen", "wait"],
    ["table", "open"],
    ["end", "on"],
  ];
  assert.deepEqual(led(path), { scene: "table", trust: -1, kept: [["kitchen", "wait"]] });
});

test("a path may go round a scene with a note", () => {
  assert.deepEqual(led([["table", "leave"]]), { scene: "end", trust: 0, kept: [["table", "leave"]] });
});

for (const nonsense of [null, undefined, "kitchen", [null], [["kitchen"]], [["nowhere", "ask"]], [7]]) {
  test(`${JSON.stringify(nonsense)} is no path, and leads nowhere`, () => {
    assert.deepEqual(led(nonsense), { scene: "kitchen", trust: 0, kept: [] });
  });
}

test("the least number of choices to an ending is counted through conditions and circles", () => {
  const after = (/** @type {unknown} */ path) => story.least(story.walk(path).moment);
  assert.equal(after([]), 1);
  assert.equal(after([["kitchen", "wait"]]), 1);
  assert.equal(after([["kitchen", "ask"]]), 0);
});

const scene = (/** @type {string} */ id, /** @type {any[]} */ choices) => ({
  ...quiet,
  id,
  kind: /** @type {any} */ (choices.length ? "scene" : "ending"),
  choices,
});
const forked = new Story({
  start: "door",
  variables: { trust: { label: "", start: 0, min: 0, max: 1, low: "", high: "" } },
  scenes: [
    scene("door", [choice("knock", [turn("hall")], { effects: { trust: 1 } }), choice("enter", [turn("hall")])]),
    scene("hall", [choice("look", [turn("room")]), choice("listen", [turn("room")])]),
    scene("room", [
      choice("stay", [turn("good", [["trust", ">=", 1]]), turn("bad")]),
      choice("leave", [turn("bad")]),
      choice("ask", [turn("step", [["trust", "<", 1]]), turn("good")]),
    ]),
    scene("step", [choice("go", [turn("bad")]), choice("run", [turn("bad")])]),
    scene("good", []),
    scene("bad", []),
  ],
});

for (const [path, expected] of [
  ["knock look stay", ["door", "room"]], // at the hall, another choice would have changed nothing
  ["enter look stay", ["door"]], // from then on, the good ending was out of reach
  ["knock look leave", ["room"]],
  ["enter listen ask go", ["door"]],
]) {
  test(`of ${path}, ${expected} led to the ending`, () => {
    const scenes = ["door", "hall", "room", "step"];
    const walked = forked.walk(/** @type {string} */ (path).split(" ").map((id, at) => [scenes[at], id]));
    assert.equal(walked.moment.scene.kind, "ending");
    assert.deepEqual(
      leading(forked, walked).map((step) => step.scene.id),
      expected,
    );
  });
}

test("where a story has one ending alone, no choice led to it", () => {
  assert.deepEqual(leading(story, story.walk([["kitchen", "ask"]])), []);
});
